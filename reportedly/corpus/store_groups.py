"""Origins and occurrences into the corpus file and out of it."""

import json
from collections.abc import Iterable
from typing import Any

from reportedly.corpus.engine import Ask, Search, Writer
from reportedly.corpus.store_lists import CLAIM, CLAIM_TABLES, IN_TIME, REPORT, claim_in, report_in
from reportedly.corpus.store_schema import FILL_SOURCES
from reportedly.corpus.stored import Groups, OccurrenceInFull, Standing
from reportedly.model.corpus import Difference, Disagreement, Kinship, Likeness, Occurrence, Origin, Passage, Position
from reportedly.model.values import Span

GROUP_TABLES = (
    *("likenesses", "positions", "stages", "occurrence_sources", "occurrence_origins", "occurrence_claims"),
    "occurrences",
    *("claim_origins", "passages", "origin_reports", "origins"),
)  # in the order in which they can be emptied


def put(writer: Writer, groups: Groups) -> None:
    """Inside a transaction: what was found before goes, what is found now comes."""
    before = writer.execute("SELECT claim_id, occurrence_id FROM occurrence_claims").fetchall()
    for table in GROUP_TABLES:
        writer.execute(f"DELETE FROM {table}")
    _put_origins(writer, groups)
    _put_occurrences(writer, groups.occurrences)
    for statement in FILL_SOURCES:
        writer.execute(statement)
    _put_tombstones(writer, before, groups.occurrences)


def take_out(writer: Writer, search: Search, report_ids: Iterable[str]) -> int:
    """Inside a transaction: reports go, with all that hangs on them and every word that grouping kept of them.

    The number taken out. Ids of former occurrences hold those of reports, so they go too.
    """
    n_out = 0
    for report_id in report_ids:
        shared = "SELECT origin_id FROM origin_reports WHERE report_id = ?"
        writer.execute(f"UPDATE origins SET name = NULL WHERE id IN ({shared})", (report_id,))
        touched = "SELECT occurrence_id FROM occurrence_claims JOIN claims ON id = claim_id WHERE report_id = ?"
        for table in ("positions", "occurrence_sources"):
            writer.execute(f"DELETE FROM {table} WHERE occurrence_id IN ({touched})", (report_id,))
        search.take_out(writer, report_id)
        n_out += writer.execute("DELETE FROM reports WHERE id = ?", (report_id,)).rowcount
        part = f"%{report_id.removeprefix('r-')}%"
        writer.execute("DELETE FROM regroupings WHERE n NOT IN (SELECT n FROM regrouping_claims)")
        writer.execute("DELETE FROM former_occurrences WHERE id LIKE ? OR became LIKE ?", (part, part))
    return n_out


def _put_origins(writer: Writer, groups: Groups) -> None:
    origins = groups.origins
    writer.fill("origins", ((o.id, o.kinship, o.first_id, o.name, o.overlap) for o in origins))
    writer.fill("origin_reports", ((o.id, report_id) for o in origins for report_id in o.report_ids))
    writer.fill(
        "passages",
        (
            (o.id, n, p.report_id, p.span.start, p.span.end, p.other_id, p.other_span.start, p.other_span.end)
            for o in origins
            for n, p in enumerate(o.passages)
        ),
    )
    writer.fill("claim_origins", groups.claim_origins)


def _put_occurrences(writer: Writer, occurrences: tuple[Occurrence, ...]) -> None:
    writer.fill("occurrences", (_columns(o) for o in occurrences))
    writer.fill("occurrence_claims", ((claim_id, o.id) for o in occurrences for claim_id in o.claim_ids))
    writer.fill("occurrence_origins", ((o.id, origin_id) for o in occurrences for origin_id in o.origin_ids))
    writer.fill("stages", ((o.id, other) for o in occurrences for other in o.stage_ids))
    writer.fill(
        "positions",
        (
            (o.id, d.field, d.difference, n, position.value, claim_id)
            for o in occurrences
            for d in o.disagreements
            for n, position in enumerate(d.positions)
            for claim_id in position.claim_ids
        ),
    )
    writer.fill(
        "likenesses",
        (
            (o.id, like.claim_id, like.other_id, like.score, json.dumps(like.reasons, ensure_ascii=False))
            for o in occurrences
            for like in o.likenesses
        ),
    )


def _columns(o: Occurrence) -> tuple[Any, ...]:
    sizes = (len(o.claim_ids), len(o.report_ids), len(o.origin_ids), len(o.disagreements))
    return (o.id, o.type, o.status, o.start, o.end, o.country, *sizes)


def _put_tombstones(writer: Writer, before: Iterable[tuple[str, str]], occurrences: tuple[Occurrence, ...]) -> None:
    """Of every occurrence that is gone, where its claims are now; also of those gone earlier that pointed to it."""
    now = {claim_id: o.id for o in occurrences for claim_id in o.claim_ids}
    ids = {o.id for o in occurrences}
    became: dict[str, set[str]] = {}
    for claim_id, old in before:
        if old not in ids:
            became.setdefault(old, set()).add(now.get(claim_id, ""))
    for former, heir in writer.execute("SELECT id, became FROM former_occurrences").fetchall():
        became.setdefault(former, set()).update(became.get(heir, {heir}))
    writer.execute("DELETE FROM former_occurrences")
    rows = ((old, heir) for old, heirs in sorted(became.items()) if old not in ids for heir in sorted(heirs))
    writer.fill("former_occurrences", rows)


