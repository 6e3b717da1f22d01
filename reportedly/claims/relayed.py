"""A relay that holds: "AFP quoted a surgeon as saying ... The surgeon said ...": AFP still stands before the surgeon.

It holds while the report goes on with the same speaker's words, and ends with another voice or with the paragraph
after the next.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from reportedly.claims.handover import Handover
from reportedly.claims.quoted import on_top
from reportedly.claims.voices import VoiceNamer
from reportedly.model.values import Span
from reportedly.reading.reading import Reading

FARTHEST = 2  # paragraphs from one that names the relay to one in which it still holds


def hold_relays(reading: Reading, found: list[Handover], namer: VoiceNamer) -> None:
    """Sets `within` of those whose speaker is the one whose words came through another voice just before."""
    speakers = _Speakers(reading)
    paragraphs: dict[Span | None, int] = {p.span: k for k, p in enumerate(reading.report.parts)}
    relayed: tuple[Handover, Handover, int] | None = None  # the speaker, the voice around, the paragraph
    for one in _by_cue(reading, found):
        if one.source is None:
            continue
        at = paragraphs.get(_paragraph(reading, one), -FARTHEST)
        if one.within is not None:
            outer = one.within.source
            if not one.within.carried and outer is not None and (one.within.relays or namer.is_outlet(outer)):
                relayed = (one, one.within, at)
        elif relayed is not None and one is not relayed[1]:
            speaker, relay, there = relayed
            if at - there > FARTHEST or not on_top(one) or not speakers.same(speaker.source, one.source):
                relayed = None
            else:
                one.within = _again(relay, one)
                relayed = (one, relay, at)


def _again(relay: Handover, one: Handover) -> Handover:
    """The relay around the content of a later attribution: the same voice, cue and reason."""
    return Handover(
        rule=relay.rule,
        stance=relay.stance,
        words=None,
        cue_i=None,
        cue=relay.cue,
        source=relay.source,
        source_words=relay.source_words,
        content=one.content,
        within=relay.within,
        relays=True,
        carried=True,
    )


def _by_cue(reading: Reading, found: Iterable[Handover]) -> list[Handover]:
    """In the order in which the report names its voices."""
    doc = reading.doc
    return sorted(found, key=lambda o: (doc[o.cue_i].idx if o.cue_i is not None else o.content[0].start, -_width(o)))


def _width(one: Handover) -> int:
    return one.content[-1].end - one.content[0].start


def _paragraph(reading: Reading, one: Handover) -> Span | None:
    return reading.paragraph_at(reading.doc[one.cue_i].idx if one.cue_i is not None else one.content[0].start)


class _Speakers:
    """Whether two source phrases mean the same one, as far as the report tells."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def same(self, first: Token | None, second: Token | None) -> bool:
        """The same entity; a pronoun or definite phrase whose antecedent is the first; or the same noun again."""
        if first is None or second is None:
            return False
        entities = [self._reading.entity_of_token.get(t.i) for t in (first, second)]
        if entities[0] is not None and entities[1] is not None:
            return entities[0] == entities[1]
        if second.pos_ == "PRON":
            antecedent = self._reading.antecedent_of_token.get(second.i)
            return antecedent is None or self._meets(antecedent, first)
        return first.lemma_.lower() == second.lemma_.lower()

    def _meets(self, antecedent: Span, first: Token) -> bool:
        if first.idx in antecedent:
            return True
        known = self._reading.antecedent_of_token.get(first.i)
        return known == antecedent
