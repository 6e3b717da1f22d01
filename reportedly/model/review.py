"""What people decide about claims: statements beside the machine's record, which stays as it is."""

from enum import StrEnum

from reportedly.model.values import record


class Verdict(StrEnum):
    ACCEPT = "ACCEPT"  # it says what the words say
    CORRECT = "CORRECT"  # one field says something else
    REJECT = "REJECT"  # the words make no such claim
    UNDO = "UNDO"  # an earlier decision no longer holds


class Field(StrEnum):
    """The fields of a claim that can be judged by themselves, named as in `because`."""

    EVENT = "event"
    CHAIN = "chain"
    STATUS = "status"
    NEGATED = "negated"
    PARTIES = "parties"
    WHEN = "when"
    PLACES = "places"
    COUNTS = "counts"


@record
class Decision:
    """One statement about a claim. It is never edited: a later one goes before it, an UNDO takes one back."""

    claim_id: str
    verdict: Verdict
    who: str
    at: str  # ISO 8601, UTC
    field: Field | None = None  # set exactly when CORRECT
    value: str | None = None  # what the field should say, in words; only when CORRECT, None: nothing should stand there
    why: str = ""
    undoes: int | None = None  # `n` of the decision taken back; set exactly when UNDO
    n: int = 0  # place in the corpus file, from 1; 0: not stored yet
