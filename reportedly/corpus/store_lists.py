"""Lists out of the corpus: reports, claims, occurrences, hits of a search, the graph of sources."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reportedly.corpus.engine import Ask, Where
from reportedly.corpus.store_query import for_claims, for_hits, for_occurrences, for_reports
from reportedly.corpus.stored import (
    ClaimFilter,
    OccurrenceFilter,
    Page,
    ReportFilter,
    SearchHit,
    SourceEdge,
    SourceGraph,
    SourceNode,
    StoredClaim,
    StoredOccurrence,
    StoredReport,
    Totals,
)

BODIES = ("OUTLET", "AGENCY", "GOVERNMENT", "ORGANISATION", "DOCUMENT", "POLL")  # persons are not drawn one by one
IN_TIME = "r.published NULLS FIRST, r.id"
BY_TIME = "COALESCE(o.since, o.until) NULLS FIRST, o.id"

REPORT = """
    r.id, r.outlet, r.published, r.title, r.url, r.path, r.rests_on, r.n_claims,
    (SELECT count(DISTINCT oc.occurrence_id) FROM claims AS c JOIN occurrence_claims AS oc ON oc.claim_id = c.id
        WHERE c.report_id = r.id),
    (SELECT group_concat(origin_id, ' ') FROM origin_reports WHERE report_id = r.id)
"""
CLAIM = """
    c.id, c.report_id, r.outlet, r.published, c.type, c.mode, c.status, c.negated, c.trigger_words, c.sentence,
    c.actors, c.recipients, c.place, c.country, c.since, c.until, c.grain, c.basis, c.voice, c.voice_kind, c.n_voices,
    c.hedges, oc.occurrence_id, co.origin_id
"""
GROUPED = "LEFT JOIN occurrence_claims AS oc ON oc.claim_id = c.id LEFT JOIN claim_origins AS co ON co.claim_id = c.id"
CLAIM_TABLES = f"FROM claims AS c JOIN reports AS r ON r.id = c.report_id {GROUPED}"
OCCURRENCE = """
    o.id, o.type, o.status, o.since, o.until, o.country, o.n_claims, o.n_reports, o.n_origins, o.n_disagreements,
    c.actors, c.trigger_words, c.recipients, c.place, c.sentence, r.outlet
"""


def first_claim(condition: str = "TRUE") -> str:
    """The id of the earliest claim `c` of the occurrence `o` that satisfies, as a query inside another."""
    return f"""
        SELECT c.id FROM occurrence_claims AS oc JOIN claims AS c ON c.id = oc.claim_id JOIN reports AS r
        ON r.id = c.report_id WHERE oc.occurrence_id = o.id AND {condition} ORDER BY {IN_TIME}, c.n LIMIT 1
    """


FIRST_CLAIMS = f"JOIN claims AS c ON c.id = ({first_claim()}) JOIN reports AS r ON r.id = c.report_id"


def totals(ask: Ask) -> Totals:
    ((reports, first, last),) = ask("SELECT count(*), min(published), max(published) FROM reports")
    (claims, occurrences, origins) = (
        ask(f"SELECT count(*) FROM {table}")[0][0] for table in ("claims", "occurrences", "origins")
    )
    ungrouped = 0 if ask("SELECT count(*) FROM claim_origins")[0][0] == claims else ask(UNGROUPED)[0][0]
    return Totals(
        reports=reports,
        claims=claims,
        occurrences=occurrences,
        origins=origins,
        ungrouped=ungrouped,
        first=first,
        last=last,
    )


UNGROUPED = """
    SELECT count(DISTINCT report_id) FROM claims WHERE id NOT IN (SELECT claim_id FROM claim_origins)
