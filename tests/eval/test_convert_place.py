from dataclasses import replace

from reads import a_claim, span_of

from convert_place import toponyms_of
from reportedly.model.claim import Entity, EntityType, Place, PlaceRole
from reportedly.model.values import Span

TEXT = "Police raided a house in Bergen. Bergen lies in Norway, and it is wet."
FIRST, SECOND = Span(25, 31), Span(33, 39)
BERGEN = Place(name="Bergen", role=PlaceRole.AT, evidence=(FIRST,), country="NO", geonames=3161732, lat=60.4, lon=5.3)
RAID = replace(a_claim(TEXT, "raided"), places=(BERGEN,))


def entity(name, kind, *mentions, country=None):
    return Entity(id=name, name=name, type=kind, country=country, names=(name,), mentions=mentions)


def test_a_place_of_a_claim_is_a_toponym_once_however_many_claims_have_it():
    (found,) = toponyms_of([RAID, RAID], (), TEXT)
    assert found == {"start": 25, "end": 31, "lat": 60.4, "lon": 5.3, "geonameid": 3161732, "country": "NO"}


def test_the_same_name_elsewhere_is_the_same_place_and_a_pronoun_is_no_toponym():
    bergen = entity("Bergen", EntityType.PLACE, FIRST, SECOND, span_of("it is", TEXT))
    found = toponyms_of([RAID], [bergen], TEXT)
    assert [(t["start"], t["lat"]) for t in found] == [(25, 60.4), (33, 60.4)]


def test_a_country_outside_all_claims_has_its_code_and_no_point():
    norway = entity("Norway", EntityType.COUNTRY, span_of("Norway", TEXT), country="NO")
    (found,) = toponyms_of([], [norway], TEXT)
    assert (found["country"], found["lat"], found["geonameid"]) == ("NO", None, None)


def test_who_is_no_place_is_no_toponym():
    assert toponyms_of([], [entity("Bergen", EntityType.ORGANISATION, SECOND)], TEXT) == []
