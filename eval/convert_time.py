"""Time expressions -> TIMEX3, as `score_time.py` reads it."""

from collections.abc import Iterator
from pathlib import Path

from goldfiles import Record, records
from reportedly.claims.times import expressions_of
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "timexes": [{"start", "end", "type", "value"}]} for every gold text, in order.

    ValueError if reading changed a text: its offsets would then be wrong. Times need the parse and nothing else.
    """
    rules = load_rules()
    for record in records(gold_path):
        report = read_text(record["text"], published=record.get("published"))
        if report.text != record["text"]:
            raise ValueError(f"gold record {record['id']}: reading changed the text, so gold offsets no longer fit")
        found = expressions_of(Reading(report=report, doc=parser.parse(report)), rules)
        timexes = [{"start": e.span.start, "end": e.span.end, "type": e.type, "value": e.value} for e in found]
        yield {"id": record["id"], "timexes": timexes}
