"""Which words are events, of which type, and how far their clause goes."""

import pytest

from reportedly.claims.events import OTHER_RULE, events_of
from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser


def reading_of(text: str) -> Reading:
    whole = PartSpan(part=Part.BODY, span=Span(0, len(text)))
    report = Report(id="r-0", text=text, text_sha256="", source_sha256="", parts=(whole,))
    return Reading(report=report, doc=parser.parse(report))


def events(text: str):
    return events_of(reading_of(text), (), load_rules())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The league has decided to transfer its members to Tavria.", [("MOVE", "relocate", "transfer")]),
        ("Tavrian police raided the camp.", [("COERCE", "seize", "raid")]),
        ("Guards conducted another raid on the camp.", [("COERCE", "seize", "raid")]),
        (
            "The camp was raided and 150 radios were seized.",
            [("COERCE", "seize", "raid"), ("COERCE", "seize", "seize")],
        ),
        ("Harsh restrictions have been imposed on the fishermen.", [("COERCE", "restrict", "restriction")]),
        ("Police have set up inspection posts near the mill.", [("COERCE", "restrict", "set up")]),
        ("The internet has been cut off at the mill.", [("COERCE", "withhold", "cut off")]),
        ("Velmark may have turned in its radios to the guards.", [("COOPERATE", None, "turn in")]),
        ("Rebels planned an attack on the port.", [("ASSAULT", None, "attack")]),
        ("The village came under attack.", [("ASSAULT", None, "attack")]),
        ("Clashes broke out at the mill.", [("ASSAULT", None, "clash")]),
        ("Rebels do not intend to wage war.", [("ASSAULT", None, "war")]),
        ("The bakers painted the hall.", [("OTHER", None, "paint")]),
    ],
)
def test_types_and_lemmas(text, expected):
    assert [(m.event.type, m.event.mode, m.event.lemma) for m in events(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["The mayor is old.", "The hall seems empty.", "The members possess passports.", "There is pressure on the mayor."],
)
def test_states_are_no_events(text):
    assert events(text) == ()


def test_an_unknown_verb_is_kept_as_other():
    (mention,) = events("The bakers painted the hall.")
    assert (mention.rule, mention.event.ours, mention.event.cameo) == (OTHER_RULE, True, None)
    assert mention.frame_trigger is None


def test_a_blocking_phrase_stops_the_trigger():
    assert "ASSAULT" not in [m.event.type for m in events("The miller suffered a heart attack.")]


def test_an_event_noun_carries_the_tense_of_its_light_verb():
    text = "Police will carry out a raid on the mill."
    (mention,) = events(text)
    reading = reading_of(text)
    assert (reading.doc[mention.token_i].text, reading.doc[mention.word_i].text) == ("carry", "raid")
    assert mention.trigger.of(text) == "carry out a raid"


def test_a_verb_that_only_plans_leaves_the_noun_its_own_status():
    text = "Rebels planned an attack on the port."
    (mention,) = events(text)
    assert mention.trigger.of(text) == "attack"
    assert reading_of(text).doc[mention.token_i].text == "attack"


@pytest.mark.parametrize(
    ("text", "trigger", "clause"),
    [
        ("The men fled after police raided the mill.", "fled", "The men fled"),
        ("The men fled after police raided the mill.", "raided", "after police raided the mill"),
        ("Velmark is scheduled to transfer its staff.", "transfer", "Velmark is scheduled to transfer its staff"),
        ("The mayor refused to host the exiles.", "refused", "The mayor refused to host the exiles"),
        ("Guards raided the mill and seized two boats.", "raided", "Guards raided the mill"),
    ],
)
def test_the_clause_leaves_other_events_out(text, trigger, clause):
    found = next(m for m in events(text) if m.trigger.of(text) == trigger)
    assert found.clause.of(text) == clause


def test_each_mention_fires_its_rule():
    reading = reading_of("Guards raided the mill.")
    (mention,) = events_of(reading, (), load_rules())
    assert [(f.rule, f.span) for f in reading.firings] == [("en/events/coerce.raid", mention.trigger)]


@pytest.mark.parametrize("text", ["", "\n\n", "!!! ... ???", "to to to from of by", "🙂 attacked 🙂"])
def test_odd_text_raises_nothing(text):
    if text:
        events(text)


def test_every_type_has_a_frame_and_every_frame_its_examples():
    frames = load_rules().frames
    assert len({f.type for f in frames} - {"OTHER"}) == 17
    assert [f.id for f in frames if len(f.examples) < 2 or not f.nots] == []
