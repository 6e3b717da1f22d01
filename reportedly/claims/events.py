"""What is said to be done: every event clause and every event noun becomes one mention."""

from enum import StrEnum

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.claims.chain import Attribution
from reportedly.claims.frames import Frames, Named, frames_of, particle_of
from reportedly.claims.grammar import bearer_of, is_passive
from reportedly.model.claim import Event
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue, Trigger

OURS = frozenset({"MOVE", "OTHER"})  # types that PLOVER does not have
NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "case", "mark", "cc", "det", "nmod"})
PREDICATES = frozenset({"acomp", "attr", "oprd"})
PHRASE_STARTS = frozenset({"VERB", "AUX", "ADP", "NOUN", "PROPN", "ADJ"})
MAX_CLIMB = 40  # words climbed from a clause's edge; a deeper parse is a parser's mistake
OTHER_RULE = "en/events_other/form.other"  # an event verb that no frame names
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


def events_of(reading: Reading, attributions: tuple[Attribution, ...], rules: Rules) -> tuple[EventMention, ...]:
    """Every event of the sentences that are read, in text order. Fires the rule of each."""
    frames = frames_of(rules)
    cues = {o for a in attributions for s in a.cue for o in range(s.start, s.end)}
    mentions: list[EventMention] = []
    for sentence in reading.sentences():
        found = _Sentence(reading, sentence, frames, cues).read()
        roots = {f.root_i for f in found if _may_be_cut(reading.doc[f.root_i], frames)}
        span = reading.span_of(sentence)
        mentions += [_mention(reading, f, roots, span) for f in found]
    mentions.sort(key=lambda m: (m.trigger, m.word_i))
    for mention in mentions:
        reading.fired(mention.rule, mention.trigger)
    return tuple(mentions)


