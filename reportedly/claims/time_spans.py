"""Stretches of the calendar: their TIMEX3 value and their half-open days."""

from datetime import date, timedelta

from reportedly.model.claim import Grain
from reportedly.model.values import record

ONE_DAY = timedelta(days=1)
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as meteorologists of the northern half count
GRAIN_OF_UNIT = {
    "TS": Grain.MINUTE,
    "TM": Grain.MINUTE,
    "TH": Grain.HOUR,
    "D": Grain.DAY,
    "W": Grain.WEEK,
    "2W": Grain.WEEK,
    "M": Grain.MONTH,
    "Y": Grain.YEAR,
    "DE": Grain.YEAR,
    "CE": Grain.YEAR,
}
YEARS_OF_UNIT = {"Y": 1, "DE": 10, "CE": 100}
MONTHS_OF_YEAR = 12


@record
class Extent:
    """`start` is its first day, `end` the day after its last; None: open, or not known."""

    value: str  # TIMEX3
    start: date | None
    end: date | None
    grain: Grain


def unknown(value: str, grain: Grain = Grain.UNKNOWN) -> Extent:
    return Extent(value=value, start=None, end=None, grain=grain)


def day(d: date, part: str = "") -> Extent:
    """A day, or a part of it ("TMO", the morning): the days stay whole."""
    return Extent(value=d.isoformat() + part, start=d, end=d + ONE_DAY, grain=Grain.DAY)


def week(d: date) -> Extent:
    """The ISO week, Monday to Sunday, around a day."""
    year, number, weekday = d.isocalendar()
    monday = d - timedelta(days=weekday - 1)
    return Extent(value=f"{year}-W{number:02}", start=monday, end=monday + timedelta(days=7), grain=Grain.WEEK)


def weekend(d: date) -> Extent:
    """Saturday and Sunday of the ISO week around a day."""
    around = week(d)
    monday = d - timedelta(days=d.weekday())
    return Extent(
        value=f"{around.value}-WE", start=monday + timedelta(days=5), end=monday + timedelta(days=7), grain=Grain.DAY
    )


def months(year: int, first: int, n: int = 1) -> tuple[date, date]:
    """From the first day of a month to the first day after `n` months; months may run past twelve or below one."""
    return month_start(year, first), month_start(year, first + n)


def month_start(year: int, number: int) -> date:
    """The first day of a month; number 13 is next year's January, 0 last year's December."""
    shifted = year * MONTHS_OF_YEAR + number - 1
    return date(shifted // MONTHS_OF_YEAR, shifted % MONTHS_OF_YEAR + 1, 1)


def month(year: int, number: int) -> Extent:
    start, end = months(year, number)
    return Extent(value=f"{start.year:04}-{start.month:02}", start=start, end=end, grain=Grain.MONTH)


def quarter(year: int, number: int) -> Extent:
    start, end = months(year, 3 * number - 2, 3)
    return Extent(value=f"{year:04}-Q{number}", start=start, end=end, grain=Grain.MONTH)


def half(year: int, number: int) -> Extent:
    start, end = months(year, 6 * number - 5, 6)
    return Extent(value=f"{year:04}-H{number}", start=start, end=end, grain=Grain.MONTH)


def season(year: int, name: str) -> Extent:
    """ "2019-WI" is the winter that begins in December 2019."""
    start, end = months(year, SEASON_START[name], 3)
    return Extent(value=f"{year:04}-{name}", start=start, end=end, grain=Grain.MONTH)


def year(number: int) -> Extent:
    return Extent(value=f"{number:04}", start=date(number, 1, 1), end=date(number + 1, 1, 1), grain=Grain.YEAR)


def decade(first: int) -> Extent:
    first -= first % 10
    return Extent(value=f"{first // 10:03}", start=date(first, 1, 1), end=date(first + 10, 1, 1), grain=Grain.YEAR)


def century(number: int) -> Extent:
    """The 19th century: 1801 to 1900; TIMEX3 writes "18"."""
    first = 100 * (number - 1) + 1
    return Extent(value=f"{number - 1:02}", start=date(first, 1, 1), end=date(first + 100, 1, 1), grain=Grain.YEAR)


def unit_around(d: date, unit: str) -> Extent:
    """The day, week, month ... that holds this day."""
    match unit:
        case "D":
            return day(d)
        case "W" | "2W":
            return week(d)
        case "M":
            return month(d.year, d.month)
        case "Y":
            return year(d.year)
        case "DE":
            return decade(d.year)
        case "CE":
            return century((d.year - 1) // 100 + 1)
        case _:
            return unknown("XXXX-XX-XX", GRAIN_OF_UNIT.get(unit, Grain.UNKNOWN))


def shifted(d: date, unit: str, n: float) -> date:
    """The day `n` units on; in a shorter month its last day. Parts of months and years are counted in days."""
    match unit:
        case "D":
            return d + timedelta(days=round(n))
        case "W" | "2W":
            return d + timedelta(days=round(7 * n * (2 if unit == "2W" else 1)))
        case "M":
            whole = int(n)
            start, end = months(d.year, d.month + whole)
            moved = min(start + timedelta(days=d.day - 1), end - ONE_DAY)
            return moved + timedelta(days=round((n - whole) * 30))
        case "Y" | "DE" | "CE":
            return shifted(d, "M", n * MONTHS_OF_YEAR * YEARS_OF_UNIT[unit])
        case _:
            return d


def first_weekday(weekday: int, d: date) -> date:
    """The first such weekday (1 = Monday) on or after a day."""
    return d + timedelta(days=(weekday - 1 - d.weekday()) % 7)


def narrowed(extent: Extent, mod: str | None, anchor: date | None) -> Extent:
    """ "early", "late", "mid", "earlier this": part of the stretch; the value stays.

    Late June is 21-30 June; a year and a decade go in thirds.
    """
    start, end = extent.start, extent.end
    if mod is None or start is None or end is None:
        return extent
    n_days = (end - start).days
    if mod == "BEFORE" and anchor is not None and start <= anchor:
        return _between(extent, start, min(end, anchor + ONE_DAY))
    if mod == "AFTER" and anchor is not None and anchor < end:
        return _between(extent, max(start, anchor), end)
    if mod not in ("START", "MID", "END") or n_days <= 3:
        return extent
    if n_days <= 7:
        cuts = [start, start + timedelta(days=2), start + timedelta(days=4), end]
    elif n_days <= 31:
        cuts = [start, start + timedelta(days=10), start + timedelta(days=20), end]
    else:
        step = MONTHS_OF_YEAR if end.year - start.year > 1 else 1  # a decade is cut between years
        n_steps = ((end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month) // step
        cuts = [month_start(start.year, start.month + step * round(n_steps * k / 3)) for k in range(3)] + [end]
    k = ("START", "MID", "END").index(mod)
    return _between(extent, cuts[k], cuts[k + 1])


def _between(extent: Extent, start: date, end: date) -> Extent:
    return Extent(value=extent.value, start=start, end=end, grain=extent.grain)
