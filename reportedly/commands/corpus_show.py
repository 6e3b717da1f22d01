"""The commands that show a corpus: its occurrences, one of them, reports side by side, a search."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.options import look, say

if TYPE_CHECKING:
    from reportedly.corpus.store import Store
    from reportedly.corpus.stored import OccurrenceInFull
    from reportedly.view.compare import ComparedRow

CorpusArgument = Annotated[str, typer.Argument(help="The corpus: one file.", metavar="CORPUS.db")]


def show(
    corpus: CorpusArgument,
    occurrence: Annotated[
        str | None, typer.Option(help="One occurrence with all that is said of it.", metavar="ID")
    ] = None,
    timeline: Annotated[bool, typer.Option("--timeline", help="Day by day.")] = False,
    search: Annotated[
        str | None, typer.Option(help='Reports with these words, in any form; "as they stand" in quotes.')
    ] = None,
    type: Annotated[str | None, typer.Option(help="An event type: COERCE.")] = None,
    country: Annotated[str | None, typer.Option(help="A country's two letters: AL.")] = None,
    status: Annotated[str | None, typer.Option(help="HAPPENED, PLANNED, DENIED, ...")] = None,
    since: Annotated[str | None, typer.Option(help="From this day, month or year: 2023-06-01.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Up to it, included.", metavar="DATE")] = None,
    min_origins: Annotated[int, typer.Option(help="This many independent origins or more.", min=1)] = 1,
    limit: Annotated[int, typer.Option("--limit", "-n", help="This many at most.", min=1)] = 50,
) -> None:
    """Show what a corpus holds: occurrences, those with the most independent origins first."""
    from reportedly.corpus.store import open_store
    from reportedly.corpus.stored import OccurrenceFilter
    from reportedly.view import corpus_text

    check_days(since, until)
    width, colour = look()
    with open_store(corpus, read_only=True) as store:
        if occurrence is not None:
            found = found_in(store, occurrence)
            page = corpus_text.occurrence_page(found, rows_of(store, found), width=width, colour=colour)
        elif search is not None:
            page = corpus_text.hit_list(store.search(search, limit=limit), width=width, colour=colour)
        else:
            wanted = OccurrenceFilter(
                type=type and type.upper(),
                country=country and country.upper(),
                status=status and status.upper(),
                since=since,
                until=until,
                min_origins=min_origins,
            )
            hint_if_ungrouped(store)
            drawn = corpus_text.timeline if timeline else corpus_text.occurrence_list
            listed = store.occurrences(wanted, limit=limit, by_origins=not timeline)
            page = drawn(listed, width=width, colour=colour)
    typer.echo(page, nl=False)


def compare(
    corpus: CorpusArgument,
    occurrence: Annotated[str, typer.Argument(help="The id of an occurrence, see `reportedly show`.")],
) -> None:
    """Set the reports on one occurrence side by side, and mark where they differ."""
    from reportedly.corpus.store import open_store
    from reportedly.view.corpus_text import comparison

    width, colour = look()
    with open_store(corpus, read_only=True) as store:
        rows = rows_of(store, found_in(store, occurrence))
    typer.echo(comparison(rows, width=width, colour=colour), nl=False)


def found_in(store: "Store", occurrence_id: str) -> "OccurrenceInFull":
    """The occurrence. Raises StoreError where there is none, naming what became of it."""
    from reportedly.errors import StoreError

    found = store.occurrence(occurrence_id)
    if found is not None:
        return found
    became = store.became(occurrence_id)
    cure = f"Its claims are now in {', '.join(became)}" if became else f"See `reportedly show {store.place}`"
    raise StoreError(f'{store.place}: there is no occurrence "{occurrence_id}". {cure}')


def rows_of(store: "Store", found: "OccurrenceInFull") -> "tuple[ComparedRow, ...]":
    """What each claim of the occurrence says."""
    from reportedly.view.compare import compared
    from reportedly.view.words import load_words

    reads = [read for report in found.reports if (read := store.read(report.id)) is not None]
    return compared(found, reads, load_words())


def hint_if_ungrouped(store: "Store") -> None:
    """A line on stderr where reports were added since the corpus was grouped."""
    ungrouped = store.totals().ungrouped
    if ungrouped:
        say(f"{ungrouped:,} report(s) are not grouped yet: run `reportedly group {store.place}`")


def check_days(*days: str | None) -> None:
    """Raises BadParameter for what is no day, month or year."""
    for day in days:
        try:
            if day is not None:
                if not day.replace("-", "").isdigit():  # "2024-W10-3" is ISO 8601, too, but sorts as no day does
                    raise ValueError
                datetime.fromisoformat(f"{day}-01-01"[:10] if len(day) < len("2024-03-06") else day)
        except ValueError as error:
            raise typer.BadParameter(f'"{day}" is not a date; write it as 2024-03-06, 2024-03 or 2024') from error
