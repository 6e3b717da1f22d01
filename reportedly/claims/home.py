"""Where an outlet sits: a weak reason for one namesake before another."""

from functools import lru_cache

from reportedly.claims.gazetteer import COUNTRY, NONE, TOWN, Listed
from reportedly.claims.namesakes import namesakes
from reportedly.claims.resolve import NOWHERE, Home
from reportedly.reading.world import outlet_named

LONGEST = 3  # words of a place's name in an outlet's
MIN_PEOPLE = 15_000  # of a town with a one-word name: there are small ones called Post and Star


@lru_cache(maxsize=1000)
def home_of(outlet: str | None) -> Home:
    """The country of our list of outlets, and the unit of the place that the outlet's name holds ("Boston Post")."""
    if not outlet:
        return NOWHERE
    listed = outlet_named(outlet)
    country = listed.country if listed is not None else None
    place = _named_in(outlet, country)
    if place is None:
        return Home(country=country)
    return Home(country=place.country or None, first=place.first if place.kind != COUNTRY else NONE)


def _named_in(outlet: str, country: str | None) -> Listed | None:
    """The longest place name in the outlet's, of namesakes the largest, in the outlet's country if that is known."""
    words = outlet.split()[:20]
    for n in range(min(LONGEST, len(words)), 0, -1):
        for k in range(len(words) - n + 1):
            name = " ".join(words[k : k + n])
            found = [p for p in namesakes(name) if country in (None, p.country)] if name[0].isupper() else []
            if found and (n > 1 or found[0].kind != TOWN or found[0].people >= MIN_PEOPLE):
                return found[0]
    return None
