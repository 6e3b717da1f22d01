"""What is asked of a corpus, and what comes back for lists and tables: plain values, no SQL.

The whole of a report is its `Read`, of an occurrence an `Occurrence`; the values here are one row of a list each.
"""

from reportedly.model.corpus import Occurrence, Origin
from reportedly.model.values import record


@record
class Page[T]:
    """Some of what was found, in order, and how much there is in all."""

    items: tuple[T, ...]
    total: int
    offset: int = 0


@record
class OccurrenceFilter:
    """Which occurrences; None: no matter."""

    type: str | None = None
    status: str | None = None
    country: str | None = None
    since: str | None = None  # its time reaches into this day or later, as for claims
    until: str | None = None
    min_origins: int = 1  # independent origins
    min_reports: int = 1
    disagreeing: bool | None = None  # True: only those on which claims differ
    report_id: str | None = None  # those that this report has a claim of
    words: str | None = None  # those with a claim in a report that has these words
    outlet: str | None = None  # those that this outlet has a claim of
    agency: str | None = None  # those with a claim for which this agency is credited or cited


@record
class ReportFilter:
    """Which reports; None: no matter."""

    words: str | None = None  # all of them, in any order and form; "in quotation marks": as they stand
    outlet: str | None = None
    since: str | None = None  # published on this day or later, ISO 8601: "2024-03-06", "2024-03", "2024"
    until: str | None = None  # published on this day (in this month, this year) or earlier
    about: OccurrenceFilter | None = None  # with a claim of such an occurrence


@record
class ClaimFilter:
    """Which claims; None: no matter."""

    type: str | None = None
    mode: str | None = None
    status: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2, of any place it names
    since: str | None = None  # its time reaches into this day or later; a time open on one side counts by the other
    until: str | None = None  # it begins on this day or earlier
    name: str | None = None  # a party or a voice: as written, or the full name of the entity behind it
    report_id: str | None = None
    occurrence_id: str | None = None
    origin_id: str | None = None
    words: str | None = None  # in its sentence, as they stand, case aside


@record
class StoredReport:
    """One row of a list of reports."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    path: str | None
    rests_on: str | None
    n_claims: int
    n_occurrences: int
    origin_ids: tuple[str, ...]  # () until the corpus is grouped


@record
class SearchHit:
    """A report that has the words asked for. `snippet`: (words, whether they are among those asked for)."""

    report_id: str
    outlet: str | None
    published: str | None
    title: str | None
    snippet: tuple[tuple[str, bool], ...]


@record
class StoredClaim:
    """One row of a list of claims, with its report's outlet and date, so that no row lacks status and source."""

    id: str
    report_id: str
    outlet: str | None
    published: str | None
    type: str
    mode: str | None
    status: str
    negated: bool
    trigger: str
    sentence: str
    actors: str | None  # names as written, joined by "; "
    recipients: str | None
    place: str | None
    country: str | None
    since: str | None  # half-open [since, until), ISO 8601
    until: str | None
    grain: str
    basis: str
    voice: str | None  # nearest the event; None: the report itself (n_voices is 1), or not named
    voice_kind: str
    n_voices: int
    hedges: str | None
    occurrence_id: str | None  # None until the corpus is grouped
    origin_id: str | None


@record
class StoredOccurrence:
    """One row of a list of occurrences; a few words of a claim stand for what it is about."""

    id: str
    type: str
    status: str
    since: str | None
    until: str | None
    country: str | None
    n_claims: int
    n_reports: int
    n_origins: int
    n_disagreements: int
    actors: str | None  # of its first claim in the order of publication, as the rest
    trigger: str
    recipients: str | None
    place: str | None
    sentence: str
    outlet: str | None


@record
class OccurrenceInFull:
    """One occurrence with what stands behind it."""

    occurrence: Occurrence
    claims: tuple[StoredClaim, ...]  # in the order of publication
    reports: tuple[StoredReport, ...]
    origins: tuple[Origin, ...]


@record
class Standing:
    """What grouping found of one claim: its origin, its occurrence and how much stands behind that."""

    origin_id: str | None = None  # None, as the rest: not grouped yet
    occurrence_id: str | None = None
    n_claims: int = 1  # of the occurrence
    n_reports: int = 1
    n_origins: int = 1
    n_disagreements: int = 0


@record
class SourceNode:
    """An outlet, agency or other body that reports name as a source."""

    id: str  # the name, or "(KIND)" for all of a kind that are not named
    name: str  # "": all of this kind that are not named; persons are never named
    kind: str  # a VoiceKind; OUTLET for who published a report
    n_reports: int  # published by it, and those that have a claim on its word


@record
class SourceEdge:
    """Who is said to have it from whom; `source` is the nearer to the event."""

    source: str  # id of a node
    target: str
    n_claims: int
    how: str  # "cited": named in a chain of voices; "credited": a whole report rests on it; else a Kinship


@record
class SourceGraph:
    nodes: tuple[SourceNode, ...]  # the most used first
    edges: tuple[SourceEdge, ...]


@record
class Totals:
    """How much a corpus holds."""

    reports: int
    claims: int
    occurrences: int
    origins: int
    ungrouped: int  # reports added since it was last grouped
    first: str | None  # earliest publication, ISO 8601
    last: str | None


@record
class Groups:
    """What grouping found, to be stored; see reportedly/corpus/occurrences.py for how."""

    origins: tuple[Origin, ...]
    claim_origins: tuple[tuple[str, str], ...]  # (claim id, origin id), every claim once
    occurrences: tuple[Occurrence, ...]


@record
class Facet:
    """How many there are of each value of one column."""

    name: str
    values: tuple[tuple[str, int], ...]  # the most frequent first


@record
class PlacedOccurrence:
    """One occurrence with the point of a place that it is said to be at."""

    id: str
    type: str
    status: str
    n_origins: int
    n_reports: int
    actors: str | None  # of its first claim that names a known place, as the rest
    trigger: str
    recipients: str | None
    outlet: str | None
    place: str
    country: str | None
    lat: float  # degrees, WGS 84
    lon: float
    precision: str
    voice: str | None  # nearest the event; None: the report itself (n_voices is 1), or not named
    n_voices: int
