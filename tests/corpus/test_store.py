"""The corpus file: what is put in comes out, whole, once, and whatever happens."""

import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.corpus import store as store_module
from reportedly.corpus.engine import Migration
from reportedly.corpus.store import open_store
from reportedly.corpus.stored import ClaimFilter, Groups, OccurrenceFilter, ReportFilter
from reportedly.errors import RecordError, StoreError
from reportedly.model.wire import to_json

DIGEST = "sha256:" + "0" * 64


def test_a_record_comes_out_byte_for_byte(store, two_lines, a_read):
    assert list(store.records()) == two_lines
    assert store.read(a_read.report.id) == a_read
    assert store.record("r-none") is None


def test_the_same_report_again_changes_nothing(store, two_lines):
    before = store.totals()
    assert store.add(two_lines) == 0
    assert store.totals() == before
    assert len(store.search("offices").items) == 2


def test_a_batch_with_a_fault_adds_nothing(tmp_path, two_lines):
    with open_store(tmp_path / "c.db", create=True) as store:
        for bad in ("{", '{"report": {}}', "[]", two_lines[0].replace('"type":"MOVE"', '"tipe":"MOVE"')):
            with pytest.raises(RecordError):
                store.add([two_lines[1], bad])
        assert store.totals().reports == 0


def test_a_claim_id_of_another_report_is_refused(store, a_read):
    thief = replace(a_read, report=replace(a_read.report, id="r-0000000000000bad"))
    with pytest.raises(RecordError, match=r"claims\.id"):
        store.add([to_json(thief, rules_digest=DIGEST)])
    assert store.totals().reports == 2


def test_what_no_column_can_hold_is_kept_in_the_record(tmp_path, with_claim):
    (count,) = with_claim(1).claims[1].counts
    read = with_claim(1, counts=(replace(count, at_least=10**30),))
    read = replace(read, report=replace(read.report, path="\udcff.txt", outlet="a\0b"))
    with open_store(tmp_path / "c.db", create=True) as store:
        assert store.add([to_json(read, rules_digest=DIGEST)]) == 1
        assert store.read(read.report.id) == read
        assert store.reports().items[0].outlet == "a\0b"


# -- lists -----------------------------------------------------------------------------------------------------------


def test_reports_come_in_the_order_of_publication(store):
    page = store.reports()
    assert [(r.outlet, r.n_claims, r.n_occurrences, r.origin_ids) for r in page.items] == [
        ("The Oster Mail", 2, 2, ("o-1",)),
        ("Lowland Times", 2, 2, ("o-1",)),
    ]
    assert store.reports(limit=1, offset=1).items[0].outlet == "Lowland Times"
    assert (page.total, store.reports(ReportFilter(since="2024-03-07")).total) == (2, 1)
    assert store.reports(ReportFilter(until="2024-03-06")).items[0].outlet == "The Oster Mail"


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (ClaimFilter(type="ASSAULT"), 2),
        (ClaimFilter(status="PLANNED"), 2),
        (ClaimFilter(name="Harbour Front"), 2),
        (ClaimFilter(name="Radio Oster", type="MOVE"), 2),
        (ClaimFilter(since="2024-03-12"), 2),
        (ClaimFilter(type="\udcff"), 0),
        (ClaimFilter(until="2024-03-10"), 2),
        (ClaimFilter(until="2024-03"), 4),
        (ClaimFilter(words="terrorists were"), 2),
        (ClaimFilter(words="%"), 0),
        (ClaimFilter(country="AL"), 0),
        (ClaimFilter(occurrence_id="x-hurt"), 2),
        (ClaimFilter(origin_id="o-1", type="MOVE"), 2),
        (ClaimFilter(type="' OR 1=1 --"), 0),
    ],
)
def test_claims_are_found_by(store, wanted, n):
    assert store.claims(wanted).total == n


def test_every_claim_row_has_status_and_source(store):
    claim = store.claims(ClaimFilter(type="MOVE")).items[0]
    assert (claim.status, claim.outlet, claim.voice, claim.n_voices) == (
        "PLANNED",
        "The Oster Mail",
        "two officials",
        3,
    )
    assert (claim.trigger, claim.hedges, claim.actors) == ("move", "reportedly", "The Harbour Front")


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (OccurrenceFilter(), ["x-hurt", "x-plan-0", "x-plan-1"]),
        (OccurrenceFilter(type="MOVE"), ["x-plan-0", "x-plan-1"]),
        (OccurrenceFilter(min_reports=2), ["x-hurt"]),
        (OccurrenceFilter(min_origins=2), []),
        (OccurrenceFilter(disagreeing=False), ["x-plan-0", "x-plan-1"]),
        (OccurrenceFilter(disagreeing=True, country="AL", words="offices"), ["x-hurt"]),
        (OccurrenceFilter(words="nowhere"), []),
    ],
)
def test_occurrences_are_found_by(store, wanted, ids):
    assert [o.id for o in store.occurrences(wanted).items] == ids


def test_occurrences_of_a_report(store, other_read):
    wanted = OccurrenceFilter(report_id=other_read.report.id)
    assert [o.id for o in store.occurrences(wanted).items] == ["x-hurt", "x-plan-1"]


