"""The commands that hand a corpus on, and take in what was handed on."""

import os
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.corpus_show import CorpusArgument
from reportedly.commands.options import say
from reportedly.errors import RecordError, UnreadableInput

if TYPE_CHECKING:
    from reportedly.view.exports import Export
    from reportedly.view.exports.source import Source

MAX_BYTES = 500_000_000  # of one file of annotations, which is read whole, and of one line


class Format(StrEnum):
    EVENTS_CSV = "events.csv"
    ACLED_CSV = "acled.csv"
    CLAIMS_PARQUET = "claims.parquet"
    OCCURRENCES_PARQUET = "occurrences.parquet"
    JSONL = "jsonl"
    FTM = "ftm"
    GEOJSON = "geojson"
    WEB_ANNOTATION = "web-annotation"
    LABEL_STUDIO = "label-studio"
    BRAT = "brat"
    GEXF = "gexf"
    SCHEMA_ORG = "schema.org"


class NamesShown(StrEnum):
    PUBLIC = "public"
    ALL = "all"
    NONE = "none"


def export(
    corpus: CorpusArgument,
    to: Annotated[Format, typer.Option("--to", help="The format; docs/exports.md says what each holds.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here. brat: a folder that is new or empty.")
    ] = None,
    names: Annotated[
        NamesShown, typer.Option("--names", help="Persons named: those with an office, all, or none.")
    ] = NamesShown.PUBLIC,
    raw: Annotated[
        bool, typer.Option("--raw", help="Cells for machines: formulas are not made harmless for spreadsheets.")
    ] = False,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Without rejected claims; rows say what was decided of the others.")
    ] = False,
    every_status: Annotated[
        bool, typer.Option("--every-status", help="Also what was denied, planned, only possible, or did not happen.")
    ] = False,
) -> None:
    """Hand a corpus on, each row with its status and its source. Events are what happened or goes on, unless asked."""
    from reportedly.corpus.store import open_store
    from reportedly.output import text_out
    from reportedly.view.exports import FORMATS
    from reportedly.view.exports.source import Source, Wanted
    from reportedly.view.names import Names

    format = FORMATS[to]
    if output is None and format.stream is None:
        raise typer.BadParameter(f"{to} cannot go to the terminal; name a place with -o")
    with open_store(corpus, read_only=True) as store:
        source = Source(store, Wanted(names=Names(names), raw=raw, reviewed=reviewed, every_status=every_status))
        if format.stream is not None:
            with text_out(output) as stream:
                format.stream(source, stream)
        elif output is not None:
            _into_place(format, source, output)


def _into_place(format: "Export", source: "Source", output: Path) -> None:
    """Writes a file or folder beside its place and puts it there once it is whole."""
    if format.folder is not None and output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UnreadableInput(str(output), "is there and not an empty folder", "Name a new folder for -o")
    try:
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as workplace:
            written = Path(workplace, "export")
            if format.file is not None:
                format.file(source, written)
            elif format.folder is not None:
                written.mkdir()
                format.folder(source, written)
            os.replace(written, output)
    except OSError as error:
        found = f"cannot write there: {error.strerror}"
        raise UnreadableInput(str(output), found, "Name another place for -o") from error


def import_(
    corpus: CorpusArgument,
    files: Annotated[list[Path], typer.Argument(help="JSONL or Web Annotations; - for standard input.")],
) -> None:
    """Take in records that were exported as jsonl or web-annotation, or read by `read --format jsonl`."""
    from reportedly.corpus.store import open_store
    from reportedly.model.check import problems_in
    from reportedly.model.wire import parsed

    n_added = n_errors = n_records = 0
    with open_store(corpus, create=True) as store:
        for file in files:
            for place, line in _records_of(file):
                try:
                    found = problems_in(parsed(line))
                    if found:
                        raise RecordError(found[0] + (f" (and {len(found) - 1} more)" if len(found) > 1 else ""))
                    n_added += store.add([line])
                except RecordError as error:
                    n_errors += 1
                    say(f"{place}: {error}")
                n_records += 1
    say(f"{n_added} report(s) added, {n_records - n_added - n_errors} there already, {n_errors} not taken")
    if n_errors:
        raise typer.Exit(1)


def _records_of(file: Path) -> Iterator[tuple[str, str]]:
    """(place, JSON line) of each record; a file that begins as a page of annotations is read as one."""
    try:
        stream = sys.stdin.buffer if str(file) == "-" else file.open("rb")
        with stream:
            for n, raw in enumerate(iter(lambda: stream.readline(MAX_BYTES + 1), b""), 1):
                if len(raw) > MAX_BYTES:
                    raise UnreadableInput(f"{file}:{n}", f"over the limit of {MAX_BYTES:,} bytes", "Split it")
                line = raw.decode("utf-8").strip("\ufeff\r\n ")
                if n == 1 and not line.startswith("{"):
                    raise UnreadableInput(str(file), "neither records nor annotations", "Import what was exported")
                if n == 1 and not line.startswith('{"format"'):
                    yield from _annotated(file, line + stream.read(MAX_BYTES + 1).decode("utf-8"))
                    return
                if line:
                    yield f"{file}:{n}", line
    except OSError as error:
        raise UnreadableInput(str(file), str(error.strerror), "Check the path") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(file), f"not UTF-8 ({error.reason})", "Is it what reportedly wrote?") from error


def _annotated(file: Path, text: str) -> Iterator[tuple[str, str]]:
    from reportedly.model.wire import parsed
    from reportedly.view.exports.web_annotation import records_in

    if len(text) > MAX_BYTES:
        raise UnreadableInput(str(file), f"over the limit of {MAX_BYTES:,} characters", "Export it in parts")
    try:
        for n, line in enumerate(records_in(parsed(text)), 1):
            yield f"{file}#{n}", line
    except RecordError as error:
        raise RecordError(f"{file}: {error}") from error
