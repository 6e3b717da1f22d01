"""A text announced before a colon that closes its paragraph: "The ministry issued the following statement:".

Without quotation marks it runs over the paragraphs that follow, until the report speaks for itself again.
"""

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.cue_frames import Frames
from reportedly.claims.handover import Handover
from reportedly.claims.voices import VoiceNamer, full_phrase
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

FARTHEST = 60  # paragraphs of one announced text
MARKS = ('"', "“", "„", "«", "``", "‘")  # a text in quotation marks is read as a quotation
OF_BODY = (Part.BODY,)


def announced(reading: Reading, found: list[Handover], frames: Frames, namer: VoiceNamer) -> list[Handover]:
    """Handovers of texts that are announced; those of `found` that say the same of their first words are left as they
    are. Linear in the paragraphs.

    The text ends with a paragraph that opens with a word of turning ("Meanwhile"), or in which whoever announced it, or
    the text itself, is spoken of with a verb of saying in the past tense.
    """
    parts = [p for p in reading.report.parts if p.part in OF_BODY]
    spans = [p.span for p in parts]
    words_of = _words_of(reading, spans)
    new: list[Handover] = []
    held = -1  # the last paragraph of the text before
    for k, span in enumerate(spans):
        words = words_of.get(span, [])
        if k <= held or len(words) < 2 or words[-1].text != ":" or words[-1].idx + 1 < span.end:
            continue
        named = _announced_by(words, frames, namer)
        if named is None:
            continue
        cue, noun, source = named
        held = _last_of(reading, spans, words_of, k, (noun, source), frames)
        if held == k:
            continue
        content = tuple(spans[k + 1 : held + 1])
        new.append(
            Handover(
                rule=cue.id,
                stance=Stance(cue.does),
                words=reading.span_of([noun]),
                cue_i=noun.i,
                cue=(reading.span_of([noun]),),
                source=source,
                source_words=(reading.span_of(full_phrase(source)),),
                content=content,
                carried=True,
            )
        )
    return new


def _words_of(reading: Reading, spans: list[Span]) -> dict[Span, list[Token]]:
    """The words of each paragraph; a sentence of the parser may run over its edge. `spans`: in text order."""
    words_of: dict[Span, list[Token]] = {span: [] for span in spans}
    k = 0
    for token in reading.doc:
        while k < len(spans) and spans[k].end <= token.idx:
            k += 1
        if k < len(spans) and spans[k].start <= token.idx and not token.is_space:
            words_of[spans[k]].append(token)
    return words_of


def _announced_by(words: list[Token], frames: Frames, namer: VoiceNamer) -> tuple[Cue, Token, Token] | None:
    """The entry, the noun for the text, and whose text it is; None where the colon announces none."""
    first = next((k for k in range(len(words) - 1, -1, -1) if words[k].is_sent_start), 0)
    for noun in words[first:]:
        for cue, _ in frames["announced"].at([noun], 0)[:1]:
            source = _author(noun, cue, namer) or _speaker(noun, namer)
            if source is not None:
                return cue, noun, source
    return None


def _author(noun: Token, cue: Cue, namer: VoiceNamer) -> Token | None:
    """The possessor, or the noun after "by" and the like, also further down: "the text of the order by X"."""
    for child in noun.subtree:
        if child.dep_ == "poss" and child.pos_ != "PRON" and namer.speaks(child):
            return child
        if child.dep_ in ("prep", "agent") and child.i > noun.i and child.lower_ in cue.option("prepositions", ()):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and namer.speaks(inner):
                return inner
    return None


def _speaker(noun: Token, namer: VoiceNamer) -> Token | None:
    """The subject of the verb that the noun is object of, or the text itself where it is the subject of saying."""
    verb = noun.head
    for _ in range(h.MAX_CLIMB):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ != "VERB":
        return None
    source = h.subject_of(verb)
    if source is None or source.pos_ == "PRON" or not namer.speaks(source):
        return None
    return source


def _last_of(
    reading: Reading,
    spans: list[Span],
    words_of: dict[Span, list[Token]],
    k: int,
    named: tuple[Token, Token],
    frames: Frames,
) -> int:
    """The index of the last paragraph of the text that paragraph k announces; k itself where there is none."""
    lemmas = {t.lemma_.lower() for t in named}
    entities = {reading.entity_of_token.get(named[1].i)} - {None}
    at = k
    for n in range(k + 1, min(len(spans), k + 1 + FARTHEST)):
        words = words_of.get(spans[n], [])
        if not words or words[0].text.startswith(MARKS):
            break
        turning = frames["turn"].at(words, 0)
        for cue, length in turning[:1]:
            reading.fired(cue.id, reading.span_of(words[:length]))
        if turning:
            break
        if any(_speaks_of(reading, t, lemmas, entities, frames) for t in words):
            break
        at = n
    return at


def _speaks_of(reading: Reading, verb: Token, lemmas: set[str], entities: set[str | None], frames: Frames) -> bool:
    """Whether the report speaks again: "the ministry said", "the statement came"."""
    if verb.tag_ != "VBD" or verb.pos_ != "VERB":
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    same = subject.lemma_.lower() in lemmas or reading.entity_of_token.get(subject.i, "") in entities
    return same and bool(frames["verb"].at([verb], 0) or subject.lemma_.lower() == verb.lemma_)
