"""A report with its parse: what every question of `claims/` is asked of."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.model.claim import Entity
from reportedly.model.report import READ_PARTS, Part, Report
from reportedly.model.values import Evidence, Span, in_order, record


@record
class Quotation:
    """A stretch in quotation marks, marks included. `inner` is without them."""

    span: Span
    inner: Span
    closed: bool = True  # False: no closing mark; it ends with its paragraph
    scare: bool = False  # a word or two set apart, not speech


@record
class Firing:
    """A rule that applied, and the words that it applied to. For `rules try`, `rules check`, `explain`."""

    rule: str  # "en/status/plan.verb"
    span: Span


@dataclass(slots=True)
class Reading:
    """The report, its parse (token.idx is the offset into report.text), quotations, entities."""

    report: Report
    doc: Doc
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    entity_of_token: dict[int, str] = field(default_factory=dict)  # token index -> entity id
    antecedent_of_token: dict[int, Span] = field(default_factory=dict)  # pronoun or title token -> fuller naming
    firings: list[Firing] = field(default_factory=list)
    _part_starts: list[int] = field(default_factory=list)

    def span_of(self, tokens: Iterable[Token]) -> Span:
        """From the first to the last of these tokens, edge white space left out."""
        kept = [t for t in tokens if not t.is_space]
        return Span(min(t.idx for t in kept), max(t.idx + len(t) for t in kept))

    def evidence_of(self, tokens: Iterable[Token]) -> Evidence:
        """The tokens as spans, neighbours (white space between them or none) joined."""
        ordered = sorted((t for t in tokens if not t.is_space), key=lambda t: t.i)
        spans: list[Span] = []
        last_i = -2
        for token in ordered:
            if spans and token.i == last_i + 1:
                spans[-1] = Span(spans[-1].start, token.idx + len(token))
            else:
                spans.append(Span(token.idx, token.idx + len(token)))
            last_i = token.i
        return in_order(spans)

    def part_at(self, offset: int) -> Part | None:
        """The part of the report that this offset lies in; None in white space between parts."""
        if not self._part_starts:
            self._part_starts = [p.span.start for p in self.report.parts]
        i = bisect_right(self._part_starts, offset) - 1
        if i < 0:
            return None
        part = self.report.parts[i]
        return part.part if offset in part.span else None

    def paragraph_at(self, offset: int) -> Span | None:
        """The part span (one a paragraph in the body) around this offset."""
        self.part_at(offset)
        i = bisect_right(self._part_starts, offset) - 1
        if i < 0 or offset not in self.report.parts[i].span:
            return None
        return self.report.parts[i].span

    def sentences(self) -> list[DocSpan]:
        """Sentences that claims are read in: headline, standfirst, captions, body."""
        return [s for s in self.doc.sents if self.is_read(s)]

    def is_read(self, sentence: DocSpan) -> bool:
        """Whether any word of it lies in a part that is read: it may begin in the dateline."""
        return any(not t.is_space and self.part_at(t.idx) in READ_PARTS for t in sentence)

    def fired(self, rule: str, span: Span) -> None:
        self.firings.append(Firing(rule=rule, span=span))
