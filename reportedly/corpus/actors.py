"""Which namings mean the same actor, from the words of the namings and what the report says of them."""

import re
from collections.abc import Iterable

from reportedly.corpus.hashing import hashed, joined
from reportedly.corpus.rarity import weight_of
from reportedly.model.claim import Entity, EntityType, Party, Read
from reportedly.model.values import record

NAMED = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.OUTLET, EntityType.COUNTRY})
WORD = re.compile(r"\w+")
TELLS_FROM = 0.5  # weight of a word; below it says nothing of whom is meant: articles, pronouns, prepositions


@record
class Naming:
    """What is known of the parties in one role."""

    words: tuple[int, ...]  # hashes of all words of all their names, those that tell most first
    key: int = 0  # of the one who is named; 0: nobody is, or several are
    name: str = ""  # what the key stands for
    country: int = 0  # hash of the ISO code of all of them, where one is known


class Namings:
    """The entities of one report by id, with the words of their names."""

    def __init__(self, read: Read) -> None:
        self._entities = {entity.id: entity for entity in read.entities}
        self._words: dict[str, tuple[int, ...]] = {}

    def entity(self, entity_id: str | None) -> Entity | None:
        return self._entities.get(entity_id) if entity_id is not None else None

    def words(self, naming: str) -> tuple[int, ...]:
        """Hashes of the telling words of a naming, in its order."""
        found = self._words.get(naming)
        if found is None:
            split = map(hashed, WORD.findall(naming.casefold()))
            found = self._words[naming] = tuple(word for word in split if weight_of(word) >= TELLS_FROM)
        return found

    def key(self, name: str, entity: Entity | None) -> int:
        """The same for namings of one person or body, as far as words tell: a person's last name, a body's words."""
        words = self.words(name)
        if not words:
            return 0
        if entity is not None and entity.type is EntityType.PERSON:
            return words[-1]
        if entity is not None and entity.type is EntityType.COUNTRY and entity.country:
            return hashed(entity.country)
        return joined(*sorted(set(words)))


def namings_of(parties: Iterable[Party], read: Read, namings: Namings) -> Naming:
    words: dict[int, None] = {}
    named: dict[int, str] = {}
    countries: set[str] = set()
    unnamed = False
    for party in parties:
        entity = namings.entity(party.entity)
        told = [party.name, *(entity.names if entity is not None else ())]
        words.update(dict.fromkeys(word for name in told for word in namings.words(name)))
        if party.countries and not party.assumed:
            countries.update(party.countries)
        elif entity is not None and entity.country:
            countries.add(entity.country)
        key = namings.key(entity.name, entity) if entity is not None and entity.type in NAMED else 0
        if key and entity is not None:
            named.setdefault(key, entity.name)
        else:
            unnamed = True
    ordered = tuple(sorted(words, key=lambda word: (-weight_of(word), word)))
    country = hashed(next(iter(countries))) if len(countries) == 1 else 0
    if len(named) == 1 and not unnamed:
        key, name = next(iter(named.items()))
        return Naming(words=ordered, key=key, name=name, country=country)
    return Naming(words=ordered, country=country)
