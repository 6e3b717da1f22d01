"""A gazetteer of the user's own: what it does, and what is wrong with a file, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.own_gazetteer import load_gazetteer
from reportedly.claims.toponyms import toponyms_of
from reportedly.errors import GazetteerError
from reportedly.model.claim import Precision
from reportedly.pipeline import read
from reportedly.reading import read as reading_of
from reportedly.report import read_text
from reportedly.rules.load import load_rules

GOOD = """name,aliases,lat,lon,parent,type
Camp Tolan,Tolan camp|Camp 3,41.32,19.80,Tirana,camp
Paris,,45.0,9.0,,village
Pier Nine,,,,Camp Tolan,
"""


@pytest.fixture
def file(tmp_path):
    def written(content):
        path = tmp_path / "own.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def test_names_aliases_and_parents_are_taken(file):
    own = load_gazetteer(file(GOOD))
    (camp,) = own.namesakes("Camp 3")
    assert (camp.name, camp.country, camp.lat, camp.lon) == ("Camp Tolan", "AL", 41.32, 19.80)
    assert own.namesakes("tolan CAMP") == (camp,)
    assert own.namesakes("Pier Nine")[0].country == "AL"


def test_the_users_places_win_over_ours_and_ours_stay_where_he_has_none(file):
    own = load_gazetteer(file(GOOD))
    assert [p.lat for p in own.namesakes("Paris")] == [45.0]
    assert own.namesakes("Berlin")[0].country == "DE"


@pytest.mark.parser
def test_they_are_found_wherever_they_stand_and_are_places_of_events(file):
    own = load_gazetteer(file(GOOD))
    text = "Police arrested three sailors at Camp 3 on Monday. Guards of the Pier Nine Society slept."
    found = read(read_text(text, published="2024-03-06"), model="none", gazetteer=own)
    place = next(p for c in found.claims for p in c.places)
    assert (place.name, place.lat, place.country, place.precision) == ("Camp 3", 41.32, "AL", Precision.POINT)
    assert place.geonames is None
    assert ("own/gazetteer", own.digest) in found.models
    reading = reading_of(read_text(text), rules=load_rules())
    assert [t.name for t in toponyms_of(reading, load_rules(), own)] == ["Camp 3", "Pier Nine"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "empty. The first line names the columns", id="empty"),
        pytest.param("place,lat\nA,1\n", 'own.csv:1: unknown column "place"', id="unknown-column"),
        pytest.param("lat,lon\n1,1\n", 'own.csv:1: no column "name"', id="no-name-column"),
        pytest.param("name,name\nA,B\n", "given twice", id="column-twice"),
        pytest.param("name,lat,lon\nA,north,1\n", 'own.csv:2: lat = "north". A number', id="lat-is-no-number"),
        pytest.param("name,lat,lon\nA,99,1\n", "from -90 to 90", id="lat-out-of-range"),
        pytest.param("name,lat,lon\nA,nan,1\n", 'lat = "nan"', id="nan"),
        pytest.param("name,lat,lon\nA,1,181\n", "from -180 to 180", id="lon-out-of-range"),
        pytest.param("name,lat,lon\nA,41.3,\n", "lat without lon", id="half-a-point"),
        pytest.param("name,parent\nA,Velmarkshire\n", 'parent "Velmarkshire" is a name that neither', id="no-parent"),
        pytest.param("name,parent\nVelmark,Velmark\n", 'parent "Velmark" is a name', id="its-own-parent"),
        pytest.param("name,lat\n...,\n", 'own.csv:2: "..." is no name', id="no-letters"),
        pytest.param("name\n" + "a" * 300 + "\n", "at most 200", id="long-name"),
        pytest.param("name,lat\nA,1,2,3\n", "own.csv:2: 4 cells under 2 columns", id="too-many-cells"),
        pytest.param('name\n"A\n', "Is a quotation mark left open?", id="open-quote"),
        pytest.param(b"name\n\xff\xfe\n", "not UTF-8", id="not-utf8"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(file, content, message):
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(file(content))
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(GazetteerError, match="Is the name right"):
        load_gazetteer(tmp_path / "none.csv")


@given(content=st.text() | st.text().map("name,aliases,lat,lon,parent,type\n{}".format))
def test_any_text_is_a_gazetteer_or_our_error(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "own.csv"
    path.write_bytes(content.encode("utf-8", "replace"))
    try:
        load_gazetteer(path)
    except GazetteerError as error:
        assert "own.csv" in str(error)
