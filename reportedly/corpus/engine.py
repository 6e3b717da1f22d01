"""What the corpus asks of its database. SQLite (engine_sqlite.py) is the only one so far; PostgreSQL is to follow.

SQL is written once, in store*.py, in words that both understand:

- A value is a `?` and goes along, never into the text. Text is compared and sorted by code point in both.
- NULL sorts first: `ORDER BY x NULLS FIRST` wherever x can be NULL.
- `ON CONFLICT (...) DO UPDATE SET a = excluded.a` to put in the place of, `RETURNING n` for a number that is given,
  `CAST(sum(a) AS BIGINT)` for a sum. No name of an output column in WHERE; GROUP BY names all that is not counted.
- `group_concat` and `CROSS JOIN` are SQLite's; an engine for PostgreSQL has to translate them, and each `?`.

A new table is one more `Migration` at the end of MIGRATIONS (store_schema.py), in SQLite's words: types INTEGER, REAL,
TEXT, BLOB; `n INTEGER PRIMARY KEY` for a number that is given; WITHOUT ROWID as sense allows.
What cannot be said for both (triggers, a search index) stands in `Migration.sqlite`.
Rows go in by `with engine.writing() as writer: writer.fill(table, rows)`.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from reportedly.errors import StoreError
from reportedly.model.values import record

Row = tuple[Any, ...]
WAIT_S = 30.0  # for another process that is writing
SNIPPET_WORDS = 24


class Refused(StoreError):
    """A row that breaks a rule of its table: an id that is there already, a reference to what is not."""


@record
class Migration:
    """The statements that bring the tables from one version to the next; see above."""

    both: str = ""
    sqlite: str = ""  # after `both`


@record
class Where:
    """A condition and the values for its question marks. sql "": no condition."""

    sql: str = ""
    values: tuple[Any, ...] = ()


class Result(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Writer(Protocol):
    """One transaction."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Result:
        """Raises Refused, StoreError."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The statement once a row. Raises Refused, StoreError."""

    def fill(self, table: str, rows: Iterable[Sequence[Any]], columns: Sequence[str] = ()) -> None:
        """New rows, the fastest way there is. columns: which, in the order of the values; (): all of the table."""


class Ask(Protocol):
    """Looks: (SQL, *values) -> rows. Raises StoreError where the database fails."""

    @property
    def search(self) -> "Search": ...
    def __call__(self, sql: str, *values: Any) -> list[Row]: ...


class Search(Protocol):
    """The index of words. Words are those of letters and digits, case, accents and endings aside."""

    found: str  # condition on a report `r`, for the value that `match` makes

    def match(self, ask: Ask, words: str) -> str | None:
        """What finds every word, and every "quoted phrase". None: no word in it, so that nothing is found."""

    def hits(self, ask: Ask, match: str, where: Where, offset: int, limit: int) -> Iterator[Row]:
        """(id, outlet, published, title, snippet) of reports that `where` leaves, best first.

        where: begins with `found`; snippet: pieces of the text, (words, whether they are sought).
        """

    def put(self, writer: Writer, report_id: str) -> None:
        """Takes in a report that stands in `reports`."""

    def take_out(self, writer: Writer, report_id: str) -> None:
        """To be done before the report goes."""


class Engine(Ask, Protocol):
    """An open corpus; of the thread that opened it."""

    place: str  # file or address, as messages name it: without a password

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """Rows one at a time, in little memory; the corpus may be asked and changed in between."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction: kept whole at the end, or not at all. Others that write wait."""

    def state(self) -> Hashable:
        """Another value after anything was changed, by whomever."""

    def before_forgetting(self) -> None:
        """What is deleted from here on is overwritten, where the database can do that."""

    def wipe(self) -> None:
        """Writes tables and search index anew, without what was deleted, and empties the log as far as can be.

        Raises StoreError while somebody else may still look at what was deleted.
        """

    def close(self) -> None: ...


def open_engine(place: str | Path, *, create: bool, read_only: bool, migrations: Sequence[Migration]) -> Engine:
    """The corpus at a place, brought up to the last of the migrations. Raises StoreError; see `open_store`."""
    from reportedly.corpus.engine_sqlite import open_sqlite

    return open_sqlite(Path(place), create=create, read_only=read_only, migrations=migrations)
