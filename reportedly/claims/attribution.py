"""On whose word? Source, cue and content of every voice, from the rules of attribution.toml over the parse.

A wrong voice is the worst error: no source is taken from another paragraph, and one that cannot be found is left out.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.accused import with_accusations
from reportedly.claims.announced import announced
from reportedly.claims.carried import carried
from reportedly.claims.chain import Attribution, chains_at
from reportedly.claims.cue_frames import frames_of
from reportedly.claims.handover import Handover
from reportedly.claims.nesting import nest
from reportedly.claims.own_word import OwnWord
from reportedly.claims.points_back import pointing_back
from reportedly.claims.quoted import attribute_quotations, speech_of, widen_to_quotations
from reportedly.claims.relayed import hold_relays
from reportedly.claims.relays import relays_in
from reportedly.claims.sentence_cues import SentenceCues
from reportedly.claims.tagged import merged
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Voice
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

if TYPE_CHECKING:
    from reportedly.claims.tagger import Tagger

__all__ = ["Attribution", "attributions_of", "chains_at"]


def attributions_of(reading: Reading, rules: Rules, tagger: "Tagger | None" = None) -> tuple[Attribution, ...]:
    """All attributions of the report in the order of their content; `within` and `disputes` index into the result.

    `tagger`: the learned tagger to set beside the rules; None: the rules alone.
    """
    namer = VoiceNamer(reading, rules)
    finder = SentenceCues(reading, rules, namer)
    frames = frames_of(rules)
    found: list[Handover] = []
    for sentence in reading.sentences():
        found += finder.in_sentence(sentence)
    for one in found:
        widen_to_quotations(reading, one)
    found += attribute_quotations(reading, found, finder.speaking_verbs, frames["signature"])
    found = [one for one in found if one.content]
    if tagger is not None:
        found = merged(reading, found, tagger.tag(reading), rules, namer)
    found = with_accusations(reading, found, rules)
    found += relays_in(reading, found, frames, namer)
    found += announced(reading, found, frames, namer)
    own = OwnWord(reading, rules)
    for one in found:
        one.is_voice = one.is_voice and (
            one.source is None or not (own.is_meant(one.source) or namer.is_nobody(one.source))
        )
    found.sort(key=_place)
    nest(reading, found)
    hold_relays(reading, found, namer)
    found += pointing_back(reading, found, frames, namer)
    found += carried(reading, found, frames)
    found += {id(o.within): o.within for o in found if o.within is not None and o.within.carried}.values()
    found.sort(key=_place)
    index = {id(one): i for i, one in enumerate(found)}
    return tuple(_finished(reading, namer, index, one) for one in found)


def _place(one: Handover) -> tuple[int, int, int]:
    return one.content[0].start, -one.content[-1].end, one.cue_i or 0


def _finished(reading: Reading, namer: VoiceNamer, index: dict[int, int], one: Handover) -> Attribution:
    reading.fired(one.rule, one.words or one.content[0])
    return Attribution(
        source=one.source_words,
        cue=one.cue,
        content=one.content,
        voice=_voice(reading, namer, one),
        rule=one.rule,
        within=index.get(id(one.within)) if one.within is not None else None,
        disputes=index.get(id(one.disputes)) if one.disputes is not None else None,
        relays=one.relays,
        model=one.model,
        is_voice=one.is_voice,
        carried=one.carried,
    )


def _voice(reading: Reading, namer: VoiceNamer, one: Handover) -> Voice:
    voice = namer.voice(one.source, one.stance, speech_of(reading, one.content), one.source_words, one.cue)
    told = one.accusation.kind if one.accusation is not None else None
    return replace(voice, kind=told) if told is not None and one.source is None else voice
