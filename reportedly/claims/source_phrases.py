"""Words beside a clause that hand it over: "according to X", "citing X", "reportedly"."""

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.handover import Handover
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue


def before_source(reading: Reading, namer: VoiceNamer, cue: Cue, words: list[Token]) -> list[Handover]:
    """ "According to X": the clause around it, on X's word."""
    last = words[-1]
    source = next((c for c in last.children if c.dep_ == "pobj"), None)
    if source is None:
        return []
    if "name" in cue.option("takes", ()) and source.pos_ != "PROPN":
        return []
    if not namer.speaks(source) and source.pos_ not in ("PROPN", "PRON"):
        return []
    first = words[0]
    clause = h.clause_of(first.head if first.head.i != first.i else first)
    content = h.words_below(clause, [first])
    if not any(t.pos_ in ("VERB", "AUX") for t in content):
        return []
    return [
        Handover(
            rule=cue.id,
            stance=Stance(cue.does),
            words=reading.span_of(words),
            cue_i=first.i,
            cue=(reading.span_of(words),),
            source=source,
            source_words=h.source_words(reading, source, None),
            content=h.content_of(reading, content),
        )
    ]


def hearsay(reading: Reading, cue: Cue, words: list[Token], found: list[Handover]) -> list[Handover]:
    """ "reportedly": its clause, on the word of somebody who is not named, where nobody else's word is given."""
    verb = words[0].head
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    bare = not h.is_finite(verb)
    if bare and reading.part_at(words[0].idx) is not Part.HEADLINE:
        return []
    content = h.words_below(verb.head if bare and verb.dep_ == "acl" else verb, [words[0]])
    one = Handover(
        rule=cue.id,
        stance=Stance(cue.does),
        words=reading.span_of(words),
        cue_i=words[0].i,
        cue=(reading.span_of(words),),
        source=None,
        source_words=(),
        content=h.content_of(reading, content),
    )
    voiced = any(words[0].idx in s for other in found for s in other.content)
    return [] if voiced or not one.content else [one]


def citing(
    reading: Reading, namer: VoiceNamer, cue: Cue, verb: Token, by_verb: dict[int | None, Handover]
) -> list[Handover]:
    """ "X reported, citing Y": Y's words too, within X's."""
    source = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.tag_ != "VBG" or source is None or not namer.speaks(source):
        return []
    main = next((by_verb[a.i] for a in verb.ancestors if a.i in by_verb), None)
    if main is None:
        holders = [o for o in by_verb.values() if any(verb.head.idx in s for s in o.source_words)]
        main = holders[0] if len(holders) == 1 else None
    if main is None:
        return []
    main.content = h.without(reading.report.text, main.content, reading.span_of(verb.subtree))
    return [
        Handover(
            rule=cue.id,
            stance=main.stance,
            words=reading.span_of([verb]),
            cue_i=verb.i,
            cue=(reading.span_of([verb]),),
            source=source,
            source_words=h.source_words(reading, source, None),
            content=main.content,
            within=main,
        )
    ]
