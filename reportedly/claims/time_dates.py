"""Dates that are written out, in full or in part: "3 June 2019", "late June", "the third quarter", "the 1960s"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from reportedly.claims import time_spans as spans
from reportedly.claims.time_setting import (
    CLOCK_UNITS,
    DATE,
    TIME,
    Resolved,
    Setting,
    counted,
    mod_of,
    modified,
    must,
    number,
    part_of,
    pattern_of,
    undated,
)
from reportedly.claims.time_spans import Extent
from reportedly.claims.time_words import Run
from reportedly.model.claim import Grain

LATELY = 3  # months: "a visit planned for February", published in March or May, was that of the same year
FAR_AHEAD = timedelta(days=60)
FIRST_YEAR, LAST_YEAR = 1500, 2100  # as `year.shape`
EASTER = "easter"


def _day(run: Run, setting: Setting) -> Resolved | None:
    for shape, order in (("ISODAY", "ymd"), ("DOTTEDDAY", "dmy"), ("SLASHEDDAY", "")):
        if word := run.of(shape):
            figures = [int(f) for f in re.findall(r"\d+", word.value)]
            return _of_figures(figures, order or setting.day_order)
    return _day_of(run, setting, must(run, "MONTH"), must(run, "DAY"))


def _first_day(run: Run, setting: Setting) -> Resolved | None:
    return _day_of(run, setting, must(run, "MONTH"), must(run, "DAY"))


def _last_day(run: Run, setting: Setting) -> Resolved | None:
    """The second of two days; its month is that of the first unless it has one of its own."""
    return _day_of(run, setting, number(run, "MONTH", 1) or must(run, "MONTH"), must(run, "DAY", 1))


def _day_of(run: Run, setting: Setting, month: int, day: int) -> Resolved | None:
    year, shift, part = number(run, "YEAR"), run.of("SHIFT"), part_of(run)
    kind = TIME if part else DATE
    if year is None and (short := number(run, "PASTYEAR")) is not None:
        year = 1900 + short
    if year is not None:
        return Resolved(type=kind, extent=spans.day(date(year, month, day), part))
    if run.of("SAME") and setting.before is not None and setting.before.start is not None:
        start = setting.before.start
        return Resolved(type=kind, extent=spans.day(date(start.year, month, day), part), anchor=start)
    date(2000, month, day)  # 2000 had a 29 February: ValueError if there is no such day
    if setting.story is not None:
        found = date(setting.story.year, month, day)
        return Resolved(type=kind, extent=spans.day(found, part), anchor=setting.story)
    if setting.anchor is None:
        return undated(f"XXXX-{month:02}-{day:02}{part}", Grain.DAY, kind)
    if shift is not None and run.of("UNIT"):
        return counted(spans.day(date(setting.anchor.year + int(shift.value), month, day), part), setting, kind)
    near = (
        _nearest(month, day, number(run, "WEEKDAY"), setting)
        if shift is None
        else _shifted_day(month, day, int(shift.value), setting.anchor)
    )
    return counted(spans.day(near, part), setting, kind)


def _shifted_day(month: int, day: int, shift: int, anchor: date) -> date:
    """ "last Oct. 23": the latest before the anchor; "next": the first after it."""
    days = [date(anchor.year + k, month, day) for k in (-1, 0, 1)]
    return max(d for d in days if d < anchor) if shift < 0 else min(d for d in days if d > anchor or shift == 0)


def _of_figures(figures: list[int], order: str) -> Resolved:
    if order != "ymd":
        first, second, _ = figures
        order = "dmy" if first > 12 else "mdy" if second > 12 or first == second else order
        if not order:
            return undated(f"{figures[2]:04}-XX-XX", Grain.DAY)
    at = dict(zip(order, figures, strict=True))
    return Resolved(type=DATE, extent=spans.day(date(at["y"], at["m"], at["d"])))


def _nearest(month: int, day: int, weekday: int | None, setting: Setting) -> date:
    """The nearest such day: right for 94 % (04-measured.md). A weekday beside it picks the year that it fits.

    A day far ahead of a verb that speaks of the past is the one before: "the Oct. 23 raid", published in May.
    """
    anchor = setting.anchor or date.min
    days = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue  # 29 February
    fitting = [d for d in days if d.isoweekday() == weekday] or days
    nearest = min(fitting, key=lambda d: abs(d - anchor))
    if not setting.future and nearest - anchor > FAR_AHEAD and fitting[0] < anchor:
        return max(d for d in fitting if d < anchor)
    return nearest


def _month(run: Run, setting: Setting) -> Resolved | None:
    wanted, year, mod = must(run, "MONTH"), number(run, "YEAR"), mod_of(run)
    anchor, shift = setting.anchor, run.of("SHIFT")
    if year is not None:
        return modified(Resolved(type=DATE, extent=spans.month(year, wanted)), mod)
    if run.of("SAME") and setting.before is not None and setting.before.start is not None:
        start = setting.before.start
        return modified(Resolved(type=DATE, extent=spans.month(start.year, wanted), anchor=start), mod)
    if setting.story is not None:
        return modified(Resolved(type=DATE, extent=spans.month(setting.story.year, wanted), anchor=setting.story), mod)
    if anchor is None:
        return modified(undated(f"XXXX-{wanted:02}", Grain.MONTH), mod)
    if shift is not None and run.of("UNIT"):
        year = anchor.year + int(shift.value)
    elif shift is not None and shift.value == "0":
        year = anchor.year
    elif shift is not None:
        year = anchor.year + _years_off(wanted - anchor.month, int(shift.value))
    elif setting.future and setting.loose and (anchor.month - wanted) % 12 <= LATELY:
        year = anchor.year - (wanted > anchor.month)
    elif setting.future:
        year = anchor.year + (wanted < anchor.month)
    else:
        year = anchor.year - (wanted > anchor.month)
    return modified(counted(spans.month(year, wanted), setting), mod)


def _years_off(months_ahead: int, shift: int) -> int:
    """ "last June" in June is a year back, in July the same year; "next" the other way."""
    return -(months_ahead >= 0) if shift < 0 else int(months_ahead <= 0)


def _year(run: Run, setting: Setting) -> Resolved | None:
    return modified(Resolved(type=DATE, extent=spans.year(must(run, "YEAR"))), mod_of(run))


def _last_year(run: Run, setting: Setting) -> Resolved | None:
    """The second of two years: "1998-2001", "2007-08"."""
    first, last, short = must(run, "YEAR"), number(run, "YEAR", 1), run.of("SHORTYEAR")
    if last is None and short is not None:
        last = first // 100 * 100 + int(short.value)
    return Resolved(type=DATE, extent=spans.year(last)) if last is not None and last > first else None


def _word_year(run: Run, setting: Setting) -> Resolved | None:
    """ "nineteen ninety-six", "the year two thousand"."""
    hundreds, figures = number(run, "HUNDREDS"), run.of("NUMBER")
    rest = setting.numbers.value_of(figures.value) if figures else None
    if rest is None or rest != int(rest):
        return None
    year = int(rest) if hundreds is None else 100 * hundreds + int(rest)
    if not FIRST_YEAR <= year < LAST_YEAR or (hundreds is not None and not 10 <= rest < 100):
        return None
    month = number(run, "MONTH")
    return Resolved(type=DATE, extent=spans.month(year, month) if month else spans.year(year))


def _year_before_christ(run: Run, setting: Setting) -> Resolved | None:
    """TIMEX3 writes BC0480. The calendar here begins with the year 1: no days."""
    figures, month = run.of("NUMBER"), number(run, "MONTH")
    year = setting.numbers.value_of(figures.value) if figures else None
    if year is None or not 0 < year < 10_000:
        return None
    value = f"BC{int(year):04}" + (f"-{month:02}" if month else "")
    found = undated(value, Grain.MONTH if month else Grain.YEAR)
    return Resolved(type=DATE, extent=found.extent, mod=mod_of(run))


def _decade(run: Run, setting: Setting) -> Resolved | None:
    if word := run.of("DECADENAME"):
        figures = re.sub(r"\D", "", word.value)
        if len(figures) < 4:
            return _short_decade(int(figures), run, setting)
        first = int(figures)
        return modified(Resolved(type=DATE, extent=spans.decade(first)), mod_of(run))
    return _short_decade(10 * must(run, "SHORTDECADE"), run, setting)


def _short_decade(tens: int, run: Run, setting: Setting) -> Resolved:
    """ "the sixties", "the '60s": the latest that has begun."""
    if setting.anchor is None:
        return undated("XXX", Grain.YEAR)
    hundred = setting.anchor.year // 100 * 100
    first = hundred + tens if hundred + tens <= setting.anchor.year else hundred - 100 + tens
    return modified(counted(spans.decade(first), setting), mod_of(run))


def _century(run: Run, setting: Setting) -> Resolved | None:
    nth = run.of("NTH") or run.of("ORDINAL")
    digits = re.match(r"\d+", nth.value) if nth else None
    if digits and run.of("ERA"):
        return undated(f"BC{int(digits[0]) - 1:02}", Grain.YEAR)
    return modified(Resolved(type=DATE, extent=spans.century(int(digits[0]))), mod_of(run)) if digits else None


def _part_of_year(run: Run, setting: Setting, of: Callable[[int, int], Extent], n: int, letter: str) -> Resolved | None:
    nth = number(run, "ORDINAL") or must(run, "ORDINALFIGURE")
    year, shift, anchor = number(run, "YEAR"), run.of("SHIFT"), setting.anchor
    if nth > n:
        return None
    if year is not None:
        return Resolved(type=DATE, extent=of(year, nth))
    if anchor is None:
        return undated(f"XXXX-{letter}{nth}", Grain.MONTH)
    if shift is not None:
        return counted(of(anchor.year + int(shift.value), nth), setting)
    if run.of("AGOWORD"):
        latest = _past_or_next([of(anchor.year + k, nth) for k in (-1, 0)], setting)
        return counted(of(int(latest.value[:4]) - 1, nth), setting)
    candidates = [of(anchor.year + k, nth) for k in (-1, 0, 1)]
    return counted(_past_or_next(candidates, setting), setting)


def _quarter(run: Run, setting: Setting) -> Resolved | None:
    return _part_of_year(run, setting, spans.quarter, 4, "Q")


def _half(run: Run, setting: Setting) -> Resolved | None:
    return _part_of_year(run, setting, spans.half, 2, "H")


def _season(run: Run, setting: Setting) -> Resolved | None:
    word, year, shift, anchor = run.of("SEASON"), number(run, "YEAR"), run.of("SHIFT"), setting.anchor
    name = word.value if word else ""
    if run.of("SAME") and setting.before is not None and setting.before.start is not None:
        start = setting.before.start
        return modified(Resolved(type=DATE, extent=spans.season(start.year, name), anchor=start), mod_of(run))
    if year is None and shift is None and setting.story is not None:
        told = spans.season(setting.story.year, name)
        return modified(Resolved(type=DATE, extent=told, anchor=setting.story), mod_of(run))
    if year is not None:
        return modified(Resolved(type=DATE, extent=spans.season(year, name)), mod_of(run))
    if anchor is None:
        return undated(f"XXXX-{name}", Grain.MONTH)
    candidates = [spans.season(anchor.year + k, name) for k in (-2, -1, 0, 1)]
    if shift is not None and run.of("UNIT"):
        found = spans.season(anchor.year + int(shift.value), name)
    elif shift is None or shift.value == "0":
        found = _past_or_next(candidates, setting)
    elif shift.value == "1":
        found = next(c for c in candidates if c.start and c.start > anchor)
    else:
        found = next(c for c in reversed(candidates) if c.end and c.end <= anchor)
    return modified(counted(found, setting), mod_of(run))


def _past_or_next(candidates: list[Extent], setting: Setting) -> Extent:
    """The latest that has begun; of what is to come, the first that has not ended."""
    anchor = setting.anchor or date.min
    if setting.future:
        return next(c for c in candidates if c.end and c.end > anchor)
    return next(c for c in reversed(candidates) if c.start and c.start <= anchor)


def _holiday(run: Run, setting: Setting) -> Resolved | None:
    word, year, shift, anchor = run.of("HOLIDAY"), number(run, "YEAR"), run.of("SHIFT"), setting.anchor
    value = word.value if word else ""
    after_easter = int(value.removeprefix(EASTER)) if value.startswith(EASTER) else None
    figures = [int(f) for f in value.split("-")] if after_easter is None else []
    if year is not None:
        return Resolved(type=DATE, extent=spans.day(_holiday_in(year, figures, after_easter)))
    if anchor is None:
        return undated(f"XXXX-{figures[0]:02}-XX" if figures else "XXXX-XX-XX", Grain.DAY)
    days = [_holiday_in(anchor.year + k, figures, after_easter) for k in (-1, 0, 1)]
    if shift is not None and shift.value == "-1":
        found = max(d for d in days if d < anchor)
    elif shift is not None and shift.value == "1":
        found = min(d for d in days if d > anchor)
    else:
        found = min(days, key=lambda d: abs(d - anchor))
    return counted(spans.day(found), setting)


def _quarter_named(run: Run, setting: Setting) -> Resolved | None:
    """ "the quarter": the one named before it, else the last that was over; "last quarter" counts from the report's."""
    shift, year, anchor = run.of("SHIFT"), number(run, "YEAR"), setting.anchor
    if anchor is None and setting.quarter is None:
        return undated(f"{year:04}-QX" if year else "XXXX-QX", Grain.MONTH)
    if shift is not None and anchor is not None:
        start = spans.month_start(anchor.year, anchor.month + 3 * int(shift.value))
        return counted(_quarter_around(start), setting)
    if setting.quarter is not None and setting.quarter.start is not None:
        start, counted_from = setting.quarter.start, setting.quarter.start
    elif anchor is not None:
        start, counted_from = spans.month_start(anchor.year, anchor.month - 3), anchor
    else:
        return None
    if year is not None:
        start = date(year, start.month, 1)
    elif run.of("AGOWORD") or run.of("AGO"):
        start = date(start.year - 1, start.month, 1)
    return Resolved(type=DATE, extent=_quarter_around(start), anchor=counted_from)


