"""The name below a quotation that stands by itself: "We will not go." — Ana Doru."""

from bisect import bisect_left

from spacy.tokens import Token

from reportedly.claims.handover import Handover
from reportedly.model.claim import Stance
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Quotation, Reading

LONGEST = 9  # tokens of a signature, its mark and a stop included: a name, perhaps with an office


def signed(reading: Reading, marks: CueIndex, starts: list[int], quotation: Quotation) -> Handover | None:
    """The attribution of a quotation that a dash and a name follow, up to the paragraph's end or as one of its own.

    `marks`: the cues of the frame "signature"; `starts`: the offsets of the tokens. None where no such name follows.
    """
    doc = reading.doc
    k = bisect_left(starts, quotation.span.end)
    while k < len(doc) and doc[k].is_space:
        k += 1
    hits = marks.at(doc, k) if k < len(doc) else []
    paragraph = reading.paragraph_at(doc[k].idx) if hits else None
    if paragraph is None or not _is_next(reading, quotation, doc[k], paragraph):
        return None
    cue, n = hits[0]
    name: list[Token] = []
    for token in doc[k + n : k + n + LONGEST]:
        if token.idx not in paragraph:
            break
        name += [] if token.is_space or (token.is_punct and token.text == ".") else [token]
    ends = bool(name) and not reading.report.text[name[-1].idx + len(name[-1]) : paragraph.end].strip(" .\xa0")
    if not ends or any(t.pos_ in ("VERB", "AUX") for t in name) or not name[0].is_title:
        return None
    head = _head(name)
    if head is None:
        return None
    mark = reading.span_of(doc[k : k + n])
    return Handover(
        rule=cue.id,
        stance=Stance(cue.does),
        words=mark,
        cue_i=k,
        cue=(mark,),
        source=head,
        source_words=(reading.span_of(name),),
        content=(quotation.span,),
    )


def _is_next(reading: Reading, quotation: Quotation, mark: Token, paragraph: Span) -> bool:
    """Whether the mark follows in the quotation's paragraph, or opens the one after it."""
    own = reading.paragraph_at(quotation.span.start)
    if own is None or own == paragraph:
        return own is not None
    return mark.idx == paragraph.start and not reading.report.text[quotation.span.end : own.end].strip()


def _head(name: list[Token]) -> Token | None:
    """The last word of the name that comes first: "Doru" in "Ana Doru, mayor of Oster"; None where it is no name."""
    first = [t.i for t in name if t.is_punct]
    words = [t for t in name if not first or t.i < first[0]]
    proper = [t for t in words if t.pos_ == "PROPN"]
    return proper[-1] if proper and len(proper) * 2 > len(words) else None