class _Sentence:
    """The search of one sentence: phrases first, then verbs with their particles and objects, then nouns."""

    def __init__(self, reading: Reading, sentence: DocSpan, frames: Frames, cues: set[int]) -> None:
        self._reading = reading
        self._doc: Doc = sentence.doc
        self._tokens = [t for t in sentence if not t.is_space]
        self._frames = frames
        self._cues = cues
        self._used: set[int] = set()  # words that are part of another mention's trigger
        self._skipped: set[int] = set()  # verbs that carry an event noun
        self._carriers: set[int] = set()  # verbs that carry the event of the verb below them
        self._found: list[_Found] = []

    def read(self) -> list[_Found]:
        named_verbs: dict[int, Named] = {}
        noun_phrases: dict[int, Named] = {}
        for token in self._tokens:
            if token.i in self._used or token.pos_ not in PHRASE_STARTS or token.dep_ in ("aux", "auxpass"):
                continue
            phrase = self._frames.phrase(token)
            if phrase is not None:
                self._used.update(phrase.words)
                if token.pos_ in ("VERB", "AUX", "ADP"):
                    self._add(token, phrase)
                else:  # "air strike", "joint exercise": its last word is the noun that others hang on
                    noun_phrases[phrase.words[-1]] = phrase
        for token in self._tokens:
            if self._is_verb(token):
                named = self._frames.verb(token)
                if named is not None:
                    named_verbs[token.i] = named
                    self._use_object(token, named)
        for token in self._tokens:
            if token.i in noun_phrases:
                self._noun(token, noun_phrases[token.i], named_verbs)
            elif _may_name(token) and token.i not in self._used and token.dep_ not in NO_CLAUSE:
                named = self._frames.noun(token)
                if named is not None:
                    self._noun(token, named, named_verbs)
        for token in self._tokens:
            if self._is_verb(token) and token.i not in self._skipped:
                if token.i in named_verbs:
                    self._add(token, named_verbs[token.i])
                elif self._is_other(token):
                    self._add(token, None)
            elif token.pos_ == "ADJ" and token.i not in self._used:
                self._adjective(token)
        return [self._rooted(f) for f in self._found]

    def _adjective(self, token: Token) -> None:
        """ "was wounded", "12 dead": an adjective that a frame or events_other.toml names."""
        named = self._frames.adjective(token) if token.dep_ in PREDICATES | {"ROOT"} else None
        if named is not None:
            self._add(token, named)
            return
        outcome = self._frames.outcomes.at([token], 0)
        if outcome and bearer_of(token) is not None:
            self._fire(outcome[0][0], token, 1)
            self._add(token, None)

    def _is_verb(self, token: Token) -> bool:
        if token.pos_ != "VERB" or token.i in self._used or token.dep_ in NO_CLAUSE:
            return False
        return not (token.dep_ == "acomp" and token.tag_ == "VBG")  # "looks promising"

    def _add(self, word: Token, named: Named | None) -> None:
        is_predicate = word.pos_ == "ADJ" and word.dep_ in PREDICATES and word.head.pos_ in ("VERB", "AUX")
        root = word.head if is_predicate else word  # "four were dead"
        self._found.append(_Found(token_i=word.i, word_i=word.i, root_i=root.i, named=named))

    def _use_object(self, verb: Token, named: Named) -> None:
        """The object that a frame asks for is part of its trigger: "imposed sanctions" is one event."""
        if named.trigger.with_object:
            lent = self._frames.grammar.object(verb)
            if lent is not None:
                self._used.add(lent.head.i)

    def _noun(self, noun: Token, named: Named, named_verbs: dict[int, Named]) -> None:
        carried, verb = self._carrier(noun)
        if verb is None or verb.i in named_verbs:
            self._add(noun, named)
            return
        self._skipped.add(verb.i)
        self._used.add(noun.i)
        tense = noun if carried is Carried.STATUS else verb
        self._found.append(
            _Found(token_i=tense.i, word_i=noun.i, root_i=verb.i, named=named, carried=carried, carrier_i=verb.i)
        )

    def _carrier(self, noun: Token) -> tuple[Carried, Token | None]:
        """The verb that carries this noun as its event, and how."""
        top = noun
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN") and top.head.i < top.i:
            top = top.head
        verb, dep = top.head, top.dep_
        needed = 0
        behind = self._doc[noun.i + 1] if noun.i + 1 < len(self._doc) else noun
        if dep == "pobj" and behind.dep_ in ("aux", "auxpass") and is_passive(behind.head):
            verb, dep = behind.head, "nsubjpass"  # "as restrictions have been imposed": "as" taken for a preposition
        if dep == "pobj" and verb.dep_ == "prep":
            needed, verb = verb.i, verb.head
        if (
            verb.pos_ not in ("VERB", "AUX")
            or (verb.i in self._used)
            or dep not in ("dobj", "pobj", "nsubj", "nsubjpass")
        ):
            return Carried.NO, None
        kinds = (
            ((Carried.OCCURS, self._frames.occurring),)
            if dep == "nsubj"
            else (
                (Carried.DOES, self._frames.light),
                (Carried.UNDERGOES, self._frames.undergone),
                (Carried.STATUS, self._frames.carriers),
            )
        )
        hits = [
            (length, carried, cue)
            for carried, index in kinds
            for cue, length in index.at(self._doc, verb.i)
            if verb.i + length > needed
        ]
        if not hits:
            return Carried.NO, None
        length, carried, cue = max(hits, key=lambda hit: hit[0])  # "call off" before "call"
        self._fire(cue, verb, length)
        return carried, verb

    def _is_other(self, verb: Token) -> bool:
        """Whether a verb that no frame names is an event of its own."""
        plain = self._frames.none.at(self._doc, verb.i)
        if verb.idx in self._cues:
            for cue, length in plain[:1]:
                self._fire(cue, verb, length)
            return False
        hits = self._frames.carriers.at(self._doc, verb.i)
        if hits and (self._has_verb_complement(verb) or self._is_of_event(verb)):
            self._fire(hits[0][0], verb, hits[0][1])
            self._carriers.add(verb.i)
            return False
        for cue, length in plain[:1]:
            self._fire(cue, verb, length)
        return not plain

    def _fire(self, cue: Cue, verb: Token, length: int) -> None:
        self._reading.fired(cue.id, self._reading.span_of(self._doc[verb.i : verb.i + length]))

    def _is_of_event(self, verb: Token) -> bool:
        """ "a strike planned for Friday": only says of the event how far it got."""
        is_participle = verb.dep_ == "acl" and verb.tag_ == "VBN" and _may_name(verb.head)
        return is_participle and self._frames.noun(verb.head) is not None

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
            if above.i == root.i or above.i not in self._carriers or root.dep_ not in ("xcomp", "ccomp", "pcomp"):
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
        clause=_clause(doc, doc[found.root_i], trigger, roots),
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
        words = [word.doc[i] for i in named.words]
        return "".join(t.lemma_.lower() + (" " if t.whitespace_ else "") for t in words).strip()
    if named is not None and named.trigger.particle and word.pos_ == "VERB":
        return f"{word.lemma_.lower()} {named.trigger.particle}"
    particle = (
        next((c for c in word.children if c.dep_ == "prt" and c.i <= word.i + 4), None) if named is None else None
    )
    return f"{word.lemma_.lower()} {particle.lower_}" if particle is not None else word.lemma_.lower()


