"""The command line, as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly import cli
from reportedly.model.wire import to_json

DIGEST = "sha256:" + "0" * 64
REPORTS = {
    "a.txt": "Harbour closed\n\nOSTER - Police arrested two dockers on Monday, Radio Oster said.\n",
    "b.txt": "Talks planned\n\nTAVRIA - Norland will send a delegation to Velmark next week.\n",
    "c.txt": "Denial\n\nThe ministry denied that soldiers had shelled the village.\n",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


# -- without the parser ----------------------------------------------------------------------------------------------


def test_version(run):
    assert run("--version")[:2] == (0, "reportedly 0.1.0\n")


def test_help_names_every_command(run):
    out = run("--help")[1]
    assert all(f"\n  {name} " in out for name in ("read", "check", "explain", "schema", "rules"))


def test_the_schema_is_json(run):
    assert json.loads(run("schema")[1])["title"] == "reportedly/1"


def test_a_sound_file_passes_the_check(run, tmp_path, a_read):
    file = tmp_path / "a.jsonl"
    file.write_text(to_json(a_read, rules_digest=DIGEST) + "\n", encoding="utf-8")
    assert run("check", file) == (0, "", "1 record(s), 0 breach(es)\n")


def test_each_breach_is_named_with_its_line(run, tmp_path, a_read):
    line = to_json(a_read, rules_digest=DIGEST)
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join([line, "", line.replace('"quote":"Tavria"', '"quote":"Travia"'), "{", ""]), "utf-8")
    code, out, err = run("check", file)
    assert code == 1
    first, second, third = out.splitlines()
    assert first.startswith(f"{file}:3: claims[0].places[0].evidence[0]: the quote is 'Travia'")
    assert second.startswith(f"{file}:3: claims[0].because[6].evidence[0]")
    assert third.startswith(f"{file}:4: not valid JSON")
    assert "3 record(s), 3 breach(es)" in err


def test_a_file_that_is_not_there(run, tmp_path):
    code, out, err = run("check", tmp_path / "none.jsonl")
    assert (code, out) == (1, "")
    assert "none.jsonl: No such file or directory. Is the name right?" in err


def test_a_date_that_is_none(run, folder):
    code, _, err = run("read", folder / "a.txt", "--published", "tomorrow")
    assert code == 2
    assert '"tomorrow" is not a date' in err


def test_a_folder_of_rules_that_is_not_there(run, folder):
    code, _, err = run("read", folder / "a.txt", "--rules", folder / "none")
    assert code == 1
    assert "no such folder" in err
    assert len(err.splitlines()) == 1


def test_a_new_cue_is_asked_for_and_written(run, monkeypatch, tmp_path):
    answers = iter(
        ["status", "PLANNED", "mull", "mull.verb", "Norland [mulls] a strike.", "Velmark mull an exit.", "A mull."]
    )
    monkeypatch.setattr("typer.prompt", lambda question, default=None: next(answers))
    code, out, _ = run("rules", "new", "--rules", tmp_path / "mine")
    assert code == 0
    assert "rules check --rules" in out
    from reportedly.rules.load import load_rules

    cue = next(c for c in load_rules(tmp_path / "mine").of("status") if c.id == "en/status/mull.verb")
    assert (cue.does, cue.lemmas) == ("PLANNED", ("mull",))
    assert cue.yes == ("Norland [mulls] a strike.", "Velmark [mull] an exit.")


# -- with the parser -------------------------------------------------------------------------------------------------


@pytest.mark.parser
def test_text_is_the_default(run, folder):
    code, out, err = run("read", folder / "a.txt")
    assert (code, err) == (0, "")
    assert out.startswith("Harbour closed\n")
    assert "arrested two dockers" in out
    assert "says Radio Oster" in out


@pytest.mark.parser
def test_what_is_read_passes_the_check(run, folder):
    target = folder / "out.jsonl"
    assert run("read", *(folder / name for name in REPORTS), "-o", target)[:2] == (0, "")
    assert run("check", target)[:2] == (0, "")
    assert len(target.read_text("utf-8").splitlines()) == len(REPORTS)


@pytest.mark.parser
def test_one_job_or_two_and_any_order_give_the_same_bytes(run, folder):
    paths = [folder / name for name in REPORTS]
    one = run("read", *paths, "--format", "jsonl")[1]
    two = run("read", *paths, "--format", "jsonl", "--jobs", "2")[1]
    turned = run("read", *reversed(paths), "--format", "jsonl")[1]
    assert one == two
    assert one.splitlines() == turned.splitlines()[::-1]


@pytest.mark.parser
def test_json_is_one_list(run, folder):
    found = json.loads(run("read", *(folder / name for name in REPORTS), "--format", "json")[1])
    assert [record["report"]["path"] for record in found] == list(REPORTS)


@pytest.mark.parser
def test_a_bad_input_costs_itself_only(run, folder):
    code, out, err = run("read", folder / "a.txt", folder / "none.txt", folder / "b.txt", "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert len(err.splitlines()) == 1
    assert "none.txt" in err


@pytest.mark.parser
def test_explain_shows_rule_words_and_tree(run, folder):
    target = folder / "out.jsonl"
    run("read", folder / "a.txt", "-o", target)
    claim = json.loads(target.read_text("utf-8"))["claims"][-1]
    code, out, _ = run("explain", target, claim["id"])
    assert code == 0
    assert "rule   en/" in out
    assert "arrested  [" in out


@pytest.mark.parser
def test_try_names_the_rule_under_the_words(run):
    code, out, _ = run("rules", "try", "Norland will close the port.")
    assert code == 0
    assert "        ^^^^  en/status/future.modal" in out.splitlines()


@pytest.mark.parser
def test_a_run_that_ends_early_leaves_no_file(run, folder, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.batch.read_one", stop)
    target = folder / "out.jsonl"
    with pytest.raises((KeyboardInterrupt, SystemExit)):
        monkeypatch.setattr(sys, "argv", ["reportedly", "read", str(folder / "a.txt"), "-o", str(target)])
        cli.main()
    assert sorted(p.name for p in folder.iterdir()) == sorted(REPORTS)


# Python itself tells of every socket that is made and every name that is looked up.
WATCH = """
import sys

