"""Scores our reading of the gold texts and prints it beside the figures to beat.

    .venv/bin/python eval/measure.py [attribution|chains|time|place|status|events|wording|stories|
                                      copies|occurrences|disagreements|all]
                                     [--limit N] [--jobs N] [--model NAME] [--slices] [--errors N] [--json]

The gold lies outside this repository (--gold DIR, by default ../shared/gold): texts of others, read where they lie.
Figures of a part (--limit) are no figures to quote.
"""

import argparse
import importlib
import json
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import attribution_detail
import place_detail
import score_chains
import score_own
import scoring
import time_detail
from goldfiles import OWN_SETS, Record, by_id, records

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "shared" / "gold"
PARTS_OF_MODEL = ("attribution", "chains", "status", "probe", "accused", "events", "arguments", "stories")
READ_WITH_MODEL = tuple(f"convert_{part}" for part in PARTS_OF_MODEL)
Look = Callable[[str, scoring.Records, scoring.Records, Path], None]
SHARDS_PER_JOB = 4  # so that one long text at the end does not leave the other workers idle


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One gold file, the converter that reads it, and the function that scores it."""

    part: str  # "time"
    gold: str  # "time/timebank", below the gold folder, without ".jsonl"
    score: scoring.Score
    reader: str = ""  # the converter's name where it is not the part's
    whole: bool = False  # read as one file, whatever --limit and --jobs say: its texts are about each other

    @property
    def converter(self) -> str:
        return f"convert_{self.reader or self.part}"


TASKS = (
    Task(part="attribution", gold="attribution/polnear-dev", score=scoring.attribution),
    Task(part="chains", gold="eval/gold/chains", score=scoring.chains),
    Task(part="time", gold="time/timebank", score=scoring.time),
    Task(part="time", gold="time/aquaint", score=scoring.time),
    Task(part="time", gold="time/wikiwars", score=scoring.time),
    Task(part="place", gold="place/lgl", score=scoring.place),
    Task(part="place", gold="place/geovirus", score=scoring.place),
    Task(part="status", gold="status/uw_dev", score=scoring.status),
    Task(part="status", gold="status/uds_ih2_dev", score=scoring.status),
    Task(part="status", gold="eval/gold/status", score=scoring.probe, reader="probe"),
    Task(part="status", gold="eval/gold/status/accused", score=scoring.accused, reader="accused"),
    Task(part="events", gold="events/plv_train", score=scoring.event_root),
    Task(part="events", gold="events/plover_gsr", score=scoring.event_countries),
    Task(part="events", gold="events/wikievents_dev", score=scoring.arguments, reader="arguments"),
    Task(part="wording", gold="wording/babe_dev", score=scoring.wording),
    Task(part="stories", gold="tests/stories", score=scoring.stories),
    Task(part="copies", gold="corroboration/reuse_pairs_dev", score=scoring.copies, reader="corroboration", whole=True),
    Task(
        part="occurrences",
        gold="corroboration/ecbplus_dev",
        score=scoring.occurrences,
        reader="corroboration",
        whole=True,
    ),
    Task(part="disagreements", gold="eval/made_corpus", score=scoring.disagreements, reader="made", whole=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    gold: str
    n: int  # gold items
    texts: int
    seconds: float  # wall time of the reading, loading of the model included
    figures: dict[str, float | None] = field(default_factory=dict)
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)  # 95 %, documents drawn anew


def sample(gold: Path, limit: int | None) -> list[Record]:
    """`limit` records evenly spaced over the file, for some files are sorted by class; None: all."""
    return spaced(list(records(gold)), limit)


def spaced(found: list[Record], limit: int | None) -> list[Record]:
    """`limit` of them, evenly spaced; None: all."""
    if limit is None or limit >= len(found):
        return found
    return [found[i * len(found) // limit] for i in range(limit)]


def shards(found: list[Record], name: str, folder: Path, n_shards: int) -> Iterator[Path]:
    """The records dealt over files of the gold's own name, one a subfolder."""
    for k in range(min(n_shards, len(found))):
        path = folder / str(k) / name
        path.parent.mkdir()
        path.write_text("".join(json.dumps(r) + "\n" for r in found[k::n_shards]), encoding="utf-8")
        yield path


def converted(converter: str, shard: Path, model: str) -> list[Record]:
    """The system records of one shard. Runs in a worker."""
    sys.path[:0] = [str(HERE)] if str(HERE) not in sys.path else []
    options = {"model": model} if converter in READ_WITH_MODEL else {}
    return list(importlib.import_module(converter).system_records(shard, **options))


def run(
    task: Task, gold_folder: Path, *, limit: int | None, jobs: int, model: str = "default", look: Look | None = None
) -> Result:
    """Reads and scores one gold file. `look` is given the part, gold and system records by id, the gold folder."""
    gold_path = gold_folder / f"{task.gold}.jsonl"
    limit = None if task.whole else limit
    chosen = spaced(OWN_SETS[task.gold](), limit) if task.gold in OWN_SETS else sample(gold_path, limit)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = list(shards(chosen, gold_path.name, Path(folder), jobs * SHARDS_PER_JOB if jobs > 1 else 1))
        if task.whole:
            lists = [converted(task.converter, gold_path, model)]
        elif jobs > 1:
            with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
                lists = list(pool.map(converted, [task.converter] * len(paths), paths, [model] * len(paths)))
        else:
            lists = [converted(task.converter, path, model) for path in paths]
    seconds = time.perf_counter() - started
    gold, system = by_id(chosen), by_id(r for found in lists for r in found)
    n, figures = task.score(gold, system, gold_folder)
    intervals = scoring.attribution_intervals(gold, system, gold_folder) if task.part == "attribution" else {}
    if look is not None:
        look(task.part, gold, system, gold_folder)
    return Result(
        gold=task.gold, n=n, texts=len(chosen), seconds=round(seconds, 1), figures=figures, intervals=intervals
    )


