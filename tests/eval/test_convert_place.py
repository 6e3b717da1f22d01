from convert_place import toponym_record
from reportedly.claims.gazetteer import TOWN, Listed
from reportedly.claims.resolve import Choice
from reportedly.claims.toponyms import Toponym
from reportedly.model.values import Span


def town(id, name, country):
    return Listed(id=id, name=name, kind=TOWN, country=country, first=0, second=0, people=9, lat=60.4, lon=5.3)


def toponym(choice, **how):
    return Toponym(span=Span(25, 31), name="Bergen", choice=choice, **{"demonym": False, "inside": False} | how)


BERGEN = Choice(places=(town(3161732, "Bergen", "NO"),), shares=(1.0,))


def test_a_place_name_is_a_toponym_with_its_point():
    assert toponym_record(toponym(BERGEN)) == {
        "start": 25,
        "end": 31,
        "lat": 60.4,
        "lon": 5.3,
        "geonameid": 3161732,
        "country": "NO",
        "slice": "name",
    }


def test_slices_tell_demonyms_and_names_inside_names():
    assert toponym_record(toponym(BERGEN, demonym=True))["slice"] == "demonym"
    assert toponym_record(toponym(BERGEN, inside=True))["slice"] == "inside"


def test_what_is_left_open_has_no_point():
    five = tuple(town(n, "Bergen", code) for n, code in enumerate(("NO", "DE", "NL", "US", "ZA"), 1))
    found = toponym_record(toponym(Choice(places=five, shares=(0.2,) * 5)))
    assert (found["lat"], found["country"], found["geonameid"]) == (None, None, None)


def test_our_own_regions_have_no_id_of_geonames():
    found = toponym_record(toponym(Choice(places=(town(0, "the Gulf", ""),), shares=(1.0,))))
    assert (found["geonameid"], found["country"]) == (None, None)
