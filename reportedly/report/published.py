"""When a report was published, and which of its sources says so."""

import csv
from functools import cache
from importlib import resources

from reportedly.model.report import PublishedFrom
from reportedly.model.values import Evidence, in_order, record
from reportedly.report.dates import FoundDate, SlashedDate
from reportedly.report.parts import Layout

MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "MH", "MP", "BI"})  # M/d/y in English: CLDR, by babel 2.18.0
NO_HABIT = frozenset({"CA"})  # both orders are in use beside y-m-d


@record
class Published:
    """`iso` None: nothing says when. Evidence is () where the date is not from the text."""

    iso: str | None = None
    source: PublishedFrom | None = None
    evidence: Evidence = ()
    note: str | None = None


def published_of(
    layout: Layout, text: str, *, outlet: str | None = None, given: str | None = None, metadata: str | None = None
) -> Published:
    """Given by the user before metadata before a publication line before the dateline. Both are ISO 8601.

    Of several publication lines the first that is not of a later change counts. "04/03/2024" is read in the order of
    other such lines of the report that leave no choice, else as the outlet's country writes dates, where that is known.
    """
    if given is not None:
        return Published(iso=given, source=PublishedFrom.GIVEN)
    if metadata is not None:
        return Published(iso=metadata, source=PublishedFrom.METADATA)
    dated = [line for line in layout.dated if line.found.iso is not None]
    first = next((line for line in dated if not line.updated), dated[0] if dated else None)
    if first is not None:
        return _from(first.found, PublishedFrom.TEXT)
    slashed = _by_habit(layout.slashed, text, outlet) if layout.slashed else None
    if slashed is not None and slashed.iso is not None:
        return slashed
    if layout.dateline_date is not None and layout.dateline_date.iso is not None:
        return _from(layout.dateline_date, PublishedFrom.DATELINE)
    return slashed or Published()


def _from(found: FoundDate, source: PublishedFrom) -> Published:
    note = None
    if found.two_digit_year and found.iso is not None:
        note = f"The year {found.iso[:4]} is read from two digits."
    return Published(iso=found.iso, source=source, evidence=in_order(found.spans), note=note)


def _by_habit(slashed: tuple[SlashedDate, ...], text: str, outlet: str | None) -> Published:
    words = slashed[0].span.of(text)
    clear = {found.month_first for found in slashed} - {None}
    if len(set(slashed[0].numbers)) == 1:
        order, note = False, None  # "04/04/2024"
    elif len(clear) == 1:
        order, note = clear == {True}, None
    else:
        habit = month_first(outlet)
        if habit is None:
            return Published(note=f"{words!r} does not say whether day or month comes first; no date was read.")
        order, country = habit, _countries()[(outlet or "").casefold()]
        note = f"{words!r} is read {'month' if order else 'day'} first, as {outlet} ({country}) writes dates."
    found = slashed[0].read(month_first=order)
    if found is None:
        return Published(note=f"{words!r} is no date.")
    return Published(iso=found.iso, source=PublishedFrom.TEXT, evidence=in_order(found.spans), note=note)


def month_first(outlet: str | None) -> bool | None:
    """Whether the outlet's country writes the month before the day; None: not known, or both are in use."""
    country = _countries().get((outlet or "").casefold())
    return None if country is None or country in NO_HABIT else country in MONTH_FIRST


@cache
def _countries() -> dict[str, str]:
    """The country of each listed outlet, by its names in small letters."""
    file = resources.files("reportedly") / "resources" / "world" / "outlets.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {
        name.casefold(): row["country"]
        for row in rows
        if row["country"]
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
