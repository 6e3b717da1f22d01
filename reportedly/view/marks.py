"""The text of a report, as it stood, split at the offsets of everything that is marked in it.

Nothing is inserted into the text and nothing left out: the pieces of all blocks, and the white space between blocks,
are the text again, but for control characters, which no page can hold: each is one U+FFFD.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise

from reportedly.model.claim import Claim, Read, Status
from reportedly.model.report import Part, Report
from reportedly.model.values import Span, record
from reportedly.view.lanes import lanes_of
from reportedly.view.phrases import interval_phrase
from reportedly.view.stretches import Chain, Stretch, chain_key
from reportedly.view.words import Words, invisible_code

MAX_OVER = 40  # marks of one kind over one piece of text; real ones have ten, records made to be large have no end
JOINER = "U+200D"
_BREAK = re.compile(r"\n\s*\n")


class Layer(StrEnum):
    TIME = "time"
    PLACE = "place"
    LOADED = "loaded"
    HEDGE = "hedge"


@record
class Tag:
    """A mark of a layer on some words."""

    layer: Layer
    label: str = ""  # what the words come to: "4 Mar 2024", "AL"


@record
class Glyphs:
    """Some characters of a piece. `code`: they are one invisible character, "U+202E"."""

    text: str
    code: str | None = None


@record
class Piece:
    """Text with the same marks from end to end."""

    start: int  # report.text[start:start + length]
    glyphs: tuple[Glyphs, ...]
    lanes: tuple[tuple[int, Status], ...]  # lines under it: (lane, status of the claim)
    claims: tuple[int, ...]  # numbers of the claims whose clause it is in
    evidence: tuple[int, ...]  # numbers of the claims that rest on it
    trigger: int | None  # the number of the claim that it names: the first of the shortest trigger there
    opens: bool  # the first piece of that trigger
    layers: tuple[Layer, ...]
    ends: tuple[Tag, ...]  # that end with it: their labels are written after it


@record
class Run:
    """Pieces on one word: a voice's stretch, or the report's own."""

    stretch: Stretch | None
    pieces: tuple[Piece, ...]
    note: tuple[str, ...]  # the chain in words, for the margin; () where it is that of the voice before
    opens: bool  # another voice than the one before, or the same in another manner of speech


@record
class Block:
    """A paragraph, or the dateline with the paragraph it opens."""

    part: Part | None  # None: text in no part
    runs: tuple[Run, ...]


def blocks_of(
    read: Read,
    claims: Sequence[Claim],
    stretches: Sequence[Stretch],
    words: Words,
    names: Callable[[Chain], tuple[str, ...]],
) -> tuple[Block, ...]:
    """The blocks in text order. Claims are numbered from 1 as they come in `claims`. names: a chain in words."""
    marks = _Marks(read.report.text, claims, stretches, words, names)
    return tuple(Block(part=part, runs=marks.runs(span)) for part, span in _paragraphs(read.report))


def _paragraphs(report: Report) -> Iterator[tuple[Part | None, Span]]:
    """The parts, a part on the same line as the one before joined to it, and text that is in no part."""
    joined: list[tuple[Part | None, Span]] = []
    for part, span in _parts_and_rest(report):
        if joined and "\n" not in report.text[joined[-1][1].end : span.start]:
            before, first = joined[-1]
            part = part if before in (Part.DATELINE, None) else before
            joined[-1] = (part, Span(first.start, span.end))
        else:
            joined.append((part, span))
    return iter(joined)


def _parts_and_rest(report: Report) -> Iterator[tuple[Part | None, Span]]:
    at = 0
    for part in report.parts:
        yield from ((None, span) for span in _between(report.text, at, part.span.start))
        yield part.part, part.span
        at = part.span.end
    yield from ((None, span) for span in _between(report.text, at, len(report.text)))


def _between(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs of a stretch of text; none where it is blank."""
    breaks = [(start, start), *(m.span() for m in _BREAK.finditer(text, start, end)), (end, end)]
    for (_, after), (before, _) in pairwise(breaks):
        if text[after:before].strip():
            yield Span(after, before)


