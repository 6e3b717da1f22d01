"""A sentence on its own as a report, read with a set of rules: what all tools for rule authors start from."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from reportedly.claims import assemble
from reportedly.model.claim import Claim
from reportedly.model.report import Part, PartSpan, PublishedFrom, Report
from reportedly.model.values import Span, record
from reportedly.reading import read as reading_of
from reportedly.reading.parser import DEFAULT_PARSER, load
from reportedly.reading.reading import Reading
from reportedly.report.words import firings_of
from reportedly.rules.load import Rules

PUBLISHED = "2024-03-06"  # a Wednesday; the anchor for time expressions in examples
BLANK_LINES = re.compile(r"(?<=\S)\s*\n\s*\n\s*")
BATCH = 128  # sentences parsed at once


@record
class SentenceRead:
    """A sentence with its parse, which rules fired where, and its claims."""

    reading: Reading
    claims: tuple[Claim, ...]


def report_of(sentence: str, published: str = PUBLISHED, part: Part = Part.BODY) -> Report:
    """A report that is this text and nothing else: body, or another part; one part a paragraph, at blank lines."""
    encoded = sentence.encode("utf-8", "replace")
    digest = hashlib.sha256(encoded).hexdigest()
    return Report(
        id="r-" + hashlib.sha256(b"\0" + encoded).hexdigest()[:16],
        text=sentence,
        text_sha256=digest,
        source_sha256=digest,
        published=published,
        published_from=PublishedFrom.GIVEN,
        parts=tuple(PartSpan(part=part, span=span) for span in _paragraphs(sentence)),
    )


def _paragraphs(text: str) -> Iterator[Span]:
    """The whole text, or its stretches between blank lines."""
    start = 0
    for gap in BLANK_LINES.finditer(text.rstrip()):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def read_sentences(
    sentences: Iterable[str], rules: Rules, parser: str = DEFAULT_PARSER, part: Part = Part.BODY
) -> Iterator[SentenceRead]:
    """Each sentence read by itself, in order; parsed in batches, as one by one would take several times as long."""
    reports = [report_of(sentence, part=part) for sentence in sentences]
    docs: Iterable[Doc | None] = load(parser).pipe((r.text for r in reports), batch_size=BATCH)
    if part is Part.HEADLINE:
        docs = [None] * len(reports)  # a headline is parsed twice: reading_of does it
    for report, doc in zip(reports, docs, strict=True):
        reading = reading_of(report, parser=parser, rules=rules, doc=doc)
        for rule, span in firings_of(report.text, rules):  # parts are found before there is a parse
            reading.fired(rule, span)
        yield SentenceRead(reading=reading, claims=assemble.claims_of(reading, rules))
