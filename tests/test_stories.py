"""Short invented reports (stories/*.toml) with the claims expected in them. A claim says only what it wants checked.

The keys of stories and claims, and how names are compared: eval/story_files.py.
"""

import sys
from functools import cache
from pathlib import Path

import pytest

import reportedly
from reportedly.model.claim import Read

sys.path.insert(0, str(Path(__file__).parents[1] / "eval"))  # not installed: found beside the package

from story_files import CLAIM_KEYS, differences, stories

pytestmark = pytest.mark.parser


def expected_claims():
    for stem, story in stories():
        for claim in story["claim"]:
            marks = [pytest.mark.xfail(strict=True, reason=claim["fails"])] if "fails" in claim else []
            yield pytest.param(story, claim, id=f"{stem}/{story['id']}/{claim['trigger']}", marks=marks)


@cache
def read(text: str, published: str) -> Read:
    return reportedly.read(reportedly.read_text(text, published=published))


def read_story(story) -> Read:
    return read(story["text"].lstrip("\n"), story["published"])


@pytest.mark.parametrize(("story", "wanted"), list(expected_claims()))
def test_the_claim_says(story, wanted):
    assert differences(read_story(story), wanted) == {}


@pytest.mark.parametrize("story", [pytest.param(s, id=f"{stem}/{s['id']}") for stem, s in stories() if "absent" in s])
def test_words_that_only_hand_over_are_no_event(story):
    found = read_story(story)
    triggers = {c.trigger.of(found.report.text) for c in found.claims}
    assert not triggers & set(story["absent"])


def test_story_files_have_no_misspelt_keys_and_no_id_twice():
    ids = [f"{stem}/{story['id']}" for stem, story in stories()]
    assert len(ids) == len(set(ids))
    unknown = {key for _, story in stories() for claim in story["claim"] for key in claim} - CLAIM_KEYS
    assert not unknown
