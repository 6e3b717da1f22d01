"""Decisions about claims: kept, taken back, summed up."""

import sqlite3

import pytest

from reportedly.corpus.review import accuracy_of, in_force
from reportedly.errors import StoreError
from reportedly.model.review import Decision, Field, Verdict


def decided(n: int, verdict: Verdict, claim_id: str = "c-1", **more) -> Decision:
    return Decision(n=n, claim_id=claim_id, verdict=verdict, who="Ana", at="2024-03-06T10:00:00+00:00", **more)


ACCEPT = decided(1, Verdict.ACCEPT)
REJECT = decided(2, Verdict.REJECT)
WHEN = decided(3, Verdict.CORRECT, field=Field.WHEN, value="Tuesday")


@pytest.mark.parametrize(
    ("decisions", "held"),
    [
        pytest.param([ACCEPT], [1], id="one"),
        pytest.param([ACCEPT, REJECT], [2], id="the-later-goes-before"),
        pytest.param([ACCEPT, WHEN], [1, 3], id="accepted-but-for-a-field"),
        pytest.param([REJECT, WHEN], [2], id="nothing-to-correct-in-what-is-rejected"),
        pytest.param([ACCEPT, REJECT, decided(4, Verdict.UNDO, undoes=2)], [1], id="undone"),
        pytest.param([ACCEPT, decided(4, Verdict.UNDO, undoes=1)], [], id="all-undone"),
    ],
)
def test_what_holds(decisions, held):
    assert [d.n for d in in_force(decisions)] == held


def test_accuracy_counts_claims_and_fields_that_were_judged():
    other = decided(5, Verdict.REJECT, "c-2")
    found = {a.of: (a.n_right, a.n_judged) for a in accuracy_of([ACCEPT, WHEN, other])}
    assert found["claims"] == (1, 2)
    assert found["when"] == (0, 1)
    assert found["status"] == (1, 1)


def test_a_correction_alone_judges_that_field_alone():
    found = {a.of: (a.n_right, a.n_judged) for a in accuracy_of([WHEN])}
    assert (found["claims"], found["when"], found["status"]) == ((1, 1), (0, 1), (0, 0))


def test_the_interval_is_wilsons():
    ten = [decided(n, Verdict.ACCEPT if n <= 8 else Verdict.REJECT, f"c-{n}") for n in range(1, 11)]
    claims = accuracy_of(ten)[0]
    assert (round(claims.low, 3), round(claims.high, 3)) == (0.490, 0.943)  # Brown, Cai and DasGupta (2001), 8 of 10


def test_decisions_come_out_as_they_went_in_and_the_record_stays(store, a_read, a_line):
    claim_id = a_read.claims[0].id
    first = decided(0, Verdict.CORRECT, claim_id, field=Field.STATUS, value="PLANNED", why="will")
    assert store.decide(first) == 1
    assert store.decide(decided(0, Verdict.UNDO, claim_id, undoes=1)) == 2
    assert [d.verdict for d in store.decisions(a_read.report.id)] == [Verdict.CORRECT, Verdict.UNDO]
    assert store.record(a_read.report.id) == a_line


def test_nothing_is_decided_about_what_is_not_there(store, a_read, other_read):
    assert store.decide(decided(0, Verdict.ACCEPT, "c-none")) is None
    n = store.decide(decided(0, Verdict.ACCEPT, a_read.claims[0].id))
    assert store.decide(decided(0, Verdict.UNDO, other_read.claims[0].id, undoes=n)) is None


def test_a_decision_is_never_edited(store, a_read):
    store.decide(decided(0, Verdict.ACCEPT, a_read.claims[0].id))
    with pytest.raises((StoreError, sqlite3.Error), match="never edited"):
        store._engine("UPDATE decisions SET verdict = 'REJECT'")


def test_grouping_anew_keeps_decisions(store, a_read, groups):
    store.decide(decided(0, Verdict.ACCEPT, a_read.claims[0].id))
    store.put_groups(groups)
    assert len(store.decisions()) == 1
