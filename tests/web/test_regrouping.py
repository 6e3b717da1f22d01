"""Merge and split on the page of an occurrence, by form and by JSON."""

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from reportedly.commands.corpus_group import group_store
from reportedly.view.web.server import room

OUR_PAGE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def client(store) -> TestClient:
    group_store(store, jobs=1)
    app = room(store.place, lambda name, content: iter(()), lambda opened: group_store(opened, jobs=1) and None, "Ana")
    return TestClient(app, base_url="http://127.0.0.1:8808", raise_server_exceptions=False)


def post(client, fields, path="/regroup"):
    return client.post(path, content=urlencode(fields), headers=OUR_PAGE, follow_redirects=False)


def place_of(store, read, n: int) -> str:
    return store.standings(read.report.id)[read.claims[n].id].occurrence_id


def test_claims_are_split_off_and_brought_back_without_script(client, store, a_read, other_read):
    whole = place_of(store, a_read, 1)
    assert place_of(store, other_read, 1) == whole
    fields = [("occurrence_id", whole), ("claim_id", other_read.claims[1].id), ("why", "another <b>raid</b>")]
    answer = post(client, [*fields, ("verdict", "SPLIT")])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/occurrences/{whole}#regroup")
    apart = place_of(store, other_read, 1)
    assert apart != whole
    page = client.get(f"/occurrences/{apart}").text
    assert "said to be a thing apart" in page and "another &lt;b&gt;raid" in page and "Ana" in page
    answer = post(client, [("occurrence_id", apart), ("undo", "1")])
    assert answer.headers["location"] == f"/occurrences/{whole}#regroup"  # the one that is left
    assert place_of(store, other_read, 1) == whole


def test_occurrences_are_merged_by_id_or_address(client, store, a_read):
    one, other = place_of(store, a_read, 0), place_of(store, a_read, 1)
    fields = [("occurrence_id", one), ("occurrence_id", f"http://127.0.0.1:8808/occurrences/{other}#top")]
    found = post(client, [*fields, ("verdict", "MERGE")], "/regroup.json")
    assert found.status_code == 201 and found.json()["verdict"] == "MERGE"
    assert place_of(store, a_read, 0) == place_of(store, a_read, 1)
    assert client.get("/review.json").json()["regroupings"][0]["who"] == "Ana"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param([("verdict", "JOIN")], 422, id="no-verdict"),
        pytest.param([("verdict", "MERGE"), ("occurrence_id", "x")], 422, id="with-nothing"),
        pytest.param([("verdict", "MERGE"), ("occurrence_id", "x"), ("occurrence_id", "y")], 404, id="none"),
        pytest.param([("verdict", "SPLIT")], 422, id="no-claim"),
        pytest.param([("verdict", "SPLIT"), ("claim_id", "c-none")], 404, id="claim-not-there"),
        pytest.param([("undo", "x")], 422, id="no-number"),
        pytest.param([("undo", "9")], 404, id="nothing-to-undo"),
    ],
)
def test_what_makes_no_sense_is_refused(client, fields, status):
    assert post(client, fields, "/regroup.json").status_code == status
    assert client.get("/review.json").json()["regroupings"] == []
