"""Score a set of weights on gold attributions with the project's scorer: all, and speech only; by kind of content.

python training/score_dev.py FOLDER --gold GOLD.jsonl --scorer score_attribution.py [--out SYSTEM.jsonl]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from parse import reading_of, records

from reportedly.claims.tagger import Tagger
from reportedly.model.values import Evidence


@cache
def tagger_of(folder: Path) -> Tagger:
    return Tagger(folder)


def pairs(spans: Evidence) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def tagged(record: dict[str, Any], folder: Path) -> dict[str, Any]:
    found = tagger_of(folder).tag(reading_of(record["id"], record["text"]))
    return {
        "id": record["id"],
        "attributions": [
            {"source": pairs(t.source), "cue": pairs(t.cue), "content": pairs(t.content), "score": t.score}
            for t in found
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with ProcessPoolExecutor(args.jobs) as pool:
        systems = list(pool.map(partial(tagged, folder=args.folder), records(args.gold), chunksize=4))
    with tempfile.TemporaryDirectory() as spare:
        out = args.out or Path(spare) / "system.jsonl"
        out.write_text("".join(json.dumps(s) + "\n" for s in systems), encoding="utf-8")
        for scope in ([], ["--scope", "speech"]):
            print("all" if not scope else "speech only", flush=True)
            subprocess.run([sys.executable, args.scorer, args.gold, out, *scope], check=True)


if __name__ == "__main__":
    main()
