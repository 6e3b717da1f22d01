"""The voices of accusations: the accuser, the court, or somebody whom nobody names, over the deed alone."""

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.accusations import Accusation
from reportedly.claims.frames import frames_of
from reportedly.claims.handover import Handover
from reportedly.model.claim import Stance
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

DISPUTING = (Stance.DENIES, Stance.DOUBTS)


def with_accusations(reading: Reading, found: list[Handover], rules: Rules) -> list[Handover]:
    """The handovers with those of accusations, which go before others that the same words hand over."""
    accusations = frames_of(rules).accusations
    new: list[Handover] = []
    for sentence in reading.sentences():
        for token in sentence:
            if token.pos_ not in ("ADP", "SCONJ", "PART"):
                continue
            for cue, n in accusations.blocks_at(token)[:1]:
                reading.fired(cue.id, reading.span_of(token.doc[token.i : token.i + n]))
            accusation = accusations.at(token)
            if accusation is not None:
                new.append(_handover(reading, accusation))
    return _replaced(found, [one for one in new if one.content])


def _handover(reading: Reading, accusation: Accusation) -> Handover:
    doc = reading.doc
    words = [doc[i] for i in accusation.words]
    verb = doc[accusation.verb_i] if accusation.verb_i is not None else None
    cue_word = verb if verb is not None and verb.i in accusation.words else words[0]
    source = doc[accusation.accuser_i] if accusation.accuser_i is not None else None
    preposition = doc[accusation.preposition_i]
    content = [preposition, *h.words_below(doc[accusation.deed_i])]
    accused = doc[accusation.accused_i] if accusation.accused_i is not None else None
    if accused is not None and words[-1].i < accused.i < preposition.i:
        content = [*_phrase(accused), *content]
    stance = Stance(accusation.cue.does)
    if verb is not None:
        stance = h.stance_of(verb, stance) or stance
    return Handover(
        rule=accusation.cue.id,
        stance=stance,
        words=reading.span_of(words),
        cue_i=cue_word.i,
        cue=h.cue_of(reading, words) if cue_word.pos_ == "VERB" else (reading.span_of(words),),
        source=source,
        source_words=h.source_words(reading, source, verb),
        content=h.content_of(reading, sorted({*content} - {*words}, key=lambda t: t.i)),
        accusation=accusation,
    )


def _phrase(accused: Token) -> list[Token]:
    """The accused without clauses: what is told of them there is not the charge."""
    return [t for t in accused.subtree if t.i <= accused.i and not t.is_space]


def _replaced(found: list[Handover], new: list[Handover]) -> list[Handover]:
    """Others that hand over from the same words are left out, and what stood within them stands within the new one."""
    by_old: dict[int, Handover] = {}
    for one in new:
        for other in found:
            same_cue = other.cue_i == one.cue_i or _touch(other, one)
            if (
                same_cue
                and other.stance not in DISPUTING
                and any(a.overlaps(b) for a in other.content for b in one.content)
            ):
                by_old[id(other)] = one
                _take_edges(other, one)
    for other in found:
        if other.within is not None:
            other.within = by_old.get(id(other.within), other.within)
        if other.disputes is not None:
            other.disputes = by_old.get(id(other.disputes), other.disputes)
    return [other for other in found if id(other) not in by_old] + new


def _take_edges(other: Handover, one: Handover) -> None:
    """The learned tagger's edges, where they hold the whole deed."""
    if other.model is not None and all(any(piece in span for span in other.content) for piece in one.content[-1:]):
        one.model, one.content, one.cue = other.model, other.content, other.cue or one.cue


def _touch(some: Handover, other: Handover) -> bool:
    words: Span | None = other.words
    return words is not None and any(words.overlaps(span) for span in some.cue)
