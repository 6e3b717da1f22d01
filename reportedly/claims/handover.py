"""Where words are handed over to a voice: the grammar around reporting verbs and nouns, one sentence at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.claims.accusations import Accusation
from reportedly.claims.voices import full_phrase
from reportedly.model.claim import Stance
from reportedly.model.values import Evidence, Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "...", "…"})
DISPUTING = (Stance.DENIES, Stance.DOUBTS)
MAX_CLIMB = 12  # governors asked for a subject; deeper is a parser's mistake


@dataclass(slots=True, eq=False)
class Handover:
    """An attribution in the making. `source` is the head noun of the source phrase; None: nobody is named."""

    rule: str
    stance: Stance
    words: Span | None  # the words that the rule matched
    cue_i: int | None  # token index of the head of the cue; None: no cue
    cue: Evidence
    source: Token | None
    source_words: Evidence
    content: Evidence
    within: "Handover | None" = None
    disputes: "Handover | None" = None
    relays: bool = False
    model: str | None = None  # the learned tagger, where it found the same
    accusation: "Accusation | None" = None  # what it is accused, convicted or cleared of
    carried: bool = False  # goes on from the sentence before, without a cue of its own
    is_voice: bool = True  # see Attribution


def subject_of(verb: Token) -> Token | None:
    """The noun whose deed the verb is, subjects lent by conjunction, relative and participle clauses included."""
    token = verb
    for _ in range(MAX_CLIMB):
        own = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            if own.dep_ == "nsubjpass" and token.i == verb.i:
                return agent_of(verb)
            if own.tag_ in ("WDT", "WP") and token.dep_ in ("relcl", "acl", "ccomp"):
                return token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None
            return None if own.tag_ in ("WDT", "WP", "EX") else own
        if any(c.dep_ in ("expl", "csubj", "auxpass") for c in token.children) and token.i == verb.i:
            return agent_of(verb)
        head = token.head
        if head.i == token.i:
            return None
        if token.i == verb.i and verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl"):
            return agent_of(verb)  # "Asked whether ..., he said": he is not the one who asked
        if token.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return head if token.tag_ == "VBG" and token.i == verb.i else None
        if token.dep_ == "pcomp" and head.dep_ == "prep":
            head = head.head
        elif token.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "dep", "pcomp"):
            return None
        if token.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in head.children):
            return next(c for c in head.children if c.dep_ == "dobj")
        if token.dep_ in ("advcl", "ccomp") and token.tag_ not in ("VBG", "VBN", "VB"):
            return None
        if head.pos_ not in ("VERB", "AUX"):
            return None
        token = head
    return None


def passive_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def object_after(word: Token, prepositions: Iterable[str]) -> Token | None:
    """The noun after one of these prepositions that hangs on a word."""
    for child in word.children:
        if child.dep_ in ("agent", "prep") and child.lower_ in prepositions:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def cue_of(reading: Reading, tokens: list[Token]) -> Evidence:
    """A verb's words with its auxiliaries, negation, particle and the adverbs between, as one stretch."""
    head = tokens[0]
    around = {t.i for t in tokens}
    for child in head.children:
        if child.dep_ in AUXILIARIES and abs(child.i - head.i) <= 5:
            around.add(child.i)
    first, last = min(around), max(around)
    subject = {t.i for c in head.children if c.dep_ in SUBJECTS for t in c.subtree}
    if head.i not in subject and any(first < i < last for i in subject):  # a question: "did the mayor say"
        first = tokens[0].i
    adverb = head.doc[first - 1] if first else None
    if adverb is not None and adverb.dep_ == "advmod" and adverb.head.i == head.i and adverb.pos_ == "ADV":
        first -= 1
    return (reading.span_of(head.doc[first : last + 1]),)


