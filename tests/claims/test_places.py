"""Where: which places are an event's, in which role, and what is known of them."""

import pytest

from reportedly.claims.places import places_of
from reportedly.claims.toponyms import toponyms_of
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
    return places_of(reading, toponyms_of(reading, RULES), token.i, Span(0, len(text)), RULES)[0]


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


@pytest.mark.parser
def test_a_town_has_its_point_and_what_else_it_may_be():
    (place,) = places("Police arrested three sailors in Paris.", "arrested")
    assert (place.country, place.precision, place.within) == ("FR", Precision.CITY, None)
    assert place.candidates[0].country == "FR"
    assert sum(c.score for c in place.candidates) <= 1.001


@pytest.mark.parser
def test_a_facility_that_no_list_has_is_placed_in_the_town_it_is_named_after():
    (place,) = places("Guards attacked the crowd near Aleppo University.", "attacked")
    assert (place.name, place.within, place.country) == ("Aleppo University", "Aleppo", "SY")


@pytest.mark.parser
def test_an_unknown_name_has_no_point():
    (place,) = places("Police arrested three sailors in Velmarkshire.", "arrested")
    assert (place.name, place.lat, place.precision, place.candidates) == ("Velmarkshire", None, Precision.UNKNOWN, ())


@pytest.mark.parser
def test_an_event_in_a_region_without_a_point_is_placed_in_its_country():
    (place,) = places("Police arrested three sailors in Puntland.", "arrested")
    assert (place.country, place.lat, place.lon, place.precision) == ("SO", None, None, Precision.REGION)


@pytest.mark.parser
def test_the_next_towns_of_a_report_tell_which_namesake_is_meant():
    found = places("Guards from Lexington and Louisville arrested three sailors in Paris, Kentucky.", "arrested")
    paris = next(p for p in found if p.name == "Paris")
    assert (paris.country, paris.lat) == ("US", pytest.approx(38.2, abs=0.2))


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "word", "km", "degrees"),
    [
        ("Rebels attacked a village 10 km north of Mosul.", "attacked", 10.0, 0),
        ("A bomb killed two guards 30 kilometers (20 miles) south of Baghdad.", "killed", 30.0, 180),
        ("Rebels attacked a village twelve miles from Aleppo.", "attacked", 19.3, None),
        ("Rebels attacked a village north-east of Aleppo.", "attacked", None, 45),
    ],
)
def test_a_place_told_of_by_another_keeps_its_distance_and_has_no_point_of_its_own(text, word, km, degrees):
    (place,) = places(text, word)
    assert (place.role, place.precision, place.distance_km, place.bearing_deg) == (AT, Precision.NEAR, km, degrees)
    assert place.lat in {c.lat for c in place.candidates}
    assert place.evidence[0].of(text).split()[-1] in ("of", "from")


@pytest.mark.parser
def test_near_a_town_is_less_precise_than_in_it():
    (place,) = places("Guards attacked the crowd near Mosul.", "attacked")
    assert (place.precision, place.distance_km) == (Precision.NEAR, None)


@pytest.mark.parser
@pytest.mark.parametrize("odd", ["9" * 5000, "0", "-3", "1e9", "999,999,999"])
def test_odd_distances_are_none(odd):
    found = places(f"Rebels attacked a village {odd} km north of Mosul.", "attacked")
    assert all(p.distance_km is None or 0 < p.distance_km <= 2000 for p in found)


@pytest.mark.parser
@pytest.mark.parametrize("name", ["the Sea of Japan", "the Danube Delta", "the Strait of Malacca"])
def test_a_sea_or_a_river_is_a_region_without_a_point(name):
    (found,) = places(f"The navy seized a boat in {name}.", "seized")
    assert (found.precision, found.country, found.lat) == (Precision.REGION, None, None)


@pytest.mark.parser
def test_a_choice_that_is_left_open_names_its_rule():
    text = "Guards attacked a crowd in Buenavista, Chiapas."
    reading = reading_of(read_text(text, published="2024-03-06"), rules=RULES)
    token = next(t for t in reading.doc if t.text == "attacked")
    found, because = places_of(reading, toponyms_of(reading, RULES), token.i, Span(0, len(text)), RULES)
    assert found[0].precision is Precision.REGION
    assert len(found[0].candidates) == 3
    (reason,) = (b for b in because if b.rule == "en/places/abstain.unit")
    assert (reason.field, reason.evidence[0].of(text)) == ("places[0].precision", "Buenavista")
