"""JSONL, JSON and CSV -> found texts. A bad line costs itself only."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from reportedly.errors import UnreadableInput
from reportedly.report.newswire import is_ninjs, ninjs_found
from reportedly.report.records import COLUMNS, TEXT_KEYS, Found, found_in_fields
from reportedly.report.worker import Worker

MAX_LINE_BYTES = 10_000_000
MAX_STREAM_BYTES = 20_000_000_000  # ends a decompression bomb, not a corpus


def in_jsonl(stream: IO[bytes], where: str, worker: Worker) -> Iterator[Found | UnreadableInput]:
    """One object a line; empty lines are passed over. The stream is read line by line."""
    n_bytes = 0
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        n_bytes += len(line)
        place = f"{where}:{number}"
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n") and n_bytes < MAX_STREAM_BYTES:
                line = stream.readline(MAX_LINE_BYTES)
                n_bytes += len(line)
            yield UnreadableInput(place, f"a line of more than {MAX_LINE_BYTES:,} bytes", "Split the report")
            if n_bytes >= MAX_STREAM_BYTES:
                return
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _in_line(line.strip(), str(number), place, worker)


def in_json(data: bytes, where: str, worker: Worker) -> Iterator[Found | UnreadableInput]:
    """One object, or a list of them."""
    try:
        loaded = _loaded(data, where)
    except UnreadableInput as error:
        yield error
        return
    if not isinstance(loaded, list):
        yield _in_object(loaded, None, data, where, worker)
        return
    for number, item in enumerate(loaded, 1):
        source = json.dumps(item, ensure_ascii=False, sort_keys=True).encode(errors="replace")
        yield _in_object(item, str(number), source, f"{where}#{number}", worker)


def in_csv(text: str, where: str, delimiter: str | None = None) -> Iterator[Found | UnreadableInput]:
    """Rows below a header with our column names, in any order; more columns are passed over."""
    header_line = text.split("\n", 1)[0]
    if delimiter is None:
        delimiter = max(",;\t", key=header_line.count)
    rows = _rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), where)
    header: list[str] | None = None
    for number, cells in rows:
        place = f"{where}:{number}"
        if isinstance(cells, UnreadableInput):
            yield cells
        elif header is None:
            header = [name.strip().lower() for name in cells]
            if not set(header) & set(TEXT_KEYS):
                yield UnreadableInput(where, f"no text column in {header_line[:80]!r}", f"Known columns: {COLUMNS}")
                return
        elif len(cells) > len(header):
            yield UnreadableInput(place, f"{len(cells)} cells below {len(header)} columns", "Put texts in quotes")
        elif any(cell.strip() for cell in cells):
            fields = dict(zip(header, cells, strict=False))
            try:
                yield found_in_fields(fields, str(number), "\x1f".join(cells).encode(errors="replace"), place)
            except UnreadableInput as error:
                yield error


def _rows(reader: Any, where: str) -> Iterator[tuple[int, list[str] | UnreadableInput]]:
    """(line on which the row ends, cells). The module's limit on a cell is set for the length of each step only."""
    while True:
        before = csv.field_size_limit(MAX_LINE_BYTES)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, UnreadableInput(f"{where}:{reader.line_num}", str(error), "Check the quote marks")
            continue
        finally:
            csv.field_size_limit(before)
        yield reader.line_num, row


def _in_line(line: bytes, place: str, where: str, worker: Worker) -> Found | UnreadableInput:
    try:
        loaded = _loaded(line, where)
    except UnreadableInput as error:
        return error
    return _in_object(loaded, place, line, where, worker)


def _loaded(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(where, f"not UTF-8 (byte {error.start})", "Save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableInput(where, f"not JSON: {error.msg} at column {error.colno}", "Mend it or drop it") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits; thousands of brackets
        raise UnreadableInput(where, "JSON that is nested too deep or holds a giant number", "Drop it") from error


def _in_object(loaded: Any, place: str | None, source: bytes, where: str, worker: Worker) -> Found | UnreadableInput:
    if not isinstance(loaded, dict):
        return UnreadableInput(where, f"JSON, but no object ({type(loaded).__name__})", f"Known keys: {COLUMNS}")
    try:
        if is_ninjs(loaded):
            return ninjs_found(loaded, place, source, where, worker)
        found = found_in_fields(loaded, place or "", source, where)
        return found if found.place else replace(found, place=None)
    except UnreadableInput as error:
        return error
