"""The tools for rule authors."""

import tomllib
from dataclasses import replace

import pytest

from reportedly.errors import RuleError
from reportedly.model.values import Span
from reportedly.rules.load import Rules, load_rules
from reportedly.rules.schema import Cue, Frame, FrameExample, Trigger
from reportedly.workbench.check import cases_of, faults_of, line_of, outcomes_of, verdicts_of
from reportedly.workbench.new import NewCue, does_of, with_brackets, write_cue

PLAN = Cue(
    id="en/status/plan.verb",
    does="PLANNED",
    lemmas=("plan",),
    yes=("Norland [plans] to close the port.", "The union [planned] to strike."),
    no=("The plan was drawn up.",),
)
CLOSE = Frame(
    id="en/events/close.shut",
    type="COERCE",
    mode=None,
    cameo=None,
    counts_as="Somebody closes something.",
    not_this="A shop closing for the night.",
    triggers=(Trigger(verbs=("close",), actor=("subject",), recipient=("object",)),),
    examples=(FrameExample(text="Norland closed the port.", trigger="closed", actor="Norland", recipient="the port"),)
    * 2,
    nots=(("The port is near.", "an adverb"),),
)


def rules_with(*, cue: Cue = PLAN, frame: Frame = CLOSE) -> Rules:
    return Rules(cues=(("status", (cue,)),), frames=(frame,), digest="sha256:" + "0" * 64)


def test_brackets_say_where_a_cue_must_fire():
    first, second, third = (c for c in cases_of(rules_with()) if c.cue is not None)
    assert (first.text, first.span) == ("Norland plans to close the port.", Span(8, 13))
    assert second.name == "en/status/plan.verb#2"
    assert third.span is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"yes": PLAN.yes[:1]}, '1 "yes" sentence(s); write at least 2'),
        ({"no": ()}, 'no "no" sentence; write at least 1'),
        ({"yes": (*PLAN.yes, "They plan to leave.")}, "put [brackets] around the matched words once"),
        ({"yes": (*PLAN.yes, "They [plan] and [plan].")}, "put [brackets] around the matched words once"),
        ({"no": ("A [plan].",)}, 'a "no" sentence has no [brackets]'),
    ],
)
def test_malformed_examples_are_named(change, message):
    ((rule, fault),) = faults_of(rules_with(cue=replace(PLAN, **change)))
    assert rule == PLAN.id
    assert message in fault


def test_words_of_a_frame_example_must_stand_in_its_text():
    wrong = FrameExample(text="Norland closed the port.", trigger="closed", actor="Velmark")
    faults = [f for _, f in faults_of(rules_with(frame=replace(CLOSE, examples=(CLOSE.examples[0], wrong))))]
    assert faults == ['actor = "Velmark" does not stand in "Norland closed the port."']


def test_a_rule_is_found_in_its_file(tmp_path):
    (tmp_path / "status.toml").write_text('origin = "own"\n\n[[cue]]\nid = "plan.verb"\n', "utf-8")
    assert line_of("en/status/plan.verb", tmp_path) == "status.toml:4"
    file, line = line_of("en/status/future.modal").split(":")
    assert file == "status.toml"
    assert int(line) > 1


@pytest.mark.parser
def test_what_is_expected_passes_and_what_is_not_is_shown():
    assert list(verdicts_of(list(outcomes_of(rules_with())))) == []
    wrong = replace(PLAN, yes=(PLAN.yes[0], "The union planned [to] strike."), no=("They plan to leave.",))
    verdicts = [words for _, words in verdicts_of(list(outcomes_of(rules_with(cue=wrong))))]
    assert verdicts == [
        'expected: the rule fires on "to"; found: it fires on "planned"\n    in: The union planned to strike.',
        'expected: the rule does not fire; found: it fires on "plan"\n    in: They plan to leave.',
    ]


@pytest.mark.parser
def test_the_parties_of_a_frame_are_compared():
    example = FrameExample(text="Norland closed the port.", trigger="closed", actor="the port")
    frame = replace(CLOSE, examples=(example,))
    ((rule, words),) = verdicts_of(list(outcomes_of(rules_with(frame=frame))))
    assert rule == CLOSE.id
    assert words.startswith('expected: actor "the port"; found: "Norland"')


@pytest.mark.parser
def test_a_known_fault_is_kept_quiet_and_told_once_it_heals():
    faulty = replace(PLAN, no=("They plan to leave.",), fails="parser: invented")
    assert list(verdicts_of(list(outcomes_of(rules_with(cue=faulty))))) == []
    healed = replace(PLAN, fails="parser: invented")
    ((_, words),) = verdicts_of(list(outcomes_of(rules_with(cue=healed))))
    assert "passes now" in words


# -- new -------------------------------------------------------------------------------------------------------------

NEW = NewCue(kind="status", id="mull.verb", does="PLANNED", words="mull", yes=("They [mull] it.",), no=('A "mull".',))


def test_a_written_entry_is_what_was_answered(tmp_path):
    file = write_cue(NEW, tmp_path / "mine")
    write_cue(replace(NEW, id="be-about", words="be about to"), tmp_path / "mine")
    first, second = tomllib.loads(file.read_text("utf-8"))["cue"]
    assert first == {
        "id": "mull.verb",
        "does": "PLANNED",
        "lemmas": ["mull"],
        "yes": ["They [mull] it."],
        "no": ['A "mull".'],
    }
    assert second["phrases"] == ["be about to"]
    assert {"en/status/mull.verb", "en/status/be-about"} <= load_rules(tmp_path / "mine").ids()


@pytest.mark.parametrize("bad", ["", "Mull", "a b", 'x"y', "é"])
def test_an_id_that_cannot_be_one_is_refused(tmp_path, bad):
    with pytest.raises(RuleError):
        write_cue(replace(NEW, id=bad), tmp_path)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They mull it.", "They [mull] it."),
        ("They [mull] it.", "They [mull] it."),
        ("They mull and mull.", "They mull and mull."),
        ("They mulled it.", "They mulled it."),
    ],
)
def test_brackets_are_put_where_that_is_clear(sentence, expected):
    assert with_brackets(sentence, "mull") == expected


def test_what_words_can_do_is_taken_from_the_rules():
    assert "PLANNED" in does_of("status", load_rules())
