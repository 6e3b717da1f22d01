"""The stories of tests/stories: short invented reports, the claims expected in them, and what differs in ours.

Keys of a story: id, text, absent (words that must trigger no claim), claim. Keys of a claim: trigger (the words of the
trigger), sentence (a word of its sentence, where the trigger stands in several), event, mode, lemma, status, negated,
actor, recipient (recipient or object), no_actor, voices (all after the report itself), named_voices, stance and speech
of the last voice, day (when.start), until (when.end, not included), place, count, hedges, fails (a known fault).
Names match by whole words, against the words of the report and the name of the entity they stand for.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.model.claim import Claim, Party, Read, Role, Voice

FOLDER = Path(__file__).parents[1] / "tests" / "stories"
CLAIM_KEYS = frozenset(
    {"trigger", "sentence", "event", "mode", "lemma", "status", "negated", "actor", "recipient", "no_actor", "voices"}
    | {"named_voices", "stance", "speech", "day", "until", "place", "count", "hedges", "fails"}
)
Story = dict[str, Any]


def stories() -> Iterator[tuple[str, Story]]:
    """(file, story) for every story; `style` and `published` of the file hold for its stories."""
    for path in sorted(FOLDER.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for story in file["story"]:
            yield path.stem, {"style": file.get("style"), "published": file["published"]} | story


def story_records() -> list[Story]:
    """The stories written as a reader would tell them, before any output was seen: those that have a style."""
    return [story | {"id": f"{stem}/{story['id']}"} for stem, story in stories() if story["style"]]


def differences(found: Read, wanted: Story) -> dict[str, tuple[object, object]]:
    """What the claim at the wanted trigger says otherwise: {key: (wanted, ours)}; {"trigger": ...} where none is there.

    Of two claims on one trigger, the one on the longer chain is compared.
    """
    text = found.report.text
    hits = [c for c in found.claims if _names(wanted["trigger"], c.trigger.of(text))]
    hits = [c for c in hits if wanted.get("sentence", "") in c.sentence.of(text)]
    if not hits:
        return {"trigger": (wanted["trigger"], [c.trigger.of(text) for c in found.claims])}
    claim = hits[-1]
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
        "hedges": [s.of(text) for s in claim.hedges],
    }
    wrong = {key: (wanted[key], value) for key, value in said.items() if key in wanted and wanted[key] != value}
    return wrong | _wrong_parties(found, claim, wanted) | _wrong_lists(found, claim, wanted)


def _wrong_parties(found: Read, claim: Claim, wanted: Story) -> dict[str, tuple[object, object]]:
    wrong: dict[str, tuple[object, object]] = {}
    named = [p.name for p in claim.parties]
    if "actor" in wanted and not _has_party(found, claim, wanted["actor"], Role.ACTOR):
        wrong["actor"] = (wanted["actor"], named)
    if "recipient" in wanted and not _has_party(found, claim, wanted["recipient"], Role.RECIPIENT, Role.OBJECT):
        wrong["recipient"] = (wanted["recipient"], named)
    if wanted.get("no_actor") and any(p.role is Role.ACTOR for p in claim.parties):
        wrong["no_actor"] = (True, named)
    return wrong


def _wrong_lists(found: Read, claim: Claim, wanted: Story) -> dict[str, tuple[object, object]]:
    wrong: dict[str, tuple[object, object]] = {}
    for key, voices in (("voices", claim.chain[1:]), ("named_voices", [v for v in claim.chain[1:] if v.name])):
        if key in wanted and not (
            len(voices) == len(wanted[key])
            and all(any(_names(w, n) for n in _namings(found, v)) for w, v in zip(wanted[key], voices, strict=True))
        ):
            wrong[key] = (wanted[key], [v.name for v in voices])
    if "place" in wanted and not any(_names(wanted["place"], p.name) for p in claim.places):
        wrong["place"] = (wanted["place"], [p.name for p in claim.places])
    if "count" in wanted:
        counts = [{"of": c.of, "at_least": c.at_least, "at_most": c.at_most} for c in claim.counts]
        if {"at_most": None} | wanted["count"] not in counts:
            wrong["count"] = (wanted["count"], counts)
    return wrong


def _names(part: str, whole: str | None) -> bool:
    return whole is not None and re.search(rf"\b{re.escape(part)}\b", whole, re.IGNORECASE) is not None


def _namings(found: Read, bearer: Party | Voice) -> list[str | None]:
    """The words of a party or voice, and the name of the entity that they stand for."""
    return [bearer.name, *(e.name for e in found.entities if e.id == bearer.entity)]


def _has_party(found: Read, claim: Claim, name: str, *roles: Role) -> bool:
    return any(_names(name, n) for p in claim.parties if p.role in roles for n in _namings(found, p))
