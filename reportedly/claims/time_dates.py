"""Dates that are written out, in full or in part: "3 June 2019", "late June", "the third quarter", "the 1960s"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from reportedly.claims import time_spans as spans
from reportedly.claims.time_setting import DATE, Resolved, Setting, counted, mod_of, modified, must, number, undated
from reportedly.claims.time_spans import ONE_DAY, Extent
from reportedly.claims.time_words import Run
from reportedly.model.claim import Grain

FAR_AHEAD = timedelta(days=60)


def _day(run: Run, setting: Setting) -> Resolved | None:
    for shape, order in (("ISODAY", "ymd"), ("DOTTEDDAY", "dmy"), ("SLASHEDDAY", "")):
        if word := run.of(shape):
            figures = [int(f) for f in re.findall(r"\d+", word.value)]
            return _of_figures(figures, order)
    month, day = must(run, "MONTH"), must(run, "DAY")
    year = number(run, "YEAR")
    shift = run.of("SHIFT")
    if year is not None:
        return Resolved(type=DATE, extent=spans.day(date(year, month, day)))
    if setting.anchor is None:
        date(2000, month, day)  # 2000 had a 29 February: ValueError if there is no such day
        return undated(f"XXXX-{month:02}-{day:02}", Grain.DAY)
    if shift is not None:
        return counted(spans.day(date(setting.anchor.year + int(shift.value), month, day)), setting)
    return counted(spans.day(_nearest(month, day, number(run, "WEEKDAY"), setting)), setting)


def _of_figures(figures: list[int], order: str) -> Resolved:
    if not order:
        first, second, _ = figures
        order = "dmy" if first > 12 else "mdy" if second > 12 or first == second else ""
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


def _day_range(run: Run, setting: Setting) -> Resolved | None:
    month, year = must(run, "MONTH"), number(run, "YEAR")
    first, last = must(run, "DAY"), must(run, "DAY", 1)
    if first >= last:
        return None
    if year is None and setting.anchor is None:
        return undated(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", Grain.DAY)
    start = date(year, month, first) if year else _nearest(month, first, None, setting)
    end = date(start.year, month, last)
    extent = Extent(value=f"{start}/{end}", start=start, end=end + ONE_DAY, grain=Grain.DAY)
    return Resolved(type=DATE, extent=extent) if year else counted(extent, setting)


def _month(run: Run, setting: Setting) -> Resolved | None:
    wanted, year, mod = must(run, "MONTH"), number(run, "YEAR"), mod_of(run)
    anchor, shift = setting.anchor, run.of("SHIFT")
    if year is not None:
        return modified(Resolved(type=DATE, extent=spans.month(year, wanted)), mod)
    if anchor is None:
        return modified(undated(f"XXXX-{wanted:02}", Grain.MONTH), mod)
    if shift is not None and run.of("UNIT"):
        year = anchor.year + int(shift.value)
    elif shift is not None and shift.value == "0":
        year = anchor.year
    elif shift is not None:
        year = anchor.year + _years_off(wanted - anchor.month, int(shift.value))
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


def _year_range(run: Run, setting: Setting) -> Resolved | None:
    first, last = must(run, "YEAR"), must(run, "YEAR", 1)
    if first >= last:
        return None
    extent = Extent(value=f"{first}/{last}", start=date(first, 1, 1), end=date(last + 1, 1, 1), grain=Grain.YEAR)
    return Resolved(type=DATE, extent=extent)


def _decade(run: Run, setting: Setting) -> Resolved | None:
    if word := run.of("DECADENAME"):
        first = int(word.value[:4])
        return modified(Resolved(type=DATE, extent=spans.decade(first)), mod_of(run))
    tens = 10 * must(run, "SHORTDECADE")
    if setting.anchor is None:
        return undated("XXX", Grain.YEAR)
    hundred = setting.anchor.year // 100 * 100
    first = hundred + tens if hundred + tens <= setting.anchor.year else hundred - 100 + tens
    return modified(counted(spans.decade(first), setting), mod_of(run))


def _century(run: Run, setting: Setting) -> Resolved | None:
    nth = run.of("NTH")
    digits = re.match(r"\d+", nth.value) if nth else None
    return modified(Resolved(type=DATE, extent=spans.century(int(digits[0]))), mod_of(run)) if digits else None


def _part_of_year(run: Run, setting: Setting, of: Callable[[int, int], Extent], n: int, letter: str) -> Resolved | None:
    nth, year, shift, anchor = must(run, "ORDINAL"), number(run, "YEAR"), run.of("SHIFT"), setting.anchor
    if nth > n:
        return None
    if year is not None:
        return Resolved(type=DATE, extent=of(year, nth))
    if anchor is None:
        return undated(f"XXXX-{letter}{nth}", Grain.MONTH)
    if shift is not None:
        return counted(of(anchor.year + int(shift.value), nth), setting)
    candidates = [of(anchor.year + k, nth) for k in (-1, 0, 1)]
    return counted(_past_or_next(candidates, setting), setting)


def _quarter(run: Run, setting: Setting) -> Resolved | None:
    return _part_of_year(run, setting, spans.quarter, 4, "Q")


def _half(run: Run, setting: Setting) -> Resolved | None:
    return _part_of_year(run, setting, spans.half, 2, "H")


def _season(run: Run, setting: Setting) -> Resolved | None:
    word, year, shift, anchor = run.of("SEASON"), number(run, "YEAR"), run.of("SHIFT"), setting.anchor
    name = word.value if word else ""
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
    figures = [int(f) for f in word.value.split("-")] if word else []
    if year is not None:
        return Resolved(type=DATE, extent=spans.day(_holiday_in(year, figures)))
    if anchor is None:
        return undated(f"XXXX-{figures[0]:02}-XX", Grain.DAY)
    days = [_holiday_in(anchor.year + k, figures) for k in (-1, 0, 1)]
    if shift is not None and shift.value == "-1":
        found = max(d for d in days if d < anchor)
    elif shift is not None and shift.value == "1":
        found = min(d for d in days if d > anchor)
    else:
        found = min(days, key=lambda d: abs(d - anchor))
    return counted(spans.day(found), setting)


def _holiday_in(year: int, figures: list[int]) -> date:
    if len(figures) == 2:
        return date(year, *figures)
    month, weekday, nth = figures
    return spans.first_weekday(weekday, date(year, month, 1)) + timedelta(days=7 * (nth - 1))


DATES: dict[str, Callable[[Run, Setting], Resolved | None]] = {
    "DAYDATE": _day,
    "DAYRANGE": _day_range,
    "MONTHDATE": _month,
    "YEARDATE": _year,
    "YEARRANGE": _year_range,
    "DECADEDATE": _decade,
    "CENTURYDATE": _century,
    "QUARTERDATE": _quarter,
    "HALFDATE": _half,
    "SEASONDATE": _season,
    "HOLIDAYDATE": _holiday,
}
