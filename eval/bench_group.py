"""Groups made reports and prints what was found of what was planted, time and memory, by size.

    .venv/bin/python eval/bench_group.py [--sizes 1000 10000 100000] [--seed 1] [--json]

Each size runs in a process of its own, so that memory is that size's. "grouping" is what `reportedly group` does after
reading its sketches; "sketching" is done once a report, when it is added.
"""

import argparse
import json
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from made_corpus import Truth, made_reports
from reportedly.corpus.group import Grouped, Grouping
from reportedly.corpus.sketch import sketch_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    reports: int
    claims: int
    sketch_ms: float  # CPU, a report
    group_s: float  # CPU seconds
    group_ms: float  # a report
    peak_gb: float
    events: tuple[float, float]  # precision, recall over pairs of claims
    origins: tuple[float, float]  # the same, among claims of one event
    counted_right: float  # share of events with the right number of origins
    differs: tuple[float, float]  # of planted (event, field)
    updates: tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = []
    for size in asked.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measured, (size, asked.seed)))
    if asked.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        Console(width=170).print(table(rows))


def measured(size: int, seed: int) -> Row:
    truth = Truth()
    sketches = []
    sketching = 0.0
    for read in made_reports(size, seed, truth):
        started = time.process_time()
        sketches.append(sketch_of(read))
        sketching += time.process_time() - started
    started = time.process_time()
    grouping = Grouping()
    grouping.add(sketches)
    found = grouping.grouped()
    seconds = time.process_time() - started
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Row(
        reports=len(sketches),
        claims=len(found.origin_of_claim),
        sketch_ms=round(1000 * sketching / len(sketches), 2),
        group_s=round(seconds, 1),
        group_ms=round(1000 * seconds / len(sketches), 2),
        peak_gb=round(peak_gb, 2),
        **scores(truth, found),
    )


def scores(truth: Truth, found: Grouped) -> dict[str, Any]:
    """What was found of what was planted."""
    ours = {claim_id: o.id for o in found.occurrences for claim_id in o.claim_ids if claim_id in truth.event_of}
    events = _pairs(truth.event_of, ours)
    true_origin = {c: (truth.event_of[c], origin) for c, origin in truth.origin_of.items()}
    our_origin = {c: (truth.event_of[c], found.origin_of_claim[c]) for c in truth.origin_of}
    n_true = Counter(event for event, _ in set(true_origin.values()))
    n_ours = Counter(event for event, _ in set(our_origin.values()))
    event_of_id = {o.id: _commonest(truth.event_of.get(c) for c in o.claim_ids) for o in found.occurrences}
    differences = {(event_of_id[o.id], d.field, d.difference.value) for o in found.occurrences for d in o.disagreements}
    return {
        "events": events,
        "origins": _pairs(true_origin, our_origin),
        "counted_right": round(sum(n_ours[e] == n for e, n in n_true.items()) / max(len(n_true), 1), 4),
        "differs": _of(truth.planted, differences, "DIFFERS"),
        "updates": _of(truth.planted, differences, "UPDATED"),
    }


def _commonest(events: Iterable[int | None]) -> int | None:
    return Counter(events).most_common(1)[0][0]


def _pairs(truth: dict[str, Any], ours: dict[str, Any]) -> tuple[float, float]:
    """Precision and recall over the pairs of claims that are put together."""
    same_true, same_ours, both = Counter(truth.values()), Counter(ours.values()), Counter()
    both.update((truth[c], ours[c]) for c in truth)
    n_both, n_true, n_ours = (sum(n * (n - 1) // 2 for n in c.values()) for c in (both, same_true, same_ours))
    return round(n_both / max(n_ours, 1), 4), round(n_both / max(n_true, 1), 4)


def _of(planted: set[tuple[int, str, str]], found: set[tuple[Any, str, str]], difference: str) -> tuple[float, float]:
    wanted, got = ({p for p in s if p[2] == difference} for s in (planted, found))
    return round(len(wanted & got) / max(len(got), 1), 4), round(len(wanted & got) / max(len(wanted), 1), 4)


def table(rows: list[Row]) -> Table:
    shown = Table(
        *("reports", "claims", "sketching ms/report", "grouping CPU s", "ms/report", "peak GB", "same event P / R"),
        *("same origin P / R", "origins counted right", "disagreements P / R", "updates P / R"),
    )
    for r in rows:
        shares = (f"{r.events[0]:.3f} / {r.events[1]:.3f}", f"{r.origins[0]:.3f} / {r.origins[1]:.3f}")
        planted = (f"{r.differs[0]:.3f} / {r.differs[1]:.3f}", f"{r.updates[0]:.3f} / {r.updates[1]:.3f}")
        cost = (f"{r.sketch_ms:.2f}", f"{r.group_s:.1f}", f"{r.group_ms:.2f}", f"{r.peak_gb:.2f}")
        shown.add_row(f"{r.reports:,}", f"{r.claims:,}", *cost, *shares, f"{r.counted_right:.3f}", *planted)
    return shown


if __name__ == "__main__":
    main()
