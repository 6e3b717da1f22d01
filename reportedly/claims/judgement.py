"""What the words make of one verb or noun, before any voice is asked."""

from reportedly.model.claim import Status
from reportedly.model.values import Evidence, record

FACTUAL = frozenset({Status.HAPPENED, Status.ONGOING})


@record
class Judgement:
    """Status of one verb or noun, with its reason."""

    status: Status
    rule: str
    evidence: Evidence = ()
    negated: bool = False
    negation: tuple[str, Evidence] | None = None  # (rule, words)
    stays: bool = False  # it is so whatever the voice wants: the shelling of "urged them to stop shelling"


def with_negation(judged: Judgement, negation: tuple[str, Evidence]) -> Judgement:
    """Turned round: a second negation takes the first away."""
    return Judgement(
        status=judged.status,
        rule=judged.rule,
        evidence=judged.evidence,
        negated=not judged.negated,
        negation=None if judged.negated else negation,
        stays=judged.stays,
    )
