"""Place names that we find and resolve -> toponyms, as `score_place.py` reads them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gold_reading import reading_for
from goldfiles import Record, records
from reportedly.claims.toponyms import Toponym, toponyms_of
from reportedly.rules.load import load_rules


def toponym_record(toponym: Toponym) -> Record:
    """Where the report leaves open which namesake it means: the unit or country that most of them lie in."""
    place = toponym.choice.settled
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.id if place and place.id > 0 else None,
        "country": place.country or None if place else None,
        "slice": "demonym" if toponym.demonym else "inside" if toponym.inside else "name",
    }


def toponym_records(toponyms: Iterable[Toponym]) -> list[Record]:
    """One record a place name, in text order."""
    return [toponym_record(t) for t in toponyms]


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "toponyms": [{"start", "end", "lat", "lon", "geonameid", "country", "slice"}]} for every gold record."""
    rules = load_rules()
    for record in records(gold_path):
        yield {"id": record["id"], "toponyms": toponym_records(toponyms_of(reading_for(record), rules))}
