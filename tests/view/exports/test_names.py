"""Whose name is handed on."""

from dataclasses import replace

import pytest

from reportedly.model.check import problems
from reportedly.model.claim import Entity, EntityType, Party, Place, PlaceRole, Read, Role, Stance, VoiceKind
from reportedly.report import read_text
from reportedly.rules.load import load_rules
from reportedly.view.names import MASK, Names, is_hidden, with_names
from reportedly.view.words import load_words

TEXT = (
    "Oster calm after raid\n\nBy Signe Holt\n\nMayor Tove Ahl said docker Jon Sellin was freed. "
    "SELLIN went home; Ahl did not say where. Oster is quiet."
)


def all_of(quote: str, text: str = TEXT):
    from reportedly.model.values import Span

    found, at = [], text.find(quote)
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return tuple(found)


@pytest.fixture
def read(a_read) -> Read:
    """A mayor, who has an office, and a docker, who has none."""
    report = read_text(TEXT, outlet="The Oster Mail", path="jon-sellin.txt", url="https://example.org/jon-sellin")
    claim = a_read.claims[1]
    (span,) = all_of("docker Jon Sellin was freed")
    (trigger,) = all_of("freed")
    mayor, docker = all_of("Mayor Tove Ahl")[0], all_of("docker Jon Sellin")[0]
    freed = replace(
        claim,
        id=f"c-{report.id.removeprefix('r-')}-1-2-0",
        trigger=trigger,
        span=span,
        sentence=span,
        counts=(),
        loaded=(),
        because=(),
        parties=(Party(role=Role.RECIPIENT, name="docker Jon Sellin", entity="e2", evidence=(docker,)),),
        chain=(
            claim.chain[0],
            replace(
                a_read.claims[0].chain[1],
                name="Mayor Tove Ahl",
                kind=VoiceKind.OFFICIAL,
                stance=Stance.ASSERTS,
                entity="e1",
                evidence=(mayor,),
                cue=(),
            ),
        ),
    )
    return Read(
        report=report,
        entities=(
            Entity(id="e1", name="Tove Ahl", type=EntityType.PERSON, names=("Tove Ahl", "Ahl"), mentions=(mayor,)),
            Entity(id="e2", name="Jon Sellin", type=EntityType.PERSON, names=("Jon Sellin",), mentions=(docker,)),
            Entity(id="e3", name="Oster", type=EntityType.PLACE, names=("Oster",), mentions=all_of("Oster")),
        ),
        claims=(freed,),
        models=a_read.models,
    )


def named(read, names):
    return with_names(read, names, load_rules(), load_words())


def test_a_private_person_is_masked_and_called_by_number(read):
    found = named(read, Names.PUBLIC)
    assert "Sellin" not in found.report.text
    assert "SELLIN" not in found.report.text
    assert "Mayor Tove Ahl said docker ███ ██████ was freed" in found.report.text
    assert found.claims[0].parties[0].name == "docker person 1"
    assert [e.name for e in found.entities] == ["Tove Ahl", "person 1", "Oster"]
    assert [is_hidden(e, found.report.text) for e in found.entities] == [False, True, False]
    assert found.claims[0].chain[1].name == "Mayor Tove Ahl"


def test_offsets_and_promises_hold(read):
    found = named(read, Names.PUBLIC)
    assert len(found.report.text) == len(TEXT)
    assert found.claims[0].span == read.claims[0].span
    assert [p for p in problems(found) if not p.startswith("claims[0]")] == []
    assert found.claims[0].id.split("-")[1] == found.report.id.removeprefix("r-") != read.report.id.removeprefix("r-")


def test_file_and_address_go_with_the_name(read):
    found = named(read, Names.PUBLIC)
    assert (found.report.path, found.report.url) == (None, None)
    assert found.report.source_sha256 != read.report.source_sha256


def test_none_hides_the_mayor_and_the_byline_too(read):
    found = named(read, Names.NONE)
    assert not any(name in found.report.text for name in ("Ahl", "Tove", "Sellin", "Signe", "Holt"))
    assert "Oster is quiet" in found.report.text
    assert {e.name for e in found.entities} == {"person 1", "person 2", "Oster"}
    assert MASK in found.report.text


def test_a_place_that_bears_the_name_is_masked_in_its_field_too(read):
    place = Place(name="Sellin Street", role=PlaceRole.AT, evidence=(read.claims[0].trigger,), within="Oster")
    found = named(replace(read, claims=(replace(read.claims[0], places=(place,)),)), Names.PUBLIC)
    assert [(p.name, p.within) for p in found.claims[0].places] == [("person 1 Street", "Oster")]


def test_all_changes_nothing(read):
    assert named(read, Names.ALL) is read


def test_a_report_without_private_persons_is_left_alone(a_read):
    assert named(a_read, Names.PUBLIC) is a_read


def test_a_name_shared_with_somebody_public_is_masked_only_where_the_private_one_is_meant(read):
    docker, mayor = read.entities[1], read.entities[0]
    shared = replace(read, entities=(replace(mayor, names=("Tove Ahl", "Sellin")), docker))
    text = named(shared, Names.PUBLIC).report.text
    assert "docker ███ ██████ was" in text
    assert "Tove Ahl" in text


def test_odd_names_raise_nothing(read):
    for name in ("", " ", "(", "[a", "\\", "A\nB", "Ⅷ", "x" * 500):
        docker = replace(read.entities[1], name=name, names=(name, name.upper()))
        named(replace(read, entities=(read.entities[0], docker)), Names.NONE)
