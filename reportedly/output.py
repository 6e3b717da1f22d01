"""Where results go: stdout, or a file that appears whole or not at all; progress and errors on stderr."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from reportedly.errors import UnreadableInput
from reportedly.view.text import legend
from reportedly.view.words import shown


class Sink:
    """Takes the results in order. `with Sink(...)`: closed, and the file put in its place, at the end."""

    def __init__(self, output: Path | None, format: str, *, show_progress: bool) -> None:
        self.n_errors = 0
        self._output = output
        self._format = format
        self._n_written = 0
        self._file, self._temporary = _opened(output)
        self._progress = _progress_bar() if show_progress else None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, text: str) -> None:
        """One result, without or with its line end."""
        if self._format == "json":
            self._file.write(("[\n" if self._n_written == 0 else ",\n") + text)
        else:
            self._file.write(("\n" if self._format == "text" and self._n_written else "") + text.rstrip("\n") + "\n")
        self._file.flush()
        self._n_written += 1
        self._advance()

    def error(self, words: str) -> None:
        """One line on stderr; the run goes on."""
        self.n_errors += 1
        print(shown(words), file=sys.stderr)
        self._advance()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
        if kind is None:
            self._close()
        elif self._temporary is not None:
            self._file.close()
            self._temporary.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._format == "json":
            self._file.write("\n]\n" if self._n_written else "[]\n")
        elif self._format == "text" and self._n_written:
            self._file.write(f"\n{legend()}\n")
        _put_in_place(self._file, self._temporary, self._output)

    def _advance(self) -> None:
        """A bar from the second report on: one report needs none."""
        if self._progress is None:
            return
        n_done = self._n_written + self.n_errors
        if self._task is None and n_done > 1:
            self._progress.start()
            self._task = self._progress.add_task("", total=None)
        if self._task is not None:
            self._progress.update(self._task, completed=n_done, description=f"{n_done} reports")


@contextmanager
def text_out(output: Path | None) -> Iterator[TextIO]:
    """stdout, or a file that takes its place once all is written, and not at all after a fault."""
    stream, temporary = _opened(output)
    try:
        yield stream
        _put_in_place(stream, temporary, output)
    finally:
        if temporary is not None:
            stream.close()
            temporary.unlink(missing_ok=True)


def _put_in_place(stream: TextIO, temporary: Path | None, output: Path | None) -> None:
    """What was written is on the disk before it has its name."""
    stream.flush()
    if temporary is not None and output is not None:
        os.fsync(stream.fileno())
        stream.close()
        os.replace(temporary, output)


def _opened(output: Path | None) -> tuple[TextIO, Path | None]:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return sys.stdout, None
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=".part")
    except OSError as error:
        found = f"cannot write there: {error.strerror}"
        raise UnreadableInput(str(output), found, "Name another file for -o") from error
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(name, 0o666 & ~umask)  # mkstemp's file is for its owner alone; a result is an ordinary file
    return open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n"), Path(name)


def _progress_bar() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
