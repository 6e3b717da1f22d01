"""Records made by hand, for tests that need no parser, and the command line called in this process."""

import hashlib
import sys
from dataclasses import replace

import pytest

from reportedly import cli
from reportedly.model.claim import (
    Basis,
    Because,
    Claim,
    Count,
    Entity,
    EntityType,
    Event,
    Grain,
    Loaded,
    Party,
    Place,
    PlaceRole,
    Precision,
    Read,
    Role,
    Speech,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
)
from reportedly.model.report import Dateline, Part, PartSpan, PublishedFrom, Report
from reportedly.model.values import Span

pytest_plugins = ["stored_corpus"]  # a corpus of such records

FRONT = "The Harbour Front"
TITLE = "Harbour Front to move its offices"
BODY = (
    "The Harbour Front will reportedly move its offices to Tavria next week, Radio Oster said, citing two officials. "
    "At least 3 of the terrorists were hurt."
)
TEXT = f"{TITLE}\n\nOSTER - {BODY}"


def words(quote: str, text: str = TEXT) -> Span:
    """The span of the first such words."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def voice(name, kind, stance=Stance.ASSERTS, entity=None, cue=None):
    return Voice(
        name=name,
        kind=kind,
        named=entity is not None,
        stance=stance,
        speech=Speech.INDIRECT,
        entity=entity,
        evidence=(words(name),),
        cue=(words(cue),) if cue else (),
    )


THE_REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


@pytest.fixture
def run(monkeypatch, capfd):
    """Calls the command line in this process: (exit code, stdout, stderr)."""

    def call(*arguments) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
        try:
            cli.main()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def a_report() -> Report:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Report(
        id="r-" + hashlib.sha256(b"The Oster Mail\0" + TEXT.encode()).hexdigest()[:16],
        text=TEXT,
        text_sha256=digest,
        source_sha256=digest,
        path="harbour.txt",
        outlet="The Oster Mail",
        title=words(TITLE),
        dateline=Dateline(span=words("OSTER - "), place=words("OSTER")),
        published="2024-03-06T09:30",
        published_from=PublishedFrom.METADATA,
        parts=(
            PartSpan(part=Part.HEADLINE, span=words(TITLE)),
            PartSpan(part=Part.DATELINE, span=words("OSTER - ")),
            PartSpan(part=Part.BODY, span=words(BODY)),
        ),
    )


@pytest.fixture
def a_read(a_report) -> Read:
    first, second = BODY.split(". ")
    plan = Claim(
        id="c-0123456789abcdef-plan",
        event=Event(type="MOVE", mode="relocate", cameo=None, lemma="move", ours=True),
        trigger=Span(words("reportedly move").end - len("move"), words("reportedly move").end),
        span=words(first),
        sentence=words(f"{first}."),
        status=Status.PLANNED,
        hedges=(words("reportedly"),),
        chain=(
            THE_REPORT,
            voice("Radio Oster", VoiceKind.AGENCY, entity="e2", cue="said"),
            voice("two officials", VoiceKind.OFFICIAL, cue="citing"),
        ),
        parties=(Party(role=Role.ACTOR, name=FRONT, entity="e1", evidence=(words(FRONT),)),),
        when=When(
            start="2024-03-11",
            end="2024-03-18",
            grain=Grain.WEEK,
            basis=Basis.COUNTED,
            anchor="2024-03-06",
            evidence=(words("next week"),),
        ),
        places=(
            Place(
                name="Tavria",
                role=PlaceRole.DESTINATION,
                evidence=(words("Tavria"),),
                precision=Precision.UNKNOWN,
            ),
        ),
        because=(
            Because(field="event", rule="en/events/move.relocate", evidence=(words("move its"),)),
            Because(field="status", rule="en/status/will.modal", evidence=(words("will"),)),
            Because(field="hedges", rule="en/hedges/reportedly", evidence=(words("reportedly"),)),
            Because(field="chain", rule="en/attribution/say.verb", evidence=(words("said"),)),
            Because(field="parties", rule="en/events/move.relocate", evidence=(words(FRONT),)),
            Because(field="when", rule="en/time/next", evidence=(words("next week"),)),
            Because(field="places", rule="en/places/to", evidence=(words("Tavria"),)),
        ),
    )
    hurt = Claim(
        id="c-0123456789abcdef-hurt",
        event=Event(type="ASSAULT", mode=None, cameo="18", lemma="hurt", ours=False),
        trigger=words("hurt"),
        span=words(second.rstrip(".")),
        sentence=words(second),
        status=Status.HAPPENED,
        chain=(THE_REPORT,),
        when=When(start=None, end="2024-03-07", grain=Grain.UNKNOWN, basis=Basis.ASSUMED),
        counts=(Count(of="injured", unit="terrorists", at_least=3, at_most=None, evidence=(words("At least 3"),)),),
        loaded=(Loaded(rule="en/loaded/terrorist", span=words("terrorists")),),
        because=(
            Because(field="event", rule="en/events/assault.hurt", evidence=(words("hurt"),)),
            Because(field="status", rule="en/status/form.past", evidence=(words("were hurt"),)),
            Because(field="counts", rule="en/counts/at-least", evidence=(words("At least 3"),)),
        ),
    )
    return Read(
        report=a_report,
        entities=(
            Entity(
                id="e1",
                name="Harbour Front",
                type=EntityType.ORGANISATION,
                names=("Harbour Front",),
                mentions=(words("Harbour Front"),),
            ),
            Entity(id="e2", name="Radio Oster", type=EntityType.OUTLET, names=("Radio Oster",)),
        ),
        claims=(plan, hurt),
        models=(("en_core_web_md", "3.8.0"),),
    )


@pytest.fixture
def with_claim(a_read):
    """The same record, fields of one of its claims replaced: with_claim(0, negated=True)."""

    def changed(i: int, **fields) -> Read:
        claims = list(a_read.claims)
        claims[i] = replace(claims[i], **fields)
        return replace(a_read, claims=tuple(claims))

    return changed
