"""A place told of by another: "10 km north of Mosul". Distance and bearing are kept as said; no point is made."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from reportedly.claims.numbers import Numbers, numbers_of
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

FARTHEST_KM = 2000.0  # what is farther is no place by another
IN_BRACKETS = 4  # words in brackets between a distance and its bearing: "30 kilometers (20 miles) south of"


@record
class Offset:
    """`distance_km`, `bearing_deg`: None where not said; one of them is."""

    distance_km: float | None
    bearing_deg: int | None
    rule: str
    words: Span  # from the number to "of"


@record
class _Words:
    bearings: dict[str, tuple[int, str]]  # word -> degrees from north, rule
    units: dict[str, tuple[float, str]]  # word -> kilometres, rule
    of: dict[str, str]
    numbers: Numbers


@lru_cache(maxsize=8)
def _words(rules: Rules) -> _Words:
    cues = rules.of("places")
    return _Words(
        bearings={w: (int(v), c.id) for c in cues if c.does == "bearing" for w, v in _valued(c)},
        units={w: (float(v), c.id) for c in cues if c.does == "distance" for w, v in _valued(c)},
        of={w: c.id for c in cues if c.does == "bearing_of" for w in c.lemmas},
        numbers=numbers_of(rules),
    )


def _valued(cue: Cue) -> list[tuple[str, float]]:
    return list(zip(cue.lemmas, cue.option("values", ()), strict=True))


def offset_before(reading: Reading, first: Token, rules: Rules) -> Offset | None:
    """What the words before a place's name say of where it is from there; None where they say nothing of it."""
    words, doc = _words(rules), reading.doc
    floor = first.sent.start
    i = first.i - 1
    if i < floor or doc[i].lower_ not in words.of:
        return None
    last = i
    i -= 1
    bearing, i = _bearing(doc, i, floor, words)
    i = _before_brackets(doc, i, floor)
    distance, start = _distance(doc, i, floor, words)
    is_part = distance is None and i >= floor and doc[i].pos_ == "DET"  # "the north of Iraq" lies in it
    if is_part or (distance is None and bearing is None):
        return None
    begin = start if distance is not None else i + 1
    rules_of = [r for r in (bearing and bearing[1], distance and distance[1]) if r]
    for token in doc[begin : last + 1]:
        rule = _rule_of(token, words)
        if rule is not None:
            reading.fired(rule, reading.span_of([token]))
    return Offset(
        distance_km=distance[0] if distance is not None else None,
        bearing_deg=bearing[0] if bearing is not None else None,
        rule=rules_of[0],
        words=reading.span_of(doc[begin : last + 1]),
    )


def _rule_of(token: Token, words: _Words) -> str | None:
    entry = words.bearings.get(token.lower_) or words.units.get(token.lower_) or words.units.get(token.lemma_.lower())
    return entry[1] if entry is not None else words.of.get(token.lower_)


def _bearing(doc: Doc, i: int, floor: int, words: _Words) -> tuple[tuple[int, str] | None, int]:
    """(degrees and rule, the index before the bearing's words): "north", "north-east"."""
    if i - 2 >= floor and doc[i - 1].text in ("-", "‐"):
        joined = words.bearings.get(doc[i - 2].lower_ + doc[i].lower_)
        if joined is not None:
            return joined, i - 3
    found = words.bearings.get(doc[i].lower_) if i >= floor else None
    return (found, i - 1) if found is not None else (None, i)


def _before_brackets(doc: Doc, i: int, floor: int) -> int:
    if i >= floor and doc[i].text == ")":
        for k in range(i - 1, max(floor, i - IN_BRACKETS) - 1, -1):
            if doc[k].text == "(":
                return k - 1
    return i


def _distance(doc: Doc, i: int, floor: int, words: _Words) -> tuple[tuple[float, str] | None, int]:
    """(kilometres and rule, the index of the number)."""
    if i - 1 < floor:
        return None, i
    unit = words.units.get(doc[i].lower_) or words.units.get(doc[i].lemma_.lower())
    k = i - 2 if doc[i - 1].text in ("-", "‐") and i - 2 >= floor else i - 1
    number = words.numbers.value_of(doc[k].text) if unit is not None and len(doc[k]) <= 12 else None
    if unit is None or number is None or not 0 < number * unit[0] <= FARTHEST_KM:
        return None, i
    return (round(number * unit[0], 1), unit[1]), k
