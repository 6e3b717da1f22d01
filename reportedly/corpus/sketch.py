"""What grouping needs of one report, a hundredth of its size: made once, when the report comes in.

A sketch says nothing of other reports, so that it is right whatever else is in the corpus. Words and names are 32-bit
numbers (hashing.py); `names` tells what they stand for, where somebody will want to read it.
"""

import re
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.actors import TELLS_FROM, Namings, namings_of
from reportedly.corpus.hashing import U32, U64, hashed, shingles
from reportedly.corpus.rarity import weight_of, weights_of
from reportedly.corpus.voices import voice_keys
from reportedly.model.claim import Basis, Claim, Grain, PlaceRole, Precision, Read, Role, Stance, Status
from reportedly.model.report import READ_PARTS, Report
from reportedly.model.values import Span, record

N_TOPIC = 64  # the words that tell most of a report; with 32 the AUC for "same story" falls by .02
NAME_TELLS = (
    2.0  # times what another word does: AUC for "same story" .905 and .911 (ecbplus dev, train), at 1.0 .893, .891
)
N_WORDS = 16  # of a sentence
N_PARTIES, N_PLACES, N_COUNTS = 6, 4, 3
STATUSES = tuple(Status)  # their place in the list stands in the sketch
GRAINS = tuple(Grain)
NEVER = np.iinfo(np.int32)  # .min and .max: an open end
UNKNOWN = -1  # an open end of a count
MAX_COUNT = np.iinfo(np.int32).max
STEM = 4  # letters: "resign" and "resignation", "rob" and "robbery" are candidates; the model weighs the rest
LONG_QUOTATION_WORDS = 6  # below that people may well say the same

CLAIM = np.dtype(
    [
        *(
            ("lemma", "<u4"),
            ("stem", "<u4"),
            ("type", "<u4"),
            ("mode", "<u4"),
            ("status", "u1"),
            ("negated", "u1"),
            ("denied", "u1"),
        ),
        *(("trigger", "<i4", 2), ("sentence", "<i4", 2), ("grain", "u1"), ("timed", "u1"), ("days", "<i4", 2)),
        *(("actors", "<u4", N_PARTIES), ("recipients", "<u4", N_PARTIES), ("actor", "<u4"), ("recipient", "<u4")),
        *(("actor_country", "<u4"), ("recipient_country", "<u4")),
        *(("places", "<u4", N_PLACES), ("place", "<u4"), ("country", "<u4"), ("precision", "u1")),
        *(("counted", "<u4", N_COUNTS), ("low", "<i4", N_COUNTS), ("high", "<i4", N_COUNTS)),
        *(("words", "<u4", N_WORDS), ("voice", "<u4"), ("whose", "u1")),
        *(("actors_told", "u1", N_PARTIES), ("recipients_told", "u1", N_PARTIES), ("words_told", "u1", N_WORDS)),
    ]
)
Claims = NDArray[np.void]

WORD = re.compile(r"\w+")
QUOTATION = re.compile(r"“[^”\n]+”|\"[^\"\n]+\"|«[^»\n]+»|„[^“”\n]+[“”]")
EPOCH = datetime(1970, 1, 1)


