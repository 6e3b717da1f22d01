"""Who speaks a quotation: the verb beside it, or the speaker of the words just before it."""

from bisect import bisect_left

from spacy.tokens import Doc, Token

from reportedly.claims import handover as h
from reportedly.claims.handover import Handover
from reportedly.claims.signature import signed
from reportedly.model.claim import Speech, Stance
from reportedly.model.report import Part
from reportedly.model.values import Evidence, Span, in_order
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Quotation, Reading
from reportedly.rules.schema import Cue

REACH = 14  # tokens between a quotation and its verb
MIN_ALONE_WORDS = 5  # a quotation without a speaker is somebody's words, if it is a sentence
DIRECT_SHARE = 0.9  # of the characters in quotation marks

Verbs = dict[int, tuple[Cue, list[Token]]]


def speech_of(reading: Reading, content: Evidence) -> Speech:
    """DIRECT where nearly all of the content stands in quotation marks, MIXED where some does."""
    total = sum(s.end - s.start for s in content)
    quoted = sum(
        max(0, min(s.end, q.span.end) - max(s.start, q.span.start))
        for s in content
        for q in quotations_near(reading.quotations, s)
    )
    if not quoted:
        return Speech.INDIRECT
    return Speech.DIRECT if quoted >= DIRECT_SHARE * total else Speech.MIXED


def quotations_near(quotations: tuple[Quotation, ...], span: Span) -> list[Quotation]:
    """The quotations that overlap a span, and one that ends just where it begins; no look at the others."""
    k = bisect_left(quotations, span.start, key=lambda q: q.span.end)
    near = []
    while k < len(quotations) and quotations[k].span.start < span.end:
        near.append(quotations[k])
        k += 1
    return near


def widen_to_quotations(reading: Reading, one: Handover) -> None:
    """Content that holds an edge of a quotation holds all of it: the parser knows nothing of quotation marks."""
    if one.cue_i is None:
        return
    at = reading.doc[one.cue_i].idx
    pieces = list(one.content)
    for piece in one.content:
        for quotation in quotations_near(reading.quotations, piece):
            q, inner = quotation.span, quotation.inner
            if at in q or any(q.overlaps(s) for s in one.source_words):
                continue
            covered = min(piece.end, inner.end) - max(piece.start, inner.start)
            at_edge = piece.start <= inner.start or piece.end >= inner.end - 1
            if (not quotation.scare and at_edge) or covered * 2 >= inner.end - inner.start:
                pieces.append(q)
    one.content = _joined(reading, pieces)


def _joined(reading: Reading, pieces: list[Span]) -> Evidence:
    """Spans in order; those with no word between them made one."""
    text = reading.report.text
    joined: list[Span] = []
    for span in in_order(pieces):
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def in_paragraphs(reading: Reading, found: list[Handover]) -> dict[Span | None, list[Handover]]:
    """The attributions by the paragraphs that their cues and contents stand in, in their order."""
    by_paragraph: dict[Span | None, list[Handover]] = {}
    for one in found:
        offsets = [s.start for s in one.content] + ([reading.doc[one.cue_i].idx] if one.cue_i is not None else [])
        for paragraph in dict.fromkeys(reading.paragraph_at(offset) for offset in offsets):
            by_paragraph.setdefault(paragraph, []).append(one)
    return by_paragraph


def attribute_quotations(reading: Reading, found: list[Handover], verbs: Verbs, signatures: CueIndex) -> list[Handover]:
    """Attributions of the quotations that no clause holds yet; those that go on with a speech widen it in `found`.

    `signatures`: the marks between a quotation and the name below it.
    """
    new: list[Handover] = []
    starts = [t.idx for t in reading.doc]
    before: tuple[Quotation, Handover] | None = None  # the last quotation with a speaker
    holders = _holders(reading, found)
    by_cue = {one.cue_i: one for one in found if one.cue_i is not None}
    by_paragraph = in_paragraphs(reading, found)
    for quotation in reading.quotations:
        holder = holders.get(quotation.span.start)
        if holder is None and not quotation.scare and reading.part_at(quotation.span.start) is not Part.HEADLINE:
            paragraph = reading.paragraph_at(quotation.span.start)
            if paragraph is None:
                continue
            holder = signed(reading, signatures, starts, quotation) or _by_verb(
                reading, quotation, paragraph, starts, verbs, by_cue
            )
            if holder is None:
                holder = _going_on(reading, quotation, paragraph, before, by_paragraph.get(paragraph, []))
                if holder is not None:
                    holder.content = _joined(reading, [*holder.content, quotation.span])
            elif by_cue.setdefault(holder.cue_i or 0, holder) is holder and holder.content == (quotation.span,):
                new.append(holder)
                by_paragraph.setdefault(paragraph, []).append(holder)
            if holder is None:
                holder = _alone(reading, quotation)
                new += [holder] if holder is not None else []
        if holder is not None:
            before = (quotation, holder)
    return new


def _holders(reading: Reading, found: list[Handover]) -> dict[int, Handover]:
    """By the start of a quotation, the outermost attribution that holds it and whose cue stands outside it."""
    holders: dict[int, Handover] = {}
    for one in found:
        if one.cue_i is None or not on_top(one):
            continue
        at = reading.doc[one.cue_i].idx
        for piece in one.content:
            for quotation in quotations_near(reading.quotations, piece):
                q = quotation.span
                if q in piece and at not in q:
                    known = holders.get(q.start)
                    if known is None or _width(known) < _width(one):
                        holders[q.start] = one
    return holders


