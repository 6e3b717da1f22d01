"""How many: numbers as ranges, and numbers that count nothing."""

import pytest

from reportedly.claims.counts import counts_of
from reportedly.claims.numbers import numbers_of
from reportedly.model.values import Span
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules

RULES = load_rules()


def counts(text, word):
    report = read_text(text, published="2024-03-06")
    reading = Reading(report=report, doc=parser.parse(report))
    token = next(t for t in reading.doc if t.text == word)
    found, because = counts_of(reading, token.i, Span(0, len(text)), RULES)
    assert [b.evidence for b in because] == [c.evidence for c in found]
    return [(c.of, c.at_least, c.at_most, c.unit) for c in found]


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,500", 1500), ("twenty-five", 25), ("two hundred and six", 206), ("2 million", 2_000_000), ("a dozen", 12)],
)
def test_numbers_in_figures_and_words(words, value):
    assert numbers_of(RULES).value_of(words) == value


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police seized 150 computer devices.", "seized", ("seized", 150, 150, "computer devices")),
        ("At least one fighter was killed.", "killed", ("killed", 1, None, "fighter")),
        ("Dozens of others were injured.", "injured", ("injured", 12, None, "others")),
        ("Hundreds of guards were killed.", "killed", ("killed", 100, None, "guards")),
        ("Up to 40 guards were hurt.", "hurt", ("injured", None, 40, "guards")),
        ("More than 1,500 villagers fled.", "fled", ("displaced", 1501, None, "villagers")),
        ("About 30 guards were arrested.", "arrested", ("detained", 30, 30, "guards")),
        ("Between 20 and 30 guards died.", "died", ("killed", 20, 30, "guards")),
        ("The deaths of 20 fishermen shook Oster.", "deaths", ("killed", 20, 20, "fishermen")),
        ("Police questioned four bakers.", "questioned", ("other", 4, 4, "bakers")),
    ],
)
def test_a_number_is_a_range(text, word, expected):
    assert counts(text, word) == [expected]


@pytest.mark.parser
def test_each_trigger_has_its_own_count():
    text = "At least one fighter was killed and dozens of others were injured."
    assert counts(text, "killed") == [("killed", 1, None, "fighter")]
    assert counts(text, "injured") == [("injured", 12, None, "others")]


@pytest.mark.parser
def test_those_who_act_are_not_the_victims():
    assert counts("Two gunmen killed four guards.", "killed") == [
        ("other", 2, 2, "gunmen"),
        ("killed", 4, 4, "guards"),
    ]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("No one was killed.", "killed", id="nobody"),
        pytest.param("The 45-year-old baker was killed.", "killed", id="age"),
        pytest.param("Police raided Camp 3.", "raided", id="name"),
        pytest.param("The baker was killed on March 4.", "killed", id="date"),
        pytest.param("The guards marched 40 kilometers.", "marched", id="distance"),
    ],
)
def test_other_numbers_count_nothing(text, word):
    assert counts(text, word) == []
