"""Filters as SQL conditions. Whatever a user typed goes in as a value, never into the SQL."""

import re
from typing import Any

from reportedly.corpus.store_index import MAX_INTEGER, storable
from reportedly.corpus.stored import ClaimFilter, OccurrenceFilter, ReportFilter
from reportedly.model.values import record

MAX_WORDS = 50  # of a search; the rest is not looked for
AFTER_ANY = "~"  # sorts after every digit, "-", ":" and "T": "2024-03~" comes after every moment of that month
PHRASE_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')


@record
class Where:
    """A condition and the values for its question marks. sql "": no condition."""

    sql: str = ""
    values: tuple[Any, ...] = ()


def asked(value: Any) -> Any:
    """A value as SQLite can compare it: the nearest number that a column holds, text that has a UTF-8 form."""
    if isinstance(value, int):
        return max(-MAX_INTEGER, min(value, MAX_INTEGER))
    return storable(value) if isinstance(value, str) else value


def match_of(words: str) -> str | None:
    """What FTS5 looks for: every word, and every "quoted phrase", as plain words. None: no word in it."""
    found = [phrase or word for phrase, word in PHRASE_OR_WORD.findall(words)]
    kept = [part.replace('"', " ").replace("\0", " ") for part in found if any(c.isalnum() for c in part)]
    return " ".join(f'"{part}"' for part in kept[:MAX_WORDS]) or None


def for_hits(match: str, wanted: ReportFilter) -> Where:
    """Those in the search index that `match` finds; the words of `wanted` do not matter."""
    return _all_of([("search MATCH ?", match), *_published(wanted), *_about(wanted)])


def for_reports(wanted: ReportFilter) -> Where:
    conditions = _published(wanted)
    if wanted.words is not None:
        conditions.append(("r.n IN (SELECT rowid FROM search WHERE search MATCH ?)", match_of(wanted.words) or '""'))
    return _all_of(conditions + _about(wanted))


def _about(wanted: ReportFilter) -> list[tuple[str, Any]]:
    inner = for_occurrences(wanted.about) if wanted.about is not None else Where()
    if not inner.sql:
        return []
    sql = (
        "r.id IN (SELECT report_id FROM claims JOIN occurrence_claims AS about ON about.claim_id = claims.id"
        f" WHERE about.occurrence_id IN (SELECT o.id FROM occurrences AS o{inner.sql}))"
    )
    return [(sql, inner.values)]


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
            ("c.sentence LIKE ? ESCAPE '\\'", None if wanted.words is None else _anywhere(wanted.words)),
        ]
    )


def for_occurrences(wanted: OccurrenceFilter) -> Where:
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
            "o.id IN (SELECT occurrence_id FROM search JOIN reports ON reports.n = search.rowid"
            " JOIN claims ON claims.report_id = reports.id JOIN occurrence_claims ON claim_id = claims.id"
            " WHERE search MATCH ?)"
        )
        conditions.append((sql, match_of(wanted.words) or '""'))
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
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _all_of(conditions: list[tuple[str, Any]]) -> Where:
    """Those whose value is given, joined; a tuple is several values."""
    given = [(sql, value) for sql, value in conditions if value is not None]
    values = tuple(v for _, value in given for v in (value if isinstance(value, tuple) else (value,)))
    return Where(sql=" WHERE " + " AND ".join(sql for sql, _ in given) if given else "", values=values)
