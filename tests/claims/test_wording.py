"""Loaded terms and scare quotes: listed where they stand, names left alone."""

import pytest

from reportedly.claims.wording import loaded_of
from reportedly.reading import read
from reportedly.rules.load import load_rules
from reportedly.workbench.sentence import report_of

pytestmark = pytest.mark.parser
RULES = load_rules()


def loaded(text: str) -> list[tuple[str, str]]:
    reading = read(report_of(text), rules=RULES)
    return [(term.rule.removeprefix("en/loaded/"), term.span.of(text)) for term in loaded_of(reading, RULES)]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        pytest.param("One terrorist was killed in Oster.", "terrorist", "terrorist", id="label"),
        pytest.param("The terror group left Oster.", "terrorist", "terror group", id="longest-wins"),
        pytest.param("Two ringleaders left Oster.", "ringleader", "ringleaders", id="plural"),
        pytest.param("The regime closed the port.", "regime", "regime", id="regime"),
        pytest.param("The mayor fled to Oster.", "fled", "fled", id="judging-verb"),
        pytest.param("A far-right party won in Oster.", "camp", "far-right", id="camp"),
        pytest.param("The mayor spread a lie about the port.", "falsehood", "lie", id="noun-that-calls-it-false"),
        pytest.param("The mayor recklessly closed the port.", "author.adverb", "recklessly", id="author's-adverb"),
        pytest.param("The paper vilified the mayor.", "attacks.in.words", "vilified", id="criticism-judged"),
        pytest.param("The so-called council met.", "so.called", "so-called", id="so-called"),
        pytest.param(
            'The camp was closed for "cyber crimes" against Oster.', "scare.quotes", '"cyber crimes"', id="scare"
        ),
    ],
)
def test_a_loaded_term_is_listed_with_its_rule(text, rule, words):
    assert (rule, words) in loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The government closed the port.", id="plain-words"),
        pytest.param('"We will close the port on Monday," the mayor said.', id="speech-is-no-scare-quote"),
        pytest.param("The Karsh Martyrs Brigade left Oster.", id="part-of-a-name"),
        pytest.param("Police detained two men on Monday.", id="plain-verb"),
        pytest.param("Two boats lie in the port.", id="a-verb-that-is-no-noun-of-blame"),
        pytest.param("The boat drifted far to the right.", id="no-camp"),
    ],
)
def test_plain_words_and_names_are_not_listed(text):
    assert loaded(text) == []


def test_terms_come_in_text_order_and_do_not_overlap():
    terms = loaded("The brutal regime killed a terrorist and its cronies fled.")
    assert [words for _, words in terms] == ["brutal", "regime", "terrorist", "cronies", "fled"]


def test_every_listed_word_has_a_neutral_counterpart():
    assert all(cue.option("neutral") for cue in RULES.of("loaded"))
