"""Whether a day that is named without its year or week lies ahead of the report: the verb that governs it decides."""

from spacy.tokens import Token

from reportedly.claims.status import StatusReader
from reportedly.claims.time_of_event import first_token, governor, top_of
from reportedly.claims.time_words import Run, TimeWords
from reportedly.model.claim import Status
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

NAMED_DAYS = ("WEEKDAY", "MONTH", "SEASON", "HOLIDAY")  # classes of words that may lie before or after publication
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.DEMANDED, Status.HYPOTHETICAL})
INSIDE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})  # "Monday's ruling"
OBJECTS = ("dobj", "nsubjpass")
MAX_STEPS = 6  # words from a day up to what it hangs on: "due at noon on Friday"
LONGEST_PHRASE = 3  # words


class Direction:
    """Reads the direction of the days of one text."""

    def __init__(self, reading: Reading, words: TimeWords, rules: Rules) -> None:
        self._reading = reading
        self._words = words.by_does
        self._statuses = StatusReader(reading, (), rules)

    def of(self, run: Run) -> tuple[Token | None, bool]:
        """The verb that governs the words, and whether they lie ahead of the report."""
        doc = self._reading.doc
        top = top_of(doc, run.span)
        if not any(run.of(name) for name in NAMED_DAYS):
            verb = governor(doc, run.span) if top.dep_ not in INSIDE_NOUN else None
            return verb, verb is not None and self._is_to_come(verb)
        if self._is_soonest(run):
            return None, True
        verb = governor(doc, run.span) if top.dep_ not in INSIDE_NOUN else None
        if verb is None:
            return None, False
        ahead = (
            self._is_to_come(verb)
            or self._is_of_planned(verb, run)
            or self._is_awaited(top)
            or self._is_put_off(verb, run)
        )
        return verb, ahead

    def is_loose(self, run: Run) -> bool:
        """Whether only a participle, which has no tense, puts the time ahead: "a visit planned for June"."""
        i = first_token(self._reading.doc, run.span.start)
        preposition = self._reading.doc[max(i - 1, 0)]
        above = preposition.head
        bare = above.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in above.children)
        return preposition.lower_ in self._words.get("AHEAD", {}) and bare

    def _is_to_come(self, verb: Token) -> bool:
        """Whether the verb speaks of what is to come. "may have left" does not, nor does anything in the past tense."""
        helpers = [c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ not in ("MD", "TO") for c in verb.children)
        if perfect or verb.tag_ == "VBD" or "VBD" in helpers or _is_over(verb.head):
            return False
        if _is_pluperfect(verb.head.head):  # "had been due to end on Friday"
            return False
        return self._statuses.judge(verb).status in AHEAD

    def _is_awaited(self, top: Token) -> bool:
        """ "is expected in December", "due on Friday"; not "had been due on Friday"."""
        token = top
        for _ in range(MAX_STEPS):
            rule = self._words.get("AWAITED", {}).get(token.lemma_.lower())
            if rule is not None and (token.tag_ == "VBN" or token.pos_ == "ADJ"):
                if _is_pluperfect(token) or _is_pluperfect(token.head):
                    return False
                self._fired(rule, token)
                return True
            if token.head.i == token.i or token.pos_ in ("VERB", "AUX"):
                return False
            token = token.head
        return False

    def _is_put_off(self, verb: Token, run: Run) -> bool:
        """ "was postponed until Wednesday"."""
        before = self._reading.doc[max(first_token(self._reading.doc, run.span.start) - 1, 0)]
        limit = self._words.get("LIMIT", {}).get(before.lower_)
        rule = self._words.get("PUT_OFF", {}).get(verb.lemma_.lower())
        simple = verb.tag_ in ("VBD", "VBN") and not _is_pluperfect(verb)
        if limit is None or rule is None or not simple or before.head.i not in (verb.i, before.i - 1):
            return False
        self._fired(limit, before)
        self._fired(rule, verb)
        return True

    def _is_of_planned(self, verb: Token, run: Run) -> bool:
        """ "planned a rally on Saturday", "called a strike for Friday": the day is that of the event to come."""
        start = run.span.start
        preposition = verb.doc[max(first_token(verb.doc, start) - 1, 0)]
        rule = self._words.get("AHEAD", {}).get(preposition.lower_)
        if rule is not None and preposition.head.pos_ == "VERB" and not _is_pluperfect(preposition.head):
            self._fired(rule, preposition)
            return True
        rule = self._words.get("PLANS", {}).get(verb.lemma_.lower())
        objects = (c for c in verb.children if c.dep_ in OBJECTS and c.idx < start)
        if rule is None or not any(c.pos_ == "NOUN" and not _is_pluperfect(verb) for c in objects):
            return False
        self._fired(rule, verb)
        return True

    def _is_soonest(self, run: Run) -> bool:
        """ "as soon as Tuesday"."""
        doc = self._reading.doc
        i = first_token(doc, run.span.start)
        for n in range(2, LONGEST_PHRASE + 1):
            words = doc[max(i - n, 0) : i]
            rule = self._words.get("SOONEST", {}).get(words.text.lower())
            if rule is not None:
                self._reading.fired(rule, Span(words.start_char, words.end_char))
                return True
        return False

    def _fired(self, rule: str, token: Token) -> None:
        self._reading.fired(rule, Span(token.idx, token.idx + len(token)))


def _is_over(verb: Token) -> bool:
    """Whether what stands below this verb was over: not below "said that they had decided to strike on Friday"."""
    return _is_pluperfect(verb) and (verb.dep_ != "ccomp" or any(c.dep_ == "auxpass" for c in verb.children))


def _is_pluperfect(verb: Token) -> bool:
    """ "had been": over when another thing of the past happened."""
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in verb.children)
