"""A made corpus, grouped: what was found of what was planted. Its figures by size: bench_group.py."""

from collections.abc import Iterator
from pathlib import Path

import bench_group
from goldfiles import Record
from made_corpus import Truth, made_reports
from reportedly.corpus.group import grouped

N_REPORTS = 1000
SEED = 1


def system_records(gold_path: Path) -> Iterator[Record]:
    truth = Truth()
    found = grouped(made_reports(N_REPORTS, SEED, truth))
    yield {"id": "made", "n": N_REPORTS, **bench_group.scores(truth, found)}
