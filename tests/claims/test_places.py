"""Where: which places are an event's, in which role, and what is known of them."""

import pytest

from reportedly.claims.gazetteer import located
from reportedly.claims.places import places_of
from reportedly.model.claim import PlaceRole, Precision
from reportedly.model.values import Span
from reportedly.reading import read as reading_of
from reportedly.report import read_text
from reportedly.rules.load import load_rules

RULES = load_rules()
AT, ORIGIN, DESTINATION = PlaceRole.AT, PlaceRole.ORIGIN, PlaceRole.DESTINATION


def places(text, word):
    reading = reading_of(read_text(text, published="2024-03-06"), rules=RULES)
    token = next(t for t in reading.doc if t.text == word)
    return places_of(reading, token.i, Span(0, len(text)), RULES)[0]


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The sailors fled from Albania to France.", "fled", {("Albania", ORIGIN), ("France", DESTINATION)}),
        ("The sailors left Berlin for Paris.", "left", {("Berlin", ORIGIN), ("Paris", DESTINATION)}),
        ("Police arrested three sailors in Tirana.", "arrested", {("Tirana", AT)}),
        ("An earthquake shook Athens.", "shook", {("Athens", AT)}),
        ("Albanian police arrested three sailors.", "arrested", set()),
        ("Albania banned the singer.", "banned", set()),
    ],
)
def test_prepositions_and_verbs_give_the_role(text, word, expected):
    assert {(p.name, p.role) for p in places(text, word)} == expected


@pytest.mark.parser
def test_a_country_has_its_code_and_a_middle():
    (place,) = places("The sailors fled to Albania.", "fled")
    assert (place.country, place.geonames, place.precision) == ("AL", 783754, Precision.COUNTRY)
    assert (place.lat, place.lon) == (pytest.approx(41, abs=0.5), pytest.approx(20, abs=0.5))


def test_the_largest_city_of_a_name_is_meant():
    paris = located("Paris")
    assert paris is not None and (paris.country, paris.precision) == ("FR", Precision.CITY)


def test_a_named_country_picks_among_cities_of_like_size():
    assert located("Birmingham", near=frozenset({"US"})).country == "US"
    assert located("Paris", near=frozenset({"US"})).country == "FR"  # the namesake is far smaller


def test_a_region_is_known_as_one():
    crimea = located("Crimea")
    assert crimea is not None and crimea.precision is Precision.REGION and crimea.lat is not None


def test_a_region_without_a_point_has_its_country_only():
    golan = located("Golan Heights")
    assert golan is not None
    assert (golan.country, golan.precision, golan.geonames) == ("SY", Precision.REGION, None)
    assert golan.lat is None and golan.lon is None


@pytest.mark.parser
def test_an_event_in_a_region_without_a_point_is_placed_in_its_country():
    (place,) = places("Police arrested three sailors in Puntland.", "arrested")
    assert (place.country, place.lat, place.lon, place.precision) == ("SO", None, None, Precision.REGION)


def test_an_unknown_name_has_no_point():
    assert located("Velmarkshire-on-Sea") is None
