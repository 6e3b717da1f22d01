"""Claims -> event status at trigger words, as `score_status.py` reads it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from goldfiles import Record, read_gold

from reportedly.model.claim import Claim

DENIED_IN_ALL_BUT_NAME = "negated"  # the scorer's word for "said not to be so"


def status_name(claim: Claim) -> str:
    """The scorer's status: ours in lower case; what is negated and still held as a fact is "negated".

    "will not leave" stays planned for us with negated = True; the gold scales put it below zero, so it is "negated" too.
    """
    return DENIED_IN_ALL_BUT_NAME if claim.negated else claim.status.value.lower()


def events_of(claims: Iterable[Claim]) -> list[Record]:
    """One event a trigger. Where two voices differ on one trigger, the last chain is taken: it stands nearest the event."""
    by_trigger = {claim.trigger: claim for claim in claims}
    return [
        {"start": span.start, "end": span.end, "status": status_name(claim)}
        for span, claim in sorted(by_trigger.items(), key=lambda item: item[0])
    ]


def system_records(gold_path: Path) -> Iterator[Record]:
    """{"id", "events": [{"start", "end", "status"}]} for every gold record, in order."""
    for record, _, claims in read_gold(gold_path):
        yield {"id": record["id"], "events": events_of(claims)}
