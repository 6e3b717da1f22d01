"""The forms of verbs that status is read off: infinitives, auxiliaries, subjects, days beside them."""

from spacy.tokens import Token

from reportedly.claims.grammar import TIME_ENTITIES


def is_nominal(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and not any(
        c.dep_ in ("aux", "auxpass") for c in token.children
    )


def is_infinitive(token: Token) -> bool:
    """ "to leave", "to be expelled", "to have left"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)


def has_own_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def has_day(verb: Token) -> bool:
    """ "on Thursday", "next week" beside the verb; not "on Thursdays"."""
    for child in verb.children:
        words = child.children if child.dep_ == "prep" else [child] if child.dep_ in ("npadvmod", "advmod") else []
        if any(w.ent_type_ in TIME_ENTITIES and w.tag_ not in ("NNS", "NNPS") for w in words):
            return True
    return False


def auxiliary_holder(token: Token) -> Token:
    """The word that carries the auxiliaries: the verb itself, or the copula of an adjective or noun trigger."""
    is_predicate = token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("AUX", "VERB")
    return token.head if is_predicate else token


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries before a verb, in text order."""
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]


def is_past(verb: Token) -> bool:
    """ "were", "was trying", "had left"."""
    return verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in auxiliaries(verb))


def is_perfect(verb: Token) -> bool:
    """ "have left", "had left", "has been shut"."""
    helpers = [a for a in auxiliaries(verb) if a.dep_ == "aux" and a.tag_ not in ("MD", "TO")]
    return verb.tag_ == "VBN" and bool(helpers)


def is_inverted(verb: Token, auxiliary: Token) -> bool:
    """ "Had the guards fired": the auxiliary stands before the subject."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and auxiliary.i < c.i < verb.i for c in verb.children)


def asks(verb: Token) -> bool:
    """Whether a question asks if this happened: its main verb, no "who" or "why" before it, a question mark behind."""
    sentence = verb.sent
    if not any(t.text == "?" for t in sentence[-3:]):
        return False
    top = verb
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    asked = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in sentence[: max(0, top.i - sentence.start)])
    return top.head.i == top.i and not asked
