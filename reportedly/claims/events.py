"""What is said to be done: every event clause and every event noun becomes one mention."""

from enum import StrEnum
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.claims.frames import Frames, Named, frames_of, particle_of
from reportedly.model.claim import Event
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Trigger

if TYPE_CHECKING:
    from reportedly.claims.attribution import Attribution

OURS = frozenset({"MOVE", "OTHER"})  # types that PLOVER does not have
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "case", "mark", "cc", "det", "nmod"})
OTHER_RULE = "en/events/form.other"  # an event verb that no frame names
MAX_TRIGGER_WORDS = 7  # "carried out a large night raid"; farther apart, the noun alone is the trigger


class Carried(StrEnum):
    """How a verb carries an event noun."""

    NO = "NO"
    DOES = "DOES"  # "carried out a raid": the verb's subject acts
    UNDERGOES = "UNDERGOES"  # "suffered an attack": the verb's subject has it done to it
    OCCURS = "OCCURS"  # "clashes broke out"
    STATUS = "STATUS"  # "planned a raid": the verb only says how far it got


@record
class EventMention:
    """One event as the words name it.

    token_i carries tense, negation and adverbials: the verb, the light verb of "carried out a raid", else the noun.
    word_i names the event: that verb itself, or the noun "raid". `carrier_i` is the verb that carries an event noun.
    """

    token_i: int
    word_i: int
    trigger: Span
    clause: Span  # without joined and dependent clauses at its edges that hold mentions of their own
    sentence: Span
    event: Event
    rule: str
    frame_trigger: Trigger | None  # None: OTHER
    carried: Carried = Carried.NO
    carrier_i: int | None = None


@record
class _Found:
    token_i: int
    word_i: int
    root_i: int  # head of its clause
    named: Named | None
    carried: Carried = Carried.NO
    carrier_i: int | None = None


def events_of(
    reading: Reading, attributions: "tuple[Attribution, ...]", rules: Rules
) -> tuple[EventMention, ...]:
    """Every event of the sentences that are read, in text order. Fires the rule of each."""
    frames = frames_of(rules)
    cues = {o for a in attributions for s in a.cue for o in range(s.start, s.end)}
    mentions: list[EventMention] = []
    for sentence in reading.sentences():
        found = _Sentence(sentence, frames, cues).read()
        roots = {f.root_i for f in found if reading.doc[f.word_i].pos_ in ("VERB", "AUX") or f.carrier_i is not None}
        span = reading.span_of(sentence)
        mentions += [_mention(reading, f, roots, span) for f in found]
    mentions.sort(key=lambda m: (m.trigger, m.word_i))
    for mention in mentions:
        reading.fired(mention.rule, mention.trigger)
    return tuple(mentions)


