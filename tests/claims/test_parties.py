"""Who, to whom: passives turned round, subjects lent, joined parties, names as written."""

import pytest

from reportedly.claims.actors import ActorReader
from reportedly.claims.events import events_of
from reportedly.claims.parties import LENT_RULE, parties_of
from reportedly.model.claim import Role
from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser


def found(text: str, lemma: str):
    whole = PartSpan(part=Part.BODY, span=Span(0, len(text)))
    report = Report(id="r-0", text=text, text_sha256="", source_sha256="", parts=(whole,))
    reading = Reading(report=report, doc=parser.parse(report))
    mention = next(m for m in events_of(reading, (), load_rules()) if m.event.lemma == lemma)
    return reading, mention, *parties_of(reading, mention, load_rules(), ActorReader(reading, load_rules()))


def names(text: str, lemma: str, role: Role) -> list[str]:
    return [p.name for p in found(text, lemma)[2] if p.role is role]


@pytest.mark.parametrize(
    ("text", "lemma", "actor"),
    [
        pytest.param("Velmark attacked Tavria.", "attack", ["Velmark"], id="active"),
        pytest.param("Tavria was attacked by Velmark.", "attack", ["Velmark"], id="passive"),
        pytest.param("At least one miner was killed.", "kill", [], id="no-agent-is-guessed"),
        pytest.param("Velmark denied attacking Tavria.", "attack", ["Velmark"], id="control"),
        pytest.param("Velmark plans to attack Tavria.", "attack", ["Velmark"], id="raising"),
        pytest.param("The court ordered the militia to attack Tavria.", "attack", ["the militia"], id="object-control"),
        pytest.param("The militia was ordered to attack Tavria.", "attack", ["The militia"], id="passive-control"),
        pytest.param("The men who attacked the port fled.", "attack", ["The men"], id="relative"),
        pytest.param("The men who attacked the port fled.", "flee", ["The men"], id="around-a-relative"),
        pytest.param("The camp hosting the exiles burned.", "host", ["The camp"], id="participle-behind-a-noun"),
        pytest.param("Guards raided the mill and seized two boats.", "seize", ["Guards"], id="joined-verbs"),
        pytest.param("The army shelled the port, killing two.", "kill", ["The army"], id="participle"),
        pytest.param("Velmark accused Tavria of shelling the port.", "shell", ["Tavria"], id="after-of"),
        pytest.param("The army and the navy attacked the port.", "attack", ["The army", "the navy"], id="joined"),
        pytest.param("Velmark's attack on Tavria failed.", "attack", ["Velmark"], id="possessive"),
        pytest.param("The blast killed two miners.", "kill", [], id="an-event-does-not-act"),
        pytest.param("Police conducted a raid on the mill.", "raid", ["Police"], id="light-verb"),
        pytest.param("The bakers painted the hall.", "paint", ["The bakers"], id="other"),
        pytest.param("Dawn raid at Pier 4", "raid", [], id="a-part-of-day-acts-not"),
        pytest.param("Night attack on Velmark village leaves three dead", "attack", [], id="nor-does-the-night"),
        pytest.param("Police raid at Pier 4", "raid", ["Police"], id="a-compound-acts"),
        pytest.param("Families put the number of detained at about 30.", "detain", [], id="tellers-detain-nobody"),
        pytest.param("The men left after being detained by police.", "detain", ["police"], id="passive-behind-after"),
    ],
)
def test_actor(text, lemma, actor):
    assert names(text, lemma, Role.ACTOR) == actor


@pytest.mark.parametrize(
    ("text", "lemma", "recipient"),
    [
        pytest.param("Velmark attacked Tavria.", "attack", ["Tavria"], id="active"),
        pytest.param("Two killed in raid on mill", "kill", ["Two"], id="headline-passive"),
        pytest.param("Tavria was attacked.", "attack", ["Tavria"], id="passive"),
        pytest.param("The port that rebels attacked burned.", "attack", ["The port"], id="relative"),
        pytest.param("Police conducted a raid on the mill.", "raid", ["the mill"], id="light-verb"),
        pytest.param("The village came under attack.", "attack", ["The village"], id="undergone"),
        pytest.param("Velmark accused the miners of arson.", "accuse", ["the miners"], id="of-is-not-in-the-name"),
        pytest.param("The killing of a priest by bandits shocked Oster.", "killing", ["a priest"], id="noun"),
    ],
)
def test_recipient(text, lemma, recipient):
    assert names(text, lemma, Role.RECIPIENT) == recipient


def test_names_end_before_relative_clauses():
    assert names("Soldiers arrested the baker who sold the bread.", "arrest", Role.RECIPIENT) == ["the baker"]


def test_the_frame_and_the_lending_are_named():
    _, mention, parties, because = found("Velmark plans to attack Tavria.", "attack")
    assert [b.rule for b in because] == [mention.rule, LENT_RULE]
    assert because[1].evidence == parties[0].evidence


def test_entity_and_antecedent_come_from_the_reading():
    reading, mention, _, _ = found("They attacked Tavria.", "attack")
    reading.entity_of_token[0] = "e7"
    reading.antecedent_of_token[0] = Span(0, 4)
    parties, _ = parties_of(reading, mention, load_rules(), ActorReader(reading, load_rules()))
    assert (parties[0].entity, parties[0].antecedent) == ("e7", (Span(0, 4),))