def _trigger(reading: Reading, found: _Found) -> Span:
    """The verb with the particle beside it; a phrase whole; light verb to noun where they stand close."""
    doc = reading.doc
    word, named = doc[found.word_i], found.named
    with_carrier = found.carried in (Carried.DOES, Carried.UNDERGOES) and found.carrier_i is not None
    if with_carrier and 0 < word.i - (found.carrier_i or 0) < MAX_TRIGGER_WORDS:
        return reading.span_of(doc[found.carrier_i : word.i + 1])
    if named is not None and named.kind == "phrase":
        return reading.span_of(doc[named.words[0] : named.words[-1] + 1])
    particle = particle_of(word) if word.pos_ == "VERB" else None
    wanted = particle is not None and (particle.dep_ == "prt" or (named is not None and named.trigger.particle))
    if particle is not None and wanted and particle.i == word.i + 1:
        return reading.span_of([word, particle])
    return reading.span_of([word])


def _clause(doc: Doc, root: Token, trigger: Span, roots: set[int]) -> Span:
    """From the first to the last word below `root`, clauses with mentions of their own cut off at both ends."""
    start, end = root.left_edge.i, root.right_edge.i
    while True:
        while doc[end].idx >= trigger.end and _is_edge(doc[end]):
            end -= 1
        cut = _clause_at_edge(doc[end], root, roots) if doc[end].idx >= trigger.end else None
        if cut is None or cut.left_edge.idx < trigger.end:
            break
        end = cut.left_edge.i - 1
    while True:
        while doc[start].idx < trigger.start and _is_edge(doc[start]):
            start += 1
        cut = _clause_at_edge(doc[start], root, roots) if doc[start].idx < trigger.start else None
        if cut is None or cut.right_edge.idx >= trigger.start:
            break
        start = cut.right_edge.i + 1
    return Span(min(doc[start].idx, trigger.start), max(doc[end].idx + len(doc[end]), trigger.end))


def _may_name(token: Token) -> bool:
    """Whether a noun may be an event word: a word inside a name ("Amnesty") is none."""
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.ent_type_ in ("", "EVENT"))


def _may_be_cut(root: Token, frames: Frames) -> bool:
    """Whether this clause is left out of the clause above it: not so what a verb needs ("refused to host them")."""
    if root.pos_ not in ("VERB", "AUX") or root.dep_ == "xcomp":
        return False
    return root.dep_ != "pcomp" or not frames.grammar.is_complement(root.head)


def _is_edge(token: Token) -> bool:
    """White space, marks and "and" belong to no clause at its edges."""
    return token.is_punct or token.is_space or token.dep_ == "cc"


def _clause_at_edge(token: Token, root: Token, roots: set[int]) -> Token | None:
    """The topmost clause with a mention of its own that this token lies in, below `root`."""
    top = None
    above = token
    for _ in range(MAX_CLIMB):
        if above.i == root.i:
            break
        if above.i in roots:
            top = above
        if above.head.i == above.i:
            return top
        above = above.head
    return top
