"""Claims -> event status at trigger words, as `score_status.py` reads it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gold_reading import read_gold
from goldfiles import Record

from reportedly.model.claim import Claim, Status


def status_name(claim: Claim) -> str:
    """The scorer's status: ours in lower case, or "negated" for what the words say is not so or will not be.

    "will not leave" is PLANNED and negated for us; the gold scales put it below zero. What is abandoned never was.
    """
    if claim.negated or claim.status is Status.ABANDONED:
        return "negated"
    return claim.status.value.lower()


def events_of(claims: Iterable[Claim]) -> list[Record]:
    """One event a trigger. Where two voices differ on one trigger, the last chain counts: it is nearest the event."""
    by_trigger = {claim.trigger: claim for claim in claims}
    return [
        {"start": span.start, "end": span.end, "status": status_name(claim)}
        for span, claim in sorted(by_trigger.items(), key=lambda item: item[0])
    ]


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "events": [{"start", "end", "status"}]} for every gold record, in order."""
    for record, _, claims in read_gold(gold_path):
        yield {"id": record["id"], "events": events_of(claims)}
