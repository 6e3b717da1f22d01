"""Many reports through the pipeline, in order, in one process or several, with the same results."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from reportedly.errors import MissingModel, ReportedlyError, RuleError, UnreadableInput
from reportedly.model.report import Report
from reportedly.model.values import record
from reportedly.model.wire import to_json
from reportedly.offline import open_no_socket
from reportedly.rules.load import Rules, load_rules
from reportedly.view.text import render

AHEAD = 4  # reports handed to each worker ahead of the one that is waited for; bounds the memory


@record
class Job:
    """How every report of a run is read and written. Small enough to be sent along with each."""

    parser: str
    model: str
    rules: Path | None = None
    format: str = "text"  # text, json, jsonl
    width: int = 100
    colour: bool = False
    why: bool = False


@record
class Result:
    """What one report came to. `error`: one line for the user, and then `output` is ""."""

    output: str = ""
    error: str = ""


def run(inputs: Iterable[Report | UnreadableInput], job: Job, n_jobs: int) -> Iterator[Result]:
    """The results in order of the inputs. Raises MissingModel and RuleError, which concern every report."""
    if n_jobs == 1:
        return (_result(item, job) for item in inputs)
    return _in_workers(inputs, job, n_jobs)


def _result(item: Report | UnreadableInput, job: Job) -> Result:
    return Result(error=str(item)) if isinstance(item, UnreadableInput) else read_one(item, job)


def read_one(report: Report, job: Job) -> Result:
    """One report read and written. Its own faults are in the result; only those of the whole run are raised."""
    from reportedly.pipeline import read

    where = report.path or report.id
    try:
        rules = _rules(job.rules)
        found = read(report, parser=job.parser, model=job.model, rules=rules)
        if job.format == "text":
            return Result(output=render(found, width=job.width, colour=job.colour, why=job.why))
        return Result(output=to_json(found, rules_digest=rules.digest, indent=2 if job.format == "json" else None))
    except (MissingModel, RuleError):
        raise
    except ReportedlyError as error:
        return Result(error=str(error))
    except Exception as error:  # a fault of ours in one report must not cost the others
        detail = " ".join(str(error).split())
        return Result(error=f"{where}: {type(error).__name__}: {detail}. This is our fault: please send us the report.")


@cache
def _rules(folder: Path | None) -> Rules:
    return load_rules(folder)


# -- workers ---------------------------------------------------------------------------------------------------------


class _Pool:
    """Worker processes that are started anew when one of them dies."""

    def __init__(self, n_jobs: int) -> None:
        self._n_jobs = n_jobs
        self._executor = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # spawn: a fork of a process that has threads can hang, and results must not hang on what the parent loaded.
        return ProcessPoolExecutor(self._n_jobs, mp_context=get_context("spawn"), initializer=open_no_socket)

    def submit(self, report: Report, job: Job) -> Future[Result]:
        return self._executor.submit(read_one, report, job)

    def restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._started()

    def stop(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


def _in_workers(inputs: Iterable[Report | UnreadableInput], job: Job, n_jobs: int) -> Iterator[Result]:
    pool = _Pool(n_jobs)
    waiting: deque[tuple[Report | UnreadableInput, Future[Result] | None]] = deque()
    try:
        for item in inputs:
            waiting.append((item, None if isinstance(item, UnreadableInput) else _submitted(pool, item, job)))
            if len(waiting) > n_jobs * AHEAD:
                yield _next(pool, waiting, job)
        while waiting:
            yield _next(pool, waiting, job)
    finally:
        pool.stop()


def _submitted(pool: _Pool, report: Report, job: Job) -> Future[Result]:
    try:
        return pool.submit(report, job)
    except BrokenProcessPool as error:
        failed: Future[Result] = Future()
        failed.set_exception(error)
        return failed


def _next(pool: _Pool, waiting: deque[tuple[Report | UnreadableInput, Future[Result] | None]], job: Job) -> Result:
    """The oldest result. If its worker died, it is tried once more alone, so that the others do not pay for it."""
    item, future = waiting.popleft()
    if isinstance(item, UnreadableInput) or future is None:
        return Result(error=str(item))
    try:
        return future.result()
    except BrokenProcessPool:
        pool.restart()
        try:
            return pool.submit(item, job).result()
        except BrokenProcessPool:
            return Result(
                error=f"{item.path or item.id}: the process that read it was killed, most likely for want of memory."
                " Split the report, or use --jobs 1."
            )
        finally:
            pool.restart()
            again = [(i, _submitted(pool, i, job) if isinstance(i, Report) else None) for i, _ in waiting]
            waiting.clear()
            waiting.extend(again)
