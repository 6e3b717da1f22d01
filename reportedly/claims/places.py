"""Where."""

from reportedly.model.claim import Because, Place
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules


def places_of(
    reading: Reading, trigger_i: int, clause: Span, rules: Rules
) -> tuple[tuple[Place, ...], tuple[Because, ...]]:
    return (), ()
