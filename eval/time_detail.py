"""Times by phenomenon, and errors for reading: what `measure.py time --slices --errors N` prints.

A slice is chosen by the words of the gold expression, the first that fits. Spans are matched as `score_time.py` does.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table

from scoring import Records, scorer

MONTHS = r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
SLICES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("clock", r"\d(?::\d\d| ?[ap]\.?m\b)|noon|midnight|o'clock"),
        ("weekday", r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day"),
        ("month and day", rf"\b(?:{MONTHS})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{MONTHS})\b"),
        ("month and year", rf"\b(?:{MONTHS})\.?,? (?:of )?\d{{4}}"),
        ("bare month", rf"\b(?:{MONTHS})\b"),
        ("quarter, fiscal", r"quarter|fiscal|year-(?:ago|earlier)"),
        ("today, yesterday", r"today|yesterday|tomorrow|tonight"),
        ("set", r"every|each|daily|weekly|annual"),
        (
            "vague",
            r"\b(?:now|recent\w*|current\w*|soon|past|future|once|former\w*|few|several|years|months|weeks|days)$",
        ),
        ("counted from the report", r"\bago\b|\b(?:last|next|this|past|coming|current) "),
        ("counted from another time", r"\b(?:later|earlier|following|previous|same|that|before|after)\b"),
        ("year", r"\b\d{4}\b"),
        ("length", r"\b(?:year|month|week|day|hour|minute|decade|centur)"),
        ("other", ""),
    )
)


def _matched(gold: Records, system: Records, folder: Path) -> Iterator[tuple[dict[str, Any], Any, Any, bool]]:
    """(gold record, gold expression or None, ours or None, whether the spans are the same)."""
    rules = scorer(folder, "score_time")
    for key, record in gold.items():
        sides: list[list[dict[str, Any]]] = [[], []]
        for found, side in zip((record["timexes"], system[key]["timexes"]), sides, strict=True):
            for one in found:
                s, e = rules.trim(record["text"], one["start"], one["end"])
                side.extend([{**one, "s": s, "e": e}] if s < e else [])
        pairs = rules.align(*sides)
        for g, s, exact in pairs:
            yield record, sides[0][g], sides[1][s], exact
        for n, hit in ((0, {p[0] for p in pairs}), (1, {p[1] for p in pairs})):
            for i, one in enumerate(sides[n]):
                if i not in hit:
                    yield (record, one, None, False) if n == 0 else (record, None, one, False)


def slice_of(words: str) -> str:
    """The phenomenon that a time expression is counted under."""
    return next(name for name, pattern in SLICES if pattern.search(words))


def slices(gold: Records, system: Records, folder: Path) -> Table:
    """Of the gold expressions of each slice: the share found, found with the same span, found with the same value."""
    counts: Counter[tuple[str, str]] = Counter()
    for record, expected, ours, exact in _matched(gold, system, folder):
        words = record["text"][(expected or ours)["s"] : (expected or ours)["e"]]
        name = slice_of(words)
        counts[name, "spurious" if expected is None else "gold"] += 1
        if expected is not None and ours is not None:
            counts[name, "found"] += 1
            counts[name, "exact"] += exact
            counts[name, "value"] += expected["value"] == ours["value"]
    shown = Table("slice", "n", "found", "same span", "same value", "spurious")
    for name, _ in SLICES:
        if n := counts[name, "gold"]:
            shares = (f"{counts[name, key] / n:.3f}" for key in ("found", "exact", "value"))
            shown.add_row(name, str(n), *shares, str(counts[name, "spurious"]))
    return shown


def errors(gold: Records, system: Records, folder: Path) -> Iterator[str]:
    """One line an error: missed, spurious, wrong span, wrong value."""
    for record, expected, ours, exact in _matched(gold, system, folder):
        at = expected or ours
        words = " ".join(record["text"][max(0, at["s"] - 50) : at["e"] + 30].split())
        if expected is None:
            yield f"spurious\t{ours['value']}\t{words}"
        elif ours is None:
            yield f"missed\t{expected['value']}\t{words}"
        elif expected["value"] != ours["value"]:
            yield f"value\t{ours['value']} for {expected['value']}\t{words}"
        elif not exact:
            yield f"span\t{record['text'][ours['s'] : ours['e']]!r}\t{words}"
