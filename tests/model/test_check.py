"""Broken promises are named."""

from dataclasses import replace

import pytest

from reportedly.model.check import problems, problems_in
from reportedly.model.claim import Stance, Status, VoiceKind
from reportedly.model.values import Span
from reportedly.model.wire import as_object

DIGEST = "sha256:" + "0" * 64


def test_a_sound_record_has_no_problems(a_read):
    assert problems(a_read) == []
    assert problems_in(as_object(a_read, rules_digest=DIGEST)) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"status": Status.DENIED}, "the last voice of the chain does not deny", id="denied-by-nobody"),
        pytest.param({"chain": ()}, "chain[0] is not the report", id="no-chain"),
        pytest.param({"trigger": Span(0, 4)}, "the trigger is not in the sentence", id="trigger-elsewhere"),
        pytest.param({"negated": True}, 'no rule is given for "negated"', id="no-reason"),
        pytest.param({"sentence": Span(40, 9_999)}, "runs past the end of the text", id="past-the-end"),
        pytest.param({"hedges": (Span(33, 35),)}, "holds white space only", id="blank"),
        pytest.param({"hedges": (Span(60, 65), Span(50, 55))}, "out of text order", id="out-of-order"),
    ],
)
def test_a_broken_promise_is_named(with_claim, fields, message):
    found = problems(with_claim(0, **fields))
    assert any(message in problem for problem in found), found


def test_a_voice_that_denies_needs_the_status(with_claim, a_read):
    *others, last = a_read.claims[0].chain
    found = problems(with_claim(0, chain=(*others, replace(last, stance=Stance.DENIES))))
    assert any("denies, but status is PLANNED" in problem for problem in found)


def test_counted_needs_an_anchor(with_claim, a_read):
    found = problems(with_claim(0, when=replace(a_read.claims[0].when, anchor=None)))
    assert any("anchor is set exactly when" in problem for problem in found)


def test_an_entity_that_is_not_there(with_claim, a_read):
    report, agency, officials = a_read.claims[0].chain
    found = problems(with_claim(0, chain=(report, replace(agency, entity="e9"), officials)))
    assert any('chain[1].entity: there is no entity "e9"' in problem for problem in found)


def test_the_report_speaks_first_and_once(with_claim, a_read):
    report, agency, officials = a_read.claims[0].chain
    assert report.kind is VoiceKind.REPORT
    found = problems(with_claim(0, chain=(report, report, agency, officials)))
    assert any("stands in the chain twice" in problem for problem in found)


def test_a_text_that_was_edited(a_read):
    found = problems(replace(a_read, report=replace(a_read.report, text=a_read.report.text + "!")))
    assert any(problem.startswith("report.text_sha256") for problem in found)


def test_an_outlet_that_was_edited(a_read):
    (problem,) = problems(replace(a_read, report=replace(a_read.report, outlet="Another")))
    assert problem.startswith("report.id")


def test_a_quote_that_is_not_its_slice_is_named_with_its_place(a_read):
    record = as_object(a_read, rules_digest=DIGEST)
    record["claims"][1]["counts"][0]["evidence"][0]["quote"] = "At least 4"
    (problem,) = problems_in(record)
    assert problem.startswith("claims[1].counts[0].evidence[0]: the quote is 'At least 4'")


def test_two_claims_with_one_id(a_read):
    found = problems(replace(a_read, claims=(a_read.claims[0], a_read.claims[0])))
    assert any("is given 2 times" in problem for problem in found)
