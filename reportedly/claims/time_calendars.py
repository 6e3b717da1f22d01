"""Days and years of other calendars, where the words name the calendar or one of its months: "12 Shahrivar 1402".

Exact integer arithmetic on day numbers: Persian by the 33-year cycle (Borkowski 1996), tabular Islamic and Ethiopian as
in Dershowitz and Reingold (2018), Buddhist and Minguo by their distance in years. The Islamic months of a country begin
when the moon is seen, a day or two off: such days bear the mod APPROX.
"""

from datetime import date, timedelta

from reportedly.claims import time_spans as spans
from reportedly.claims.time_setting import DATE, Resolved, Setting, must, undated
from reportedly.claims.time_spans import Extent
from reportedly.claims.time_words import Run
from reportedly.model.claim import Grain

ORDINAL_OF_JULIAN_DAY = -1_721_425  # added to a Julian day number it is Python's ordinal of a date
ISLAMIC, PERSIAN, ETHIOPIAN = "islamic", "persian", "ethiopian"
YEARS_AHEAD = {"buddhist": 543, "minguo": -1911}  # of the common era; months and days are the common ones
N_MONTHS = {ISLAMIC: 12, PERSIAN: 12, ETHIOPIAN: 13}
LONG_MONTHS = 6  # of the Persian year have 31 days


def _first_of_month(calendar: str, year: int, month: int) -> date:
    """The day on which a month begins; month 13 (of the Ethiopian year 14) is the next year's first."""
    if not 0 < year < 10_000 or not 1 <= month <= N_MONTHS[calendar] + 1:
        raise ValueError(f"{calendar} {year}-{month}: no such month")
    if month == N_MONTHS[calendar] + 1:
        year, month = year + 1, 1
    if calendar == PERSIAN:
        days = 365 * (year - 1) + (8 * year + 21) // 33 + 30 * (month - 1) + min(month - 1, LONG_MONTHS)
        return date.fromordinal(days + 226_895)  # 1 Farvardin 1402 is 21 March 2023
    if calendar == ETHIOPIAN:
        return date.fromordinal(1_724_221 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + ORDINAL_OF_JULIAN_DAY)
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return date.fromordinal(1_948_440 + days + ORDINAL_OF_JULIAN_DAY)


def day_in(calendar: str, year: int, month: int, day: int) -> date:
    """The day in the common calendar. ValueError where that calendar has no such day."""
    if calendar in YEARS_AHEAD:
        return date(year - YEARS_AHEAD[calendar], month, day)
    first, following = _first_of_month(calendar, year, month), _first_of_month(calendar, year, month + 1)
    found = first + timedelta(days=day - 1)
    if not first <= found < following:
        raise ValueError(f"{calendar} {year}-{month}-{day}: no such day")
    return found


def _calendar_day(run: Run, setting: Setting) -> Resolved | None:
    """ "1402/6/12 of the Persian calendar", "12 Shahrivar 1402". A calendar that is not told apart: no value."""
    figures, month = run.of("CALENDARFIGURES"), run.of("CALENDARMONTH")
    if month is not None:
        calendar, n = month.value.split("-")
        year, at, day = must(run, "CALENDARYEAR"), int(n), must(run, "DAY")
    else:
        word = run.of("CALENDAR")
        calendar = word.value if word is not None else ""
        year, at, day = (int(f) for f in (figures.value if figures is not None else "").replace("-", "/").split("/"))
    if not calendar:
        return undated("XXXX-XX-XX", Grain.DAY)
    mod = "APPROX" if calendar == ISLAMIC else None
    return Resolved(type=DATE, extent=spans.day(day_in(calendar, year, at, day)), mod=mod)


def _calendar_year(run: Run, setting: Setting) -> Resolved | None:
    """ "the Persian year 1402": from its first day to the next one's; TIMEX3 has no value for such a year."""
    word, year = run.of("CALENDAR"), must(run, "CALENDARYEAR")
    calendar = word.value if word is not None else ""
    if not calendar:
        return undated("XXXX", Grain.YEAR)
    if calendar in YEARS_AHEAD:
        return Resolved(type=DATE, extent=spans.year(year - YEARS_AHEAD[calendar]))
    start, end = _first_of_month(calendar, year, 1), _first_of_month(calendar, year + 1, 1)
    return Resolved(type=DATE, extent=Extent(value="XXXX", start=start, end=end, grain=Grain.YEAR))


CALENDARS = {"CALENDARDAY": _calendar_day, "CALENDARYEARDATE": _calendar_year}
