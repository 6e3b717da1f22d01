"""A corpus as text for a terminal: tables of occurrences, a timeline, one occurrence, reports side by side, hits."""

import io
from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.corpus.stored import OccurrenceInFull, Page, SearchHit, StoredOccurrence
from reportedly.model.claim import Status
from reportedly.view.compare import FIELDS, ComparedRow
from reportedly.view.phrases import interval_phrase, moment_phrase
from reportedly.view.text import COLOURS, INDENT, SEPARATOR
from reportedly.view.words import Words, load_words, shown

DIFFERS_MARK, UPDATED_MARK = "≠", "→"
WIDEST = 60  # columns for what an occurrence is about


class _Page:
    """Where a page is written, with or without colour."""

    def __init__(self, width: int, colour: bool) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=max(width, 40),
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def add(self, *parts: Text | Table | str) -> None:
        for part in parts:
            self._console.print(part)

    def add_indented(self, *lines: Text) -> None:
        for line in lines:
            self._console.print(Padding(line, (0, 0, 0, INDENT)))

    def written(self) -> str:
        lines = (line.rstrip() for line in self._out.getvalue().splitlines())
        return "\n".join(lines) + "\n"


def occurrence_list(page: Page[StoredOccurrence], *, width: int, colour: bool, language: str = "en") -> str:
    """Three lines for each occurrence: what and when; who told it first, in which words; what stands behind it."""
    words = load_words(language)
    names = words["corpus"]
    out = _Page(width, colour)
    for occurrence in page.items:
        line = _status(occurrence.status).append_text(_sep()).append_text(_about(occurrence, words))
        when = _when(occurrence.since, occurrence.until, words)
        if when:
            line.append_text(_sep()).append(when, style="not bold")
        told = (
            f"“{shown(' '.join(occurrence.sentence.split()))}”{SEPARATOR}{shown(occurrence.outlet or words['unnamed'])}"
        )
        behind = _behind(occurrence, names)
        if occurrence.n_disagreements:
            behind += SEPARATOR + names["differ_on"].format(n=occurrence.n_disagreements)
        first = Text(told, style="italic")
        first.truncate(max(width, 40) - INDENT, overflow="ellipsis")
        out.add(line)
        out.add_indented(first, Text(behind).append(f"{SEPARATOR}{occurrence.id}", style="dim"))
    out.add(_how_many(page, names["of_occurrences"]))
    return out.written()


def timeline(page: Page[StoredOccurrence], *, width: int, colour: bool, language: str = "en") -> str:
    """The occurrences day by day; those without a time last."""
    words = load_words(language)
    out = _Page(width, colour)
    dated = [o for o in page.items if o.since is not None]
    for when, same in groupby(dated, key=lambda o: _when(o.since, o.until, words)):
        out.add(Text(when, style="bold"))
        for occurrence in same:
            out.add(_event_line(occurrence, words))
    undated = [o for o in page.items if o.since is None]
    if undated:
        out.add(Text(words["corpus"]["no_time"], style="bold"))
        for occurrence in undated:
            out.add(_event_line(occurrence, words))
    out.add(_how_many(page, words["corpus"]["of_occurrences"]))
    return out.written()


def _event_line(occurrence: StoredOccurrence, words: Words) -> Text:
    line = Text("│ ", style="dim")
    line.append_text(_status(occurrence.status)).append(SEPARATOR, style="not bold")
    line.append_text(_about(occurrence, words))
    line.append(f"{SEPARATOR}{_behind(occurrence, words['corpus'])}{SEPARATOR}{occurrence.id}", style="dim")
    return line