def watch(event, arguments):
    if event.startswith("socket."):
        open(r"{seen}", "a").write(event + "\\n")

sys.addaudithook(watch)
"""


@pytest.mark.parser
def test_no_socket_is_opened(folder, tmp_path_factory):
    """Not one, in any process that the run starts: pages, feeds and plain text, in two workers."""
    place = tmp_path_factory.mktemp("watch")
    seen = place / "seen"
    (place / "sitecustomize.py").write_text(WATCH.format(seen=seen), "utf-8")
    page = f"<html><body><article><p>{REPORTS['b.txt'] * 5}</p></article></body></html>"
    (folder / "d.html").write_text(page, "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(place), *sys.path])}
    probe = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", probe], env=environment, check=True)
    assert seen.read_text().split() == ["socket.__new__", "socket.connect"]  # the watch works
    seen.unlink()
    command = [sys.executable, "-m", "reportedly.cli", "read", str(folder), "--jobs", "2"]
    finished = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert not seen.exists(), seen.read_text()


@pytest.mark.parser
def test_a_reader_that_goes_away_is_met_with_silence(folder):
    command = [sys.executable, "-m", "reportedly.cli", "read", str(folder / "a.txt"), "--why"]
    read_end, write_end = os.pipe()
    process = subprocess.Popen(command, stdout=write_end, stderr=subprocess.PIPE)
    os.close(write_end)
    os.close(read_end)  # nobody reads
    assert process.communicate(timeout=120)[1] == b""


@pytest.mark.parser
def test_a_line_that_a_users_rules_call_furniture_is_no_body(run, tmp_path, monkeypatch):
    rules = tmp_path / "my_rules"
    rules.mkdir()
    (rules / "parts.toml").write_text(
        'origin = "own"\n\n[[cue]]\nid = "supper-club"\ndoes = "prompt"\nwhere = "starts"\n'
        'phrases = ["join our supper club"]\n',
        encoding="utf-8",
    )
    report = tmp_path / "a.txt"
    report.write_text("Harbour closed\n\nPolice closed the harbour.\n\nJoin our supper club today\n", "utf-8")

    def parts(*arguments):
        record = json.loads(run("read", report, "--format", "jsonl", *arguments)[1])
        return [part["part"] for part in record["report"]["parts"]]

    assert parts() == ["HEADLINE", "BODY", "BODY"]
    assert parts("--rules", rules) == ["HEADLINE", "BODY", "BOILERPLATE"]
