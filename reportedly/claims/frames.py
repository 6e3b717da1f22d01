"""Event frames by their words: which frame, if any, does this verb, noun or adjective name?"""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.claims.accusations import Accusations
from reportedly.claims.grammar import TIME_ENTITIES, Grammar, Lent, conjoined, is_infinitive
from reportedly.model.values import record
from reportedly.reading.find import CueIndex
from reportedly.rules.load import Rules
from reportedly.rules.schema import Frame, Trigger

GAP = "..."  # in a phrase: up to MAX_GAP words
MAX_GAP = 4
DAY_WORDS = frozenset({"PART", "DAYWORD", "WEEKDAY"})  # classes of time.toml: "Dawn raid", "Monday protest"


@record
class Named:
    """A frame, the trigger of it that matched, and the words matched (token indices, in order)."""

    frame: Frame
    trigger: Trigger
    words: tuple[int, ...]
    kind: str  # "verb", "noun", "adjective", "phrase"


class Frames:
    """All frames of a rule set, and the words that carry an event without being one."""

    def __init__(self, rules: Rules) -> None:
        self._verbs = _Table(rules, "verbs")
        self._nouns = _Table(rules, "nouns")
        self._adjectives = _Table(rules, "adjectives")
        self._phrases: dict[str, list[tuple[tuple[str, ...], Frame, Trigger]]] = defaultdict(list)
        self._blocks: dict[str, tuple[tuple[str, ...], ...]] = {}
        for frame in rules.frames:
            self._blocks[frame.id] = tuple(tuple(b.lower().split()) for b in frame.blocks)
            for trigger in frame.triggers:
                for phrase in trigger.phrases:
                    words = tuple(phrase.lower().split())
                    self._phrases[words[0]].append((words, frame, trigger))
        for entries in self._phrases.values():
            entries.sort(key=lambda e: -len(e[0]))
        self.carriers = CueIndex(c for c in rules.of("events_other") if c.does == "CARRIES")
        self.light = CueIndex(c for c in rules.of("events_other") if c.does == "LIGHT")
        self.undergone = CueIndex(c for c in rules.of("events_other") if c.does == "UNDERGOES")
        self.occurring = CueIndex(c for c in rules.of("events_other") if c.does == "OCCURS")
        self.outcomes = CueIndex(c for c in rules.of("events_other") if c.does == "OUTCOME")
        self.none = CueIndex(c for c in rules.of("events_other") if c.does == "NO_EVENT")
        self.inside_name = words_of(rules, "INSIDE_NAME")
        self.owners = words_of(rules, "OWNER")
        self.towards = words_of(rules, "TOWARDS")
        self.day_words = frozenset(w for c in rules.of("time") if c.does in DAY_WORDS for w in c.lemmas)
        self.grammar = Grammar(
            words_of(rules, "OBJECT_CONTROL"),
            words_of(rules, "OBJECT_ACTS"),
            words_of(rules, "SUBJECT_CONTROL"),
            words_of(rules, "NEEDS_OBJECT"),
            frozenset(w for c in rules.of("counts") if c.does == "BETWEEN" for w in c.lemmas),
            self._accused,
        )
        self.accusations = Accusations(rules, lambda v: _head(self.grammar.subject(v)), self._done_to)

    def _done_to(self, verb: Token) -> Token | None:
        return _head(self.grammar.object(verb))

    def _accused(self, preposition: Token) -> tuple[str, Token, Token | None] | None:
        """(rule, its word, the accused) where the deed of an accusation stands behind this preposition."""
        found = self.accusations.at(preposition)
        if found is None:
            return None
        doc = preposition.doc
        return found.cue.id, doc[found.words[0]], doc[found.accused_i] if found.accused_i is not None else None

    def verb(self, token: Token) -> Named | None:
        return self.phrase(token) or self._single(token, self._verbs, "verb")

    def noun(self, token: Token) -> Named | None:
        return self.phrase(token) or self._single(token, self._nouns, "noun")

    def adjective(self, token: Token) -> Named | None:
        return self.phrase(token) or self._single(token, self._adjectives, "adjective")

    def phrase(self, token: Token) -> Named | None:
        """The longest phrase that begins at this token, in its sentence."""
        for key in dict.fromkeys((token.lemma_.lower(), token.lower_)):
            for words, frame, trigger in self._phrases.get(key, ()):
                matched = _follow(token, words)
                if matched and not self._blocked(frame, token):
                    return Named(frame=frame, trigger=trigger, words=matched, kind="phrase")
        return None

    def _single(self, token: Token, table: "_Table", kind: str) -> Named | None:
        particle = particle_of(token) if kind == "verb" else None
        for frame, trigger in table.at(token):
            words: tuple[int, ...] = (token.i,)
            if kind == "verb":
                if trigger.particle is None and particle is not None and particle.dep_ == "prt":
                    continue
                if trigger.particle is not None:
                    if particle is None or particle.lower_ != trigger.particle:
                        continue
                    words = (token.i, particle.i)
            if trigger.with_object and not self._has_object(token, trigger.with_object, kind, particle):
                continue
            if trigger.with_prep and not _has_prep(token, trigger.with_prep):
                continue
            if trigger.with_infinitive and not _has_infinitive(token):
                continue
            if self._blocked(frame, token):
                continue
            return Named(frame=frame, trigger=trigger, words=words, kind=kind)
        return None

    def _has_object(self, token: Token, lemmas: tuple[str, ...], kind: str, particle: Token | None) -> bool:
        if kind == "verb":
            lent = self.grammar.object(token)
            heads = [lent.head] if lent is not None else []
            if particle is not None and not heads:
                heads = [c for c in particle.children if c.dep_ == "pobj"]
        else:
            heads = [g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
            heads += [c for c in token.children if c.dep_ == "compound"]
        wanted = set(lemmas)
        for head in (h for first in heads for h in conjoined(first)):
            if head.lemma_.lower() in wanted or head.ent_type_ in wanted:
                return True
            if "PERSON" in wanted and head.tag_ == "PRP" and "Neut" not in head.morph.get("Gender", []):
                return True  # "released them"
            for prep in head.children:  # "dozens of refugees"
                inside = prep.dep_ == "prep" and prep.lower_ in self.inside_name
                if inside and any(g.lemma_.lower() in wanted for g in prep.children if g.dep_ == "pobj"):
                    return True
        return False

    def _blocked(self, frame: Frame, token: Token) -> bool:
        """Whether a longer phrase that stops this frame stands around the token."""
        doc = token.doc
        for block in self._blocks[frame.id]:
            for back in range(min(len(block), token.i + 1)):
                window = doc[token.i - back : token.i - back + len(block)]
                if len(window) == len(block) and all(
                    w in (t.lower_, t.lemma_.lower()) for w, t in zip(block, window, strict=True)
                ):
                    return True
        return False


class _Table:
    """Triggers by lemma, the most demanding first."""

    def __init__(self, rules: Rules, kind: str) -> None:
        self._by_lemma: dict[str, list[tuple[Frame, Trigger]]] = defaultdict(list)
        for frame in rules.frames:
            for trigger in frame.triggers:
                for lemma in getattr(trigger, kind):
                    self._by_lemma[lemma.lower()].append((frame, trigger))
        for entries in self._by_lemma.values():
            entries.sort(key=lambda e: -_demands(e[1]))

    def at(self, token: Token) -> Sequence[tuple[Frame, Trigger]]:
        return self._by_lemma.get(token.lemma_.lower()) or self._by_lemma.get(token.lower_) or ()


_LOADED: dict[str, Frames] = {}  # by digest of the rules: the same files make the same frames


def _head(lent: Lent | None) -> Token | None:
    return lent.head if lent is not None else None


def frames_of(rules: Rules) -> Frames:
    """The frames of these rules, built once a process."""
    found = _LOADED.get(rules.digest)
    if found is None:
        found = _LOADED[rules.digest] = Frames(rules)
    return found


def words_of(rules: Rules, does: str) -> dict[str, str]:
    """The plain words of events_other.toml that do this, each with the id of its rule."""
    return {w.lower(): c.id for c in rules.of("events_other") if c.does == does for w in c.lemmas}


def particle_of(verb: Token) -> Token | None:
    """The particle of a verb, also where the parser took it for an adverb or a preposition beside it."""
    own = next((c for c in verb.children if c.dep_ == "prt"), None)
    if own is not None:
        return own
    for child in verb.children:
        if child.dep_ in ("advmod", "prep") and verb.i < child.i <= verb.i + 1:
            return child
    return next((c for c in verb.children if c.dep_ == "advmod" and c.tag_ == "RP"), None)


def _demands(trigger: Trigger) -> int:
    return (
        4 * bool(trigger.particle)
        + 2 * bool(trigger.with_object)
        + bool(trigger.with_prep)
        + bool(trigger.with_infinitive)
    )


def _has_prep(token: Token, words: tuple[str, ...]) -> bool:
    for child in token.children:
        if child.dep_ in ("prep", "agent", "prt") and child.lower_ in words and not _is_of_time(child):
            return True
        if child.dep_ == "prep" and any(g.dep_ == "prep" and g.lower_ in words for g in child.children):
            return True
        if child.dep_ in ("dobj", "nsubjpass") and any(g.dep_ == "prep" and g.lower_ in words for g in child.children):
            return True
    return False


def _is_of_time(prep: Token) -> bool:
    """ "called a strike for Friday": no call for something."""
    return any(c.dep_ == "pobj" and c.ent_type_ in TIME_ENTITIES for c in prep.children)


def _has_infinitive(verb: Token) -> bool:
    return any(c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c) and c.i > verb.i for c in verb.children)


def _follow(token: Token, words: tuple[str, ...]) -> tuple[int, ...]:
    """Token indices of the phrase from this token on; () where it does not stand there."""
    doc = token.doc
    matched = [token.i]
    at, gap = token.i + 1, 0
    for word in words[1:]:
        if word == GAP:
            gap = MAX_GAP
            continue
        for k in range(at, min(at + gap + 1, len(doc))):
            if doc[k].is_sent_start:
                return ()
            if word in (doc[k].lower_, doc[k].lemma_.lower()):
                matched.append(k)
                at, gap = k + 1, 0
                break
        else:
            return ()
    return tuple(matched)
