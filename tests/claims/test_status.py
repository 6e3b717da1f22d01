"""Status before any voice is asked: the judgement of one verb in one sentence."""

import pytest

import reportedly
from reportedly.claims.status import StatusReader
from reportedly.model.claim import Status
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser


def judged(sentence: str, word: str):
    report = read_text(sentence)
    reading = Reading(report=report, doc=parser.parse(report))
    token = next(t for t in reading.doc if t.text == word)
    return StatusReader(reading, (), load_rules()).judge(token)


@pytest.mark.parametrize(
    ("sentence", "word", "status", "negated"),
    [
        pytest.param("Velmark attacked Tavria.", "attacked", Status.HAPPENED, False, id="past"),
        pytest.param("Velmark did not attack Tavria.", "attack", Status.HAPPENED, True, id="negated-past"),
        pytest.param("Velmark is shelling Tavria.", "shelling", Status.ONGOING, False, id="progressive"),
        pytest.param("Velmark will attack Tavria.", "attack", Status.PLANNED, False, id="will"),
        pytest.param("Velmark will not attack Tavria.", "attack", Status.PLANNED, True, id="will-not"),
        pytest.param("Velmark may attack Tavria.", "attack", Status.POSSIBLE, False, id="may"),
        pytest.param("Velmark may plan to attack Tavria.", "attack", Status.POSSIBLE, False, id="outer-modal-wins"),
        pytest.param("If Velmark attacks Tavria, Oster will protest.", "attacks", Status.HYPOTHETICAL, False, id="if"),
        pytest.param(
            "If Velmark attacks Tavria, Oster will protest.", "protest", Status.HYPOTHETICAL, False, id="then"
        ),
        pytest.param("Velmark refused to host the group.", "host", Status.HAPPENED, True, id="refused-to"),
        pytest.param("Velmark failed not to host the group.", "host", Status.HAPPENED, False, id="two-negations"),
        pytest.param("Velmark managed to seize the port.", "seize", Status.HAPPENED, False, id="managed-to"),
        pytest.param("Velmark is planning an attack on the port.", "attack", Status.PLANNED, False, id="plan-noun"),
        pytest.param("Velmark will condemn the attack.", "attack", Status.HAPPENED, False, id="noun-not-under-will"),
        pytest.param("No soldiers were killed in the raid.", "killed", Status.HAPPENED, True, id="no-subject"),
        pytest.param("The threat of an attack emptied the market.", "attack", Status.POSSIBLE, False, id="threat-of"),
        pytest.param("Velmark wants to leave the port.", "leave", Status.PLANNED, False, id="own-wish"),
        pytest.param("Velmark wants the rebels to leave.", "leave", Status.DEMANDED, False, id="wish-for-others"),
        pytest.param("They hope that the rebels will leave.", "leave", Status.POSSIBLE, False, id="hope-that"),
        pytest.param("Two men were able to flee.", "flee", Status.HAPPENED, False, id="were-able-to"),
        pytest.param("Two men are able to flee.", "flee", Status.POSSIBLE, False, id="are-able-to"),
        pytest.param("The rebels had to leave.", "leave", Status.HAPPENED, False, id="had-to"),
        pytest.param("The rebels have to leave.", "leave", Status.DEMANDED, False, id="have-to"),
        pytest.param("Tavria has yet to sign the treaty.", "sign", Status.ONGOING, True, id="yet-to"),
        pytest.param("Should the army leave, they will fight.", "leave", Status.HYPOTHETICAL, False, id="should-they"),
        pytest.param("Did the army leave the town?", "leave", Status.POSSIBLE, False, id="question"),
        pytest.param("Why did the army leave the town?", "leave", Status.HAPPENED, False, id="question-of-why"),
        pytest.param("The army would have left the town.", "left", Status.HYPOTHETICAL, False, id="would-have"),
        pytest.param("The army stopped shelling the town.", "shelling", Status.HAPPENED, False, id="stopped"),
        pytest.param("The wind kept them from leaving.", "leaving", Status.HAPPENED, True, id="kept-from"),
        pytest.param("It is clear that they flee.", "flee", Status.ONGOING, False, id="clear-that-has-its-own-tense"),
        pytest.param("They postponed a strike.", "strike", Status.PLANNED, False, id="postponed"),
        pytest.param("Any attack will be answered.", "attack", Status.HYPOTHETICAL, False, id="any-attack"),
        pytest.param("The attack will be answered.", "attack", Status.HAPPENED, False, id="the-attack"),
        pytest.param("The union called off a strike.", "strike", Status.ABANDONED, False, id="called-off"),
    ],
)
def test_the_verb_and_what_governs_it_decide(sentence, word, status, negated):
    found = judged(sentence, word)
    assert (found.status, found.negated) == (status, negated)


def test_a_judgement_names_its_words():
    found = judged("Velmark is scheduled to leave on Monday.", "leave")
    assert found.rule == "en/status/plan.verb"
    assert [s.of("Velmark is scheduled to leave on Monday.") for s in found.evidence] == ["scheduled"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Police conducted a raid on the camp.", Status.HAPPENED),
        ("Police will conduct a raid on the camp.", Status.PLANNED),
    ],
)
def test_a_light_verb_gives_its_noun_its_status(sentence, status):
    (claim,) = reportedly.claims_of(read_text(sentence))
    assert (claim.event.lemma, claim.status) == ("raid", status)