class _Sentence:
    """The search of one sentence: phrases first, then verbs with their particles and objects, then nouns."""

    def __init__(self, sentence: DocSpan, frames: Frames, cues: set[int]) -> None:
        self._doc: Doc = sentence.doc
        self._tokens = [t for t in sentence if not t.is_space]
        self._frames = frames
        self._cues = cues
        self._used: set[int] = set()  # words that are part of another mention's trigger
        self._skipped: set[int] = set()  # verbs that only carry another event
        self._found: list[_Found] = []

    def read(self) -> list[_Found]:
        named_verbs: dict[int, Named] = {}
        for token in self._tokens:
            if token.i not in self._used and token.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "ADP"):
                phrase = self._frames.phrase(token)
                if phrase is not None and token.dep_ not in ("aux", "auxpass"):
                    self._used.update(phrase.words)
                    self._add(token, token, phrase)
        for token in self._tokens:
            if self._is_verb(token):
                named = self._frames.verb(token)
                if named is not None:
                    named_verbs[token.i] = named
                    self._use_object(token, named)
        for token in self._tokens:
            if token.pos_ in ("NOUN", "PROPN") and token.i not in self._used and token.dep_ not in NO_CLAUSE:
                self._noun(token, named_verbs)
        for token in self._tokens:
            if self._is_verb(token) and token.i not in self._skipped:
                if token.i in named_verbs:
                    self._add(token, token, named_verbs[token.i])
                elif self._is_other(token):
                    self._add(token, token, None)
                else:
                    self._skipped.add(token.i)
            elif token.pos_ == "ADJ" and token.dep_ in ("acomp", "attr", "oprd") and token.i not in self._used:
                named_adjective = self._frames.adjective(token)
                if named_adjective is not None:
                    self._add(token, token, named_adjective)
        return [self._rooted(f) for f in self._found]

    def _is_verb(self, token: Token) -> bool:
        return token.pos_ == "VERB" and token.i not in self._used and token.dep_ not in NO_CLAUSE

    def _add(self, token: Token, word: Token, named: Named | None, carried: Carried = Carried.NO) -> None:
        self._found.append(
            _Found(token_i=token.i, word_i=word.i, root_i=token.i, named=named, carried=carried)
        )

    def _use_object(self, verb: Token, named: Named) -> None:
        """The object that a frame asks for is part of its trigger: "imposed sanctions" is one event."""
        if named.trigger.with_object:
            lent = self._frames.grammar.object(verb)
            if lent is not None:
                self._used.add(lent.head.i)

    def _noun(self, noun: Token, named_verbs: dict[int, Named]) -> None:
        named = self._frames.noun(noun)
        if named is None:
            return
        carried, verb = self._carrier(noun)
        if verb is None or verb.i in named_verbs:
            self._add(noun, noun, named)
            return
        self._skipped.add(verb.i)
        self._used.add(noun.i)
        tense = noun if carried is Carried.STATUS else verb
        self._found.append(
            _Found(
                token_i=tense.i, word_i=noun.i, root_i=verb.i, named=named, carried=carried, carrier_i=verb.i
            )
        )

    def _carrier(self, noun: Token) -> tuple[Carried, Token | None]:
        """The verb that carries this noun as its event, and how."""
        top = noun
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN") and top.head.i < top.i:
            top = top.head
        verb, dep = top.head, top.dep_
        needed = 0
        if dep == "pobj" and verb.dep_ == "prep":
            needed, verb = verb.i, verb.head
        if verb.pos_ not in ("VERB", "AUX") or (verb.i in self._used) or dep not in (
            "dobj", "pobj", "nsubj", "nsubjpass"
        ):
            return Carried.NO, None
        if top.i != noun.i and dep != "nsubj" and any(f.carrier_i == verb.i for f in self._found):
            pass  # "staged protests and strikes": both nouns are carried
        after = [self._doc[i] for i in range(verb.i, min(verb.i + 4, len(self._doc)))]
        kinds = (
            ((Carried.OCCURS, self._frames.occurring),)
            if dep == "nsubj"
            else (
                (Carried.DOES, self._frames.light),
                (Carried.UNDERGOES, self._frames.undergone),
                (Carried.STATUS, self._frames.carriers),
            )
        )
        for carried, index in kinds:
            if any(verb.i + n > needed for _, n in index.at(after, 0)):
                return carried, verb
        return Carried.NO, None

    def _is_other(self, verb: Token) -> bool:
        """Whether a verb that no frame names is an event of its own."""
        after = [self._doc[i] for i in range(verb.i, min(verb.i + 4, len(self._doc)))]
        if verb.idx in self._cues or self._frames.none.at(after, 0):
            return False
        return not (self._frames.carriers.at(after, 0) and self._has_verb_complement(verb))

    @staticmethod
    def _has_verb_complement(verb: Token) -> bool:
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("xcomp", "ccomp") and child.pos_ in ("VERB", "AUX"):
                return True
            if child.dep_ == "prep" and any(g.dep_ == "pcomp" and g.pos_ == "VERB" for g in child.children):
                return True
        return False

    def _rooted(self, found: _Found) -> _Found:
        """With the head of its clause: above the verbs that only carry it ("has decided to transfer")."""
        root = self._doc[found.root_i]
        for _ in range(len(self._tokens)):
            above = root.head.head if root.dep_ == "pcomp" else root.head
            if above.i == root.i or above.i not in self._skipped or root.dep_ not in ("xcomp", "ccomp", "pcomp"):
                break
            if above.idx in self._cues:
                break
            root = above
        return _Found(
            token_i=found.token_i,
            word_i=found.word_i,
            root_i=root.i,
            named=found.named,
            carried=found.carried,
            carrier_i=found.carrier_i,
        )


