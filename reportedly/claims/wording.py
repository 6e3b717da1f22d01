"""Loaded terms."""

from reportedly.model.claim import Loaded
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules


def loaded_of(reading: Reading, rules: Rules) -> tuple[Loaded, ...]:
    return ()
