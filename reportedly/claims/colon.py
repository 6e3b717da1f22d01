"""A speaker before a colon that opens a paragraph ("Ana Doru: We stay"), or after one that closes it."""

from spacy.tokens import Doc, Token

from reportedly.claims import handover as h
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import Handover
from reportedly.claims.quoted import quotations_near
from reportedly.claims.relays import relay_of
from reportedly.claims.voices import VoiceNamer, full_phrase
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

DASHES = frozenset("-–—")
MAX_SPEAKER_WORDS = 7  # longer is a sentence, not a name


def at_colon(
    reading: Reading, namer: VoiceNamer, frames: Frames, cue: Cue, mark: Token, cue_is: set[int | None]
) -> list[Handover]:
    """The attribution at a colon or a headline's dash, with the outlet that passes it on ("AFP, citing a docker: ...").

    `cue_is`: the words that hand over already; a colon after one is theirs.
    """
    one = _spoken(reading, namer, cue, mark, cue_is)
    return [one] if one is not None else _cited(reading, namer, frames["citing"], cue, mark)


def _cited(reading: Reading, namer: VoiceNamer, citing: CueIndex, cue: Cue, mark: Token) -> list[Handover]:
    """ "AFP, citing a docker: two dead": the docker's words, which AFP passes on."""
    paragraph = reading.paragraph_at(mark.idx)
    before = _up_to_edge(mark.doc, mark.i - 1, -1, paragraph) if paragraph is not None else None
    for k, verb in enumerate(before or []):
        hits = citing.at(before or [], k)
        if not hits or verb.tag_ != "VBG":
            continue
        outlet = _speaker(namer, (before or [])[:k])
        cited = next((c for c in verb.children if c.dep_ == "dobj"), None)
        said = _up_to(mark.doc, mark.i + 1, mark.sent.end_char)
        if outlet is None or cited is None or not namer.speaks(cited) or not said:
            return []
        words = [t for t in (before or [])[k + 1 :] if not t.is_punct]
        is_quoted = _opens_quotation(reading, said[0].idx)
        one = _from_colon(reading, cue, mark, cited, words, said, is_quoted or namer.is_outlet(outlet))
        return [one, relay_of(reading, hits[0][0], [verb], outlet, one)] if one is not None else []
    return []


def _spoken(reading: Reading, namer: VoiceNamer, cue: Cue, mark: Token, cue_is: set[int | None]) -> Handover | None:
    paragraph = reading.paragraph_at(mark.idx)
    if paragraph is None:
        return None
    doc = mark.doc
    in_headline = reading.part_at(mark.idx) is Part.HEADLINE
    is_dash = "dash" in cue.option("takes", ())
    if is_dash and not in_headline:
        return None
    before = None if is_dash else _up_to_edge(doc, mark.i - 1, -1, paragraph)
    if before is not None:
        head = _speaker(namer, before)
        if head is not None and head.ent_type_ != "GPE":
            opens_paragraph = before[0].idx == paragraph.start
            said = _up_to(doc, mark.i + 1, paragraph.end if opens_paragraph else mark.sent.end_char)
            is_quoted = bool(said) and _opens_quotation(reading, said[0].idx)
            told = namer.is_known(head) or any(t.pos_ in ("VERB", "AUX") and h.is_finite(t) for t in said)
            if is_quoted or (told if in_headline else _is_person(head)):
                return _from_colon(reading, cue, mark, head, before, said, is_quoted)
    after = _up_to_edge(doc, mark.i + 1, 1, paragraph)
    if after is not None:
        head = _speaker(namer, after)
        first = _first_of(doc, mark, paragraph) if in_headline else mark.sent.start
        said = [t for t in doc[first : mark.i] if not t.is_space and t.idx in paragraph]
        if head is not None and (head.pos_ == "NOUN" or in_headline) and not any(t.i in cue_is for t in said):
            return _from_colon(reading, cue, mark, head, after, said)
    return None


def _first_of(doc: Doc, mark: Token, paragraph: Span) -> int:
    """The first token of the paragraph that the mark stands in."""
    at = mark.i
    while at > 0 and doc[at - 1].idx in paragraph:
        at -= 1
    return at


def _opens_quotation(reading: Reading, offset: int) -> bool:
    near = quotations_near(reading.quotations, Span(offset, offset + 1))
    return any(q.span.start == offset and not q.scare for q in near)


def _is_person(head: Token) -> bool:
    return head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and head.is_upper)


def _from_colon(
    reading: Reading,
    cue: Cue,
    colon: Token,
    head: Token,
    speaker: list[Token],
    said: list[Token],
    is_quoted: bool = False,
) -> Handover | None:
    if not is_quoted and not any(t.pos_ in ("VERB", "AUX") for t in said):
        return None
    mark = reading.span_of([colon])
    return Handover(
        rule=cue.id,
        stance=Stance(cue.does),
        words=mark,
        cue_i=colon.i,
        cue=(mark,),
        source=head,
        source_words=(reading.span_of(t for t in speaker if not t.is_punct),),
        content=h.content_of(reading, said),
    )


def _speaker(namer: VoiceNamer, tokens: list[Token]) -> Token | None:
    """The head of a short run of words that is one noun phrase and somebody who can speak."""
    kept = [t for t in tokens if not t.is_punct and not t.is_space]
    if not kept or len(kept) > MAX_SPEAKER_WORDS or any(t.pos_ in ("VERB", "AUX") for t in kept):
        return None
    inside = {t.i for t in kept}
    heads = [t for t in kept if t.head.i not in inside or t.head.i == t.i]
    if len(heads) != 1 or heads[0].pos_ not in ("NOUN", "PROPN"):
        return None
    if not namer.speaks(heads[0]) and not _is_person(heads[0]):  # in a transcript speakers stand in capitals
        return None
    return heads[0] if len(full_phrase(heads[0])) >= len(kept) - 1 else None


def _up_to_edge(doc: Doc, start: int, step: int, paragraph: Span) -> list[Token] | None:
    """The tokens from here to the edge of the sentence or paragraph, or to a dash with spaces around it ("16:05 - ").

    None where they are more than a speaker's name could be.
    """
    tokens: list[Token] = []
    at = start
    while 0 <= at < len(doc) and doc[at].idx in paragraph:
        if step < 0 and _is_apart(doc, at):
            break
        tokens.append(doc[at])
        if step < 0 and doc[at].is_sent_start:
            break
        if len(tokens) > MAX_SPEAKER_WORDS + 2:
            return None
        at += step
    return tokens[::step]


def _up_to(doc: Doc, start: int, end_offset: int) -> list[Token]:
    tokens: list[Token] = []
    at = start
    while at < len(doc) and doc[at].idx < end_offset:
        if not doc[at].is_space:
            tokens.append(doc[at])
        at += 1
    return tokens


def _is_apart(doc: Doc, at: int) -> bool:
    """A dash with spaces around it."""
    token = doc[at]
    return token.is_punct and token.text in DASHES and at > 0 and bool(doc[at - 1].whitespace_ and token.whitespace_)
