"""A timeline as drawing data: each occurrence a bar as wide as its time is unsure, planned apart from happened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from reportedly.corpus.stored import StoredOccurrence
from reportedly.model.claim import Status
from reportedly.model.values import record
from reportedly.view.phrases import moment_of

WIDTH = 1200  # units of the drawing
ROW = 22
MIN_BAR = 4  # an hour in a year is still seen
OPEN_BAR = 26  # of an interval open on one side
CHARACTER = 6.4  # mean advance of a label's letter
LABEL = 30  # letters of a label at most
DONE = frozenset({Status.HAPPENED, Status.ONGOING})
TICKS_DAYS = (1, 2, 7, 14, 31, 92, 183, 366, 1830, 3660, 18300)  # the first that gives at most MAX_TICKS
MAX_TICKS = 12


@record
class Bar:
    """One occurrence. `open_start`, `open_end`: its time is not bounded there."""

    occurrence: StoredOccurrence
    x: float
    width: float
    row: int
    label: str
    label_left: bool  # to the left of the bar, where there is no room to the right
    open_start: bool
    open_end: bool


@record
class Band:
    """Bars in rows."""

    is_done: bool  # put as done or going on; else planned, possible, denied, demanded, ...
    bars: tuple[Bar, ...]
    n_rows: int


@record
class Tick:
    x: float
    day: str  # ISO 8601


@record
class Timeline:
    """`since` and `until`: what is drawn, half-open days. Nothing to draw: no bands."""

    since: str
    until: str
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    n_undated: int  # occurrences whose time is not known at all
    n_outside: int = 0  # that lie outside what is drawn, from `first` to `last`
    first: str = ""
    last: str = ""


def timeline_of(found: Iterable[StoredOccurrence], *, is_whole: bool) -> Timeline:
    """The occurrences that have a time, on one scale.

    is_whole: draw all of them; else only where most lie, so that one of ten years ago does not press the rest together.
    """
    dated: list[tuple[datetime | None, datetime | None, StoredOccurrence]] = []
    n_undated = 0
    for occurrence in found:
        start, end = moment_of(occurrence.since), moment_of(occurrence.until)
        if start is None and end is None:
            n_undated += 1
        else:
            dated.append((start, end, occurrence))
    if not dated:
        return Timeline(since="", until="", bands=(), ticks=(), n_undated=n_undated)
    moments = [m for start, end, _ in dated for m in (start, end) if m is not None]
    earliest, latest = min(moments), max(moments)
    first, last = (earliest, latest) if is_whole else _where_most_lie(sorted(moments))
    margin = max(timedelta(days=1), (last - first) / 40)
    scale = _Scale(_before(first, margin), _after(last, margin))
    n_dated = len(dated)
    dated = [item for item in dated if (item[1] or last) > scale.first and (item[0] or first) < scale.last]
    done = [item for item in dated if item[2].status in DONE]
    other = [item for item in dated if item[2].status not in DONE]
    bands = tuple(_band(items, is_done, scale) for items, is_done in ((done, True), (other, False)) if items)
    return Timeline(
        since=_day(scale.first),
        until=_day(scale.last),
        bands=bands,
        ticks=tuple(_ticks(scale)),
        n_undated=n_undated,
        n_outside=n_dated - len(dated),
        first=_day(earliest),
        last=_day(latest),
    )


def _where_most_lie(moments: list[datetime]) -> tuple[datetime, datetime]:
    """The middle nine tenths of the moments, which are sorted."""
    cut = len(moments) // 20
    return moments[cut], moments[-1 - cut]


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}".zfill(10)


class _Scale:
    """Moments as places in the drawing."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first, self.last = first, last
        self._seconds = max((last - first).total_seconds(), 1.0)

    def x(self, at: datetime) -> float:
        place = (at - self.first).total_seconds() / self._seconds
        return round(min(1.0, max(0.0, place)) * WIDTH, 1)


def _before(at: datetime, margin: timedelta) -> datetime:
    return at - margin if at - datetime.min > margin else datetime.min


def _after(at: datetime, margin: timedelta) -> datetime:
    return at + margin if datetime.max - at > margin else datetime.max


def _band(items: list[tuple[datetime | None, datetime | None, StoredOccurrence]], is_done: bool, scale: _Scale) -> Band:
    """Each bar with its label in the first row that is free there."""
    placed = sorted((_placed(start, end, occurrence, scale) for start, end, occurrence in items), key=lambda bar: bar.x)
    free_from: list[float] = []
    bars: list[Bar] = []
    for bar in placed:
        label_width = (len(bar.label) + 3) * CHARACTER
        left = bar.x - label_width if bar.label_left else bar.x
        right = bar.x + bar.width + (0 if bar.label_left else label_width)
        row = next((n for n, free in enumerate(free_from) if free <= left), len(free_from))
        free_from[row : row + 1] = [right + 6]
        bars.append(replace(bar, row=row))
    return Band(is_done=is_done, bars=tuple(bars), n_rows=len(free_from))


def _placed(start: datetime | None, end: datetime | None, occurrence: StoredOccurrence, scale: _Scale) -> Bar:
    if start is None:
        right = scale.x(end) if end is not None else 0.0
        left = max(0.0, right - OPEN_BAR)
    else:
        left = scale.x(start)
        right = scale.x(end) if end is not None else min(WIDTH, left + OPEN_BAR)
    width = max(MIN_BAR, round(right - left, 1))
    label = " ".join(filter(None, (occurrence.actors, occurrence.trigger, occurrence.recipients)))
    label = label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
    fits_right = left + width + (len(label) + 3) * CHARACTER <= WIDTH
    return Bar(
        occurrence=occurrence,
        x=left,
        width=width,
        row=0,
        label=label,
        label_left=not fits_right,
        open_start=start is None,
        open_end=end is None,
    )


def _ticks(scale: _Scale) -> list[Tick]:
    days = (scale.last - scale.first).days + 1
    step = next((step for step in TICKS_DAYS if days / step <= MAX_TICKS), TICKS_DAYS[-1])
    first = scale.first.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[Tick] = []
    for n in range(0, days + 1, step):
        if datetime.max - first < timedelta(days=n + 1):
            break
        at = first + timedelta(days=n)
        if scale.first <= at <= scale.last:
            found.append(Tick(x=scale.x(at), day=_day(at)))
    return found
