"""Tables: events.csv and acled.csv for spreadsheets and scripts, Parquet files by way of DuckDB."""

import csv
import json
import tempfile
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TextIO, get_args, get_type_hints

from reportedly.errors import MissingModel
from reportedly.view.exports.acled import acled_rows
from reportedly.view.exports.source import Source
from reportedly.view.rows import AcledRow, EventRow, OccurrenceRow, event_rows, occurrence_row

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet may run, or hide a formula behind
SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def events_csv(source: Source, out: TextIO) -> None:
    rows = (row for told in source.told() for row in event_rows(told, every_status=source.wanted.every_status))
    _csv(EventRow, rows, out, raw=source.wanted.raw)


def acled_csv(source: Source, out: TextIO) -> None:
    _csv(AcledRow, acled_rows(source.told(), every_status=source.wanted.every_status), out, raw=source.wanted.raw)


def claims_parquet(source: Source, out: Path) -> None:
    _parquet(EventRow, (row for told in source.told() for row in event_rows(told, every_status=True)), out)


def occurrences_parquet(source: Source, out: Path) -> None:
    _parquet(OccurrenceRow, (occurrence_row(found) for found in source.occurrences()), out)


def columns_of(row_type: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_type))


def _csv(row_type: type, rows: Iterable[Any], out: TextIO, *, raw: bool) -> None:
    names = columns_of(row_type)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        values = (getattr(row, name) for name in names)
        writer.writerow([_text(value) if raw else safe_cell(_text(value)) for value in values])


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value  # no spreadsheet takes a NUL


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay."""
    if isinstance(value, str) and (value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)):
        return "'" + value
    return value


def _parquet(row_type: type, rows: Iterable[Any], out: Path) -> None:
    """Rows go by way of a file of JSON lines: DuckDB takes them in at once, a single insert costs 1 ms (2026-11-24)."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingModel("Parquet needs DuckDB. Install it: pip install 'reportedly[parquet]'") from error
    names = columns_of(row_type)
    types = {name: _sql_type(hint) for name, hint in get_type_hints(row_type).items()}
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        lines = Path(folder, "rows.jsonl")
        with lines.open("w", encoding="utf-8", errors="replace") as stream:
            for row in rows:
                stream.write(json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False) + "\n")
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1")  # the rows stay in their order, the bytes the same
            relation = connection.read_json(str(lines), columns=types, format="newline_delimited")
            relation.write_parquet(str(out), compression="zstd")


def _sql_type(hint: Any) -> str:
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind in SQL_TYPES]
    return SQL_TYPES[kinds[0]]