@record
class Sketch:
    """One report as grouping sees it. Compared by identity of its report, never by value."""

    report_id: str
    outlet: str | None
    published: str | None  # ISO 8601
    rests_on: str | None  # the agency or outlet that the whole report is credited to
    words: U32  # of the parts that are read, in order
    starts: NDArray[np.int32]  # where each begins in the text
    lengths: NDArray[np.uint8]  # in code points, 255 at most
    quoted: NDArray[np.bool_]  # whether each stands in a quotation
    topic: U32  # the words that tell most of it, in that order, padded with 0
    topic_told: NDArray[np.uint8]  # how much each tells, in 255ths of the first
    claims: Claims  # one row a claim, in the report's order
    claim_ids: tuple[str, ...]
    names: tuple[tuple[int, str], ...]  # what numbers in `claims` stand for, sorted

    @property
    def rank(self) -> tuple[str, str]:
        """The order of reports: by publication, those without a date last, then by id."""
        return (self.published or "9", self.report_id)

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the text, from one word to another, this one included."""
        return int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last])


def sketch_of(read: Read) -> Sketch:
    report = read.report
    words, starts, lengths, quoted = _words(report)
    topic, topic_told = _topic(words, _capitals(report.text, starts))
    namings = Namings(read)
    names: dict[int, str] = {}
    claims = np.zeros(len(read.claims), dtype=CLAIM)
    voices = voice_keys(read, namings, _quotations(words, starts, quoted))
    for row, claim, word in zip(claims, read.claims, voices, strict=True):
        _fill(row, claim, read, namings, names)
        _fill_words(row, words[_between(starts, claim.sentence)])
        row["voice"], row["whose"] = word.key, word.whose
        names.setdefault(word.key, word.name)
    return Sketch(
        report_id=report.id,
        outlet=report.outlet,
        published=report.published,
        rests_on=read.rests_on.name if read.rests_on is not None else None,
        words=words,
        starts=starts,
        lengths=lengths,
        quoted=quoted,
        topic=topic,
        topic_told=topic_told,
        claims=claims,
        claim_ids=tuple(claim.id for claim in read.claims),
        names=tuple(sorted((key, name) for key, name in names.items() if key)),
    )


def _words(report: Report) -> tuple[U32, NDArray[np.int32], NDArray[np.uint8], NDArray[np.bool_]]:
    parts = [p.span for p in report.parts if p.part in READ_PARTS] or [Span(0, max(len(report.text), 1))]
    words: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    for span in parts:
        for found in WORD.finditer(report.text, span.start, span.end):
            words.append(hashed(found[0].casefold()))
            starts.append(found.start())
            lengths.append(min(len(found[0]), 255))
    at = np.array(starts, dtype=np.int32)
    quoted = np.zeros(len(at), dtype=np.bool_)
    for mark in QUOTATION.finditer(report.text):
        quoted[np.searchsorted(at, mark.start()) : np.searchsorted(at, mark.end())] = True
    return np.array(words, dtype=np.uint32), at, np.array(lengths, dtype=np.uint8), quoted


def _between(starts: NDArray[np.int32], span: Span) -> slice:
    return slice(int(np.searchsorted(starts, span.start)), int(np.searchsorted(starts, span.end)))


def _quotations(words: U32, starts: NDArray[np.int32], quoted: NDArray[np.bool_]) -> tuple[tuple[Span, int], ...]:
    """Every long quotation as (where its words stand, their hash)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quoted, [False])).astype(np.int8)))
    found = []
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - first >= LONG_QUOTATION_WORDS:
            mixed = int(np.bitwise_xor.reduce(shingles(words[first:end], LONG_QUOTATION_WORDS)))
            found.append((Span(int(starts[first]), int(starts[end - 1]) + 1), (mixed & 0xFFFFFFFF) or 1))
    return tuple(found)


