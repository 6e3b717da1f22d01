"""Times keep their promises on any text: nothing raises, stretches have a length, value and days agree, weeks move."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.times import expressions_of
from reportedly.model.claim import Basis
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser

RULES = load_rules()
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d(?:T[A-Z]{2})?")
PIECES = (
    "on Monday",
    "last Friday night",
    "until Wednesday",
    "yesterday",
    "two days ago",
    "the following week",
    "a year earlier",
    "next month",
    "on June 3",
    "June 3-5, 2019",
    "between 3 and 5 May",
    "in late June 2019",
    "at 7:45 p.m.",
    "15:00 GMT Saturday",
    "03/09/2023",
    "31/31/2023",
    "99/99/9999",
    "February 30",
    "the 0th century",
    "the year 0",
    "480 BC",
    "in the '60s",
    "Q3 2019",
    "the third quarter",
    "Easter Monday",
    "half an hour later",
    "10000000000000 years ago",
    "the last 9999999 weeks",
    "nineteen ninety-six",
    "every other Friday",
    "the early hours of",
    "the men left",
    "will meet",
    "was postponed",
    ".",
    ",",
    "\n\n",
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map(" ".join)
days = st.dates(date(1960, 1, 1), date(2060, 12, 31))


def expressions(text, published):
    report = read_text(text, published=published)
    return expressions_of(Reading(report=report, doc=parser.parse(report)), RULES)


@settings(max_examples=60, deadline=None)
@given(text=texts, published=st.none() | days)
def test_stretches_have_a_length_and_agree_with_their_value(text, published):
    for one in expressions(text, published.isoformat() if published else None):
        assert one.start is None or one.end is None or one.start < one.end
        assert (one.basis is Basis.COUNTED) == (one.anchor is not None)
        if DAY_VALUE.fullmatch(one.value) and one.mod not in ("BEFORE", "AFTER"):
            assert one.start is not None
            assert one.start[:10] == one.value[:10]


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read(text):
    assert isinstance(expressions(text, "2024-03-06"), tuple)


@settings(max_examples=30, deadline=None)
@given(
    words=st.sampled_from(("on Monday", "yesterday", "last Friday", "two days ago", "last week", "this morning")),
    verb=st.sampled_from(("left", "will leave")),
    day=days,
)
def test_a_week_between_two_reports_is_a_week_between_their_times(words, verb, day):
    found = [expressions(f"The men {verb} {words}.", (day + timedelta(days=k)).isoformat()) for k in (0, 7)]
    assert len(found[0]) == len(found[1]) == 1
    early, late = (date.fromisoformat(one.start) for (one,) in found)
    assert late - early == timedelta(days=7)


@pytest.mark.parametrize(
    "text",
    ["9" * 1_000_000, "99/99/9999 " * 2000, "Monday " * 5000, "12:00 " * 5000, "2 to 3 or " * 3000, "the year 0000"],
    ids=["a-million-digits", "no-dates", "weekdays", "clocks", "numbers", "year-0"],
)
def test_hostile_texts_cost_little(text):
    from time import process_time

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    report = read_text(text[:300_000], published="2024-03-06")
    words = report.text.split()
    spaces = [True] * (len(words) - 1) + [False]
    doc = Doc(Vocab(), words=words, spaces=spaces, heads=list(range(len(words))), deps=["ROOT"] * len(words))
    started = process_time()
    expressions_of(Reading(report=report, doc=doc), RULES)
    assert process_time() - started < 5  # seconds; the dearest, 5000 clock times, takes 1.2 to 2.6 (24 November 2026)
