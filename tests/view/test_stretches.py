"""Who speaks where, in a text."""

from told import INDIRECT_WORDS, QUOTE, told

from reportedly.model.claim import Speech
from reportedly.model.values import Span
from reportedly.view.lanes import lanes_of
from reportedly.view.stretches import stretches_of


def said(read):
    return [(s.speaker.letter, s.direct, s.span.of(read.report.text)) for s in stretches_of(read)]


def test_the_words_of_a_voice_are_its_stretch_and_its_naming_is_not():
    read = told(f"The mayor said that {INDIRECT_WORDS}.", clause=INDIRECT_WORDS, voice="The mayor", cue="said")
    assert said(read) == [("A", False, INDIRECT_WORDS)]


def test_a_clause_around_the_naming_is_cut_there():
    text = f"Boats, the mayor said, {INDIRECT_WORDS}."
    read = told(text, clause=text[:-1], voice="the mayor", cue="said")
    assert [words for _, _, words in said(read)] == ["Boats, ", f", {INDIRECT_WORDS}"]


def test_direct_speech_covers_the_whole_quotation():
    read = told(f"“{QUOTE}” the mayor said.", clause="boats left", voice="the mayor", cue="said", speech=Speech.DIRECT)
    assert said(read) == [("A", True, f"“{QUOTE}”")]


def test_a_quotation_inside_retold_words_is_direct_when_the_record_says_mixed():
    text = "The mayor said that boats left “in great haste” at dawn."
    read = told(text, clause=text[15:-1], voice="The mayor", cue="said", speech=Speech.MIXED)
    assert ("A", True, "“in great haste”") in said(read)
    assert ("A", False, "that boats left ") in said(read)


def test_the_reports_own_word_has_no_stretch():
    assert said(told("Boats left at dawn.", clause="Boats left at dawn", voice=None)) == []


def test_the_shorter_clause_lies_nearer_the_words():
    outer, inner, beside = Span(0, 50), Span(10, 20), Span(60, 70)
    assert lanes_of([outer, inner, beside]) == [1, 0, 0]


def test_deeper_than_four_share_the_last_lane():
    assert lanes_of([Span(0, 10 * n) for n in range(1, 7)]) == [0, 1, 2, 3, 3, 3]
