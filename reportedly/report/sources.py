"""Files, folders and standard input -> reports. A bad input costs itself only and is handed on as an error."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Literal, cast

from reportedly.errors import UnreadableInput
from reportedly.model.report import Report
from reportedly.report.encoding import decoded
from reportedly.report.jsonl import in_csv, in_json, in_jsonl
from reportedly.report.newswire import in_feed, in_warc, page_found
from reportedly.report.records import TEXT_KEYS, Found, Given, report_from
from reportedly.report.text import checked_date
from reportedly.report.worker import Worker
from reportedly.rules.load import Rules

Format = Literal["text", "html", "jsonl", "json", "csv", "feed", "warc"]
FORMATS: tuple[Format, ...] = ("text", "html", "jsonl", "json", "csv", "feed", "warc")
BY_EXTENSION: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".ninjs": "json",
    ".csv": "csv", ".tsv": "csv",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".warc": "warc",
}  # fmt: skip
STDIN = "-"
MAX_TEXT_BYTES = 10_000_000  # one report as plain text
MAX_FILE_BYTES = 100_000_000  # CSV and JSON, which are read whole
SNIFFED_BYTES = 4096
GZIP_MAGIC = b"\x1f\x8b"
BINARY_MAGICS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
CSV_COLUMNS = frozenset((*TEXT_KEYS, "id", "date", "url", "outlet", "title"))
TEXT_CURE = "Save its text as UTF-8 in a .txt file"


def reports_in(
    paths: Sequence[str],
    *,
    format: str | None = None,
    outlet: str | None = None,
    published: str | date | None = None,
    rules: Rules | None = None,
) -> Iterator[Report | UnreadableInput]:
    """Every report in the files and folders named, "-" being standard input; folders recursively, sorted by path.

    `format`: one of FORMATS, else told from name and content. `outlet` and `published` hold for all and go before what
    the inputs say; `rules`: see read_text. What cannot be read is yielded as UnreadableInput, in its place; the rest
    goes on. Raises UnreadableInput only for a `format` or `published` that makes no sense.
    """
    wanted = next((f for f in FORMATS if f == format), None)
    if format is not None and wanted is None:
        raise UnreadableInput("format", f"{format!r} is unknown", f"Known: {', '.join(FORMATS)}")
    given = Given(outlet=outlet, published=None if published is None else checked_date(published), rules=rules)
    with Worker() as worker:
        for path in paths:
            for where, name in _files_of(path):
                if isinstance(where, UnreadableInput):
                    yield where
                    continue
                for found in _found_in(where, wanted, worker):
                    if isinstance(found, UnreadableInput):
                        yield found
                        continue
                    place = where if found.place is None else f"{where}#{found.place}"
                    try:
                        yield report_from(found, name, place, given)
                    except UnreadableInput as error:
                        yield error


def n_reports_in(paths: Sequence[str]) -> int | None:
    """How many reports the inputs hold, told without reading them: a text or page is one, so is a line of JSONL.

    None where that cannot be told ahead: standard input, feeds, tables, archives, packed files, unknown endings.
    """
    total = 0
    for path in paths:
        for where, name in _files_of(path):
            kind = BY_EXTENSION.get(os.path.splitext(name or "")[1].lower())
            if where == STDIN:
                return None
            if isinstance(where, UnreadableInput) or kind in ("text", "html") or not os.path.isfile(where):
                total += 1
            elif kind == "jsonl":
                total += _n_lines(where)
            else:
                return None
    return total


def _n_lines(file: str) -> int:
    try:
        with open(file, "rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1  # the error that it will come to


def _files_of(path: str) -> Iterator[tuple[str | UnreadableInput, str | None]]:
    """(place to open, file name); hidden files and folders inside a folder are passed over."""
    if path == STDIN:
        yield STDIN, None
        return
    if not os.path.isdir(path):
        yield path, Path(path).name
        return
    files = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [s for s in subfolders if not s.startswith(".")]
        files += [Path(folder, name) for name in names if not name.startswith(".")]
    if not files:
        yield UnreadableInput(path, "no file in the folder", "Give a folder with reports"), None
    for file in sorted(files, key=lambda f: f.relative_to(path).as_posix()):
        yield str(file), file.name


def _found_in(where: str, wanted: Format | None, worker: Worker) -> Iterator[Found | UnreadableInput]:
    """The texts of one file; errors of the file system and of packing included."""
    try:
        if where == STDIN:
            yield from _found_in_stream(sys.stdin.buffer, "standard input", "", wanted, worker)
            return
        if not os.path.isfile(where):
            found = "not a regular file" if os.path.exists(where) else "no such file"
            yield UnreadableInput(where, found, "Check the path")
            return
        with open(where, "rb") as stream:
            yield from _found_in_stream(stream, where, where, wanted, worker)
    except UnreadableInput as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield UnreadableInput(where, f"the packed file is damaged ({error})", "Fetch or copy it again")
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield UnreadableInput(where, f"cannot be opened or read ({reason})", "Check path and permissions")


def _found_in_stream(
    stream: IO[bytes], where: str, name: str, wanted: Format | None, worker: Worker
) -> Iterator[Found | UnreadableInput]:
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=SNIFFED_BYTES)
    try:
        start = buffered.peek(SNIFFED_BYTES)
        if start.startswith(GZIP_MAGIC):
            unpacked = gzip.GzipFile(fileobj=buffered)
            buffered_in = io.BufferedReader(cast(io.RawIOBase, unpacked), buffer_size=SNIFFED_BYTES)
            start = buffered_in.peek(SNIFFED_BYTES)
            name = name.removesuffix(".gz")
        else:
            buffered_in = buffered
        kind = wanted or _format_of(name, start, where)
        yield from _found_as(kind, buffered_in, where, name, worker)
    finally:
        buffered.detach()  # the caller closes its stream; standard input stays open


def _found_as(
    kind: Format, stream: IO[bytes], where: str, name: str, worker: Worker
) -> Iterator[Found | UnreadableInput]:
    if kind == "jsonl":
        yield from in_jsonl(stream, where, worker)
    elif kind == "warc":
        yield from in_warc(stream, where, worker)
    elif kind == "html":
        yield page_found(_read(stream, MAX_TEXT_BYTES, where), where, worker)
    elif kind == "feed":
        yield from in_feed(_read(stream, MAX_TEXT_BYTES, where), where, worker)
    elif kind == "json":
        yield from in_json(_read(stream, MAX_FILE_BYTES, where), where, worker)
    elif kind == "csv":
        text, _ = decoded(_read(stream, MAX_FILE_BYTES, where), where)
        yield from in_csv(text, where, "\t" if name.lower().endswith(".tsv") else None)
    else:
        data = _read(stream, MAX_TEXT_BYTES, where)
        text, notes = decoded(data, where)
        yield Found(text=text, source=data, notes=notes)


def _format_of(name: str, start: bytes, where: str) -> Format:
    """By the name's extension, else by the first bytes. Raises UnreadableInput for empty and for binary data."""
    if not start:
        raise UnreadableInput(where, "an empty file", "Leave it out, or check how it was saved")
    if start.startswith(BINARY_MAGICS):
        raise UnreadableInput(where, "binary data (an image, a PDF, a packed or office file)", TEXT_CURE)
    known = BY_EXTENSION.get(os.path.splitext(name)[1].lower())
    if known is not None:
        return known
    opening = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:SNIFFED_BYTES]
    lower = opening[:600].lower()
    if opening.startswith(b"WARC/"):
        return "warc"
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "html"
    if b"<rss" in lower or b"<feed" in lower or b"<rdf:rdf" in lower:
        return "feed"
    if lower.startswith(b"<?xml"):
        return "html" if b"<html" in lower else "feed"
    if opening.startswith(b"["):
        return "json" if opening[1:].lstrip()[:1] == b"{" else "text"
    if opening.startswith(b"{"):
        first_line = opening.split(b"\n", 1)[0].rstrip()
        return "jsonl" if first_line.endswith(b"}") or b"\n" not in opening else "json"
    header = {cell.strip(b' "\r').decode("ascii", "replace") for cell in opening.split(b"\n", 1)[0].split(b",")}
    return "csv" if len(header) > 1 and header & set(TEXT_KEYS) and header <= CSV_COLUMNS else "text"


def _read(stream: IO[bytes], cap: int, where: str) -> bytes:
    data = stream.read(cap + 1)
    if len(data) > cap:
        raise UnreadableInput(where, f"over the limit of {cap:,} bytes", "Split it into smaller files")
    if not data.strip():
        raise UnreadableInput(where, "an empty file", "Leave it out, or check how it was saved")
    return data
