"""Clock times, lengths and repetitions: "7:45 p.m. on Monday", "for two days", "every Friday"."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from reportedly.claims import time_spans as spans
from reportedly.claims.time_counted import COUNTED
from reportedly.claims.time_dates import DATES
from reportedly.claims.time_setting import (
    DURATION,
    SET,
    TIME,
    Resolved,
    Setting,
    about_of,
    length_value,
    must,
    quantity_of,
    unit_of,
)
from reportedly.claims.time_spans import ONE_DAY, Extent, unknown
from reportedly.claims.time_words import Run
from reportedly.model.claim import Grain

NOON_HOUR = 12


def _time_of_day(run: Run, setting: Setting) -> Resolved | None:
    hour, minute, exact = _clock(run)
    if hour > 24 or (hour == 24 and minute):
        return None
    day, counted = _day_of_clock(run, setting)
    zone = run.of("ZONE")
    if day is None:
        value = f"XXXX-XX-XXT{hour:02}:{minute:02}"
        return Resolved(type=TIME, extent=unknown(value, Grain.MINUTE if exact else Grain.HOUR))
    grain = Grain.MINUTE if exact else Grain.HOUR
    start = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    end = start + (timedelta(minutes=1) if exact else timedelta(hours=1))
    offset = zone.value if zone else ""
    extent = Extent(value=f"{day}T{hour:02}:{minute:02}", start=day, end=day + ONE_DAY, grain=grain)
    clock = (f"{start:%Y-%m-%dT%H:%M}{offset}", f"{end:%Y-%m-%dT%H:%M}{offset}")
    return Resolved(type=TIME, extent=extent, clock=clock, anchor=counted)


def _clock(run: Run) -> tuple[int, int, bool]:
    """Hour, minute, and whether a minute is given."""
    if noon := run.of("NOON"):
        return int(noon.value[:2]), 0, False
    if hhmm := run.of("HHMM"):
        return int(hhmm.value[:2]), int(hhmm.value[2:]), True
    hour, minute, ampm = must(run, "HOUR"), run.of("MINUTE"), run.of("AMPM")
    if ampm is not None and 0 < hour <= NOON_HOUR:
        hour = hour % NOON_HOUR + int(ampm.value)
    return hour, int(minute.value) if minute else 0, minute is not None


def _day_of_clock(run: Run, setting: Setting) -> tuple[date | None, date | None]:
    """The day of a clock time and the day that was counted from: in its own words, else beside it."""
    if iso := run.of("ISODAY"):
        return date.fromisoformat(iso.value), None
    for name, way in (
        ("WEEKDAY", COUNTED["WEEKDAYDATE"]),
        ("DAYWORD", COUNTED["DAYWORDDATE"]),
        ("MONTH", DATES["DAYDATE"]),
    ):
        if run.of(name):
            found = way(run, setting)
            return (found.extent.start, found.anchor) if found else (None, None)
    return setting.day_beside, setting.day_beside


# -- lengths and sets ------------------------------------------------------------------------------------------------


def _length(run: Run, setting: Setting) -> Resolved | None:
    if word := run.of("LONGWORD"):
        return Resolved(type=DURATION, extent=unknown(word.value))
    n, unit = quantity_of(run, setting)
    extent = unknown(length_value(n, unit), spans.GRAIN_OF_UNIT[unit])
    return Resolved(type=DURATION, extent=extent, mod=about_of(run))


def _every(run: Run, setting: Setting) -> Resolved | None:
    weekday = run.of("WEEKDAY") or run.of("WEEKDAYS")
    if weekday is not None:
        return _set(f"XXXX-WXX-{weekday.value}")
    if month := run.of("MONTH"):
        return _set(f"XXXX-{int(month.value):02}")
    if season := run.of("SEASON"):
        return _set(f"XXXX-{season.value}")
    if part := run.of("PART"):
        return _set(f"XXXX-XX-XX{part.value}")
    n, unit = quantity_of(run, setting)
    return _set(length_value(n, unit))


def _often(run: Run, setting: Setting) -> Resolved | None:
    word = run.of("OFTEN")
    return _set(word.value if word else length_value(1, unit_of(run)))


def _set(value: str) -> Resolved:
    return Resolved(type=SET, extent=unknown(value))


CLOCK: dict[str, Callable[[Run, Setting], Resolved | None]] = {
    "TIMEOFDAY": _time_of_day,
    "LENGTH": _length,
    "EVERY": _every,
    "OFTENSET": _often,
}
