"""One occurrence from its claims: what most of them say, and where they differ."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from reportedly.corpus.disagreements import EPOCH, Said, disagreements_of
from reportedly.corpus.likeness import TIMED_DAYS
from reportedly.corpus.sketch import NEVER, STATUSES
from reportedly.model.claim import Status
from reportedly.model.corpus import Likeness, Occurrence

HAPPENED = STATUSES.index(Status.HAPPENED)


def occurrence_of(
    said: list[Said],
    report_ids: Iterable[str],
    origin_ids: Iterable[str],
    names: dict[int, str],
    likenesses: tuple[Likeness, ...],
    stage_ids: Iterable[str],
) -> Occurrence:
    """said: by rank; the first gives the occurrence its id, so that it stays when later reports come."""
    rows = [s.row for s in said]
    statuses = [int(row["status"]) for row in rows if not row["negated"]]
    start, end = _time(rows)
    return Occurrence(
        id=id_of(said[0].claim_id),
        type=names[_most(int(row["type"]) for row in rows)],
        claim_ids=tuple(sorted(s.claim_id for s in said)),
        report_ids=tuple(sorted(set(report_ids))),
        origin_ids=tuple(sorted(set(origin_ids))),
        start=start,
        end=end,
        country=names.get(_most(int(row["country"]) for row in rows if row["country"])),
        status=_status(statuses or [int(row["status"]) for row in rows]),
        disagreements=disagreements_of(said, names) if len(said) > 1 else (),
        stage_ids=tuple(sorted(stage_ids)),
        likenesses=likenesses,
    )


def id_of(first_claim_id: str) -> str:
    return "e-" + first_claim_id.removeprefix("c-")


def _most(values: Iterable[int]) -> int:
    """The commonest; among several the lowest number. 0 where there is none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value), default=0)


def _status(statuses: list[int]) -> str:
    return STATUSES[HAPPENED if HAPPENED in statuses else _most(statuses)].value


def _time(rows: list[np.void]) -> tuple[str | None, str | None]:
    """Of the claims that give a day; where none does, of those that give anything; else of what is assumed."""
    days = [(int(row["days"][0]), int(row["days"][1]), bool(row["timed"])) for row in rows]
    stated = [(start, end) for start, end, timed in days if timed and end - start <= TIMED_DAYS]
    told = stated or [(start, end) for start, end, timed in days if timed] or [(start, end) for start, end, _ in days]
    start, end = max(s for s, _ in told), min(e for _, e in told)
    if start >= end:
        start, end = min(s for s, _ in told), max(e for _, e in told)
    return _shown(start), _shown(end)


def _shown(day: int) -> str | None:
    if day in (NEVER.min, NEVER.max):
        return None
    try:
        return (EPOCH + timedelta(days=day)).isoformat()
    except OverflowError:
        return date.max.isoformat() if day > 0 else date.min.isoformat()
