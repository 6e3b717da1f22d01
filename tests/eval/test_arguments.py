"""Who acts and who is acted on, against arguments of gold events: invented records, no parser."""

import pytest
from reads import span_of

import score_arguments

TEXT = "Rebels bombed Oster and seized the port in Karsholm."


def at(words, **more):
    span = span_of(words, TEXT)
    return {"start": span.start, "end": span.end, **more}


BOMBED = {
    "trigger": at("bombed"),
    "arguments": [at("Rebels", role="Attacker"), at("Oster", role="Target"), at("Karsholm", role="Place")],
}
SEIZED = {"trigger": at("seized"), "arguments": [at("the port", role="AcquiredEntity")]}


def figures(*claims):
    n, found = score_arguments.figures({"r": {"events": [BOMBED, SEIZED]}}, {"r": {"events": list(claims)}})
    assert n == 3  # the place is no party
    return found


def claim(trigger, *heads):
    return at(trigger, heads=[at(words, role=role) for role, words in heads])


def test_a_head_is_right_inside_an_argument_of_its_role():
    found = figures(claim("bombed", ("actor", "Rebels"), ("acted on", "Oster")), claim("seized", ("acted on", "port")))
    assert set(found.values()) == {1.0}


def test_swapped_roles_are_wrong():
    found = figures(claim("bombed", ("actor", "Oster"), ("acted on", "Rebels")))
    assert (found["heads P"], found["heads R"], found["heads F1"]) == (0, 0, None)


def test_events_that_we_do_not_find_count_in_the_recall_of_all_alone():
    found = figures(claim("bombed", ("actor", "Rebels"), ("acted on", "Oster")))
    assert (found["triggers found"], found["heads R"]) == (0.5, 1)
    assert found["heads R, all events"] == pytest.approx(2 / 3)


def test_two_voices_on_one_trigger_tell_a_party_once():
    found = figures(claim("bombed", ("actor", "Rebels")), claim("bombed", ("actor", "Rebels"), ("acted on", "port")))
    assert found["heads P"] == 0.5
