"""Which event lies before or after which other, where the words between them say so."""

import pytest

from reportedly.model.check import problems
from reportedly.model.claim import Bound
from reportedly.model.wire import from_json, to_json
from reportedly.pipeline import read
from reportedly.report import read_text

pytestmark = pytest.mark.parser


def orders(text):
    """(trigger, bound, other's trigger, words) of every bound."""
    found = read(read_text(text, published="2024-03-06"), model="none")
    assert problems(found) == []
    assert from_json(to_json(found, rules_digest="sha256:" + "0" * 64)) == found
    by_id = {claim.id: claim.trigger.of(text) for claim in found.claims}
    return [
        (claim.trigger.of(text), order.bound, by_id[order.claim], order.evidence[0].of(text))
        for claim in found.claims
        for order in claim.order
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The men fled after police raided the camp.", ("fled", Bound.AFTER, "raided", "after")),
        ("The men fled shortly after the raid.", ("fled", Bound.AFTER, "raid", "shortly after")),
        ("The men fled hours after police raided the camp.", ("fled", Bound.AFTER, "raided", "hours after")),
        ("Following the raid on the camp, residents fled.", ("fled", Bound.AFTER, "raid", "Following")),
        ("Guards attacked a crowd before the mayor resigned.", ("attacked", Bound.BEFORE, "resigned", "before")),
        (
            "The men have protested since police raided the camp.",
            ("protested", Bound.SINCE, "raided", "since"),
        ),
        ("The men protested until police raided the camp.", ("protested", Bound.UNTIL, "raided", "until")),
    ],
)
def test_a_word_between_two_events_is_a_bound(text, expected):
    assert orders(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The men fled since police raided the camp.",  # a reason
        "The men fled after lunch and police raided the camp.",
        "Police raided the camp. The men fled on Monday.",
    ],
)
def test_other_words_are_none(text):
    assert orders(text) == []
