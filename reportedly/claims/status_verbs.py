"""Status of verbs: their own modals and conjunctions, what governs them, their form.

Built from the outside in: "may plan to attack" is judged at "may plan" first (POSSIBLE), and "attack" takes what its
governor leaves open.
"""

from collections.abc import Callable

from spacy.tokens import Token

from reportedly.claims.judgement import FACTUAL, Judgement, with_negation
from reportedly.claims.status_forms import StatusForms
from reportedly.claims.status_words import StatusWords
from reportedly.claims.verb_forms import (
    auxiliaries,
    auxiliary_holder,
    has_own_subject,
    is_infinitive,
    is_inverted,
    is_past,
)
from reportedly.model.claim import Status
from reportedly.model.values import Evidence
from reportedly.reading.reading import Reading
from reportedly.rules.schema import Cue

GOVERNED = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "dep", "oprd", "acomp", "conj"})
FREE = frozenset({"advcl", "relcl", "csubj"})  # clauses that their governor says nothing of
FINITE = "finite"
MARKS = ("mark of question", "mark")  # "if" below a verb asks, before a clause of its own it sets a condition


class StatusVerbs:
    """`judge` gives the status of any word, `through` what a governing word passes down."""

    def __init__(
        self,
        reading: Reading,
        words: StatusWords,
        cue_offsets: set[int],
        judge: Callable[[Token], Judgement],
        through: Callable[[Cue, list[Token], Token], Judgement],
    ) -> None:
        self._reading, self._words, self._judge, self._through = reading, words, judge, through
        self._cue_offsets = cue_offsets  # of words that hand over to a voice
        self._forms = StatusForms(reading, words, judge)

    def judge(self, token: Token) -> Judgement:
        mark = self._by_mark(token)
        if mark is not None:
            judged = mark
        else:
            own = self._own_modality(token)
            outer = self._from_governor(token)
            if outer is not None and (own is None or outer.status not in FACTUAL):
                judged = outer
            else:
                judged = own or self._forms.judge(token)
        negation = self.negation_of(token)
        return with_negation(judged, negation) if negation is not None else judged

    # -- its own words -------------------------------------------------------------------------------------------

    def _by_mark(self, token: Token) -> Judgement | None:
        """What the conjunction before the verb says, whatever governs the two: "if", "whether"."""
        holder = auxiliary_holder(token)
        uses = MARKS if holder.dep_ == "ccomp" else ("mark",)
        before = [c for c in holder.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.i < holder.i)]
        if holder.dep_ == "advcl" and holder.i < holder.head.i:  # the parser may hang "unless" on the main verb
            before += [c for c in holder.head.children if c.dep_ == "mark" and c.i < holder.left_edge.i]
        for child in before:
            if child.i < holder.i:
                cue = self._words.first(uses, child)
                if cue is not None:
                    return self._words.judgement_by(cue, [child])
                phrase = self._words.phrase("mark", child)
                if phrase is not None:
                    return self._words.judgement_by(*phrase)
        return self._by_inversion(holder)

    def _by_inversion(self, verb: Token) -> Judgement | None:
        """ "Should the army cross the river, ...": a condition without "if"."""
        if any(t.text == "?" for t in verb.sent[-3:]):
            return None
        first: Token | None = next((a for a in auxiliaries(verb) if is_inverted(verb, a)), None)
        if first is None and verb.dep_ == "ccomp" and verb.tag_ == "VBN" and verb.head.tag_ == "VBD":
            above = verb.head  # "had the guards fired", the parser hangs "fired" on "had"
            first = above if above.i < verb.left_edge.i and above.dep_ in ("advcl", "ccomp") else None
        if first is None or verb.head.i == verb.i or not self._words.cue("inverted", first):
            return None
        return self._words.judgement("inverted", first)

    def _own_modality(self, token: Token) -> Judgement | None:
        """What the verb's own modal, or a condition that hangs on it, says."""
        holder = auxiliary_holder(token)
        for child in holder.children:
            if child.dep_ not in ("advcl", "ccomp"):
                continue
            marks = [m for m in child.children if m.dep_ in ("mark", "advmod") and self._sets_condition(m)]
            marks = marks if child.dep_ == "advcl" else []
            condition = self._by_inversion(child) or (self._inverted_below(child) if not marks else None)
            if marks or condition is not None:
                spans = self._reading.evidence_of(marks) if marks else condition.evidence if condition else ()
                return Judgement(status=Status.HYPOTHETICAL, rule="en/status/form.conditional", evidence=spans)
        auxiliary = auxiliaries(holder)
        for child in auxiliary:
            has_perfect = any(a.tag_ == "VB" and a.dep_ == "aux" and a.i > child.i for a in auxiliary)
            cue = self._words.first(("modal perfect", "modal") if has_perfect else ("modal",), child)
            if cue is not None:
                return self._words.judgement_by(cue, [child])
        return None

    def _sets_condition(self, word: Token) -> bool:
        cue = self._words.cue("mark", word)
        return cue is not None and cue.does == Status.HYPOTHETICAL

    def _inverted_below(self, had: Token) -> Judgement | None:
        """ "had the army left", where the parser hangs "left" on "had"."""
        below = (c for c in had.children if c.dep_ == "ccomp" and c.tag_ == "VBN" and c.i > had.i)
        return next((hit for c in below if (hit := self._by_inversion(c)) is not None), None)

    def negation_of(self, token: Token) -> tuple[str, Evidence] | None:
        """ "not", "never", or "no one", "no talks" as the verb's subject or object."""
        holder = auxiliary_holder(token)
        around = list(holder.children) if holder.i != token.i else []
        for child in [*token.children, *around]:
            words = [child]
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
                words = [child, *(c for c in child.children if c.dep_ in ("det", "neg", "preconj"))]
            elif child.dep_ not in ("neg", "advmod", "preconj", "cc"):
                continue
            for word in words:
                cue = self._words.cue("negation", word)
                if cue is None:
                    continue
                if cue.does == "CARRIES":  # "not only"
                    self._words.fire(cue, list(self._reading.doc[word.i : word.i + 2]))
                    continue
                return cue.id, self._words.fire(cue, [word])
        return None

    # -- what governs it -----------------------------------------------------------------------------------------

    def _from_governor(self, token: Token) -> Judgement | None:
        """What the words that govern this verb make of it; None where nothing governs it that says."""
        head = token.head
        if head.i == token.i or token.dep_ not in GOVERNED:
            return None
        before = self._phrase_before(token)
        if before is not None:
            return before
        if token.dep_ == "conj":
            return self._judge(head) if self._goes_on(token, head) else None
        if token.dep_ == "pcomp":
            return self._from_preposition(token, head)
        if token.dep_ == "ccomp" and token.i < head.i and head.idx in self._cue_offsets:
            return None  # a quotation or parenthesis, not a complement
        if token.dep_ in ("oprd", "acomp"):
            cue = self._words.cue("verb", head) if head.pos_ == "VERB" else None
            return self._through(cue, [head], head) if cue is not None else None
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and head.pos_ == "NOUN":
            return None  # "an order issued in May": what befell the order, not what it wants
        if token.dep_ in ("acl", "ccomp") and head.pos_ == "NOUN" and self._is_denied(head):
            hit = self._words.judgement("denied noun", head)
            if hit is not None:
                return hit
        if token.dep_ in FREE and not self._is_late_complement(token, head):
            return None
        governor = self._predicate(token, head)
        uses = self._uses(token, governor)
        cue = self._words.first(uses, governor)
        if cue is None:
            return self._plain_complement(token, head)
        found = self._through(cue, [governor], governor)
        passes = cue.does == "CARRIES" and FINITE in uses and found.status in FACTUAL
        if passes and found.negation is not None:
            return with_negation(self._forms.judge(token), found.negation)
        return None if passes else found  # "it is clear that they flee": the clause has a tense of its own

    def _goes_on(self, token: Token, head: Token) -> bool:
        """ "will sail and return", "agreed to open the road and to exchange prisoners"."""
        if is_infinitive(token):
            return is_infinitive(head) and not has_own_subject(token)
        has_own = any(c.dep_ in ("aux", "auxpass") for c in token.children)
        if has_own:
            return False
        if token.tag_ == "VB":
            return True
        shared = any(c.dep_ in ("aux", "auxpass") for c in head.children)
        return not has_own_subject(token) and token.tag_ == head.tag_ and shared

    def _phrase_before(self, token: Token) -> Judgement | None:
        """A phrase of several words that ends where the verb begins: "has yet to", "ruled out sending"."""
        to = next((c for c in token.children if c.tag_ == "TO"), None)
        first = to or token
        if first.i == token.sent.start:
            return None
        phrase = self._words.phrase("verb", to) if to is not None else None
        phrase = phrase or self._words.phrase("verb", self._reading.doc[first.i - 1])
        if phrase is None:
            return None
        cue, words = phrase
        holder = next((w for w in words if w.pos_ in ("VERB", "AUX", "NOUN")), words[0])
        return self._through(cue, words, holder)

    def _from_preposition(self, token: Token, preposition: Token) -> Judgement | None:
        """What stands before an -ing form: "without attacking", "kept the navy from reaching"."""
        phrase = self._words.phrase("preposition", preposition)
        if phrase is not None:
            return self._words.judgement_by(*phrase)
        hit = self._words.judgement("preposition", preposition)
        if hit is not None:
            return hit
        head = preposition.head
        away = self._words.cue("away", preposition)
        if away is not None:
            cue = self._words.cue("from", head)
            if cue is not None:
                self._words.fire(away, [preposition])
                return self._through(cue, [head], head)
        cue = self._words.cue("verb", head)
        if cue is not None and not (head.pos_ == "AUX" and cue.does == Status.PLANNED):
            return self._through(cue, [head], head)
        shared = self._words.cue("shared gerund", preposition)
        if shared is not None:
            self._words.fire(shared, [preposition])
            return None  # as sure as the verb above: by its form
        hit = self._words.judgement("gerund", preposition)
        if hit is None and head.pos_ == "NOUN":
            hit = self._words.judgement("noun gerund", preposition)
        return hit

    def _is_late_complement(self, token: Token, head: Token) -> bool:
        """ "permits police to search": the parser takes what is permitted for a purpose."""
        if token.dep_ != "advcl" or not is_infinitive(token) or token.i < head.i:
            return False
        to = next(c for c in token.children if c.tag_ == "TO")
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        is_next = any(c.right_edge.i + 1 == to.i for c in objects)
        return is_next and self._words.cue("other infinitive", head) is not None

    def _predicate(self, token: Token, head: Token) -> Token:
        """The word that says how it is: "possible" in "it is possible that they fled", else the governor itself."""
        if head.pos_ == "AUX":
            for child in head.children:
                if child.dep_ in ("acomp", "attr") and child.i != token.i:
                    return child
        return head

    def _uses(self, token: Token, governor: Token) -> tuple[str, ...]:
        """The uses to ask a governor's words for, the closest first."""
        past = ("past verb",) if is_past(auxiliary_holder(governor)) else ()
        if token.tag_ == "VBG" and not auxiliaries(token):
            return ("ing", *past, "verb")
        if not is_infinitive(token):
            return (FINITE, "verb")
        other = has_own_subject(token) or token.dep_ == "advcl"
        return ("other infinitive", *past, "verb") if other else (*past, "infinitive", "verb")

    def _is_denied(self, noun: Token) -> bool:
        """ "no evidence": there is none of it."""
        return any(c.dep_ in ("det", "neg") and self._words.cue("negation", c) is not None for c in noun.children)

    def _plain_complement(self, token: Token, head: Token) -> Judgement | None:
        """An infinitive or gerund under words that no rule names."""
        if head.idx in self._cue_offsets and token.dep_ == "ccomp":
            return None
        if is_infinitive(token) and token.dep_ in ("xcomp", "acl", "ccomp"):
            return Judgement(
                status=Status.POSSIBLE,
                rule="en/status/form.infinitive.ungoverned",
                evidence=self._reading.evidence_of(c for c in token.children if c.dep_ == "aux"),
            )
        if token.dep_ == "xcomp" and head.idx not in self._cue_offsets and head.pos_ in ("VERB", "AUX"):
            return self._judge(head)
        return None
