"""Quotation spans, by the marks alone: no parse, one pass over the text.

Marks in the wild are unbalanced and mixed: a quotation may open with a straight mark and close with a curly one, or not
close at all. What is never closed ends with its paragraph and says so (`closed=False`).
"""

import re

from reportedly.model.report import READ_PARTS, Report
from reportedly.model.values import Span
from reportedly.reading.reading import Quotation

_DOUBLE = re.compile(r"``|''|[\"“”„«»]")
_SINGLE = re.compile(r"['‘’]")
_OPENERS = frozenset({"“", "``", "„", "«"})
_CLOSERS = frozenset({"”", "''", "»"})
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
SCARE_WORDS = 6  # longer is speech, or at least worth a speaker
_SPEECH_BEFORE = re.compile(r"[,:]\s*$")
_SPEECH_INSIDE = re.compile(r"[.,!?…;—-]\s*$")


def quotations_of(report: Report) -> tuple[Quotation, ...]:
    """The outermost quotations of the parts that claims are read in, in text order.

    Where marks nest, only the outer pair counts. An apostrophe is not a mark: "the crews' pay", "'tis", "the '90s".
    """
    paragraphs = [p.span for p in report.parts if p.part in READ_PARTS]
    found: list[Quotation] = []
    for paragraph in paragraphs:
        found += _in_paragraph(report.text, paragraph)
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    doubles = _pairs(text, paragraph)
    singles = _single_pairs(text, paragraph, doubles)
    return sorted(doubles + singles, key=lambda q: q.span)


def _pairs(text: str, paragraph: Span) -> list[Quotation]:
    """Quotations in double marks. A stack of open marks; the outermost pair makes the quotation."""
    found: list[Quotation] = []
    open_marks: list[tuple[str, int, int]] = []  # (mark, start, end of the mark)
    last_close: tuple[int, int] | None = None  # of a nested pair: the best end if the outer never closes
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark, start, end = match.group(), match.start(), match.end()
        if not open_marks:
            if _may_open(text, paragraph, mark, start, end):
                open_marks, last_close = [(mark, start, end)], None
            continue
        if mark in _OPENERS and mark == open_marks[-1][0]:  # the one before was never closed
            _add(found, text, open_marks[0], start, start, closed=False)
            open_marks, last_close = [(mark, start, end)], None
        elif mark in _OPENERS or (mark == '"' and open_marks[0][0] != '"' and _opens(text, paragraph, start, end)):
            if open_marks[-1][0] != mark:
                open_marks.append((mark, start, end))
        elif mark == '"' and open_marks[0][0] == '"':
            _add(found, text, open_marks[0], start, end, closed=True)
            open_marks = []
        else:
            outer = open_marks[0]
            open_marks.pop()
            last_close = (start, end)
            if not open_marks:
                _add(found, text, outer, start, end, closed=True)
    if open_marks:
        start, end = last_close or (paragraph.end, paragraph.end)
        _add(found, text, open_marks[0], start, end, closed=last_close is not None)
    return found


def _add(
    found: list[Quotation], text: str, opening: tuple[str, int, int], close_start: int, close_end: int, *, closed: bool
) -> None:
    """The quotation from an opening mark to a closing one; nothing where it holds no word."""
    _, start, inner_start = opening
    if not closed:
        close_start = close_end = inner_start + len(text[inner_start:close_start].rstrip())
    inner = text[inner_start:close_start]
    if not _WORD.search(inner):
        return
    scare = closed and _is_scare(text, start, inner)
    found.append(
        Quotation(span=Span(start, close_end), inner=Span(inner_start, close_start), closed=closed, scare=scare)
    )


def _is_scare(text: str, start: int, inner: str) -> bool:
    """Few words, no mark of speech at either edge, no sentence inside."""
    if len(inner) > 80 or _SPEECH_INSIDE.search(inner) or re.search(r"[.!?]\s", inner):
        return False
    return len(_WORD.findall(inner)) <= SCARE_WORDS and not _SPEECH_BEFORE.search(text[max(0, start - 3) : start])


def _may_open(text: str, paragraph: Span, mark: str, start: int, end: int) -> bool:
    """A mark met outside any quotation: openers do; others where they stand before a word and after none."""
    if mark in _OPENERS:
        return end < paragraph.end
    return _opens(text, paragraph, start, end)


def _opens(text: str, paragraph: Span, start: int, end: int) -> bool:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    return not before.isalnum() and not after.isspace() and before not in ".,!?"


def _single_pairs(text: str, paragraph: Span, doubles: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks, outside the double ones. Only closed pairs: an unclosed one is an apostrophe."""
    found: list[Quotation] = []
    opening: tuple[str, int, int] | None = None
    k = 0
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        start, end = match.start(), match.end()
        while k < len(doubles) and doubles[k].span.end <= start:
            k += 1
        if k < len(doubles) and start in doubles[k].span:
            continue
        if text[start - 1 : start] == "'" or text[end : end + 1] == "'":  # '' is a double mark
            continue
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if match.group() != "’" and not before.isalnum() and after.isalpha():
            opening = (match.group(), start, end)
        elif opening is not None and match.group() != "‘" and not before.isspace() and not after.isalnum():
            if not any(q.span.start < end and opening[1] < q.span.end for q in doubles[max(0, k - 1) : k + 1]):
                _add(found, text, opening, start, end, closed=True)
            opening = None
    return found