"""


def reports(ask: Ask, wanted: ReportFilter, offset: int, limit: int) -> Page[StoredReport]:
    where = for_reports(ask, wanted)
    total = ask(f"SELECT count(*) FROM reports AS r{where.sql}", *where.values)[0][0]
    rows = _page(ask, f"SELECT {REPORT} FROM reports AS r", where, IN_TIME, offset, limit)
    return Page(items=tuple(report_in(row) for row in rows), total=total, offset=offset)


def search(ask: Ask, words: str, wanted: ReportFilter, offset: int, limit: int) -> Page[SearchHit]:
    match = ask.search.match(ask, words)
    if match is None:
        return Page(items=(), total=0, offset=offset)
    where = for_hits(ask, match, wanted)
    total = ask(f"SELECT count(*) FROM reports AS r{where.sql}", *where.values)[0][0]
    hits = tuple(
        SearchHit(report_id=report_id, outlet=outlet, published=published, title=title, snippet=snippet)
        for report_id, outlet, published, title, snippet in ask.search.hits(
            ask, match, where, max(offset, 0), max(limit, 0)
        )
    )
    return Page(items=hits, total=total, offset=offset)


def claims(ask: Ask, wanted: ClaimFilter, offset: int, limit: int) -> Page[StoredClaim]:
    where = for_claims(wanted)
    total = ask(f"SELECT count(*) FROM claims AS c {GROUPED}{where.sql}", *where.values)[0][0]
    # Without a condition, report by report: both indexes are in order, so that only the page is looked at.
    order = "CROSS JOIN" if not where.sql else "JOIN"
    tables = f"FROM reports AS r {order} claims AS c ON c.report_id = r.id {GROUPED if where.sql else ''}"
    page = f"SELECT c.id {tables}{where.sql} ORDER BY {IN_TIME}, c.n LIMIT ? OFFSET ?"
    sql = f"SELECT {CLAIM} {CLAIM_TABLES} WHERE c.id IN ({page}) ORDER BY {IN_TIME}, c.n"
    rows = ask(sql, *where.values, max(limit, 0), max(offset, 0))
    return Page(items=tuple(claim_in(row) for row in rows), total=total, offset=offset)


def occurrences(
    ask: Ask, wanted: OccurrenceFilter, offset: int, limit: int, by_origins: bool
) -> Page[StoredOccurrence]:
    where = for_occurrences(ask, wanted)
    total = ask(f"SELECT count(*) FROM occurrences AS o{where.sql}", *where.values)[0][0]
    order = BY_TIME
    if by_origins:
        order = f"o.n_origins DESC, o.n_reports DESC, {order}"
    page = f"(SELECT * FROM occurrences AS o{where.sql} ORDER BY {order} LIMIT ? OFFSET ?)"
    sql = f"SELECT {OCCURRENCE} FROM {page} AS o {FIRST_CLAIMS} ORDER BY {order}"
    rows = ask(sql, *where.values, max(limit, 0), max(offset, 0))
    return Page(items=tuple(_occurrence_in(row) for row in rows), total=total, offset=offset)


def one_occurrence(ask: Ask, occurrence_id: str) -> StoredOccurrence | None:
    rows = ask(f"SELECT {OCCURRENCE} FROM occurrences AS o {FIRST_CLAIMS} WHERE o.id = ?", occurrence_id)
    return _occurrence_in(rows[0]) if rows else None


def _page(ask: Ask, sql: str, where: Where, order: str, offset: int, limit: int) -> list[tuple[Any, ...]]:
    return ask(f"{sql}{where.sql} ORDER BY {order} LIMIT ? OFFSET ?", *where.values, max(limit, 0), max(offset, 0))


def report_in(row: tuple[Any, ...]) -> StoredReport:
    """From the columns REPORT."""
    *plain, origin_ids = row
    values = dict(zip(StoredReport.__dataclass_fields__, plain, strict=False))
    return StoredReport(**values, origin_ids=tuple(sorted((origin_ids or "").split())))


def claim_in(row: tuple[Any, ...]) -> StoredClaim:
    """From the columns CLAIM."""
    values = dict(zip(StoredClaim.__dataclass_fields__, row, strict=True))
    return StoredClaim(**{**values, "negated": bool(values["negated"])})


def _occurrence_in(row: tuple[Any, ...]) -> StoredOccurrence:
    return StoredOccurrence(**dict(zip(StoredOccurrence.__dataclass_fields__, row, strict=True)))


# -- sources ---------------------------------------------------------------------------------------------------------


def sources(ask: Ask, limit: int) -> SourceGraph:
    """Outlets and bodies with who had it from whom; a person is drawn as one of "officials", "persons", ..."""
    edges: Counter[tuple[str, str, str]] = Counter()
    for from_kind, from_name, to_kind, to_name, how, n in (*ask(CITED), *ask(RELAYED), *ask(CREDITED), *ask(COPIED)):
        source, target = _node(from_kind, from_name), _node(to_kind, to_name)
        if source != target:
            edges[source, target, how] += n
    kept = sorted(edges.items(), key=lambda item: (-item[1], item[0]))[:limit]
    drawn = {node for (source, target, _), _ in kept for node in (source, target)}
    nodes: dict[str, SourceNode] = {}
    for kind, name, n in (*ask(PUBLISHERS), *ask(VOICES), *ask(AGENCIES)):  # the first kind that is told is kept
        node = _node(kind, name)
        if node in drawn:
            before = nodes.get(node)
            nodes[node] = SourceNode(
                id=node,
                name=name or "",
                kind=before.kind if before else kind,
                n_reports=n + (before.n_reports if before else 0),
            )
    return SourceGraph(
        nodes=tuple(sorted(nodes.values(), key=lambda node: (-node.n_reports, node.id))),
        edges=tuple(SourceEdge(source=s, target=t, n_claims=n, how=how) for (s, t, how), n in kept),
    )


def _node(kind: str, name: str | None) -> str:
    """The name, under which a body may be outlet here and agency there; without one, the kind."""
    return name or f"({kind})"


def _one_of(kinds: Iterable[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _kind_and_name(table: str) -> str:
    """A voice as (kind, name); no name for persons and for voices without one."""
    return f"""
        {table}.kind,
        CASE WHEN {table}.kind IN ({_one_of(BODIES)}) AND {table}.named = 1
             THEN COALESCE({table}.full_name, {table}.name) END
    """


CITED = f"""
    SELECT {_kind_and_name("v")}, 'OUTLET', r.outlet, 'cited', count(*)
    FROM voices AS v JOIN claims AS c ON c.id = v.claim_id JOIN reports AS r ON r.id = c.report_id
    WHERE v.n = 1 GROUP BY 1, 2, 4
