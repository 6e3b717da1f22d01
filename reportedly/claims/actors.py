"""What a party is: its kind (police, rebels, a government) and the countries it is of, by the words around its noun."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import takewhile

from spacy.tokens import Token

from reportedly.claims.toponyms import Toponym
from reportedly.model.claim import Because, Entity, EntityType, Party, Role
from reportedly.model.values import Span, in_order
from reportedly.reading.find import CueIndex
from reportedly.reading.naming import MODIFIERS, kinds_of
from reportedly.reading.reading import Reading
from reportedly.reading.registry import actor_code
from reportedly.reading.world import country_of, country_of_capital, country_of_demonym
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

ENTITY_RULE = "en/actors/form.entity"
MODIFIER_RULE = "en/actors/form.modifier"
CAPITAL_RULE = "en/actors/form.capital"
ONLY_RULE = "en/actors/form.only"
MAX_DEPTH = 4  # nouns looked through: "members of the party of the president of Velmark"
KIND_OF_TYPE = {EntityType.COUNTRY: "state", EntityType.OUTLET: "media"}
STATE = "state"


@cache
class Words:
    """The cues of actors.toml, looked up by token."""

    def __init__(self, rules: Rules) -> None:
        cues = rules.of("actors")
        self.kinds, self.several = kinds_of(rules)
        self.partitive = CueIndex(c for c in cues if c.does == "PARTITIVE")
        self.after = CueIndex(c for c in cues if c.does == "FROM")
        self.ethnic = CueIndex(c for c in cues if c.does == "ETHNIC")
        self.inland = {str(c.option("kind")) for c in cues if c.option("inland")}
        self.capital_acts: str | None = next((c.option("kind") for c in cues if c.does == "CAPITAL"), None)


type Told = tuple[str, str, Span]  # what is told (a kind, a country), by which rule, by which words


class ActorReader:
    """Says of the parties of one reading what they are."""

    def __init__(self, reading: Reading, rules: Rules, toponyms: tuple[Toponym, ...] = ()) -> None:
        self._reading = reading
        placed = ((t.span.end, t.choice.settled) for t in toponyms)
        self._country_of_place = {  # by end of name; the Middle East has none
            end: place.country for end, place in placed if place is not None and place.country
        }
        self._words = Words(rules)
        self._entities = {e.id: e for e in reading.entities}

    def described(self, party: Party, head: Token) -> tuple[Party, tuple[Because, ...]]:
        """The party with its kind, countries and codes, and the rules that say so. `head`: the noun that names it."""
        kind = self._kind(head)
        countries = list(self._countries(head))
        acts = self._words.capital_acts
        if kind is None and acts is not None and party.role is Role.ACTOR and self._is_capital(head):
            kind = (acts, CAPITAL_RULE, self._span(head))
        if kind is None and not countries:
            return party, ()
        because = []
        if kind is not None:
            self._reading.fired(kind[1], kind[2])
            because.append(Because(field="parties.kind", rule=kind[1], evidence=(kind[2],)))
        by_rule: dict[str, list[Span]] = {}
        for _, rule, span in countries:
            by_rule.setdefault(rule, []).append(span)
            self._reading.fired(rule, span)
        because += [
            Because(field="parties.countries", rule=rule, evidence=in_order(spans)) for rule, spans in by_rule.items()
        ]
        codes = tuple(dict.fromkeys(c for c, _, _ in countries))
        return self._coded(party, kind[0] if kind else None, codes), tuple(because)

    def assumed(self, parties: Sequence[Party], sentence: Span) -> tuple[tuple[Party, ...], tuple[Because, ...]]:
        """The parties, those of a kind that is mostly inland with the only country that is named, if they have none.

        A country that is a party itself, or a party's, is not meant: "The president threatened Velmark", "Police met
        Tavrian envoys". Who has a name of his own ("President Doru") is not taken for a local either.
        """
        if not any(self._is_open(p) for p in parties):
            return tuple(parties), ()
        themselves = {c for p in parties if p.kind is not None for c in p.countries}
        named = self._named_in(sentence)
        rest = [c for c in named or self._named_in_report if c not in themselves]
        if len(rest) != 1 or (named and len(named) > 1):
            return tuple(parties), ()
        found = [self._coded(p, p.kind, (rest[0],), assumed=True) if self._is_open(p) else p for p in parties]
        evidence = in_order(s for p in found if p.assumed for s in p.evidence)
        self._reading.fired(ONLY_RULE, evidence[0])
        return tuple(found), (Because(field="parties.countries", rule=ONLY_RULE, evidence=evidence),)

    def _is_open(self, party: Party) -> bool:
        entity = self._entities.get(party.entity) if party.entity is not None else None
        is_named = entity is not None and entity.type is EntityType.PERSON and bool(entity.names)
        return not party.countries and party.kind in self._words.inland and not is_named

    def _coded(self, party: Party, kind: str | None, countries: tuple[str, ...], *, assumed: bool = False) -> Party:
        codes = (actor_code(kind, c) for c in countries or (None,))
        return replace(
            party, kind=kind, countries=countries, assumed=assumed, codes=tuple(c for c in codes if c is not None)
        )

    # -- countries named ---------------------------------------------------------------------------------------------

    @cached_property
    def _namings(self) -> list[tuple[Span, str]]:
        """Where countries and their people are named, in text order."""
        return sorted(
            (span, e.country)
            for e in self._reading.entities
            if e.country and e.type in (EntityType.COUNTRY, EntityType.GROUP, EntityType.PLACE)
            for span in e.mentions
        )

    @cached_property
    def _named_in_report(self) -> list[str]:
        return list(dict.fromkeys(country for _, country in self._namings))

    def _named_in(self, sentence: Span) -> list[str]:
        first = bisect_left(self._namings, sentence.start, key=lambda naming: naming[0].start)
        inside = takewhile(lambda naming: naming[0].start < sentence.end, self._namings[first:])
        return list(dict.fromkeys(country for _, country in inside))

    # -- kind --------------------------------------------------------------------------------------------------------

    def _kind(self, head: Token, depth: int = 0) -> Told | None:
        entity = self._entity(head)
        noun = self._stands_for(head) if entity is None and depth < MAX_DEPTH else None
        if noun is not None:
            return self._kind(noun, depth + 1)
        several = self._of_several(head)
        if several is not None:
            return several
        if entity is not None and entity.type is not EntityType.PLACE:
            kind = entity.kind or KIND_OF_TYPE.get(entity.type)
            if kind is not None:
                own = self._words.kinds.ending_at(head)  # "the army", joined to an entity by that very word
                told = self._told(*own) if own is not None else None
                return told if told is not None and told[0] == kind else (kind, ENTITY_RULE, self._span(head))
        inner = self._counted(head) if depth < MAX_DEPTH else None
        if inner is not None and (found := self._kind(inner, depth + 1)) is not None and found[0] != STATE:
            return found
        hit = self._words.kinds.ending_at(head)
        if hit is None:
            return self._kind_before(head) if head.pos_ != "PRON" else None
        if hit[0].option("weak") and (before := self._kind_before(hit[1][0], head)) is not None:
            return before
        return self._told(*hit)

    def _kind_before(self, first: Token, head: Token | None = None) -> Told | None:
        """ "Rebel" of "rebel leader", "police" of "the police's chief"."""
        for child in (head or first).children:
            if child.i < first.i and child.dep_ in {*MODIFIERS, "poss"}:
                hit = self._words.kinds.ending_at(child)
                if hit is not None:
                    return self._told(*hit)
        return None

    def _of_several(self, head: Token) -> Told | None:
        """ "NATO troops" are NATO's, whatever else troops are."""
        for child in head.children:
            if child.i < head.i and child.dep_ in {*MODIFIERS, "poss"}:
                entity = self._entity(child)
                if entity is not None and entity.kind in self._words.several:
                    return str(entity.kind), ENTITY_RULE, self._span(child)
        return None

    def _told(self, cue: Cue, tokens: list[Token]) -> Told:
        return str(cue.option("kind")), cue.id, self._reading.span_of(tokens)

    def _counted(self, head: Token) -> Token | None:
        """ "Officials" of "a group of officials"."""
        hits = self._words.partitive.at([head], 0)
        if not hits and head.pos_ != "NUM":
            return None
        for child in head.children:
            if child.dep_ == "prep" and self._words.after.at([child], 0):
                if hits:
                    self._reading.fired(hits[0][0].id, self._span(head))
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        return None

    def _is_capital(self, head: Token) -> bool:
        entity = self._entity(head)
        return entity is not None and entity.type is EntityType.PLACE and country_of_capital(entity.name) is not None

    # -- countries ---------------------------------------------------------------------------------------------------

    def _countries(self, head: Token, depth: int = 0) -> Iterator[Told]:
        """The countries of whom the noun names, by the nearest words that tell."""
        noun = self._stands_for(head) if depth < MAX_DEPTH else None
        if noun is not None:
            yield from self._countries(noun, depth + 1)
            return
        own = self._country_at(head)
        is_people = own is not None and (entity := self._entity(head)) is not None and entity.type is EntityType.GROUP
        if own is not None and not is_people:
            yield own, ENTITY_RULE, self._span(head)
            return
        found = [
            (country, MODIFIER_RULE, self._span(token))
            for child in head.children
            if child.i < head.i and child.dep_ in {*MODIFIERS, "poss"}
            for token in self._joined(child)
            if (country := self._country_before(token, depth)) is not None
        ]
        if own is not None and not found:
            # "Serbs"; but "Bosnian Serbs" are of Bosnia, and "ethnic Serbs" of where they live
            ethnic = [(c, hits[0][0]) for c in head.children if (hits := self._words.ethnic.at([c], 0))]
            found = [] if ethnic else [(own, ENTITY_RULE, self._span(head))]
            for token, cue in ethnic:
                self._reading.fired(cue.id, self._span(token))
        elif not found and depth < MAX_DEPTH:
            found = self._behind(head, depth + 1)
        yield from found

    def _stands_for(self, head: Token) -> Token | None:
        """The noun behind a pronoun that stands for somebody without a name: "they" for "the Hungarian officials"."""
        if self._entity(head) is not None:
            return None
        span = self._reading.antecedent_of_token.get(head.i)
        tokens = (
            self._reading.doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None
        )
        return tokens.root if tokens is not None and tokens.root.i != head.i else None

    def _country_before(self, token: Token, depth: int) -> str | None:
        found = self._country_at(token)
        if found is None and depth < MAX_DEPTH and token.pos_ in ("NOUN", "PROPN"):
            return next((c for c, _, _ in self._countries(token, depth + 1)), None)
        return found

    def _behind(self, head: Token, depth: int) -> list[Told]:
        """Countries behind the noun: "rebels in Sudan", "a group of Hungarian farmers", "a group based in Tolan"."""
        for child in head.children:
            if child.i < head.i:
                continue
            if child.dep_ == "appos":
                found = list(self._countries(child, depth))
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                found = [told for prep in child.children if prep.dep_ == "prep" for told in self._after(prep, depth)]
            elif child.dep_ == "prep":
                found = self._after(child, depth)
            else:
                continue
            if found:
                return found
        return []

    def _after(self, prep: Token, depth: int) -> list[Told]:
        hits = self._words.after.at([prep], 0)
        if not hits:
            return []
        inner = next((g for g in prep.children if g.dep_ == "pobj"), None)
        if inner is None:
            return []
        cue = hits[0][0]
        return [(country, cue.id, self._span(prep)) for country, _, _ in self._countries(inner, depth)]

    def _joined(self, token: Token) -> Iterator[Token]:
        """The token and those joined to it: "Hungarian and Romanian"."""
        yield token
        for child in token.children:
            if child.dep_ == "conj":
                yield from self._joined(child)

    def _country_at(self, token: Token) -> str | None:
        entity = self._entity(token)
        if entity is not None:
            if entity.country is not None:
                return entity.country
            if entity.type is EntityType.PLACE:
                return self._country_of_place.get(token.idx + len(token))
            if token.pos_ != "PROPN":
                return None
        if token.ent_type_ in ("NORP", "GPE") or token.pos_ == "ADJ":
            return country_of_demonym(token.text) or country_of(token.text)
        return None

    def _entity(self, token: Token) -> Entity | None:
        return self._entities.get(self._reading.entity_of_token.get(token.i, ""))

    def _span(self, token: Token) -> Span:
        return self._reading.span_of([token])
