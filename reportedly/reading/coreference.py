"""Words that stand for somebody named elsewhere: "he", "its", "who", "the group", "the prime minister".

Joined only where one antecedent fits: the only candidate of the sentence or the one before, or the only subject among
them. Everything else stays open. Nouns without a name compete, too: "they" after "the dockers" is the dockers.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.model.claim import EntityType
from reportedly.model.values import Span
from reportedly.reading.candidates import (
    SUBJECTS,
    Candidate,
    Fits,
    bound,
    is_definite,
    is_subject,
    may_be,
    words_before,
)
from reportedly.reading.drafts import Draft
from reportedly.reading.naming import MODIFIERS, NO_NAMES, Naming, Words, body_key, is_plural
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of_demonym
from reportedly.rules.schema import Cue

LOOK_BACK = 2  # sentences before, in which the antecedent of a pronoun must stand
DOMINANT = 2  # a description may mean the one entity that is mentioned this many times as often as any other
MIN_MENTIONS = 3  # ... and at least this often
RELATIVE_DEPTH = 4  # tokens from a relative pronoun up to its clause


class Linker:
    """Walks through a reading's sentences in text order and joins what stands for a name."""

    def __init__(self, reading: Reading, drafts: list[Draft], words: Words) -> None:
        self._reading = reading
        self._drafts = drafts
        self._words = words
        self._owner = {i: d for d in drafts for i in d.tokens}
        self._adjectives = {i for d in drafts for n in d.namings if n.adjective for i in range(n.start_i, n.end_i)}
        self._sentences = reading.sentences()
        self._candidates: list[list[Candidate]] = []
        self._nameless: dict[int, Candidate] = {}  # pronoun -> what it stands for, where that has no name
        self._counts: dict[int, int] = {}  # draft number -> mentions so far

    def link(self) -> None:
        for n, sentence in enumerate(self._sentences):
            self._candidates.append([])
            for token in sentence:
                if token.is_space or token.is_punct:
                    continue
                draft = self._owner.get(token.i)
                if draft is not None and not self._is_head_of_naming(token, draft):
                    continue
                if draft is None:
                    draft = self._link(token, n)
                self._note(token, draft, n)

    # -- candidates --------------------------------------------------------------------------------------------------

    def _is_head_of_naming(self, token: Token, draft: Draft) -> bool:
        return any(n.head_i == token.i for n in draft.namings)

    def _note(self, token: Token, draft: Draft | None, n: int) -> None:
        """Remembers the token as a candidate for what follows."""
        if draft is not None:
            if token.i in self._adjectives:
                return
            self._counts[draft.n] = self._counts.get(draft.n, 0) + 1
        elif token.i in self._nameless:
            self._candidates[n].append(replace(self._nameless[token.i], i=token.i, subject=is_subject(token)))
            return
        elif token.pos_ not in ("NOUN", "PROPN") or token.dep_ in MODIFIERS or token.ent_type_ in NO_NAMES:
            return
        title = self._words.titles.ending_at(token) if draft is None else None
        self._candidates[n].append(
            Candidate(
                i=token.i,
                draft=draft,
                subject=is_subject(token),
                person=title is not None or (draft is not None and draft.type is EntityType.PERSON),
                plural=is_plural(token) or any(c.dep_ == "conj" for c in token.children),
                gender=draft.gender if draft is not None else title[0].option("gender") if title else None,
            )
        )

    def _near(self, token: Token, n: int, fits: Fits) -> Candidate | None:
        """The one candidate in the token's sentence before it, else in the sentences before."""
        barred: set[object] = set()  # "Ana Doru met her": her is somebody else
        for back in range(LOOK_BACK + 1):
            if back > n:
                break
            found = [c for c in self._candidates[n - back] if c.i < token.i and fits(c)]
            if back == 0:
                barred = {c.who for c in found if bound(self._reading.doc[c.i], token)}
            found = [c for c in found if c.who not in barred]
            if not found:
                continue
            if len({c.who for c in found}) == 1:
                return found[-1]
            subjects = [c for c in found if c.subject]
            if back == LOOK_BACK or len({c.who for c in subjects}) != 1:
                return None
            return subjects[-1] if self._outweighs(subjects[-1], found) else None
        return None

    def _outweighs(self, subject: Candidate, others: list[Candidate]) -> bool:
        """Among people the subject alone does not decide: the report must be about that one."""
        rivals = [c for c in others if c.person and c.draft is not None and c.who != subject.who]
        if not subject.person or not rivals:
            return True
        mine = self._counts.get(subject.draft.n, 0) if subject.draft is not None else 0
        most = max(self._counts.get(c.draft.n, 0) for c in rivals if c.draft is not None)
        return mine >= MIN_MENTIONS and mine >= DOMINANT * most

    # -- what stands for something -----------------------------------------------------------------------------------

    def _link(self, token: Token, n: int) -> Draft | None:
        """Joins one token where it stands for something; the entity it stands for, if any."""
        pronoun = next(iter(self._words.pronouns.at([token], 0)), None)
        if pronoun is not None:
            if pronoun[0].does == "RELATIVE":
                return self._relative(pronoun[0], token)
            return self._pronoun(pronoun[0], token, n)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        hit = self._words.describing.ending_at(token)
        if hit is not None and token.dep_ not in ("compound", "amod"):
            named = self._named_by_modifier(token)
            if named is not None:
                return named
            return self._description(hit[0], hit[1], token, n)
        title = self._words.titles.ending_at(token)
        if title is not None and title[0].does != "honorific" and token.dep_ not in ("compound", "amod"):
            return self._office(title[0], title[1], token, n)
        return None

    def _pronoun(self, cue: Cue, token: Token, n: int) -> Draft | None:
        stands = frozenset(EntityType(s) for s in cue.option("stands", ()))
        gender, plural, thing = cue.option("gender"), cue.option("plural", False), cue.option("thing", False)
        if not plural and not gender and (self._is_empty(token) or token.dep_ not in (*SUBJECTS, "poss")):
            return None  # "denied it" is about what happened, more often than not

        def fits(c: Candidate) -> bool:
            if gender:
                return c.person and not c.plural and c.live_gender in (None, gender)
            if plural:
                return c.plural or (c.draft is not None and c.draft.type in stands)
            if c.person or c.plural:
                return False
            return c.draft.type in stands if c.draft is not None else bool(thing)

        found = self._near(token, n, fits)
        if found is None:
            return None
        if plural and found.draft is not None and self._several_people(token, n):
            return None  # a body is "they" only where no people can be meant
        if gender and found.draft is not None:
            found.draft.gender = found.draft.gender or gender
        return self._join(cue.id, token, [token], found)

    def _several_people(self, token: Token, n: int) -> bool:
        sentences = self._candidates[max(0, n - 1) : n + 1]
        return any(c.plural and c.draft is None and c.i < token.i for sentence in sentences for c in sentence)

    def _is_empty(self, token: Token) -> bool:
        """ "It seems that", "it is clear that": stands for nothing."""
        verb = token.head
        if token.dep_ == "expl":
            return True
        if token.dep_ not in SUBJECTS:
            return False
        for cue, _ in self._words.empty.at([verb], 0):
            self._reading.fired(cue.id, self._reading.span_of([verb]))
            return True
        return verb.pos_ == "AUX" and any(c.dep_ in ("ccomp", "xcomp", "csubj", "acl", "relcl") for c in verb.subtree)

    def _relative(self, cue: Cue, token: Token) -> Draft | None:
        """The noun that a relative clause follows; grammar alone decides."""
        if token.tag_ not in ("WDT", "WP", "WP$"):
            return None
        verb = token.head
        for _ in range(RELATIVE_DEPTH):
            if verb.dep_ == "relcl":
                break
            verb = verb.head
        noun = verb.head
        if verb.dep_ != "relcl" or noun.i >= token.i or noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
            return None
        draft = self._owner.get(noun.i)
        person = draft is not None and draft.type is EntityType.PERSON
        return self._join(cue.id, token, [token], Candidate(noun.i, draft, False, person, False))

    def _named_by_modifier(self, head: Token) -> Draft | None:
        """ "The Mujahedin-e-Khalq terror organization", "the MKO group": the head is the named body itself."""
        if is_plural(head):
            return None
        hit = self._words.beside["after"].ending_at(head)
        if hit is None:
            return None
        kind = EntityType(hit[0].does)
        named = [
            d
            for t in self._reading.doc[head.left_edge.i : head.i]
            if (d := self._owner.get(t.i)) is not None
            and t.i not in self._adjectives
            and t.dep_ != "poss"
            and (d.type is kind or (d.type is EntityType.OTHER and kind is EntityType.ORGANISATION))
        ]
        if len({d.n for d in named}) != 1:
            return None
        draft = named[0]
        last = max(i for i in draft.tokens if i < head.i)
        between = [t for t in self._reading.doc[last + 1 : head.i]]
        if any(t.tag_ == "POS" or t.is_punct or t.pos_ in ("ADP", "VERB") for t in between):
            return None
        self._reading.fired(hit[0].id, self._reading.span_of(hit[1]))
        holding = [n.before_i or n.start_i for n in draft.namings if n.start_i <= last < n.end_i]
        start = min(holding, default=last)
        self._own(draft, range(start, head.i + 1), self._reading.span_of(self._reading.doc[start : head.i + 1]))
        return draft

    def _description(self, cue: Cue, matched: list[Token], head: Token, n: int) -> Draft | None:
        """ "The group", "the ministry", "the country"; a bare "police", too. New where a body of a state is meant."""
        if not self._is_definite(head, cue):
            return None
        kind, does = cue.option("kind"), cue.does
        modifiers = [c for c in head.children if c.dep_ in MODIFIERS and c not in matched]
        if any(self._words.not_same.at([m], 0) for m in modifiers):
            for m in modifiers:
                for other, _ in self._words.not_same.at([m], 0):
                    self._reading.fired(other.id, self._reading.span_of([m]))
            return None
        if does == "PLACE":
            return None  # "the camp" is seldom the last one named
        codes = {country_of_demonym(m.text) for m in modifiers} - {None}

        def fits(c: Candidate) -> bool:
            d = c.draft
            if d is None or not may_be(d, does, kind, matched[-1]):
                return False
            return not codes or d.country in codes

        found = self._near(head, n, fits) or self._salient(head, fits)
        if found is not None:
            return self._join(cue.id, head, [*words_before(head), head], found)
        if does == "BODY" and not any(fits(c) for s in self._candidates for c in s):
            return self._new_body(cue, matched, head)
        return None

    def _is_definite(self, head: Token, cue: Cue) -> bool:
        """With a definite article or "this"; nothing behind that makes it another. "Police" needs no article."""
        if any(c.dep_ in ("relcl", "acl", "appos", "nummod") for c in head.children):
            return False
        if any(c.dep_ == "prep" and self._words.ties.at([c], 0) for c in head.children):
            return False
        plural = is_plural(head)
        dets = [c for c in head.children if c.dep_ == "det"]
        if cue.does == "BODY" and not dets:
            return not any(c.dep_ == "poss" for c in head.children) and (plural or head.lemma_.lower() == head.lower_)
        if plural and cue.does != "BODY":
            return False
        return any(is_definite(c) for c in dets)

    def _salient(self, head: Token, fits: Fits) -> Candidate | None:
        """The only one that fits in the text so far, or the one that it is plainly about."""
        before = [c for sentence in self._candidates for c in sentence if c.i < head.i and fits(c)]
        latest: dict[int, Candidate] = {c.draft.n: c for c in before if c.draft is not None}
        if len(latest) == 1:
            return next(iter(latest.values()))
        ranked = sorted(latest, key=lambda k: (-self._counts.get(k, 0), k))
        if len(ranked) < 2:
            return None
        first, second = (self._counts.get(k, 0) for k in ranked[:2])
        return latest[ranked[0]] if first >= MIN_MENTIONS and first >= DOMINANT * second else None

    def _new_body(self, cue: Cue, matched: list[Token], head: Token) -> Draft | None:
        """ "Police said": somebody, though nothing tells whose police."""
        if head.dep_ not in (*SUBJECTS, "dobj", "pobj", "agent"):
            return None
        tokens = [*[t for t in words_before(head) if t.dep_ != "det"], head]
        if any((d := self._owner.get(t.i)) is not None and d.kind in self._words.several for t in tokens):
            return None  # "NATO troops": a body of no one state
        span = self._reading.span_of(tokens)
        naming = Naming(
            start_i=tokens[0].i,
            end_i=head.i + 1,
            text=" ".join(span.of(self._reading.report.text).split()),
            type=EntityType.ORGANISATION,
            sure=True,
            kind=str(cue.option("kind")),
            head_i=head.i,
        )
        naming.key = body_key(str(naming.kind), None, naming.text.lower())
        draft = Draft(n=len(self._drafts))
        draft.take(self._reading, naming)
        self._drafts.append(draft)
        self._owner.update(dict.fromkeys(draft.tokens, draft))
        self._reading.fired(cue.id, self._reading.span_of(matched))
        return draft

    def _office(self, cue: Cue, matched: list[Token], head: Token, n: int) -> Draft | None:
        """ "The prime minister" -> whoever was named with that title; of two, the one near."""
        if cue.does != "office" or is_plural(head):
            return None
        if not any(is_definite(c) for c in head.children if c.dep_ == "det"):
            return self._beside(cue, matched, head)
        if any(c.dep_ in ("relcl", "acl", "appos") for c in head.children) or any(
            c.dep_ == "prep" and self._words.ties.at([c], 0) for c in head.children
        ):
            return self._beside(cue, matched, head)
        title = " ".join(t.lower_ for t in matched)
        codes = {country_of_demonym(c.text) for c in head.children} - {None}

        def fits(c: Candidate) -> bool:
            d = c.draft
            if d is None or not any(t == title or t.endswith(f" {title}") for t in d.titles):
                return False
            return not codes or d.country in codes

        found = self._near(head, n, fits) or self._salient(head, fits)
        if found is None:
            return self._beside(cue, matched, head)
        return self._join(cue.id, head, [*words_before(head), head], found)

    def _beside(self, cue: Cue, matched: list[Token], head: Token) -> Draft | None:
        """ "Ana Doru, the mayor": the title is a mention of her."""
        beside = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
        drafts = [d for t in beside if (d := self._owner.get(t.i)) is not None and d.type is EntityType.PERSON]
        if len(drafts) != 1:
            return None
        tokens = [t for t in [*words_before(head), head] if t.i not in self._owner]
        self._own(drafts[0], [t.i for t in tokens], self._reading.span_of(tokens))
        return drafts[0]

    # -- joining -----------------------------------------------------------------------------------------------------

    def _join(self, rule: str, head: Token, tokens: Sequence[Token], to: Candidate) -> Draft | None:
        """The words become a mention, if the antecedent has a name; either way they get their antecedent."""
        self._reading.fired(rule, self._reading.span_of([head]))
        if to.draft is None:
            noun = self._reading.doc[to.noun]
            if head.tag_ not in ("WDT", "WP", "WP$"):
                self._nameless[head.i] = replace(to, noun_i=to.noun)
            phrase = [t for t in self._reading.doc[noun.left_edge.i : noun.i + 1] if not t.is_punct]
            self._reading.antecedent_of_token[head.i] = self._reading.span_of(phrase)
            return None
        self._reading.antecedent_of_token[head.i] = self._fullest(to.draft, head)
        span = self._reading.span_of(tokens)
        self._own(to.draft, [t.i for t in tokens if t.i not in self._owner], span)
        return to.draft

    def _own(self, draft: Draft, token_is: Iterable[int], span: Span) -> None:
        for i in token_is:
            draft.tokens.add(i)
            self._owner[i] = draft
        draft.spans.append(span)

    def _fullest(self, draft: Draft, head: Token) -> Span:
        """The latest naming before the word that has the fullest name; else the latest, else the first of all."""
        starts = [n.start_i for n in draft.namings]
        before = draft.namings[: bisect_left(starts, head.i)] if starts == sorted(starts) else draft.namings
        before = [n for n in before if n.start_i < head.i] or draft.namings[:1]
        full = [n for n in before if n.text == draft.name]
        naming = (full or before)[-1]
        return self._reading.span_of(self._reading.doc[naming.start_i : naming.end_i])