def _capitals(text: str, starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    return np.fromiter((text[start].isupper() for start in starts.tolist()), dtype=np.bool_, count=len(starts))


def _topic(words: U32, capitals: NDArray[np.bool_]) -> tuple[U32, NDArray[np.uint8]]:
    """The words that tell most of a report, with how much; what stands often tells more, and so does a name."""
    found, told = np.zeros(N_TOPIC, dtype=np.uint32), np.zeros(N_TOPIC, dtype=np.uint8)
    unique, place, times = np.unique(words, return_inverse=True, return_counts=True)
    named = 2 * np.bincount(place, weights=capitals, minlength=len(unique)) > times
    weights = weights_of(unique)
    value = np.where(weights >= TELLS_FROM, weights, 0) * (1 + np.log(times)) * np.where(named, NAME_TELLS, 1)
    order = np.lexsort((unique, -value))[:N_TOPIC]
    order = order[value[order] > 0]
    found[: len(order)] = unique[order]
    told[: len(order)] = np.round(255 * value[order] / value.max(initial=1e-9))
    return found, told


def _fill_words(row: np.void, sentence: U32) -> None:
    """The words that tell most of a sentence, with their weights in 255ths."""
    told = sorted((-weight, word) for word in set(sentence.tolist()) if (weight := weight_of(word)) >= TELLS_FROM)
    told = told[:N_WORDS]
    row["words"][: len(told)] = [word for _, word in told]
    row["words_told"][: len(told)] = [round(-255 * weight) for weight, _ in told]


def _fill(row: np.void, claim: Claim, read: Read, namings: Namings, names: dict[int, str]) -> None:
    for key, value in (("lemma", claim.event.lemma), ("type", claim.event.type), ("mode", claim.event.mode)):
        if value:
            row[key] = hashed(value)
            names.setdefault(hashed(value), value)
    row["stem"] = hashed(claim.event.lemma[:STEM])
    row["status"] = STATUSES.index(claim.status)
    row["negated"] = claim.negated
    row["denied"] = claim.status is Status.DENIED or claim.chain[-1].stance is Stance.DENIES
    row["trigger"] = claim.trigger.start, claim.trigger.end
    row["sentence"] = claim.sentence.start, claim.sentence.end
    _fill_time(row, claim)
    _fill_parties(row, claim, read, namings, names)
    _fill_places(row, claim, names)
    _fill_counts(row, claim, names)


def _fill_time(row: np.void, claim: Claim) -> None:
    row["grain"] = GRAINS.index(claim.when.grain)
    row["timed"] = claim.when.basis is not Basis.ASSUMED
    row["days"] = _day(claim.when.start, NEVER.min), _day(claim.when.end, NEVER.max, is_end=True)


def _day(value: str | None, open_end: int, *, is_end: bool = False) -> int:
    """Days since 1970; an end within a day is that of the day. The open end where nothing, or no date, stands."""
    if value is None:
        return open_end
    try:
        moment = datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return open_end
    gone = moment - EPOCH
    return gone.days + int(is_end and gone % timedelta(days=1) > timedelta(0))


def _fill_parties(row: np.void, claim: Claim, read: Read, namings: Namings, names: dict[int, str]) -> None:
    """Who does it; and to whom or what, be it a person or a thing."""
    acting = [p for p in claim.parties if p.role is Role.ACTOR]
    others = [p for p in claim.parties if p.role in (Role.RECIPIENT, Role.OBJECT)]
    for parties, columns in ((acting, ("actors", "actor")), (others, ("recipients", "recipient"))):
        found = namings_of(parties, read, namings)
        chosen = found.words[:N_PARTIES]
        row[columns[0]][: len(chosen)] = chosen
        row[columns[0] + "_told"][: len(chosen)] = [round(255 * weight_of(word)) for word in chosen]
        row[columns[1]] = found.key
        row[columns[1] + "_country"] = found.country
        if found.key:
            names.setdefault(found.key, found.name)


PRECISION = {Precision.UNKNOWN: 0, Precision.COUNTRY: 1, Precision.REGION: 2, Precision.NEAR: 2}
PRECISION |= {Precision.CITY: 3, Precision.POINT: 4}
TOWN = PRECISION[Precision.CITY]


def _fill_places(row: np.void, claim: Claim, names: dict[int, str]) -> None:
    """All places by name, that where it happens first; `place` is the one place it happens at."""
    at = [p for p in claim.places if p.role is PlaceRole.AT]
    ordered = at + [p for p in claim.places if p.role is not PlaceRole.AT]
    keys = list(dict.fromkeys(hashed(p.name.casefold()) for p in ordered))[:N_PLACES]
    row["places"][: len(keys)] = keys
    country = next((p.country for p in ordered if p.country), None)
    if country is not None:
        row["country"] = hashed(country)
        names.setdefault(hashed(country), country)
    if at:
        finest = max(at, key=lambda p: PRECISION[p.precision])
        key = hashed(f"geonames:{finest.geonames}" if finest.geonames is not None else finest.name.casefold())
        row["place"], row["precision"] = key, PRECISION[finest.precision]
        names.setdefault(key, finest.name)


def _fill_counts(row: np.void, claim: Claim, names: dict[int, str]) -> None:
    for i, count in enumerate(claim.counts[:N_COUNTS]):
        unit = "" if count.of != "other" else f" {(count.unit or '').casefold()}"
        row["counted"][i] = hashed(count.of + unit)
        names.setdefault(hashed(count.of + unit), count.of + unit)
        row["low"][i] = UNKNOWN if count.at_least is None else min(count.at_least, MAX_COUNT)
        row["high"][i] = UNKNOWN if count.at_most is None else min(count.at_most, MAX_COUNT)


def text_shingles(sketch: Sketch, n: int) -> tuple[U64, NDArray[np.bool_]]:
    """The runs of n words, and which of them hold no quoted word."""
    found = shingles(sketch.words, n)
    if not len(found):
        return found, np.zeros(0, dtype=np.bool_)
    held = np.convolve(sketch.quoted.astype(np.int32), np.ones(n, dtype=np.int32), mode="valid")
    return found, held == 0
