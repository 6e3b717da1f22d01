"""The outlines behind the map, as two SVG paths: land, and the borders between countries.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    .venv/bin/python tools/bake_outlines.py package/countries-110m.json reportedly/resources/world/outlines.json

world-atlas (ISC) repackages Natural Earth 1:110m (public domain) as TopoJSON. Coordinates come out in tenths of a
degree, (0, 0) at 180 W 90 N: the plate carrée that reportedly/view/map.py draws in.
"""

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[int, int]
TURN = 3600  # once round the earth, in tenths of a degree


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    rings = [ring for polygon in _polygons(topology["objects"]["land"]) for ring in polygon]
    land = "".join(f"{path}z" for ring in rings for part in _unrolled(_ring(ring, arcs)) if (path := _path(part)))
    coast = {arc if arc >= 0 else ~arc for ring in rings for arc in ring}
    borders = "".join(_path(arc) for n, arc in enumerate(arcs) if n not in coast)
    source = "Natural Earth 1:110m (public domain), by way of the npm package world-atlas 2.0.2 (ISC)"
    baked = {"source": source, "unit": "tenths of a degree from 180 W, 90 N", "land": land, "borders": borders}
    Path(sys.argv[2]).write_text(json.dumps(baked, indent=0) + "\n", encoding="utf-8")


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Delta-coded integers -> tenths of a degree."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
    return [
        (round((x * scale_x + left + 180) * 10), round((90 - y * scale_y - bottom) * 10))
        for x, y in zip(xs, ys, strict=True)
    ]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        points += (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[1 if points else 0 :]
    return points


def _unrolled(ring: list[Point]) -> list[list[Point]]:
    """A ring that crosses 180 degrees, as one that goes on past the edge, and again on the other side.

    The ring round a pole does not come back to where it began: it is closed along the edge of the map.
    """
    points, shift = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        shift += TURN if x - before < -TURN / 2 else -TURN if x - before > TURN / 2 else 0
        points.append((x + shift, y))
    if shift:
        edge = TURN // 2 if points[0][1] > TURN // 4 else 0
        points += [(points[-1][0], edge), (points[0][0], edge)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    shifts = [n * TURN for n in (-1, 0, 1) if left + n * TURN < TURN and right + n * TURN > 0]
    return [[(x + by, y) for x, y in points] for by in shifts]


def _path(points: list[Point]) -> str:
    """Relative steps, those of no length left out."""
    (x, y), *rest = points
    steps = [f"M{x} {y}l"]
    for to_x, to_y in rest:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y} ")
            x, y = to_x, to_y
    if len(steps) == 1:
        return ""  # smaller than the grid
    return "".join(steps).replace(" -", "-").rstrip()


if __name__ == "__main__":
    main()
