"""What stands on each page of the reading room, as plain records: the same that its JSON gives."""

from collections.abc import Hashable, Mapping

from reportedly.corpus.store import Store
from reportedly.corpus.stored import (
    ClaimFilter,
    Facet,
    OccurrenceFilter,
    OccurrenceInFull,
    Page,
    SearchHit,
    StoredOccurrence,
    StoredReport,
    Totals,
)
from reportedly.model.claim import Read
from reportedly.model.review import Regrouping
from reportedly.model.values import record
from reportedly.model.wire import from_object, parsed
from reportedly.view.compare import ComparedRow, compared
from reportedly.view.map import Map, map_of
from reportedly.view.page import ReportPage, page_of
from reportedly.view.sources import Drawing, drawing_of, graph_of
from reportedly.view.timeline import Timeline, timeline_of
from reportedly.view.web.asked import Asked
from reportedly.view.web.regrouping import near, said_of
from reportedly.view.words import load_words

MAX_DRAWN = 400  # occurrences on a timeline or map: more cannot be told apart, and a page of them is slow to scroll
MAX_EDGES = 80  # of the graph of all sources
MAX_REPORTS_READ = 200  # of one occurrence, whose records are opened for its page


class NoSuchThing(Exception):
    """Nothing has this id."""

    def __init__(self, found: str, cure: str) -> None:
        super().__init__(found)
        self.found = found
        self.cure = cure


@record
class CorpusPage:
    totals: Totals
    facets: tuple[Facet, ...]
    found: Page[StoredOccurrence]  # those with the most independent origins first


@record
class ReportsPage:
    totals: Totals
    facets: tuple[Facet, ...]  # numbers are of reports for the outlets, else of occurrences
    found: Page[StoredReport]
    hits: Page[SearchHit] | None  # where words are looked for: then `found` is empty


@record
class OccurrencePage:
    found: OccurrenceInFull
    about: StoredOccurrence
    rows: tuple[ComparedRow, ...]
    sources: Drawing
    stages: tuple[StoredOccurrence, ...]  # the same thing planned, or done
    n_not_opened: int  # reports over MAX_REPORTS_READ
    said: tuple[Regrouping, ...]  # what people said of what belongs to it, as far as it holds
    near: tuple[StoredOccurrence, ...]  # of its type, in its country and time


@record
class TimelinePage:
    facets: tuple[Facet, ...]
    timeline: Timeline
    total: int  # of occurrences that the filters leave; MAX_DRAWN of them are drawn


@record
class MapPage:
    facets: tuple[Facet, ...]
    map: Map
    n_placed: int  # of those drawn
    total: int


@record
class SourcesPage:
    sources: Drawing


def corpus_page(store: Store, asked: Asked) -> CorpusPage:
    wanted = asked.occurrences()
    return CorpusPage(
        totals=store.totals(),
        facets=store.facets(wanted),
        found=store.occurrences(wanted, offset=asked.offset, limit=asked.limit, by_origins=True),
    )


def reports_page(store: Store, asked: Asked) -> ReportsPage:
    none: Page[StoredReport] = Page(items=(), total=0)
    wanted = asked.reports()
    hits = store.search(asked.q, wanted, offset=asked.offset, limit=asked.limit) if asked.q else None
    found = none if asked.q else store.reports(wanted, offset=asked.offset, limit=asked.limit)
    return ReportsPage(totals=store.totals(), facets=_facets_of_reports(store, asked), found=found, hits=hits)


def _facets_of_reports(store: Store, asked: Asked) -> tuple[Facet, ...]:
    about = asked.reports().about or OccurrenceFilter()
    return (store.outlets(), *(facet for facet in store.facets(about) if facet.name != "outlet"))


def report_page(store: Store, report_id: str) -> tuple[ReportPage, Mapping[str, StoredOccurrence]]:
    """The page of a report, and the occurrence of each of its claims (by claim id) that stands in other reports too."""
    read = store.read(report_id)
    if read is None:
        raise NoSuchThing(f'there is no report "{report_id}"', "See the list of reports")
    n_claims = max(1, len(read.claims))
    wanted = OccurrenceFilter(report_id=report_id, min_reports=2)
    shared = {o.id: o for o in store.occurrences(wanted, limit=n_claims).items}
    claims = store.claims(ClaimFilter(report_id=report_id), limit=n_claims).items if shared else ()
    elsewhere = {claim.id: shared[claim.occurrence_id] for claim in claims if claim.occurrence_id in shared}
    return page_of(read), elsewhere


def occurrence_page(store: Store, occurrence_id: str) -> OccurrencePage:
    found = store.occurrence(occurrence_id)
    if found is None:
        became = store.became(occurrence_id)
        cure = f"Its claims are now in {', '.join(became)}" if became else "See the list of occurrences"
        raise NoSuchThing(f'there is no occurrence "{occurrence_id}"', cure)
    opened = found.reports[:MAX_REPORTS_READ]
    claim_ids = frozenset(found.occurrence.claim_ids)
    reads = [_only(line, claim_ids) for report in opened if (line := store.record(report.id)) is not None]
    stages = [store.summary(stage_id) for stage_id in found.occurrence.stage_ids]
    about = store.summary(occurrence_id)
    if about is None:  # taken out between two questions
        raise NoSuchThing(f'there is no occurrence "{occurrence_id}"', "Open the list of occurrences anew")
    return OccurrencePage(
        found=found,
        about=about,
        rows=compared(found, reads, load_words()),
        sources=drawing_of(graph_of(reads, claim_ids), load_words("en", "pages")["all_of_kind"]),
        stages=tuple(stage for stage in stages if stage is not None),
        n_not_opened=len(found.reports) - len(opened),
        said=said_of(store, found.occurrence),
        near=near(store, found.occurrence),
    )


def _only(line: str, claim_ids: frozenset[str]) -> Read:
    """A report with no other claims: most of the time goes into making values of them all."""
    found = parsed(line)
    return from_object({**found, "claims": [claim for claim in found["claims"] if claim["id"] in claim_ids]})


def timeline_page(store: Store, asked: Asked) -> TimelinePage:
    wanted = asked.occurrences()
    found = store.occurrences(wanted, limit=MAX_DRAWN, by_origins=True)
    drawn = timeline_of(found.items, is_whole=bool(asked.since or asked.until))
    return TimelinePage(facets=store.facets(wanted), timeline=drawn, total=found.total)


def map_page(store: Store, asked: Asked) -> MapPage:
    wanted = asked.occurrences()
    placed = store.placed(wanted, limit=MAX_DRAWN)
    total = store.occurrences(wanted, limit=0).total
    return MapPage(facets=store.facets(wanted), map=map_of(placed), n_placed=len(placed), total=total)


def sources_page(store: Store, asked: Asked) -> SourcesPage:
    """Looks at every voice of the corpus, 0.5 s among 100,000 claims, so it is kept until somebody writes."""
    state = store.state()
    kept = _SOURCES.get(store.place)
    if kept is None or kept[0] != state:
        drawn = drawing_of(store.sources(limit=MAX_EDGES), load_words("en", "pages")["all_of_kind"])
        kept = _SOURCES[store.place] = state, SourcesPage(sources=drawn)
    return kept[1]


_SOURCES: dict[str, tuple[Hashable, SourcesPage]] = {}  # by corpus: as it stood, and its page
