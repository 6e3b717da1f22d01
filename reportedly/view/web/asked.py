"""What the address of a page asks for: filters that hold on every list, and which part of it."""

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from reportedly.corpus.stored import OccurrenceFilter, ReportFilter

DAY = r"^\d{4}(-\d\d(-\d\d)?)?$"
WORD = r"^[A-Za-z_]{1,40}$"
PER_PAGE = 50
FILTERS = ("q", "type", "status", "country", "since", "until", "min_origins", "differ", "outlet", "agency")


@dataclass(frozen=True)
class Asked:
    """The filters of an address. An empty one does not hold."""

    q: Annotated[str, Query(max_length=500, description="Words of a report.")] = ""
    type: Annotated[str, Query(pattern=f"{WORD}|^$", description="An event type: COERCE.")] = ""
    status: Annotated[str, Query(pattern=f"{WORD}|^$", description="HAPPENED, PLANNED, ...")] = ""
    country: Annotated[str, Query(pattern="^[A-Za-z]{2}$|^$", description="ISO 3166-1 alpha-2.")] = ""
    since: Annotated[str, Query(pattern=f"{DAY}|^$", description="From this day, month or year.")] = ""
    until: Annotated[str, Query(pattern=f"{DAY}|^$", description="Up to it, included.")] = ""
    min_origins: Annotated[int, Query(ge=1, le=1000, description="Independent origins.")] = 1
    differ: Annotated[bool, Query(description="Only where reports differ.")] = False
    outlet: Annotated[str, Query(max_length=300, description="Who published it.")] = ""
    agency: Annotated[str, Query(max_length=300, description="An agency that is credited or cited.")] = ""
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Query(ge=1, le=500)] = PER_PAGE

    def occurrences(self) -> OccurrenceFilter:
        return OccurrenceFilter(
            words=self.q or None,
            type=self.type.upper() or None,
            status=self.status.upper() or None,
            country=self.country.upper() or None,
            since=self.since or None,
            until=self.until or None,
            min_origins=self.min_origins,
            disagreeing=True if self.differ else None,
            outlet=self.outlet or None,
            agency=self.agency or None,
        )

    def reports(self) -> ReportFilter:
        """Days are those of publication here; what is asked of occurrences holds for one that a report has."""
        about = replace(self.occurrences(), words=None, since=None, until=None, outlet=None)
        return ReportFilter(
            words=self.q or None,
            outlet=self.outlet or None,
            since=self.since or None,
            until=self.until or None,
            about=about if about != OccurrenceFilter() else None,
        )

    def address(self, path: str, **changed: Any) -> str:
        """The same filters at another page, some of them changed. A new filter begins at the first part again."""
        values = {name: getattr(self, name) for name in FILTERS} | {"offset": 0} | changed
        given = {name: _written(value) for name, value in values.items() if value not in ("", 0, False, None)}
        if given.get("min_origins") == "1":
            del given["min_origins"]
        return f"{path}?{urlencode(given)}" if given else path


def _written(value: Any) -> str:
    return "true" if value is True else str(value)
