"""A source's words -> a voice: what kind it is, whether it has a name, and the words to call it by."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, cached_property

from spacy.tokens import Token

from reportedly.model.claim import Entity, EntityType, Speech, Stance, Voice, VoiceKind
from reportedly.model.values import Evidence, record
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

FLAT_DEPS = frozenset({"compound", "amod", "nmod", "det", "poss", "nummod", "case", "flat", "punct"})
KIND_OF_ENTITY = {
    EntityType.PERSON: VoiceKind.PERSON,
    EntityType.ORGANISATION: VoiceKind.ORGANISATION,
    EntityType.OUTLET: VoiceKind.OUTLET,
    EntityType.COUNTRY: VoiceKind.GOVERNMENT,
    EntityType.PLACE: VoiceKind.GOVERNMENT,
}
KIND_OF_LABEL = {"PERSON": VoiceKind.PERSON, "ORG": VoiceKind.ORGANISATION, "GPE": VoiceKind.GOVERNMENT}
BODIES = frozenset({VoiceKind.GOVERNMENT, VoiceKind.ORGANISATION})
Hit = tuple[Cue, list[Token]]
PEOPLE = frozenset({VoiceKind.OFFICIAL, VoiceKind.WITNESS, VoiceKind.PERSON})
OUTLETS = frozenset({VoiceKind.OUTLET, VoiceKind.AGENCY})


@record
class Named:
    """What voices.toml and the entities know about one noun phrase."""

    kind: VoiceKind
    named: bool
    rule: str | None


@cache
def _index(rules: Rules) -> CueIndex:
    return CueIndex(c for c in rules.of("voices") if c.does != VoiceKind.REPORT)


class VoiceNamer:
    """Reads noun phrases of one reading as voices."""

    def __init__(self, reading: Reading, rules: Rules) -> None:
        self._reading = reading
        self._cues = _index(rules)
        self._entities: dict[str, Entity] = {e.id: e for e in reading.entities}
        self._author_after = frozenset(w for c in rules.of("voices") for w in c.option("prepositions", ()))

    def voice(self, head: Token | None, stance: Stance, speech: Speech, source: Evidence, cue: Evidence) -> Voice:
        """The voice behind a source's head noun; an unnamed one where there is no head."""
        if head is None:
            return Voice(name=None, kind=VoiceKind.OTHER, named=False, stance=stance, speech=speech, cue=cue)
        speaker = self.author_of(head)
        whole = one_of(speaker)
        known = self._known(whole or speaker)
        words = self._reading.span_of([*flat_phrase(speaker), *(flat_phrase(whole) if whole is not None else ())])
        if speaker.i == head.i and whole is None and source and words not in source[0] and head.idx in source[0]:
            words = source[0]  # the parser's phrase runs over the edge of the source
        return Voice(
            name=words.of(self._reading.report.text),
            kind=known.kind,
            named=known.named and whole is None,
            stance=stance,
            speech=speech,
            entity=self._reading.entity_of_token.get(speaker.i),
            evidence=source if speaker.i == head.i and any(head.idx in s for s in source) else (words,),
            cue=cue,
        )

    def author_of(self, head: Token) -> Token:
        """Who speaks: "the report by Radio Oster" is Radio Oster's word, "the agency SANA" is SANA. Else the head."""
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and head.tag_ == "NN":
                return child  # "the mayor, Ana Doru"
        word = self._word(head)
        if word is None or word[0].does not in (VoiceKind.DOCUMENT, VoiceKind.POLL):
            return head
        for child in head.children:
            if child.dep_ == "poss" or (child.dep_ == "compound" and self.is_outlet(child)):
                author: Token | None = child
            elif child.dep_ in ("prep", "agent") and child.lower_ in self._author_after:
                author = next((c for c in child.children if c.dep_ == "pobj"), None)
            else:
                continue
            if (
                author is not None
                and author.pos_ != "PRON"
                and self._known(author).kind
                not in (
                    VoiceKind.DOCUMENT,
                    VoiceKind.OTHER,
                )
            ):
                return author
        return head

    def is_nobody(self, head: Token) -> bool:
        """Whether the word means that no one speaks: "none of the parties would say"."""
        word = self._word(head)
        if word is None or not word[0].option("nobody", False):
            return False
        self._reading.fired(word[0].id, self._reading.span_of(word[1]))
        return True

    def is_known(self, head: Token) -> bool:
        """Whether the report or voices.toml says more of somebody than a bare name, perhaps a place or topic."""
        known = self._known(one_of(head) or head)
        entity = self._entities.get(self._reading.entity_of_token.get(head.i, ""))
        longer = entity is not None and any(" " in name for name in entity.names)
        if known.rule is not None or known.kind in OUTLETS:
            return True
        return known.kind is not VoiceKind.GOVERNMENT and (longer or len(flat_phrase(head)) > 1)

    def is_outlet(self, head: Token) -> bool:
        """A news outlet or agency, by entity or by a word before or in its name."""
        return self._known(head).kind in OUTLETS

    def speaks(self, head: Token) -> bool:
        """Whether a noun can be somebody's voice at all: a name or a word of voices.toml."""
        known = self._known(one_of(head) or head)
        return known.kind is not VoiceKind.OTHER or known.rule is not None

    def _known(self, head: Token) -> Named:
        antecedent = self._antecedent(head)
        if antecedent is not None:
            return self._known(antecedent)
        phrase = flat_phrase(head)
        entity = self._entities.get(self._reading.entity_of_token.get(head.i, ""))
        word, before = self._word(head), self._word_before(head, phrase)
        kind: VoiceKind | None = None
        hit: Hit | None = None
        if entity is not None:
            kind = KIND_OF_ENTITY.get(entity.type)
            if entity.type is EntityType.OUTLET and entity.kind == "agency":
                kind = VoiceKind.AGENCY
        if kind is None or (kind in (VoiceKind.PERSON, VoiceKind.ORGANISATION) and entity is not None):
            hit, by_word = self._by_words(head, word, before, kind)
            kind = by_word or kind or KIND_OF_LABEL.get(head.ent_type_)
        if kind is VoiceKind.PERSON and entity is not None and hit is None:
            hit = self._told_elsewhere.get(entity.id)
            kind = VoiceKind(hit[0].does) if hit is not None else kind
        if kind is None and head.morph.get("Gender", []) and head.pos_ == "PRON":
            kind = VoiceKind.PERSON if head.morph.get("Gender", []) != ["Neut"] else None
        cue = hit[0] if hit is not None else None
        if hit is not None:
            self._reading.fired(hit[0].id, self._reading.span_of(hit[1]))
        if kind is VoiceKind.OFFICIAL and hit is not None and self._is_private(head, hit):
            kind = VoiceKind.PERSON
        kind = kind or VoiceKind.OTHER
        return Named(kind=kind, named=self._is_named(head, phrase, kind, cue), rule=cue.id if cue else None)

    def _antecedent(self, head: Token) -> Token | None:
        """The noun that a pronoun without an entity stands for: "he" for "the governor"."""
        if head.pos_ != "PRON" or head.i in self._reading.entity_of_token:
            return None
        span = self._reading.antecedent_of_token.get(head.i)
        named = self._reading.doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
        if named is None or named.root.pos_ == "PRON" or named.end > head.i:
            return None
        return named.root

    def _is_private(self, head: Token, hit: Hit) -> bool:
        """Whether one who speaks for a body speaks for no public one: "a spokesman for the union", "its chairman"."""
        cue, words = hit
        ties = cue.option("holders", ())
        if not ties:
            return False
        office = words[-1]
        holders = [
            c for t in {office, head} for c in t.children if c.dep_ in ("poss", "compound", "nmod") and c.i < t.i
        ]
        for prep in (c for c in office.children if c.dep_ == "prep" and c.lower_ in ties):
            holders += [c for c in prep.children if c.dep_ == "pobj"]
        kinds = {self._body_kind(t) for t in holders if t not in words}
        return VoiceKind.ORGANISATION in kinds and VoiceKind.GOVERNMENT not in kinds

    def _body_kind(self, holder: Token) -> VoiceKind | None:
        """ORGANISATION or GOVERNMENT; an outlet is an organisation here. None where it is no body that is known."""
        holder = self._antecedent(holder) or holder
        entity = self._entities.get(self._reading.entity_of_token.get(holder.i, ""))
        word = self._word(holder)
        kind = VoiceKind(word[0].does) if word is not None else None
        if kind is None and entity is not None:
            kind = KIND_OF_ENTITY.get(entity.type)
        return VoiceKind.ORGANISATION if kind in OUTLETS else kind if kind in BODIES else None

    @cached_property
    def _offices(self) -> frozenset[str]:
        """The words that stand beside the names of people somewhere in the report, each beside one name only."""
        holders: dict[str, set[str]] = {}
        for i, entity in self._reading.entity_of_token.items():
            head = self._reading.doc[i]
            if head.pos_ == "PROPN" and head.dep_ != "compound":
                before = self._word_before(head, flat_phrase(head))
                if before is not None and VoiceKind(before[0].does) in PEOPLE:
                    holders.setdefault(before[1][-1].lemma_.lower(), set()).add(entity)
        return frozenset(word for word, names in holders.items() if len(names) == 1)

    @cached_property
    def _told_elsewhere(self) -> dict[str, Hit]:
        """By entity, the word that stands beside a person's name somewhere in the report: "Ana Doru, the mayor"."""
        told: dict[str, Hit] = {}
        for i, entity in sorted(self._reading.entity_of_token.items()):
            head = self._reading.doc[i]
            if head.pos_ == "PROPN" and head.dep_ != "compound" and entity not in told:
                before = self._word_before(head, flat_phrase(head))
                if before is not None and VoiceKind(before[0].does) in PEOPLE:
                    told[entity] = before
        return told

    def _by_words(
        self, head: Token, word: Hit | None, before: Hit | None, kind: VoiceKind | None
    ) -> tuple[Hit | None, VoiceKind | None]:
        """The cue that decides and its kind: the head's own word, or the word before a name."""
        if head.pos_ == "PROPN" and before is not None:
            told = VoiceKind(before[0].does)
            person = kind is VoiceKind.PERSON or head.ent_type_ == "PERSON"
            known_person = person and kind is not None
            if told is VoiceKind.OFFICIAL or (told is VoiceKind.WITNESS and person):
                return before, told
            if told in OUTLETS and not known_person:
                return before, told
        if word is not None and (head.pos_ != "PROPN" or head.ent_type_ != "PERSON"):
            return word, VoiceKind(word[0].does)
        return None, None

    def _word(self, head: Token) -> Hit | None:
        """The entry for a head noun: a phrase that ends with it, or the noun itself."""
        if head.i and head.nbor(-1).sent == head.sent:
            pair = [head.nbor(-1), head]
            for cue, n in self._cues.at(pair, 0)[:1]:
                if n == len(pair):
                    return cue, pair
        hits = self._cues.at([head], 0) if head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") else []
        return (hits[0][0], [head]) if hits else None

    def _word_before(self, head: Token, phrase: list[Token]) -> Hit | None:
        """The entry for a title or kind word before a name: "Prime Minister", "the broadcaster"."""
        tokens = [*phrase[: bisect_left([t.i for t in phrase], head.i)], *_apposed(head)]
        nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.dep_ != "poss"]
        matches = self._cues.in_tokens(nouns)
        return (matches[-1].cue, matches[-1].tokens(head.doc)) if matches else None

    def _is_named(self, head: Token, phrase: list[Token], kind: VoiceKind, cue: Cue | None) -> bool:
        if cue is not None and cue.option("not_one", False):
            return False
        if head.pos_ == "PROPN" or head.i in self._reading.entity_of_token:
            return True
        if kind in OUTLETS and any(t.pos_ == "PROPN" for t in phrase):
            return True
        if kind in PEOPLE and head.tag_ == "NN" and head.lemma_.lower() in self._offices:
            return True  # "the governor", whose name the report gives
        if kind not in BODIES:
            return False
        return any(t.ent_type_ in ("NORP", "GPE", "ORG") for t in phrase) or _is_the_one(head)


