"""`reportedly forget`: afterwards no byte of it stands in any file of the corpus."""

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.corpus.sketch_bytes import sketch_version
from reportedly.corpus.store import open_store
from reportedly.model.check import problems_in
from reportedly.model.review import Decision, Field, Verdict
from reportedly.model.wire import parsed, to_json
from reportedly.report import read_text

DIGEST = "sha256:" + "0" * 64
TEXT = (
    "Docker freed\n\nThe docker Jonathan Sellinsky was freed on Monday. SELLINSKY, 40, went home to Zwillingshafen. "
    "The harbour stayed closed.\n"
)


@pytest.fixture
def docker(a_read) -> str:
    """A report of a private person, without claims."""
    report = read_text(TEXT, outlet="Sellinsky Courier", path="jonathan-sellinsky.txt", published="2024-03-05")
    return to_json(replace(a_read, report=report, entities=(), claims=(), rests_on=None), rules_digest=DIGEST)


@pytest.fixture
def corpus(tmp_path, run, two_lines, docker) -> Path:
    path = tmp_path / "corpus" / "c.db"
    path.parent.mkdir()
    with open_store(path, create=True) as store:
        store.add([*two_lines, docker])
    run("group", path)
    return path


def bytes_of(corpus: Path) -> bytes:
    """All files beside the corpus, its log and its index of that included, without regard to ASCII case."""
    return b"".join(file.read_bytes() for file in sorted(corpus.parent.iterdir())).lower()


def test_of_a_report_nothing_is_left(run, corpus, docker):
    report = parsed(docker)["report"]
    before = bytes_of(corpus)
    traces = [b"sellinsky", b"zwillingshafen", report["id"].removeprefix("r-").encode(), report["text_sha256"].encode()]
    assert all(trace in before for trace in traces)
    code, said = run("forget", corpus, "--report", report["id"])
    assert (code, said) == (0, "1 report(s) forgotten, a name masked in 0 report(s)\n")
    after = bytes_of(corpus)
    assert not any(trace in after for trace in traces)
    with open_store(corpus) as store:
        assert (store.totals().reports, store.totals().ungrouped) == (2, 0)
        assert store.search("harbour").total == 2
        assert store.search("docker").total == 0


def test_what_grouping_found_of_the_others_is_found_anew(run, corpus, two_lines, other_read):
    with open_store(corpus) as store:
        shared = [o for o in store.occurrences(limit=10).items if o.n_reports == 2]
        assert shared
    run("forget", corpus, "--report", other_read.report.id)
    with open_store(corpus) as store:
        assert all(o.n_reports == 1 for o in store.occurrences(limit=10).items)
        assert list(store.records()) != two_lines
    assert other_read.report.id.removeprefix("r-").encode() not in bytes_of(corpus)
    assert b"lowland times" not in bytes_of(corpus)


def test_a_name_is_masked_wherever_it_stands(run, corpus, two_lines):
    code, said = run("forget", corpus, "--name", "Jonathan  Sellinsky")
    assert (code, said) == (0, "0 report(s) forgotten, a name masked in 1 report(s)\n")
    after = bytes_of(corpus)
    assert not any(trace in after for trace in (b"sellinsky", b"jonathan"))
    with open_store(corpus) as store:
        (masked,) = [read for read in store.reads() if "Zwillingshafen" in read.report.text]
        assert "The docker ████████ █████████ was freed" in masked.report.text
        assert (masked.report.path, masked.report.outlet) == (None, "person 1 Courier")
        assert all(problems_in(parsed(line)) == [] for line in store.records())
        assert set(two_lines) < set(store.records())
        assert store.search("zwillingshafen").total == 1


def test_a_name_in_claims_goes_too(run, corpus):
    assert "masked in 2 report(s)" in run("forget", corpus, "--name", "harbour front")[1]
    assert b"the harbour front" not in bytes_of(corpus)
    with open_store(corpus) as store:
        assert all("person 1" in (claim.actors or "person 1") for claim in store.claims().items)
        assert all(problems_in(parsed(line)) == [] for line in store.records())


def test_a_name_in_a_decision_about_another_report_goes_too(run, corpus, a_read):
    with open_store(corpus) as store:
        given = Decision(
            claim_id=a_read.claims[0].id, who="Ana", at="2024-03-06T10:00:00+00:00", verdict=Verdict.CORRECT
        )
        store.decide(replace(given, field=Field.PARTIES, value="Jonathan Sellinsky", why="SELLINSKY told me so"))
        store.decide(replace(given, verdict=Verdict.ACCEPT))
    assert b"sellinsky told" in bytes_of(corpus)
    run("forget", corpus, "--name", "Jonathan Sellinsky")
    assert b"sellinsky" not in bytes_of(corpus)
    with open_store(corpus) as store:
        kept = [(d.n, d.verdict, d.value, d.why) for d in store.decisions()]
    assert kept == [(1, Verdict.CORRECT, "████████ █████████", "█████████ told me so"), (2, Verdict.ACCEPT, None, "")]


def test_with_a_report_go_its_decisions_and_its_sketch(run, corpus, a_read, other_read):
    with open_store(corpus) as store:
        for read in (a_read, other_read):
            store.decide(
                Decision(
                    claim_id=read.claims[0].id,
                    verdict=Verdict.REJECT,
                    who="Ana",
                    at="2024-03-06T10:00:00+00:00",
                    why=f"why-{read.report.outlet}",
                )
            )
    assert run("forget", corpus, "--report", other_read.report.id)[0] == 0
    assert b"why-lowland times" not in bytes_of(corpus)
    with open_store(corpus) as store:
        assert [d.claim_id for d in store.decisions()] == [a_read.claims[0].id]
        assert store._engine("SELECT count(*) FROM sketches WHERE report_id = ?", other_read.report.id) == [(0,)]
        assert store.unsketched(sketch_version()) == []


@pytest.mark.parametrize("name", ["Nobody Known", "%", ".*", "(", "\\", '"', "\udcff"])
def test_a_name_that_is_not_there_changes_nothing(run, corpus, name):
    with open_store(corpus) as store:
        before = list(store.records())
    assert "a name masked in 0 report(s)" in run("forget", corpus, "--name", name)[1]
    with open_store(corpus) as store:
        assert list(store.records()) == before


def test_what_is_not_there_is_an_error(run, corpus):
    assert 'there is no report "r-none"' in run("forget", corpus, "--report", "r-none")[1]
    assert run("forget", corpus)[0] == 2
    assert run("forget", corpus, "--name", " ")[0] == 2


def test_while_another_process_looks_at_it_the_log_is_not_said_to_be_empty(run, corpus, docker):
    with open_store(corpus, read_only=True) as reader:
        looking = reader._engine._connection.execute("SELECT json FROM records")
        looking.fetchone()
        code, said = run("forget", corpus, "--report", parsed(docker)["report"]["id"])
        looking.close()
    assert code == 1
    assert "open in another process" in said or "Another process" in said
    code, _ = run("forget", corpus, "--name", "Nobody")
    assert code == 0
    assert b"sellinsky" not in bytes_of(corpus)
