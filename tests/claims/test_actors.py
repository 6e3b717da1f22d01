"""What a party is, and of which country: by modifiers, possessives, phrases, titles, capitals, lists."""

import pytest

from reportedly import claims_of, read_text
from reportedly.model.claim import Role

pytestmark = pytest.mark.parser


def party(text: str, lemma: str, role: Role = Role.ACTOR):
    claims = claims_of(read_text(text), model="none")
    return next(p for c in claims if c.event.lemma == lemma for p in c.parties if p.role is role)


@pytest.mark.parametrize(
    ("text", "lemma", "kind", "countries"),
    [
        pytest.param("Hungarian officials met the mayor.", "meet", "government", ("HU",), id="people-before-the-noun"),
        pytest.param("Chile's navy attacked the port.", "attack", "military", ("CL",), id="possessive"),
        pytest.param("France closed the port. Its army attacked Oster.", "attack", "military", ("FR",), id="its"),
        pytest.param("The police of Albania raided the mill.", "raid", "police", ("AL",), id="of"),
        pytest.param("Rebels in Sudan attacked the port.", "attack", "armed-group", ("SD",), id="in"),
        pytest.param("The Russian army attacked Oster.", "attack", "military", ("RU",), id="body"),
        pytest.param("Tehran rejected the plan.", "reject", "government", ("IR",), id="capital"),
        pytest.param("Dozens of Peruvian miners attacked the gate.", "attack", "union", ("PE",), id="counted"),
        pytest.param(
            "Hungarian and Romanian officials met the mayor.", "meet", "government", ("HU", "RO"), id="two-countries"
        ),
        pytest.param("NATO troops attacked the port.", "attack", "igo", (), id="of-several-countries"),
        pytest.param("Hezbollah attacked the port.", "attack", "armed-group", ("LB",), id="listed"),
        pytest.param("The rebel leader attacked the port.", "attack", "armed-group", (), id="weak-noun"),
        pytest.param("Bosnian Serbs attacked the port.", "attack", None, ("BA",), id="a-people-elsewhere"),
        pytest.param("Ethnic Serbs attacked the port.", "attack", None, (), id="a-people-of-no-state"),
        pytest.param("The Polish guards said they raided the mill.", "raid", None, ("PL",), id="they"),
    ],
)
def test_kind_and_countries(text, lemma, kind, countries):
    found = party(text, lemma)
    assert (found.kind, found.countries) == (kind, countries)
    assert not found.assumed


def test_codes_are_country_and_kind():
    assert party("Hungarian and Romanian officials met the mayor.", "meet").codes == ("HUNGOV", "ROUGOV")
    assert party("NATO troops attacked the port.", "attack").codes == ("IGO",)


def test_the_only_country_is_assumed_for_people_at_home():
    found = party("Police arrested two editors in Hungary.", "arrest")
    assert (found.countries, found.assumed) == (("HU",), True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The president attacked Hungary.", id="that-country-is-the-other-side"),
        pytest.param("Police arrested two editors near Oster.", id="none-is-named"),
        pytest.param("Refugees attacked the port of Hungary.", id="people-from-elsewhere"),
        pytest.param("Police attacked a road between Hungary and Romania.", id="two-are-named"),
    ],
)
def test_nothing_is_assumed(text):
    lemma = "arrest" if "arrested" in text else "attack"
    assert party(text, lemma).countries == ()


def test_every_kind_and_country_has_its_rule():
    claims = claims_of(read_text("Hungarian officials met Polish farmers. Police arrested two men."), model="none")
    for claim in claims:
        rules = {b.field for b in claim.because}
        assert {f"parties.{f}" for f in ("kind", "countries") if any(getattr(p, f) for p in claim.parties)} <= rules
