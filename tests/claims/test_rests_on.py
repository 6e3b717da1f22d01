"""The agency that a whole report rests on."""

import pytest

from reportedly.pipeline import read
from reportedly.report import read_text

pytestmark = pytest.mark.parser


def basis_of(text, **given):
    return read(read_text(text, published="2024-03-06", **given)).rests_on


def test_a_credit_in_the_dateline():
    found = basis_of("Fire in Oster\n\nOSTER, March 6 (Reuters) - A fire broke out.\n", outlet="Oster Gazette")
    assert (found.name, found.rule) == ("Reuters", "en/parts/credit")


def test_ones_own_name_in_the_dateline_is_no_other():
    assert basis_of("Fire in Oster\n\nOSTER, March 6 (Reuters) - A fire broke out.\n", outlet="Reuters") is None


def test_the_first_line_is_on_the_word_of_an_agency():
    text = "Fire in Oster\n\nA fire broke out in the port, Reuters reported on Wednesday. It was put out.\n"
    found = basis_of(text)
    assert (found.name, found.rule) == ("Reuters", "en/attribution/rests.first.line")
    assert [s.of(text) for s in found.evidence] == ["Reuters"]


def test_a_report_that_credits_nobody():
    assert basis_of("Fire in Oster\n\nA fire broke out. Reuters reported that a ship burned.\n") is None
