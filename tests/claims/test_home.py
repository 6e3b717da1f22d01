"""Where an outlet sits, as far as its name and our list say."""

import pytest

from reportedly.claims.gazetteer import place_with
from reportedly.claims.home import home_of
from reportedly.claims.resolve import NOWHERE


@pytest.mark.parametrize(
    ("outlet", "country", "unit"),
    [
        pytest.param("Le Monde", "FR", None, id="listed"),
        pytest.param("The Boston Harbour Letter", "US", "Massachusetts", id="a-town-in-its-name"),
        pytest.param("Louisiana Weekly Letter", "US", "Louisiana", id="a-unit-in-its-name"),
        pytest.param("Albania Letter", "AL", None, id="a-country-in-its-name"),
    ],
)
def test_an_outlet_is_at_home(outlet, country, unit):
    home = home_of(outlet)
    assert home.country == country
    assert (place_with(home.first).name if home.first else None) == unit


@pytest.mark.parametrize("outlet", [None, "", "The Velmark Star", "Post", " ", "x" * 10_000])
def test_an_outlet_that_nothing_is_known_of_is_nowhere(outlet):
    assert home_of(outlet) == NOWHERE
