r"""Fits the weights of the status score: least absolute deviations over sparse signs, by averaged AdaGrad. NumPy only.

    python training/status/fit.py SIGNS.jsonl [...] --dev SIGNS.jsonl [...] --name news \
        --out reportedly/resources/en/model/status

The input is what signs.py writes. One seed; the same input gives the same weights, up to the machine's arithmetic.
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

MIN_COUNT = 4  # a sign seen less often gets no weight
MIN_WEIGHT = 0.005  # a weight closer to 0 is left out
RATE = 0.02  # of 0.02, 0.05, 0.1, 0.25: UW dev MAE .434, .435, -, .460
DECAY = 1e-6  # of the weights touched, at each step
EPOCHS = 8
BATCH = 32
SEED = 7
VERSION = "2026-11"


def rows_of(path: Path) -> list[tuple[float, list[str]]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def indices(rows: list[tuple[float, list[str]]], names: dict[str, int]) -> np.ndarray:
    """The numbers of each event's signs, filled up with the one that has no weight."""
    known = [[names[s] for s in row[1] if s in names] for row in rows]
    found = np.full((len(rows), max(map(len, known))), len(names), dtype=np.int32)
    for i, signs in enumerate(known):
        found[i, : len(signs)] = signs
    return found


def fitted(x: np.ndarray, y: np.ndarray, n: int) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    weights, squares, total = np.zeros(n + 1), np.full(n + 1, 1e-6), np.zeros(n + 1)
    steps = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(y))
        for start in range(0, len(y), BATCH):
            batch = order[start : start + BATCH]
            signs = x[batch]
            slope = np.sign(weights[signs].sum(axis=1) - y[batch])
            gradient = np.bincount(signs.ravel(), np.repeat(slope, signs.shape[1]), n + 1) / BATCH + DECAY * weights
            gradient[n] = 0
            squares += gradient**2
            weights -= RATE * gradient / np.sqrt(squares)
            if epoch >= EPOCHS // 2:
                total += weights
                steps += 1
    return total[:n] / steps


def figures(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> str:
    guess = np.clip(np.append(weights, 0)[x].sum(axis=1), -3, 3)
    return f"MAE {np.abs(y - guess).mean():.3f}  r {np.corrcoef(y, guess)[0, 1]:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, nargs="+")
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True, help="of the set of weights: news or web")
    asked = parser.parse_args()
    rows = [row for path in asked.train for row in rows_of(path)]
    counts = Counter(s for row in rows for s in row[1])
    names = {s: i for i, s in enumerate(sorted(s for s, n in counts.items() if n >= MIN_COUNT))}
    weights = fitted(indices(rows, names), np.array([row[0] for row in rows]), len(names)).round(4)
    print(f"{len(rows)} events, {len(names)} signs")
    for path in asked.dev:
        dev = rows_of(path)
        print(f"{path.stem}: {figures(indices(dev, names), np.array([row[0] for row in dev]), weights)}")
    kept = [(s, float(weights[i])) for s, i in names.items() if abs(weights[i]) >= MIN_WEIGHT]
    asked.out.mkdir(parents=True, exist_ok=True)
    path = asked.out / f"{asked.name}.npz"
    np.savez_compressed(
        path, names=np.array([s for s, _ in kept]), weights=np.array([w for _, w in kept], dtype=np.float32)
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    card = {"version": VERSION, "sha256": digest, "events": len(rows), "signs": len(kept)}
    (asked.out / f"{asked.name}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
