"""A corpus as one SQLite file."""

import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportedly.corpus.engine import SNIPPET_WORDS, WAIT_S, Ask, Migration, Refused, Row, Where, Writer
from reportedly.corpus.store_index import asked
from reportedly.corpus.words import sought
from reportedly.errors import StoreError

APPLICATION_ID = 0x52505444  # "RPTD": what `file` and we ourselves tell a corpus by
CACHE_KIB = 32_000
HIT, END_OF_HIT = "\x02", "\x03"  # around the words found, in what FTS5 hands back


def open_sqlite(file: Path, *, create: bool, read_only: bool, migrations: Sequence[Migration]) -> "SqliteEngine":
    """Raises StoreError: no such file, not a corpus, made by a newer version."""
    if not file.exists() and not create:
        raise StoreError(f"{file}: no such file. Make a corpus with `reportedly add {file} PATH...`")
    if not file.parent.is_dir() or file.is_dir():
        raise StoreError(f"{file}: no file can be made there. Name a file in a folder that exists")
    try:
        connection = _connected(file, read_only)
    except sqlite3.Error as error:
        raise StoreError(f"{file}: {error}. Is it a corpus made with `reportedly add`?") from error
    try:
        _brought_up(connection, file, read_only, migrations)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{file}: {error}. Is it a corpus made with `reportedly add`?") from error
    except StoreError:
        connection.close()
        raise
    return SqliteEngine(connection, file)


class SqliteSearch:
    """FTS5, filled by `put`: a trigger may not, since the file is not trusted to run anything."""

    found = "r.n IN (SELECT rowid FROM search WHERE search MATCH ?)"

    def match(self, ask: Ask, words: str) -> str | None:
        return " ".join(f'"{part}"' for part in sought(words)) or None

    def hits(self, ask: Ask, match: str, where: Where, offset: int, limit: int) -> Iterator[Row]:
        rest = where.sql.replace(self.found, "search MATCH ?", 1)
        sql = (
            f"SELECT r.id, r.outlet, r.published, r.title, snippet(search, 1, char(2), char(3), '…', {SNIPPET_WORDS})"
            f" FROM search JOIN reports AS r ON r.n = search.rowid{rest} ORDER BY rank, r.id LIMIT ? OFFSET ?"
        )
        for *shown, snippet in ask(sql, *where.values, limit, offset):
            yield (*shown, tuple(_pieces(snippet)))

    def put(self, writer: Writer, report_id: str) -> None:
        writer.execute(
            "INSERT INTO search (rowid, title, text) SELECT n, title, text FROM reports WHERE id = ?", (report_id,)
        )

    def take_out(self, writer: Writer, report_id: str) -> None:
        taken = "SELECT 'delete', n, title, text FROM reports WHERE id = ?"
        writer.execute(f"INSERT INTO search (search, rowid, title, text) {taken}", (report_id,))


def _pieces(snippet: str) -> Iterator[tuple[str, bool]]:
    """A marked snippet as (words, found or not)."""
    for n, piece in enumerate(snippet.split(HIT)):
        found, _, after = piece.partition(END_OF_HIT) if n else ("", "", piece)
        if found:
            yield found, True
        if after:
            yield after.replace(END_OF_HIT, ""), False


class SqliteWriter:
    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self._file = file

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        with _told(self._file):
            return self._connection.execute(sql, tuple(map(asked, values)))

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with _told(self._file):
            self._connection.executemany(sql, rows)

    def fill(self, table: str, rows: Iterable[Sequence[object]], columns: Sequence[str] = ()) -> None:
        n = len(columns) or len(self.execute(f"SELECT * FROM {table} LIMIT 0").description)
        named = f" ({', '.join(columns)})" if columns else ""
        self.executemany(f"INSERT INTO {table}{named} VALUES ({', '.join('?' * n)})", rows)


class SqliteEngine:
    search = SqliteSearch()

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self.place = str(file)
        self._file = file
        self._connection = connection

    def __call__(self, sql: str, *values: object) -> list[Row]:
        with _told(self._file):
            return self._connection.execute(sql, tuple(map(asked, values))).fetchall()

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """All at once: an open statement would keep the log from being emptied."""
        yield from self(sql, *values)

    @contextmanager
    def writing(self) -> Iterator[SqliteWriter]:
        with _told(self._file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteWriter(self._connection, self._file)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def state(self) -> Hashable:
        files = (self._file, Path(f"{self._file}-wal"))  # any writing changes the time of one of them
        return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)

    def before_forgetting(self) -> None:
        self("PRAGMA secure_delete = ON")

    def wipe(self) -> None:
        self("INSERT INTO search (search) VALUES ('rebuild')")
        self("VACUUM")
        ((busy, _, _),) = self("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            cure = "Close it there, and run this again: until then what was forgotten stands in its log"
            raise StoreError(f"{self._file}: open in another process. {cure}")

    def close(self) -> None:
        self._connection.close()


def _connected(file: Path, read_only: bool) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_S, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")  # a file from elsewhere may not run what it brings along
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _brought_up(connection: sqlite3.Connection, file: Path, read_only: bool, migrations: Sequence[Migration]) -> None:
    """Makes the tables of a new file, or changes those of an older one. Raises StoreError for a file of others."""
    version, application = _version(connection)
    if application != APPLICATION_ID and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(f"{file}: a database, but not a corpus of reportedly. Name another file")
    if version > len(migrations):
        raise StoreError(f"{file}: made by a newer version of reportedly. Install that version")
    if read_only:
        if version < len(migrations):
            raise StoreError(f"{file}: made by an older version of reportedly. Open it once with `reportedly add`")
        return
    connection.execute("PRAGMA journal_mode = WAL")  # readers go on while one writes
    connection.execute("PRAGMA synchronous = NORMAL")  # a crash may cost the last reports, never half one
    if version < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        version, _ = _version(connection)  # another process may have been faster
        for n, migration in enumerate(migrations[version:], version + 1):
            for statement in _statements(migration.both + migration.sqlite):
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


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Faults of the file as our errors."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Refused(f"{file}: {error}. {_cure(error)}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{file}: {error}. {_cure(error)}") from error


def _cure(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "Another process is writing; try again when it has ended"
    if code == sqlite3.SQLITE_FULL:
        return "Make room on the disk"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "Check the permissions of the file and its folder"
    return "The file may be damaged; take your copy of it, or add the reports anew"
