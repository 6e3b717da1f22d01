"""Many reports: in order, and each fault kept to itself."""

import os
import subprocess
import sys
import threading
import time

import pytest

from reportedly import batch
from reportedly.batch import Job, Result, run
from reportedly.errors import MissingModel, UnreadableInput
from reportedly.output import Sink
from reportedly.own_process import may_fork
from reportedly.report import read_text

JOB = Job(parser="en_core_web_md", model="none", format="jsonl")


def test_a_fault_of_ours_is_a_line_with_the_reports_name(monkeypatch, a_report):
    def broken(*_args, **_options):
        raise IndexError("list index\nout of range")

    monkeypatch.setattr("reportedly.pipeline.read", broken)
    (result,) = run([a_report], JOB, 1)
    assert result.output == ""
    assert result.error.startswith("harbour.txt: IndexError: list index out of range. This is our fault")


def test_what_concerns_all_reports_ends_the_run(a_report):
    with pytest.raises(MissingModel):
        list(run([a_report], Job(parser="no_such_model", model="none"), 1))


def test_a_bad_input_stays_in_its_place(monkeypatch, a_report):
    monkeypatch.setattr(batch, "read_one", lambda report, job, parsed: Result(output=report.id))
    bad = UnreadableInput("x.txt", "it is empty", "Leave it out")
    assert [r.output or r.error for r in run([a_report, bad, a_report], JOB, 1)] == [
        a_report.id,
        "x.txt: it is empty. Leave it out",
        a_report.id,
    ]


def dies_on_harbour(items, job):
    if any(item.outlet == "dies" for item in items):
        os._exit(1)
    return [Result(output=item.outlet) for item in items]


def test_a_worker_that_dies_costs_its_report_only(monkeypatch, a_report):
    from dataclasses import replace

    monkeypatch.setattr(batch, "read_group", dies_on_harbour)
    reports = [replace(a_report, outlet=name) for name in ("a", "dies", "b", "c")]
    found = list(run(reports, JOB, 2))
    assert [r.output for r in found] == ["a", "", "b", "c"]
    assert "the process that read it was killed" in found[1].error


def test_a_process_with_two_threads_is_not_forked():
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not may_fork()
    finally:
        done.set()
        other.join()


@pytest.mark.parser
def test_parsed_together_or_alone_a_report_is_read_the_same(a_report):
    texts = [
        "Rebels raided the port.",
        "Ferry sinks, 12 dead\n\nOSTER - A ferry sank.",
        a_report.text,
        "No.",
        "Oster " * 300,
    ]
    reports = [read_text(text) for text in texts]
    alone = [next(iter(run([report], JOB, 1))).output for report in reports]
    assert all(alone)
    assert [r.output for r in run(reports, JOB, 1)] == alone
    assert [r.output for r in run(reversed(reports), JOB, 2)] == alone[::-1]


@pytest.mark.parser
def test_a_text_that_cannot_be_parsed_costs_itself_only(monkeypatch):
    monkeypatch.setattr("reportedly.reading.parser.MAX_CHARS", 100)
    long, short = read_text("Rebels raided the port. " * 10), read_text("Rebels raided the port.")
    found = list(run([short, long, short], JOB, 1))
    assert [bool(r.error) for r in found] == [False, True, False]
    assert "over the limit of 100" in found[1].error


def test_few_reports_are_shared_out_and_long_ones_stand_alone(monkeypatch, a_report):
    monkeypatch.setattr(batch, "MAX_CHARS_TOGETHER", 2 * len(a_report.text))
    assert [len(g) for g in batch._groups([a_report] * 5, 4)] == [2, 2, 1]
    assert [len(g) for g in batch._groups([a_report] * 3, 1)] == [1, 1, 1]


def test_the_file_appears_once_it_is_whole(tmp_path):
    target = tmp_path / "out.jsonl"
    with Sink(target, "jsonl", show_progress=False) as sink:
        sink.write("{}")
        assert not target.exists()
    assert target.read_text("utf-8") == "{}\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_run_that_fails_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("old", "utf-8")
    with pytest.raises(KeyboardInterrupt), Sink(target, "jsonl", show_progress=False) as sink:
        sink.write("{}")
        raise KeyboardInterrupt
    assert target.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_folder_that_is_not_there_is_an_error_with_a_cure(tmp_path):
    with pytest.raises(UnreadableInput, match="cannot write there"):
        Sink(tmp_path / "none" / "out.jsonl", "jsonl", show_progress=False)


def test_no_report_at_all_is_still_a_json_list(capsys):
    with Sink(None, "json", show_progress=False):
        pass
    assert capsys.readouterr().out == "[]\n"


ORPHANED = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from reportedly.own_process import settle_worker

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, mp_context=get_context(sys.argv[1]), initializer=settle_worker)
    print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks in /proc for what still runs")
@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_workers_end_with_the_process_that_they_work_for(tmp_path, how):
    script = tmp_path / "orphaned.py"
    script.write_text(ORPHANED, "utf-8")
    process = subprocess.Popen([sys.executable, str(script), how], stdout=subprocess.PIPE, text=True)
    workers = process.stdout.readline().split()
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while any(os.path.isdir(f"/proc/{pid}") for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    assert not any(os.path.isdir(f"/proc/{pid}") for pid in workers)
