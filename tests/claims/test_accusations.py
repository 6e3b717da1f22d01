"""An accusation is no fact: the deed is the accuser's or the court's word, and the accused does it."""

import pytest

import reportedly
from reportedly.model.claim import Role, Stance, Status, VoiceKind

pytestmark = pytest.mark.parser


def deed(sentence: str, word: str):
    report = reportedly.read_text(sentence)
    (claim,) = [c for c in reportedly.claims_of(report) if c.trigger.of(report.text) == word]
    actors = [p.name for p in claim.parties if p.role is Role.ACTOR]
    return claim, claim.chain[-1], actors


@pytest.mark.parametrize(
    ("sentence", "word", "voice", "actor", "status"),
    [
        ("Prosecutors charged the mayor with beating a clerk.", "beating", "Prosecutors", "the mayor", "HAPPENED"),
        ("Two guards were charged with beating a clerk.", "beating", None, "Two guards", "HAPPENED"),
        ("The colonel is wanted for shelling a village.", "shelling", None, "The colonel", "HAPPENED"),
        ("Police arrested a boy on suspicion of killing a cook.", "killing", "Police", "a boy", "POSSIBLE"),
        ("The senator is on trial for killing a cook.", "killing", None, "The senator", "HAPPENED"),
        ("Ana Doru may be charged with killing a cook.", "killing", None, "Ana Doru", "POSSIBLE"),
    ],
)
def test_the_deed_is_the_accusers_word_and_the_accused_does_it(sentence, word, voice, actor, status):
    claim, last, actors = deed(sentence, word)
    assert (last.name, actors, claim.status) == (voice, [actor], status)
    assert last.kind is not VoiceKind.REPORT


def test_the_charge_itself_stays_the_reports_own_word():
    claim, last, actors = deed("Prosecutors charged the mayor with beating a clerk.", "charged")
    assert (claim.status, last.kind, actors) == (Status.HAPPENED, VoiceKind.REPORT, ["Prosecutors"])


@pytest.mark.parametrize(
    ("sentence", "status", "stance"),
    [
        ("The mayor was convicted of beating a clerk.", Status.HAPPENED, Stance.ASSERTS),
        ("The mayor was acquitted of beating a clerk.", Status.DENIED, Stance.DENIES),
        ("The mayor was found guilty of beating a clerk.", Status.HAPPENED, Stance.ASSERTS),
        ("The mayor was not convicted of beating a clerk.", Status.POSSIBLE, Stance.DOUBTS),
    ],
)
def test_a_verdict_is_the_word_of_a_court_that_nobody_names(sentence, status, stance):
    claim, last, actors = deed(sentence, "beating")
    assert (claim.status, last.stance, last.name, last.kind) == (status, stance, None, VoiceKind.GOVERNMENT)
    assert actors == ["The mayor"]


def test_a_relative_clause_of_what_is_denied_is_not_denied():
    claim, last, _ = deed("The bishop denied that the man who stabbed the deacon was a priest.", "stabbed")
    assert (claim.status, last.kind) == (Status.HAPPENED, VoiceKind.REPORT)


def test_what_they_are_urged_to_stop_is_under_way():
    claim, *_ = deed("The bishop urged them to stop shelling the harbour.", "shelling")
    assert claim.status is Status.ONGOING
