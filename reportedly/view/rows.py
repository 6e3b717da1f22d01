"""One record for each kind of table row that leaves a corpus. Every table is made from these; docs/exports.md says
what each column means, and a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportedly.corpus.stored import OccurrenceInFull, Standing
from reportedly.model.claim import (
    Basis,
    Claim,
    Count,
    Entity,
    Event,
    Party,
    Place,
    PlaceRole,
    Read,
    Role,
    Status,
    Voice,
)
from reportedly.model.values import Evidence, record
from reportedly.view.codes import GEO_PRECISION, TIME_PRECISION, quad_of

EVENT_STATUSES = frozenset({Status.HAPPENED, Status.ONGOING})  # what a table of events holds unless asked for more
JOIN = "; "


@record
class Told:
    """One report as it is handed on, names left out already, and what grouping found of each of its claims."""

    read: Read
    standings: tuple[Standing, ...]  # one a claim
    line: str  # its JSON; as stored, byte for byte, where nothing is left out
    reviews: tuple[str | None, ...] = ()  # one a claim, what people decided of it; () where that was not asked for


@record
class EventRow:
    """One claim as a row of an event table: PLOVER's fields, and what they have no field for. None: not said."""

    event_id: str
    occurrence_id: str | None
    status: str
    negated: bool
    event_date: str | None
    event_until: str | None
    date_grain: str
    date_basis: str
    time_precision: int | None
    event_type: str
    event_mode: str | None
    quad_code: str
    ours: bool
    cameo_code: str | None
    lemma: str
    actor_name: str | None
    actor_name_raw: str | None
    actor_type: str | None
    actor_country: str | None
    recipient_name: str | None
    recipient_name_raw: str | None
    recipient_type: str | None
    recipient_country: str | None
    object_name_raw: str | None
    placename: str | None
    place_role: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    geo_precision: int | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    detained_low: int | None
    detained_high: int | None
    counts: str | None
    source: str
    on_whose_word: str | None
    voice_kind: str
    chain: str
    n_voices: int
    hedges: str | None
    loaded: str | None
    independent_origins: int
    reports_of_occurrence: int
    claims_of_occurrence: int
    disagreements: int
    origin_id: str | None
    publication_date: str | None
    title: str | None
    url: str | None
    report_id: str
    rests_on: str | None
    language: str
    quote: str
    quote_start: int
    quote_end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    sentence: str
    review: str | None = None


def event_rows(told: Told, *, every_status: bool = False) -> Iterator[EventRow]:
    """The claims of a report that are events: happened or ongoing, and not negated. every_status: all claims."""
    entities = {entity.id: entity for entity in told.read.entities}
    reviews = told.reviews or (None,) * len(told.read.claims)
    for claim, standing, review in zip(told.read.claims, told.standings, reviews, strict=True):
        if every_status or is_event(claim):
            row = event_row(told.read, claim, standing, entities)
            yield row if review is None else replace(row, review=review)


def is_event(claim: Claim) -> bool:
    return claim.status in EVENT_STATUSES and not claim.negated


def event_row(read: Read, claim: Claim, standing: Standing, entities: Mapping[str, Entity]) -> EventRow:
    report, text, when = read.report, read.report.text, claim.when
    place = place_of(claim)
    counts = {of: _range(claim, of) for of in ("killed", "injured", "detained")}
    actor = _parties(claim, Role.ACTOR, entities)
    recipient = _parties(claim, Role.RECIPIENT, entities)
    return EventRow(
        event_id=claim.id,
        occurrence_id=standing.occurrence_id,
        status=claim.status,
        negated=claim.negated,
        event_date=when.start,
        event_until=when.end,
        date_grain=when.grain,
        date_basis=when.basis,
        time_precision=None if when.basis is Basis.ASSUMED else TIME_PRECISION.get(when.grain),
        event_type=claim.event.type,
        event_mode=claim.event.mode,
        quad_code=quad_of(claim.event.type),
        ours=claim.event.ours,
        cameo_code=claim.event.cameo,
        lemma=claim.event.lemma,
        actor_name=actor[0],
        actor_name_raw=actor[1],
        actor_type=actor[2],
        actor_country=actor[3],
        recipient_name=recipient[0],
        recipient_name_raw=recipient[1],
        recipient_type=recipient[2],
        recipient_country=recipient[3],
        object_name_raw=_parties(claim, Role.OBJECT, entities)[1],
        placename=place.name if place else None,
        place_role=place.role if place else None,
        country=place.country if place else None,
        latitude=place.lat if place else None,
        longitude=place.lon if place else None,
        geonames_id=place.geonames if place else None,
        geo_precision=GEO_PRECISION.get(place.precision) if place else None,
        killed_low=counts["killed"][0],
        killed_high=counts["killed"][1],
        injured_low=counts["injured"][0],
        injured_high=counts["injured"][1],
        detained_low=counts["detained"][0],
        detained_high=counts["detained"][1],
        counts=JOIN.join(_count(count) for count in claim.counts) or None,
        source=report.outlet or report.path or report.id,
        on_whose_word=claim.chain[-1].name,
        voice_kind=claim.chain[-1].kind,
        chain=chain_of(claim, entities),
        n_voices=len(claim.chain),
        hedges=_words(claim.hedges, text),
        loaded=_words(tuple(term.span for term in claim.loaded), text),
        independent_origins=standing.n_origins,
        reports_of_occurrence=standing.n_reports,
        claims_of_occurrence=standing.n_claims,
        disagreements=standing.n_disagreements,
        origin_id=standing.origin_id,
        publication_date=report.published,
        title=report.title.of(text) if report.title else None,
        url=report.url,
        report_id=report.id,
        rests_on=read.rests_on.name if read.rests_on else None,
        language=report.language,
        quote=claim.span.of(text),
        quote_start=claim.span.start,
        quote_end=claim.span.end,
        trigger=claim.trigger.of(text),
        trigger_start=claim.trigger.start,
        trigger_end=claim.trigger.end,
        sentence=claim.sentence.of(text),
    )


