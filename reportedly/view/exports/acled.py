"""Occurrences as rows of ACLED's worksheet."""

from collections.abc import Iterable, Iterator

from reportedly.model.claim import Status
from reportedly.model.values import record
from reportedly.view.codes import acled_of, country_name
from reportedly.view.rows import JOIN, AcledRow, EventRow, Told, event_row, is_event

MAX_NOTES = 3  # sentences of different reports


@record
class _Part:
    """What one claim adds to the row of its occurrence."""

    row: EventRow
    codes: tuple[str, str] | None


def acled_rows(reports: Iterable[Told], *, every_status: bool = False) -> Iterator[AcledRow]:
    """A row for each occurrence of a kind that ACLED codes, once its last claim has come; a claim alone is one.

    Only the occurrences that are still open are held in memory.
    """
    open_parts: dict[str, list[_Part]] = {}
    left: dict[str, int] = {}
    for told in reports:
        entities = {entity.id: entity for entity in told.read.entities}
        for claim, standing in zip(told.read.claims, told.standings, strict=True):
            key = standing.occurrence_id or claim.id
            left[key] = left.get(key, standing.n_claims) - 1
            if every_status or is_event(claim):
                row = event_row(told.read, claim, standing, entities)
                part = _Part(row=row, codes=acled_of(claim.event.type, claim.event.mode))
                open_parts.setdefault(key, []).append(part)
            if left[key] <= 0:
                del left[key]
                yield from _rows(open_parts.pop(key, []))
    for parts in open_parts.values():  # reports were forgotten since the corpus was grouped
        yield from _rows(parts)


def _rows(parts: list[_Part]) -> Iterator[AcledRow]:
    coded = [part for part in parts if part.codes is not None]
    if coded:
        yield _row([part.row for part in coded], next(part.codes for part in coded if part.codes is not None))


def _row(rows: list[EventRow], codes: tuple[str, str]) -> AcledRow:
    """rows: the claims of one occurrence in the order of publication; the first that says a thing is taken."""
    first = rows[0]
    dated = next((row for row in rows if row.time_precision is not None), None)
    placed = next((row for row in rows if row.placename is not None), None)
    lows = [row.killed_low for row in rows if row.killed_low is not None]
    highs = [row.killed_high for row in rows if row.killed_high is not None]
    notes = list(dict.fromkeys(f"{row.source}: {' '.join(row.sentence.split())}" for row in rows))
    statuses = [row.status for row in rows]
    return AcledRow(
        event_id_cnty=first.occurrence_id or first.event_id,
        event_date=dated.event_date if dated else None,
        year=dated.event_date[:4] if dated and dated.event_date else None,
        time_precision=dated.time_precision if dated else None,
        disorder_type=None,
        event_type=codes[0],
        sub_event_type=codes[1],
        actor1=next((row.actor_name for row in rows if row.actor_name), None),
        assoc_actor_1=None,
        inter1=None,
        actor2=next((row.recipient_name for row in rows if row.recipient_name), None),
        assoc_actor_2=None,
        inter2=None,
        interaction=None,
        civilian_targeting=None,
        iso=placed.country if placed else None,
        region=None,
        country=country_name(placed.country) or None if placed else None,
        admin1=None,
        admin2=None,
        admin3=None,
        location=placed.placename if placed else None,
        latitude=placed.latitude if placed else None,
        longitude=placed.longitude if placed else None,
        geo_precision=placed.geo_precision if placed else None,
        source=JOIN.join(dict.fromkeys(row.source for row in rows)),
        source_scale=None,
        notes=" | ".join(notes[:MAX_NOTES]),
        fatalities=min(lows) if lows else None,
        tags=None,
        timestamp=None,
        status=Status.HAPPENED if Status.HAPPENED in statuses else first.status,
        fatalities_low=min(lows) if lows else None,
        fatalities_high=max(highs) if highs else None,
        independent_origins=first.independent_origins,
        disagreements=first.disagreements,
        on_whose_word=JOIN.join(dict.fromkeys(row.chain for row in rows)),
        report_ids=JOIN.join(dict.fromkeys(row.report_id for row in rows)),
    )
