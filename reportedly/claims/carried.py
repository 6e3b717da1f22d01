"""A voice that goes on without a new cue: "The men had come by boat, the police said. They had left at dawn."."""

from bisect import bisect_right
from collections import defaultdict

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import Handover
from reportedly.claims.quoted import on_top, quotations_near
from reportedly.model.claim import Stance
from reportedly.model.values import Span
from reportedly.reading.reading import Reading

LONGEST = 100  # sentences of one content that are looked at
RULE = "en/attribution/carried.pluperfect"


def carried(reading: Reading, found: list[Handover], frames: Frames) -> list[Handover]:
    """Handovers of sentences that stand in the tense of reported speech right after a sentence that a voice asserts.

    A sentence is carried on where it follows in the same paragraph, no other voice or quotation stands in it, and its
    main verb is in the past perfect or has "would" or "was to": the tenses that "is", "was" and "will" take in reported
    speech. The voice ends with the first sentence that is otherwise, and with the paragraph.
    """
    in_sentence = by_sentence(reading, found)
    new: list[Handover] = []
    voice: Handover | None = None
    before = None  # the paragraph of the sentence before
    for sentence in reading.sentences():
        words = [t for t in sentence if not t.is_space]
        paragraph = reading.paragraph_at(words[0].idx) if words else None
        if paragraph is None or paragraph != before:
            voice = None
        before = paragraph
        own = in_sentence.get(sentence.start, [])
        if own:
            voice = asserted(sentence, own)
            continue
        rule = _tense(reading, sentence.root, voice, frames) if voice is not None else None
        if voice is None or rule is None or _is_quoted(reading, sentence):
            voice = None
        else:
            new.append(
                Handover(
                    rule=rule,
                    stance=Stance.ASSERTS,
                    words=None,
                    cue_i=None,
                    cue=(),
                    source=voice.source,
                    source_words=voice.source_words,
                    content=h.content_of(reading, words),
                    within=voice.within,
                    carried=True,
                )
            )
    return [one for one in new if one.content]


def by_sentence(reading: Reading, found: list[Handover]) -> dict[int, list[Handover]]:
    """By the first token of a sentence, the attributions whose cue or content touches it."""
    sentences = list(reading.doc.sents)
    starts = [s.start_char for s in sentences]
    touching: dict[int, list[Handover]] = defaultdict(list)
    for one in found:
        for span in (*one.cue, *one.content):
            first = max(0, bisect_right(starts, span.start) - 1)
            for sentence in sentences[first : first + LONGEST]:
                if sentence.start_char >= span.end:
                    break
                if one not in touching[sentence.start][-2:]:
                    touching[sentence.start].append(one)
    return touching


def asserted(sentence: DocSpan, own: list[Handover]) -> Handover | None:
    """The one voice on whose word the whole sentence stands; None where there are two, or it is not the whole."""
    outer = [one for one in own if on_top(one) and one.is_voice and one.source is not None]
    if len(outer) != 1 or outer[0].stance is not Stance.ASSERTS or outer[0].cue_i is None:
        return None
    (one,) = outer
    root = sentence.root
    return one if one.cue_i == root.i or any(root.idx in s for s in one.content) else None


def _tense(reading: Reading, verb: Token, voice: Handover, frames: Frames) -> str | None:
    """The id of the rule by which the sentence of this verb goes on; None where its tense is the report's own."""
    if _is_pluperfect(verb):
        return RULE
    told = reading.doc[voice.cue_i].tag_ if voice.cue_i is not None else ""
    if told not in ("VBD", "VBN"):  # after "says" the report's own "would" is no shifted "will"
        return None
    for helper in (c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"):
        for cue, _ in frames["backshift"].at([helper], 0)[:1]:
            return cue.id
    was = verb.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)
    if was and any(c.dep_ == "xcomp" and h.is_to_infinitive(c) for c in verb.children):
        for cue, _ in frames["was to"].at([verb], 0)[:1]:
            return cue.id
    return None


def _is_pluperfect(verb: Token) -> bool:
    """ "had left", "had been seen"; not "has left", "would have left"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return (
        verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in helpers)
        and not any(c.tag_ == "MD" for c in helpers)
    )


def _is_quoted(reading: Reading, sentence: DocSpan) -> bool:
    span = Span(sentence.start_char, sentence.end_char)
    return any(q.span.overlaps(span) and not q.scare for q in quotations_near(reading.quotations, span))