"""
RELAYED = f"""
    SELECT {_kind_and_name("v")}, {_kind_and_name("w")}, 'cited', count(*)
    FROM voices AS v JOIN voices AS w ON w.claim_id = v.claim_id AND w.n = v.n - 1 GROUP BY 1, 2, 3, 4
"""
CREDITED = """
    SELECT 'AGENCY', rests_on, 'OUTLET', outlet, 'credited', CAST(sum(n_claims) AS BIGINT)
    FROM reports WHERE rests_on IS NOT NULL GROUP BY rests_on, outlet
"""
COPIED = """
    SELECT 'OUTLET', f.outlet, 'OUTLET', r.outlet, o.kinship, CAST(sum(r.n_claims) AS BIGINT)
    FROM origins AS o JOIN origin_reports AS m ON m.origin_id = o.id
    JOIN reports AS f ON f.id = o.first_report_id JOIN reports AS r ON r.id = m.report_id
    WHERE r.id <> f.id GROUP BY f.outlet, r.outlet, o.kinship
"""
PUBLISHERS = "SELECT 'OUTLET', outlet, count(*) FROM reports GROUP BY outlet"
VOICES = f"""
    SELECT {_kind_and_name("v")}, count(DISTINCT r.id)
    FROM voices AS v JOIN claims AS c ON c.id = v.claim_id JOIN reports AS r ON r.id = c.report_id
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
AGENCIES = "SELECT 'AGENCY', rests_on, 0 FROM reports WHERE rests_on IS NOT NULL GROUP BY rests_on"