def is_impersonal(verb: Token) -> bool:
    """ "it is alleged": nobody is named who says so."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "expl")), None)
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children) and agent_of(verb) is None
    return passive and subject is not None and subject.pos_ == "PRON" and subject.morph.get("Gender", []) == ["Neut"]


def leaves_open(verb: Token) -> bool:
    """ "did not say how long", "would not say who": the words after a question word are not said."""
    if not any(c.dep_ == "neg" for c in verb.children):
        return False
    for clause in (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i):
        opens = clause.left_edge
        if opens.i > verb.i and opens.tag_ in ("WRB", "WP", "WDT", "WP$"):
            return True
    return False


def stance_of(verb: Token, stance: Stance) -> Stance | None:
    """The stance of a verb with its negation: what one does not assert, one leaves in doubt. None: nothing is said."""
    if not any(c.dep_ == "neg" for c in verb.children):
        return stance
    if leaves_open(verb):
        return None
    return None if stance in (Stance.DEMANDS, Stance.ASKS) else Stance.DOUBTS


def points_back(claim: Token, nouns: CueIndex) -> bool:
    """An object that stands for what was said before: "denied that", "rejects it", "rejected this claim"."""
    if claim.pos_ in ("PRON", "DET") and not any(c.dep_ in ("relcl", "acl", "prep") for c in claim.children):
        return claim.tag_ == "DT" or claim.morph.get("Gender", []) == ["Neut"]
    judged = [
        c for c in claim.children if c.dep_ == "prep" and all(g.pos_ == "ADJ" for g in c.children)
    ]  # "as baseless"
    more = [c for c in claim.children if c.dep_ in ("relcl", "acl", "prep", "poss", "amod") and c not in judged]
    return bool(nouns.at([claim], 0)) and not more and len([t for t in words_below(claim, judged) if t.is_alpha]) <= 2


def words_below(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """All that hangs on a word, less what hangs on `without`; in text order, white space left out."""
    out = {t.i for w in without for t in w.subtree}
    return [t for t in head.subtree if t.i not in out and not t.is_space]


def content_of(reading: Reading, tokens: list[Token]) -> Evidence:
    """The tokens as content: gaps without a word closed, edge commas and stops dropped, quotation marks kept."""
    pieces: list[list[Token]] = []
    for token in tokens:
        if pieces and not _word_between(pieces[-1][-1], token):
            pieces[-1].append(token)
        else:
            pieces.append([token])
    spans = []
    for piece in pieces:
        first, last = 0, len(piece)
        while first < last and (piece[first].text in EDGE or piece[first].dep_ == "cc"):
            first += 1
        while last > first and piece[last - 1].text in EDGE:
            last -= 1
        if any(t.is_alpha or t.like_num for t in piece[first:last]):
            spans.append(reading.span_of(piece[first:last]))
    return tuple(spans)


def trimmed(text: str, start: int, end: int) -> list[Span]:
    """The stretch without white space and commas at its edges; [] where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in EDGE):
        end -= 1
    return [Span(start, end)] if start < end else []


def _word_between(left: Token, right: Token) -> bool:
    return any(not (t.is_punct or t.is_space) for t in left.doc[left.i + 1 : right.i])


def source_words(reading: Reading, head: Token | None, verb: Token | None) -> Evidence:
    """The full noun phrase of a source, what hangs between it and the verb left out."""
    if head is None:
        return ()
    return (reading.span_of(full_phrase(head, [verb] if verb is not None else ())),)


def contents_of_verb(verb: Token, takes: Iterable[str], prepositions: Iterable[str]) -> list[Token] | None:
    """The tokens that a reporting verb hands over, in the first of the ways that it takes them; None: it has none."""
    for way in takes:
        tokens = _WAYS[way](verb, frozenset(prepositions)) if way in _WAYS else None
        if tokens:
            return tokens
    return None