def _is_the_one(body: Token) -> bool:
    """A body that a definite article, a possessor or no article at all marks as the one of its kind: "the army"."""
    if body.tag_ == "NNS":
        return False
    dets = [c for c in body.children if c.dep_ == "det"]
    return all("Definite=Def" in d.morph for d in dets)


def _apposed(head: Token) -> list[Token]:
    """The head nouns that stand beside a name: "Ana Doru, the mayor"; "the mayor, Ana Doru"."""
    beside = [c for c in head.children if c.dep_ == "appos"]
    return beside + ([head.head] if head.dep_ == "appos" else [])


def one_of(head: Token) -> Token | None:
    """The noun that the head counts some of: "officials" for "one" in "one of the officials"; else None."""
    if head.pos_ not in ("NUM", "PRON", "DET", "ADJ") or head.tag_ in ("PRP", "WP", "WDT"):
        return None
    after = next((c for c in head.children if c.dep_ == "prep" and c.i > head.i), None)
    return next((c for c in after.children if c.dep_ == "pobj"), None) if after is not None else None


def flat_phrase(head: Token) -> list[Token]:
    """A noun with the words before it that belong to it: "Albanian Prime Minister Edi Rama". Articles are kept."""
    first = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in FLAT_DEPS:
            first = min(first, child.left_edge.i)
    tokens = [t for t in head.doc[first : head.i + 1] if not t.is_space]
    while len(tokens) > 1 and tokens[0].is_punct:
        tokens.pop(0)
    return tokens


def full_phrase(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """A noun with all that belongs to it, appositions included; clauses that hang on it and `without` are left out."""
    out = {t.i for t in without}
    keep: set[int] = {head.i}
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp") or child.i in out:
            continue
        below = [t for t in child.subtree]
        if out.isdisjoint(t.i for t in below):
            keep.update(t.i for t in below)
    # From the head outwards without a gap: what lies beyond a clause is no longer the name.
    doc, first, last = head.doc, head.i, head.i
    while first - 1 in keep or (first > 0 and doc[first - 1].is_space and first - 2 in keep):
        first -= 1
    while last + 1 in keep or (last + 1 < len(doc) and doc[last + 1].is_space and last + 2 in keep):
        last += 1
    tokens = [t for t in doc[first : last + 1] if not t.is_space]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].dep_ in ("cc", "preconj")):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].is_punct:
        tokens.pop(0)
    return tokens
