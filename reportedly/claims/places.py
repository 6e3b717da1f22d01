"""Where: places that a preposition or verb ties to the event. A demonym, a body, an actor is no place."""

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from reportedly.claims.event_nouns import event_nouns
from reportedly.claims.gazetteer import NONE, PRECISIONS, Listed
from reportedly.claims.place_relative import Offset, offset_before
from reportedly.claims.resolve import Choice
from reportedly.claims.toponyms import Toponym
from reportedly.model.claim import Because, Entity, EntityType, Place, PlaceCandidate, PlaceRole, Precision
from reportedly.model.values import Span, in_order, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
MODIFIER = "en/places/form.modifier"  # "the Oster bombing": no word ties it, the form does
# What is told instead of a place none of whose namesakes leads -> the rule.
ABSTAIN = {
    "unit": "en/places/abstain.unit",
    "country": "en/places/abstain.country",
    "nothing": "en/places/abstain.nothing",
}
HANGING = frozenset({"pobj", "dobj", "conj", "appos", "nsubjpass"})
N_CANDIDATES = 3
LEAST_SCORE = 0.001  # of a candidate that is kept: less is none
MOST_INSIDE = 4  # names within one name are looked through
MAX_CLIMB = 30  # words climbed to the event; a deeper parse is a parser's mistake


@record
class _Tie:
    role: PlaceRole
    rule: str
    words: Span
    near: bool = False  # by the place, not in it


class _Ties:
    """The words of places.toml."""

    def __init__(self, rules: Rules) -> None:
        self.prepositions: dict[str, list[Cue]] = {}
        self.verbs: dict[str, Cue] = {}
        for cue in rules.of("places"):
            for word in cue.lemmas:
                if cue.does == "preposition":
                    self.prepositions.setdefault(word, []).append(cue)
                elif cue.does == "object":
                    self.verbs[word] = cue


_BUILT: dict[str, _Ties] = {}


def places_of(
    reading: Reading, toponyms: tuple[Toponym, ...], trigger_i: int, clause: Span, rules: Rules
) -> tuple[tuple[Place, ...], tuple[Because, ...]]:
    """The named places of the event with their roles; () where it names none.

    A place that hangs on another event noun is that event's: "protested against the war in Syria". "The country" is
    left out. A name that our lists do not know has no point. `toponyms`: all place names of the report, in text order.
    """
    ties = _BUILT.get(rules.digest)
    if ties is None:
        ties = _BUILT[rules.digest] = _Ties(rules)
    trigger = reading.doc[trigger_i]
    found: dict[tuple[str, PlaceRole], Place] = {}
    because: list[Because] = []
    entities: dict[str, Entity] | None = None
    for token in trigger.subtree:
        entity_id = reading.entity_of_token.get(token.i)
        if entity_id is None or token.idx not in clause or not _is_name(reading, token, entity_id):
            continue
        if entities is None:
            entities = {e.id: e for e in reading.entities}
        entity = entities.get(entity_id)
        mention = next((s for s in entity.mentions if token.idx in s), None) if entity is not None else None
        if entity is None or mention is None:
            continue
        toponym = _toponym_in(toponyms, mention)
        is_place = entity.type in PLACES or (toponym is not None and not toponym.inside)
        if not is_place and (toponym is None or entity.type is not EntityType.ORGANISATION):
            continue
        offset = offset_before(reading, _first(reading, token, mention), rules) if is_place else None
        tie = _measured(offset, token, trigger) or _tie(reading, token, trigger, ties, entity)
        tie = tie or _tie_of(offset, token, trigger)
        if tie is None or (not is_place and tie.role is not PlaceRole.AT):
            continue  # a body that bears a place's name is a place where something happens there: "at Oster College"
        if offset is None or tie.words != offset.words:
            reading.fired(tie.rule, tie.words)
        if (entity.id, tie.role) not in found:
            found[entity.id, tie.role] = _by(offset, tie, _place(reading, toponym, mention, tie.role))
            because.append(Because(field="places", rule=tie.rule, evidence=(mention,)))
            if toponym is not None and (instead := toponym.choice.abstains_to):
                reading.fired(ABSTAIN[instead], toponym.span)
                field = f"places[{len(found) - 1}].precision"
                because.append(Because(field=field, rule=ABSTAIN[instead], evidence=(toponym.span,)))
    return tuple(found.values()), tuple(because)


def _is_name(reading: Reading, token: Token, entity_id: str) -> bool:
    """Whether the token is the top of a place's own name, not of "the country" or of "there"."""
    is_top = reading.entity_of_token.get(token.head.i) != entity_id or token.dep_ in ("conj", "appos")
    return is_top and (token.pos_ == "PROPN" or bool(token.ent_type_))


