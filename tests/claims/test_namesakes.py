"""What a name may mean as a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.gazetteer import COUNTRY, FIRST, REGION, TOWN
from reportedly.claims.namesakes import MOST, capitals, namesakes


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        pytest.param("Georgia", COUNTRY, "GE", id="a-country"),
        pytest.param("Georgia", FIRST, "US", id="and-the-state-of-its-name"),
        pytest.param("Fla.", FIRST, "US", id="a-state-in-short"),
        pytest.param("WA", FIRST, "AU", id="short-for-two"),
        pytest.param("Paris", TOWN, "US", id="a-small-namesake"),
        pytest.param("Louisiana", FIRST, "US", id="a-region-of-our-list-is-the-gazetteers-unit"),
        pytest.param("Punjab", FIRST, "PK", id="one-name-in-two-countries"),
        pytest.param("Punjab", FIRST, "IN", id="one-name-in-two-countries-2"),
    ],
)
def test_a_name_may_mean(name, kind, country):
    assert (kind, country) in {(p.kind, p.country) for p in namesakes(name)}


@pytest.mark.parametrize("name", ["Donbas", "the Gulf", "Middle East", "Atlantic"])
def test_a_region_of_our_list_is_no_town_of_that_name(name):
    assert [p.kind for p in namesakes(name)] == [REGION]


@pytest.mark.parametrize("name", ["Velmarkshire", "turkey farm", "", "\x00", "'"])
def test_what_no_list_has_means_nothing(name):
    assert namesakes(name) == ()


@given(st.text())
def test_any_text_may_be_asked(name):
    found = namesakes(name)
    assert len(found) <= MOST + 2 and len({p.id for p in found}) == len(found)


def test_capitals_are_towns_of_their_countries():
    assert len(capitals()) > 190
