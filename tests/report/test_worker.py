"""The worker: killed when late, started anew, and it opens no socket."""

import socket

import pytest

from reportedly.errors import UnreadableInput
from reportedly.report import worker as worker_module
from reportedly.report.worker import Worker


def test_a_late_page_is_given_up_and_the_next_is_read(monkeypatch):
    with Worker(limit_s=0.02) as worker:
        with pytest.raises(UnreadableInput, match=r"more than 0\.02 s"):
            worker.ask("page", b"<p>x</p>" * 10_000, "late.html")
        monkeypatch.setattr(worker, "_limit_s", 20.0)
        assert worker.ask("fragment", b"<p>a</p><p>b</p>", "b.html") == {"text": "a\n\nb"}


def test_the_caps_on_size(monkeypatch):
    monkeypatch.setattr(worker_module, "MAX_BYTES", 10)
    with Worker() as worker, pytest.raises(UnreadableInput, match="bytes"):
        worker.ask("page", b"<p>0123456789</p>", "a.html")


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 50_000,
        b"<!--" * 10_000,
        b"<![CDATA[" * 10_000,
        b"\0" * 1_000,
        b"<a<" * 50_000,
        b"&" * 100_000,
        b"<table>" * 9_000,
    ],
    ids=range(7),
)
def test_odd_markup_costs_itself_only(data):
    with Worker(limit_s=10) as worker:
        for kind in ("page", "feed", "fragment"):
            try:
                answer = worker.ask(kind, data, "odd.html")
            except UnreadableInput as error:
                assert error.cure
            else:
                assert isinstance(answer, dict)


def test_an_entity_bomb_in_a_feed():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{entities}]>'
    bomb += "<rss><channel><item><title>&a9;</title></item></channel></rss>"
    with Worker(limit_s=10) as worker:
        try:
            answer = worker.ask("feed", bomb.encode(), "bomb.rss")
        except UnreadableInput:
            return
        assert len(str(answer)) < 100_000


def test_no_socket_is_opened_in_this_process(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    with Worker() as worker:
        assert worker.ask("feed", b"http://x.example/feed", "a.rss")["entries"] == []
