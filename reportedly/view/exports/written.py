"""What the JSON formats share: a long list written item by item, days as other formats count them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TextIO

from reportedly.model.wire import json_text

DAY = len("2024-03-06")


def write_list(out: TextIO, items: Iterable[Any], *, before: str = "", after: str = "") -> None:
    """`before`, a JSON list with one item a line, `after`."""
    out.write(f"{before}[")
    for n, item in enumerate(items):
        out.write((",\n" if n else "\n") + json_text(item))
    out.write(f"\n]{after}\n")


def last_day(until: str | None) -> str | None:
    """The last day of an interval that ends before `until`; a year or month stays as it is. None: open."""
    if until is None or "T" in until or len(until) != DAY:
        return until[:DAY] if until is not None else None
    try:
        return (date.fromisoformat(until) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    """Without the keys of which nothing is known."""
    return {key: value for key, value in values.items() if value not in (None, [], "")}
