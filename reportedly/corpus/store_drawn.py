"""What pages draw of a corpus: how many there are of each kind, and where occurrences lie."""

from collections import Counter

from reportedly.corpus.engine import Ask, Where
from reportedly.corpus.store_lists import BY_TIME, first_claim
from reportedly.corpus.store_query import for_occurrences
from reportedly.corpus.stored import Facet, OccurrenceFilter, PlacedOccurrence

FACETS = ("type", "status", "country")  # columns of occurrences
SOURCES = ("outlet", "agency")
ORIGINS = (2, 3, 5, 10)  # at least so many
MOST_VALUES = 40  # of one facet; a list of more is not chosen from by eye


def facets(ask: Ask, wanted: OccurrenceFilter) -> tuple[Facet, ...]:
    """The values of each facet among the occurrences wanted, the most frequent first.

    Those of `min_origins` are numbers of independent origins, with how many occurrences have as many or more.
    """
    where = for_occurrences(ask, wanted)
    columns = ", ".join(FACETS)
    steps = ", ".join(f"CAST(sum(CASE WHEN n_origins >= {n} THEN 1 ELSE 0 END) AS BIGINT)" for n in ORIGINS)
    # All in one pass: searching for the words takes longest, and would be done again for each facet.
    counts = f"SELECT {columns}, {steps}, count(*) FROM occurrences AS o{where.sql} GROUP BY {columns}"
    rows = ask(counts, *where.values)
    found: list[Facet] = []
    for column, name in enumerate(FACETS):
        counted: Counter[str] = Counter()
        for row in rows:
            if row[column] is not None:
                counted[row[column]] += row[-1]
        values = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        found.append(Facet(name=name, values=tuple(values[:MOST_VALUES])))
    found += _sources(ask, where)
    at_least = [(str(n), sum(row[len(FACETS) + i] for row in rows)) for i, n in enumerate(ORIGINS)]
    found.append(Facet(name="min_origins", values=tuple((n, number) for n, number in at_least if number)))
    return tuple(found)


def _sources(ask: Ask, where: Where) -> tuple[Facet, ...]:
    """Who published, and who is credited or cited, with how many of the occurrences: both in one pass."""
    inside = f" WHERE occurrence_id IN (SELECT o.id FROM occurrences AS o{where.sql})" if where.sql else ""
    rows = ask(f"SELECT kind, name, count(*) FROM occurrence_sources{inside} GROUP BY kind, name", *where.values)
    found = []
    for kind in SOURCES:
        values = sorted(((name, n) for of, name, n in rows if of == kind), key=lambda value: (-value[1], value[0]))
        found.append(Facet(name=kind, values=tuple(values[:MOST_VALUES])))
    return tuple(found)


def outlets(ask: Ask) -> Facet:
    """Who published the reports, the most frequent first."""
    rows = ask("SELECT outlet, count(*) FROM reports GROUP BY 1 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT ?", MOST_VALUES)
    return Facet(name="outlet", values=tuple((value, n) for value, n in rows if value is not None))


def placed(ask: Ask, wanted: OccurrenceFilter, limit: int) -> tuple[PlacedOccurrence, ...]:
    """The occurrences wanted that name a place whose point is known; the place is that of the earliest claim."""
    where = for_occurrences(ask, wanted)
    known = "EXISTS (SELECT 1 FROM places WHERE claim_id = c.id AND lat IS NOT NULL)"
    # Those drawn are chosen in the order of an index, so that no more than `limit` are looked into.
    order = f"o.n_origins DESC, o.n_reports DESC, {BY_TIME}"
    drawn = f"SELECT o.*, ({first_claim(known)}) AS first_id FROM occurrences AS o{where.sql}"
    rows = ask(
        "SELECT o.id, o.type, o.status, o.n_origins, o.n_reports, c.actors, c.trigger_words, c.recipients, r.outlet,"
        " p.name, p.country, p.lat, p.lon, p.precision, c.voice, c.n_voices FROM"
        f" (SELECT * FROM ({drawn}) AS o WHERE first_id IS NOT NULL ORDER BY {order} LIMIT ?) AS o"
        " JOIN claims AS c ON c.id = o.first_id JOIN reports AS r ON r.id = c.report_id"
        " JOIN places AS p ON p.claim_id = c.id"
        " AND p.n = (SELECT min(n) FROM places WHERE claim_id = c.id AND lat IS NOT NULL)"
        f" ORDER BY {order}",
        *where.values,
        max(limit, 0),
    )
    return tuple(PlacedOccurrence(**dict(zip(PlacedOccurrence.__dataclass_fields__, row, strict=True))) for row in rows)
