"""Merge and split: grouping keeps to what people said of which claims are about one thing."""

from dataclasses import replace

import pytest

from reportedly.commands.corpus_group import group_store
from reportedly.corpus.store import open_store
from reportedly.model.review import Regroup, Regrouping
from reportedly.model.wire import to_json

DIGEST = "sha256:" + "0" * 64


def said(verdict: Regroup, *claim_ids: str, **more) -> Regrouping:
    return Regrouping(verdict=verdict, claim_ids=claim_ids, who="Ana", at="2024-03-06T10:00:00+00:00", **more)


def occurrence_of(store, claim_id: str) -> tuple[str, ...]:
    """The claims of the occurrence that a claim is in, as they stand after grouping anew."""
    group_store(store, jobs=1)
    standing = store.standings(store.report_of(claim_id))[claim_id]
    return store.occurrence(standing.occurrence_id).occurrence.claim_ids


@pytest.fixture
def hurt(store, a_read, other_read) -> tuple[str, str]:
    """Two claims that grouping holds to be about one thing."""
    pair = (a_read.claims[1].id, other_read.claims[1].id)
    assert set(pair) <= set(occurrence_of(store, pair[0]))
    return pair


def test_a_split_holds_and_is_undone(store, hurt):
    n = store.regroup(said(Regroup.SPLIT, hurt[0]))
    assert occurrence_of(store, hurt[0]) == (hurt[0],)
    assert hurt[0] not in occurrence_of(store, hurt[1])
    store.regroup(said(Regroup.UNDO, undoes=n))
    assert set(hurt) <= set(occurrence_of(store, hurt[0]))
    assert [s.verdict for s in store.regroupings()] == [Regroup.SPLIT, Regroup.UNDO]
    assert store.regroupings()[1].claim_ids == (hurt[0],)


def test_what_is_merged_is_one_occurrence_and_the_record_stays(store, hurt, a_read, a_line):
    plan = a_read.claims[0].id
    assert plan not in occurrence_of(store, hurt[0])
    store.regroup(said(Regroup.MERGE, plan, hurt[0]))
    whole = occurrence_of(store, plan)
    assert {plan, *hurt} <= set(whole)
    found = store.occurrence(store.standings(a_read.report.id)[plan].occurrence_id).occurrence
    assert found.id not in found.stage_ids
    assert len(found.report_ids) == 2
    assert store.record(a_read.report.id) == a_line


def test_a_later_statement_goes_before_an_earlier_one(store, hurt):
    store.regroup(said(Regroup.SPLIT, hurt[0]))
    store.regroup(said(Regroup.MERGE, *hurt))
    assert set(hurt) <= set(occurrence_of(store, hurt[0]))


def test_a_statement_holds_for_what_comes_later(store, hurt, a_read):
    store.regroup(said(Regroup.SPLIT, hurt[0]))
    report = replace(a_read.report, id="r-00000000000000aa", outlet="Third Herald", published="2024-03-05")
    claims = tuple(replace(c, id=f"{c.id}-third") for c in a_read.claims)
    store.add([to_json(replace(a_read, report=report, claims=claims), rules_digest=DIGEST)])
    assert occurrence_of(store, hurt[0]) == (hurt[0],)
    assert claims[1].id in occurrence_of(store, hurt[1])


def test_nothing_is_said_of_what_is_not_there(store, hurt):
    assert store.regroup(said(Regroup.SPLIT, "c-none")) is None
    assert store.regroup(said(Regroup.MERGE)) is None
    assert store.regroup(said(Regroup.UNDO, undoes=1)) is None


def test_a_forgotten_report_leaves_the_statements_and_a_masked_name_keeps_them(run, store, hurt, other_read):
    store.regroup(said(Regroup.SPLIT, hurt[1], why="the harbour front told me"))
    path = store.place
    store.close()
    assert run("forget", path, "--name", "harbour front")[0] == 0
    with open_store(path) as opened:
        (kept,) = opened.regroupings()
        assert "harbour" not in kept.why
        (claim_id,) = kept.claim_ids
        assert occurrence_of(opened, claim_id) == (claim_id,)
        report_id = opened.report_of(claim_id)
    assert run("forget", path, "--report", report_id)[0] == 0
    with open_store(path) as opened:
        assert opened.regroupings() == ()
