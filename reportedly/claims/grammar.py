"""Who does and who has it done to them, by grammar alone: passives turned round, subjects lent across verbs."""

from collections.abc import Callable, Collection, Iterable, Mapping

from spacy.tokens import Token

from reportedly.model.values import record

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
TIME_ENTITIES = frozenset({"DATE", "TIME"})
MAX_DEPTH = 12  # verbs looked through for a subject; deeper is a parser's mistake


@record
class Lent:
    """A noun in a grammatical place, and whether it was lent from another verb."""

    head: Token
    lent: bool = False
    by: tuple[str, Token] | None = None  # (rule, word) where a listed word decided whose act it is


Accused = Callable[[Token], tuple[str, Token, Token | None] | None]


class Grammar:
    """Grammatical places of verbs. The tables hold words and the ids of their rules.

    `object_control`: prepositions after which the object above is the one who acts. `object_acts`: verbs whose object
    acts ("accused X of"), wherever the parser hangs the preposition. `subject_control`: verbs whose subject acts in the
    infinitive even if they have an object ("promised him to go"). `needs_object`: verbs that never go without one.
    `range_openings`: words that open a range of numbers ("between"). `accused`: a preposition before a deed -> the rule
    of the accusation, its word and who is accused, which may be nobody; None where it is none.
    """

    def __init__(
        self,
        object_control: Mapping[str, str],
        object_acts: Mapping[str, str],
        subject_control: Mapping[str, str],
        needs_object: Mapping[str, str],
        range_openings: Collection[str] = (),
        accused: Accused = lambda preposition: None,
    ) -> None:
        self._object_control = object_control
        self._object_acts = object_acts
        self._subject_control = subject_control
        self._needs_object = needs_object
        self._range_openings = range_openings
        self._accused = accused

    def is_passive(self, verb: Token) -> bool:
        """Also the passive without its auxiliary: "two killed in raid", "ten were hurt and two killed"."""
        return is_passive(verb) or self.short_passive(verb) is not None

    def short_passive(self, verb: Token) -> str | None:
        """The rule by which a verb that needs an object and has none is a passive; None where it is not."""
        rule = self._needs_object.get(verb.lemma_.lower())
        if rule is None or verb.tag_ not in ("VBD", "VBN"):
            return None
        deps = {c.dep_ for c in verb.children}
        if deps & {"aux", "auxpass", "dobj", "ccomp", "xcomp", "dative"} or "nsubj" not in deps:
            return None
        if ranged_object(verb, self._range_openings) is not None:
            return None
        if any(c.dep_ == "conj" for c in verb.children) or any(c.tag_ in RELATIVE_TAGS for c in verb.children):
            return None
        return None if verb.dep_ == "relcl" else rule

    def is_complement(self, prep: Token) -> bool:
        """Whether an -ing form after this preposition completes the verb above ("banned X from entering")."""
        return prep.lower_ in self._object_control

    def subject(self, verb: Token) -> Lent | None:
        """The one who does it. None where nobody is named (a passive without agent)."""
        if not self.is_passive(verb):
            return self.surface_subject(verb)
        return next((Lent(head=t) for c in verb.children if c.dep_ == "agent" for t in _objects_of_prep(c)), None)

    def object(self, verb: Token) -> Lent | None:
        """The one it is done to."""
        if self.is_passive(verb):
            found = self.surface_subject(verb)
            rule = self.short_passive(verb)
            return Lent(head=found.head, lent=found.lent, by=(rule, verb)) if found and rule else found
        own = next((c for c in verb.children if c.dep_ in OBJECTS), None)
        if own is not None:
            if own.tag_ in RELATIVE_TAGS and (noun := _noun_of_relative(verb)) is not None:
                return Lent(head=noun, lent=True)
            return Lent(head=own)
        ranged = ranged_object(verb, self._range_openings)
        if ranged is not None:
            return Lent(head=ranged)
        for child in verb.children:  # "told them to leave", parsed as a clause with its own subject
            if child.dep_ in ("ccomp", "xcomp") and is_infinitive(child) and child.i > verb.i:
                inner = next((c for c in child.children if c.dep_ in SUBJECTS and c.i > verb.i), None)
                if inner is not None:
                    return Lent(head=inner)
        for child in verb.children:  # "turned in its assets", the particle parsed as a preposition
            if child.dep_ == "prep" and child.i == verb.i + 1:
                inner = next(iter(_objects_of_prep(child)), None)
                if inner is not None and child.tag_ == "RP":
                    return Lent(head=inner)
        relative = self._relative_object(verb)
        if relative is not None:
            return Lent(head=relative, lent=True)
        if any(c.dep_ == "conj" and c.i - verb.i <= 3 for c in verb.children):  # "robbed and beat a driver"
            last = next(c for c in verb.children if c.dep_ == "conj")
            shared = next((c for c in last.children if c.dep_ in OBJECTS), None)
            if shared is not None and not any(
                c.dep_ in ("prep", "advmod", "prt") and c.i > verb.i for c in verb.children
            ):
                return Lent(head=shared, lent=True)
        return None

    def _relative_object(self, verb: Token) -> Token | None:
        """ "the camp (that) police raided": the noun, where the clause has a subject of its own and no object."""
        if verb.dep_ != "relcl":
            return None
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is None or own.tag_ in RELATIVE_TAGS:
            return None
        if any(c.dep_ in ("advmod", "prep") and c.tag_ in ("WRB", "WDT") for c in verb.children):
            return None
        if any(g.tag_ in RELATIVE_TAGS for c in verb.children if c.dep_ == "prep" for g in c.children):
            return None
        return verb.head

    def surface_subject(self, verb: Token, depth: int = 0) -> Lent | None:
        """The subject as it stands, or as lent by the words above."""
        if depth > MAX_DEPTH:
            return None
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            if own.tag_ in RELATIVE_TAGS and (noun := _noun_of_relative(verb)) is not None:
                return Lent(head=noun, lent=True)
            return Lent(head=own)
        if any(c.dep_ == "expl" for c in verb.children) or verb.head.i == verb.i:
            return None
        found = self._lent_subject(verb, depth + 1)
        return Lent(head=found.head, lent=True, by=found.by) if found is not None else None

    def _lent_subject(self, verb: Token, depth: int) -> Lent | None:
        head, dep = verb.head, verb.dep_
        if dep == "conj":
            return self.surface_subject(head, depth) if head.pos_ in ("VERB", "AUX", "ADJ") else None
        if dep in ("acl", "relcl"):
            if is_infinitive(verb) and dep == "acl":
                return self._holder(head, depth)
            return Lent(head=head)
        if dep == "pcomp":
            if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
                return None  # "put the number of detained at 30": those who were, not what the subject did
            return self._after_preposition(head, depth)
        if head.pos_ == "ADJ" and dep in ("xcomp", "ccomp", "advcl"):
            upper = head.head if head.dep_ in ("acomp", "attr", "oprd") else head
            return self.surface_subject(upper, depth)
        if head.pos_ in ("NOUN", "PROPN"):
            return self._holder(head, depth) if dep in ("xcomp", "ccomp") else None
        if dep == "xcomp" or (dep == "ccomp" and not _is_finite(verb)):
            return self._controller(head, depth)
        if dep == "advcl" and not _is_finite(verb):
            if is_infinitive(verb):  # purpose: the one who acts in the main clause
                return self.subject(head) if self.is_passive(head) else self._controller(head, depth)
            return self.surface_subject(head, depth)
        return None

    def _controller(self, head: Token, depth: int) -> Lent | None:
        """Whose act the infinitive is: the object of "ordered X to leave", the subject of "plans to leave"."""
        own = next((c for c in head.children if c.dep_ in (*OBJECTS, "dative") and c.pos_ in NOMINAL), None)
        if own is None or self.is_passive(head):
            return self.surface_subject(head, depth)
        rule = self._subject_control.get(head.lemma_.lower())
        if rule is None:
            return Lent(head=own)
        found = self.surface_subject(head, depth)
        return Lent(head=found.head, lent=True, by=(rule, head)) if found is not None else None

    def _after_preposition(self, prep: Token, depth: int) -> Lent | None:
        """ "banned X from entering": X. "left after entering": who left."""
        head = prep.head
        charge = self._accused(prep)
        if charge is not None:  # never the accuser
            rule, word, accused = charge
            return Lent(head=accused, lent=True, by=(rule, word)) if accused is not None else None
        if head.pos_ in ("VERB", "AUX"):
            if self.is_complement(prep):
                found = self._controller(head, depth)
                rule = self._object_control[prep.lower_]
                return Lent(head=found.head, lent=True, by=(rule, prep)) if found is not None else None
            return self.surface_subject(head, depth)
        if head.pos_ == "ADJ" and head.head.i != head.i:
            return self.surface_subject(head.head, depth)
        acts = self._object_acts.get(head.head.lemma_.lower()) if head.dep_ in (*OBJECTS, "nsubjpass") else None
        if acts is not None and self.is_complement(prep):  # "accused the guards of beating", "of" below "guards"
            return Lent(head=head, lent=True, by=(acts, head.head))
        return self._holder(head, depth) if head.pos_ in ("NOUN", "PROPN") else None

    def accused_of(self, noun: Token) -> Lent | None:
        """Who is to have done the deed that a noun names: "was charged with the murder of his clerk"."""
        charge = self._accused(noun.head) if noun.dep_ == "pobj" else None
        if charge is None or charge[2] is None:
            return None
        return Lent(head=charge[2], lent=True, by=(charge[0], charge[1]))

    def _holder(self, noun: Token, depth: int) -> Lent | None:
        """Whose plan it is: the possessor ("its plan to leave"), or the subject of the verb that it is object of."""
        for child in noun.children:
            if child.dep_ == "poss":
                return Lent(head=child)
        if noun.dep_ == "ROOT":  # a headline's "Group planning to leave", "planning" parsed as a noun
            named = next((c for c in noun.children if c.dep_ in ("compound", "nsubj") and c.i < noun.i), None)
            return Lent(head=named) if named is not None else None
        if noun.dep_ in OBJECTS and noun.head.pos_ in ("VERB", "AUX"):
            return self.surface_subject(noun.head, depth)
        return None


