"""Outlets that pass words on: "told Radio Oster that", "in an interview with Radio Oster", "speaking on Radio X"."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.handover import Handover
from reportedly.claims.quoted import on_top
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue


def relay_of(reading: Reading, cue: Cue, words: list[Token], outlet: Token, main: Handover) -> Handover:
    """The outlet as a voice around that of the one whose words it passes on."""
    outer = Handover(
        rule=cue.id,
        stance=Stance.ASSERTS,
        words=reading.span_of(words),
        cue_i=words[0].i,
        cue=(reading.span_of(words),),
        source=outlet,
        source_words=h.source_words(reading, outlet, None),
        content=main.content,
        relays=True,
    )
    main.within = outer
    return outer


def relays_in(
    reading: Reading, found: list[Handover], indexes: Mapping[str, CueIndex], namer: VoiceNamer
) -> list[Handover]:
    """The outlets that pass on what one of `found` hands over, set around it. Linear in `found`.

    `indexes`: by frame; the frames "recipient", "venue" and "occasion" name them.
    """
    new: list[Handover] = []
    for one in found:
        if one.cue_i is None or one.source is None or one.within is not None or not on_top(one):
            continue
        verb = reading.doc[one.cue_i]
        if verb.pos_ != "VERB":
            continue
        ways = (*_recipients(verb, indexes), *_venues(verb, indexes), *_occasions(verb, one.source, indexes))
        for cue, words, heard in ways:
            outlet = outlet_of(reading, namer, indexes, heard)
            if outlet is not None and outlet is not one.source:
                new.append(relay_of(reading, cue, words, outlet, one))
                break
    return new


def outlet_of(reading: Reading, namer: VoiceNamer, indexes: Mapping[str, CueIndex], heard: Token) -> Token | None:
    """The outlet that a noun means: itself, the name beside it ("the agency Reuters"), or "the agency" that is told."""
    for one in (heard, namer.author_of(heard)):
        if namer.is_outlet(one):
            return one
    for cue, _ in indexes["desk"].at([heard], 0)[:1]:
        if any("Definite=Def" in c.morph for c in heard.children):
            reading.fired(cue.id, reading.span_of([heard]))
            return heard
    return None


Way = tuple[Cue, list[Token], Token]  # the entry, its words, who may be the outlet


def _recipients(verb: Token, indexes: Mapping[str, CueIndex]) -> Iterator[Way]:
    """ "told Radio Oster", "said to Radio Oster"."""
    for cue, n in indexes["recipient"].at(verb.doc, verb.i)[:1]:
        for child in verb.children:
            heard = child
            if child.dep_ in ("dative", "prep") and child.pos_ == "ADP":
                heard = next((c for c in child.children if c.dep_ == "pobj"), child)
            if child.dep_ in ("dobj", "dative", "prep"):
                yield cue, list(verb.doc[verb.i : verb.i + n]), heard


def _venues(verb: Token, indexes: Mapping[str, CueIndex]) -> Iterator[Way]:
    """ "said in an interview with Radio Oster"."""
    for prep in (c for c in verb.children if c.dep_ == "prep"):
        for occasion in (c for c in prep.children if c.dep_ == "pobj"):
            for cue, _ in indexes["venue"].at([occasion], 0)[:1]:
                for outlet in _after(occasion, cue):
                    yield cue, [occasion], outlet


def _occasions(verb: Token, source: Token, indexes: Mapping[str, CueIndex]) -> Iterator[Way]:
    """ "Speaking to Radio Oster, he said"; in the sentence after, "She was speaking on Radio Oster"."""
    following = _root_after(verb)
    speaking = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
    if following is not None and _is_same(following, source):
        speaking.append(following)
    for other in speaking:
        for cue, _ in indexes["occasion"].at([other], 0)[:1]:
            for outlet in _after(other, cue):
                yield cue, [other], outlet
    for asked in (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBN"):
        for cue, _ in indexes["asked"].at([asked], 0)[:1]:
            asker = h.object_after(asked, cue.option("agents", ()))
            if asker is not None:
                yield cue, [asked], asker


def _after(word: Token, cue: Cue) -> Iterator[Token]:
    """The objects of a word's prepositions, those that the entry names."""
    for prep in word.children:
        if prep.dep_ == "prep" and prep.lower_ in cue.option("prepositions", ()):
            yield from (c for c in prep.children if c.dep_ == "pobj")


def _root_after(verb: Token) -> Token | None:
    """The main verb of the next sentence, where no paragraph ends between."""
    doc, at = verb.doc, verb.sent.end
    if at >= len(doc) or doc[at - 1].is_space or doc[at].is_space or "\n" in doc[at - 1].whitespace_:
        return None
    return doc[at].sent.root


def _is_same(verb: Token, source: Token) -> bool:
    """Whether the subject of a verb is a pronoun of person, or the source's own word again, and it has no content."""
    subject = h.subject_of(verb)
    if subject is None or any(c.dep_ in ("ccomp", "xcomp", "parataxis") for c in verb.children):
        return False
    if subject.pos_ == "PRON":
        return "3" in subject.morph.get("Person", []) and subject.morph.get("Gender", []) != ["Neut"]
    return subject.lemma_.lower() == source.lemma_.lower()
