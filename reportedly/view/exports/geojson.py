"""Events on a map: one point for each claim whose place has one."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TextIO

from reportedly.view.exports.source import Source
from reportedly.view.exports.written import without_none, write_list
from reportedly.view.rows import EventRow, event_rows

LEFT_OUT = frozenset({"latitude", "longitude"})  # they are the point


def geojson(source: Source, out: TextIO) -> None:
    write_list(out, _features(source), before='{"type":"FeatureCollection","features":', after="}")


def _features(source: Source) -> Iterator[dict[str, Any]]:
    for told in source.told():
        for row in event_rows(told, every_status=source.wanted.every_status):
            if row.latitude is not None and row.longitude is not None:
                yield _feature(row, row.latitude, row.longitude)


def _feature(row: EventRow, lat: float, lon: float) -> dict[str, Any]:
    properties = {key: value for key, value in asdict(row).items() if key not in LEFT_OUT}
    return {
        "type": "Feature",
        "id": row.event_id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": without_none(properties),
    }
