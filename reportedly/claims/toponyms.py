"""All place names of a report and what each means.

A demonym ("Albanian") stands for its country; that it is no place of an event is for places.py to know. A name that no
list has is left out here.
"""

from collections import Counter

from reportedly.claims.home import home_of
from reportedly.claims.own_gazetteer import NO_OWN, OwnGazetteer
from reportedly.claims.place_mentions import PlaceMention, chained, mentions_of
from reportedly.claims.resolve import Asked, Choice, choices
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules


@record
class Toponym:
    """A place name of the report. `inside`: it stands within the name of something else ("Aleppo University")."""

    span: Span
    name: str  # as written
    demonym: bool
    inside: bool
    choice: Choice


def toponyms_of(reading: Reading, rules: Rules, own: OwnGazetteer = NO_OWN) -> tuple[Toponym, ...]:
    """The place names of the parts that are read and of the dateline, in text order, none overlapping.

    `own`: the user's gazetteer, whose names go before ours.
    """
    mentions = mentions_of(reading, rules, own)
    outer_of = dict(chained(mentions, reading.report.text))
    named = _told_apart(mentions, outer_of)
    numbers = {name: n for n, name in enumerate(dict.fromkeys(named))}
    times = Counter(named)
    within: dict[_Name, set[int]] = {name: set() for name in numbers}
    for i, j in outer_of.items():
        within[named[i]].add(numbers[named[j]])
    candidates = {name: m.candidates for m, name in zip(reversed(mentions), reversed(named), strict=True)}
    asked = [
        Asked(key=name[0], candidates=candidates[name], times=times[name], within=tuple(sorted(within[name])))
        for name in numbers
    ]
    found = choices(asked, home=home_of(reading.report.outlet))
    return tuple(
        Toponym(span=m.span, name=m.name, demonym=m.demonym, inside=m.inside, choice=found[numbers[name]])
        for m, name in zip(mentions, named, strict=True)
    )


_Name = tuple[str, str | None]  # what is decided at once: a name, and the name after its comma where there are several


def _told_apart(mentions: list[PlaceMention], outer_of: dict[int, int]) -> list[_Name]:
    """ "Portland, Maine" and "Portland, Oregon" are two; "Portland" alone is the one that is told of, if it is one."""
    pairs = {(mentions[i].key, mentions[j].key) for i, j in outer_of.items()}
    several = Counter(key for key, _ in pairs)
    only = {key: outer for key, outer in pairs if several[key] == 1}
    return [(m.key, mentions[outer_of[i]].key if i in outer_of else only.get(m.key)) for i, m in enumerate(mentions)]
