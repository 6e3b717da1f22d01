"""Noun phrases that a word may stand for, and what speaks against them."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.model.claim import EntityType
from reportedly.reading.drafts import Draft
from reportedly.reading.naming import MODIFIERS

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class Candidate:
    """A noun phrase that a word may stand for."""

    i: int  # its head
    draft: Draft | None  # None: it has no name
    subject: bool
    person: bool
    plural: bool
    gender: str | None = None
    noun_i: int | None = None  # for a pronoun: the head of the nameless noun phrase that it stands for

    @property
    def live_gender(self) -> str | None:
        """What is known by now: a pronoun may have told since."""
        return self.draft.gender if self.draft is not None else self.gender

    @property
    def who(self) -> object:
        return self.draft.n if self.draft is not None else ("noun", self.noun)

    @property
    def noun(self) -> int:
        return self.i if self.noun_i is None else self.noun_i


type Fits = Callable[[Candidate], bool]


def is_subject(token: Token) -> bool:
    """A subject, or joined to one by "and"."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ in SUBJECTS


def is_definite(det: Token) -> bool:
    return "Definite=Def" in det.morph or "PronType=Dem" in det.morph


def bound(candidate: Token, token: Token) -> bool:
    """ "Ana Doru met her": not herself. A possessive may be ("sold her boat")."""
    if token.dep_ == "poss" or "Reflex=Yes" in token.morph:
        return False
    verb = token.head if token.dep_ not in ("pobj",) else token.head.head
    return candidate.head.i == verb.i and candidate.dep_ in (*SUBJECTS, "dobj", "dative")


def words_before(head: Token) -> list[Token]:
    """The article and modifiers directly before a noun."""
    tokens: list[Token] = []
    i = head.i - 1
    while i >= head.left_edge.i and head.doc[i].dep_ in {*MODIFIERS, "det", "advmod", "punct"}:
        tokens.insert(0, head.doc[i])
        i -= 1
    while tokens and (tokens[0].is_punct or tokens[0].dep_ == "advmod"):
        tokens.pop(0)
    return tokens


def may_be(draft: Draft, does: str, kind: str | None, word: Token) -> bool:
    """Whether "the <word>" can stand for this entity."""
    body = any(k.startswith("body/") for k in draft.keys)
    if does == "COUNTRY":
        return draft.type is EntityType.COUNTRY
    if does == "BODY":
        return draft.type is EntityType.ORGANISATION and draft.kind == kind
    if draft.type.value != does:
        return False
    if does == "OUTLET":
        return kind is None or draft.kind in (None, kind)
    in_name = any(word.lemma_.lower() in name.lower().split() for name in draft.names)
    if kind is None:
        return not body and draft.kind in (None, "armed-group", "party", "union", "ngo", "company")
    return draft.kind == kind or in_name
