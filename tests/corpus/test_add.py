"""`reportedly add`: each report once, and none lost or halved when the run is killed."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from reportedly.commands.progress import Bar
from reportedly.corpus.store import open_store
from reportedly.errors import StoreError
from reportedly.report.sources import n_reports_in

TEXTS = {
    "a.txt": "Harbour closed\n\nOSTER - Police arrested two dockers on Monday, Radio Oster said.\n",
    "b.txt": "Talks planned\n\nTAVRIA - Norland will send a delegation to Velmark next week.\n",
    "c.txt": "Denial\n\nThe ministry denied that soldiers had shelled the village.\n",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parser
def test_what_is_added_is_what_read_prints_and_nothing_is_added_twice(run, folder, tmp_path):
    corpus, lines = tmp_path / "c.db", tmp_path / "out.jsonl"
    code, said = run("add", corpus, folder, "--model", "none")
    assert code == 0
    assert "3 report(s) added, 0 there already, 0 not read" in said
    run("read", folder, "--model", "none", "-o", lines)
    with open_store(corpus) as store:
        added = sorted(store.records())
    assert added == sorted(lines.read_text("utf-8").splitlines())
    before = corpus.read_bytes()
    assert "0 report(s) added, 3 there already, 0 not read" in run("add", corpus, folder, "--model", "none")[1]
    assert corpus.read_bytes() == before


@pytest.mark.parser
def test_a_bad_input_costs_itself_only(run, folder, tmp_path):
    code, said = run("add", tmp_path / "c.db", folder / "none.txt", folder / "a.txt", "--model", "none")
    assert code == 1
    assert "none.txt: no such file. Check the path" in said
    assert "1 report(s) added, 0 there already, 1 not read" in said


def test_a_report_given_for_a_corpus_is_left_alone(run, folder):
    code, said = run("add", folder / "a.txt", folder / "b.txt")
    assert (code, len(said.splitlines())) == (1, 1)
    assert "a.txt: file is not a database. Is it a corpus made with `reportedly add`?" in said
    assert (folder / "a.txt").read_text("utf-8") == TEXTS["a.txt"]


@pytest.mark.parser
def test_a_run_killed_at_any_point_loses_no_finished_report_and_leaves_no_half_one(run, tmp_path):
    folder, corpus = tmp_path / "reports", tmp_path / "c.db"
    folder.mkdir()
    n_reports = 24
    for n in range(n_reports):
        body = f"Police arrested {n + 2} dockers at pier {n} on Monday, Radio Oster said. " * 12
        (folder / f"{n:02}.txt").write_text(f"Harbour raid {n}\n\nOSTER - {body}\n", "utf-8")
    command = [sys.executable, "-m", "reportedly.cli", "add", str(corpus), str(folder), "--model", "none"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    seen = 0
    while seen < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
        seen = _n_finished(corpus)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with open_store(corpus) as store:
        left = store.totals().reports
        assert 3 <= seen <= left < n_reports
        for read in store.reads():
            assert len(read.claims) == _n_claims(store, read.report.id) > 0
        assert store.search("dockers").total == left
    assert f"{n_reports - left} report(s) added, {left} there already" in run(*command[3:])[1]
    with open_store(corpus) as store:
        assert store.totals().reports == store.search("dockers").total == n_reports


def _n_finished(corpus: Path) -> int:
    try:
        with open_store(corpus, read_only=True) as store:
            return store.totals().reports
    except StoreError:  # not made yet
        return 0


def _n_claims(store, report_id: str) -> int:
    from reportedly.corpus.stored import ClaimFilter

    return store.claims(ClaimFilter(report_id=report_id)).total


# -- the bar ---------------------------------------------------------------------------------------------------------


def test_the_bar_shows_how_many_how_fast_and_how_long_yet():
    out = io.StringIO()
    with Bar("reports", total=4, console=Console(file=out, force_terminal=True, width=100)) as bar:
        for _ in range(2):
            bar.advance()
            time.sleep(0.01)
        bar.note("x.txt: \x1b[31m[red]broken[/red]")
    assert "2/4" in out.getvalue()
    assert "/s" in out.getvalue()
    assert "x.txt: ⟨U+001B⟩[31m[red]broken[/red]" in out.getvalue()


@pytest.mark.parametrize(
    ("names", "n"), [(["a.txt", "b.html", "none.txt"], 3), (["l.jsonl"], 2), (["-"], None), (["a.txt", "f.rss"], None)]
)
def test_how_many_reports_there_are_is_told_ahead_where_it_can_be(tmp_path, monkeypatch, names, n):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.html", "f.rss"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "l.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n', "utf-8")
    assert n_reports_in(names) == n
