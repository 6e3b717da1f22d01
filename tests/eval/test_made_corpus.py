"""The made corpus: the same for a seed, its truth about its own claims, and grouping finds what was planted."""

import bench_group
from made_corpus import Truth, made_reports
from reportedly.corpus.group import grouped

N = 120


def test_a_seed_makes_the_same_reports() -> None:
    once, again = (list(made_reports(N, 3, Truth())) for _ in range(2))
    assert once == again
    assert len({read.report.id for read in once}) == N


def test_triggers_stand_where_the_claims_say() -> None:
    for read in made_reports(N, 3, Truth()):
        for claim in read.claims:
            assert claim.trigger.of(read.report.text) == claim.event.lemma


def test_most_of_what_is_planted_is_found() -> None:
    truth = Truth()
    found = bench_group.scores(truth, grouped(made_reports(N, 3, truth)))
    assert truth.planted
    assert min(found["origins"]) > 0.9  # measured .97 and more on 1,000, see docs/limits.md
    assert found["differs"][1] > 0.8


def test_a_grouping_that_joins_nothing_scores_nothing() -> None:
    truth = Truth()
    reads = list(made_reports(N, 3, truth))
    alone = grouped(reads[:1])
    joined = {c: n for n, c in enumerate(truth.event_of)}
    assert bench_group._pairs(truth.event_of, joined)[1] == 0.0
    assert len(alone.occurrences) == len(reads[0].claims)