class _Marks:
    """What holds over each piece of the text. Blocks are asked for in text order."""

    def __init__(
        self,
        text: str,
        claims: Sequence[Claim],
        stretches: Sequence[Stretch],
        words: Words,
        names: Callable[[Chain], tuple[str, ...]],
    ) -> None:
        self._text = text
        self._names = names
        self._linked: set[int] = set()  # triggers that have their link
        numbered = list(enumerate(claims, 1))
        lanes = lanes_of([claim.span for claim in claims])
        self._tags = _Sweep((span, tag) for claim in claims for span, tag in _tags_of(claim, words))
        self._lanes = _Sweep((claim.span, (lane, claim.status)) for claim, lane in zip(claims, lanes, strict=True))
        self._clauses = _Sweep((claim.span, n) for n, claim in numbered)
        self._evidence = _Sweep((span, n) for n, claim in numbered for span in evidence_of(claim))
        self._triggers = _Sweep((claim.trigger, (claim.trigger.end - claim.trigger.start, n)) for n, claim in numbered)
        self._said = _Sweep((stretch.span, stretch) for stretch in stretches)
        sources = (self._tags, self._clauses, self._evidence, self._triggers, self._said)
        self._borders = sorted({border for source in sources for border in source.borders})
        self._at = 0

    def runs(self, block: Span) -> tuple[Run, ...]:
        runs: list[Run] = []
        heard: object = None  # the chain that the margin named last
        manner: object = None  # that chain, and whether in its own words
        for stretch, spans in groupby(self._spans(block), key=lambda span: next(iter(self._said.over(span)), None)):
            chain = chain_key(stretch.chain) if stretch is not None else None
            note = self._names(stretch.chain) if stretch is not None and chain != heard else ()
            now = (chain, stretch.direct) if stretch is not None else manner
            pieces = tuple(self._piece(span) for span in spans)
            runs.append(Run(stretch=stretch, pieces=pieces, note=note, opens=now != manner))
            heard, manner = chain or heard, now
        return tuple(runs)

    def _spans(self, block: Span) -> Iterator[Span]:
        while self._at < len(self._borders) and self._borders[self._at] <= block.start:
            self._at += 1
        start = block.start
        while self._at < len(self._borders) and self._borders[self._at] < block.end:
            yield Span(start, self._borders[self._at])
            start = self._borders[self._at]
            self._at += 1
        yield Span(start, block.end)

    def _piece(self, span: Span) -> Piece:
        tags = self._tags.over(span)
        _, trigger = min(self._triggers.over(span), default=(0, None))
        opens = trigger is not None and trigger not in self._linked
        if trigger is not None:
            self._linked.add(trigger)
        return Piece(
            start=span.start,
            glyphs=tuple(glyphs_of(span.of(self._text))),
            lanes=tuple(sorted(set(self._lanes.over(span)))),
            claims=tuple(self._clauses.over(span)),
            evidence=tuple(dict.fromkeys(self._evidence.over(span))),
            trigger=trigger,
            opens=opens,
            layers=tuple(sorted({tag.layer for tag in tags})),
            ends=tuple(dict.fromkeys(self._tags.ending(span.end))),
        )


class _Sweep[T]:
    """Values over a text, asked for from left to right."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._next = 0
        self._open: list[tuple[Span, T]] = []

    @property
    def borders(self) -> Iterator[int]:
        return (border for span, _ in self._items for border in (span.start, span.end))

    def over(self, span: Span) -> list[T]:
        """What holds over the whole of this span; the first MAX_OVER of it. Spans must not go back."""
        self._open = [item for item in self._open if item[0].end > span.start]
        while self._next < len(self._items) and self._items[self._next][0].start <= span.start:
            item = self._items[self._next]
            if item[0].end > span.start and len(self._open) < MAX_OVER:
                self._open.append(item)
            self._next += 1
        return [value for _, value in self._open]

    def ending(self, end: int) -> list[T]:
        """What was last found to hold, and ends here."""
        return [value for span, value in self._open if span.end == end]


def evidence_of(claim: Claim) -> Iterator[Span]:
    """The words that a claim rests on, beside its clause."""
    for party in claim.parties:
        yield from (*party.evidence, *party.antecedent)
    for voice in claim.chain:
        yield from (*voice.evidence, *voice.cue)
    for place in claim.places:
        yield from place.evidence
    for count in claim.counts:
        yield from count.evidence
    yield from (*claim.when.evidence, *claim.hedges)


def _tags_of(claim: Claim, words: Words) -> Iterator[tuple[Span, Tag]]:
    for span in claim.when.evidence:
        label = interval_phrase(claim.when.start, claim.when.end, words) if span == claim.when.evidence[-1] else ""
        yield span, Tag(layer=Layer.TIME, label=label)
    for place in claim.places:
        for span in place.evidence:
            yield span, Tag(layer=Layer.PLACE, label=place.country or "")
    for term in claim.loaded:
        yield term.span, Tag(layer=Layer.LOADED)
    for span in claim.hedges:
        yield span, Tag(layer=Layer.HEDGE)


def glyphs_of(text: str) -> Iterator[Glyphs]:
    """Visible characters together, each invisible one by itself with its code point."""
    kept = ""
    for i, character in enumerate(text):
        code = invisible_code(character)
        if code is None or (code == JOINER and _joins_emoji(text, i)):
            kept += character
            continue
        if kept:
            yield Glyphs(text=kept)
            kept = ""
        yield Glyphs(text="\ufffd" if unicodedata.category(character) in ("Cs", "Cc") else character, code=code)
    if kept:
        yield Glyphs(text=kept)


def _joins_emoji(text: str, i: int) -> bool:
    """The joiner inside one emoji ("family") changes no reading; one between letters may."""
    around = (text[j : j + 1] for j in (i - 1, i + 1))
    return all(c and (unicodedata.category(c) in ("So", "Sk") or c == "\ufe0f") for c in around)
