"""schema.org: each claim a Claim, with who is said to have said it and the article that it appeared in."""

from typing import Any, TextIO

from reportedly.model.claim import Claim, VoiceKind
from reportedly.view.exports.source import Source
from reportedly.view.exports.written import last_day, without_none, write_list
from reportedly.view.rows import Told, chain_of, code_of, place_of, status_of

BODIES = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY, VoiceKind.GOVERNMENT, VoiceKind.ORGANISATION})


def schema_org(source: Source, out: TextIO) -> None:
    claims = (_claim(told, claim) for told in source.told() for claim in told.read.claims)
    write_list(out, claims, before='{"@context":"https://schema.org","@graph":', after="}")


def _claim(told: Told, claim: Claim) -> dict[str, Any]:
    read, text = told.read, told.read.report.text
    entities = {entity.id: entity for entity in read.entities}
    status = status_of(claim)
    return without_none(
        {
            "@type": "Claim",
            "@id": f"urn:reportedly:{claim.id}",
            "text": claim.sentence.of(text),
            "abstract": claim.span.of(text),
            "creativeWorkStatus": status,
            "keywords": [status, code_of(claim.event)],
            "creditText": chain_of(claim, entities),
            "author": _author(claim),
            "about": _event(claim, text),
            "appearance": _article(told),
        }
    )


def _author(claim: Claim) -> dict[str, Any] | None:
    """The voice nearest the event; None where it is the report itself or has no name."""
    voice = claim.chain[-1]
    if voice.kind is VoiceKind.REPORT or voice.name is None:
        return None
    return {"@type": "Organization" if voice.kind in BODIES else "Person", "name": voice.name}


def _event(claim: Claim, text: str) -> dict[str, Any]:
    place = place_of(claim)
    located = None
    if place is not None:
        point = (
            {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
            if place.lat is not None
            else None
        )
        located = without_none({"@type": "Place", "name": place.name, "address": place.country, "geo": point})
    return without_none(
        {
            "@type": "Event",
            "name": claim.trigger.of(text),
            "startDate": claim.when.start,
            "endDate": last_day(claim.when.end) if claim.when.start else None,
            "location": located,
        }
    )


def _article(told: Told) -> dict[str, Any]:
    report = told.read.report
    publisher = {"@type": "Organization", "name": report.outlet} if report.outlet else None
    return without_none(
        {
            "@type": "NewsArticle",
            "@id": f"urn:reportedly:{report.id}",
            "headline": report.title.of(report.text) if report.title else None,
            "url": report.url,
            "datePublished": report.published,
            "publisher": publisher,
            "inLanguage": report.language,
        }
    )
