"""Attributions keep their promises on any text, with the rules alone and with the learned model beside them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.attribution import attributions_of
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import VoiceKind
from reportedly.pipeline import claims_of
from reportedly.reading import read
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser

MODELS = ("none", "default")
SAMPLES = Path(__file__).parents[2] / "samples"
PIECES = (
    "The mayor said the port was shut.",
    "“We wait,” said Ana Doru.",
    "He added that",
    "the guards had left, according to officials",
    '"no end',
    "‘scare’ quotes",
    "Radio Oster, citing two officials, reported",
    "The Harbour Front denied",
    "Police: two held",
    "reportedly",
    ". ",
    "\n\n",
    ", ",
    "” ",
    "“",
    '"',
    " - ",
    "The ships left on Monday.",
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join)


def reading_of(text):
    return read(read_text(text, published="2024-03-06"), rules=load_rules())


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=40, deadline=None)
@given(text=texts)
def test_spans_lie_in_the_text_and_a_cue_has_content(text, model):
    reading = reading_of(text)
    for one in attributions_of(reading, load_rules(), tagger_for(model)):
        spans = [*one.source, *one.cue, *one.content]
        assert one.content
        assert all(
            0 <= s.start < s.end <= len(reading.report.text) and s.of(reading.report.text).strip() for s in spans
        )


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=25, deadline=None)
@given(text=texts)
def test_every_chain_begins_with_the_report(text, model):
    for claim in claims_of(read_text(text, published="2024-03-06"), model=model):
        assert [v.kind for v in claim.chain].index(VoiceKind.REPORT) == 0
        assert all(v.kind is not VoiceKind.REPORT for v in claim.chain[1:])


FIRST = "The mayor said the port was shut. “We wait,” said Ana Doru. The guards had left, according to officials."
OTHERS = (
    "The ships left on Monday.",
    "Fish was cheap, the minister claimed.",
    "“Nobody came,” a woman said. “Nobody.”",
    "The union denied that it had called a strike.",
)


def in_first(paragraphs, model):
    """The attributions of the first paragraph in words."""
    text = "\n\n".join(paragraphs)
    found = attributions_of(reading_of(text), load_rules(), tagger_for(model))
    words = lambda spans: tuple(s.of(text) for s in spans)  # noqa: E731
    return [(words(a.source), words(a.cue), words(a.content)) for a in found if a.content[0].start < len(paragraphs[0])]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("other", OTHERS)
def test_a_sentence_in_another_paragraph_changes_nothing_in_this_one(other, model):
    last = "The harbour has four piers."
    assert in_first([FIRST, last], model) == in_first([FIRST, f"{other} {last}"], model)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_a_sentence_added_to_a_whole_report_changes_no_other_paragraph(path):
    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    middle = len(paragraphs) // 2
    longer = [*paragraphs[:middle], f"{paragraphs[middle]} {OTHERS[3]}", *paragraphs[middle + 1 :]]
    before, after = (by_paragraph("\n\n".join(p)) for p in (paragraphs, longer))
    assert {k: v for k, v in before.items() if k in after} == {k: v for k, v in after.items() if k in before}
    assert len(before.keys() & after.keys()) > len(before) // 2


def by_paragraph(text):
    """The attributions in words, by the paragraph that their contents begin in; the learned model beside the rules."""
    reading = reading_of(text)
    found = {p.span.of(reading.report.text): [] for p in reading.report.parts}
    for a in attributions_of(reading, load_rules(), tagger_for("default")):
        paragraph = reading.paragraph_at(a.content[0].start)
        words = tuple(tuple(s.of(reading.report.text) for s in spans) for spans in (a.source, a.cue, a.content))
        found[paragraph.of(reading.report.text)].append(words)
    return {k: sorted(v) for k, v in found.items()}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 10_000, id="nothing-but-marks"),
        pytest.param('He said "' * 1_500, id="never-closed"),
        pytest.param("“The port is shut,” he said. " * 3_400, id="one-long-paragraph"),
    ],
)
def test_hostile_quotations_are_read(text, model):
    reading = reading_of(text)
    for one in attributions_of(reading, load_rules(), tagger_for(model)):
        assert one.content[-1].end <= len(text)
