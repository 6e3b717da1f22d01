"""Many reports through the pipeline, in order, in one process or several, with the same results."""

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.claims.own_gazetteer import NO_OWN, OwnGazetteer, load_gazetteer
from reportedly.corpus.store_index import Rows, rows_of
from reportedly.errors import GazetteerError, MissingModel, ReportedlyError, RuleError, UnreadableInput
from reportedly.model.report import Report
from reportedly.model.values import record
from reportedly.model.wire import as_object, json_text
from reportedly.own_process import may_fork, settle, settle_worker
from reportedly.rules.load import load_rules
from reportedly.view.text import render

if TYPE_CHECKING:
    from spacy.tokens import Doc

TOGETHER = 8  # reports parsed together: 5 % less time than by 4, 15 % less than one by one
MAX_CHARS_TOGETHER = 40_000  # of their texts: the parser's memory grows with them
WARMING = "1 (2) 3"  # any text: the tables for names, times and cues are made when the first report is read
AHEAD = 2  # groups of reports handed to each worker ahead of the one that is waited for; bounds the memory


@record
class Job:
    """How every report of a run is read and written. Small enough to be sent along with each."""

    parser: str
    model: str
    rules: Path | None = None
    gazetteer: Path | None = None
    format: str = "text"  # text, json, jsonl
    width: int = 100
    colour: bool = False
    why: bool = False
    rows: bool = False  # also what a corpus keeps of it


@record
class Result:
    """What one report came to. `error`: one line for the user, and then `output` is ""."""

    output: str = ""
    error: str = ""
    rows: Rows | None = None  # None: not asked for


def run(inputs: Iterable[Report | UnreadableInput], job: Job, n_jobs: int) -> Iterator[Result]:
    """The results in order of the inputs. Raises MissingModel and RuleError, which concern every report."""
    items = (str(item) if isinstance(item, UnreadableInput) else item for item in inputs)
    if n_jobs == 1:
        return (result for group in _groups(items, TOGETHER) for result in read_group(group, job))
    return _in_workers(items, job, n_jobs)


_Item = Report | str  # a report, or why it could not be had


def _groups(items: Iterable[_Item], size: int) -> Iterator[tuple[_Item, ...]]:
    """Neighbours to be read together: at most `size`, and texts of at most MAX_CHARS_TOGETHER, or one longer text."""
    group: list[_Item] = []
    n_chars = 0
    for item in items:
        more = len(item.text) if isinstance(item, Report) else 0
        if group and (len(group) == size or n_chars + more > MAX_CHARS_TOGETHER):
            yield tuple(group)
            group, n_chars = [], 0
        group.append(item)
        n_chars += more
    if group:
        yield tuple(group)


def read_group(items: Sequence[_Item], job: Job) -> list[Result]:
    """Reports parsed together and read one by one; the results are those of `read_one` for each."""
    reports = [item for item in items if isinstance(item, Report)]
    parses: list[Doc] | list[None] = [None] * len(reports)
    if len(reports) > 1:
        from reportedly.reading.parser import parse_together

        try:
            parses = parse_together(reports, job.parser)
        except MissingModel:
            raise
        except Exception:  # one of them cannot be parsed: alone, it pays for itself
            parses = [None] * len(reports)
    parsed = iter(parses)
    return [Result(error=item) if isinstance(item, str) else read_one(item, job, next(parsed)) for item in items]


def read_one(report: Report, job: Job, parsed: "Doc | None" = None) -> Result:
    """One report read and written. Its own faults are in the result; only those of the whole run are raised."""
    from reportedly.pipeline import read

    where = report.path or report.id
    try:
        rules, own = load_rules(job.rules), _gazetteer(job.gazetteer)
        found = read(report, parser=job.parser, model=job.model, rules=rules, parsed=parsed, gazetteer=own)
        if job.format == "text":
            return Result(output=render(found, width=job.width, colour=job.colour, why=job.why))
        plain = as_object(found, rules_digest=rules.digest)
        output = json_text(plain, indent=2 if job.format == "json" else None)
        return Result(output=output, rows=rows_of(plain, output) if job.rows else None)
    except (MissingModel, RuleError, GazetteerError):
        raise
    except ReportedlyError as error:
        return Result(error=str(error))
    except Exception as error:  # a fault of ours in one report must not cost the others
        detail = " ".join(str(error).split())
        return Result(error=f"{where}: {type(error).__name__}: {detail}. This is our fault: please send us the report.")


@cache
def _gazetteer(path: Path | None) -> OwnGazetteer:
    return load_gazetteer(path) if path is not None else NO_OWN


def _load(job: Job) -> None:
    """What the first report would load, all but the tagger, whose library does not bear a fork."""
    from reportedly.pipeline import read
    from reportedly.report import read_text

    read(read_text(WARMING), parser=job.parser, model="none", rules=load_rules(job.rules))


# -- workers ---------------------------------------------------------------------------------------------------------


class _Pool:
    """Worker processes that are started anew when one of them dies.

    The first ones are forked where that is safe, from this process once it has loaded what every report needs: loaded
    once, and kept in memory once. Later ones, when this process has threads, start from nothing.
    """

    def __init__(self, n_jobs: int, job: Job) -> None:
        self._n_jobs = n_jobs
        if may_fork():
            _load(job)
        if may_fork():  # still
            gc.freeze()  # a worker's collector does not touch what is loaded, so its memory stays shared
            self._executor = self._started("fork")
            self._executor.submit(settle)  # starts all of them now, before this process has other threads
            gc.unfreeze()
        else:
            self._executor = self._started("spawn")

    def _started(self, how: str) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._n_jobs, mp_context=get_context(how), initializer=settle_worker)

    def submit(self, group: Sequence[_Item], job: Job) -> Future[list[Result]]:
        return self._executor.submit(read_group, group, job)

    def restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._started("spawn")

    def stop(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


_Waiting = deque[tuple[tuple[_Item, ...], Future[list[Result]]]]


def _in_workers(items: Iterable[_Item], job: Job, n_jobs: int) -> Iterator[Result]:
    pool = _Pool(n_jobs, job)
    items = iter(items)
    first = list(islice(items, n_jobs * TOGETHER))
    size = min(TOGETHER, ceil(len(first) / n_jobs)) or 1  # a few reports are shared out among all workers
    waiting: _Waiting = deque()
    try:
        for group in _groups(chain(first, items), size):
            waiting.append((group, _submitted(pool, group, job)))
            if len(waiting) > n_jobs * AHEAD:
                yield from _next(pool, waiting, job)
        while waiting:
            yield from _next(pool, waiting, job)
    finally:
        pool.stop()


def _submitted(pool: _Pool, group: Sequence[_Item], job: Job) -> Future[list[Result]]:
    try:
        return pool.submit(group, job)
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _next(pool: _Pool, waiting: _Waiting, job: Job) -> list[Result]:
    """The oldest results. If their worker died, each is tried once more alone, so that the others do not pay for it."""
    group, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pool.restart()
        try:
            return [_alone(pool, item, job) for item in group]
        finally:
            again = [(others, _submitted(pool, others, job)) for others, _ in waiting]
            waiting.clear()
            waiting.extend(again)


def _alone(pool: _Pool, item: _Item, job: Job) -> Result:
    try:
        return pool.submit([item], job).result()[0]
    except BrokenProcessPool:
        pool.restart()
        where = item if isinstance(item, str) else item.path or item.id
        return Result(
            error=f"{where}: the process that read it was killed, most likely for want of memory."
            " Split the report, or use --jobs 1."
        )
