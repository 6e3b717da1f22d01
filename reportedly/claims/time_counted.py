"""Times counted from the day of publication ("on Monday", "last week") or from a time named before ("a week later")."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from reportedly.claims import time_spans as spans
from reportedly.claims.time_setting import (
    CLOCK_UNITS,
    DATE,
    DURATION,
    TIME,
    Resolved,
    Setting,
    about_of,
    counted,
    length_value,
    mod_of,
    modified,
    modified_about,
    must,
    number,
    part_of,
    pattern_of,
    quantity_of,
    undated,
    unit_of,
)
from reportedly.claims.time_spans import ONE_DAY, Extent, unknown
from reportedly.claims.time_words import Run
from reportedly.model.claim import Grain

GRAIN_ORDER = (Grain.MINUTE, Grain.HOUR, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.UNKNOWN)
FINE = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAY})
LONG_UNITS = frozenset({"Y", "M"})  # "a year earlier", with nothing before it: a year before the report


def day_named(weekday: int, anchor: date) -> date:
    """The last such weekday up to and including the anchor (1 = Monday): right for 91 % (04-measured.md).

    "on Monday", published Wednesday 6 March 2024 -> Monday 4 March.
    """
    return anchor - timedelta(days=(anchor.isoweekday() - weekday) % 7)


def _weekday(run: Run, setting: Setting) -> Resolved | None:
    weekday, anchor = must(run, "WEEKDAY"), setting.anchor
    part, shift = part_of(run), run.of("SHIFT")
    kind = TIME if part else DATE
    if anchor is None:
        return undated(f"XXXX-WXX-{weekday}{part}", Grain.DAY, kind)
    if shift is not None and shift.value == "-1":
        found = day_named(weekday, anchor - ONE_DAY)
    elif shift is not None and shift.value == "1":
        found = spans.first_weekday(weekday, anchor + ONE_DAY)
    elif setting.future:
        found = spans.first_weekday(weekday, anchor)
    else:
        found = day_named(weekday, anchor)
    return modified(counted(spans.day(found, part), setting, kind), mod_of(run))


def _weekday_of_week(run: Run, setting: Setting) -> Resolved | None:
    unit, shift = run.of("UNIT"), run.of("SHIFT")
    weekday = must(run, "WEEKDAY")
    if unit is None or shift is None or unit.value != "W":
        return None
    if setting.anchor is None:
        return undated(f"XXXX-WXX-{weekday}", Grain.DAY)
    monday = setting.anchor - timedelta(days=setting.anchor.weekday() - 7 * int(shift.value))
    return counted(spans.day(monday + timedelta(days=weekday - 1)), setting)


def _dayword(run: Run, setting: Setting) -> Resolved | None:
    part = part_of(run)
    kind = TIME if part else DATE
    if setting.anchor is None:
        return undated(f"XXXX-XX-XX{part}", Grain.DAY, kind)
    around = run.of("AROUND")
    day = setting.anchor + timedelta(days=must(run, "DAYWORD") + (int(around.value) if around else 0))
    return modified(counted(spans.day(day, part), setting, kind), mod_of(run))


def _tonight(run: Run, setting: Setting) -> Resolved | None:
    if setting.anchor is None:
        return undated("XXXX-XX-XXTNI", Grain.DAY, TIME)
    return modified(counted(spans.day(setting.anchor, "TNI"), setting, TIME), mod_of(run))


def _part_date(run: Run, setting: Setting) -> Resolved | None:
    part, shift = part_of(run), run.of("SHIFT")
    if setting.anchor is None:
        return undated(f"XXXX-XX-XX{part}", Grain.DAY, TIME)
    day = setting.anchor + timedelta(days=int(shift.value) if shift else 0)
    return modified(counted(spans.day(day, part), setting, TIME), mod_of(run))


def _shifted(run: Run, setting: Setting) -> Resolved | None:
    unit, shift, anchor = run.of("UNIT") or run.of("WEEKEND"), run.of("SHIFT"), setting.anchor
    if unit is None or shift is None:
        return None
    n = int(shift.value)
    if unit.value == "WE":
        if anchor is None:
            return undated("XXXX-WXX-WE", Grain.DAY)
        return counted(spans.weekend(anchor + timedelta(days=7 * n)), setting)
    if unit.value in CLOCK_UNITS:
        return undated("XXXX-XX-XXTXX", Grain.HOUR, TIME)
    if anchor is None:
        return modified(undated(pattern_of(unit.value), spans.GRAIN_OF_UNIT[unit.value]), mod_of(run))
    extent = spans.unit_around(spans.shifted(anchor, unit.value, n), unit.value)
    return modified(counted(extent, setting), mod_of(run))


def _weekend(run: Run, setting: Setting) -> Resolved | None:
    if setting.anchor is None:
        return undated("XXXX-WXX-WE", Grain.DAY)
    found = spans.weekend(setting.anchor)
    if not setting.future and found.start and found.start > setting.anchor:
        found = spans.weekend(setting.anchor - timedelta(days=7))
    return counted(found, setting)


def _ago(run: Run, setting: Setting) -> Resolved | None:
    return _away(run, setting, -1)


def _from_now(run: Run, setting: Setting) -> Resolved | None:
    return _away(run, setting, 1)


def _away(run: Run, setting: Setting, sign: int) -> Resolved | None:
    n, unit = quantity_of(run, setting)
    grain = spans.GRAIN_OF_UNIT[unit]
    if n is None:
        return _unsure(run, setting, sign, grain)
    if n == 1 and sign < 0 and (figures := _quarter_of_figures(setting, unit)):
        return figures
    if unit in CLOCK_UNITS and setting.clock is not None:
        seconds = n * sign * {"TH": 3600, "TM": 60, "TS": 1}[unit]
        return _clocked((setting.clock + timedelta(seconds=seconds)).replace(tzinfo=None), grain, setting)
    if setting.anchor is None or unit in CLOCK_UNITS:
        return undated(pattern_of(unit), grain)
    extent = spans.unit_around(spans.shifted(setting.anchor, unit, sign * n), unit)
    if unit == "DE":  # "two decades ago" is about a year, not about the eighties
        extent = spans.year(spans.shifted(setting.anchor, unit, sign * n).year)
    return modified(counted(extent, setting), about_of(run))


def _clocked(moment: datetime, grain: Grain, setting: Setting) -> Resolved:
    start = moment.replace(minute=0) if grain is Grain.HOUR else moment
    end = start + (timedelta(hours=1) if grain is Grain.HOUR else timedelta(minutes=1))
    day = start.date()
    extent = Extent(value=f"{start:%Y-%m-%dT%H:%M}", start=day, end=day + ONE_DAY, grain=grain)
    return Resolved(
        type=TIME, extent=extent, clock=(f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"), anchor=setting.anchor
    )


def _unsure(run: Run, setting: Setting, sign: int, grain: Grain) -> Resolved:
    """ "several weeks ago": before the anchor, no day."""
    return _open_ended("PAST_REF" if sign < 0 else "FUTURE_REF", setting, sign, grain)


def _open_ended(value: str, setting: Setting, sign: int, grain: Grain, kind: str = DATE) -> Resolved:
    anchor = setting.anchor
    start = anchor if sign > 0 else None
    end = anchor + ONE_DAY if anchor and sign < 0 else None
    extent = Extent(value=value, start=start, end=end, grain=grain)
    return Resolved(type=kind, extent=extent, anchor=anchor)


def _past_span(run: Run, setting: Setting) -> Resolved | None:
    return _span(run, setting, -1)


def _next_span(run: Run, setting: Setting) -> Resolved | None:
    return _span(run, setting, 1)


def _span(run: Run, setting: Setting, sign: int) -> Resolved | None:
    """ "the last two weeks": a length with an end at the anchor."""
    n, unit = quantity_of(run, setting)
    value = length_value(n, unit)
    anchor = setting.anchor
    if anchor is None or n is None or unit in CLOCK_UNITS:
        return Resolved(type=DURATION, extent=unknown(value, spans.GRAIN_OF_UNIT[unit]))
    away = spans.shifted(anchor, unit, sign * n)
    start, end = (away, anchor + ONE_DAY) if sign < 0 else (anchor, away + ONE_DAY)
    extent = Extent(value=value, start=start, end=end, grain=spans.GRAIN_OF_UNIT[unit])
    return Resolved(type=DURATION, extent=extent, anchor=anchor)


def _recent(run: Run, setting: Setting) -> Resolved | None:
    n, unit = quantity_of(run, setting)
    return _open_ended(length_value(n, unit), setting, -1, spans.GRAIN_OF_UNIT[unit], DURATION)


def _coming(run: Run, setting: Setting) -> Resolved | None:
    n, unit = quantity_of(run, setting)
    return _open_ended(length_value(n, unit), setting, 1, spans.GRAIN_OF_UNIT[unit], DURATION)


def _present(run: Run, setting: Setting) -> Resolved | None:
    return undated("PRESENT_REF", Grain.UNKNOWN)


def _past(run: Run, setting: Setting) -> Resolved | None:
    return _open_ended("PAST_REF", setting, -1, Grain.UNKNOWN)


def _future(run: Run, setting: Setting) -> Resolved | None:
    return _open_ended("FUTURE_REF", setting, 1, Grain.UNKNOWN)


# -- counted from the time named before ------------------------------------------------------------------------------


def _later(run: Run, setting: Setting) -> Resolved | None:
    word = run.of("LATER") or run.of("AROUND")
    later = word is None or int(word.value) > 0
    if part := part_of(run):
        return _from_before(setting, "D", 1 if later else -1, part)
    n, unit = quantity_of(run, setting)
    if n == 1 and not later and (figures := _quarter_of_figures(setting, unit)):
        return figures
    return modified_about(_from_before(setting, unit, n * (1 if later else -1) if n is not None else None), run)


def _same(run: Run, setting: Setting) -> Resolved | None:
    part = part_of(run)
    return modified(_from_before(setting, "D" if part else unit_of(run), 0, part), mod_of(run))


def _following(run: Run, setting: Setting) -> Resolved | None:
    return _beside_before(run, setting, 1)


def _preceding(run: Run, setting: Setting) -> Resolved | None:
    return _beside_before(run, setting, -1)


def _beside_before(run: Run, setting: Setting, sign: int) -> Resolved | None:
    part, before = part_of(run), setting.before
    weekday, month, season = run.of("WEEKDAY"), number(run, "MONTH"), run.of("SEASON")
    if weekday is not None:
        anchor = before.start if before is not None and before.grain in FINE else setting.anchor
        if anchor is None:
            return undated(f"XXXX-WXX-{weekday.value}", Grain.DAY)
        wanted = int(weekday.value)
        found = spans.first_weekday(wanted, anchor + ONE_DAY) if sign > 0 else day_named(wanted, anchor - ONE_DAY)
        return Resolved(type=DATE, extent=spans.day(found), anchor=anchor)
    if month is not None or season is not None:
        start = before.start if before is not None else setting.anchor
        if start is None:
            return undated("XXXX", Grain.MONTH)
        years = (start.year, start.year + 1)
        near = [spans.season(y, season.value) if season else spans.month(y, month or 1) for y in years]
        found_extent = next(e for e in near if e.start is not None and e.start > start)
        return Resolved(type=DATE, extent=found_extent, anchor=start)
    return modified(_from_before(setting, "D" if part else unit_of(run), sign, part), mod_of(run))


def _from_before(setting: Setting, unit: str, n: float | None, part: str = "") -> Resolved:
    """Only where the time before is at least as fine as the unit: "in June ... two days later" names no day."""
    grain = spans.GRAIN_OF_UNIT[unit]
    before = setting.before
    if before is not None and before.start is not None and unit == "Y" and n is not None and _is_quarter(before):
        start = spans.shifted(before.start, unit, n)
        return Resolved(type=DATE, extent=spans.quarter(start.year, start.month // 3 + 1), anchor=before.start)
    fine = before is not None and GRAIN_ORDER.index(before.grain) <= GRAIN_ORDER.index(grain)
    anchor = before.start if before is not None and fine else setting.anchor if unit in LONG_UNITS else None
    if anchor is None or n is None or unit in CLOCK_UNITS:
        return undated(pattern_of(unit) + part, grain, TIME if part else DATE)
    moved = spans.shifted(anchor, unit, n)
    extent = spans.day(moved, part) if part else spans.unit_around(moved, unit)
    return Resolved(type=TIME if part else DATE, extent=extent, anchor=anchor)


def _quarter_of_figures(setting: Setting, unit: str) -> Resolved | None:
    """ "third-quarter sales rose to $1.5 million from $1.4 million a year ago": the same quarter a year before."""
    if unit != "Y" or not setting.beside_amount or setting.quarter is None or setting.quarter.start is None:
        return None
    start = setting.quarter.start
    return Resolved(type=DATE, extent=spans.quarter(start.year - 1, start.month // 3 + 1), anchor=start)


def _is_quarter(extent: Extent) -> bool:
    return "-Q" in extent.value


COUNTED: dict[str, Callable[[Run, Setting], Resolved | None]] = {
    "WEEKDAYDATE": _weekday,
    "WEEKDAYOFWEEK": _weekday_of_week,
    "DAYWORDDATE": _dayword,
    "TONIGHT": _tonight,
    "PARTDATE": _part_date,
    "SHIFTED": _shifted,
    "WEEKENDDATE": _weekend,
    "AGODATE": _ago,
    "FROMNOW": _from_now,
    "PASTSPAN": _past_span,
    "NEXTSPAN": _next_span,
    "RECENT": _recent,
    "COMING": _coming,
    "PRESENT_REF": _present,
    "PAST_REF": _past,
    "FUTURE_REF": _future,
    "LATERDATE": _later,
    "SAMEDATE": _same,
    "NEXTDATE": _following,
    "PRECEDINGDATE": _preceding,
}
