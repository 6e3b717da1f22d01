"""The corpus file: reports, claims and what grouping found, in one SQLite database. Read this file first.

    with open_store("corpus.db", create=True) as store:
        store.add(lines)                      # what `reportedly read --format jsonl` prints
        page = store.claims(ClaimFilter(type="COERCE"), limit=50)

A store belongs to the thread that opened it; open one a thread (`read_only=True` for those that only look).
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from reportedly.corpus import store_drawn, store_groups, store_lists, store_review
from reportedly.corpus.store_index import COLUMNS, Rows, rows_of
from reportedly.corpus.store_query import asked
from reportedly.corpus.store_schema import APPLICATION_ID, MIGRATIONS
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
from reportedly.errors import RecordError, StoreError
from reportedly.model.claim import Read
from reportedly.model.review import Decision, Regrouping
from reportedly.model.wire import from_json, parsed

WAIT_S = 30.0  # for another process that is writing
CACHE_KIB = 32_000


def open_store(path: str | Path, *, create: bool = False, read_only: bool = False) -> "Store":
    """The corpus in a file, brought up to this version's tables.

    create: make the file if there is none. Raises StoreError: no such file, not a corpus, made by a newer version.
    """
    file = Path(path)
    if not file.exists() and not create:
        raise StoreError(f"{file}: no such file. Make a corpus with `reportedly add {file} PATH...`")
    if not file.parent.is_dir() or file.is_dir():
        raise StoreError(f"{file}: no file can be made there. Name a file in a folder that exists")
    try:
        connection = _connected(file, read_only)
    except sqlite3.Error as error:
        raise StoreError(f"{file}: {error}. Is it a corpus made with `reportedly add`?") from error
    try:
        _brought_up(connection, file, read_only)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{file}: {error}. Is it a corpus made with `reportedly add`?") from error
    except StoreError:
        connection.close()
        raise
    return Store(connection, file)


class Store:
    """An open corpus. What it is asked raises StoreError where the file fails: locked, full, damaged."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    # -- reports in --------------------------------------------------------------------------------------------------

    def add(self, lines: Iterable[str]) -> int:
        """Adds records, one JSON line each, in one transaction: all of them or, after a fault, none.

        A report that is there already is passed over. The number added. Raises RecordError for what is no record.
        """
        return self.put(_rows_of(lines))

    def put(self, reports: Iterable[Rows]) -> int:
        """As `add`, from rows that are made already."""
        with self._writing() as connection:
            return self._put(connection, reports)

    def _put(self, connection: sqlite3.Connection, reports: Iterable[Rows]) -> int:
        n_added = 0
        for rows in reports:
            if self.has(rows.report_id):
                continue
            try:
                for table in COLUMNS:
                    connection.executemany(INSERT[table], getattr(rows, table))
                connection.execute(INTO_SEARCH, (rows.report_id,))
            except sqlite3.IntegrityError as error:
                raise RecordError(f"{rows.report_id}: {error}. See `reportedly check`") from error
            n_added += 1
        return n_added

    def has(self, report_id: str) -> bool:
        return bool(self._rows("SELECT 1 FROM reports WHERE id = ?", report_id))

    # -- reports out -------------------------------------------------------------------------------------------------

    def record(self, report_id: str) -> str | None:
        """The JSON line of a report, as it was added; None: there is no such report."""
        found = self._rows("SELECT json FROM records WHERE report_id = ?", report_id)
        return found[0][0] if found else None

    def read(self, report_id: str) -> Read | None:
        """A report with its entities and claims; None: there is no such report."""
        line = self.record(report_id)
        return from_json(line) if line is not None else None

    def records(self, wanted: ReportFilter | None = None) -> Iterator[str]:
        """The JSON lines in the order of publication, one at a time."""
        for report_id in store_lists.report_ids(self._rows, wanted or ReportFilter()):
            line = self.record(report_id)
            if line is not None:  # not forgotten meanwhile
                yield line

    def reads(self, wanted: ReportFilter | None = None) -> Iterator[Read]:
        """As `records`, as values. Costs some milliseconds a report."""
        return (from_json(line) for line in self.records(wanted))

    # -- lists -------------------------------------------------------------------------------------------------------

    def totals(self) -> Totals:
        return store_lists.totals(self._rows)

    def reports(self, wanted: ReportFilter | None = None, *, offset: int = 0, limit: int = 50) -> Page[StoredReport]:
        """Reports in the order of publication; those without a date come first."""
        return store_lists.reports(self._rows, wanted or ReportFilter(), offset, limit)

    def search(
        self, words: str, wanted: ReportFilter | None = None, *, offset: int = 0, limit: int = 50
    ) -> Page[SearchHit]:
        """Reports that have all the words in title or text, in any form, best first. Any input is allowed."""
        return store_lists.search(self._rows, words, wanted or ReportFilter(), offset, limit)

    def claims(self, wanted: ClaimFilter | None = None, *, offset: int = 0, limit: int = 50) -> Page[StoredClaim]:
        """Claims in the order of publication, then of the text."""
        return store_lists.claims(self._rows, wanted or ClaimFilter(), offset, limit)

    def occurrences(
        self,
        wanted: OccurrenceFilter | None = None,
        *,
        offset: int = 0,
        limit: int = 50,
        by_origins: bool = False,
    ) -> Page[StoredOccurrence]:
        """Occurrences in the order of time; by_origins: those with the most independent origins first."""
        return store_lists.occurrences(self._rows, wanted or OccurrenceFilter(), offset, limit, by_origins)

    def occurrence(self, occurrence_id: str) -> OccurrenceInFull | None:
        """One occurrence with its claims, reports, origins and disagreements; None: there is none of this id."""
        return store_groups.occurrence(self._rows, occurrence_id)

    def all_occurrences(self) -> Iterator[OccurrenceInFull]:
        """Every occurrence in full, in the order of time, one at a time."""
        for (occurrence_id,) in self._rows("SELECT id FROM occurrences ORDER BY COALESCE(since, until), id"):
            found = self.occurrence(occurrence_id)
            if found is not None:
                yield found

    def standings(self, report_id: str) -> dict[str, Standing]:
        """What grouping found of every claim of a report, by claim id."""
        return store_groups.standings(self._rows, report_id)

    def became(self, occurrence_id: str) -> tuple[str, ...]:
        """Where the claims of an occurrence went that is no more; () if it never was, or its reports are gone."""
        rows = self._rows("SELECT became FROM former_occurrences WHERE id = ? ORDER BY became", occurrence_id)
        return tuple(row[0] for row in rows if row[0])

    def sources(self, *, limit: int = 500) -> SourceGraph:
        """Who is said to have it from whom, over all reports: at most `limit` edges, the most used first."""
        return store_lists.sources(self._rows, limit)

    # -- review ------------------------------------------------------------------------------------------------------

    def decide(self, decision: Decision) -> int | None:
        """Adds a decision; its place. None where there is no such claim, or no such decision to undo."""
        with self._writing() as connection:
            return store_review.put(connection, decision)

    def report_of(self, claim_id: str) -> str | None:
        """The report of a claim; None: there is no such claim."""
        found = self._rows("SELECT report_id FROM claims WHERE id = ?", claim_id)
        return found[0][0] if found else None

    def decisions(self, report_id: str | None = None) -> tuple[Decision, ...]:
        """All that was ever decided of a report's claims, or of all claims, in order; see corpus/review.py."""
        return store_review.decisions(self._rows, report_id)

    def regroup(self, statement: Regrouping) -> int | None:
        """Adds a statement about what is one thing; its place. None where a claim, or what it undoes, is not there.

        Occurrences follow when the corpus is grouped anew.
        """
        with self._writing() as connection:
            return store_review.put_regrouping(connection, statement)

    def regroupings(self) -> tuple[Regrouping, ...]:
        """All that was ever said of which claims are about one thing, in order; see corpus/regrouped.py."""
        return store_review.regroupings(self._rows)

    # -- drawn -------------------------------------------------------------------------------------------------------

    def facets(self, wanted: OccurrenceFilter | None = None) -> tuple[Facet, ...]:
        """How many of the occurrences wanted there are of each type, status and country."""
        return store_drawn.facets(self._rows, wanted or OccurrenceFilter())

    def outlets(self) -> Facet:
        """Who published how many of the reports."""
        return store_drawn.outlets(self._rows)

    def summary(self, occurrence_id: str) -> StoredOccurrence | None:
        """One occurrence as a row of a list; None: there is none of this id."""
        return store_lists.one_occurrence(self._rows, occurrence_id)

    def placed(self, wanted: OccurrenceFilter | None = None, *, limit: int = 500) -> tuple[PlacedOccurrence, ...]:
        """Occurrences at places whose point is known, those with the most independent origins first."""
        return store_drawn.placed(self._rows, wanted or OccurrenceFilter(), limit)

    # -- groups ------------------------------------------------------------------------------------------------------

    def put_groups(self, groups: Groups) -> None:
        """Stores what grouping found in place of what was found before, in one transaction.

        An occurrence that is no more leaves word of which ones its claims went to (`became`).
        """
        with self._writing() as connection:
            store_groups.put(connection, groups)

    def unsketched(self, version: str) -> list[str]:
        """Ids of the reports of which no sketch of this version is kept."""
        sql = "SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM sketches WHERE version = ?) ORDER BY n"
        return [row[0] for row in self._rows(sql, version)]

    def put_sketches(self, version: str, sketches: Iterable[tuple[str, bytes]]) -> None:
        """Keeps (report id, sketch) in one transaction, in place of those of other versions."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO sketches (report_id, version, sketch) VALUES (?, ?, ?) ON CONFLICT (report_id)"
                " DO UPDATE SET version = excluded.version, sketch = excluded.sketch",
                ((report_id, version, sketch) for report_id, sketch in sketches),
            )

    def sketches(self, version: str) -> Iterator[bytes]:
        """All that are kept of this version, in the order of report ids, one at a time."""
        for (report_id,) in self._rows("SELECT report_id FROM sketches WHERE version = ? ORDER BY report_id", version):
            for (sketch,) in self._rows("SELECT sketch FROM sketches WHERE report_id = ?", report_id):
                yield sketch

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
        self._rows("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        with self._writing() as connection:
            n_forgotten = store_groups.take_out(connection, forgotten)
            self._put(connection, _rows_of(instead))
            store_review.replace(connection, decisions)
            store_review.replace_regroupings(connection, regroupings)
        return n_forgotten

    def wipe(self) -> None:
        """Writes search index and file anew, without free space, and empties the log.

        Raises StoreError while another process has it open: what that process may still look at stays in the log.
        """
        self._rows("INSERT INTO search (search) VALUES ('rebuild')")
        self._rows("VACUUM")
        ((busy, _, _),) = self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            cure = "Close it there, and run this again: until then what was forgotten stands in its log"
            raise StoreError(f"{self.path}: open in another process. {cure}")

    def grep(self, is_in: Callable[[str], bool]) -> list[str]:
        """Ids of the reports whose record, as JSON, satisfies; looks at every one."""
        found = []
        for (report_id,) in self._rows("SELECT report_id FROM records ORDER BY report_id"):
            line = self.record(report_id)
            if line is not None and is_in(line):
                found.append(report_id)
        return found

    # -- the file ----------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, tuple(map(asked, values))).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}. {_cure(error)}") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept whole at the end, or not at all."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}. {_cure(error)}") from error


def _rows_of(lines: Iterable[str]) -> Iterator[Rows]:
    """Raises RecordError for what is no record."""
    for line in lines:
        found = parsed(line)
        try:
            yield rows_of(found, line)
        except (KeyError, TypeError, IndexError) as error:
            raise RecordError(f"not a record of reportedly ({error}). See `reportedly check`") from error


INSERT = {
    table: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for table, columns in COLUMNS.items()
}
INTO_SEARCH = "INSERT INTO search (rowid, title, text) SELECT n, title, text FROM reports WHERE id = ?"


def _connected(file: Path, read_only: bool) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_S, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")  # a file from elsewhere may not run what it brings along
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _brought_up(connection: sqlite3.Connection, file: Path, read_only: bool) -> None:
    """Makes the tables of a new file, or changes those of an older one. Raises StoreError for a file of others."""
    version, application = _version(connection)
    if application != APPLICATION_ID and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(f"{file}: a database, but not a corpus of reportedly. Name another file")
    if version > len(MIGRATIONS):
        raise StoreError(f"{file}: made by a newer version of reportedly. Install that version")
    if read_only:
        if version < len(MIGRATIONS):
            raise StoreError(f"{file}: made by an older version of reportedly. Open it once with `reportedly add`")
        return
    connection.execute("PRAGMA journal_mode = WAL")  # readers go on while one writes
    connection.execute("PRAGMA synchronous = NORMAL")  # a crash may cost the last reports, never half one
    if version < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        version, _ = _version(connection)  # another process may have been faster
        for n, script in enumerate(MIGRATIONS[version:], version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {n}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> tuple[int, int]:
    """(version of the tables, application) of a file; both 0 in a new one."""
    version, application = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
    )
    return version, application


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (executescript would end the transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _cure(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "Another process is writing; try again when it has ended"
    if code == sqlite3.SQLITE_FULL:
        return "Make room on the disk"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "Check the permissions of the file and its folder"
    return "The file may be damaged; take your copy of it, or add the reports anew"
