"""Which namesake is meant: what each reason does, one by one, on invented places."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.gazetteer import COUNTRY, FIRST, SECOND, TOWN, Listed
from reportedly.claims.resolve import NOWHERE, Asked, Home, choices


def place(id, name, *, kind=TOWN, country="AL", first=0, second=0, people=10_000, lat=41.0, lon=20.0):
    return Listed(
        id=id, name=name, kind=kind, country=country, first=first, second=second, people=people, lat=lat, lon=lon
    )


def asked(name, *candidates, times=1, within=()):
    return Asked(key=name.lower(), candidates=candidates, times=times, within=within)


HERE = place(1, "Oster", country="AL", first=10, people=5_000)
BIG = place(2, "Oster", country="FR", first=20, people=50_000, lat=48.0, lon=2.0)
NEXT = place(3, "Tolan", country="AL", first=10, people=8_000)
UNIT = place(10, "Karsh", kind=FIRST, country="AL", first=10)


def first(*names, home=NOWHERE, of=0):
    return choices(names, home=home)[of].places[0]


def test_of_two_towns_the_larger_is_meant_if_nothing_else_speaks():
    assert first(asked("Oster", HERE, BIG)) is BIG


def test_other_names_of_the_country_outvote_the_larger_town():
    assert first(asked("Oster", HERE, BIG), asked("Tolan", NEXT)) is HERE


def test_a_name_does_not_vote_for_itself():
    assert first(asked("Oster", HERE, BIG, times=9)) is BIG


def test_the_words_put_it_there():
    assert first(asked("Oster", HERE, BIG, within=(1,)), asked("Karsh", UNIT)) is HERE


def test_the_inner_name_tells_the_outer_one():
    other = place(11, "Karsh", kind=FIRST, country="FR", first=11, people=9_000_000)
    assert first(asked("Tolan", NEXT, within=(1,)), asked("Karsh", UNIT, other), of=1) is UNIT


def test_the_outlets_home_is_a_weak_reason():
    assert first(asked("Oster", HERE, BIG), home=Home(country="AL")) is HERE
    huge = place(4, "Oster", country="FR", people=20_000_000)
    assert first(asked("Oster", HERE, huge), home=Home(country="AL")) is huge


def test_a_country_goes_before_a_town_of_its_name():
    assert first(asked("Oster", HERE, place(5, "Oster", kind=COUNTRY, country="OS"))).kind == COUNTRY


def test_its_own_name_goes_before_another_spelling():
    assert first(asked("Oster", place(6, "Ost", people=10_000), HERE)) is HERE


def test_a_thin_margin_leaves_the_unit_that_most_lie_in():
    five = [place(n, "Oster", first=10, second=n, lat=40.0 + n / 10) for n in range(21, 26)]
    (choice,) = choices([asked("Oster", *five)])
    assert choice.is_open and choice.settled is None  # our gazetteer has no unit 10, and no country "AL" is in question
    assert [round(s, 2) for s in choice.shares] == [0.2] * 5


def test_a_town_and_the_district_around_it_are_no_doubt():
    town = place(31, "Oster", first=10, second=32, people=20_000)
    district = place(32, "Oster", kind=SECOND, first=10, second=32, people=60_000)
    (choice,) = choices([asked("Oster", town, district, place(33, "Oster", country="FR", people=20_000))])
    assert not choice.is_open


@pytest.mark.parametrize(
    ("kind", "people", "is_town"),
    [
        pytest.param(SECOND, 60_000, True, id="a-district-around-it"),
        pytest.param(FIRST, 60_000, True, id="its-province"),
        pytest.param(FIRST, 900_000, False, id="a-province-that-it-is-a-small-part-of"),
    ],
)
def test_a_unit_that_bears_its_chief_towns_name_is_the_town(kind, people, is_town):
    town = place(31, "Oster", first=10, second=11, people=20_000)
    unit = place(10 if kind == FIRST else 11, "Oster", kind=kind, first=10, second=11, people=people)
    (choice,) = choices([asked("Oster", unit, town)])
    assert (choice.settled is town) == is_town


def test_nothing_asked_is_nothing_found():
    assert choices([]) == []
    (choice,) = choices([asked("Oster")])
    assert choice.places == () and not choice.is_open and choice.settled is None


anywhere = st.builds(
    place,
    st.integers(1, 10**7),
    st.sampled_from(["Oster", "Tolan", "Karsh"]),
    kind=st.sampled_from([COUNTRY, FIRST, SECOND, TOWN]),
    country=st.sampled_from(["AL", "FR", "US", ""]),
    first=st.sampled_from([0, 10, 4331987]),
    second=st.sampled_from([0, 32]),
    people=st.integers(0, 10**9),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
)


@given(
    st.lists(st.builds(lambda c, t: asked("Oster", *c, times=t), st.lists(anywhere, max_size=6), st.integers(1, 99)))
)
def test_shares_add_up_and_nothing_raises(names):
    names = [Asked(key=n.key, candidates=n.candidates, within=(0,)) for n in names]
    for name, choice in zip(names, choices(names), strict=True):
        assert sorted(p.id for p in choice.places) == sorted(p.id for p in name.candidates)
        assert not choice.places or math.fsum(choice.shares) == pytest.approx(1)
        assert list(choice.shares) == sorted(choice.shares, reverse=True)
        assert choice.settled is None or not choice.is_open or choice.settled.kind in (COUNTRY, FIRST, SECOND)


def test_what_is_told_instead_of_a_place_bears_its_name():
    alike = [place(41, "Oster", first=10, people=20_000), place(42, "Oster", country="FR", people=20_000)]
    (choice,) = choices([asked("Oster", *alike)])
    assert (choice.abstains_to, choice.settled) == ("nothing", None)
    (choice,) = choices([asked("Oster", place(43, "Oster", people=900_000), *alike)])
    assert choice.abstains_to == ""
