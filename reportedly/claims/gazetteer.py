"""The gazetteer that ships with the package: names -> towns, units and countries.

gazetteer.sqlite holds towns of 500 people and more, first- and second-order units and countries (GeoNames, CC BY 4.0;
made by tools/gazetteer.py, sources in resources/world/README.md). It is opened read-only, once a process, when a place
is first asked for; nothing of it is read before.
"""

import os
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
REGION, POINT = 4, 5  # of our own list, of the user's; not in the file
NONE = 0  # place.first, place.second: no unit known
SCALE = 10_000  # the file keeps degrees as whole ten-thousandths
PRECISIONS = {
    COUNTRY: Precision.COUNTRY,
    FIRST: Precision.REGION,
    SECOND: Precision.REGION,
    REGION: Precision.REGION,
    TOWN: Precision.CITY,
    POINT: Precision.POINT,
}
TYPOGRAPHY = str.maketrans({"’": "", "‘": "", "ʼ": "", "'": "", "`": "", **dict.fromkeys("-‐‑–—_/.,", " ")})


@record
class Listed:
    """One place of the gazetteer, or of a list of ours or the user's (`id` 0 or less: no id of GeoNames).

    `country`: "" where it lies in several or in none. `first`, `second`: ids of the units that it lies in, or is; 0:
    none known.
    """

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


def _database() -> sqlite3.Connection:
    return _connection(os.getpid())


@cache
def _connection(process: int) -> sqlite3.Connection:
    """One for each process: SQLite's must not be carried into a fork.

    Raises MissingModel where the file is not there or is damaged.
    """
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
        (key.encode("utf-8", "replace").decode("utf-8"),),  # half a surrogate pair has no UTF-8 form
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
