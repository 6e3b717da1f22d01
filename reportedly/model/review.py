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


class Regroup(StrEnum):
    MERGE = "MERGE"  # the occurrences of these claims are one
    SPLIT = "SPLIT"  # these claims are one occurrence, apart from all others
    UNDO = "UNDO"  # an earlier statement of these no longer holds


@record
class Regrouping:
    """One statement about which claims are about one thing. Never edited; grouping keeps to those in force.

    It names claims, not occurrences, so that it holds for whatever grouping finds later.
    """

    verdict: Regroup
    claim_ids: tuple[str, ...]  # MERGE: one of each occurrence at least; of an UNDO those of what it takes back
    who: str
    at: str  # ISO 8601, UTC
    why: str = ""
    undoes: int | None = None  # `n` of the statement taken back; set exactly when UNDO
    n: int = 0  # place in the corpus file, from 1; 0: not stored yet
