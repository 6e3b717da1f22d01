"""Decisions summed up: which hold, and how often the machine was right by them."""

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from reportedly.model.review import Decision, Field, Verdict
from reportedly.model.values import record

Z = 1.96  # of a 95 % interval


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What holds: of each claim the last verdict on the whole and the last correction of each field, if not undone.

    A rejected claim has no corrections: there is nothing to correct.
    """
    given = sorted(decisions, key=lambda decision: decision.n)
    undone = {decision.undoes for decision in given if decision.verdict is Verdict.UNDO}
    last: dict[tuple[str, Field | None], Decision] = {}
    for decision in given:
        if decision.verdict is not Verdict.UNDO and decision.n not in undone:
            last[decision.claim_id, decision.field] = decision
    rejected = {claim_id for (claim_id, _), decision in last.items() if decision.verdict is Verdict.REJECT}
    held = (d for (claim_id, field), d in last.items() if field is None or claim_id not in rejected)
    return tuple(sorted(held, key=lambda decision: decision.n))


@record
class Accuracy:
    """How often the machine was right, of those that people have judged. The interval is Wilson's, 95 %."""

    of: str  # "claims", or a Field
    n_right: int
    n_judged: int
    low: float
    high: float


def accuracy_of(decisions: Iterable[Decision]) -> tuple[Accuracy, ...]:
    """Of the claims (right: accepted or corrected, so there is such a claim), then of each field.

    A field is right where the claim was accepted and the field not corrected. Whoever corrects one field without
    accepting the claim has judged that field only. Those judged are no random choice unless the reviewer made one.
    """
    held = in_force(decisions)
    accepted = {d.claim_id for d in held if d.verdict is Verdict.ACCEPT}
    corrected = {(d.claim_id, d.field) for d in held if d.verdict is Verdict.CORRECT}
    there = accepted | {claim_id for claim_id, _ in corrected}
    n_rejected = sum(1 for d in held if d.verdict is Verdict.REJECT)
    wrong = Counter(field for _, field in corrected)
    right = {field: sum(1 for claim_id in accepted if (claim_id, field) not in corrected) for field in Field}
    fields = (_accuracy(field.value, right[field], right[field] + wrong[field]) for field in Field)
    return (_accuracy("claims", len(there), len(there) + n_rejected), *fields)


def _accuracy(of: str, n_right: int, n_judged: int) -> Accuracy:
    if n_judged == 0:
        return Accuracy(of=of, n_right=0, n_judged=0, low=0.0, high=1.0)
    share, weight = n_right / n_judged, Z * Z / n_judged
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / n_judged + weight / (4 * n_judged)) / (1 + weight)
    return Accuracy(
        of=of, n_right=n_right, n_judged=n_judged, low=max(0.0, middle - half), high=min(1.0, middle + half)
    )
