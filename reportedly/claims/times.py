"""When (first lines; being written)."""

from reportedly.model.claim import Basis, Because, Grain, Status, When
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules


@record
class TimeExpression:
    span: Span
    type: str
    value: str
    mod: str | None = None
    start: str | None = None
    end: str | None = None
    grain: Grain
    basis: Basis
    anchor: str | None = None
    rule: str


def expressions_of(reading: Reading, rules: Rules) -> tuple[TimeExpression, ...]:
    return ()


def when_of(
    reading: Reading, expressions: tuple[TimeExpression, ...], trigger_i: int, status: Status, clause: Span
) -> tuple[When, Because]:
    return When(start=None, end=None, grain=Grain.UNKNOWN, basis=Basis.ASSUMED), Because(
        field="when", rule="en/time/assumed"
    )
