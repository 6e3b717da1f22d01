"""How far a long run is: reports done, how many a second, how long it will take. On stderr, in a terminal only."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from reportedly.view.words import shown


class Bar:
    """`with Bar("reports", total=60) as bar:` and then `bar.advance()` for each. total None: not known ahead.

    It is drawn from the first report on: the thread that draws it would keep workers from being forked.
    """

    def __init__(self, unit: str, *, total: int | None, console: Console | None = None) -> None:
        shown_on = console or Console(stderr=True)
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(unit),
            _Rate(),
            TimeRemainingColumn(),
            console=shown_on,
            transient=True,
            disable=not (shown_on.is_terminal if console is not None else sys.stderr.isatty()),
            speed_estimate_period=60.0,
        )
        self._task = self._progress.add_task("", total=total)
        self.n_done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self) -> None:
        if self.n_done == 0:
            self._progress.start()
        self._progress.advance(self._task)
        self.n_done += 1

    def note(self, words: str) -> None:
        """A line above the bar."""
        self._progress.console.print(shown(words), markup=False, highlight=False, soft_wrap=True)


class _Rate(ProgressColumn):
    """How many a second, over the last minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s")
