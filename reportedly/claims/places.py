"""Where: places that a preposition (or a verb of motion's object) ties to the event. A demonym or an actor is no place."""

from functools import cache

from spacy.tokens import Token

from reportedly.claims.gazetteer import Known, located
from reportedly.model.claim import Because, Entity, EntityType, Place, PlaceRole, Precision
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
Found = tuple[tuple[Place, ...], tuple[Because, ...]]


@cache
def _indices(rules: Rules) -> dict[str, CueIndex]:
    cues = rules.of("places")
    return {use: CueIndex(c for c in cues if c.does == use) for use in ("preposition", "object")}


def places_of(reading: Reading, trigger_i: int, clause: Span, rules: Rules) -> Found:
    """The named places of the event with their roles; () where it names none."""
    trigger = reading.doc[trigger_i]
    indices = _indices(rules)
    entities = {e.id: e for e in reading.entities}
    places: dict[tuple[str, PlaceRole], Place] = {}
    because: list[Because] = []
    for token in sorted(trigger.subtree, key=lambda t: t.i):
        entity = entities.get(reading.entity_of_token.get(token.i, ""))
        if entity is None or entity.type not in PLACES or token.idx not in clause or not _is_head(reading, token):
            continue
        cue = _tie(token, trigger, indices)
        if cue is None or token.pos_ not in ("PROPN", "NOUN", "NUM"):
            continue
        mention = next((s for s in entity.mentions if token.idx in s), None)
        if mention is None:
            continue
        role = PlaceRole(str(cue.option("role")))
        place = _place(entity, mention.of(reading.report.text), mention, role)
        if (entity.id, role) not in places:
            places[entity.id, role] = place
            reading.fired(cue.id, reading.span_of([token.head if cue.does == "preposition" else token]))
            because.append(Because(field="places", rule=cue.id, evidence=(mention,)))
    return tuple(places.values()), tuple(because)


def _is_head(reading: Reading, token: Token) -> bool:
    """Whether the token is the top of its own naming, and not a modifier of another noun ("the Oster police")."""
    same = reading.entity_of_token.get(token.i)
    return reading.entity_of_token.get(token.head.i) != same and token.dep_ in (
        "pobj",
        "dobj",
        "conj",
        "appos",
        "nsubjpass",
    )


def _tie(token: Token, trigger: Token, indices: dict[str, CueIndex]) -> Cue | None:
    """The words that tie the place to the event: the outermost preposition on the way up that says a role."""
    found: Cue | None = None
    place = token
    while place.dep_ in ("conj", "appos") and place.head.i != place.i:
        place = place.head
    if place.dep_ in ("dobj", "nsubjpass") and place.head.i == trigger.i:
        hits = indices["object"].at([trigger], 0)
        return hits[0][0] if hits else None
    for above in [place, *place.ancestors]:
        if above.i == trigger.i:
            return found
        if above.dep_ in ("prep", "agent") or above.pos_ == "ADP":
            hits = indices["preposition"].at([above], 0)
            if hits:
                found = hits[0][0]
        elif above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _place(entity: Entity, name: str, mention: Span, role: PlaceRole) -> Place:
    known: Known | None = located(name, entity.country if entity.type is EntityType.COUNTRY else None)
    if known is None:
        return Place(name=name, role=role, evidence=(mention,), country=entity.country)
    return Place(
        name=name,
        role=role,
        evidence=(mention,),
        country=known.country,
        geonames=known.geonames,
        lat=known.lat,
        lon=known.lon,
        precision=Precision(known.precision),
    )
