"""One occurrence from its claims: what most of them say, and where they differ."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from reportedly.corpus.disagreements import EPOCH
from reportedly.corpus.likeness import TIMED_DAYS
from reportedly.corpus.sketch import NEVER, STATUSES, Claims
from reportedly.model.claim import Status
from reportedly.model.corpus import Disagreement, Likeness, Occurrence

HAPPENED = STATUSES.index(Status.HAPPENED)
FACTS = ["type", "country", "status", "negated", "timed", "days", "voice", "whose"]


class Facts(NamedTuple):
    """Columns of CLAIM that every occurrence is told by: as Python values, read for many claims at once."""

    type: int
    country: int
    status: int
    negated: int
    timed: int
    days: list[int]
    voice: int
    whose: int


def facts_of(claims: Claims) -> list[Facts]:
    return [Facts(*row) for row in zip(*(claims[column].tolist() for column in FACTS), strict=True)]


def occurrence_of(
    claim_ids: list[str],
    facts: list[Facts],
    report_ids: Iterable[str],
    origin_ids: Iterable[str],
    names: dict[int, str],
    disagreements: tuple[Disagreement, ...],
    likenesses: tuple[Likeness, ...],
    stage_ids: Iterable[str],
) -> Occurrence:
    """claim_ids: by rank; the first gives the occurrence its id, so that it stays when later reports come."""
    statuses = [fact.status for fact in facts if not fact.negated]
    start, end = _time(facts)
    return Occurrence(
        id=id_of(claim_ids[0]),
        type=names[_most(fact.type for fact in facts)],
        claim_ids=tuple(sorted(claim_ids)),
        report_ids=tuple(sorted(set(report_ids))),
        origin_ids=tuple(sorted(set(origin_ids))),
        start=start,
        end=end,
        country=names.get(_most(fact.country for fact in facts if fact.country)),
        status=_status(statuses or [fact.status for fact in facts]),
        disagreements=disagreements,
        stage_ids=tuple(sorted(stage_ids)),
        likenesses=likenesses,
    )


def id_of(first_claim_id: str) -> str:
    return "e-" + first_claim_id.removeprefix("c-")


def _most(values: Iterable[int]) -> int:
    """The commonest; among several the lowest number. 0 where there is none."""
    told = list(values)
    if len(told) == 1:
        return told[0]
    counted = Counter(told)
    return min(counted, key=lambda value: (-counted[value], value), default=0)


def _status(statuses: list[int]) -> str:
    return STATUSES[HAPPENED if HAPPENED in statuses else _most(statuses)].value


def _time(facts: list[Facts]) -> tuple[str | None, str | None]:
    """Of the claims that give a day; where none does, of those that give anything; else of what is assumed."""
    days = [(*fact.days, fact.timed) for fact in facts]
    stated = [(start, end) for start, end, timed in days if timed and end - start <= TIMED_DAYS]
    told = stated or [(start, end) for start, end, timed in days if timed] or [(start, end) for start, end, _ in days]
    start, end = max(s for s, _ in told), min(e for _, e in told)
    if start >= end:
        start, end = min(s for s, _ in told), max(e for _, e in told)
    return _shown(start), _shown(end)


@lru_cache(maxsize=100_000)
def _shown(day: int) -> str | None:
    if day in (NEVER.min, NEVER.max):
        return None
    try:
        return (EPOCH + timedelta(days=day)).isoformat()
    except OverflowError:
        return date.max.isoformat() if day > 0 else date.min.isoformat()
