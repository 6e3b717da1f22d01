"""Trains the model of likeness (reportedly/corpus/likeness.py) on ECB+ and writes its weights.

    .venv/bin/python training/occurrences.py --gold ../shared/gold [--dev]

Product's environment and SciPy (for the scorer); five minutes, most of it reading. Pairs are those that the product
compares; a pair is right where both mentions stand in one gold chain. The threshold is the one with the best CoNLL F1
on the half of the train topics that the weights were not fitted on, over both halves. --dev: also scores ecbplus_dev,
on which nothing is chosen. Nothing is drawn at random: the same gold and rules give the same file.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "eval")]

from convert_corroboration import mention_reads  # noqa: E402
from reportedly.corpus import likeness  # noqa: E402
from reportedly.corpus.blocks import members_of  # noqa: E402
from reportedly.corpus.candidates import Claimed  # noqa: E402
from reportedly.corpus.sketch import Sketch, sketch_of  # noqa: E402
from scoring import scorer  # noqa: E402

OUT = HERE.parent / "reportedly" / likeness.WEIGHTS
L2 = 2.0  # on every weight but the bias; of 0.5-20 the CoNLL F1 on the other half hardly changes
THRESHOLDS = tuple(i / 100 for i in range(10, 61, 5))
LINKED_BELOW = 0.1  # a pair so much under the threshold can still join by the mean of its groups
TURNS = 25
# ECB+ hardly gives days and towns, and its stories are far apart; in news of a conflict, where one day is like the
# next, they must decide. What the data says of these is taken only where it is stronger.
AT_MOST = {"other_day": -2.5, "other_place": -1.5, "other_actor": -1.0}

Row = tuple[str, Sketch, dict[str, str]]  # topic, sketch, claim id -> gold chain


def rows_of(gold: Path) -> list[Row]:
    found = []
    for record, read, _ in mention_reads(gold):
        chains = {c.id: e["chain"] for c, e in zip(read.claims, record["events"], strict=True)}
        found.append((record["topic"], sketch_of(read), chains))
    return found


def claimed_of(rows: Iterable[Row]) -> tuple[Claimed, dict[str, str]]:
    claimed, chains = Claimed(), {}
    sketches = []
    for _, sketch, of_sketch in rows:
        sketches.append(sketch)
        chains.update(of_sketch)
    order = sorted(range(len(sketches)), key=lambda i: sketches[i].rank)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    claimed.add(sketches, ranks)
    return claimed, chains


def examples(claimed: Claimed, chains: dict[str, str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = members_of(claimed.compared)
    chain = np.unique([chains[claim_id] for claim_id in claimed.ids], return_inverse=True)[1]
    return likeness.features(claimed.columns(), a, b), (chain[a] == chain[b]).astype(np.float64)


def fitted(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights and, last, the bias: Newton's method on the regularised likelihood."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(x.shape[1], L2)
    penalty[-1] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(TURNS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    return weights


def model_of(weights: NDArray[np.float64], threshold: float) -> dict[str, Any]:
    return {
        "bias": round(float(weights[-1]), 4),
        "weights": {
            n: round(min(float(w), AT_MOST.get(n, float(w))), 4)
            for n, w in zip(likeness.FEATURES, weights[:-1], strict=True)
        },
        "same_from": threshold,
        "linked_from": round(max(threshold - LINKED_BELOW, 0.05), 2),
    }


def conll(claimed: Claimed, chains: dict[str, str], model: dict[str, Any], coref: ModuleType) -> dict[str, Any]:
    written(model)
    claimed.score_again()
    found = {claimed.ids[c]: group.members[0] for group in claimed.groups() for c in group.members}
    mentions = {claim_id: (claim_id.rsplit("-", 3)[0], claim_id) for claim_id in chains}
    return coref.evaluate(
        {mentions[c]: chain for c, chain in chains.items()}, {mentions[c]: place for c, place in found.items()}
    )


def written(model: dict[str, Any]) -> None:
    """The model in its place, where the product reads it."""
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    likeness.model.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--dev", action="store_true")
    asked = parser.parse_args()
    coref = scorer(asked.gold, "score_coref")
    rows = rows_of(asked.gold / "corroboration" / "ecbplus_train.jsonl")
    final = trained(rows, coref)
    print(json.dumps(final, indent=1))
    if asked.dev:
        dev = claimed_of(rows_of(asked.gold / "corroboration" / "ecbplus_dev.jsonl"))
        coref.show(conll(*dev, final, coref))
    written(final)


def trained(rows: list[Row], coref: ModuleType) -> dict[str, Any]:
    written(model_of(np.zeros(len(likeness.FEATURES) + 1), 1.0))  # the features may be others than those of the file
    topics = sorted({topic for topic, _, _ in rows}, key=int)
    halves = [claimed_of([r for r in rows if topics.index(r[0]) % 2 == half]) for half in (0, 1)]
    totals = dict.fromkeys(THRESHOLDS, 0.0)
    for own, other in ((0, 1), (1, 0)):
        weights = fitted(*examples(*halves[own]))
        for threshold in THRESHOLDS:
            totals[threshold] += conll(*halves[other], model_of(weights, threshold), coref)["conll"] / 2
    for threshold, total in totals.items():
        print(f"{threshold:.2f}  CoNLL on the other half {100 * total:.2f}")
    best = max(totals, key=lambda threshold: totals[threshold])
    return model_of(fitted(*examples(*claimed_of(rows))), best)


if __name__ == "__main__":
    main()
