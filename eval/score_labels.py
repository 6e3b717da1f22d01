"""Our own small scorer, for gold that has no scorer of its own: event types, countries, biased or not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


def accuracy(pairs: Sequence[tuple[object, object]]) -> float:
    """Share of (gold, predicted) that are equal; 0.0 for none."""
    return sum(g == p for g, p in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """Mean F1 over the classes that occur in the gold; a class never predicted counts as 0."""
    classes = {g for g, _ in pairs}
    scores = []
    for c in classes:
        right = sum(g == c and p == c for g, p in pairs)
        scores.append(2 * right / (sum(g == c for g, _ in pairs) + sum(p == c for _, p in pairs)))
    return sum(scores) / len(scores) if scores else 0.0


def same_countries(gold: Record, coded: Record, known: Iterable[str]) -> bool:
    """Whether actor and recipient countries are the gold's, both as sets.

    Gold codes that are no country (IGO, NGO) ask for no country. Gold with one side only ("the two agreed") is
    symmetric: then all countries together are compared.
    """
    countries = frozenset(known)
    source = {a["code"] for a in gold["source"]} & countries
    target = {a["code"] for a in gold["target"]} & countries
    ours = set(coded["source"]), set(coded["target"])
    if not gold["source"] or not gold["target"]:
        return source | target == ours[0] | ours[1]
    return (source, target) == ours
