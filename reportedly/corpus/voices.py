"""On whose word a claim stands, as one key: what rests on the same word counts once."""

import csv
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from importlib import resources

from reportedly.corpus.actors import Namings
from reportedly.corpus.hashing import hashed, joined
from reportedly.model.claim import Claim, Read, Voice, VoiceKind
from reportedly.model.values import Span, record

CARRIERS = frozenset({VoiceKind.REPORT, VoiceKind.OUTLET, VoiceKind.AGENCY})
NAMELESS = frozenset({VoiceKind.OTHER, VoiceKind.WITNESS, VoiceKind.DOCUMENT})  # "it", "residents", "the statement"


class Whose(IntEnum):
    OWN = 0  # the report's: its outlet's, or that of the agency it rests on
    NAMED = 1
    QUOTED = 2  # of somebody who is not named, but quoted at length


@record
class Word:
    """Somebody's word. key 0: nobody but this report is known to give it."""

    key: int
    name: str = ""
    whose: Whose = Whose.NAMED


def voice_keys(read: Read, namings: Namings, quotations: tuple[tuple[Span, int], ...]) -> Iterator[Word]:
    """For every claim the word it stands on."""
    carrier = read.rests_on.name if read.rests_on is not None else read.report.outlet
    own = _carrier(carrier, Whose.OWN) if carrier else Word(key=0, whose=Whose.OWN)
    for claim in read.claims:
        yield _word_of(claim, namings, quotations) or own


def _carrier(name: str, whose: Whose = Whose.NAMED) -> Word:
    full = outlet_name(name)
    return Word(key=hashed("outlet:" + full.casefold()), name=full, whose=whose)


def outlet_name(name: str) -> str:
    """The full name of an outlet or agency of which this is a name; the name itself where our list has none."""
    return _outlets().get(name.replace("’", "'"), name)


@cache
def _outlets() -> dict[str, str]:
    """Names and aliases of world/outlets.csv -> names."""
    text = (resources.files("reportedly") / "resources/world/outlets.csv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for written in (row["name"], *row["aliases"].split("|")):
            found.setdefault(written, row["name"])
    found.pop("", None)
    return found


def _word_of(claim: Claim, namings: Namings, quotations: tuple[tuple[Span, int], ...]) -> Word | None:
    """Of the named voice nearest the event; words quoted alike stand for who is not named. None: the report's own."""
    for i, voice in enumerate(reversed(claim.chain)):
        found = _named(voice, namings)
        if found is not None:
            return found
        if i == 0 and voice.kind is not VoiceKind.REPORT:
            quoted = next((words for span, words in quotations if claim.trigger in span), None)
            if quoted is not None:
                return Word(key=joined(quoted), name=voice.name or "", whose=Whose.QUOTED)
    return None


def _named(voice: Voice, namings: Namings) -> Word | None:
    if voice.kind is VoiceKind.REPORT or not voice.named or voice.name is None:
        return None
    entity = namings.entity(voice.entity)
    name = entity.name if entity is not None else voice.name
    if voice.kind in CARRIERS:
        return _carrier(name)
    if entity is None and voice.kind in NAMELESS:
        return None
    key = namings.key(name, entity)
    return Word(key=key, name=name) if key else None