def _mention(reading: Reading, found: _Found, roots: set[int], sentence: Span) -> EventMention:
    doc = reading.doc
    word, named = doc[found.word_i], found.named
    trigger = _trigger(reading, found)
    frame = named.frame if named is not None else None
    kind = frame.type if frame is not None else "OTHER"
    return EventMention(
        token_i=found.token_i,
        word_i=found.word_i,
        trigger=trigger,
        clause=_clause(reading, doc[found.root_i], trigger, roots),
        sentence=sentence,
        event=Event(
            type=kind,
            mode=frame.mode if frame is not None else None,
            cameo=frame.cameo if frame is not None else None,
            lemma=_lemma(word, named),
            ours=kind in OURS,
        ),
        rule=frame.id if frame is not None else OTHER_RULE,
        frame_trigger=named.trigger if named is not None else None,
        carried=found.carried,
        carrier_i=found.carrier_i,
    )


def _lemma(word: Token, named: Named | None) -> str:
    if named is not None and named.kind == "phrase":
        return " ".join(word.doc[i].lemma_.lower() for i in named.words)
    if named is not None and named.trigger.particle and word.pos_ == "VERB":
        return f"{word.lemma_.lower()} {named.trigger.particle}"
    particle = next((c for c in word.children if c.dep_ == "prt"), None) if named is None else None
    return f"{word.lemma_.lower()} {particle.lower_}" if particle is not None else word.lemma_.lower()


def _trigger(reading: Reading, found: _Found) -> Span:
    """The verb with the particle beside it; a phrase whole; light verb to noun where they stand close."""
    doc = reading.doc
    word, named = doc[found.word_i], found.named
    if found.carried in (Carried.DOES, Carried.UNDERGOES) and found.carrier_i is not None:
        if 0 < word.i - found.carrier_i < MAX_TRIGGER_WORDS:
            return reading.span_of(doc[found.carrier_i : word.i + 1])
        return reading.span_of([word])
    if named is not None and named.kind == "phrase":
        return reading.span_of(doc[named.words[0] : named.words[-1] + 1])
    particle = particle_of(word) if word.pos_ == "VERB" else None
    wanted = particle is not None and (particle.dep_ == "prt" or (named is not None and named.trigger.particle))
    if particle is not None and wanted and particle.i == word.i + 1:
        return reading.span_of([word, particle])
    return reading.span_of([word])


def _clause(reading: Reading, root: Token, trigger: Span, roots: set[int]) -> Span:
    """From the first to the last word below `root`, clauses with mentions of their own cut off at both ends."""
    doc = reading.doc
    start, end = root.left_edge.i, root.right_edge.i
    while doc[end].idx >= trigger.end:
        cut = _clause_at_edge(doc[end], root, roots)
        if cut is None or cut.left_edge.idx < trigger.end:
            break
        end = cut.left_edge.i - 1
        while doc[end].idx >= trigger.end and (doc[end].is_punct or doc[end].is_space or doc[end].dep_ == "cc"):
            end -= 1
    while doc[start].idx < trigger.start:
        cut = _clause_at_edge(doc[start], root, roots)
        if cut is None or doc[cut.right_edge.i].idx >= trigger.start:
            break
        start = cut.right_edge.i + 1
    while start < end and doc[start].idx < trigger.start and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and doc[end].idx >= trigger.end and (doc[end].is_punct or doc[end].is_space):
        end -= 1
    span = reading.span_of(doc[start : end + 1])
    return Span(min(span.start, trigger.start), max(span.end, trigger.end))


def _clause_at_edge(token: Token, root: Token, roots: set[int]) -> Token | None:
    """The topmost clause with a mention of its own that this token lies in, below `root`."""
    top = None
    above = token
    while above.i != root.i:
        if above.i in roots:
            top = above
        if above.head.i == above.i:
            return top
        above = above.head
    return top
