"""Words beside a clause that hand it over: "according to X", "citing X", "reportedly"."""

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import Handover
from reportedly.claims.quoted import quotations_near
from reportedly.claims.voices import VoiceNamer, flat_phrase
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

NEXT = 4  # characters in which a quotation opens right after the words that name its speaker


def before_source(reading: Reading, namer: VoiceNamer, frames: Frames, cue: Cue, words: list[Token]) -> list[Handover]:
    """ "According to X": the clause around it, on X's word."""
    last = words[-1]
    source = next((c for c in last.children if c.dep_ == "pobj"), None)
    if source is None:
        return []
    source = _holder(frames, source) or source
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


def by_account(reading: Reading, namer: VoiceNamer, cue: Cue, noun: Token) -> list[Handover]:
    """ "By her own account", "in the guard's words": on whose word the clause is, or the quotation that follows."""
    prep = noun.head
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if noun.dep_ != "pobj" or source is None or prep.lower_ not in cue.option("prepositions", ()):
        return []
    apart = prep.is_sent_start or prep.nbor(-1).is_punct or prep.nbor(-1).dep_ == "cc"
    behind = noun.right_edge.i + 1 == len(noun.doc) or noun.doc[noun.right_edge.i + 1].is_punct
    if not apart or not behind or not (namer.speaks(source) or "3" in source.morph.get("Person", [])):
        return []
    content = h.content_of(reading, h.words_below(h.clause_of(prep.head), [prep]))
    after = noun.right_edge.idx + len(noun.right_edge)
    quoted = [q for q in quotations_near(reading.quotations, Span(after, after + NEXT)) if not after > q.span.start]
    if quoted:
        content = (quoted[0].span,)
    elif not any(t.pos_ in ("VERB", "AUX") for t in h.words_below(h.clause_of(prep.head), [prep])):
        return []
    cue_words = [t for t in h.words_below(prep) if t.i <= prep.i or t.i == noun.i]
    return [
        Handover(
            rule=cue.id,
            stance=Stance(cue.does),
            words=reading.span_of([noun]),
            cue_i=noun.i,
            cue=reading.evidence_of(cue_words),
            source=source,
            source_words=(reading.span_of(flat_phrase(source)),),
            content=content,
        )
    ]


def _holder(frames: Frames, noun: Token) -> Token | None:
    """Whose reading it is in "according to her reading of the law"."""
    if not frames["account"].at([noun], 0):
        return None
    return next((c for c in noun.children if c.dep_ == "poss"), None)


def hearsay(reading: Reading, cue: Cue, words: list[Token], found: list[Handover]) -> list[Handover]:
    """ "reportedly": its clause, on the word of somebody who is not named, where nobody else's word is given."""
    verb = words[0].head
    beside = verb.pos_ == "ADP" and verb.dep_ == "prep"  # "reportedly with forty children on board"
    if verb.pos_ not in ("VERB", "AUX") and not beside:
        return []
    bare = not beside and not h.is_finite(verb)
    reason = verb.dep_ == "pcomp" and verb.tag_ == "VBG"  # "held for allegedly draining oil"
    if bare and not reason and reading.part_at(words[0].idx) is not Part.HEADLINE:
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
    if voiced or not one.content:
        return []
    for said in found:
        if said.cue_i == verb.i and said.within is None and not said.relays:  # "he reportedly told them that"
            said.within, one.relays, one.content = one, True, said.content
    return [one]


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
