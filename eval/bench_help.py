"""Wall time of `reportedly --help`: the median of seven runs, the first (cold) run left out.

.venv/bin/python eval/bench_help.py
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
LIMIT_S = 0.3


def command() -> list[str]:
    """The installed command beside this Python, or its module where it is not installed."""
    found = shutil.which("reportedly", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "reportedly.cli"]


def seconds() -> float:
    started = time.perf_counter()
    subprocess.run([*command(), "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    seconds()
    runs = sorted(seconds() for _ in range(RUNS))
    median = statistics.median(runs)
    span = f"{runs[0]:.3f} to {runs[-1]:.3f}"
    print(f"reportedly --help: median {median:.3f} s of {RUNS} runs ({span}); limit {LIMIT_S} s")
    sys.exit(median >= LIMIT_S)


if __name__ == "__main__":
    main()
