"""Short invented reports (stories/*.toml) with the claims expected in them. A claim says only what it wants checked.

Keys of a story: id, text, absent (words that must trigger no claim), claim. Keys of a claim: trigger (the words of the
trigger), sentence (a word of its sentence, where the trigger stands in several), event, mode, lemma, status, negated,
actor, recipient (recipient or object), no_actor, voices (all after the report itself), named_voices, stance and speech
of the last voice, day (when.start), until (when.end, not included), place, count, hedges, fails (a known fault).
Names match by whole words, against the words of the report and the name of the entity they stand for.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import reportedly
from reportedly.model.claim import Claim, Read, Role

pytestmark = pytest.mark.parser

FOLDER = Path(__file__).parent / "stories"
CLAIM_KEYS = frozenset(
    {"trigger", "sentence", "event", "mode", "lemma", "status", "negated", "actor", "recipient", "no_actor", "voices"}
    | {"named_voices", "stance", "speech", "day", "until", "place", "count", "hedges", "fails"}
)


def stories():
    for path in sorted(FOLDER.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for story in file["story"]:
            yield path.stem, story | {"published": story.get("published", file["published"])}


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


def names(part: str, whole: str | None) -> bool:
    return whole is not None and re.search(rf"\b{re.escape(part)}\b", whole, re.IGNORECASE) is not None


def namings(found: Read, bearer) -> list[str | None]:
    """The words of a party or voice, and the name of the entity that they stand for."""
    return [bearer.name, *(e.name for e in found.entities if e.id == bearer.entity)]


def has_party(found: Read, claim: Claim, name: str, *roles: Role) -> bool:
    return any(names(name, n) for p in claim.parties if p.role in roles for n in namings(found, p))


def told(found: Read, claim: Claim) -> str:
    """The claim in one line, for the message of a failing test."""
    parties = ", ".join(f"{p.role} {p.name}" for p in claim.parties)
    chain = " <- ".join(str(v.name) for v in claim.chain)
    event = f"{claim.event.type}/{claim.event.mode} {claim.event.lemma}"
    when = f"{claim.when.start}..{claim.when.end}"
    return f"{'not ' * claim.negated}{claim.status} {event} | {parties} | {chain} | {when} | {claim.counts}"


def claim_at(found: Read, wanted) -> Claim:
    text = found.report.text
    hits = [c for c in found.claims if names(wanted["trigger"], c.trigger.of(text))]
    hits = [c for c in hits if wanted.get("sentence", "") in c.sentence.of(text)]
    if not hits:
        pytest.fail(f"no claim at {wanted['trigger']!r}; claims at {[c.trigger.of(text) for c in found.claims]}")
    return hits[-1]  # of two claims on one trigger, the one on the longer chain


@pytest.mark.parametrize(("story", "wanted"), list(expected_claims()))
def test_the_claim_says(story, wanted):
    found = read_story(story)
    claim = claim_at(found, wanted)
    last = claim.chain[-1]
    said = {
        "event": claim.event.type,
        "mode": claim.event.mode,
        "lemma": claim.event.lemma,
        "status": claim.status.value,
        "negated": claim.negated,
        "stance": last.stance.value,
        "speech": last.speech.value,
        "day": (claim.when.start or "")[:10],
        "until": (claim.when.end or "")[:10],
        "hedges": [s.of(found.report.text) for s in claim.hedges],
    }
    wrong = {key: (wanted[key], value) for key, value in said.items() if key in wanted and wanted[key] != value}
    if "actor" in wanted and not has_party(found, claim, wanted["actor"], Role.ACTOR):
        wrong["actor"] = (wanted["actor"], "not among the parties")
    if "recipient" in wanted and not has_party(found, claim, wanted["recipient"], Role.RECIPIENT, Role.OBJECT):
        wrong["recipient"] = (wanted["recipient"], "not among the parties")
    if wanted.get("no_actor") and any(p.role is Role.ACTOR for p in claim.parties):
        wrong["no_actor"] = (True, "there is one")
    for key, voices in (("voices", claim.chain[1:]), ("named_voices", [v for v in claim.chain[1:] if v.name])):
        if key in wanted and not (
            len(voices) == len(wanted[key])
            and all(any(names(w, n) for n in namings(found, v)) for w, v in zip(wanted[key], voices, strict=True))
        ):
            wrong[key] = (wanted[key], [v.name for v in voices])
    if "place" in wanted and not any(names(wanted["place"], p.name) for p in claim.places):
        wrong["place"] = (wanted["place"], [p.name for p in claim.places])
    if "count" in wanted:
        counts = [{"of": c.of, "at_least": c.at_least, "at_most": c.at_most} for c in claim.counts]
        if {"at_most": None} | wanted["count"] not in counts:
            wrong["count"] = (wanted["count"], counts)
    assert not wrong, f"(expected, found): {wrong}; the claim: {told(found, claim)}"


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
