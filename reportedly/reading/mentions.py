"""Who and what the report names: spaCy's names corrected, and their namings joined where that is clear.

Precision before recall: a pronoun or "the group" is joined only where one antecedent fits, and stays open otherwise.
All words are in resources/en/entities.toml and titles.toml, outlets and countries in resources/world/.
"""

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Token

from reportedly.model.claim import Entity, EntityType
from reportedly.model.values import Span, in_order
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of, outlet_named
from reportedly.rules.load import Rules

TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
}
NAMERS = frozenset({EntityType.ORGANISATION, EntityType.OUTLET})
LOOK_BACK = 2  # sentences in which the antecedent of a pronoun or description must stand


@dataclass(slots=True)
class _Draft:
    """An entity while its namings are gathered."""

    type: EntityType
    names: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    tokens: set[int] = field(default_factory=set)
    kind: str | None = None
    country: str | None = None
    titles: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(n.split()) > 1, len(n)))


def join(reading: Reading, rules: Rules) -> None:
    """Fills reading.entities, entity_of_token and antecedent_of_token."""
    drafts: list[_Draft] = []
    for tokens, label in _names_in(reading):
        _add(reading, drafts, tokens, TYPES[label])
    _titles(reading, drafts, rules)
    _descriptions(reading, drafts, rules)
    drafts = [d for d in drafts if d.spans]
    drafts.sort(key=lambda d: min(d.spans))
    reading.entities = tuple(
        Entity(
            id=f"e{n}",
            name=d.name,
            type=d.type,
            kind=d.kind,
            country=d.country,
            names=tuple(dict.fromkeys(d.names)),
            mentions=in_order(d.spans),
        )
        for n, d in enumerate(drafts, 1)
    )
    reading.entity_of_token = {i: f"e{n}" for n, d in enumerate(drafts, 1) for i in sorted(d.tokens)}


def _names_in(reading: Reading) -> list[tuple[list[Token], str]]:
    """spaCy's names without article and possessive mark; a number after a name belongs to it ("Camp 3")."""
    found = []
    for ent in reading.doc.ents:
        if ent.label_ not in TYPES:
            continue
        tokens = [t for t in ent if not t.is_space]
        while tokens and (tokens[0].pos_ in ("DET", "PUNCT") or tokens[0].dep_ == "det"):
            tokens = tokens[1:]
        while tokens and (tokens[-1].tag_ == "POS" or tokens[-1].is_punct):
            tokens = tokens[:-1]
        if not tokens:
            continue
        after = tokens[-1].i + 1
        if after < len(reading.doc) and reading.doc[after].is_digit and reading.doc[after].dep_ in ("nummod", "appos"):
            tokens.append(reading.doc[after])
        found.append((tokens, ent.label_))
    return found


def _add(reading: Reading, drafts: list[_Draft], tokens: list[Token], type_: EntityType) -> None:
    span = reading.span_of(tokens)
    name = " ".join(span.of(reading.report.text).split())
    outlet, country = outlet_named(name), country_of(name)
    if outlet is not None:
        type_ = EntityType.OUTLET
    elif country is not None and type_ in (EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION):
        type_ = EntityType.COUNTRY
    draft = next((d for d in reversed(drafts) if _same(d, name, type_, tokens)), None)
    if draft is None:
        draft = _Draft(type=type_)
        drafts.append(draft)
    draft.names.append(name)
    draft.spans.append(span)
    draft.tokens.update(t.i for t in tokens)
    draft.country = draft.country or country or (outlet.country if outlet else None)
    draft.kind = draft.kind or (outlet.kind if outlet else None) or ("state" if type_ is EntityType.COUNTRY else None)


def _same(draft: _Draft, name: str, type_: EntityType, tokens: list[Token]) -> bool:
    """Same name, part of a person's name, an abbreviation in brackets or by initials."""
    if name in draft.names:
        return True
    if draft.type is EntityType.PERSON and type_ in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE):
        words = name.split()
        return any(
            (len(words) == 1 and n.split()[-1] == name) or (len(n.split()) == 1 and words[-1] == n) for n in draft.names
        )
    if draft.type in (EntityType.COUNTRY, EntityType.OUTLET) or type_ in (EntityType.COUNTRY, EntityType.OUTLET):
        return False
    short, long = sorted((name, draft.name), key=len)
    return abbreviates(short, long)


