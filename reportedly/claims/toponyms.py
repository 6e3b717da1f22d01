"""All place names of a report and what each means: named places, demonyms, and names inside other names.

A demonym ("Albanian") stands for its country; that it is no place of an event is for places.py to know. What spaCy
takes for a body or a person is a place where its whole name is one and the words say so: a preposition of place before
it, a place name after its comma, or the same name found to be a place elsewhere in the report. A name that no list has
is left out here.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from reportedly.claims.gazetteer import COUNTRY, FIRST, REGION, Listed, country_with, key_of
from reportedly.claims.namesakes import namesakes
from reportedly.claims.resolve import NOWHERE, Asked, Choice, Home, choices
from reportedly.model.claim import Entity, EntityType, PlaceRole
from reportedly.model.report import Report
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of_demonym, is_demonym
from reportedly.rules.load import Rules

NAMED = frozenset({EntityType.PLACE, EntityType.COUNTRY})
MAY_HOLD = frozenset({EntityType.ORGANISATION, EntityType.OTHER, *NAMED})
MAY_BE = frozenset({EntityType.ORGANISATION, EntityType.OTHER, EntityType.PERSON})
LONGEST = 4  # words of a name inside another
MIN_PEOPLE = 15_000  # of a town whose one-word name stands inside another: "Wells Fargo"
DATELINE_PIECE = re.compile(r"[^,/\s][^,/]*")


@record
class Toponym:
    """A place name of the report. `inside`: it stands within the name of something else ("Aleppo University")."""

    span: Span
    name: str  # as written
    demonym: bool
    inside: bool
    choice: Choice


@record
class _Mention:
    span: Span
    name: str
    candidates: tuple[Listed, ...]
    demonym: bool = False
    inside: bool = False
    sure: bool = True  # False: a place only if its neighbours, or the same name elsewhere, say so

    @property
    def key(self) -> str:
        """ "Albanian" and "Albania" are looked up as one."""
        return key_of(self.candidates[0].name if self.demonym else self.name)


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


def toponyms_of(reading: Reading, rules: Rules, home: Home = NOWHERE) -> tuple[Toponym, ...]:
    """The place names of the parts that are read and of the dateline, in text order, none overlapping."""
    mentions = _chosen(_mentions(reading, _words(rules)), reading.report.text)
    outer_of = dict(_chained(mentions, reading.report.text))
    named = _told_apart(mentions, outer_of)
    numbers = {name: n for n, name in enumerate(dict.fromkeys(named))}
    times = Counter(named)
    within: dict[_Name, set[int]] = {name: set() for name in numbers}
    for i, j in outer_of.items():
        within[named[i]].add(numbers[named[j]])
    candidates = {name: m.candidates for m, name in zip(reversed(mentions), reversed(named), strict=True)}
    asked = [
        Asked(key=name[0], candidates=candidates[name], times=times[name], within=tuple(sorted(within[name])))
        for name in numbers
    ]
    found = choices(asked, home=home)
    return tuple(
        Toponym(span=m.span, name=m.name, demonym=m.demonym, inside=m.inside, choice=found[numbers[name]])
        for m, name in zip(mentions, named, strict=True)
    )


_Name = tuple[str, str | None]  # what is decided at once: a name, and the name after its comma where there are several


def _told_apart(mentions: list[_Mention], outer_of: dict[int, int]) -> list[_Name]:
    """ "Portland, Maine" and "Portland, Oregon" are two; "Portland" alone is the one that is told of, if it is one."""
    pairs = {(mentions[i].key, mentions[j].key) for i, j in outer_of.items()}
    several = Counter(key for key, _ in pairs)
    only = {key: outer for key, outer in pairs if several[key] == 1}
    return [(m.key, mentions[outer_of[i]].key if i in outer_of else only.get(m.key)) for i, m in enumerate(mentions)]


# -- finding ---------------------------------------------------------------------------------------------------------


def _mentions(reading: Reading, words: _Words) -> list[_Mention]:
    starts = {token.idx: token.i for token in reading.doc}
    found: list[_Mention] = []
    for entity in reading.entities:
        if entity.type is not EntityType.OUTLET:
            for span in entity.mentions:
                tokens = _tokens(reading.doc, starts, span)
                if tokens:
                    found += _of_mention(reading, entity, tokens, words)
    found += _of_dateline(reading.report)
    return sorted(found, key=lambda m: (m.span.start, -m.span.end))


def _of_dateline(report: Report) -> Iterator[_Mention]:
    """ "OSTER, Albania": its places vote like others; that an event happened there nobody says."""
    place = report.dateline.place if report.dateline is not None else None
    if place is not None:
        for piece in DATELINE_PIECE.finditer(report.text, place.start, place.end):
            name = piece.group().rstrip()
            candidates = namesakes(name)
            if candidates:
                yield _Mention(span=Span(piece.start(), piece.start() + len(name)), name=name, candidates=candidates)


def _tokens(doc: Doc, starts: dict[int, int], span: Span) -> list[Token]:
    """The words of a mention, without its article; [] where it is a pronoun or a description."""
    i = starts.get(span.start)
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


def _of_mention(reading: Reading, entity: Entity, tokens: list[Token], words: _Words) -> Iterator[_Mention]:
    name = _text(tokens)
    country = _of_demonym(name)
    if country is not None:
        yield _Mention(span=reading.span_of(tokens), name=name, candidates=(country,), demonym=True)
        return
    whole = namesakes(name)
    if whole and entity.type in NAMED:
        yield _Mention(span=reading.span_of(tokens), name=name, candidates=whole)
    elif whole and entity.type in MAY_BE:
        if name.lower() in words.no_place:
            reading.fired(words.no_place[name.lower()], reading.span_of(tokens))
            return
        told = tokens[0].i > 0 and tokens[0].nbor(-1).lower_ in words.prepositions
        yield _Mention(span=reading.span_of(tokens), name=name, candidates=whole, sure=told)
    elif entity.type in MAY_HOLD:
        yield from _inside(reading, tokens, words)


def _inside(reading: Reading, tokens: list[Token], cues: _Words) -> Iterator[_Mention]:
    """Names within a name, longest first from the left."""
    k = 0
    while k < len(tokens):
        for n in range(min(LONGEST, len(tokens) - k), 0, -1):
            words = tokens[k : k + n]
            if n == len(tokens) or not words[0].text[0].isupper() or not words[-1].text[0].isupper():
                continue
            name = _text(words)
            country = _of_demonym(name)
            if name.lower() in cues.no_place:
                reading.fired(cues.no_place[name.lower()], reading.span_of(words))
                continue
            candidates = (country,) if country is not None else _known_enough(name)
            if candidates:
                yield _Mention(
                    span=reading.span_of(words),
                    name=name,
                    candidates=candidates,
                    demonym=country is not None,
                    inside=True,
                )
                k += n
                break
        else:
            k += 1


def _known_enough(name: str) -> tuple[Listed, ...]:
    found = namesakes(name)
    if " " in name or any(p.kind in (COUNTRY, FIRST, REGION) or p.people >= MIN_PEOPLE for p in found):
        return found
    return ()


def _of_demonym(name: str) -> Listed | None:
    code = country_of_demonym(name) if is_demonym(name) else None
    return country_with(code) if code is not None else None


def _text(tokens: list[Token]) -> str:
    doc = tokens[0].doc
    return " ".join(doc[tokens[0].i : tokens[-1].i + 1].text.split())


def _chosen(mentions: list[_Mention], text: str) -> list[_Mention]:
    """Without those that overlap an earlier one, and those that only look like places."""
    apart: list[_Mention] = []
    for mention in mentions:
        if not apart or mention.span.start >= apart[-1].span.end:
            apart.append(mention)
    known = {m.key for m in apart if m.sure}
    told = {i for pair in _chained(apart, text) for i in pair}
    return [m for i, m in enumerate(apart) if m.sure or i in told or m.key in known]


def _chained(mentions: list[_Mention], text: str) -> Iterator[tuple[int, int]]:
    """(i, j) for "Pandi, Bulacan": the name before the comma, the name after it."""
    for i, (inner, outer) in enumerate(pairwise(mentions)):
        between = text[inner.span.end : outer.span.start]
        if len(between) < 4 and between.strip() == "," and not outer.demonym and inner.key != outer.key:
            yield i, i + 1
