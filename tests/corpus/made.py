"""Reports made without a parser: a text, and claims as the test wants them."""

from collections.abc import Sequence

from reportedly.model.claim import (
    Basis,
    Claim,
    Count,
    Entity,
    EntityType,
    Event,
    Grain,
    Party,
    Place,
    PlaceRole,
    Precision,
    Read,
    RestsOn,
    Role,
    Speech,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
)
from reportedly.model.report import Report
from reportedly.model.values import Span
from reportedly.report import read_text

THE_REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


def voice(name: str, kind: VoiceKind = VoiceKind.GOVERNMENT, *, stance: Stance = Stance.ASSERTS) -> Voice:
    return Voice(name=name, kind=kind, named=True, stance=stance, speech=Speech.INDIRECT, entity=name)


def killed(low: int, high: int | None = None) -> Count:
    return Count(of="killed", unit="people", at_least=low, at_most=low if high is None else high, evidence=())


def town(name: str, country: str = "AL") -> Place:
    return Place(name=name, role=PlaceRole.AT, evidence=(), country=country, precision=Precision.CITY)


def claim(
    report: Report,
    words: str,
    lemma: str,
    *,
    type: str = "COERCE",
    mode: str | None = "seize",
    status: Status = Status.HAPPENED,
    negated: bool = False,
    actor: str | None = None,
    recipient: str | None = None,
    day: str | None = None,
    places: tuple[Place, ...] = (),
    counts: tuple[Count, ...] = (),
    chain: tuple[Voice, ...] = (),
) -> Claim:
    """A claim whose trigger is `words`, which stand in the report; the sentence is the paragraph around them."""
    start = report.text.index(words)
    sentence_start = report.text.rfind("\n", 0, start) + 1
    sentence_end = report.text.find("\n", start)
    sentence = Span(sentence_start, sentence_end if sentence_end > 0 else len(report.text))
    parties = [(Role.ACTOR, actor), (Role.RECIPIENT, recipient)]
    return Claim(
        id=f"c-{report.id[2:]}-{start}-{start + len(words)}-{len(chain)}",
        event=Event(type=type, mode=mode, cameo=None, lemma=lemma, ours=False),
        trigger=Span(start, start + len(words)),
        span=sentence,
        sentence=sentence,
        status=status,
        negated=negated,
        chain=(THE_REPORT, *chain),
        parties=tuple(Party(role=role, name=name, entity=name, evidence=()) for role, name in parties if name),
        when=When(
            start=day,
            end=f"{day}T23:59" if day else None,
            grain=Grain.DAY if day else Grain.UNKNOWN,
            basis=Basis.STATED if day else Basis.ASSUMED,
        ),
        places=places,
        counts=counts,
    )


def report(text: str, *, outlet: str | None = None, published: str | None = "2024-03-04") -> Report:
    return read_text(text, outlet=outlet, published=published)


def read(made: Report, claims: Sequence[Claim] = (), *, rests_on: str | None = None) -> Read:
    """Every party and voice is an organisation of its own name."""
    named = dict.fromkeys(p.name for c in claims for p in c.parties)
    named.update(dict.fromkeys(v.name for c in claims for v in c.chain if v.name is not None))
    return Read(
        report=made,
        entities=tuple(Entity(id=n, name=n, type=EntityType.ORGANISATION, names=(n,)) for n in named),
        claims=tuple(claims),
        models=(),
        rests_on=RestsOn(name=rests_on, rule="en/parts/credit", evidence=()) if rests_on else None,
    )
