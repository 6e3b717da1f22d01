"""Everything that a name may mean as a place: the user's own list, then ours, then the gazetteer's namesakes."""

import csv
from functools import cache, lru_cache
from importlib import resources

from reportedly.claims.gazetteer import (
    COUNTRY,
    NONE,
    REGION,
    TOWN,
    Listed,
    country_with,
    key_of,
    place_with,
    places_named,
)
from reportedly.reading.world import capitals_of_countries, country_of

MOST = 60  # of the most people; San Antonio has 600, and no report means the smallest


@lru_cache(maxsize=20_000)
def namesakes(name: str) -> tuple[Listed, ...]:
    """What the name may mean; () where no list has it. Abbreviations and countries are looked up as written.

    A region that is several units, or none of GeoNames', is all that its name means: "the Gulf", "Donbas".
    """
    short = _short().get(name)
    if short is not None:
        return short
    key = key_of(name)
    region = _regions().get(key)
    if region is not None and region.kind == REGION:
        return (region,)
    found = [region] if region is not None else []
    code = country_of(name)
    country = country_with(code) if code is not None else None
    if country is not None:
        found.insert(0, country)
    listed = {place.id for place in found}
    found += [place for place in places_named(key)[:MOST] if place.id not in listed]
    return tuple(found)


@cache
def _rows() -> list[dict[str, str]]:
    file = resources.files("reportedly") / "resources" / "world" / "regions.csv"
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def _place(row: dict[str, str]) -> Listed:
    """The gazetteer's unit that the region is, or the region as a place of our own."""
    id = int(row["geonames"]) if row["geonames"] else NONE
    unit = place_with(id) if "|" not in row["made_of"] and id else None
    if unit is not None and unit.kind != COUNTRY:
        return unit
    return Listed(
        id=id,
        name=row["name"],
        kind=REGION,
        country=row["iso2"],
        first=NONE,
        second=NONE,
        people=0,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )


@cache
def _regions() -> dict[str, Listed]:
    return {
        key_of(name): place
        for row in _rows()
        for place in (_place(row),)
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


@cache
def _short() -> dict[str, tuple[Listed, ...]]:
    """ "Fla.", "NSW" -> the units that it stands for: two for "WA"."""
    found: dict[str, tuple[Listed, ...]] = {}
    for row in _rows():
        for short in row["short"].split("|"):
            if short:
                found[short] = (*found.get(short, ()), _place(row))
    return found


@cache
def capitals() -> frozenset[int]:
    """Ids of the capitals: of the towns of that name in the country, the largest."""
    return frozenset(
        town.id
        for code, names in capitals_of_countries()
        for name in names
        for town in [p for p in places_named(key_of(name)) if p.kind == TOWN and p.country == code][:1]
    )
