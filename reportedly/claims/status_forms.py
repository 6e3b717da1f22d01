"""Status by tense and form alone, where no word around a verb says more."""

from collections.abc import Callable

from spacy.tokens import Token

from reportedly.claims.judgement import FACTUAL, Judgement
from reportedly.claims.status_words import StatusWords
from reportedly.claims.verb_forms import (
    asks,
    auxiliaries,
    auxiliary_holder,
    has_day,
    has_own_subject,
    is_infinitive,
)
from reportedly.model.claim import Status
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading.reading import Reading

PRESENT = frozenset({"VBZ", "VBP"})


class StatusForms:
    """`judge` gives the status of a governing verb."""

    def __init__(self, reading: Reading, words: StatusWords, judge: Callable[[Token], Judgement]) -> None:
        self._reading, self._words, self._judge = reading, words, judge

    def judge(self, token: Token) -> Judgement:
        """Tense and form of a verb, or of the copula of a predicate."""
        holder = auxiliary_holder(token)
        aux = auxiliaries(holder)
        is_headline = self._reading.part_at(token.idx) is Part.HEADLINE
        form = token.tag_
        tenses = {a.tag_ for a in aux}
        if is_infinitive(token):
            if is_headline:
                return self._by(Status.PLANNED, "headline.infinitive", [*aux, token])
            is_purpose = token.dep_ == "advcl"
            rule = (Status.PLANNED, "purpose") if is_purpose else (Status.POSSIBLE, "infinitive")
            return self._by(*rule, [*aux, token])
        if asks(token):
            return self._by(Status.POSSIBLE, "question", [*aux, token], joined=True)
        if form == "VBG":
            return self._progressive(token, aux, is_headline)
        if any(a.tag_ == "VBG" for a in aux) and tenses & PRESENT:
            return self._by(Status.ONGOING, "present.progressive", [*aux, token])
        if form in PRESENT and not aux:
            return self._present(token, is_headline)
        if form == "VB" and tenses & PRESENT:  # "does not attack"
            return self._by(Status.ONGOING, "present", [*aux, token])
        if form == "VB" and not aux and not has_own_subject(token):
            return self._by(Status.DEMANDED, "imperative", [token])
        return self._by(Status.HAPPENED, "past" if form in ("VBD", "VBN") else "other", [*aux, token])

    def _progressive(self, token: Token, aux: list[Token], is_headline: bool) -> Judgement:
        tenses = {a.tag_ for a in aux}
        if not aux:
            return self._participle(token, is_headline)
        if not tenses & PRESENT:
            return self._by(Status.HAPPENED, "other", [*aux, token])
        if any(a.tag_ == "VBN" for a in aux):
            return self._by(Status.ONGOING, "perfect.progressive", [*aux, token])
        coming = self._day_to_come(token)
        return coming or self._by(Status.ONGOING, "present.progressive", [*aux, token])

    def _participle(self, token: Token, is_headline: bool) -> Judgement:
        governor = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        if governor is None:
            rule = "headline.progressive" if is_headline else "participle"
            return self._by(Status.ONGOING, rule, [token])
        if token.dep_ == "conj" and governor.tag_ == "VBG":
            return self._judge(governor)  # "killing one and detaining others"
        if token.dep_ not in ("advcl", "acl", "xcomp", "pcomp", "amod"):
            return self._by(Status.ONGOING, "participle", [token])
        outer = self._judge(governor)
        follows = token.dep_ == "advcl" and governor.i < token.i and not has_own_subject(token)
        shares = follows or (token.dep_ == "pcomp" and self._words.cue("shared gerund", token.head) is not None)
        if outer.status in FACTUAL or shares:
            return self._by(outer.status, "participle", [token])
        return self._by(Status.HAPPENED, "participle", [token])

    def _present(self, token: Token, is_headline: bool) -> Judgement:
        if is_headline:
            return self._by(Status.HAPPENED, "headline.present", [token])
        scheduled = self._words.judgement("date", token) if has_day(token) else None
        coming = scheduled or self._day_to_come(token) or self._words.judgement("present", token)
        return coming or self._by(Status.ONGOING, "present", [token])

    def _day_to_come(self, verb: Token) -> Judgement | None:
        """ "is striking next Monday", "rules tomorrow"."""
        for child in verb.children:
            if child.dep_ not in ("npadvmod", "advmod", "prep"):
                continue
            for word in child.subtree:
                hit = self._words.judgement("day to come", word)
                if hit is not None:
                    return hit
        return None

    def _by(self, status: Status, rule: str, words: list[Token], *, joined: bool = False) -> Judgement:
        """`joined`: the words between belong to it, "did the army shell"."""
        spans = self._reading.evidence_of(words)
        if joined:
            spans = (Span(spans[0].start, spans[-1].end),)
        return Judgement(status=status, rule=f"en/status/form.{rule}", evidence=spans)
