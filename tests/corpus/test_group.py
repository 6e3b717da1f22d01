"""What many reports are grouped into, seen through the one entry that everybody calls."""

import random

import pytest
from made import claim, killed, read, report, town, voice

from reportedly.corpus.group import Grouped, grouped
from reportedly.model.claim import Read, Status, VoiceKind
from reportedly.model.corpus import Difference, Kinship

WIRE = (
    "Officers of the harbour guard raided the warehouse of the Lantern Society in Durrell on Monday morning, two "
    "clerks of the town hall said.\nThe guard carried away forty crates of ledgers and led twelve bookkeepers to "
    "waiting vans, while neighbours watched from the roofs of the old cannery.\nThe society, founded by retired "
    "sailors in 2009, runs a library, a soup kitchen and a night school near the quay.\n"
)
OWN_WORDS = (
    "Shutters stayed closed along the quay of Durrell, where the Lantern Society's warehouse was raided on Monday.\n"
    "Bakers said they had heard engines before dawn and then nothing for an hour."
)


def raid(text: str, outlet: str, **given: object) -> Read:
    """A report that says the guard raided the society's warehouse."""
    made = report(text, outlet=outlet)
    chain = given.pop("chain", ())
    rests_on = given.pop("rests_on", None)
    facts = dict(actor="Harbour Guard", recipient="Lantern Society", day="2024-03-04", places=(town("Durrell"),))
    return read(made, [claim(made, "raided", "raid", chain=chain, **{**facts, **given})], rests_on=rests_on)


def only(found: Grouped, n_claims: int):
    (occurrence,) = [o for o in found.occurrences if len(o.claim_ids) == n_claims]
    return occurrence


def test_a_copy_does_not_count_twice() -> None:
    found = grouped([raid(WIRE, "Gazette"), raid("By our staff\n" + WIRE, "Courier"), raid(OWN_WORDS, "Bell")])
    occurrence = only(found, 3)
    assert len(occurrence.report_ids) == 3
    assert len(occurrence.origin_ids) == 2


def test_a_copy_tells_which_passages_it_shares() -> None:
    one, other = raid(WIRE, "Gazette"), raid("By our staff\n" + WIRE, "Courier")
    (origin,) = [o for o in grouped([one, other]).origins if len(o.report_ids) == 2]
    (passage,) = origin.passages
    texts = {r.report.id: r.report.text for r in (one, other)}
    assert passage.span.of(texts[passage.report_id]) == passage.other_span.of(texts[passage.other_id])
    assert origin.kinship in (Kinship.COPIED, Kinship.IDENTICAL)


def test_a_text_inside_a_longer_one_gives_only_the_claims_that_stand_in_it() -> None:
    made = report(WIRE + OWN_WORDS.replace("was raided", "was stormed") * 4, outlet="Courier")
    longer = read(made, [claim(made, "raided", "raid"), claim(made, "stormed", "storm")])
    short = raid(WIRE, "Gazette")
    found = grouped([short, longer])
    in_wire, own = (found.origin_of_claim[c.id] for c in longer.claims)
    assert in_wire == found.origin_of_claim[short.claims[0].id]
    assert own != in_wire


def test_two_texts_that_rest_on_one_agency_count_once() -> None:
    found = grouped([raid(WIRE, "Gazette", rests_on="Reuters"), raid(OWN_WORDS, "Bell", rests_on="Reuters")])
    occurrence = only(found, 2)
    (origin_id,) = occurrence.origin_ids
    (origin,) = [o for o in found.origins if o.id == origin_id]
    assert (origin.kinship, origin.name) == (Kinship.CREDITED, "Reuters")


def test_two_texts_that_rest_on_one_statement_count_once() -> None:
    ministry = voice("Ministry of Ports")
    found = grouped([raid(WIRE, "Gazette", chain=(ministry,)), raid(OWN_WORDS, "Bell", chain=(ministry,))])
    assert len(only(found, 2).origin_ids) == 1


def test_an_agency_and_whoever_cites_it_count_once() -> None:
    agency = voice("Reuters", VoiceKind.AGENCY)
    found = grouped([raid(WIRE, "Reuters"), raid(OWN_WORDS, "Bell", chain=(agency,))])
    assert len(only(found, 2).origin_ids) == 1


def test_words_that_a_house_prints_under_everything_make_no_origin() -> None:
    house = "\nWrite to our editors with what you have seen, and we will hold your name back if you ask us to do so."
    stories = [f"Story {n}: {word} was found by the {word} keeper of Durrell." for n, word in enumerate("abcdefg")]
    found = grouped([read(report(story + house, outlet="Bell")) for story in stories])
    assert not [o for o in found.origins if len(o.report_ids) > 1]


@pytest.mark.parametrize(
    ("of_one", "of_other", "field", "values"),
    [
        pytest.param({"counts": (killed(12),)}, {"counts": (killed(20),)}, "counts.killed", ["12", "20"], id="counts"),
        pytest.param({}, {"status": Status.DENIED}, "status", ["DENIED", "HAPPENED"], id="denied"),
        pytest.param({}, {"places": (town("Oster"),)}, "places", ["Durrell", "Oster"], id="town"),
    ],
)
def test_what_cannot_both_hold_is_a_disagreement(of_one, of_other, field, values) -> None:
    found = grouped([raid(WIRE, "Gazette", **of_one), raid(OWN_WORDS, "Bell", **of_other)])
    (disagreement,) = only(found, 2).disagreements
    assert (disagreement.field, disagreement.difference) == (field, Difference.DIFFERS)
    assert [p.value for p in disagreement.positions] == values


def test_ranges_that_meet_are_no_disagreement() -> None:
    found = grouped([raid(WIRE, "Gazette", counts=(killed(12),)), raid(OWN_WORDS, "Bell", counts=(killed(10, 15),))])
    assert only(found, 2).disagreements == ()


def test_a_later_figure_of_the_same_outlet_is_an_update() -> None:
    early = raid(WIRE, "Gazette", counts=(killed(12),))
    made = report(OWN_WORDS, outlet="Gazette", published="2024-03-05")
    late = read(
        made,
        [
            claim(
                made,
                "raided",
                "raid",
                actor="Harbour Guard",
                recipient="Lantern Society",
                day="2024-03-04",
                places=(town("Durrell"),),
                counts=(killed(20),),
            )
        ],
    )
    (disagreement,) = only(grouped([early, late]), 2).disagreements
    assert disagreement.difference is Difference.UPDATED


def test_planned_and_happened_are_two_stages_of_one_thing() -> None:
    found = grouped([raid(WIRE, "Gazette", status=Status.PLANNED), raid(OWN_WORDS, "Bell")])
    planned, done = sorted(found.occurrences, key=lambda o: o.status, reverse=True)
    assert planned.stage_ids == (done.id,) and done.stage_ids == (planned.id,)


def test_the_order_in_which_reports_come_leaves_no_trace() -> None:
    reads = [raid(WIRE, "Gazette"), raid("By our staff\n" + WIRE, "Courier"), raid(OWN_WORDS, "Bell")]
    first = grouped(reads)
    for seed in range(5):
        random.Random(seed).shuffle(reads)
        assert grouped(reads) == first


def test_nothing_is_grouped_into_nothing() -> None:
    assert grouped([]) == Grouped(origins=(), origin_of_claim={}, occurrences=())
