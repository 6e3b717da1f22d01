"""Claims made by hand, for tests of what converts them. No parser."""

from reportedly.model.claim import (
    Basis,
    Claim,
    Event,
    Grain,
    Party,
    Role,
    Speech,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
)
from reportedly.model.values import Span

THE_REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


def span_of(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def a_claim(text, trigger, *, type="ASSAULT", status=Status.HAPPENED, negated=False, actor=None, recipient=None, n=0):
    """A claim on `trigger`, with parties named by their words; (words, entity id) for one that is an entity."""

    def party(role, given):
        words, entity = given if isinstance(given, tuple) else (given, None)
        return Party(role=role, name=words, entity=entity, evidence=(span_of(words, text),))

    given = ((Role.ACTOR, actor), (Role.RECIPIENT, recipient))
    return Claim(
        id=f"c-{trigger}-{n}",
        event=Event(type=type, mode=None, cameo=None, lemma=trigger, ours=type in ("OTHER", "MOVE")),
        trigger=span_of(trigger, text),
        span=Span(0, len(text)),
        sentence=Span(0, len(text)),
        status=status,
        negated=negated,
        chain=(THE_REPORT,),
        parties=tuple(party(role, g) for role, g in given if g is not None),
        when=When(start=None, end=None, grain=Grain.UNKNOWN, basis=Basis.ASSUMED),
    )
