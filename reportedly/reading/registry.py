"""Actors by their names: armed groups, parties, bodies of states and of nations. Data: resources/world/actors.csv.

A user's own actors.csv, in the folder of his rules, goes over ours: a name that stands in both is his.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from reportedly.reading.world import beginning, world_rows
from reportedly.rules.actor_file import actors_in, codes_of_kinds
from reportedly.rules.schema import ListedActor

NO_LENGTHS: tuple[int, ...] = ()


class Registry:
    """Listed actors by name and alias. Of several rows with one name, the year of the report decides."""

    def __init__(self, own: Iterable[ListedActor] = ()) -> None:
        self._by_name: dict[str, list[ListedActor]] = defaultdict(list)
        for actors in (_ours(), tuple(own)):
            by_name: dict[str, list[ListedActor]] = defaultdict(list)
            for actor in actors:
                for name in dict.fromkeys((actor.name, *actor.aliases)):
                    by_name[name].append(actor)
            self._by_name.update(by_name)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._by_name:
            lengths[beginning(name)].add(len(name))
        self._lengths = {letters: tuple(sorted(found, reverse=True)) for letters, found in lengths.items()}

    def lengths_at(self, word: str) -> tuple[int, ...]:
        """How long, in characters, the names are that begin like this word; longest first, () for most words."""
        return self._lengths.get(beginning(word), NO_LENGTHS)

    def named(self, name: str, year: str | None) -> ListedActor | None:
        """The actor of this name in that year; without a year the latest. None: not listed.

        year: four digits.
        """
        found = self._by_name.get(name.replace("’", "'"))
        if found is None:
            return None
        if year is not None:
            for actor in found:
                if (actor.since is None or actor.since <= year) and (actor.until is None or year < actor.until):
                    return actor
        return found[-1]


@cache
def _ours() -> tuple[ListedActor, ...]:
    return actors_in(world_rows("actors.csv"), "actors.csv")


@cache
def _iso3() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in world_rows("country_codes.csv")}


def actor_code(kind: str | None, country: str | None) -> str | None:
    """ "HUNGOV": the country's three letters, then those of the kind. None where neither is known."""
    letters = _iso3().get(country or "", "") + codes_of_kinds().get(kind or "", "")
    return letters or None
