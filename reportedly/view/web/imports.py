"""Dropped files: read one after the other in a thread of their own, while pages go on answering."""

import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.corpus.store import Store, open_store
from reportedly.errors import ReportedlyError
from reportedly.model.values import record

MOST_WAITING = 200  # files; more are for `reportedly add`
MOST_WAITING_BYTES = 200_000_000  # of all of them; they wait on the disk, not in memory
MOST_TOLD = 500  # imports that are told of; the oldest that are done go first

ReadFile = Callable[[str, bytes], Iterator[tuple[str, str]]]  # name, content -> (record, "") or ("", what is wrong)
Group = Callable[[Store], None]


@record
class Import:
    """How far a dropped file has come. `state`: waiting, reading, grouping, done."""

    id: int
    name: str
    state: str
    n_added: int = 0
    n_there: int = 0  # reports that were in the corpus already
    errors: tuple[str, ...] = ()


class Imports:
    """The queue of dropped files. The thread starts with the first one."""

    def __init__(self, corpus: str | Path, read_file: ReadFile, group: Group) -> None:
        self._corpus = corpus
        self._read_file = read_file
        self._group = group
        self._queue: queue.Queue[tuple[int, Path, int]] = queue.Queue()
        self._spool = tempfile.TemporaryDirectory(prefix="reportedly-imports-")  # goes with this object
        self._n_taken = 0
        self._waiting_bytes = 0
        self._known: dict[int, Import] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, name: str, content: bytes) -> Import | None:
        """Queues a file; None where too many wait, or too much."""
        with self._lock:
            is_full = self._queue.qsize() >= MOST_WAITING or self._waiting_bytes + len(content) > MOST_WAITING_BYTES
            if is_full:
                return None
            self._n_taken += 1
            item = Import(id=self._n_taken, name=name, state="waiting")
            waits = Path(self._spool.name, str(item.id))
            waits.write_bytes(content)
            self._waiting_bytes += len(content)
            self._known[item.id] = item
            done = [known.id for known in self._known.values() if known.state == "done"]
            for old in done[: max(0, len(self._known) - MOST_TOLD)]:
                del self._known[old]
            self._queue.put((item.id, waits, len(content)))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
                self._thread.start()
            return item

    def all(self) -> tuple[Import, ...]:
        with self._lock:
            return tuple(self._known.values())

    def _work(self) -> None:
        while True:
            import_id, waits, size = self._queue.get()
            item = self._known[import_id]
            n_added = n_there = 0
            errors: list[str] = []
            self._set(replace(item, state="reading"))
            try:
                content = waits.read_bytes()
                waits.unlink()
                with open_store(self._corpus, create=True) as store:
                    for line, error in self._read_file(item.name, content):
                        if error:
                            errors.append(error)
                        elif store.add([line]):
                            n_added += 1
                        else:
                            n_there += 1
                        self._set(self._now(item, "reading", n_added, n_there, errors))
                    if self._queue.empty():
                        self._set(self._now(item, "grouping", n_added, n_there, errors))
                        self._group(store)
            except ReportedlyError as error:
                errors.append(str(error))
            except Exception as error:  # a fault of ours must not end the thread that all later files need
                errors.append(
                    f"{item.name}: {type(error).__name__}: {error}. This is our fault: please send us the file."
                )
            with self._lock:
                self._waiting_bytes -= size
            self._set(self._now(item, "done", n_added, n_there, errors))

    def _now(self, item: Import, state: str, n_added: int, n_there: int, errors: list[str]) -> Import:
        return replace(item, state=state, n_added=n_added, n_there=n_there, errors=tuple(errors))

    def _set(self, item: Import) -> None:
        with self._lock:
            self._known[item.id] = item
