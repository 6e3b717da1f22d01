"""Who and what the report names: namings joined into entities, and words that stand for them.

Precision before recall: what could mean two stays open. All words are in resources/en/entities.toml and titles.toml;
outlets and countries in resources/world/. The namings come from names.py, pronouns and "the group" from coreference.py.
"""

from collections import Counter
from functools import cache

from reportedly.model.claim import Entity, EntityType
from reportedly.model.values import in_order
from reportedly.reading.abbreviations import abbreviated
from reportedly.reading.coreference import Linker
from reportedly.reading.drafts import Draft, merged_into
from reportedly.reading.names import namings_of
from reportedly.reading.naming import Naming, Words
from reportedly.reading.reading import Reading
from reportedly.reading.registry import actor_code
from reportedly.reading.world import listed_name
from reportedly.rules.load import Rules


@cache
def _words(rules: Rules) -> Words:
    return Words(rules)


def join(reading: Reading, rules: Rules) -> None:
    """Fills reading.entities, entity_of_token and antecedent_of_token."""
    words = _words(rules)
    drafts = _joined(reading, namings_of(reading, words), words)
    Linker(reading, drafts, words).link()
    drafts = sorted((d for d in drafts if d.spans), key=lambda d: (min(d.spans), d.n))
    reading.entities = tuple(
        Entity(
            id=f"e{n}",
            name=listed_name(d.country, d.names) if d.type is EntityType.COUNTRY else d.name,
            type=d.type,
            kind=d.kind,
            country=d.country,
            names=tuple(dict.fromkeys(d.names)),
            mentions=in_order(d.spans),
            code=actor_code(d.kind, d.country),
        )
        for n, d in enumerate(drafts, 1)
    )
    reading.entity_of_token = {
        i: f"e{n}" for n, d in enumerate(drafts, 1) for i in sorted(d.tokens) if not reading.doc[i].is_space
    }


def _joined(reading: Reading, namings: list[Naming], words: Words) -> list[Draft]:
    """Namings of the same: one key, one name, part of a person's name, an abbreviation."""
    by_name: dict[str, Draft] = {}
    drafts: list[Draft] = []
    for naming in namings:
        name = _folded(naming.text)
        keys = [naming.key] if naming.key else [f"name/{name}"]
        draft = next((by_name[k] for k in keys if k in by_name), None)
        if draft is None:
            draft = Draft(n=len(drafts))
            drafts.append(draft)
        draft.take(reading, naming)
        for key in (*keys, f"name/{name}"):
            by_name.setdefault(key, draft)
    _merge_bodies(drafts)
    _merge_abbreviations(reading, drafts, words)
    _merge_persons(drafts)
    _merge_outlets(drafts)
    _merge_last_words(reading, drafts)
    return [d for d in drafts if d.namings]


def _folded(name: str) -> str:
    """Names in capitals are the same names; short ones ("US", "HF") are as they are."""
    name = name.replace("’", "'")
    return name.title() if name.isupper() and len(name) > 5 and "." not in name else name


def _merge_bodies(drafts: list[Draft]) -> None:
    """ "The interior ministry" into "Albania's interior ministry", where the report has no other country's."""
    by_kind: dict[tuple[str, str], dict[str, Draft]] = {}
    for draft in drafts:
        for key in sorted(k for k in draft.keys if k.startswith("body/")):
            _, kind, country, qualifier = key.split("/", 3)
            by_kind.setdefault((kind, qualifier), {}).setdefault(country, draft)
    for same in by_kind.values():
        loose = same.pop("", None)
        owners = [d for d in same.values() if d.namings]
        if loose is not None and loose.namings and len(owners) == 1 and owners[0] is not loose:
            merged_into(owners[0], loose)


def _merge_abbreviations(reading: Reading, drafts: list[Draft], words: Words) -> None:
    """ "HF" into "Harbour Front", where its letters or the brackets say so and only one name fits."""
    for short, long in abbreviated(reading, drafts, words):
        if short.namings and long.namings:
            merged_into(long, short)


def _merge_persons(drafts: list[Draft]) -> None:
    """A surname or a first name alone into the one full name that has it."""
    full: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.namings and draft.type is EntityType.PERSON:
            for name in dict.fromkeys(draft.names):
                parts = name.split()
                for part in {parts[-1], parts[0]} if len(parts) > 1 else ():
                    if draft not in full.setdefault(_folded(part), []):
                        full[_folded(part)].append(draft)
    for draft in drafts:
        if not draft.namings or any(len(n.split()) > 1 for n in draft.names):
            continue
        if draft.keys and draft.type is not EntityType.PERSON and not any(k.startswith("outlet/") for k in draft.keys):
            continue
        owners = [d for d in full.get(_folded(draft.names[0]), ()) if d is not draft and d.namings]
        if len(owners) == 1 and _may_be_person(draft, owners[0]):
            owner = owners[0]
            votes = Counter(owner.votes)
            merged_into(owner, draft)
            owner.votes = votes
            if any(k.startswith("outlet/") for k in owner.keys):  # "Bloomberg", here a man's name
                owner.keys = {k for k in owner.keys if not k.startswith("outlet/")}
                owner.kind = None


def _may_be_person(short: Draft, owner: Draft) -> bool:
    """spaCy's label of a lone surname is weak; words that decide another type are not. Mr Varga is not Ida Varga."""
    if short.gender and owner.gender and short.gender != owner.gender:
        return False
    if short.type is EntityType.PERSON or short.type is EntityType.OUTLET:
        return True
    decided = any(n.sure for n in short.namings)
    surname = any(n.split()[-1] == short.names[0] for n in owner.names)
    return surname and not decided


def _merge_outlets(drafts: list[Draft]) -> None:
    """ "Oster Mail" and "the Oster Mail newspaper" share no key; one name holds the other and both are outlets."""
    outlets = [d for d in drafts if d.namings and d.type is EntityType.OUTLET]
    for short in outlets:
        hosts = [
            d
            for d in outlets
            if d is not short and d.namings and short.namings and f"{short.name} " in f"{d.name} " and not short.keys
        ]
        if len(hosts) == 1 and hosts[0].name.startswith(short.name):
            merged_into(hosts[0], short)


def _merge_last_words(reading: Reading, drafts: list[Draft]) -> None:
    """ "the Front" into "the Harbour Front": the capital says that it is the name's own last word."""
    bodies = [d for d in drafts if d.namings and d.type in (EntityType.ORGANISATION, EntityType.OTHER)]
    for short in bodies:
        if any(" " in n for n in short.names) or short.keys or not short.namings:
            continue
        first = short.namings[0].start_i
        if first == 0 or reading.doc[first - 1].pos_ != "DET":
            continue
        hosts = [d for d in bodies if d is not short and d.namings and d.name.endswith(f" {short.name}")]
        if len(hosts) == 1:
            merged_into(hosts[0], short)
