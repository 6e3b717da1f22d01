"""`reportedly serve`: the address is bound before anybody is sent there."""

import socket
import webbrowser

import uvicorn
from typer.testing import CliRunner

from reportedly.cli import app


def test_the_browser_opens_once_the_address_answers(tmp_path, monkeypatch):
    asked = []

    def opened(address: str) -> bool:
        host, port = address.removeprefix("http://").rstrip("/").rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=5):  # refused where nobody listens yet
            asked.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: asked.append(sockets[0].getsockname()[1]))
    answer = CliRunner().invoke(app, ["serve", str(tmp_path / "c.db"), "--port", "0"])
    assert answer.exit_code == 0, answer.output
    assert asked[0] == f"http://127.0.0.1:{asked[1]}/"


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = CliRunner().invoke(app, ["serve", str(tmp_path / "c.db"), "--port", str(port), "--no-open"])
    assert answer.exit_code == 1
    assert "cannot listen there" in str(answer.exception) + answer.output