# -- out -------------------------------------------------------------------------------------------------------------


def occurrence(ask: Ask, occurrence_id: str) -> OccurrenceInFull | None:
    """One occurrence with what stands behind it; None: there is none of this id."""
    rows = ask("SELECT id, type, status, since, until, country FROM occurrences WHERE id = ?", occurrence_id)
    if not rows:
        return None
    claims = tuple(
        claim_in(row)
        for row in ask(
            f"SELECT {CLAIM} {CLAIM_TABLES} WHERE oc.occurrence_id = ? ORDER BY {IN_TIME}, c.n", occurrence_id
        )
    )
    reports = tuple(
        report_in(row)
        for row in ask(
            f"SELECT {REPORT} FROM reports AS r WHERE r.id IN (SELECT c.report_id FROM claims AS c"
            f" JOIN occurrence_claims AS oc ON oc.claim_id = c.id WHERE oc.occurrence_id = ?) ORDER BY {IN_TIME}",
            occurrence_id,
        )
    )
    sql = "SELECT origin_id FROM occurrence_origins WHERE occurrence_id = ? ORDER BY origin_id"
    origins = tuple(origin for row in ask(sql, occurrence_id) if (origin := origin_of(ask, row[0])) is not None)
    _, type_, status, since, until, country = rows[0]
    whole = Occurrence(
        id=occurrence_id,
        type=type_,
        claim_ids=tuple(sorted(claim.id for claim in claims)),
        report_ids=tuple(sorted(report.id for report in reports)),
        origin_ids=tuple(origin.id for origin in origins),
        start=since,
        end=until,
        country=country,
        status=status,
        disagreements=_disagreements(ask, occurrence_id),
        stage_ids=tuple(
            row[0]
            for row in ask("SELECT other_id FROM stages WHERE occurrence_id = ? ORDER BY other_id", occurrence_id)
        ),
        likenesses=_likenesses(ask, occurrence_id),
    )
    return OccurrenceInFull(occurrence=whole, claims=claims, reports=reports, origins=origins)


def standings(ask: Ask, report_id: str) -> dict[str, Standing]:
    """By claim id, for all claims of a report."""
    rows = ask(
        "SELECT c.id, co.origin_id, o.id, o.n_claims, o.n_reports, o.n_origins, o.n_disagreements"
        " FROM claims AS c LEFT JOIN claim_origins AS co ON co.claim_id = c.id"
        " LEFT JOIN occurrence_claims AS oc ON oc.claim_id = c.id LEFT JOIN occurrences AS o ON o.id = oc.occurrence_id"
        " WHERE c.report_id = ?",
        report_id,
    )
    return {
        claim_id: Standing(origin_id=origin_id)
        if occurrence_id is None
        else Standing(
            origin_id=origin_id,
            occurrence_id=occurrence_id,
            n_claims=sizes[0],
            n_reports=sizes[1],
            n_origins=sizes[2],
            n_disagreements=sizes[3],
        )
        for claim_id, origin_id, occurrence_id, *sizes in rows
    }


def origin_of(ask: Ask, origin_id: str) -> Origin | None:
    """One origin with the passages that its reports share; None: there is none of this id."""
    rows = ask("SELECT kinship, first_report_id, name, overlap FROM origins WHERE id = ?", origin_id)
    if not rows:
        return None
    kinship, first_id, name, overlap = rows[0]
    members = ask("SELECT report_id FROM origin_reports WHERE origin_id = ? ORDER BY report_id", origin_id)
    passages = ask(
        "SELECT report_id, span_start, span_end, other_id, other_start, other_end FROM passages"
        " WHERE origin_id = ? ORDER BY n",
        origin_id,
    )
    return Origin(
        id=origin_id,
        kinship=Kinship(kinship),
        report_ids=tuple(row[0] for row in members),
        first_id=first_id,
        name=name,
        overlap=overlap,
        passages=tuple(
            Passage(report_id=a, span=Span(a_start, a_end), other_id=b, other_span=Span(b_start, b_end))
            for a, a_start, a_end, b, b_start, b_end in passages
        ),
    )


def _disagreements(ask: Ask, occurrence_id: str) -> tuple[Disagreement, ...]:
    rows = ask(
        "SELECT field, difference, n, value, claim_id FROM positions WHERE occurrence_id = ?"
        " ORDER BY field, difference, n, claim_id",
        occurrence_id,
    )
    found: dict[tuple[str, str], dict[tuple[int, str], list[str]]] = {}
    for field, difference, n, value, claim_id in rows:
        found.setdefault((field, difference), {}).setdefault((n, value), []).append(claim_id)
    return tuple(
        Disagreement(
            field=field,
            difference=Difference(difference),
            positions=tuple(Position(value=value, claim_ids=tuple(ids)) for (_, value), ids in positions.items()),
        )
        for (field, difference), positions in found.items()
    )


def _likenesses(ask: Ask, occurrence_id: str) -> tuple[Likeness, ...]:
    rows = ask(
        "SELECT claim_id, other_id, score, reasons FROM likenesses WHERE occurrence_id = ? ORDER BY claim_id, other_id",
        occurrence_id,
    )
    return tuple(
        Likeness(claim_id=claim_id, other_id=other_id, score=score, reasons=tuple(json.loads(reasons)))
        for claim_id, other_id, score, reasons in rows
    )
