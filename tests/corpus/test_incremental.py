"""Reports that come in lots, in any order, are grouped as if they had come at once."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from made import claim, killed, read, report, town, voice

from reportedly.corpus.group import Grouping, grouped
from reportedly.corpus.sketch import sketch_of
from reportedly.model.claim import Read, Status

SENTENCES = (
    "Officers of the harbour guard raided the warehouse of the Lantern Society before the bells of Durrell rang.",
    "Neighbours said the guard had raided three sheds and a chapel beyond the canal, and left the doors wide open.",
    "The union of pilots will march from the customs house to the lighthouse if the gates stay closed until Friday.",
    "A clerk who was there counted nine boats without lamps and one with its engine still warm to the touch.",
    "Write to our desk with what you saw, and we will leave out your name and street unless you tell us otherwise.",
    "The society was founded by retired sailors who wanted a library, a soup kitchen and a school for the night.",
)
OUTLETS = ("Gazette", "Courier", "Bell", None)


@st.composite
def reads(draw: st.DrawFn) -> Read:
    """Some of the sentences; what they say of raids and marches varies."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
    day = draw(st.sampled_from((None, "2024-03-04", "2024-03-05", "2024-05-01")))
    made = report("\n".join(chosen), outlet=draw(st.sampled_from(OUTLETS)), published=day)
    claims = []
    for words, lemma in (("raided the", "raid"), ("raided three", "raid"), ("march", "march")):
        if words in made.text:
            claims.append(
                claim(
                    made,
                    words,
                    lemma,
                    status=draw(st.sampled_from((Status.HAPPENED, Status.PLANNED, Status.DENIED))),
                    actor=draw(st.sampled_from((None, "Harbour Guard", "Pilots Union"))),
                    day=draw(st.sampled_from((None, "2024-03-04", "2024-03-09"))),
                    places=draw(st.sampled_from(((), (town("Durrell"),), (town("Oster"),)))),
                    counts=draw(st.sampled_from(((), (killed(3),), (killed(9, 12),)))),
                    chain=draw(st.sampled_from(((), (voice("Ministry of Ports"),)))),
                )
            )
    return read(made, claims, rests_on=draw(st.sampled_from((None, None, "Reuters"))))


@settings(max_examples=40, deadline=None)
@given(
    found=st.lists(reads(), max_size=14, unique_by=lambda r: r.report.id), cuts=st.lists(st.integers(0, 14), max_size=3)
)
def test_in_lots_as_at_once(found: list[Read], cuts: list[int]) -> None:
    grouping = Grouping()
    edges = [0, *sorted(cuts), len(found)]
    for start, end in pairwise(edges):
        grouping.add(map(sketch_of, found[start:end]))
        grouping.grouped()  # what is found in between must leave no trace
    assert grouping.grouped() == grouped(reversed(found))


def test_a_report_that_is_there_already_changes_nothing() -> None:
    made = report(SENTENCES[0], outlet="Bell")
    one = sketch_of(read(made, [claim(made, "raided", "raid")]))
    grouping = Grouping()
    assert grouping.add([one]) == 1
    before = grouping.grouped()
    assert grouping.add([one]) == 0
    assert grouping.grouped() == before


def test_every_claim_stands_in_one_occurrence_and_has_one_origin() -> None:
    made = [report(text, outlet="Bell") for text in SENTENCES[:2]]
    found = grouped(read(one, [claim(one, "raided", "raid")]) for one in made)
    ids = {f"c-{one.id[2:]}" for one in made}
    assert {claim_id.rsplit("-", 3)[0] for claim_id in found.origin_of_claim} == ids
    assert sorted(c for o in found.occurrences for c in o.claim_ids) == sorted(found.origin_of_claim)
    assert set(found.origin_of_claim.values()) <= {origin.id for origin in found.origins}
