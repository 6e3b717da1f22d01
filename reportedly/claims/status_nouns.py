"""Status of event nouns: of the words around them, and of the verb that they are said with.

A noun does not take over what its verb says ("will condemn the attack"): only words that make something of it do.
"""

from collections.abc import Callable

from spacy.tokens import Token

from reportedly.claims.judgement import FACTUAL, Judgement, with_negation
from reportedly.claims.status_words import StatusWords
from reportedly.claims.verb_forms import is_nominal
from reportedly.model.claim import Status
from reportedly.model.values import Evidence
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

ARGUMENTS = frozenset({"dobj", "pobj", "nsubjpass", "nsubj", "compound", "attr", "npadvmod"})


class StatusNouns:
    """`judge` gives the status of any word, `through` what a governing word passes down."""

    def __init__(
        self,
        reading: Reading,
        words: StatusWords,
        judge: Callable[[Token], Judgement],
        through: Callable[[Cue, list[Token], Token], Judgement],
    ) -> None:
        self._reading, self._words, self._judge, self._through = reading, words, judge, through

    def judge(self, token: Token) -> Judgement:
        judged = self._from_words_around(token) or Judgement(
            status=Status.HAPPENED, rule="en/status/form.noun", evidence=self._reading.evidence_of([token])
        )
        negation = self.negation_of(token)
        return with_negation(judged, negation) if negation is not None else judged

    def negation_of(self, token: Token) -> tuple[str, Evidence] | None:
        """ "no raid"."""
        for child in token.children:
            if child.dep_ in ("det", "neg"):
                cue = self._words.cue("negation", child)
                if cue is not None and cue.does == "NEGATED":
                    return cue.id, self._words.fire(cue, [child])
        return None

    def _from_words_around(self, token: Token) -> Judgement | None:
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod"):
                hit = self._words.judgement("adjective", child)
                if hit is not None:
                    return hit
        head, dep = token.head, token.dep_
        if dep == "conj":
            return self._judge(head) if is_nominal(head) else None
        if dep == "pobj":
            phrase = self._words.phrase("preposition", head)
            if phrase is not None:
                return self._words.judgement_by(*phrase)
            hit = self._words.judgement("preposition", head)
            if hit is not None:
                return hit
            governed = self._of_verb_phrase(head)
            if governed is not None:
                return governed
            state = self._words.cue("state", head) if head.head.pos_ == "AUX" and head.head.i < head.i else None
            if state is not None:
                self._words.fire(state, [head])
                return self._judge(head.head)  # "are on strike"
            head = head.head
        if head.i == token.i or dep not in ARGUMENTS:
            return self._planned_behind(token)
        return self._of_verb(token, head, dep) or self._planned_behind(token)

    def _of_verb(self, token: Token, head: Token, dep: str) -> Judgement | None:
        """What the verb or noun makes of the noun that hangs on it."""
        if dep == "nsubj":
            cue = self._words.cue("subject", head)
            return self._through(cue, [head], head) if cue is not None else self._if_any(token, head)
        cue = self._words.cue("noun", head)
        if cue is not None:
            return self._through(cue, [head], head)
        return self._if_any(token, head) if dep == "nsubjpass" else None

    def _of_verb_phrase(self, preposition: Token) -> Judgement | None:
        """ "went back on a sale", "in fear of riots": a phrase of several words ends at the preposition."""
        phrase = self._words.phrase("noun", preposition)
        if phrase is None:
            return None
        cue, words = phrase
        return self._through(cue, words, words[0])

    def _if_any(self, token: Token, verb: Token) -> Judgement | None:
        """ "Any attack would be answered": there need be none."""
        any_of = next((c for c in token.children if c.dep_ == "det" and self._words.cue("indefinite", c)), None)
        if any_of is None or self._judge(verb).status in FACTUAL:
            return None
        return self._words.judgement("indefinite", any_of)

    def _planned_behind(self, noun: Token) -> Judgement | None:
        """ "a strike planned for Friday"."""
        behind = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN")
        return next((hit for c in behind if (hit := self._words.judgement("adjective", c)) is not None), None)
