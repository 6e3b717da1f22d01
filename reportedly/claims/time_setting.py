"""What stands around a time expression, what comes out of it, and how its words are read."""

from datetime import date, datetime

from reportedly.claims import time_spans as spans
from reportedly.claims.numbers import Numbers
from reportedly.claims.time_spans import Extent, unknown
from reportedly.claims.time_words import NUMBER, Run
from reportedly.model.claim import Basis, Grain
from reportedly.model.values import Span, record

DATE, TIME, DURATION, SET = "DATE", "TIME", "DURATION", "SET"  # TIMEX3's types
CLOCK_UNITS = frozenset({"TS", "TM", "TH"})
LETTER_OF_UNIT = {"TS": "S", "TM": "M", "TH": "H", "D": "D", "W": "W", "2W": "W", "M": "M"}

HALF = 0.5
HALF_OF = {"TM": "PT30S", "TH": "PT30M", "D": "PT12H", "Y": "P6M"}


@record
class Setting:
    """What stands around an expression."""

    numbers: Numbers
    anchor: date | None  # the day it is counted from; None: not known
    clock: datetime | None = None  # the same with its hour, where known
    future: bool = False  # the verb that governs it speaks of what is to come
    loose: bool = False  # only a participle says so, whose tense is not told: "a visit planned for June"
    before: Extent | None = None  # the time named before it
    story: date | None = None  # where a told story stands; None: the text is no story of other years
    day_order: str = ""  # "dmy" or "mdy", as other dates of the text show: "03/09/2023"
    quarter: Extent | None = None  # the quarter of a year that the text speaks of
    beside_amount: bool = False  # an amount stands before it: "from $1.4 million a year ago"
    day_beside: date | None = None  # the day named in its sentence, for clock times


@record
class Resolved:
    type: str
    extent: Extent
    mod: str | None = None
    anchor: date | None = None  # the day it was counted from; None: not counted
    clock: tuple[str, str] | None = None  # start and end with their hour, ISO 8601


def undated(value: str, grain: Grain, kind: str = DATE) -> Resolved:
    """An expression whose days are not known."""
    return Resolved(type=kind, extent=unknown(value, grain))


def counted(extent: Extent, setting: Setting, kind: str = DATE) -> Resolved:
    """An expression counted from the anchor."""
    return Resolved(type=kind, extent=extent, anchor=setting.anchor)


def modified(found: Resolved, mod: str | None) -> Resolved:
    """The same, narrowed by "early", "late" and the like."""
    extent = spans.narrowed(found.extent, mod, found.anchor)
    return Resolved(type=found.type, extent=extent, mod=mod or None, anchor=found.anchor, clock=found.clock)


def modified_about(found: Resolved, run: Run) -> Resolved:
    """The same with the mod of "about", "more than"."""
    word = run.of("ABOUT")
    mod = word.value or None if word is not None else None
    return Resolved(type=found.type, extent=found.extent, mod=mod, anchor=found.anchor, clock=found.clock)


def number(run: Run, name: str, n: int = 0) -> int | None:
    """The figure of the n-th word of a class; None if there is no such word."""
    word = run.of(name, n)
    if word is None:
        return None
    figures = "".join(c for c in word.value if c in "0123456789")
    return int(figures) * (-1 if word.value.startswith("-") else 1) if figures else None


def must(run: Run, name: str, n: int = 0) -> int:
    """The same; ValueError if there is none."""
    found = number(run, name, n)
    if found is None:
        raise ValueError(f"{run.rule}: no {name}")
    return found


def mod_of(run: Run) -> str | None:
    word = run.of("MOD") or run.of("EDGE") or run.of("SIDE")
    return word.value if word is not None else None


def about_of(run: Run) -> str | None:
    """ "about", "more than": TIMEX3's mod of a quantity."""
    word = run.of("ABOUT")
    return word.value or None if word is not None else None


def part_of(run: Run) -> str:
    """ "TMO" for the morning; "" without a part of the day."""
    word = run.of("PART")
    return word.value if word is not None else ""


def unit_of(run: Run) -> str:
    """The unit that is counted in. ValueError if there is none."""
    word = run.of("UNITS") or run.of("UNIT")
    if word is None:
        raise ValueError(f"{run.rule}: no unit")
    return word.value


def quantity_of(run: Run, setting: Setting) -> tuple[float | None, str]:
    """How many of which unit; None for "several weeks", "weeks"."""
    unit, half = unit_of(run), run.of("HALF")
    if half is not None and not half.value.startswith("+"):
        return float(half.value), unit
    if figures := run.of(NUMBER):
        n = setting.numbers.value_of(figures.value)
        return (n + float(half.value) if n is not None and half else n), unit
    if some := run.of("SOME"):
        return (float(some.value) if some.value.isdecimal() else None), unit
    return (None if run.of("UNITS") else 1 + float(half.value) if half else 1), unit


def length_value(n: float | None, unit: str) -> str:
    """ "P2W"; "PXW" where the number is not known."""
    if n == HALF and unit in HALF_OF:
        return HALF_OF[unit]
    factor = {"2W": 2, "DE": 10, "CE": 100}.get(unit, 1)
    figure = "X" if n is None else f"{n * factor:.10g}"
    if n is None and factor > 1 and unit != "2W":
        return f"PX{unit}"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{figure}{LETTER_OF_UNIT.get(unit, 'Y')}"


def pattern_of(unit: str) -> str:
    """TIMEX3's value for some day, week, month ... that is not known."""
    known = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "DE": "XXX", "CE": "XX"}
    return known.get(unit, "XXXX")


@record
class TimeExpression:
    """Words that name a time. Half-open [start, end), ISO 8601; None: open, or not known."""

    span: Span
    type: str  # TIMEX3's: DATE TIME DURATION SET
    value: str  # TIMEX3's
    mod: str | None = None  # TIMEX3's: START MID END APPROX ...; BEFORE and AFTER for "earlier this year"
    start: str | None = None
    end: str | None = None
    grain: Grain
    basis: Basis
    anchor: str | None = None  # the day it was counted from; set exactly when basis is COUNTED
    rule: str
