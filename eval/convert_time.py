"""Time expressions -> TIMEX3, as `score_time.py` reads it."""

from collections.abc import Iterator
from pathlib import Path

from gold_reading import reading_for
from goldfiles import Record, records
from reportedly.claims.times import expressions_of
from reportedly.rules.load import load_rules


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "timexes": [{"start", "end", "type", "value"}]} for every gold text, in order."""
    rules = load_rules()
    for record in records(gold_path):
        found = expressions_of(reading_for(record), rules)
        timexes = [{"start": e.span.start, "end": e.span.end, "type": e.type, "value": e.value} for e in found]
        yield {"id": record["id"], "timexes": timexes}
