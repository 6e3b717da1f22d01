"""Loaded terms -> whether a sentence is biased: it is where we list any term."""

from collections.abc import Iterator
from pathlib import Path

from gold_reading import reading_for
from goldfiles import Record, records
from reportedly.claims.wording import loaded_of
from reportedly.rules.load import load_rules


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "biased", "words": [{"start", "end"}]} for every gold sentence, in order."""
    rules = load_rules()
    for record in records(gold_path):
        loaded = loaded_of(reading_for(record), rules)
        words = [{"start": term.span.start, "end": term.span.end} for term in loaded]
        yield {"id": record["id"], "biased": bool(words), "words": words}
