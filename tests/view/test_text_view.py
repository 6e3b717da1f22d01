"""The text reading."""

from dataclasses import replace

import pytest

from reportedly.model.claim import Basis, Count, Grain, Stance, Status, When
from reportedly.view.phrases import count_phrase, interval_phrase
from reportedly.view.text import render
from reportedly.view.words import load_words, shown

WORDS = load_words()


def one_line(page: str) -> str:
    return " ".join(page.split())


def test_headline_outlet_and_date_come_first(a_read):
    head = render(a_read).splitlines()[:2]
    assert head == ["Harbour Front to move its offices", "The Oster Mail · 6 Mar 2024 09:30 · OSTER · harbour.txt"]


def test_a_claim_is_one_line_to_read_aloud(a_read):
    assert (
        "PLANNED · The Harbour Front -> move its offices to Tavria · says Radio Oster, citing two officials"
        " · next week = 11-17 Mar 2024 · ~reportedly~"
    ) in one_line(render(a_read))


def test_counts_are_ranges_and_the_report_speaks_for_itself(a_read):
    assert "HAPPENED · (not said who) -> hurt · on the report's own word · injured: 3 or more terrorists" in one_line(
        render(a_read)
    )


def test_loaded_words_are_marked(a_read):
    assert "«terrorists»" in render(a_read)


def test_negation_is_said(with_claim):
    assert "HAPPENED NOT · " in render(with_claim(1, negated=True))


def test_the_last_voice_may_deny(with_claim, a_read):
    report, agency, officials = a_read.claims[0].chain
    page = render(with_claim(0, status=Status.DENIED, chain=(report, replace(agency, stance=Stance.DENIES))))
    assert "denied by Radio Oster" in one_line(page)
    page = render(with_claim(0, status=Status.DENIED, chain=(report, agency, replace(officials, stance=Stance.DENIES))))
    assert "says Radio Oster, citing two officials, who denies it" in one_line(page)


def test_a_voice_called_by_its_office_gets_its_name(with_claim, a_read):
    report, agency, _ = a_read.claims[0].chain
    page = one_line(render(with_claim(0, chain=(report, replace(agency, name="the station")))))
    assert "says the station (= Radio Oster)" in page


def test_a_voice_that_began_its_sentence_is_written_small(with_claim, a_read):
    report, agency, _ = a_read.claims[0].chain
    page = one_line(render(with_claim(0, chain=(report, replace(agency, name="The Harbour Front", entity=None)))))
    assert "says the Harbour Front" in page


def test_why_shows_words_and_rule(a_read):
    page = one_line(render(a_read, why=True))
    assert 'status "will" en/status/will.modal' in page


def test_no_colour_unless_asked(a_read):
    assert "\x1b" not in render(a_read)
    assert "\x1b" in render(a_read, colour=True)


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_lines_keep_to_the_width(a_read, width):
    assert max(len(line) for line in render(a_read, width=width, why=True).splitlines()) <= width


def test_a_report_without_claims_says_so(a_read):
    assert WORDS["no_claims"] in render(replace(a_read, claims=()))


def test_markup_and_escapes_in_a_report_are_only_text(a_read):
    page = render(replace(a_read, report=replace(a_read.report, outlet="[red]Mail[/red] \x1b[31m \u202eevil :smile:")))
    assert "[red]Mail[/red] ⟨U+001B⟩[31m ⟨U+202E⟩evil :smile:" in page
    assert "\x1b" not in page


def test_what_is_invisible_is_shown():
    assert shown("a\u202eb\x00c\u200bd\ud800 \n e") == "a⟨U+202E⟩b⟨U+0000⟩c⟨U+200B⟩d⟨U+D800⟩ e"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("2024-03-06", "2024-03-07", "6 Mar 2024", id="a-day"),
        pytest.param("2024-03-11", "2024-03-18", "11-17 Mar 2024", id="a-week"),
        pytest.param("2024-02-26", "2024-03-04", "26 Feb - 3 Mar 2024", id="over-a-month-end"),
        pytest.param("2023-12-28", "2024-01-04", "28 Dec 2023 - 3 Jan 2024", id="over-a-year-end"),
        pytest.param("2023-08-01", "2023-09-01", "Aug 2023", id="a-month"),
        pytest.param("2023-12-01", "2024-01-01", "Dec 2023", id="december"),
        pytest.param("2023-06-01", "2023-09-01", "Jun - Aug 2023", id="months"),
        pytest.param("2023-11-01", "2024-02-01", "Nov 2023 - Jan 2024", id="months-over-a-year-end"),
        pytest.param("2023-01-01", "2024-01-01", "2023", id="a-year"),
        pytest.param("2020-01-01", "2024-01-01", "2020-2023", id="years"),
        pytest.param(None, "2024-03-07", "until 6 Mar 2024", id="no-start"),
        pytest.param("2024-03-07", None, "from 7 Mar 2024", id="no-end"),
        pytest.param(None, None, "not fixed", id="open"),
        pytest.param("2023-09-03T22:00", "2023-09-03T23:00", "3 Sep 2023 22:00-23:00", id="an-hour"),
        pytest.param("2023-09-03T23:00", "2023-09-04T00:00", "3 Sep 2023 23:00 - 4 Sep 2023 00:00", id="midnight"),
        pytest.param("sometime", "soon", "not fixed", id="not-a-date"),
    ],
)
def test_an_interval_names_its_last_day(start, end, expected):
    assert interval_phrase(start, end, WORDS) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (150, 150, "seized: 150 devices"),
        (1, None, "seized: 1 or more devices"),
        (None, 30, "seized: up to 30 devices"),
        (24, 99, "seized: 24-99 devices"),
        (None, None, "seized: devices, number not given"),
        (12_000, 12_000, "seized: 12,000 devices"),
    ],
)
def test_a_count_is_a_range(low, high, expected):
    assert count_phrase(Count(of="seized", unit="devices", at_least=low, at_most=high, evidence=()), WORDS) == expected


def test_an_assumed_time_is_not_shown_as_said(with_claim):
    page = render(with_claim(1, when=When(start=None, end="2024-03-07", grain=Grain.UNKNOWN, basis=Basis.ASSUMED)))
    assert "until" not in page
