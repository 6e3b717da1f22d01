"""`reportedly page`: one report as a self-contained page."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.options import OutletOption, PublishedOption, check_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model.claim import Read

RECORD_BEGINS = b'{"format":"reportedly/'
SNIFFED_BYTES = 64


def register(app: typer.Typer) -> None:
    app.command()(page)


def page(
    report: Annotated[
        str, typer.Argument(help="A report, or a line that `read --format jsonl` wrote; - for standard input.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here; default: standard output.")] = None,
    number: Annotated[
        int, typer.Option("--number", "-n", help="Which report, where the file holds several.", min=1)
    ] = 1,
    published: PublishedOption = None,
    outlet: OutletOption = None,
) -> None:
    """Show one report as a page: whose word each stretch is, and the claims on it.

    The page is one file. It loads nothing and runs no script.
    """
    from reportedly.output import Sink
    from reportedly.view.web.html import self_contained

    check_date(published)
    found = _read(report, number, published=published, outlet=outlet)
    with Sink(output, "html", show_progress=False) as sink:
        sink.write(self_contained(found))


def _read(report: str, number: int, *, published: str | None, outlet: str | None) -> "Read":
    """The reading wanted: of a record as it stands, of a report by reading it now. Raises ReportedlyError."""
    from reportedly.errors import RecordError, UnreadableInput
    from reportedly.model.wire import from_json
    from reportedly.pipeline import read
    from reportedly.report.sources import reports_in

    if _is_record(report):
        line = next(islice(_lines(report), number - 1, None), None)
        if line is not None:
            try:
                return from_json(line)
            except RecordError as error:
                raise RecordError(f"{report}: record {number}: {error}") from error
    else:
        found = next(islice(reports_in([report], published=published, outlet=outlet), number - 1, None), None)
        if isinstance(found, UnreadableInput):
            raise found
        if found is not None:
            return read(found)
    raise UnreadableInput(report, f"no report number {number} in it", "Give a smaller --number")


def _is_record(report: str) -> bool:
    """Whether a file begins as a record does. A file that cannot be opened is left to those who say what is wrong."""
    try:
        with open(report, "rb") as file:
            return file.read(SNIFFED_BYTES).replace(b" ", b"").startswith(RECORD_BEGINS)
    except (OSError, ValueError):
        return False


def _lines(report: str) -> "Iterator[str]":
    with open(report, encoding="utf-8", errors="replace", newline="\n") as file:
        yield from (line for line in file if line.strip())
