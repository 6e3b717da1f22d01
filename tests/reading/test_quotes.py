"""Quotation spans by their marks alone. No model is needed."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span
from reportedly.reading.quotes import quotations_of


def report_of(text: str) -> Report:
    """Every line a paragraph of the body."""
    parts, start = [], 0
    for line in text.split("\n"):
        if line:
            parts.append(PartSpan(part=Part.BODY, span=Span(start, start + len(line))))
        start += len(line) + 1
    return Report(id="r-0", text=text, text_sha256="", source_sha256="", parts=tuple(parts))


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in quotations_of(report_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “we stay”.", ["“we stay”"], id="curly"),
        pytest.param('"We stay," he said.', ['"We stay,"'], id="straight"),
        pytest.param("``We stay,'' he said.", ["``We stay,''"], id="typewriter"),
        pytest.param("‘We stay,’ he said.", ["‘We stay,’"], id="single-curly"),
        pytest.param("'We stay,' he said.", ["'We stay,'"], id="single-straight"),
        pytest.param('"We stay,” added the mayor. More.', ['"We stay,”'], id="straight-then-curly"),
        pytest.param('“We stay," he said.', ['“We stay,"'], id="curly-then-straight"),
        pytest.param("”We stay,” he said.", ["”We stay,”"], id="closing-mark-opens"),
        pytest.param('"We say ‘no’ to it," he said.', ['"We say ‘no’ to it,"'], id="single-inside-double"),
        pytest.param('"A “b” c," he said.', ['"A “b” c,"'], id="curly-inside-straight"),
        pytest.param("“A,” he said. “B,” she said.", ["“A,”", "“B,”"], id="two-in-a-line"),
    ],
)
def test_marks_of_all_kinds(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["The crews' pay and the miners' strike.", "'Twas the '90s.", "It's Ana's boat, isn't it?", "6'2\" tall"]
)
def test_an_apostrophe_is_not_a_quotation(text):
    assert quoted(text) == []


def test_unclosed_ends_with_its_paragraph():
    text = "“We stay. We wait.\n“We do not go,” he said."
    first, second = quotations_of(report_of(text))
    assert first.span.of(text) == "“We stay. We wait." and not first.closed
    assert second.closed


def test_inner_is_without_marks():
    text = 'He said "we stay" again.'
    assert quotations_of(report_of(text))[0].inner.of(text) == "we stay"


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("They fear its “liberation of the port” plan.", True),
        ("He called it “a crime”.", True),
        ("“We stay,” he said.", False),
        ('The mayor said: "We stay"', False),
        ("He told us “we will stay here until the ships come back”.", False),
    ],
)
def test_a_word_or_two_set_apart_is_no_speech(text, scare):
    assert quotations_of(report_of(text))[0].scare is scare


def test_only_in_parts_that_are_read():
    text = "“Leave a comment now”"
    part = PartSpan(part=Part.BOILERPLATE, span=Span(0, len(text)))
    assert quotations_of(Report(id="r-0", text=text, text_sha256="", source_sha256="", parts=(part,))) == ()


@given(st.text(alphabet="ab .,!?\n\"'“”‘’`„«»é", max_size=200))
def test_any_text_gives_spans_in_order_within_a_paragraph(text):
    found = quotations_of(report_of(text))
    for q in found:
        assert "\n" not in q.span.of(text) and q.inner in q.span
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_time_grows_with_the_text_only():
    unit = "“a 'b \"c ’d "
    started = time.process_time()
    quotations_of(report_of(unit * 20_000))
    assert time.process_time() - started < 2.0
