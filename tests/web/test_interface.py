"""The interface as OpenAPI documents it, asked at random (Hatfield-Dodds and Dygalo 2022, Schemathesis)."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from reportedly.corpus.store import open_store
from reportedly.view.web.server import room

schemathesis = pytest.importorskip("schemathesis", reason="no schemathesis: see the extra for development")
HOST = "http://127.0.0.1:8808"
OUR_PAGE = {"sec-fetch-site": "same-origin", "host": "127.0.0.1:8808"}
FOLDER = TemporaryDirectory(prefix="reportedly-interface-")


def _app():
    corpus = Path(FOLDER.name, "c.db")
    open_store(corpus, create=True).close()
    return room(corpus, lambda name, content: iter(()), lambda store: None, "Ana")


APP = _app()
SCHEMA = schemathesis.openapi.from_dict(TestClient(APP, base_url=HOST).get("/openapi.json").json())
SCHEMA.app = APP
# A form may be of the right shape and make no sense (422): which claim, which decision.
SENSE = schemathesis.checks.CHECKS.get_one("positive_data_acceptance")


@SCHEMA.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_documented(case):
    case.call_and_validate(base_url=HOST, headers=OUR_PAGE, excluded_checks=[SENSE])
