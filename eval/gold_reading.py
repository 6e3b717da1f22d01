"""Our reading of gold texts. Nothing of a gold text is kept: only offsets and labels leave the converters."""

from collections.abc import Iterator
from pathlib import Path

from goldfiles import Record, records
from reportedly.claims import assemble
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import Claim
from reportedly.reading import read as reading_of
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules


def reading_for(record: Record) -> Reading:
    """Our reading of a gold text. ValueError if the text was changed on the way: its offsets would then be wrong."""
    report = read_text(record["text"], published=record.get("published"))
    if report.text != record["text"]:
        raise ValueError(f"gold record {record['id']}: reading changed the text, so gold offsets no longer fit")
    return reading_of(report, rules=load_rules())


def read_gold(path: Path, model: str = "default") -> Iterator[tuple[Record, Reading, tuple[Claim, ...]]]:
    """(gold record, reading, claims), record by record. A failure names the record it happened in."""
    rules = load_rules()
    tagger = tagger_for(model)
    for record in records(path):
        try:
            reading = reading_for(record)
            claims = assemble.claims_of(reading, rules, tagger)
        except Exception as error:
            error.add_note(f"in gold record {record['id']}")
            raise
        yield record, reading, claims
