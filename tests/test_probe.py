"""The probe: nine sentences that coders in wide use turn into one and the same row. We must tell them apart.

What each claim says is in stories/probe.toml; here is what holds between them.
"""

from functools import cache
from itertools import combinations

import pytest

import reportedly
from reportedly.model.claim import Claim

pytestmark = pytest.mark.parser

ABOUT_SYRIA = {
    "fact": "Israel attacked Syria on Monday.",
    "negated": "Israel did not attack Syria.",
    "denied": "Israel denied attacking Syria.",
    "planned": "Israel will attack Syria next week.",
    "possible": "Israel may attack Syria.",
    "hedged": "Israel reportedly attacked Syria.",
    "hypothetical": "If Israel attacks Syria, Iran will protest.",
}
SAID = "Syria said Israel attacked Lebanon."
ACCORDING = "According to Syria, Israel attacked Lebanon."


@cache
def attack_in(sentence: str) -> Claim:
    """The one claim about the attack."""
    report = reportedly.read_text(sentence, published="2024-03-06")
    (claim,) = [c for c in reportedly.claims_of(report) if c.event.lemma == "attack"]
    return claim


def how_it_is_put(sentence: str):
    """What a coder's row leaves out: status, negation, hedges and voices, in words."""
    claim = attack_in(sentence)
    hedges = tuple(s.of(sentence) for s in claim.hedges)
    return claim.status, claim.negated, hedges, tuple((v.name, v.kind, v.stance) for v in claim.chain)


def what_is_said(sentence: str):
    claim = attack_in(sentence)
    return claim.event, tuple((p.role, p.name) for p in claim.parties)


@pytest.mark.parametrize(("one", "other"), [pytest.param(a, b, id=f"{a}-{b}") for a, b in combinations(ABOUT_SYRIA, 2)])
def test_what_differs_in_words_differs_in_the_claim(one, other):
    assert how_it_is_put(ABOUT_SYRIA[one]) != how_it_is_put(ABOUT_SYRIA[other])


@pytest.mark.parametrize("other", [k for k in ABOUT_SYRIA if k != "fact"])
def test_the_event_itself_is_the_same_throughout(other):
    assert what_is_said(ABOUT_SYRIA[other]) == what_is_said(ABOUT_SYRIA["fact"])


def test_word_order_of_the_attribution_makes_no_difference():
    assert how_it_is_put(SAID) == how_it_is_put(ACCORDING)
    assert what_is_said(SAID) == what_is_said(ACCORDING)


def test_on_another_word_is_another_claim():
    assert how_it_is_put(SAID) != how_it_is_put("Israel attacked Lebanon.")


def test_every_claim_stands_on_its_words():
    for sentence in (*ABOUT_SYRIA.values(), SAID, ACCORDING):
        claim = attack_in(sentence)
        assert claim.trigger.of(sentence).startswith("attack")
        assert all(e.of(sentence) == p.name for p in claim.parties for e in p.evidence)
