"""Who speaks where: the report's text cut into stretches, each on one chain of voices.

A record holds the chain of every claim, not the limits of everything that a voice says. A stretch is therefore what its
claims cover: their clauses, the whole quotation around a claim in direct speech, and the few characters that join two
clauses of one chain. What no voice covers is the report's own word.
"""

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.model.claim import Claim, Entity, Read, Speech, Voice
from reportedly.model.values import Span, record

LONGEST_JOINT = 8  # characters between two clauses of one chain that are counted in: ", and ", " that "
# One pair of marks in one paragraph. Only tells direct from indirect words: which speech it is, the record says.
_QUOTATION = re.compile(r"[“„«\"](?:(?!\n\n)[^“”„«»\"])+[”“»\"]")

Chain = tuple[Voice, ...]
Key = tuple[str, str]


@record
class Speaker:
    """One voice of a report, over all its namings."""

    number: int  # from 0, in order of first words
    letter: str  # "A" ... "Z", "AA": told apart without colour
    name: str | None  # the fullest naming; None: not named


@record
class Stretch:
    """Text on one chain. `speaker` is the voice nearest the words."""

    span: Span
    chain: Chain  # [0] is the report; at least one voice more
    speaker: Speaker
    direct: bool  # in the voice's own words


def stretches_of(read: Read) -> tuple[Stretch, ...]:
    """The stretches that stand on somebody else's word, in text order, without overlaps."""
    entities = {entity.id: entity for entity in read.entities}
    quotations = [Span(m.start(), m.end()) for m in _QUOTATION.finditer(read.report.text)]
    covers = [cover for claim in read.claims for cover in _covers(claim, quotations)]
    speakers: dict[Key, Speaker] = {}
    found: list[Stretch] = []
    for span, chain, direct in _joined(_topmost(covers)):
        if not any(character.isalnum() for character in span.of(read.report.text)):
            continue
        key = speaker_key(chain[-1])
        if key not in speakers:
            n = len(speakers)
            speakers[key] = Speaker(number=n, letter=_letters(n), name=full_name(chain[-1], entities))
        found.append(Stretch(span=span, chain=chain, speaker=speakers[key], direct=direct))
    return tuple(found)


def speaker_key(voice: Voice) -> Key:
    """What makes two namings one speaker: the same entity, else the same words."""
    if voice.entity is not None:
        return ("entity", voice.entity)
    return ("name", " ".join((voice.name or "").split()).casefold())


def chain_key(chain: Chain) -> tuple[Key, ...]:
    """What makes two chains one: the same speakers in the same order."""
    return tuple(speaker_key(voice) for voice in chain[1:])


def full_name(voice: Voice, entities: Mapping[str, Entity]) -> str | None:
    """The name of the voice's entity, else its own words; None where it is not named at all."""
    entity = entities.get(voice.entity) if voice.entity is not None else None
    return entity.name if entity is not None else voice.name


def _letters(number: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# -- covering: the shortest cover of the highest rank lies on top ------------------------------------------------------

_Cover = tuple[Span, int, Chain, bool]  # span, rank, chain, direct
_CLAUSE, _NAMING = 0, 1  # ranks


def _covers(claim: Claim, quotations: Sequence[Span]) -> Iterator[_Cover]:
    """A claim's clause and quotations on its chain; the words that name a voice, on the chain before that voice."""
    speech = claim.chain[-1].speech
    around: Sequence[Span] = ()
    if speech in (Speech.DIRECT, Speech.MIXED):
        first = bisect_right(quotations, claim.span.start, key=lambda quotation: quotation.end)
        last = bisect_left(quotations, claim.span.end, key=lambda quotation: quotation.start)
        around = quotations[first:last]
    yield claim.span, _CLAUSE, claim.chain, speech is Speech.DIRECT or any(claim.span in q for q in around)
    yield from ((quotation, _CLAUSE, claim.chain, True) for quotation in around)
    for i, voice in enumerate(claim.chain[1:], 1):
        for span in (*voice.evidence, *voice.cue):
            yield span, _NAMING, claim.chain[:i], False


def _topmost(covers: Iterable[_Cover]) -> Iterator[tuple[Span, Chain, bool]]:
    """The text cut at every border, each piece with the cover on top."""
    order = sorted(enumerate(covers), key=lambda item: (item[1][0].start, item[0]))
    borders = sorted({place for _, (span, *_) in order for place in (span.start, span.end)})
    open_covers: list[tuple[int, int, int, int, int, Chain, bool]] = []
    waiting = 0
    for start, end in pairwise(borders):
        while waiting < len(order) and order[waiting][1][0].start <= start:
            i, (span, rank, chain, direct) = order[waiting]
            heapq.heappush(open_covers, (-rank, span.end - span.start, -len(chain), i, span.end, chain, direct))
            waiting += 1
        while open_covers and open_covers[0][4] <= start:
            heapq.heappop(open_covers)
        if open_covers:
            yield Span(start, end), *open_covers[0][5:]


def _joined(pieces: Iterable[tuple[Span, Chain, bool]]) -> list[tuple[Span, Chain, bool]]:
    """Neighbours on one chain as one stretch, a small gap between them included; the report's own word left out."""
    joined: list[tuple[Span, Chain, bool]] = []
    for span, chain, direct in pieces:
        if joined:
            last, last_chain, last_direct = joined[-1]
            gap = span.start - last.end
            if gap <= LONGEST_JOINT and direct == last_direct and chain_key(chain) == chain_key(last_chain):
                joined[-1] = (Span(last.start, span.end), last_chain, direct)
                continue
        joined.append((span, chain, direct))
    return [piece for piece in joined if len(piece[1]) > 1]
