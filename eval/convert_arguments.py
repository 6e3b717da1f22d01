"""Claims -> triggers with the heads of who acts and who is acted on, beside the argument annotation of WikiEvents."""

from collections.abc import Iterator
from pathlib import Path

from convert_events import ACTED_ON
from gold_reading import read_gold
from goldfiles import Record
from reportedly.model.claim import Claim, Role
from reportedly.reading.reading import Reading

# What the roles of WikiEvents are to us. Places, instruments, topics, prices and vehicles are left out.
GOLD_ROLES = {
    **dict.fromkeys(
        (
            "Attacker", "Communicator", "Demonstrator", "Giver", "Impeder", "Injurer", "Investigator", "Jailer",
            "JudgeCourt", "Killer", "Participant", "Perpetrator", "Regulator", "Transporter",
        ),
        "actor",
    ),
    **dict.fromkeys(
        (
            "AcquiredEntity", "Artifact", "Defendant", "Detainee", "Employee", "PassengerArtifact", "Patient",
            "Recipient", "Target", "Victim",
        ),
        "acted on",
    ),
}  # fmt: skip


def heads_of(claim: Claim, reading: Reading) -> Iterator[Record]:
    """{"role", "start", "end"} of the head word of each party that acts or is acted on."""
    for party in claim.parties:
        role = "actor" if party.role is Role.ACTOR else "acted on" if party.role in ACTED_ON else None
        span = party.evidence[0]
        words = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        if role is not None:
            head = words.root
            yield {"role": role, "start": head.idx, "end": head.idx + len(head)}


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    """{"id", "events": [{"start", "end", "heads"}]}: one event a claim, OTHER among them."""
    for record, reading, claims in read_gold(gold_path, model):
        yield {
            "id": record["id"],
            "events": [
                {"start": c.trigger.start, "end": c.trigger.end, "heads": list(heads_of(c, reading))} for c in claims
            ],
        }
