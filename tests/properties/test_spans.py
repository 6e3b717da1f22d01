"""Spans and evidence keep their promises whatever they are built from."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.values import Span, in_order

spans = st.tuples(st.integers(0, 200), st.integers(1, 50)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(st.lists(spans, max_size=30))
def test_evidence_is_sorted_apart_and_covers_the_same_characters(made):
    evidence = in_order(made)
    assert all(a.end < b.start for a, b in itertools.pairwise(evidence))
    assert {i for s in evidence for i in range(s.start, s.end)} == {i for s in made for i in range(s.start, s.end)}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4)])
def test_an_empty_or_backward_span_is_refused(start, end):
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)
