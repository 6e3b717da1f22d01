"""Figures of the project's own probe sentences and stories: their converters say what is right, here it is counted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Records = Mapping[str, dict[str, Any]]
FIELDS = ("trigger", "event", "actor", "recipient", "status", "negated", "voices", "day")


def probe(system: Records) -> tuple[int, dict[str, float | None]]:
    """Share of sentences whose event has the reader's status, of both halves."""
    rows = list(system.values())
    figures: dict[str, float | None] = {}
    for half in ("open", "closed"):
        right = [row["right"] for row in rows if row["half"] == half]
        figures[f"right, {half} half"] = sum(right) / len(right) if right else None
    return len(rows), figures


def accused(system: Records) -> tuple[int, dict[str, float | None]]:
    """The same where status, last voice and actor must be right; and the share that comes out as a fact and is none."""
    n, figures = probe(system)
    for half in ("open", "closed"):
        facts = [row["fact"] for row in system.values() if row["half"] == half]
        figures[f"false fact, {half} half"] = sum(facts) / len(facts) if facts else None
    return n, figures


def stories(system: Records) -> tuple[int, dict[str, float | None]]:
    """Share of claims that are wholly right in what the story gives, and of each field alone among claims found."""
    claims = [wrong for row in system.values() for wrong in row["claims"]]
    n = len(claims)
    figures: dict[str, float | None] = {"whole claim right": sum(not wrong for wrong in claims) / n if n else None}
    missed = Counter(field for wrong in claims for field in wrong)
    for field in FIELDS:
        figures[f"wrong: {field}"] = missed[field] / n if n else None
    return n, figures


def errors(system: Records) -> Iterator[str]:
    """What is wrong, a line each; nothing of the probe's closed half."""
    return (row["line"] for row in system.values() if row.get("line"))
