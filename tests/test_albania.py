"""The acceptance report, ../shared/reports/albania-2023-09-03.txt, read where it lies: its text is not ours to keep."""

from pathlib import Path

import pytest

import reportedly
from reportedly.model.claim import Role, Speech, Status
from reportedly.model.report import Part, PublishedFrom

PATH = Path(__file__).parents[2] / "shared" / "reports" / "albania-2023-09-03.txt"
pytestmark = [
    pytest.mark.parser,
    pytest.mark.skipif(not PATH.exists(), reason="needs the checkout that has ../shared beside it"),
]


@pytest.fixture(scope="module")
def read():
    return reportedly.read(reportedly.read_text(PATH.read_text(encoding="utf-8"), path=PATH.name))


def claims(read, lemma):
    return [c for c in read.claims if c.event.lemma == lemma]


def words(read, spans):
    return " ".join(s.of(read.report.text) for s in spans)


def entity(read, party_or_voice):
    return next((e.name for e in read.entities if e.id == party_or_voice.entity), None)


def who(read, claim, role):
    return [p.name for p in claim.parties if p.role is role]


def test_publication_and_dateline(read):
    report = read.report
    assert (report.published, report.published_from) == ("2023-09-03T22:58", PublishedFrom.TEXT)
    assert report.dateline is not None and report.dateline.place is not None
    assert report.dateline.place.of(report.text) == "TEHRAN"


@pytest.mark.parametrize(("part", "ending"), [(Part.SIGNOFF, "PA"), (Part.BOILERPLATE, "Comment")])
def test_what_is_not_body_is_outside_it(read, part, ending):
    found = [p.span.of(read.report.text) for p in read.report.parts if p.part is part]
    assert len(found) == 1 and found[0].endswith(ending)


def test_one_entity_for_the_group(read):
    named = [e for e in read.entities if {"MKO", "Mujahedin-e-Khalq"} & set(e.names)]
    assert len(named) == 1 and {"MKO", "Mujahedin-e-Khalq"} <= set(named[0].names)


def test_planned_transfer_on_the_word_of_tasnim(read):
    first = claims(read, "transfer")[0]
    assert first.status is Status.PLANNED
    assert [v.name for v in first.chain] == [None, "Tasnim"]
    assert "Mujahedin-e-Khalq" in who(read, first, Role.ACTOR)[0]


def test_refusal_of_france(read):
    claim = claims(read, "refuse")[0]
    assert (claim.event.type, claim.status) == ("REJECT", Status.HAPPENED)
    assert who(read, claim, Role.ACTOR) == ["France"]


def test_ban_in_august(read):
    claim = claims(read, "ban")[0]
    assert claim.status is Status.HAPPENED
    assert (claim.when.start, claim.when.end) == ("2023-08-01", "2023-09-01")
    assert any("Rajavi" in n for n in who(read, claim, Role.RECIPIENT))


def test_flight_in_late_june(read):
    claim = claims(read, "flee")[0]
    assert (claim.event.type, claim.event.mode, claim.status) == ("MOVE", "flee", Status.HAPPENED)
    assert (claim.when.start, claim.when.end) == ("2023-06-21", "2023-07-01")
    assert {(p.name, p.role.value) for p in claim.places} == {("Albania", "ORIGIN"), ("France", "DESTINATION")}


def test_raid(read):
    claim = claims(read, "raid")[0]
    assert (claim.event.type, claim.event.mode, claim.status) == ("COERCE", "seize", Status.HAPPENED)
    assert "police" in who(read, claim, Role.ACTOR)[0]
    assert "camp" in who(read, claim, Role.RECIPIENT)[0]


def test_devices_seized(read):
    count = claims(read, "seize")[0].counts[0]
    assert (count.of, count.at_least, count.at_most) == ("seized", 150, 150)


@pytest.mark.parametrize(("lemma", "of", "at_least"), [("kill", "killed", 1), ("injure", "injured", 12)])
def test_casualties_are_ranges(read, lemma, of, at_least):
    count = claims(read, lemma)[0].counts[0]
    assert (count.of, count.at_least, count.at_most) == (of, at_least, None)


def test_feared_hand_over_is_possible_on_the_word_of_the_group(read):
    claim = claims(read, "turn in")[0]
    assert claim.status is Status.POSSIBLE
    assert entity(read, claim.chain[-1]) == entity(read, claims(read, "transfer")[0].parties[0])


def test_posts_in_recent_weeks_have_no_day(read):
    claim = claims(read, "set up")[0]
    assert (claim.event.type, claim.event.mode) == ("COERCE", "restrict")
    assert "recent weeks" in words(read, claim.when.evidence)
    assert claim.when.start is None


def test_internet_cut(read):
    claim = claims(read, "cut off")[0]
    assert (claim.event.type, claim.event.mode) == ("COERCE", "withhold")


def test_prime_minister_by_way_of_spiegel(read):
    claim = next(c for c in read.claims if len(c.chain) == 3 and c.chain[1].name and "Spiegel" in c.chain[1].name)
    assert "Rama" in (claim.chain[2].name or "")
    assert claim.chain[2].speech is Speech.INDIRECT and claim.negated


def test_direct_quotation_of_the_prime_minister(read):
    wage = next(c for c in read.claims if c.chain[-1].speech is Speech.DIRECT)
    assert entity(read, wage.chain[-1]) is not None and "Rama" in entity(read, wage.chain[-1])
    assert wage.negated