def _quarter_around(day: date) -> Extent:
    return spans.quarter(day.year, (day.month + 2) // 3)


def _year_ago(run: Run, setting: Setting) -> Resolved | None:
    """ "year-earlier": of a quarter where the text speaks of one."""
    if setting.quarter is not None and setting.quarter.start is not None:
        start = setting.quarter.start
        return Resolved(type=DATE, extent=spans.quarter(start.year - 1, (start.month + 2) // 3), anchor=start)
    if setting.anchor is None:
        return undated("XXXX", Grain.YEAR)
    return counted(spans.year(setting.anchor.year - 1), setting)


def _unit_of_report(run: Run, setting: Setting) -> Resolved | None:
    """ "the end of the month", "year-end", "for the year": of the report's own."""
    unit, edge = run.of("UNIT"), run.of("EDGE")
    mod = edge.value if edge else mod_of(run)
    name = unit.value if unit else "Y"
    if name in CLOCK_UNITS:
        return None
    if run.of("YEAREDGE"):
        mod = "END"
    anchor = setting.story or setting.anchor
    if anchor is None:
        return undated(pattern_of(name), spans.GRAIN_OF_UNIT[name])
    return modified(Resolved(type=DATE, extent=spans.unit_around(anchor, name), anchor=anchor), mod)


def _holiday_in(year: int, figures: list[int], after_easter: int | None) -> date:
    if after_easter is not None:
        return _easter(year) + timedelta(days=after_easter)
    if len(figures) == 2:
        return date(year, *figures)
    month, weekday, nth = figures
    return spans.first_weekday(weekday, date(year, month, 1)) + timedelta(days=7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (the rule of Gauss, as corrected by Meeus 1991)."""
    golden, century = year % 19, year // 100
    skipped = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = skipped - skipped // 28 * (1 - 29 // (skipped + 1) * (21 - golden) // 11)
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - sunday)


DATES: dict[str, Callable[[Run, Setting], Resolved | None]] = {
    "DAYDATE": _day,
    "FIRSTDAY": _first_day,
    "LASTDAY": _last_day,
    "MONTHDATE": _month,
    "YEARDATE": _year,
    "LASTYEAR": _last_year,
    "WORDYEAR": _word_year,
    "BCYEAR": _year_before_christ,
    "QUARTERSHIFT": _quarter_named,
    "YEARAGO": _year_ago,
    "YEAREND": _unit_of_report,
    "DECADEDATE": _decade,
    "CENTURYDATE": _century,
    "QUARTERDATE": _quarter,
    "HALFDATE": _half,
    "SEASONDATE": _season,
    "HOLIDAYDATE": _holiday,
}
