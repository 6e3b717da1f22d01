"""Where place names stand in a report: as names of their own, as demonyms, within other names, in the dateline.

What spaCy takes for a body or a person is a place where its whole name is one and the words say so: a preposition of
place before it, a place name after its comma, or the same name found to be a place elsewhere in the report. Names of
the user's gazetteer are found wherever they stand.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Token

from reportedly.claims.gazetteer import COUNTRY, FIRST, REGION, Listed, country_with, key_of
from reportedly.claims.own_gazetteer import OwnGazetteer
from reportedly.model.claim import Entity, EntityType, PlaceRole
from reportedly.model.report import READ_PARTS
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of_demonym, is_demonym
from reportedly.rules.load import Rules

NAMED = frozenset({EntityType.PLACE, EntityType.COUNTRY})
MAY_HOLD = frozenset({EntityType.ORGANISATION, EntityType.OTHER, *NAMED})
MAY_BE = frozenset({EntityType.ORGANISATION, EntityType.OTHER, EntityType.PERSON})
LONGEST = 4  # words of a name inside another
LONGEST_OWN = 8  # words of a name of the user's
MIN_PEOPLE = 15_000  # of a town whose one-word name stands inside another: "Wells Fargo"
DATELINE_PIECE = re.compile(r"[^,/\s][^,/]*")


@record
class PlaceMention:
    """A place name where it stands. `inside`: within the name of something else ("Aleppo University")."""

    span: Span
    name: str  # as written
    candidates: tuple[Listed, ...]
    demonym: bool = False
    inside: bool = False
    sure: bool = True  # False: a place only if its neighbours, or the same name elsewhere, say so

    @property
    def key(self) -> str:
        """ "Albanian" and "Albania" are looked up as one."""
        return key_of(self.candidates[0].name if self.demonym else self.name)


def mentions_of(reading: Reading, rules: Rules, own: OwnGazetteer) -> list[PlaceMention]:
    """In text order, none overlapping."""
    finder = _Finder(reading, _words(rules), own)
    return _chosen([*finder.own(), *finder.of_entities(), *finder.of_dateline()], reading.report.text)


def chained(mentions: list[PlaceMention], text: str) -> Iterator[tuple[int, int]]:
    """(i, j) for "Pandi, Bulacan": the name before the comma, the name after it."""
    for i, (inner, outer) in enumerate(pairwise(mentions)):
        between = text[inner.span.end : outer.span.start]
        if len(between) < 4 and between.strip() == "," and not outer.demonym and inner.key != outer.key:
            yield i, i + 1


@record
class _Words:
    prepositions: frozenset[str]  # after which a name is a place: "in", "near"
    no_place: dict[str, str]  # word -> rule: places in a list, in a report mostly not


@lru_cache(maxsize=8)
def _words(rules: Rules) -> _Words:
    cues = rules.of("places")
    at = (c for c in cues if c.does == "preposition" and c.option("role") == PlaceRole.AT and not c.option("needs"))
    return _Words(
        prepositions=frozenset(w for c in at for w in c.lemmas),
        no_place={w: c.id for c in cues if c.does == "no_place" for w in c.lemmas},
    )


def _chosen(mentions: list[PlaceMention], text: str) -> list[PlaceMention]:
    """Without those that overlap one before them in the list, and those that only look like places."""
    taken: set[int] = set()
    apart: list[PlaceMention] = []
    for mention in mentions:
        offsets = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(offsets):
            taken.update(offsets)
            apart.append(mention)
    apart.sort(key=lambda m: m.span.start)
    known = {m.key for m in apart if m.sure}
    told = {i for pair in chained(apart, text) for i in pair}
    return [m for i, m in enumerate(apart) if m.sure or i in told or m.key in known]


class _Finder:
    def __init__(self, reading: Reading, words: _Words, own: OwnGazetteer) -> None:
        self._reading = reading
        self._words = words
        self._own = own

    def own(self) -> Iterator[PlaceMention]:
        """Names of the user's gazetteer, the longest from the left; they begin with a capital or a figure."""
        if not self._own.places:
            return
        tokens = [t for t in self._reading.doc if not t.is_space]
        k = 0
        while k < len(tokens):
            found = self._own_at(tokens, k)
            if found is not None:
                mention, n = found
                yield mention
                k += n
            else:
                k += 1

    def _own_at(self, tokens: list[Token], k: int) -> tuple[PlaceMention, int] | None:
        first = tokens[k].text[0]
        if not (first.isupper() or first.isdigit()) or self._reading.part_at(tokens[k].idx) not in READ_PARTS:
            return None
        for n in range(min(LONGEST_OWN, len(tokens) - k), 0, -1):
            name = _text(tokens[k : k + n])
            candidates = self._own.places.get(key_of(name))
            if candidates and not tokens[k + n - 1].is_punct:
                span = self._reading.span_of(tokens[k : k + n])
                return PlaceMention(span=span, name=name, candidates=candidates), n
        return None

    def of_entities(self) -> Iterator[PlaceMention]:
        """Names in the mentions of the report's entities, outlets left out."""
        starts = {token.idx: token.i for token in self._reading.doc}
        for entity in self._reading.entities:
            if entity.type is not EntityType.OUTLET:
                for span in entity.mentions:
                    tokens = self._tokens(starts, span)
                    if tokens:
                        yield from self._of_mention(entity, tokens)

    def of_dateline(self) -> Iterator[PlaceMention]:
        """ "OSTER, Albania": its places vote like others; that an event happened there nobody says."""
        report = self._reading.report
        place = report.dateline.place if report.dateline is not None else None
        if place is not None:
            for piece in DATELINE_PIECE.finditer(report.text, place.start, place.end):
                name = piece.group().rstrip()
                candidates = self._own.namesakes(name)
                if candidates:
                    span = Span(piece.start(), piece.start() + len(name))
                    yield PlaceMention(span=span, name=name, candidates=candidates)

    def _tokens(self, starts: dict[int, int], span: Span) -> list[Token]:
        """The words of a mention, without its article; [] where it is a pronoun or a description."""
        doc, i = self._reading.doc, starts.get(span.start)
        if i is None:
            return []
        tokens: list[Token] = []
        while i < len(doc) and doc[i].idx < span.end:
            if not doc[i].is_space:
                tokens.append(doc[i])
            i += 1
        while tokens and (tokens[0].pos_ == "DET" or not tokens[0].text[0].isupper()):
            tokens = tokens[1:]
        while tokens and (tokens[-1].tag_ == "POS" or tokens[-1].is_punct):
            tokens = tokens[:-1]
        return tokens

    def _of_mention(self, entity: Entity, tokens: list[Token]) -> Iterator[PlaceMention]:
        name, span = _text(tokens), self._reading.span_of(tokens)
        country = _of_demonym(name)
        whole = self._own.namesakes(name) if country is None else ()
        if country is not None:
            yield PlaceMention(span=span, name=name, candidates=(country,), demonym=True)
        elif whole and entity.type in NAMED:
            yield PlaceMention(span=span, name=name, candidates=whole)
        elif whole and entity.type in MAY_BE:
            if not self._is_no_place(tokens, name):
                told = tokens[0].i > 0 and tokens[0].nbor(-1).lower_ in self._words.prepositions
                yield PlaceMention(span=span, name=name, candidates=whole, sure=told)
        elif entity.type in MAY_HOLD:
            yield from self._inside(tokens)

    def _inside(self, tokens: list[Token]) -> Iterator[PlaceMention]:
        """Names within a name, longest first from the left."""
        k = 0
        while k < len(tokens):
            n, mention = self._inside_at(tokens, k)
            if mention is not None:
                yield mention
            k += n

    def _inside_at(self, tokens: list[Token], k: int) -> tuple[int, PlaceMention | None]:
        """(words to go on by, the name that begins here)."""
        for n in range(min(LONGEST, len(tokens) - k), 0, -1):
            words = tokens[k : k + n]
            if n == len(tokens) or not words[0].text[0].isupper() or not words[-1].text[0].isupper():
                continue
            name = _text(words)
            if self._is_no_place(words, name):
                continue
            country = _of_demonym(name)
            candidates = (country,) if country is not None else self._known_enough(name)
            if candidates:
                span = self._reading.span_of(words)
                demonym = country is not None
                return n, PlaceMention(span=span, name=name, candidates=candidates, demonym=demonym, inside=True)
        return 1, None

    def _known_enough(self, name: str) -> tuple[Listed, ...]:
        found = self._own.namesakes(name)
        if " " in name or any(p.kind in (COUNTRY, FIRST, REGION) or p.people >= MIN_PEOPLE for p in found):
            return found
        return ()

    def _is_no_place(self, tokens: list[Token], name: str) -> bool:
        rule = self._words.no_place.get(name.lower())
        if rule is not None:
            self._reading.fired(rule, self._reading.span_of(tokens))
        return rule is not None


def _of_demonym(name: str) -> Listed | None:
    code = country_of_demonym(name) if is_demonym(name) else None
    return country_with(code) if code is not None else None


def _text(tokens: list[Token]) -> str:
    doc = tokens[0].doc
    return " ".join(doc[tokens[0].i : tokens[-1].i + 1].text.split())