def _clause(verb: Token, _: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.dep_ == "ccomp" and (is_finite(child) or child.pos_ not in ("VERB", "AUX")):
            tokens = _up_to_semicolon(words_below(child), verb)
            if tokens:
                return tokens
    for heard in (c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i):
        for child in heard.children:  # "told the families that ...": hung on the families
            if child.dep_ in ("relcl", "acl") and any(c.dep_ == "mark" for c in child.children) and is_finite(child):
                return words_below(child)
    aside = verb.dep_ == "parataxis" and is_finite(verb) and not any(c.dep_ == "neg" for c in verb.children)
    spoken = subject_of(verb) is not None or is_impersonal(verb)
    if aside and spoken and not any(c.text == ";" for c in verb.head.children):
        return words_below(verb.head, [verb])
    return None


def _up_to_semicolon(tokens: list[Token], verb: Token) -> list[Token]:
    """What is said ends at a semicolon: what follows is the report's next statement, and what came before its last."""
    if tokens[-1].i < verb.i:
        apart = any(t.text == ";" for t in verb.doc[tokens[-1].i : verb.i])
        return [] if apart else tokens
    stops = [k for k, t in enumerate(tokens) if t.text == ";" and t.i > verb.i]
    return tokens[: stops[0]] if stops else tokens


def _gerund(verb: Token, _: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "dobj") and child.i > verb.i and _is_gerund(child):
            return words_below(child)
    return None


def _is_gerund(verb: Token) -> bool:
    """ "leaving", "having left"."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), verb)
    return first.tag_ == "VBG"


def _infinitive(verb: Token, _: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i and is_to_infinitive(child):
            agent = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i < child.i]
            below = words_below(child)
            return sorted({*words_below(agent[-1]), *below}, key=lambda t: t.i) if agent else below
    return None


def _object(verb: Token, _: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN"):
            return words_below(child)
    subject = passive_subject(verb)
    if subject is not None and subject.pos_ == "NOUN" and not any(is_to_infinitive(c) for c in verb.children):
        return words_below(subject)
    return None


def _charge(verb: Token, prepositions: frozenset[str]) -> list[Token] | None:
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    hung_on_objects = [  # where the parser takes "the minister of planning to sell" for one phrase
        c for o in objects for c in o.children if c.dep_ == "prep" and any(g.dep_ == "pcomp" for g in c.children)
    ]
    for child in [*verb.children, *hung_on_objects]:
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i > verb.i:
            inner = [c for c in child.children if c.dep_ in ("pcomp", "pobj", "amod") and c.i > child.i]
            if not inner:
                continue
            below = words_below(inner[0])
            accused = [o for o in objects if o.i < child.i]
            for going_on in verb.children:  # "of planning to sell", the infinitive hung on the accusing verb
                if going_on.dep_ in ("xcomp", "advcl") and going_on.left_edge.i == below[-1].i + 1:
                    below = [*below, *words_below(going_on)]
            return sorted({*(t for c in accused for t in words_below(c)), child, *below}, key=lambda t: t.i)
    return None


def _naming(verb: Token, _: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("oprd", "ccomp", "xcomp") and not is_to_infinitive(child):
            named = [c for c in child.children if c.dep_ == "nsubj"] or [c for c in verb.children if c.dep_ == "dobj"]
            if named and not any(c.dep_ == "mark" for c in child.children):
                return sorted({*words_below(child), *words_below(named[0])}, key=lambda t: t.i)
    return None


def _quoted(verb: Token, prepositions: frozenset[str]) -> list[Token] | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            saying = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if saying is not None:
                return _clause(saying, prepositions) or _clause(verb, prepositions)
    return None


def _passive(verb: Token, _: frozenset[str]) -> list[Token] | None:
    if passive_subject(verb) is None:
        return None
    for child in verb.children:
        if child.dep_ == "xcomp" and is_to_infinitive(child):
            subject = passive_subject(verb)
            return sorted({*words_below(child), *(words_below(subject) if subject else ())}, key=lambda t: t.i)
    return None


def _bare(verb: Token, _: frozenset[str]) -> list[Token] | None:
    """A headline's passive, "Sellin said to have fled": before "to have" and "to be" nobody says anything himself."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    if subject is None or verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("dobj", "aux") for c in verb.children):
        return None
    for child in verb.children:
        perfect = child.pos_ == "AUX" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VB" for c in child.children)
        if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and is_to_infinitive(child) and perfect:
            below = words_below(subject, [verb] if verb.head == subject else ())
            return sorted({*words_below(child), *below}, key=lambda t: t.i)
    return None


def figure_of(verb: Token, counted: Iterable[str], prepositions: Iterable[str]) -> list[Token] | None:
    """ "the number of dead at thirty": an object that is counted, and the number it is put at."""
    before = frozenset(prepositions)
    for counted_one in (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in frozenset(counted)):
        after = [t for c in verb.children if c.dep_ == "prep" and c.i > counted_one.i for t in words_below(c)]
        below = [*words_below(counted_one), *after]
        if any(t.like_num and any(a.lower_ in before for a in t.ancestors) for t in below):
            return below
    return None


_WAYS = {
    "bare": _bare,
    "clause": _clause,
    "gerund": _gerund,
    "infinitive": _infinitive,
    "object": _object,
    "charge": _charge,
    "naming": _naming,
    "quoted": _quoted,
    "passive": _passive,
}


def is_finite(token: Token) -> bool:
    """A verb with tense, or with a subject of its own that is not an infinitive's."""
    if is_to_infinitive(token):
        return False
    if "Fin" in token.morph.get("VerbForm", []) or any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children):
        return True
    return any(c.dep_ in SUBJECTS or c.dep_ == "aux" or c.dep_ == "auxpass" for c in token.children)


def is_to_infinitive(token: Token) -> bool:
    """ "to leave", "to be seen", "to have left"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)


def clause_of(token: Token) -> Token:
    """The head of the whole statement that a word stands in: up to a finite verb that nothing reported governs."""
    at = token
    for _ in range(MAX_CLIMB):
        if at.head.i == at.i or (at.dep_ in ("ccomp", "parataxis") and at.pos_ in ("VERB", "AUX")):
            return at
        at = at.head
    return at


def clause_of_noun(noun: Token, light: Token | None) -> list[Token] | None:
    """The clause that says what a claim claims: "the claim that ..."; where the parser hung it on the verb, there."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "relcl", "ccomp") and _says_what(child):
            return words_below(child)
    verb = light or (noun.head.head if noun.dep_ == "pobj" else noun.head)
    for child in verb.children:
        directly_after = child.left_edge.i == noun.i + 1 or light is not None
        if child.i > noun.i and child.dep_ == "ccomp" and directly_after and _says_what(child):
            return words_below(child)
    return None


def _says_what(clause: Token) -> bool:
    """A content clause, not a relative one: its "that" is a conjunction."""
    opens = any(c.i < clause.i and (c.dep_ == "mark" or c.tag_ == "IN") and c.dep_ != "prep" for c in clause.children)
    return opens and is_finite(clause)


def without(text: str, content: Evidence, cut: Span) -> Evidence:
    """Content less a stretch at its end or start."""
    kept: list[Span] = []
    for piece in content:
        if piece.overlaps(cut):
            if piece.start < cut.start:
                kept += trimmed(text, piece.start, cut.start)
            if cut.end < piece.end:
                kept += trimmed(text, cut.end, piece.end)
        else:
            kept.append(piece)
    return tuple(kept)