def is_passive(verb: Token, depth: int = 0) -> bool:
    """ "was raided", "computers seized in June" (a participle behind its noun)."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    if verb.dep_ == "conj":
        has_object = any(c.dep_ in OBJECTS for c in verb.children)
        return depth < MAX_DEPTH and not has_object and is_passive(verb.head, depth + 1)
    return verb.dep_ in ("acl", "relcl", "advcl") or any(c.dep_ == "agent" for c in verb.children)


def number_end(number: Token) -> Token:
    """The last word of a number in several: "more" of "forty or more", "six" of "between four and six"; else itself."""
    if number.pos_ != "NUM":
        return number
    ranged = any(c.dep_ == "quantmod" for c in number.children)
    for child in number.children:
        if child.dep_ == "conj" and (child.tag_ == "JJR" or (ranged and child.pos_ == "NUM")):
            return child
    return number


def ranged_object(verb: Token, openings: Collection[str]) -> Token | None:
    """ "arrested between four and six men": the men, which the parser hangs on "between". `openings`: such words."""
    for child in verb.children:
        if child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ in openings:
            for noun in _objects_of_prep(child):
                numbers = [noun] if noun.pos_ == "NUM" else [c for c in noun.children if c.dep_ == "nummod"]
                if any(c.dep_ == "conj" and c.pos_ == "NUM" for n in numbers for c in n.children):
                    return noun
    return None


def bearer_of(adjective: Token) -> Token | None:
    """Of whom an adjective is said: "12 were dead", a headline's "12 dead", "left 12 dead". None before a noun."""
    head = adjective.head
    if adjective.dep_ == "ROOT" or head.i == adjective.i:
        return next((c for c in adjective.children if c.dep_ in SUBJECTS), None)
    if adjective.dep_ == "oprd" or (adjective.dep_ == "ccomp" and head.pos_ == "VERB"):
        own = next((c for c in adjective.children if c.dep_ in SUBJECTS), None)
        return own or next((c for c in head.children if c.dep_ in OBJECTS and c.i < adjective.i), None)
    if adjective.dep_ in ("acomp", "attr"):
        return next((c for c in head.children if c.dep_ in SUBJECTS), None)
    return head if adjective.dep_ == "amod" and adjective.i > head.i else None