def occurrence_page(
    found: OccurrenceInFull, rows: Sequence[ComparedRow], *, width: int, colour: bool, language: str = "en"
) -> str:
    """One occurrence: its claims with their sentences, its origins, and where the claims differ."""
    words = load_words(language)
    names = words["corpus"]
    occurrence = found.occurrence
    out = _Page(width, colour)
    head = Text(f"{occurrence.type} ", style="bold").append_text(_status(occurrence.status))
    facts = [_when(occurrence.start, occurrence.end, words), occurrence.country or "", occurrence.id]
    head.append("\n" + SEPARATOR.join(filter(None, facts)), style="not bold dim")
    behind = names["behind"].format(origins=len(occurrence.origin_ids), reports=len(occurrence.report_ids))
    out.add(head, Text(behind))
    for row in rows:
        out.add("", Text(f"{row.outlet}{SEPARATOR}{_published(row, words)}", style="bold"))
        line = _status(row.status).append(f"{SEPARATOR}{row.on_whose_word}", style="not bold")
        line.append("".join(SEPARATOR + cell for cell in (row.when, row.where, row.counts) if cell), style="not bold")
        out.add_indented(line, Text(f"“{row.sentence}”", style="italic"), Text(row.claim_id, style="dim"))
    outlets = {row.report_id: row.outlet for row in rows} | {r.id: shown(r.outlet or r.id) for r in found.reports}
    out.add("", Text(names["origins"], style="bold"))
    for origin in found.origins:
        members = ", ".join(outlets.get(i, i) for i in origin.report_ids)
        credited = f"{SEPARATOR}{shown(origin.name)}" if origin.name else ""
        out.add_indented(Text(f"{names['kinship'][origin.kinship]}{credited}{SEPARATOR}{members}"))
    if occurrence.disagreements:
        out.add("", Text(names["disagreements"], style="bold"))
    for disagreement in occurrence.disagreements:
        positions = SEPARATOR.join(f"{shown(p.value)} ({len(p.claim_ids)})" for p in disagreement.positions)
        label = names["difference"][disagreement.difference]
        out.add_indented(Text(f"{disagreement.field} {label}: {positions}"))
    if occurrence.stage_ids:
        out.add("", Text(f"{names['stages']}: {', '.join(occurrence.stage_ids)}"))
    return out.written()


def comparison(rows: Sequence[ComparedRow], *, width: int, colour: bool, language: str = "en") -> str:
    """A column for each question, a row for each claim; "≠" before what another claim contradicts."""
    words = load_words(language)
    names = words["corpus"]
    columns = [field for field in FIELDS if any(getattr(row, field) for row in rows)]
    table = _table(names["report"], *(names["fields"][field] for field in columns), names["fields"]["on_whose_word"])
    for row in rows:
        cells = [_cell(row, field) for field in columns]
        table.add_row(Text(f"{row.outlet}\n{_published(row, words)}"), *cells, row.on_whose_word)
    out = _Page(width, colour)
    out.add(table, Text(names["comparison_legend"], style="dim"))
    return out.written()


def hit_list(page: Page[SearchHit], *, width: int, colour: bool, language: str = "en") -> str:
    """Reports that have the words looked for, with a few words around them."""
    words = load_words(language)
    out = _Page(width, colour)
    for hit in page.items:
        out.add(Text(shown(hit.title or words["no_title"]), style="bold"))
        date = moment_phrase(hit.published, words) if hit.published else words["no_date"]
        out.add(Text(SEPARATOR.join(filter(None, (shown(hit.outlet or ""), date, hit.report_id))), style="dim"))
        line = Text()
        for piece, found in hit.snippet:
            edges = " " if piece[:1].isspace() else "", " " if piece[-1:].isspace() else ""
            line.append(f"{edges[0]}{shown(piece)}{edges[1]}", style="bold yellow" if found else "")
        out.add_indented(line)
    out.add(_how_many(page, words["corpus"]["of_reports"]))
    return out.written()


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cell(row: ComparedRow, field: str) -> Text:
    mark = DIFFERS_MARK if field in row.differs else UPDATED_MARK if field in row.updated else ""
    cell = Text(getattr(row, field), style="bold yellow" if mark else "")
    return Text(f"{mark} ", style="bold red").append_text(cell) if mark else cell


def _status(status: str) -> Text:
    name = status.partition(" ")[0]
    return Text(status, style=COLOURS[Status(name)] if name in Status.__members__ else "")


def _about(occurrence: StoredOccurrence, words: Words) -> Text:
    """Who -> does what -> to whom, in the words of the earliest claim."""
    who = shown(occurrence.actors) if occurrence.actors else words["not_said"]
    whom = f" {shown(occurrence.recipients)}" if occurrence.recipients else ""
    place = f"{SEPARATOR}{shown(occurrence.place)}" if occurrence.place else ""
    about = Text(f"{who} -> {shown(occurrence.trigger)}{whom}{place}")
    about.truncate(WIDEST, overflow="ellipsis")
    return about


def _behind(occurrence: StoredOccurrence, names: Words) -> str:
    return str(names["behind"].format(origins=occurrence.n_origins, reports=occurrence.n_reports))


def _sep() -> Text:
    return Text(SEPARATOR, style="not bold")


def _when(since: str | None, until: str | None, words: Words) -> str:
    return interval_phrase(since, until, words) if since or until else ""


def _published(row: ComparedRow, words: Words) -> str:
    return moment_phrase(row.published, words) if row.published else str(words["no_date"])


def _how_many[T](page: Page[T], pattern: str) -> Text:
    return Text(pattern.format(shown=len(page.items), total=f"{page.total:,}"), style="dim")
