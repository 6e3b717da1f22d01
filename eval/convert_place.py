"""Places of claims, and the same names elsewhere in the text -> toponyms, as `score_place.py` reads them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gold_reading import read_gold
from goldfiles import Record
from reportedly.model.claim import Claim, Entity, EntityType, Place
from reportedly.model.values import Span

NAMED_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})


def _toponym(span: Span, place: Place | None, country: str | None) -> Record:
    return {
        "start": span.start,
        "end": span.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonames if place else None,
        "country": place.country if place else country,
    }


def toponyms_of(claims: Iterable[Claim], entities: Iterable[Entity], text: str) -> list[Record]:
    """One toponym a mention, in text order: every place of a claim, and every mention of a place that is an entity.

    A mention outside all claims has the point of the claim's place of that name; without one, its country at most.
    """
    places = [(span, place) for claim in claims for place in claim.places for span in place.evidence]
    by_name = {place.name.casefold(): place for _, place in places}
    found = {span: _toponym(span, place, None) for span, place in places}
    for entity in entities:
        if entity.type not in NAMED_PLACES:
            continue
        namings = (*entity.names, entity.name)
        known = next((by_name[n.casefold()] for n in namings if n.casefold() in by_name), None)
        names = {n.casefold() for n in namings}
        for span in entity.mentions:
            is_name = span.of(text).casefold() in names  # not "it", "the country"
            if is_name and not any(span.overlaps(other) for other in found):
                found[span] = _toponym(span, known, entity.country)
    return [found[span] for span in sorted(found)]


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    """{"id", "toponyms": [{"start", "end", "lat", "lon", "geonameid", "country"}]} for every gold record, in order."""
    for record, reading, claims in read_gold(gold_path, model):
        yield {"id": record["id"], "toponyms": toponyms_of(claims, reading.entities, record["text"])}