def chains_by_style(gold: scoring.Records, system: scoring.Records) -> Table:
    shown = Table("style", "chain exact", "statements")
    for style, (right, n) in sorted(score_chains.by_style(gold, system).items()):
        shown.add_row(style, f"{right / n:.3f}", str(n))
    return shown


def look_closer(asked: argparse.Namespace, out: Console) -> Look:
    """Prints what --slices and --errors ask for."""

    def look(part: str, gold: scoring.Records, system: scoring.Records, gold_folder: Path) -> None:
        lines: Iterator[str] = iter(())
        if part == "attribution":
            if asked.slices:
                out.print(attribution_detail.slices(gold, system, gold_folder))
            if asked.errors:
                lines = attribution_detail.errors(gold, system, gold_folder, asked.errors)
        elif part == "chains":
            if asked.slices:
                out.print(chains_by_style(gold, system))
            if asked.errors:
                lines = islice(score_chains.errors(gold, system), asked.errors)
        elif part == "time":
            if asked.slices:
                out.print(time_detail.slices(gold, system, gold_folder))
            if asked.errors:
                lines = islice(time_detail.errors(gold, system, gold_folder), asked.errors)
        elif part == "place":
            if asked.slices:
                out.print(place_detail.slices(gold, system, gold_folder))
            if asked.errors:
                lines = islice(place_detail.errors(gold, system, gold_folder), asked.errors)
        elif part in ("status", "stories") and asked.errors:
            lines = islice(score_own.errors(system), asked.errors)
        for line in lines:
            out.print(line, markup=False, highlight=False, soft_wrap=True)

    return look


def bars() -> dict[tuple[str, str], dict[str, Any]]:
    """(gold, figure) -> the figure to beat and where it comes from."""
    found = tomllib.loads((HERE / "bars.toml").read_text(encoding="utf-8"))
    return {(gold, bar["figure"]): bar for gold, entries in found.items() for bar in entries}


def table(results: list[Result]) -> Table:
    """One row a figure; ours is green where it beats the figure to beat, red where it does not."""
    shown = Table("gold", "figure", "ours", "to beat", "best known", "n", "texts", "seconds")
    known = bars()
    for result in results:
        for i, (figure, value) in enumerate(result.figures.items()):
            bar = known.get((result.gold, figure), {})
            low, high = result.intervals.get(figure, (None, None))
            spread = f" [dim]{low:.3f}-{high:.3f}[/]" if low is not None else ""
            ours = "-" if value is None else f"{value:.3f}"
            if value is not None and "beat" in bar:
                beats = value < bar["beat"] if bar.get("better") == "low" else value > bar["beat"]
                ours = f"[{'green' if beats else 'red'}]{ours}[/]"
            ours += spread
            beat = f"{bar['beat']:.3f} {bar['by']}" + (f" ({bar['on']})" if "on" in bar else "") if bar else ""
            best = f"{bar['best']:.3f} {bar['best_by']}" if "best" in bar else ""
            first = (str(result.n), str(result.texts), f"{result.seconds:.0f}") if i == 0 else ("", "", "")
            shown.add_row(result.gold if i == 0 else "", figure, ours, beat, best, *first)
        shown.add_section()
    return shown


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="all", choices=[*dict.fromkeys(t.part for t in TASKS), "all"])
    parser.add_argument("--limit", type=int, help="read only N records of each gold file, evenly spaced")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--model", default="default", help="attribution model: default, clean or none (rules alone)")
    parser.add_argument("--slices", action="store_true", help="attribution, chains, time, place: shares by kind")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="about N errors, for reading")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of the gold files and scorers")
    parser.add_argument("--json", action="store_true", help="JSON on stdout instead of the table")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    if not asked.gold.is_dir():
        sys.exit(f"{asked.gold}: no such folder. The gold is not in this repository: say where it lies, --gold DIR.")
    progress = Console(stderr=True)
    out = Console(width=None if sys.stdout.isatty() else 150)
    results, lacking = [], False
    for task in TASKS:
        if asked.part not in (task.part, "all"):
            continue
        progress.print(f"reading {task.gold} ...")
        look = look_closer(asked, progress)
        try:
            found = run(task, asked.gold, limit=asked.limit, jobs=asked.jobs, model=asked.model, look=look)
        except ModuleNotFoundError as error:  # of a scorer of others
            progress.print(f"{task.gold}: not scored: {error}. Install it: pip install -e '.[eval]'.", markup=False)
            lacking = True
            continue
        results.append(found)
        if not asked.json:
            out.print(table([found]))  # at once: the whole takes a quarter of an hour
    if asked.json:
        print(json.dumps([asdict(r) for r in results], indent=1))
    sys.exit(lacking)


if __name__ == "__main__":
    main()
