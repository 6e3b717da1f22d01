"""A gazetteer of the user's own: a CSV file whose names win over ours.

    name,aliases,lat,lon,parent,type
    Camp Tolan,Tolan camp|Camp 3,41.32,19.80,Tirana,camp

Only `name` must be filled. `aliases`: other names, "|" between them. `lat`, `lon`: degrees, WGS 84; both or neither.
`parent`: what it lies in, by a name that this file or our gazetteer has; its country and units are taken over. `type`:
what it is, in any words; "country", "region", "district" and "town" say how exact its point is, all else is a point.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportedly.claims.gazetteer import COUNTRY, FIRST, NONE, POINT, SECOND, TOWN, Listed, key_of
from reportedly.claims.namesakes import namesakes
from reportedly.errors import GazetteerError

COLUMNS = ("name", "aliases", "lat", "lon", "parent", "type")
KINDS = {"country": COUNTRY, "region": FIRST, "district": SECOND, "town": TOWN, "city": TOWN, "village": TOWN}
MAX_BYTES = 50_000_000
MAX_NAME = 200  # characters
MAX_UP = 8  # steps from a place to what it lies in; a longer way is a circle


@dataclass(frozen=True, slots=True)
class OwnGazetteer:
    """What each name means, by its key (`key_of`). `digest`: of the file, for `made_by`."""

    places: Mapping[str, tuple[Listed, ...]]
    digest: str

    def namesakes(self, name: str) -> tuple[Listed, ...]:
        """The user's places of this name; where there are none, everything that ours may mean."""
        return self.places.get(key_of(name)) or namesakes(name)


NO_OWN = OwnGazetteer({}, "")


def load_gazetteer(path: Path) -> OwnGazetteer:
    """The gazetteer of a CSV file. Raises GazetteerError with file, line, what was found and what would do."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GazetteerError(
                f"{path}: more than {MAX_BYTES // 1_000_000} MB. Leave out what your reports never name."
            )
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path}: {error.strerror}. Is the name right?") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 ({error.reason}). Save it as UTF-8 from your spreadsheet.") from error
    rows = [(f"{path}:{line}", row) for line, row in _rows(path, text)]
    places = [_place(where, row, -n) for n, (where, row) in enumerate(rows, 1)]
    of_name: dict[str, list[int]] = {}
    for i, (_, row) in enumerate(rows):
        for name in _names(row):
            of_name.setdefault(key_of(name), []).append(i)
    parents = [_parent(where, row, i, of_name) for i, (where, row) in enumerate(rows)]
    placed = [_within(places, parents, i) for i in range(len(rows))]
    found = {key: tuple(placed[i] for i in numbers) for key, numbers in of_name.items()}
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    return OwnGazetteer(found, digest)


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column); empty lines are passed over."""
    reader = csv.reader(text.splitlines(), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(path, reader.line_num, cells)
                continue
            if len(cells) > len(header):
                raise GazetteerError(
                    f"{path}:{reader.line_num}: {len(cells)} cells under {len(header)} columns."
                    ' Put "quotation marks" around a cell with a comma in it.'
                )
            yield (
                reader.line_num,
                dict.fromkeys(COLUMNS, "") | {c: v.strip() for c, v in zip(header, cells, strict=False)},
            )
    except csv.Error as error:
        raise GazetteerError(f"{path}:{reader.line_num}: not CSV ({error}). Is a quotation mark left open?") from error
    if not header:
        raise GazetteerError(f"{path}: empty. The first line names the columns: {','.join(COLUMNS)}")


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    unknown = [c for c in header if c not in COLUMNS]
    if unknown or "name" not in header or len(set(header)) < len(header):
        what = f'unknown column "{unknown[0]}"' if unknown else 'no column "name", or one given twice'
        raise GazetteerError(f"{path}:{line}: {what}. The columns are {', '.join(COLUMNS)}; only name is needed.")
    return header


def _names(row: dict[str, str]) -> list[str]:
    names = [row["name"], *(alias.strip() for alias in row["aliases"].split("|"))]
    return list({key_of(name): name for name in names if key_of(name)}.values())


def _place(where: str, row: dict[str, str], id: int) -> Listed:
    if not key_of(row["name"]) or any(len(name) > MAX_NAME for name in _names(row)):
        raise GazetteerError(f'{where}: "{row["name"][:40]}" is no name. A name has a letter and at most {MAX_NAME}.')
    lat, lon = _degrees(where, "lat", row["lat"], 90), _degrees(where, "lon", row["lon"], 180)
    if (lat is None) != (lon is None):
        raise GazetteerError(f"{where}: lat without lon, or lon without lat. Give both, or leave both empty.")
    kind = KINDS.get(row["type"].lower(), POINT)
    return Listed(id=id, name=row["name"], kind=kind, country="", first=NONE, second=NONE, people=0, lat=lat, lon=lon)


def _degrees(where: str, column: str, written: str, limit: int) -> float | None:
    if not written:
        return None
    try:
        found = float(written)
    except ValueError:
        found = float("nan")
    if not -limit <= found <= limit:
        raise GazetteerError(
            f'{where}: {column} = "{written}". A number of degrees from -{limit} to {limit} is expected, as 41.33.'
        )
    return found


def _parent(where: str, row: dict[str, str], own: int, of_name: Mapping[str, list[int]]) -> int | Listed | None:
    """The row or the place of our gazetteer that the row lies in; None where it says nothing."""
    if not row["parent"]:
        return None
    rows = [i for i in of_name.get(key_of(row["parent"]), ()) if i != own]
    ours = namesakes(row["parent"])
    if not rows and not ours:
        raise GazetteerError(
            f'{where}: parent "{row["parent"]}" is a name that neither another line nor our gazetteer has.'
        )
    return rows[0] if rows else ours[0]


def _within(places: list[Listed], parents: list[int | Listed | None], i: int) -> Listed:
    """The place with the country and the units of what it lies in, as far up as it takes."""
    around = parents[i]
    for _ in range(MAX_UP):
        if not isinstance(around, int):
            break
        around = parents[around]
    if not isinstance(around, Listed):
        return places[i]
    return replace(places[i], country=around.country, first=around.first, second=around.second)