def _tie(reading: Reading, token: Token, trigger: Token, ties: _Ties, entity: Entity) -> _Tie | None:
    """What ties the place to the event: the outermost preposition with a role on the way up."""
    place = token
    for _ in range(MAX_CLIMB):
        if place.dep_ not in ("conj", "appos") or place.head.i == place.i:
            break
        place = place.head
    if place.dep_ == "compound" and place.head.i == trigger.i and entity.type is EntityType.PLACE:
        return _Tie(role=PlaceRole.AT, rule=MODIFIER, words=reading.span_of([token]))
    if place.dep_ not in HANGING:
        return None
    if place.dep_ in ("dobj", "nsubjpass") and place.head.i == trigger.i:
        cue = ties.verbs.get(trigger.lemma_.lower())
        words = reading.span_of([token])
        return _Tie(role=PlaceRole(str(cue.option("role"))), rule=cue.id, words=words) if cue is not None else None
    nouns = event_nouns(reading)
    found: _Tie | None = None
    above = place.head
    for _ in range(MAX_CLIMB):
        if above.i == trigger.i:
            return found
        if above.pos_ in ("VERB", "AUX") or (above.idx in nouns and trigger.idx not in nouns[above.idx]):
            return None
        cue = next((c for c in ties.prepositions.get(above.lower_, ()) if _is_needed(c, above)), None)
        if cue is not None:
            role, near = PlaceRole(str(cue.option("role"))), bool(cue.option("near", False))
            found = _Tie(role=role, rule=cue.id, words=reading.span_of([above]), near=near)
        if above.head.i == above.i:
            return None
        above = above.head
    return None


def _is_needed(cue: Cue, preposition: Token) -> bool:
    needs = cue.option("needs", ())
    return not needs or preposition.head.lemma_.lower() in needs


def _first(reading: Reading, top: Token, mention: Span) -> Token:
    """The first word of the mention, whose own article may stand before it."""
    i = top.i
    while i > 0 and reading.doc[i - 1].idx >= mention.start:
        i -= 1
    return reading.doc[i]


def _measured(offset: Offset | None, token: Token, trigger: Token) -> _Tie | None:
    """ "Attacked a village twelve miles from Aleppo": the distance hangs on "from", so nobody came from there."""
    preposition = token.head
    measured = any(c.dep_ == "npadvmod" for c in preposition.children)
    return _tie_of(offset, token, trigger) if measured and preposition.dep_ == "prep" else None


def _tie_of(offset: Offset | None, token: Token, trigger: Token) -> _Tie | None:
    """ "Killed 10 km north of Mosul": the distance itself hangs on the event."""
    above = token.head
    for _ in range(MAX_CLIMB):
        if offset is None or above.pos_ in ("VERB", "AUX") or above.head.i == above.i or above.i == trigger.i:
            break
        above = above.head
    if offset is None or above.i != trigger.i:
        return None
    return _Tie(role=PlaceRole.AT, rule=offset.rule, words=offset.words)


def _by(offset: Offset | None, tie: _Tie, place: Place) -> Place:
    """The place where the words say that it is by the named one, not in it: less precise, its point the named one's."""
    near = (offset is not None or tie.near) and place.precision in (Precision.CITY, Precision.POINT)
    if offset is None:
        return replace(place, precision=Precision.NEAR) if near else place
    return replace(
        place,
        precision=Precision.NEAR if near else place.precision,
        distance_km=offset.distance_km,
        bearing_deg=offset.bearing_deg,
        evidence=in_order([offset.words, *place.evidence]),
    )


def _toponym_in(toponyms: tuple[Toponym, ...], mention: Span) -> Toponym | None:
    """The first place name in the mention, demonyms aside."""
    i = bisect_left(toponyms, mention.start, key=lambda t: t.span.start)
    return next((t for t in toponyms[i : i + MOST_INSIDE] if t.span in mention and not t.demonym), None)


def _place(reading: Reading, toponym: Toponym | None, mention: Span, role: PlaceRole) -> Place:
    """The place with what its own name means; else with what a name inside it means: "Aleppo University"."""
    name = mention.of(reading.report.text)
    if toponym is None:
        return Place(name=name, role=role, evidence=(mention,))
    found = toponym.choice.settled
    return Place(
        name=name,
        role=role,
        evidence=(mention,),
        country=(found.country or None) if found is not None else None,
        geonames=_geonames(found) if found is not None else None,
        lat=found.lat if found is not None else None,
        lon=found.lon if found is not None else None,
        precision=PRECISIONS[found.kind] if found is not None else Precision.UNKNOWN,
        within=toponym.name if toponym.inside else None,
        candidates=candidates_of(toponym.choice),
    )


def candidates_of(choice: Choice) -> tuple[PlaceCandidate, ...]:
    """The likeliest three, those left out that nothing speaks for."""
    return tuple(
        PlaceCandidate(
            name=place.name,
            country=place.country or None,
            geonames=_geonames(place),
            lat=place.lat,
            lon=place.lon,
            score=round(share, 3),
        )
        for place, share in zip(choice.places[:N_CANDIDATES], choice.shares, strict=False)
        if share >= LEAST_SCORE
    )


def _geonames(place: Listed) -> int | None:
    return place.id if place.id > NONE else None