def on_top(one: Handover) -> bool:
    """Within no voice but an outlet that passes it on, and not that outlet."""
    return not one.relays and (one.within is None or one.within.relays)


def _width(one: Handover) -> int:
    return sum(s.end - s.start for s in one.content)


def _by_verb(
    reading: Reading,
    quotation: Quotation,
    paragraph: Span,
    starts: list[int],
    verbs: Verbs,
    by_cue: dict[int, Handover],
) -> Handover | None:
    """The speaking verb just after the quotation, else just before it, in the same paragraph."""
    doc = reading.doc
    after = bisect_left(starts, quotation.span.end)
    before = bisect_left(starts, quotation.span.start) - 1
    earlier = _introducing(reading, quotation, paragraph)
    ways = [_run(doc, after, 1, paragraph), _run(doc, before, -1, earlier or paragraph)]
    for tokens, behind in zip(ways, (True, False), strict=True):
        for token in tokens:
            if token.i not in verbs or any(
                token.idx in q.span for q in quotations_near(reading.quotations, _span(token))
            ):
                continue
            own = by_cue.get(token.i)
            cue, words = verbs[token.i]
            if own is not None:
                if not behind and own.content and own.content[-1].end > quotation.span.start:
                    continue
                own.content = _joined(reading, [*own.content, quotation.span])
                return own
            source = h.subject_of(token)
            if source is None and behind:
                source = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)
            stance = h.stance_of(token, Stance(cue.does))
            if source is None or stance is None or source.idx in quotation.span:
                continue
            if _span(source) not in (paragraph if behind or earlier is None else earlier):
                continue
            return Handover(
                rule=cue.id,
                stance=stance,
                words=reading.span_of(words),
                cue_i=token.i,
                cue=h.cue_of(reading, words),
                source=source,
                source_words=_outside(h.source_words(reading, source, token), quotation.span),
                content=(quotation.span,),
            )
    return None


def _introducing(reading: Reading, quotation: Quotation, paragraph: Span) -> Span | None:
    """The paragraph before, where it ends in a colon and the quotation opens its own: "The mayor said:"."""
    if quotation.span.start != paragraph.start:
        return None
    text, at = reading.report.text, paragraph.start - 1
    while at > 0 and text[at].isspace():
        at -= 1
    return reading.paragraph_at(at) if text[at] == ":" else None


def _outside(words: Evidence, quotation: Span) -> Evidence:
    """A source phrase cut where the parser let it run into the quotation."""
    kept = []
    for span in words:
        if not span.overlaps(quotation):
            kept.append(span)
        elif span.start < quotation.start:
            kept.append(Span(span.start, quotation.start))
    return tuple(kept)


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + max(1, len(token)))


def _run(doc: Doc, start: int, step: int, paragraph: Span) -> list[Token]:
    """The tokens from a quotation's edge up to a sentence's stop, the paragraph's edge or the reach."""
    tokens: list[Token] = []
    at = start
    while 0 <= at < len(doc) and len(tokens) < REACH:
        token = doc[at]
        if token.is_space:
            at += step
            continue
        if token.idx not in paragraph or token.text in (".", "!", "?"):
            break
        tokens.append(token)
        at += step
    return tokens


def _going_on(
    reading: Reading,
    quotation: Quotation,
    paragraph: Span,
    before: tuple[Quotation, Handover] | None,
    found: list[Handover],
) -> Handover | None:
    """The speaker of the words just before: with no other sentence between, or from an unclosed paragraph on."""
    text = reading.report.text
    if before is not None:
        last, holder = before
        opens = quotation.span.start == paragraph.start
        if opens and not last.closed and not text[last.span.end : quotation.span.start].strip():
            return holder
    at = paragraph.start + len(text[paragraph.start : quotation.span.start].rstrip())
    if text[at - 1 : at] not in (".", ":", ",") or at <= paragraph.start:
        return None
    for one in reversed(found):
        if one.source is None or one.cue_i is None or not on_top(one):
            continue
        spans = [*one.cue, *one.source_words, *one.content]
        end = max(s.end for s in spans)
        sentence = reading.doc[one.cue_i].sent
        last_token = [t for t in sentence if not t.is_space][-1]
        # The parser may give the next quotation's opening mark to the sentence before.
        end = max(end, min(last_token.idx + len(last_token), quotation.span.start))
        if min(s.start for s in spans) in paragraph and end <= quotation.span.start and end >= at - 1:
            return one
    return None


def _alone(reading: Reading, quotation: Quotation) -> Handover | None:
    """A sentence in quotation marks with no speaker in reach: somebody's words, nobody named."""
    inner = quotation.inner.of(reading.report.text)
    if len(inner.split()) < MIN_ALONE_WORDS or not quotation.closed:
        return None
    return Handover(
        rule="en/attribution/quotation.alone",
        stance=Stance.ASSERTS,
        words=None,
        cue_i=None,
        cue=(),
        source=None,
        source_words=(),
        content=(quotation.span,),
    )