def test_those_with_most_behind_them_come_first(store):
    assert store.occurrences(by_origins=True, limit=1).items[0].n_reports == 2


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("office", 2),  # in any form
        ('"its offices"', 2),
        ('"offices its"', 0),
        ("OFFICES moving", 2),
        ("offices nowhere", 0),
        ('" OR title:* NEAR(', 0),
        ("' ; DROP TABLE reports --", 0),
        ("()", 0),
        ("", 0),
        ("\0 offices", 2),
    ],
)
def test_a_search_takes_any_input(store, words, n):
    assert store.search(words).total == n
    assert len(store.search(words).items) == n


def test_a_hit_marks_the_words(store):
    (hit, _) = store.search("offices").items
    assert ("offices", True) in hit.snippet


def test_sources_are_bodies_never_persons(store):
    graph = store.sources()
    names = {node.name: node.kind for node in graph.nodes}
    assert names == {"The Oster Mail": "OUTLET", "Lowland Times": "OUTLET", "Radio Oster": "AGENCY", "": "OFFICIAL"}
    assert {(e.source, e.target, e.how, e.n_claims) for e in graph.edges} == {
        ("Radio Oster", "The Oster Mail", "cited", 1),
        ("Radio Oster", "Lowland Times", "cited", 1),
        ("(OFFICIAL)", "Radio Oster", "cited", 2),
        ("The Oster Mail", "Lowland Times", "COPIED", 2),
    }
    assert len(store.sources(limit=1).edges) == 1


# -- groups ----------------------------------------------------------------------------------------------------------


def test_an_occurrence_comes_out_as_it_was_put(store, groups):
    for put in groups.occurrences:
        found = store.occurrence(put.id)
        assert found.occurrence == put
        assert found.origins == groups.origins
    assert store.occurrence("x-none") is None
    assert store.totals().ungrouped == 0


def test_groups_put_again_leave_what_was_there(store, groups):
    store.put_groups(groups)
    assert store.occurrence("x-hurt").occurrence == groups.occurrences[-1]
    assert store.became("x-hurt") == ()


def test_an_occurrence_that_is_no_more_says_where_its_claims_went(store, groups):
    *plans, hurt = groups.occurrences
    merged = replace(plans[0], id="x-new", claim_ids=tuple(sorted(i for p in plans for i in p.claim_ids)))
    store.put_groups(replace(groups, occurrences=(merged, replace(hurt, stage_ids=()))))
    assert store.became("x-plan-0") == store.became("x-plan-1") == ("x-new",)
    again = replace(merged, id="x-newer")
    store.put_groups(replace(groups, occurrences=(again,)))
    assert store.became("x-plan-0") == store.became("x-new") == ("x-newer",)
    assert store.became("x-hurt") == ()


def test_groups_with_a_fault_leave_the_old_ones(store, groups):
    with pytest.raises(StoreError):
        store.put_groups(Groups(origins=(), claim_origins=(("c-none", "o-none"),), occurrences=()))
    assert store.totals().occurrences == 3


# -- the file --------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_or_not_ours(tmp_path):
    with pytest.raises(StoreError, match="no such file"):
        open_store(tmp_path / "none.db")
    report = tmp_path / "a.txt"
    report.write_text("Police closed the harbour.\n" * 50, "utf-8")
    with pytest.raises(StoreError, match=r"a\.txt: file is not a database"):
        open_store(report, create=True)
    assert report.read_text("utf-8").startswith("Police")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE cats (name)")
    other.close()
    with pytest.raises(StoreError, match="not a corpus of reportedly"):
        open_store(tmp_path / "other.db")
    with pytest.raises(StoreError, match="Name a file in a folder that exists"):
        open_store(tmp_path / "none" / "c.db", create=True)


def test_an_older_file_is_brought_up_and_a_newer_one_refused(store, monkeypatch):
    path = store.place
    added = "ALTER TABLE reports ADD COLUMN mood TEXT;\nCREATE INDEX m ON reports (mood);\n"
    later = (*store_module.MIGRATIONS, Migration(both=added))
    monkeypatch.setattr(store_module, "MIGRATIONS", later)
    with pytest.raises(StoreError, match="older version"):
        open_store(path, read_only=True)
    with open_store(path) as opened:
        assert opened.totals().reports == 2
    monkeypatch.undo()
    with pytest.raises(StoreError, match="newer version"):
        open_store(path)


def test_one_reads_while_another_writes(store, a_read):
    with open_store(store.place, read_only=True) as reader, store._engine.writing() as connection:
        connection.execute("DELETE FROM likenesses")
        assert reader.totals().reports == 2
    with open_store(store.place, read_only=True) as reader, pytest.raises(StoreError, match="readonly"):
        reader.add([to_json(replace(a_read, report=replace(a_read.report, id="r-1")), rules_digest=DIGEST)])


def test_the_views_answer(store):
    connection = sqlite3.connect(store.place)
    views = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) == 5
    assert all(connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0 for view in views)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_record_is_json_that_sql_can_look_into(store, other_read):
    connection = sqlite3.connect(store.place)
    (found,) = connection.execute("SELECT group_concat(json_extract(json, '$.report.outlet')) FROM records").fetchone()
    assert set(found.split(",")) == {"The Oster Mail", "Lowland Times"}
    assert json.loads(store.record(other_read.report.id))["format"] == "reportedly/1"
    connection.close()


def test_every_view_and_table_is_documented(store):
    page = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text("utf-8")
    connection = sqlite3.connect(store.place)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    connection.close()
    told = set(re.findall(r"\w+", page.split("## The file")[1]))
    assert {name for (name,) in names if not name.startswith(("search_", "sqlite_"))} <= told
