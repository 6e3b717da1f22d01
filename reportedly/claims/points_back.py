"""Sentences that speak of the one before: "That is what she told Radio Oster", "The army rejected this claim"."""

from collections.abc import Iterable

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.carried import asserted, by_sentence
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import DISPUTING, Handover
from reportedly.claims.relays import outlet_of, relay_of
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

DENIED = "en/attribution/denied.before"
LONGEST = 16  # tokens of a sentence that says no more than whose word the one before is


def pointing_back(reading: Reading, found: list[Handover], frames: Frames, namer: VoiceNamer) -> list[Handover]:
    """Denials of, and outlets and speakers named after, what the sentence before says. Only within a paragraph.

    Linear in the text: each sentence is asked about the one before it. Sets `within` of those in `found`.
    """
    touching = by_sentence(reading, found)
    by_verb = {one.cue_i: one for one in found if one.cue_i is not None}
    new: list[Handover] = []
    before: DocSpan | None = None
    for sentence in reading.sentences():
        if before is not None and _in_one_paragraph(reading, before, sentence):
            said = asserted(before, touching.get(before.start, []))
            for verb in (t for t in sentence if t.pos_ == "VERB"):
                for cue, n in frames["verb"].at(sentence.doc, verb.i)[:1]:
                    words = list(verb.doc[verb.i : verb.i + n])
                    if Stance(cue.does) in DISPUTING:
                        new += _denial(reading, namer, frames, cue, words, said, by_verb.get(verb.i))
                    else:
                        new += _named_after(reading, namer, frames, cue, words, before, touching, said)
        before = sentence
    return new


def _in_one_paragraph(reading: Reading, before: DocSpan, sentence: DocSpan) -> bool:
    first = next((t for t in before if not t.is_space), None)
    second = next((t for t in sentence if not t.is_space), None)
    if first is None or second is None:
        return False
    paragraph = reading.paragraph_at(second.idx)
    return paragraph is not None and first.idx in paragraph


def _denial(
    reading: Reading,
    namer: VoiceNamer,
    frames: Frames,
    cue: Cue,
    words: list[Token],
    said: Handover | None,
    known: Handover | None,
) -> Iterable[Handover]:
    """ "A source rejected this claim": the claim is what the one voice of the sentence before asserts."""
    verb = words[0]
    claim = next((c for c in verb.children if c.dep_ == "dobj"), None)
    source = h.subject_of(verb)
    if said is None or claim is None or not h.points_back(claim, frames["noun"]):
        return
    if (
        source is None
        or not (namer.speaks(source) or source.pos_ == "PRON")
        or h.stance_of(verb, Stance.DENIES) is None
    ):
        return
    if any(c.dep_ == "neg" for c in verb.children) or (known is not None and known.disputes is not None):
        return
    denial = Handover(
        rule=DENIED,
        stance=Stance(cue.does),
        words=reading.span_of(words),
        cue_i=verb.i,
        cue=h.cue_of(reading, words),
        source=source,
        source_words=h.source_words(reading, source, verb),
        content=said.content,
        disputes=said,
        within=known.within if known is not None else None,
    )
    if known is not None:
        known.is_voice = known.is_voice and known.content != denial.content
    yield denial


def _named_after(
    reading: Reading,
    namer: VoiceNamer,
    frames: Frames,
    cue: Cue,
    words: list[Token],
    before: DocSpan,
    touching: dict[int, list[Handover]],
    said: Handover | None,
) -> Iterable[Handover]:
    """ "That is what he told Reuters", "So at least the owner claims": on whose word the sentence before is."""
    verb = words[0]
    sentence = verb.sent
    source = h.subject_of(verb)
    if len(sentence) > LONGEST or source is None or not _says_that(reading, verb, frames):
        return
    if not (namer.speaks(source) or source.pos_ == "PRON"):
        return
    voices = [o for o in touching.get(before.start, []) if o.is_voice]
    if said is None and voices:
        return
    if said is not None and not _may_be_same(said, source):
        return
    one = said
    if one is None:
        one = Handover(
            rule=cue.id,
            stance=Stance(cue.does),
            words=reading.span_of(words),
            cue_i=verb.i,
            cue=h.cue_of(reading, words),
            source=source,
            source_words=h.source_words(reading, source, verb),
            content=h.content_of(reading, [t for t in before if not t.is_space]),
        )
        yield one
    if one.within is None:
        for told, n in frames["recipient"].at(verb.doc, verb.i)[:1]:
            for heard in (c for c in verb.children if c.dep_ in ("dobj", "dative")):
                outlet = outlet_of(reading, namer, frames, heard)
                if outlet is not None:
                    yield relay_of(reading, told, list(verb.doc[verb.i : verb.i + n]), outlet, one)
                    return


def _says_that(reading: Reading, verb: Token, frames: Frames) -> bool:
    """ "That is what X told ...", "So X claims", "This X told ...": its object is the sentence before."""
    sentence = verb.sent
    words = [t for t in sentence if not t.is_space]
    for cue, n in frames["so"].at(words, 0)[:1]:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)  # "So far the mayor ..." says nothing
        bare = not any(c.dep_ in ("ccomp", "xcomp", "dobj", "neg", "advcl") for c in verb.children)
        if verb.i != sentence.root.i or subject is None or not bare:
            return False
        if n == len(words) or words[n].i not in (subject.left_edge.i, verb.i):
            return False
        reading.fired(cue.id, reading.span_of(words[:n]))
        return True
    first = words[0]
    if first.tag_ != "DT" or first.dep_ not in ("nsubj", "dobj", "nsubjpass"):
        return False
    if first.dep_ == "dobj":
        return first.head.i == verb.i
    root = sentence.root
    asked = any(c.tag_ == "WP" and c.i < verb.i and c.dep_ in ("dobj", "dative") for c in verb.children)
    return root.pos_ == "AUX" and first.head.i == root.i and verb.head.i == root.i and asked


def _may_be_same(said: Handover, source: Token) -> bool:
    if said.source is None:
        return False
    return source.pos_ == "PRON" or source.lemma_.lower() == said.source.lemma_.lower()
