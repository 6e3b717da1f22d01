"""Lanes: intervals that overlap or nest, drawn beneath each other so that none hides another."""

from bisect import bisect_left
from collections.abc import Sequence

from reportedly.model.values import Span

N_LANES = 4  # deeper than this a line of text has no room; what is left over shares the last lane


def lanes_of(spans: Sequence[Span]) -> list[int]:
    """The lane of each span, 0 next to the words: the shorter one lies nearer, as brackets nest."""
    lanes = [N_LANES - 1] * len(spans)
    taken: list[list[Span]] = [[] for _ in range(N_LANES)]
    for i in sorted(range(len(spans)), key=lambda i: (spans[i].end - spans[i].start, spans[i].start, i)):
        for lane, row in enumerate(taken):
            at = bisect_left(row, spans[i])
            if not any(other.overlaps(spans[i]) for other in row[max(0, at - 1) : at + 1]):
                row.insert(at, spans[i])
                lanes[i] = lane
                break
    return lanes
