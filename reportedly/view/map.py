"""A map as drawing data: each place a circle as large as its point is unsure, over outlines baked into the package."""

import json
from functools import cache
from importlib import resources

from reportedly.corpus.stored import PlacedOccurrence
from reportedly.model.values import record

RADIUS = {"POINT": 4.0, "CITY": 6.0, "REGION": 14.0, "COUNTRY": 26.0, "UNKNOWN": 26.0}  # of a drawing 1000 units wide
WIDTH = 1000  # units; the circles keep their size while the map is drawn larger or smaller
LEAST_DEGREES = 12.0  # of longitude: closer than this the outlines say nothing
MARGIN = 0.18  # of what is shown, on each side


@record
class Circle:
    """All occurrences at one point, told to one precision."""

    x: float
    y: float
    radius: float
    precision: str
    place: str
    country: str | None
    occurrences: tuple[PlacedOccurrence, ...]


@record
class Map:
    """`view` is the SVG viewBox, in tenths of a degree from 180 W, 90 N; radii and line widths are in its units."""

    view: tuple[float, float, float, float]
    unit: float  # of the drawing in units of the view: what is 1 wide there is 1/WIDTH of the map's width
    circles: tuple[Circle, ...]  # the largest first, so that none hides a smaller one
    land: str
    borders: str
    source: str


def map_of(found: tuple[PlacedOccurrence, ...], *, whole_world: bool = False) -> Map:
    """The map around the places, or of the whole world."""
    by_point: dict[tuple[float, float, str], list[PlacedOccurrence]] = {}
    for occurrence in found:
        by_point.setdefault((occurrence.lat, occurrence.lon, occurrence.precision), []).append(occurrence)
    points = [((lon + 180) * 10, (90 - lat) * 10) for lat, lon, _ in by_point]
    view = (0.0, 60.0, 3600.0, 1500.0) if whole_world or not points else _around(points)
    unit = view[2] / WIDTH
    circles = [
        Circle(
            x=round(x, 2),
            y=round(y, 2),
            radius=round(RADIUS.get(precision, RADIUS["UNKNOWN"]) * unit, 3),
            precision=precision,
            place=here[0].place,
            country=here[0].country,
            occurrences=tuple(here),
        )
        for (x, y), ((_, _, precision), here) in zip(points, by_point.items(), strict=True)
    ]
    outlines = _outlines()
    return Map(
        view=view,
        unit=round(unit, 4),
        circles=tuple(sorted(circles, key=lambda c: (-c.radius, c.x, c.y))),
        land=outlines["land"],
        borders=outlines["borders"],
        source=outlines["source"],
    )


@cache
def _outlines() -> dict[str, str]:
    file = resources.files("reportedly") / "resources" / "world" / "outlines.json"
    found: dict[str, str] = json.loads(file.read_text("utf-8"))
    return found


def _around(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The points with a margin, twice as wide as high."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * (1 + 2 * MARGIN), 2 * (bottom - top) * (1 + 2 * MARGIN), LEAST_DEGREES * 10)
    width = min(width, 3600.0)
    x, y = (left + right - width) / 2, (top + bottom - width / 2) / 2
    return (round(x, 1), round(y, 1), round(width, 1), round(width / 2, 1))
