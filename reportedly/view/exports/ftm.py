"""FollowTheMoney entities, one a line: the report an Article, each event an Event, bodies and public persons.

An entity stays inside its report: two reports that name one body give two entities, and joining them is left to who
loads them. Nobody whose name is left out becomes an entity.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from reportedly.model.claim import Claim, Entity, EntityType, Role
from reportedly.model.wire import json_text
from reportedly.view.exports.source import Source
from reportedly.view.exports.written import DAY, last_day
from reportedly.view.names import is_hidden
from reportedly.view.rows import Told, chain_of, code_of, is_event, place_of, status_of

SCHEMATA = {
    EntityType.PERSON: "Person",
    EntityType.ORGANISATION: "Organization",
    EntityType.OUTLET: "Organization",
    EntityType.GROUP: "LegalEntity",
    EntityType.COUNTRY: "PublicBody",
}
ACTING = (Role.ACTOR,)
OTHERS = (Role.RECIPIENT, Role.BENEFICIARY)


def ftm(source: Source, out: TextIO) -> None:
    for told in source.told():
        for entity in _entities(told, every_status=source.wanted.every_status):
            out.write(json_text(entity) + "\n")


def _entities(told: Told, *, every_status: bool) -> Iterator[dict[str, Any]]:
    report = told.read.report
    events = [claim for claim in told.read.claims if every_status or is_event(claim)]
    known = {e.id: e for e in told.read.entities if e.type in SCHEMATA and not is_hidden(e, report.text)}
    involved = {p.entity for claim in events for p in claim.parties if p.role in (*ACTING, *OTHERS)}
    yield _entity(
        _id(report.id),
        "Article",
        title=report.title.of(report.text) if report.title else None,
        publishedAt=report.published[:DAY] if report.published else None,
        publisher=report.outlet,
        sourceUrl=report.url,
        fileName=report.path,
    )
    for entity in known.values():
        if entity.id in involved:
            names = {"name": [entity.name], "alias": [name for name in entity.names if name != entity.name]}
            country = entity.country.lower() if entity.country else None
            schema = SCHEMATA[entity.type]
            yield _entity(_id(report.id, entity.id), schema, country=country, proof=_id(report.id), **names)
    for claim in events:
        yield _event(told, claim, known)


def _event(told: Told, claim: Claim, known: Mapping[str, Entity]) -> dict[str, Any]:
    report, when, place = told.read.report, claim.when, place_of(claim)
    entities = {entity.id: entity for entity in told.read.entities}
    status = status_of(claim)
    return _entity(
        _id(claim.id),
        "Event",
        name=" ".join(claim.span.of(report.text).split()),
        summary=" ".join(claim.sentence.of(report.text).split()),
        description=f"{status}; {chain_of(claim, entities)}",
        keywords=[f"status:{status}", f"event:{code_of(claim.event)}"],
        startDate=when.start[:DAY] if when.start else None,
        endDate=last_day(when.end) if when.start else None,
        location=place.name if place else None,
        country=place.country.lower() if place and place.country else None,
        organizer=[_id(report.id, p.entity) for p in claim.parties if p.entity in known and p.role in ACTING],
        involved=[_id(report.id, p.entity) for p in claim.parties if p.entity in known and p.role in OTHERS],
        proof=_id(report.id),
        publisher=report.outlet or report.path or report.id,
        sourceUrl=report.url,
        recordId=claim.id,
    )


def _entity(id: str, schema: str, **properties: str | list[str] | None) -> dict[str, Any]:
    listed = {key: [value] if isinstance(value, str) else value for key, value in properties.items() if value}
    return {"id": id, "schema": schema, "properties": {key: [v for v in vs if v] for key, vs in listed.items() if vs}}


def _id(*parts: str | None) -> str:
    """Ids of FollowTheMoney are hashes by custom; ours begin with what made them."""
    return "reportedly-" + hashlib.sha1("\0".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()