def is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _is_finite(verb: Token) -> bool:
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), verb)
    return first.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _noun_of_relative(verb: Token) -> Token | None:
    """The noun that a relative clause hangs on; through conjoined verbs."""
    above = verb
    for _ in range(MAX_DEPTH):
        if above.dep_ in ("relcl", "acl"):
            return above.head
        if above.head.i == above.i:
            return None
        above = above.head
    return None


def _objects_of_prep(prep: Token) -> list[Token]:
    return [c for c in prep.children if c.dep_ == "pobj"]


def prepositional(holders: Iterable[Token], word: str) -> list[Token]:
    """The nouns after this preposition below any of the holders; times left out."""
    found = []
    for holder in holders:
        for child in holder.children:
            inner = (child, *(g for g in child.children if g.dep_ == "prep")) if child.dep_ == "prep" else (child,)
            for prep in inner:
                if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ == word:
                    found += [t for t in _objects_of_prep(prep) if t.ent_type_ not in TIME_ENTITIES]
    return found


def conjoined(head: Token) -> list[Token]:
    """The noun and those joined to it: "Velmark, Tavria and Oster"."""
    found = [head]
    for _ in range(50):
        last = found[-1]
        following = next(
            (c for c in last.children if c.dep_ == "conj" and c.pos_ in NOMINAL and c.i != number_end(last).i), None
        )
        if following is None:
            break
        found.append(following)
    return found
