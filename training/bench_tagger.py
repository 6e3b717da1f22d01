"""Words a second of the tagger against spaCy's full pipeline on the same texts, in turn, one thread each.

python training/bench_tagger.py FOLDER --gold GOLD.jsonl [--texts 40] [--rounds 3]
"""

import argparse
import os
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

from parse import reading_of, records

from reportedly.claims.tagger import Tagger
from reportedly.reading.parser import load

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if any(os.environ.get(name) != "1" for name in THREADS):  # read when numpy is loaded: start again with them set
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **dict.fromkeys(THREADS, "1")})
    texts = [(r["id"], r["text"]) for r in islice(records(args.gold), args.texts)]
    n_words = sum(len(text.split()) for _, text in texts)
    nlp = load()
    began = time.perf_counter()
    tagger = Tagger(args.folder)
    print(f"loaded in {time.perf_counter() - began:.2f} s; {len(texts)} texts, {n_words:,} words")
    readings = [reading_of(*one) for one in texts]
    ratios: list[float] = []
    for _ in range(args.rounds):
        spent = {"spacy": 0.0, "tagger": 0.0}  # CPU seconds: other programs on the machine do not count
        for (_, text), reading in zip(texts, readings, strict=True):
            began = time.process_time()
            nlp(text)
            between = time.process_time()
            tagger.tag(reading)
            spent["spacy"] += between - began
            spent["tagger"] += time.process_time() - between
        ratios.append(spent["spacy"] / spent["tagger"])
        speeds = "  ".join(f"{name} {n_words / s:,.0f} words/s" for name, s in spent.items())
        print(f"{speeds}  ratio {ratios[-1]:.2f}")
    print(f"ratio tagger : spaCy full pipeline, median of {args.rounds}: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