def abbreviates(short: str, long: str) -> bool:
    """ "HF" of "Harbour Front"; "MKO" of "Mujahedin-e-Khalq": one letter more, for the kind of body, may follow."""
    if not (2 <= len(short) <= 6 and short.isupper() and short.isalpha()) or len(long) <= len(short):
        return False
    initials = "".join(w[0] for w in long.replace("-", " ").split() if w[0].isupper())
    return len(initials) >= 2 and (short == initials or short[:-1] == initials)


def _titles(reading: Reading, drafts: list[_Draft], rules: Rules) -> None:
    """ "Prime Minister Ana Doru" gives her the title by which "the prime minister" finds her."""
    index = CueIndex(rules.of("titles"))
    owner = {i: d for d in drafts if d.type is EntityType.PERSON for i in d.tokens}
    for sentence in reading.doc.sents:
        for match in index.in_tokens(sentence):
            words = match.tokens(reading.doc)
            head = words[-1]
            key = " ".join(w.lower_ for w in words)
            reading.fired(match.cue.id, reading.span_of(words))
            near = head.i + 1
            person = owner.get(near) or owner.get(head.head.i if head.dep_ in ("compound", "appos", "nmod") else -1)
            if person is not None:
                person.titles.add(key)
                continue
            if not any(c.lower_ == c.lemma_.lower() and c.dep_ == "det" for c in head.children):
                continue
            holders = [d for d in drafts if key in d.titles and min(d.spans).start < head.idx]
            if len(holders) == 1:
                _join_description(reading, holders[0], head)


def _descriptions(reading: Reading, drafts: list[_Draft], rules: Rules) -> None:
    """ "the group", "he": joined where one name in this or the two sentences before fits."""
    index = CueIndex(rules.of("entities"))
    sentences = list(reading.doc.sents)
    for n, sentence in enumerate(sentences):
        for match in index.in_tokens(sentence):
            head = reading.doc[match.end_i - 1]
            kind = match.cue.does
            if kind not in ("person", "body") or head.i in reading.antecedent_of_token:
                continue
            is_pronoun = head.pos_ == "PRON"
            if not is_pronoun and not any(c.dep_ == "det" and c.tag_ == "DT" for c in head.children):
                continue
            if any(c.ent_type_ in TYPES for c in head.children if c.dep_ in ("compound", "nmod", "amod")):
                continue
            wanted = {EntityType.PERSON} if kind == "person" else NAMERS - {EntityType.OUTLET}
            start = sentences[max(0, n - LOOK_BACK)].start
            paragraph = reading.paragraph_at(head.idx)
            near = [
                d
                for d in drafts
                if d.type in wanted
                and any(start <= i < head.i for i in d.tokens)
                and (not is_pronoun or paragraph is None or any(s in paragraph for s in d.spans))
            ]
            if len(near) > 1:
                weight = Counter({id(d): len(d.spans) for d in near})
                first, second = weight.most_common(2)
                near = [d for d in near if id(d) == first[0]] if not is_pronoun and first[1] >= 2 * second[1] else []
            if len(near) == 1:
                reading.fired(match.cue.id, reading.span_of([head]))
                _join_description(reading, near[0], head)


def _join_description(reading: Reading, draft: _Draft, head: Token) -> None:
    """The description's words become a mention; its antecedent is the latest full naming before it."""
    words = [t for t in head.subtree if t.i <= head.i and t.dep_ in ("det", "amod", "compound") and t.head.i == head.i]
    before = [s for s in draft.spans if s.end <= head.idx]
    full = [s for s in before if " ".join(s.of(reading.report.text).split()) == draft.name]
    if before:
        reading.antecedent_of_token[head.i] = (full or before)[-1]
    draft.spans.append(reading.span_of([*words, head]))
    draft.tokens.add(head.i)
