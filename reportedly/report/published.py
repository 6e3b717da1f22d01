"""When a report was published, and which of its sources says so."""

from reportedly.model.report import PublishedFrom
from reportedly.model.values import Evidence, in_order, record
from reportedly.report.dates import FoundDate
from reportedly.report.parts import Layout


@record
class Published:
    """`iso` None: nothing says when. Evidence is () where the date is not from the text."""

    iso: str | None = None
    source: PublishedFrom | None = None
    evidence: Evidence = ()
    note: str | None = None


def published_of(layout: Layout, *, given: str | None = None, metadata: str | None = None) -> Published:
    """Given by the user before metadata before a publication line before the dateline. Both are ISO 8601.

    Of several publication lines the first that is not of a later change counts.
    """
    if given is not None:
        return Published(iso=given, source=PublishedFrom.GIVEN)
    if metadata is not None:
        return Published(iso=metadata, source=PublishedFrom.METADATA)
    dated = [line for line in layout.dated if line.found.iso is not None]
    first = next((line for line in dated if not line.updated), dated[0] if dated else None)
    if first is not None:
        return _from(first.found, PublishedFrom.TEXT)
    if layout.dateline_date is not None and layout.dateline_date.iso is not None:
        return _from(layout.dateline_date, PublishedFrom.DATELINE)
    return Published()


def _from(found: FoundDate, source: PublishedFrom) -> Published:
    note = None
    if found.two_digit_year and found.iso is not None:
        note = f"The year {found.iso[:4]} is read from two digits."
    return Published(iso=found.iso, source=source, evidence=in_order(found.spans), note=note)
