"""The corpus file: reports, claims and what grouping found, in one SQLite database. Read this file first.

    with open_store("corpus.db", create=True) as store:
        store.add(lines)                      # what `reportedly read --format jsonl` prints
        page = store.claims(ClaimFilter(type="COERCE"), limit=50)

A store belongs to the thread that opened it; open one a thread (`read_only=True` for those that only look).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any, Self

from reportedly.corpus import store_drawn, store_groups, store_lists, store_review
from reportedly.corpus.engine import Engine, Refused, Writer, open_engine
from reportedly.corpus.store_index import COLUMNS, Rows, rows_of
from reportedly.corpus.store_query import for_reports
from reportedly.corpus.store_schema import MIGRATIONS
from reportedly.corpus.stored import (
    ClaimFilter,
    Facet,
    Groups,
    OccurrenceFilter,
    OccurrenceInFull,
    Page,
    PlacedOccurrence,
    ReportFilter,
    SearchHit,
    SourceGraph,
    Standing,
    StoredClaim,
    StoredOccurrence,
    StoredReport,
    Totals,
)
from reportedly.errors import RecordError
from reportedly.model.claim import Read
from reportedly.model.review import Decision, Regrouping
from reportedly.model.wire import from_json, parsed

LOT = 100  # records or sketches fetched together


def open_store(place: str | Path, *, create: bool = False, read_only: bool = False) -> "Store":
    """The corpus in a file, brought up to this version's tables.

    create: make it if there is none. Raises StoreError: it is not there, not a corpus, made by a newer version.
    """
    return Store(open_engine(place, create=create, read_only=read_only, migrations=MIGRATIONS))


class Store:
    """An open corpus. What it is asked raises StoreError where the database fails: locked, full, damaged."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def place(self) -> str:
        """File or address, as messages name it: without a password."""
        return self._engine.place

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.close()

    def state(self) -> Hashable:
        """Another value after anything was changed, by whomever."""
        return self._engine.state()

    # -- reports in --------------------------------------------------------------------------------------------------

    def add(self, lines: Iterable[str]) -> int:
        """Adds records, one JSON line each, in one transaction: all of them or, after a fault, none.

        A report that is there already is passed over. The number added. Raises RecordError for what is no record.
        """
        return self.put(_rows_of(lines))

    def put(self, reports: Iterable[Rows]) -> int:
        """As `add`, from rows that are made already."""
        with self._engine.writing() as writer:
            return self._put(writer, reports)

    def _put(self, writer: Writer, reports: Iterable[Rows]) -> int:
        n_added = 0
        for rows in reports:
            if self.has(rows.report_id):
                continue
            try:
                for table, columns in COLUMNS.items():
                    writer.fill(table, getattr(rows, table), columns)
                self._engine.search.put(writer, rows.report_id)
            except Refused as error:
                raise RecordError(f"{rows.report_id}: {error.__cause__}. See `reportedly check`") from error
            n_added += 1
        return n_added

    def has(self, report_id: str) -> bool:
        return bool(self._engine("SELECT 1 FROM reports WHERE id = ?", report_id))

    # -- reports out -------------------------------------------------------------------------------------------------

    def record(self, report_id: str) -> str | None:
        """The JSON line of a report, as it was added; None: there is no such report."""
        found = self._engine("SELECT json FROM records WHERE report_id = ?", report_id)
        return found[0][0] if found else None

    def read(self, report_id: str) -> Read | None:
        """A report with its entities and claims; None: there is no such report."""
        line = self.record(report_id)
        return from_json(line) if line is not None else None

    def records(self, wanted: ReportFilter | None = None) -> Iterator[str]:
        """The JSON lines in the order of publication, one at a time."""
        where = for_reports(self._engine, wanted or ReportFilter())
        sql = f"SELECT r.id FROM reports AS r{where.sql} ORDER BY {store_lists.IN_TIME}"
        ids = (row[0] for row in self._engine.each(sql, *where.values))
        yield from (line for _, line in self._kept("records", "json", ids))

    def _kept(self, table: str, column: str, ids: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """(report id, what a column holds of it) in the order of the ids; not of what was forgotten meanwhile."""
        for lot in batched(ids, LOT):
            sql = f"SELECT report_id, {column} FROM {table} WHERE report_id IN ({', '.join('?' * len(lot))})"
            found: dict[str, Any] = dict(self._engine(sql, *lot))
            yield from ((report_id, found[report_id]) for report_id in lot if report_id in found)

    def reads(self, wanted: ReportFilter | None = None) -> Iterator[Read]:
        """As `records`, as values. Costs some milliseconds a report."""
        return (from_json(line) for line in self.records(wanted))

    # -- lists -------------------------------------------------------------------------------------------------------

    def totals(self) -> Totals:
        return store_lists.totals(self._engine)

    def reports(self, wanted: ReportFilter | None = None, *, offset: int = 0, limit: int = 50) -> Page[StoredReport]:
        """Reports in the order of publication; those without a date come first."""
        return store_lists.reports(self._engine, wanted or ReportFilter(), offset, limit)

    def search(
        self, words: str, wanted: ReportFilter | None = None, *, offset: int = 0, limit: int = 50
    ) -> Page[SearchHit]:
        """Reports that have all the words in title or text, in any form, best first. Any input is allowed."""
        return store_lists.search(self._engine, words, wanted or ReportFilter(), offset, limit)

    def claims(self, wanted: ClaimFilter | None = None, *, offset: int = 0, limit: int = 50) -> Page[StoredClaim]:
        """Claims in the order of publication, then of the text."""
        return store_lists.claims(self._engine, wanted or ClaimFilter(), offset, limit)

    def occurrences(
        self,
        wanted: OccurrenceFilter | None = None,
        *,
        offset: int = 0,
        limit: int = 50,
        by_origins: bool = False,
    ) -> Page[StoredOccurrence]:
        """Occurrences in the order of time; by_origins: those with the most independent origins first."""
        return store_lists.occurrences(self._engine, wanted or OccurrenceFilter(), offset, limit, by_origins)

    def occurrence(self, occurrence_id: str) -> OccurrenceInFull | None:
        """One occurrence with its claims, reports, origins and disagreements; None: there is none of this id."""
        return store_groups.occurrence(self._engine, occurrence_id)

    def all_occurrences(self) -> Iterator[OccurrenceInFull]:
        """Every occurrence in full, in the order of time, one at a time."""
        for (occurrence_id,) in self._engine.each(f"SELECT o.id FROM occurrences AS o ORDER BY {store_lists.BY_TIME}"):
            found = self.occurrence(occurrence_id)
            if found is not None:
                yield found

    def standings(self, report_id: str) -> dict[str, Standing]:
        """What grouping found of every claim of a report, by claim id."""
        return store_groups.standings(self._engine, report_id)

    def became(self, occurrence_id: str) -> tuple[str, ...]:
        """Where the claims of an occurrence went that is no more; () if it never was, or its reports are gone."""
        rows = self._engine("SELECT became FROM former_occurrences WHERE id = ? ORDER BY became", occurrence_id)
        return tuple(row[0] for row in rows if row[0])

    def sources(self, *, limit: int = 500) -> SourceGraph:
        """Who is said to have it from whom, over all reports: at most `limit` edges, the most used first."""
        return store_lists.sources(self._engine, limit)

    # -- review ------------------------------------------------------------------------------------------------------

    def decide(self, decision: Decision) -> int | None:
        """Adds a decision; its place. None where there is no such claim, or no such decision to undo."""
        with self._engine.writing() as writer:
            return store_review.put(writer, decision)

    def report_of(self, claim_id: str) -> str | None:
        """The report of a claim; None: there is no such claim."""
        found = self._engine("SELECT report_id FROM claims WHERE id = ?", claim_id)
        return found[0][0] if found else None

    def decisions(self, report_id: str | None = None) -> tuple[Decision, ...]:
        """All that was ever decided of a report's claims, or of all claims, in order; see corpus/review.py."""
        return store_review.decisions(self._engine, report_id)

    def regroup(self, statement: Regrouping) -> int | None:
        """Adds a statement about what is one thing; its place. None where a claim, or what it undoes, is not there.

        Occurrences follow when the corpus is grouped anew.
        """
        with self._engine.writing() as writer:
            return store_review.put_regrouping(writer, statement)

    def regroupings(self) -> tuple[Regrouping, ...]:
        """All that was ever said of which claims are about one thing, in order; see corpus/regrouped.py."""
        return store_review.regroupings(self._engine)

    # -- drawn -------------------------------------------------------------------------------------------------------

    def facets(self, wanted: OccurrenceFilter | None = None) -> tuple[Facet, ...]:
        """How many of the occurrences wanted there are of each type, status and country."""
        return store_drawn.facets(self._engine, wanted or OccurrenceFilter())

    def outlets(self) -> Facet:
        """Who published how many of the reports."""
        return store_drawn.outlets(self._engine)

    def summary(self, occurrence_id: str) -> StoredOccurrence | None:
        """One occurrence as a row of a list; None: there is none of this id."""
        return store_lists.one_occurrence(self._engine, occurrence_id)

    def placed(self, wanted: OccurrenceFilter | None = None, *, limit: int = 500) -> tuple[PlacedOccurrence, ...]:
        """Occurrences at places whose point is known, those with the most independent origins first."""
        return store_drawn.placed(self._engine, wanted or OccurrenceFilter(), limit)

    # -- groups ------------------------------------------------------------------------------------------------------

    def put_groups(self, groups: Groups) -> None:
        """Stores what grouping found in place of what was found before, in one transaction.

        An occurrence that is no more leaves word of which ones its claims went to (`became`).
        """
        with self._engine.writing() as writer:
            store_groups.put(writer, groups)

    def unsketched(self, version: str) -> list[str]:
        """Ids of the reports of which no sketch of this version is kept."""
        sql = "SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM sketches WHERE version = ?) ORDER BY n"
        return [row[0] for row in self._engine(sql, version)]

    def put_sketches(self, version: str, sketches: Iterable[tuple[str, bytes]]) -> None:
        """Keeps (report id, sketch) in one transaction, in place of those of other versions."""
        with self._engine.writing() as writer:
            writer.executemany(
                "INSERT INTO sketches (report_id, version, sketch) VALUES (?, ?, ?) ON CONFLICT (report_id)"
                " DO UPDATE SET version = excluded.version, sketch = excluded.sketch",
                ((report_id, version, sketch) for report_id, sketch in sketches),
            )

    def sketches(self, version: str) -> Iterator[bytes]:
        """All that are kept of this version, in the order of report ids, one at a time."""
        sql = "SELECT report_id FROM sketches WHERE version = ? ORDER BY report_id"
        ids = (row[0] for row in self._engine.each(sql, version))
        yield from (sketch for _, sketch in self._kept("sketches", "sketch", ids))

    # -- forgetting --------------------------------------------------------------------------------------------------

    def forget(
        self,
        report_ids: Iterable[str],
        *,
        instead: Iterable[str] = (),
        decisions: Iterable[Decision] = (),
        regroupings: Iterable[Regrouping] = (),
    ) -> int:
        """Takes reports out with all that is kept of them, and puts records in their place, in one transaction.

        decisions, regroupings: take the place of those of the same number.
        What grouping found is to be found anew; what is left of it holds no more of them. The number taken out. Their
        words may stand in the free space of the files until `wipe`.
        """
        forgotten = list(report_ids)
        self._engine.before_forgetting()
        with self._engine.writing() as writer:
            n_forgotten = store_groups.take_out(writer, self._engine.search, forgotten)
            self._put(writer, _rows_of(instead))
            store_review.replace(writer, decisions)
            store_review.replace_regroupings(writer, regroupings)
        return n_forgotten

    def wipe(self) -> None:
        """Writes search index and file anew, without free space, and empties the log.

        Raises StoreError while another process has it open: what that process may still look at stays in the log.
        """
        self._engine.wipe()

    def grep(self, is_in: Callable[[str], bool]) -> list[str]:
        """Ids of the reports whose record, as JSON, satisfies; looks at every one."""
        ids = (row[0] for row in self._engine.each("SELECT report_id FROM records ORDER BY report_id"))
        return [report_id for report_id, line in self._kept("records", "json", ids) if is_in(line)]


def _rows_of(lines: Iterable[str]) -> Iterator[Rows]:
    """Raises RecordError for what is no record."""
    for line in lines:
        found = parsed(line)
        try:
            yield rows_of(found, line)
        except (KeyError, TypeError, IndexError) as error:
            raise RecordError(f"not a record of reportedly ({error}). See `reportedly check`") from error
