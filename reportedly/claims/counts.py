"""How many: ranges."""

from reportedly.model.claim import Because, Count
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules


def counts_of(
    reading: Reading, trigger_i: int, clause: Span, rules: Rules
) -> tuple[tuple[Count, ...], tuple[Because, ...]]:
    return (), ()