def status_of(claim: Claim) -> str:
    """As formats without a field of its own for negation write it: "HAPPENED", "NOT PLANNED"."""
    return f"NOT {claim.status}" if claim.negated else str(claim.status)


def code_of(event: Event) -> str:
    """ "COERCE/arrest"; the type alone where there is no mode."""
    return "/".join(filter(None, (event.type, event.mode)))


def place_of(claim: Claim) -> Place | None:
    """Where it is said to be done: the first place that it is AT, else the first of any role."""
    return next((p for p in claim.places if p.role is PlaceRole.AT), claim.places[0] if claim.places else None)


def chain_of(claim: Claim, entities: Mapping[str, Entity]) -> str:
    """The voices from the report to the one nearest the event: "REPORT < Radio Oster (AGENCY ASSERTS)"."""
    return " < ".join(_voice(voice, entities) for voice in claim.chain)


def _voice(voice: Voice, entities: Mapping[str, Entity]) -> str:
    if voice.kind == "REPORT":
        return str(voice.kind)
    entity = entities.get(voice.entity) if voice.entity is not None else None
    name = voice.name or "?"
    full = f" = {entity.name}" if entity is not None and entity.name != name else ""
    return f"{name}{full} ({voice.kind} {voice.stance})"


def _parties(
    claim: Claim, role: Role, entities: Mapping[str, Entity]
) -> tuple[str | None, str | None, str | None, str | None]:
    """(full names, names as written, types, countries) of the parties of a role, each joined."""
    parties = [party for party in claim.parties if party.role is role]
    if not parties:
        return None, None, None, None
    known = [_entity(party, entities) for party in parties]
    return (
        JOIN.join(entity.name if entity else party.name for party, entity in zip(parties, known, strict=True)),
        JOIN.join(party.name for party in parties),
        _joined([entity.kind or entity.type if entity else "" for entity in known]),
        _joined([(entity.country or "") if entity else "" for entity in known]),
    )


def _joined(values: list[str]) -> str | None:
    """One place for each party, empty where nothing is known of it; None: nothing is known of any."""
    return JOIN.join(values) if any(values) else None


def _entity(party: Party, entities: Mapping[str, Entity]) -> Entity | None:
    return entities.get(party.entity) if party.entity is not None else None


def _range(claim: Claim, of: str) -> tuple[int | None, int | None]:
    """(low, high) of the first count of this; an open end is None."""
    count = next((count for count in claim.counts if count.of == of), None)
    return (count.at_least, count.at_most) if count is not None else (None, None)


def _count(count: Count) -> str:
    """ "killed 1-5 people", "killed 1- people" """
    low = "" if count.at_least is None else count.at_least
    high = "" if count.at_most is None else count.at_most
    return f"{count.of} {low}-{high} {count.unit or ''}".strip()


def _words(evidence: Evidence, text: str) -> str | None:
    return JOIN.join(span.of(text) for span in evidence) or None


@record
class AcledRow:
    """One occurrence on ACLED's worksheet: what can be told is filled in, for a coder to check; None: to be coded."""

    event_id_cnty: str
    event_date: str | None
    year: str | None
    time_precision: int | None
    disorder_type: str | None
    event_type: str
    sub_event_type: str
    actor1: str | None
    assoc_actor_1: str | None
    inter1: str | None
    actor2: str | None
    assoc_actor_2: str | None
    inter2: str | None
    interaction: str | None
    civilian_targeting: str | None
    iso: str | None
    region: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    location: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    source: str
    source_scale: str | None
    notes: str
    fatalities: int | None
    tags: str | None
    timestamp: str | None
    status: str
    fatalities_low: int | None
    fatalities_high: int | None
    independent_origins: int
    disagreements: int
    on_whose_word: str
    report_ids: str


@record
class OccurrenceRow:
    """One occurrence with what stands behind it."""

    occurrence_id: str
    event_type: str
    status: str
    since: str | None
    until: str | None
    country: str | None
    independent_origins: int
    reports: int
    claims: int
    disagreements: int
    differs_on: str | None
    sources: str
    stage_ids: str | None
    origin_ids: str
    report_ids: str
    claim_ids: str


def occurrence_row(found: OccurrenceInFull) -> OccurrenceRow:
    o = found.occurrence
    sources = dict.fromkeys(r.outlet or r.id for r in found.reports)  # the name of a file often holds that of a person
    return OccurrenceRow(
        occurrence_id=o.id,
        event_type=o.type,
        status=o.status,
        since=o.start,
        until=o.end,
        country=o.country,
        independent_origins=len(o.origin_ids),
        reports=len(o.report_ids),
        claims=len(o.claim_ids),
        disagreements=len(o.disagreements),
        differs_on=JOIN.join(d.field for d in o.disagreements) or None,
        sources=JOIN.join(sources),
        stage_ids=JOIN.join(o.stage_ids) or None,
        origin_ids=JOIN.join(o.origin_ids),
        report_ids=JOIN.join(o.report_ids),
        claim_ids=JOIN.join(o.claim_ids),
    )
