"""What a page says of one claim: every field as rows of plain words, its status and source first."""

from collections.abc import Iterator, Mapping

from reportedly.model.claim import Basis, Because, Claim, Entity, Read, Role, Stance, Voice, VoiceKind, When
from reportedly.model.values import Span, record
from reportedly.view.clause import Stretch as ClauseStretch
from reportedly.view.clause import predicate_of, who_of
from reportedly.view.phrases import (
    chain_phrase,
    count_phrase,
    fuller_name,
    interval_phrase,
    moment_phrase,
    other_name,
    quoted,
)
from reportedly.view.rows import code_of
from reportedly.view.words import Words, load_words, shown


@record
class Row:
    """A field of a claim. `note`: how sure, from where; "" if there is nothing to add."""

    label: str
    value: str
    words: str = ""  # of the report, that it was taken from
    note: str = ""
    is_open: bool = False  # the report does not say it


@record
class VoiceRow:
    """One voice of a chain, nearest the event last."""

    name: str
    kind: str
    facts: str  # how it speaks and what it says of the matter
    words: str  # its naming and handing-over words


@record
class Reason:
    field: str
    words: str
    rule: str


@record
class Panel:
    """One claim. `number` is from 1 in order of the text."""

    number: int
    claim_id: str
    status: str  # key: "HAPPENED"
    status_words: str  # "happened", "NOT happened"
    status_means: str
    glyph: str
    summary: str  # "Police -> raided the offices"
    source: str  # "says Radio Oster, citing two officials"
    type: str
    lemma: str
    ours: bool
    chain: tuple[VoiceRow, ...]
    rows: tuple[Row, ...]
    sentence: str
    status_evidence: str
    reasons: tuple[Reason, ...]
    same_words: tuple[int, ...]  # other claims on the same trigger


def panels_of(read: Read, claims: tuple[Claim, ...], language: str = "en") -> tuple[Panel, ...]:
    """A panel for each claim, in the same order."""
    words, page_words = load_words(language), load_words(language, "pages")
    entities = {entity.id: entity for entity in read.entities}
    on_trigger: dict[Span, list[int]] = {}
    for n, claim in enumerate(claims, 1):
        on_trigger.setdefault(claim.trigger, []).append(n)
    return tuple(
        _panel(n, claim, read.report.text, entities, words, page_words, on_trigger[claim.trigger])
        for n, claim in enumerate(claims, 1)
    )


def _panel(
    number: int,
    claim: Claim,
    text: str,
    entities: Mapping[str, Entity],
    words: Words,
    page_words: Words,
    on_trigger: list[int],
) -> Panel:
    status = page_words["status"][claim.status]
    return Panel(
        number=number,
        claim_id=claim.id,
        status=claim.status.value,
        status_words=f"{words['negated']} {status}" if claim.negated else status,
        status_means=page_words["status_means"][claim.status],
        glyph=page_words["glyph"][claim.status],
        summary=summary_of(claim, text, words),
        source=chain_phrase(claim, entities, words),
        type=code_of(claim.event),
        lemma=claim.event.lemma,
        ours=claim.event.ours,
        chain=tuple(_voice(voice, text, entities, words, page_words) for voice in claim.chain),
        rows=tuple(_rows(claim, text, words, page_words)),
        sentence=shown(claim.sentence.of(text)),
        status_evidence=" … ".join(
            quoted(b.evidence, text) for b in claim.because if b.field == "status" and b.evidence
        ),
        reasons=tuple(_reason(because, text, page_words) for because in claim.because),
        same_words=tuple(n for n in on_trigger if n != number),
    )


def summary_of(claim: Claim, text: str, words: Words) -> str:
    """ "Police -> raided the offices of the Harbour Front" """
    return f"{_flat(who_of(claim, text, words), text)} → {_flat(predicate_of(claim, text, words), text)}"


def _flat(stretch: ClauseStretch, text: str) -> str:
    pieces = (piece if isinstance(piece, str) else shown(piece.of(text)) for piece in stretch)
    return " ".join("".join(pieces).split())


def voice_name(voice: Voice, entities: Mapping[str, Entity], words: Words, page_words: Words) -> str:
    """A voice as a page names it: "the report", "he (= Sven Maro)", "somebody unnamed"."""
    if voice.name is None:
        return str(page_words["report"] if voice.kind is VoiceKind.REPORT else page_words["unnamed"])
    full = other_name(voice, entities)
    name = shown(voice.name)
    return name if full is None else str(words["stands_for"]).format(name=name, full=shown(full))


def _voice(voice: Voice, text: str, entities: Mapping[str, Entity], words: Words, page_words: Words) -> VoiceRow:
    facts = [] if voice.kind is VoiceKind.REPORT else [page_words["speech"][voice.speech]]
    if voice.stance is not Stance.ASSERTS:
        facts.append(page_words["stance"][voice.stance])
    return VoiceRow(
        name=voice_name(voice, entities, words, page_words),
        kind="" if voice.kind is VoiceKind.REPORT else page_words["kind"][voice.kind],
        facts=", ".join(facts),
        words=quoted((*voice.evidence, *voice.cue), text),
    )


def _rows(claim: Claim, text: str, words: Words, page_words: Words) -> Iterator[Row]:
    for party in claim.parties:
        full = fuller_name(party, text)
        name = quoted(party.evidence, text) or shown(party.name)
        value = name if full is None else str(words["stands_for"]).format(name=name, full=full)
        yield Row(label=page_words["role"][party.role], value=value)
    if not any(party.role is Role.ACTOR for party in claim.parties):
        yield Row(label=page_words["role"][Role.ACTOR], value=page_words["not_said"], is_open=True)
    yield _when_row(claim.when, text, words, page_words)
    for place in claim.places:
        note = page_words["precision"][place.precision]
        if place.country:
            note = f"{place.country}, {note}"
        yield Row(label=page_words["place_role"][place.role], value=shown(place.name), note=note)
    for count in claim.counts:
        yield Row(
            label=page_words["field"]["counts"], value=count_phrase(count, words), words=quoted(count.evidence, text)
        )
    if claim.hedges:
        yield Row(label=page_words["field"]["hedges"], value=quoted(claim.hedges, text))
    if claim.loaded:
        terms = ", ".join(shown(term.span.of(text)) for term in claim.loaded)
        yield Row(label=page_words["field"]["loaded"], value=terms)


def _when_row(when: When, text: str, words: Words, page_words: Words) -> Row:
    label = page_words["field"]["when"]
    interval = interval_phrase(when.start, when.end, words)
    if when.basis is Basis.ASSUMED:
        return Row(label=label, value=page_words["when_assumed"].format(interval=interval), is_open=True)
    note = page_words["counted_from"].format(anchor=moment_phrase(when.anchor, words)) if when.anchor else ""
    return Row(label=label, value=interval, words=quoted(when.evidence, text), note=note)


def _reason(because: Because, text: str, page_words: Words) -> Reason:
    field = page_words["field"].get(because.field, shown(because.field))
    return Reason(field=field, words=quoted(because.evidence, text), rule=shown(because.rule))
