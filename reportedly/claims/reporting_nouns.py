"""Reporting nouns that hand over to a voice: "the claim that", "made the claim that", "denied reports of"."""

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import DISPUTING, Handover
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue


def by_noun(reading: Reading, namer: VoiceNamer, frames: Frames, tokens: list[Token], k: int) -> list[Handover]:
    noun = tokens[k]
    hits = frames["noun"].at(tokens, k)
    if not hits:
        return []
    cue, n = hits[0]
    light = noun.head if noun.dep_ == "dobj" and frames["light"].at([noun.head], 0) else None
    disputed = noun.dep_ == "dobj" and any(Stance(c.does) in DISPUTING for c, _ in frames["verb"].at([noun.head], 0))
    content = h.clause_of_noun(noun, light) or (charged(namer, noun, cue) if disputed else None)
    if content is None:
        return []
    source = _source_of_noun(namer, noun, cue, light)
    cue_tokens = tokens[k : k + n]
    if light is not None and source is not None and noun.i - light.i <= 4:
        for light_cue, _ in frames["light"].at([light], 0)[:1]:
            reading.fired(light_cue.id, reading.span_of([light]))
        cue_evidence = h.cue_of(reading, [light])
        cue_evidence = (Span(cue_evidence[0].start, noun.idx + len(noun)),)
    else:
        cue_evidence = (reading.span_of(cue_tokens),)
    return [
        Handover(
            rule=cue.id,
            stance=Stance(cue.does),
            words=reading.span_of(cue_tokens),
            cue_i=noun.i,
            cue=cue_evidence,
            source=source,
            source_words=h.source_words(reading, source, light or noun),
            content=h.content_of(reading, content),
        )
    ]


def charged(namer: VoiceNamer, noun: Token, cue: Cue) -> list[Token] | None:
    """What is claimed in "denied reports of shelling", where it is not the one who claims it."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in cue.option("prepositions", ()) and child.i > noun.i:
            for inner in child.children:
                if inner.dep_ == "pcomp" or (inner.dep_ == "pobj" and not namer.speaks(inner)):
                    return h.words_below(child)
    return None


def _source_of_noun(namer: VoiceNamer, noun: Token, cue: Cue, light: Token | None) -> Token | None:
    """Whose claim: the possessor, the noun after "by", or the subject of "express" and the like."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and namer.is_outlet(child)):
            return child
        if child.dep_ == "amod" and child.ent_type_ == "NORP":
            return child  # "Tavrian claims that"
        if child.dep_ == "prep" and child.i > noun.i:
            aired = next((c for c in child.children if c.dep_ == "pobj"), None)
            if aired is not None and namer.is_outlet(aired):
                return aired  # "a report on Radio Oster that"
        if child.dep_ in ("prep", "agent") and child.lower_ in cue.option("prepositions", ()):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and namer.speaks(inner):
                return inner
    return h.subject_of(light) if light is not None else None
