"""The command that finds out which reports of a corpus go back to one text, and which claims are about one thing."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import batched
from multiprocessing import get_context
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.corpus_show import CorpusArgument
from reportedly.commands.options import say

if TYPE_CHECKING:
    from reportedly.corpus.group import Grouped
    from reportedly.corpus.store import Store

LOT = 100  # reports sketched between two transactions


def group(
    corpus: CorpusArgument,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes to look through new reports with.", min=1)] = 1,
) -> None:
    """Find copies and common origins, what is about the same thing, and where reports differ.

    New reports are looked through once; the result is that of grouping all from the start.
    """
    from reportedly.corpus.store import open_store

    with open_store(corpus) as store:
        found = group_store(store, jobs=jobs)
        totals = store.totals()
    n_shared = sum(1 for origin in found.origins if len(origin.report_ids) > 1)
    n_differ = sum(1 for occurrence in found.occurrences if occurrence.disagreements)
    say(f"{totals.reports:,} report(s): {len(found.origins):,} origin(s), {n_shared:,} of them shared by reports")
    say(f"{totals.claims:,} claim(s): {len(found.occurrences):,} occurrence(s), on {n_differ:,} of them reports differ")


def group_store(store: "Store", *, jobs: int) -> "Grouped":
    """Groups the reports of an open corpus and stores what is found."""
    from reportedly.corpus.group import grouped_sketches
    from reportedly.corpus.sketch_bytes import sketch_version, unpacked
    from reportedly.corpus.stored import Groups

    version = sketch_version()
    _sketch_new(store, version, jobs)
    found = grouped_sketches((unpacked(sketch) for sketch in store.sketches(version)), store.regroupings())
    claim_origins = tuple(found.origin_of_claim.items())
    store.put_groups(Groups(origins=found.origins, claim_origins=claim_origins, occurrences=found.occurrences))
    return found


def _sketch_new(store: "Store", version: str, jobs: int) -> None:
    from reportedly.commands.progress import Bar

    new = store.unsketched(version)
    if not new:
        return
    lots = list(batched(new, LOT))
    with Bar("new reports", total=len(new)) as bar:
        for lot in _sketched(([store.record(i) or "" for i in ids] for ids in lots), min(jobs, len(lots))):
            store.put_sketches(version, lot)
            for _ in lot:
                bar.advance()


def _sketched(lots: Iterable[list[str]], jobs: int) -> Iterator[list[tuple[str, bytes]]]:
    if jobs == 1:
        yield from map(sketch_lot, lots)
        return
    from reportedly.own_process import settle_worker

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=settle_worker) as pool:
        for some in batched(lots, 2 * jobs):  # so that memory holds a few lots only
            yield from pool.map(sketch_lot, some)


def sketch_lot(lines: list[str]) -> list[tuple[str, bytes]]:
    """(report id, packed sketch) of each record."""
    from reportedly.corpus.sketch import sketch_of
    from reportedly.corpus.sketch_bytes import packed
    from reportedly.model.wire import from_json

    sketches = [sketch_of(from_json(line)) for line in lines if line]
    return [(sketch.report_id, packed(sketch)) for sketch in sketches]
