"""Speed of the time stage alone on parsed reports of about 500 words: reports a CPU-minute.

    .venv/bin/python eval/bench_times.py [--reports 60] [--words 500] [--samples DIR]

The reports are those of `bench_reading.py`. The first round, which makes the patterns, is shown apart.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench_reading import paragraphs, write_reports
from reportedly.claims.times import expressions_of
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules

TARGET = 1000  # reports of 500 words a CPU-minute


def seconds(readings: list[Reading]) -> float:
    """CPU seconds to find and resolve the times of all of them."""
    rules = load_rules()
    started = time.process_time()
    for reading in readings:
        expressions_of(reading, rules)
    return time.process_time() - started


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=60)
    asked.add_argument("--words", type=int, default=500)
    asked.add_argument("--samples", type=Path, default=Path(__file__).resolve().parents[1] / "samples")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        n_words = write_reports(Path(folder), paragraphs(given.samples), n_reports=given.reports, n_words=given.words)
        texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    reports = [read_text(text, published="2024-03-06") for text in texts]
    readings = [Reading(report=report, doc=parser.parse(report)) for report in reports]
    first, *rest = (seconds(readings) for _ in range(4))
    a_minute = 60 * n_words / 500 / min(rest)
    print(
        f"{a_minute:.0f} reports of 500 words a CPU-minute (target {TARGET});"
        f" making the patterns {first - min(rest):.2f} s"
    )
    sys.exit(a_minute < TARGET)


if __name__ == "__main__":
    main()
