"""Names -> places: the gazetteer that ships with the package, regions of resources/world/.

gazetteer.sqlite holds towns of 500 people and more, first- and second-order units and countries (GeoNames, CC BY 4.0;
made by tools/gazetteer.py, sources in resources/world/README.md). It is opened read-only, once a process, when a place
is first asked for; nothing of it is read before.
"""

import csv
import sqlite3
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from reportedly.errors import MissingModel
from reportedly.model.claim import Precision
from reportedly.model.values import record

FILE = "gazetteer.sqlite"
COUNTRY, FIRST, SECOND, TOWN = 0, 1, 2, 3  # place.kind
NONE = 0  # place.first, place.second: no unit known
SCALE = 10_000  # the file keeps degrees as whole ten-thousandths
PRECISIONS = {
    COUNTRY: Precision.COUNTRY,
    FIRST: Precision.REGION,
    SECOND: Precision.REGION,
    TOWN: Precision.CITY,
}
TYPOGRAPHY = str.maketrans({"’": "", "‘": "", "ʼ": "", "'": "", "`": "", **dict.fromkeys("-‐‑–—_/.,", " ")})


@record
class Known:
    """lat and lon in degrees, WGS 84; of a country or region, roughly its middle. None, both: no source has a point."""

    country: str | None  # ISO 3166-1 alpha-2
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: Precision


@record
class Listed:
    """One place of the gazetteer. `first`, `second`: ids of the units that it lies in, or is; 0: none known."""

    id: int
    name: str
    kind: int
    country: str
    first: int
    second: int
    people: int
    lat: float | None
    lon: float | None


def key_of(name: str) -> str:
    """The name as it is looked up: small letters, no accents, no apostrophes, hyphens and stops as spaces."""
    name = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFKD", name) if not _is_accent(c))
    return " ".join(name.casefold().translate(TYPOGRAPHY).split())


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) != 0


@cache
def _database() -> sqlite3.Connection:
    """Raises MissingModel where the file is not there or is damaged."""
    path = Path(str(resources.files("reportedly") / "resources" / "world" / FILE))
    try:
        # immutable: nobody writes it, so no lock is asked for and it opens in read-only places, too
        db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        db.execute("SELECT line FROM source").fetchone()
    except sqlite3.Error as error:
        raise MissingModel(f"{path}: {error}. The gazetteer cannot be read: install reportedly again.") from error
    return db


@lru_cache(maxsize=20_000)
def places_named(key: str) -> tuple[Listed, ...]:
    """Towns and units that bear this name (see `key_of`), the most people first; () where the gazetteer has none."""
    rows = _database().execute(
        "SELECT place.* FROM name JOIN place ON place.id = name.place WHERE name.key = ? ORDER BY people DESC, id",
        (key,),
    )
    return tuple(_listed(row) for row in rows)


@lru_cache(maxsize=20_000)
def place_with(id: int) -> Listed | None:
    """The place of this GeoNames id; None where the gazetteer does not have it."""
    row = _database().execute("SELECT * FROM place WHERE id = ?", (id,)).fetchone()
    return _listed(row) if row is not None else None


@cache
def country_with(code: str) -> Listed | None:
    """The country of this ISO 3166-1 alpha-2 code."""
    return _countries().get(code)


@cache
def _countries() -> dict[str, Listed]:
    rows = _database().execute("SELECT * FROM place WHERE kind = ?", (COUNTRY,))
    return {found.country: found for found in map(_listed, rows)}


def _listed(row: tuple[int, str, int, str, int, int, int, int | None, int | None]) -> Listed:
    id, name, kind, country, first, second, people, lat, lon = row
    return Listed(
        id=id,
        name=name,
        kind=kind,
        country=country,
        first=first,
        second=second,
        people=people,
        lat=lat / SCALE if lat is not None else None,
        lon=lon / SCALE if lon is not None else None,
    )


MIN_SHARE = 0.1  # of the largest namesake's people: a smaller town is not meant, even if its country is named


def located(name: str, *, country: str | None = None, near: frozenset[str] = frozenset()) -> Known | None:
    """The country, if `country` says which; else the region or city of this name; None where no list has it.

    Of several cities the largest, unless one not much smaller lies in a country that the report names (`near`).
    """
    if country is not None:
        state = country_with(country)
        return (
            _known(state)
            if state is not None
            else Known(country=country, geonames=None, lat=None, lon=None, precision=Precision.COUNTRY)
        )
    if name.casefold() in _regions():
        return _regions()[name.casefold()]
    cities = [p for p in places_named(key_of(name)) if p.kind == TOWN]
    if not cities:
        return None
    big = [c for c in cities if c.people >= MIN_SHARE * cities[0].people]
    return _known(next((c for c in big if c.country in near), cities[0]))


def _known(place: Listed) -> Known:
    return Known(
        country=place.country,
        geonames=place.id,
        lat=place.lat,
        lon=place.lon,
        precision=PRECISIONS[place.kind],
    )


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("reportedly") / "resources" / "world" / name
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def _number(written: str) -> float | None:
    return float(written) if written else None


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
