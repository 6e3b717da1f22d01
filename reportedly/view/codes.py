"""Codes of other coding schemes for an event type and mode, from resources/world/*.csv."""

import csv
from functools import cache
from importlib import resources

from reportedly.model.claim import Grain, Precision

# ACLED's codebook: 1 the day is known, 2 the week, 3 the month. PLOVER has no such code. Coarser or no time: none.
TIME_PRECISION = {Grain.MINUTE: 1, Grain.HOUR: 1, Grain.DAY: 1, Grain.WEEK: 2, Grain.MONTH: 3}
# ACLED's codebook: 1 the town, 2 a part of a region, 3 the region or larger.
GEO_PRECISION = {Precision.POINT: 1, Precision.CITY: 1, Precision.NEAR: 2, Precision.REGION: 3, Precision.COUNTRY: 3}


def quad_of(type: str) -> str:
    """PLOVER's quad class: VC, MC, VK, MK; "" for types of ours."""
    return _quads().get(type, "")


def event_types() -> tuple[str, ...]:
    """PLOVER's types and ours."""
    return tuple(_quads())


def acled_of(type: str, mode: str | None) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type; None for what ACLED doesn't code."""
    return _acled().get((type, mode or "")) or _acled().get((type, ""))


@cache
def country_name(code: str | None) -> str:
    """Of ISO 3166-1 alpha-2; "" for None, the code itself where it is unknown."""
    return _countries().get(code, code) if code else ""


@cache
def _quads() -> dict[str, str]:
    return {row["type"]: row["quad"] for row in _rows("plover.csv")}


@cache
def _acled() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["type"], row["mode"]): (row["event_type"], row["sub_event_type"]) for row in _rows("acled.csv")}


@cache
def _countries() -> dict[str, str]:
    return {row["iso2"]: row["name"] for row in _rows("countries.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("reportedly") / "resources" / "world" / name
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))
