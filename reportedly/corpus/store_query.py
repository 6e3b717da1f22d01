"""Filters as SQL conditions. Whatever a user typed goes in as a value, never into the SQL."""

from typing import Any

from reportedly.corpus.engine import Ask, Where
from reportedly.corpus.stored import ClaimFilter, OccurrenceFilter, ReportFilter

AFTER_ANY = "~"  # sorts after every digit, "-", ":" and "T": "2024-03~" comes after every moment of that month
NOTHING: tuple[str, Any] = ("1 = 0", ())


def for_hits(ask: Ask, match: str, wanted: ReportFilter) -> Where:
    """Those in the search index that `match` finds; the words of `wanted` do not matter."""
    return _all_of([(ask.search.found, match), *_published(wanted), *_about(ask, wanted)])


def for_reports(ask: Ask, wanted: ReportFilter) -> Where:
    conditions = _published(wanted)
    if wanted.words is not None:
        conditions.append(_found(ask, ask.search.found, wanted.words))
    return _all_of(conditions + _about(ask, wanted))


def _about(ask: Ask, wanted: ReportFilter) -> list[tuple[str, Any]]:
    inner = for_occurrences(ask, wanted.about) if wanted.about is not None else Where()
    if not inner.sql:
        return []
    sql = (
        "r.id IN (SELECT report_id FROM claims JOIN occurrence_claims AS about ON about.claim_id = claims.id"
        f" WHERE about.occurrence_id IN (SELECT o.id FROM occurrences AS o{inner.sql}))"
    )
    return [(sql, inner.values)]


def _found(ask: Ask, sql: str, words: str) -> tuple[str, Any]:
    match = ask.search.match(ask, words)
    return NOTHING if match is None else (sql, match)


def _published(wanted: ReportFilter) -> list[tuple[str, Any]]:
    return [
        ("r.outlet = ?", wanted.outlet),
        ("r.published >= ?", wanted.since),
        ("r.published < ?", _after(wanted.until)),
    ]


def for_claims(wanted: ClaimFilter) -> Where:
    return _all_of(
        [
            ("c.type = ?", wanted.type),
            ("c.mode = ?", wanted.mode),
            ("c.status = ?", wanted.status),
            ("c.id IN (SELECT claim_id FROM places WHERE country = ?)", wanted.country),
            *_in_time("c", wanted.since, wanted.until),
            (
                "(c.id IN (SELECT claim_id FROM parties WHERE ? IN (name, full_name))"
                " OR c.id IN (SELECT claim_id FROM voices WHERE ? IN (name, full_name)))",
                None if wanted.name is None else (wanted.name, wanted.name),
            ),
            ("c.report_id = ?", wanted.report_id),
            ("oc.occurrence_id = ?", wanted.occurrence_id),
            ("co.origin_id = ?", wanted.origin_id),
            ("lower(c.sentence) LIKE ? ESCAPE '\\'", None if wanted.words is None else _anywhere(wanted.words)),
        ]
    )


def for_occurrences(ask: Ask, wanted: OccurrenceFilter) -> Where:
    conditions: list[tuple[str, Any]] = [
        ("o.type = ?", wanted.type),
        ("o.status = ?", wanted.status),
        ("o.country = ?", wanted.country),
        *_in_time("o", wanted.since, wanted.until),
        ("o.n_origins >= ?", wanted.min_origins if wanted.min_origins > 1 else None),
        ("o.n_reports >= ?", wanted.min_reports if wanted.min_reports > 1 else None),
        (
            "o.id IN (SELECT occurrence_id FROM occurrence_claims JOIN claims ON claims.id = claim_id"
            " WHERE report_id = ?)",
            wanted.report_id,
        ),
    ]
    for kind, name in (("outlet", wanted.outlet), ("agency", wanted.agency)):
        sql = f"o.id IN (SELECT occurrence_id FROM occurrence_sources WHERE kind = '{kind}' AND name = ?)"
        conditions.append((sql, name))
    if wanted.disagreeing is not None:
        conditions.append((f"o.n_disagreements {'>' if wanted.disagreeing else '='} ?", 0))
    if wanted.words is not None:
        sql = (
            "o.id IN (SELECT occurrence_id FROM reports AS r JOIN claims ON claims.report_id = r.id"
            f" JOIN occurrence_claims ON claim_id = claims.id WHERE {ask.search.found})"
        )
        conditions.append(_found(ask, sql, wanted.words))
    return _all_of(conditions)


def _in_time(table: str, since: str | None, until: str | None) -> list[tuple[str, Any]]:
    """An interval open on one side counts by the other; a day on which it begins counts, one on which it ends not."""
    return [
        (f"COALESCE({table}.until, {table}.since || '{AFTER_ANY}') > ?", None if since is None else _first_day(since)),
        (f"COALESCE({table}.since, {table}.until) < ?", _after(until)),
    ]


def _first_day(since: str) -> str:
    """ "2024-03" -> "2024-03-01": what ended with February is not of March."""
    return since + "-01-01"[len(since) - len("2024") :] if len(since) < len("2024-03-06") else since


def _after(until: str | None) -> str | None:
    return None if until is None else until + AFTER_ANY


def _anywhere(words: str) -> str:
    """ASCII letters in lower case, as lower() of both databases has them (of text compared by code point)."""
    lower = words.encode("utf-8", "replace").lower().decode("utf-8")
    escaped = lower.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _all_of(conditions: list[tuple[str, Any]]) -> Where:
    """Those whose value is given, joined; a tuple is several values."""
    given = [(sql, value) for sql, value in conditions if value is not None]
    values = tuple(v for _, value in given for v in (value if isinstance(value, tuple) else (value,)))
    return Where(sql=" WHERE " + " AND ".join(sql for sql, _ in given) if given else "", values=values)
