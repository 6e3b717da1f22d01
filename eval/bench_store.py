"""What keeping reports in a corpus costs, beside reading them: CPU of one process, model loaded.

    .venv/bin/python eval/bench_store.py [--reports 24] [--words 500] [--samples DIR]

The reports are those of bench_reading.py. Counted for the corpus: working out its rows, and one transaction a report.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_reading import paragraphs, write_reports
from reportedly import batch
from reportedly.corpus.store import Store, open_store
from reportedly.own_process import settle
from reportedly.report.sources import reports_in

LIMIT = 0.05  # of reading
PARSER = "en_core_web_md"


class Clock:
    """CPU seconds spent in some functions of this process."""

    def __init__(self) -> None:
        self.spent_s = 0.0

    def around[**P, R](self, function: Callable[P, R]) -> Callable[P, R]:
        def timed(*arguments: P.args, **options: P.kwargs) -> R:
            before = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.spent_s += time.process_time() - before

        return timed


def share_of(folder: Path) -> tuple[float, float, int]:
    """(CPU seconds for the corpus, for all, reports), from the second group of reports on."""
    clock = Clock()
    batch.rows_of = clock.around(batch.rows_of)
    Store.put = clock.around(Store.put)
    job = batch.Job(parser=PARSER, model="default", format="jsonl", rows=True)
    started, n_reports = 0.0, 0
    with open_store(folder / "corpus.db", create=True) as store:
        for n, result in enumerate(batch.run(list(reports_in([str(folder / "reports")])), job, 1)):
            if n == batch.TOGETHER:
                started, clock.spent_s = time.process_time(), 0.0
            store.put([result.rows])
            n_reports = n + 1 - batch.TOGETHER
    return clock.spent_s, time.process_time() - started, n_reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=24)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--samples", type=Path, default=Path(__file__).parent.parent / "samples")
    options = parser.parse_args()
    settle()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "reports").mkdir()
        source = paragraphs(options.samples)
        write_reports(folder / "reports", source, n_reports=options.reports, n_words=options.words)
        corpus_s, all_s, n = share_of(folder)
        size = (folder / "corpus.db").stat().st_size / options.reports
    share = corpus_s / (all_s - corpus_s)
    print(f"{n} reports: {all_s / n * 1e3:.0f} ms each, of that the corpus {corpus_s / n * 1e3:.1f} ms")
    print(f"{share:.1%} of reading (limit {LIMIT:.0%}), {size / 1e3:.0f} kB a report")


if __name__ == "__main__":
    main()
