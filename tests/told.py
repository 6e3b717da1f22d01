"""A report of one claim, made by hand."""

import hashlib

from reportedly.model.claim import (
    Basis,
    Claim,
    Event,
    Grain,
    Read,
    Speech,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
)
from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span

INDIRECT_WORDS = "boats left at dawn"
QUOTE = "It was early, and boats left in the dark. Nobody saw them."
REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


def report_on(
    text: str, *, title: str = "", outlet: str | None = None, path: str | None = None, url: str | None = None
):
    """A report with a headline, if there is one, and one paragraph for each that stands apart."""
    whole = f"{title}\n\n{text}" if title else text
    digest = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()
    parts, at = [], 0
    for paragraph in whole.split("\n\n"):
        part = Part.HEADLINE if title and at == 0 else Part.BODY
        parts.append(PartSpan(part=part, span=Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Report(
        id="r-0000000000000000",
        text=whole,
        text_sha256=digest,
        source_sha256=digest,
        title=Span(0, len(title)) if title else None,
        outlet=outlet,
        path=path,
        url=url,
        parts=tuple(parts),
    )


def told(text, *, clause, voice, cue=None, speech=Speech.INDIRECT, trigger=None, **about) -> Read:
    """A report in which `voice` (None: the report itself) says one thing, whose clause is `clause`."""
    report = report_on(text, **about)

    def words(quote: str) -> Span:
        start = report.text.index(quote)
        return Span(start, start + len(quote))

    chain = [REPORT]
    if voice is not None:
        chain.append(
            Voice(
                name=voice,
                kind=VoiceKind.PERSON,
                named=True,
                stance=Stance.ASSERTS,
                speech=speech,
                evidence=(words(voice),),
                cue=(words(cue),),
            )
        )
    claim = Claim(
        id="c-0",
        event=Event(type="MOVE", mode=None, cameo=None, lemma="leave", ours=True),
        trigger=words(trigger or clause),
        span=words(clause),
        sentence=words(clause),
        status=Status.HAPPENED,
        chain=tuple(chain),
        when=When(start=None, end=None, grain=Grain.UNKNOWN, basis=Basis.ASSUMED),
    )
    return Read(report=report, entities=(), claims=(claim,), models=())
