"""Text that nobody writes, or only to hurt: read, and in time linear in its length."""

import time

import pytest

from reportedly.claims.attribution import attributions_of
from reportedly.reading import read
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser

SENTENCE = 'The mayor said that the port was shut. "We stay," the guards told Radio Oster. They denied it. '
TOLERANCE = 3  # times as long may twice the text take: linear is 2, quadratic 4


def seconds_of(text):
    rules = load_rules()
    reading = read(read_text(text, published="2024-03-06"), rules=rules)
    started = time.process_time()
    attributions_of(reading, rules)
    return time.process_time() - started


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 10_000, id="10,000-marks"),
        pytest.param('The mayor said: "' * 300, id="never-closed"),
        pytest.param('“The port is shut, the mayor said. " He left. ’ ' * 50, id="mixed-and-unbalanced"),
        pytest.param("The ministry issued the following statement:\n\n" * 100, id="announced-and-announced"),
    ],
)
def test_it_is_read(text):
    reading = read(read_text(text, published="2024-03-06"), rules=load_rules())
    for one in attributions_of(reading, load_rules()):
        assert one.content
        assert all(0 <= s.start < s.end <= len(reading.report.text) for s in (*one.content, *one.cue, *one.source))


def test_a_long_paragraph_takes_linear_time():
    short, long = (seconds_of(SENTENCE * n) for n in (250, 500))
    assert long < TOLERANCE * short
