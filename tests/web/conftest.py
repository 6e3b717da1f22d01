"""A reading room on the corpus of two hand-made reports."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from reportedly.view.web.server import room

HOST = "http://127.0.0.1:8808"


def read_nothing(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Stands for reading a dropped file: its content is taken as a record."""
    if content == b"broken":
        raise ZeroDivisionError("broken")
    yield (content.decode(), "") if content.startswith(b"{") else ("", f"{name}: no record")


@pytest.fixture
def grouped() -> list[int]:
    """How many reports the corpus had each time it was grouped."""
    return []


@pytest.fixture
def client(store, grouped) -> TestClient:
    app = room(store.place, read_nothing, lambda opened: grouped.append(opened.totals().reports), "Ana Reviewer")
    return TestClient(app, base_url=HOST, raise_server_exceptions=False)
