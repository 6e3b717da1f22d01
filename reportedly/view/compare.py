"""One occurrence, report by report: what each says of who, when, where, how many, how surely and on whose word."""

from collections.abc import Iterable, Mapping

from reportedly.corpus.stored import OccurrenceInFull
from reportedly.model.claim import Claim, Read, Role
from reportedly.model.values import record
from reportedly.view.phrases import chain_phrase, count_phrase, when_phrase
from reportedly.view.words import Words, shown

FIELDS = ("actor", "recipient", "when", "where", "counts", "status")  # the columns in which claims can differ
DISAGREEMENT_FIELDS = {"parties.ACTOR": "actor", "parties.RECIPIENT": "recipient", "places": "where"}


@record
class ComparedRow:
    """What one claim of an occurrence says. An empty cell: it does not say."""

    claim_id: str
    report_id: str
    origin_id: str | None
    outlet: str
    published: str
    actor: str
    recipient: str
    when: str
    where: str
    counts: str
    status: str
    on_whose_word: str
    sentence: str
    differs: frozenset[str] = frozenset()  # the FIELDS on which another claim says something else
    updated: frozenset[str] = frozenset()  # the FIELDS that a later report of the same outlet replaces


def compared(found: OccurrenceInFull, reads: Iterable[Read], words: Words) -> tuple[ComparedRow, ...]:
    """A row for every claim of the occurrence, in the order of publication. reads: its reports."""
    by_id = {claim.id: (read, claim) for read in reads for claim in read.claims}
    origins = {claim.id: claim.origin_id for claim in found.claims}
    marks = _marks(found)
    return tuple(
        _row(*by_id[claim.id], origins[claim.id], marks.get(claim.id, {}), words)
        for claim in found.claims
        if claim.id in by_id
    )


def _marks(found: OccurrenceInFull) -> dict[str, dict[str, set[str]]]:
    """claim id -> kind of difference -> fields."""
    marks: dict[str, dict[str, set[str]]] = {}
    for disagreement in found.occurrence.disagreements:
        name = disagreement.field
        field = DISAGREEMENT_FIELDS.get(name, name.partition(".")[0])
        for position in disagreement.positions:
            for claim_id in position.claim_ids:
                marks.setdefault(claim_id, {}).setdefault(disagreement.difference, set()).add(field)
    return marks


def _row(read: Read, claim: Claim, origin_id: str | None, marks: Mapping[str, set[str]], words: Words) -> ComparedRow:
    report = read.report
    entities = {entity.id: entity for entity in read.entities}
    return ComparedRow(
        claim_id=claim.id,
        report_id=report.id,
        origin_id=origin_id,
        outlet=shown(report.outlet or report.path or report.id),
        published=report.published or "",
        actor=_names(claim, Role.ACTOR),
        recipient=_names(claim, Role.RECIPIENT),
        when=when_phrase(claim.when, report.text, words) or "",
        where=", ".join(words["place"][place.role].format(name=shown(place.name)) for place in claim.places),
        counts="; ".join(count_phrase(count, words) for count in claim.counts),
        status=f"{claim.status} {words['negated']}" if claim.negated else str(claim.status),
        on_whose_word=chain_phrase(claim, entities, words),
        sentence=shown(claim.sentence.of(report.text)),
        differs=frozenset(marks.get("DIFFERS", ())),
        updated=frozenset(marks.get("UPDATED", ())),
    )


def _names(claim: Claim, role: Role) -> str:
    return ", ".join(shown(party.name) for party in claim.parties if party.role is role)
