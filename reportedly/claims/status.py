"""Did it happen, is it planned, possible, denied? Read off the verb, its modals, and what governs it.

A trigger's judgement is built from the outside in: "may plan to attack" is judged at "may plan" first (POSSIBLE), and
"attack" takes what its governor leaves open. All words are in resources/en/status.toml and hedges.toml.
"""

from spacy.tokens import Token

from reportedly.claims.attribution import Attribution
from reportedly.model.claim import Because, Stance, Status
from reportedly.model.report import Part
from reportedly.model.values import Evidence, Span, in_order, record
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

CLAUSE_DEPS = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "conj", "parataxis", "ROOT", "dep"}
)
STANCE_STATUS = {Stance.DENIES: Status.DENIED, Stance.DEMANDS: Status.DEMANDED, Stance.ASKS: Status.POSSIBLE}
FACTUAL = frozenset({Status.HAPPENED, Status.ONGOING})
USES = ("verb", "noun", "modal", "mark", "adjective", "negation", "preposition")
MORE_USES = ("gerund", "noun gerund", "denied noun", "date")
DAYS = frozenset({"DATE", "TIME"})
MAX_DEPTH = 25  # governors looked through; a deeper parse is a parser's mistake


@record
class Judgement:
    """Status of one verb or noun, before any voice is asked."""

    status: Status
    rule: str
    evidence: Evidence = ()
    negated: bool = False
    negation: tuple[str, Evidence] | None = None  # (rule, words)


@record
class _Words:
    """The words of status.toml by what they take, and those of hedges.toml."""

    by_use: dict[str, CueIndex]
    hedges: CueIndex
    forms: frozenset[str]  # ids of the rules without words


_BUILT: dict[str, _Words] = {}  # by digest of the rules


def _words_of(rules: Rules) -> _Words:
    found = _BUILT.get(rules.digest)
    if found is None:
        found = _BUILT[rules.digest] = _Words(
            by_use={
                use: CueIndex(c for c in rules.of("status") if use in c.option("takes", ("verb",)))
                for use in (*USES, *MORE_USES)
            },
            hedges=CueIndex(rules.of("hedges")),
            forms=frozenset(c.id for c in rules.of("status") if c.form),
        )
    return found


class StatusReader:
    """Judges the tokens of one reading; keeps what it has judged."""

    def __init__(self, reading: Reading, attributions: tuple[Attribution, ...], rules: Rules) -> None:
        self._reading = reading
        words = _words_of(rules)
        self._by_use, self._hedges, self._forms = words.by_use, words.hedges, words.forms
        self._cue_offsets = {o for a in attributions for s in a.cue for o in range(s.start, s.end)}
        self._judged: dict[int, Judgement] = {}
        self._hedges_of_sentence: dict[int, list[tuple[Cue, list[Token]]]] = {}

    def judge(self, token: Token, depth: int = 0) -> Judgement:
        """The judgement of an event's head word."""
        known = self._judged.get(token.i)
        if known is None:
            known = self._judge_noun(token, depth) if _is_nominal(token) else self._judge_verb(token, depth)
            self._judged[token.i] = known
        return known

    def note(self, judged: Judgement) -> None:
        """Notes a judgement that goes by form alone; words are noted where they are found."""
        if judged.rule in self._forms and judged.evidence:
            self._reading.fired(judged.rule, judged.evidence[0])

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _judge_verb(self, token: Token, depth: int) -> Judgement:
        negation = self._negation(token)
        own = self._own_modality(token)
        outer = self._from_governor(token, depth) if depth < MAX_DEPTH else None
        if own is not None and (outer is None or outer.status in FACTUAL):
            judged = own
        elif outer is not None:
            judged = outer
        else:
            judged = own or self._by_form(token, depth)
        if negation is not None:
            judged = _with_negation(judged, negation)
        return judged

    def _own_modality(self, token: Token) -> Judgement | None:
        """What the verb's own modal or the conjunction before it says; None where there is neither."""
        holder = _auxiliary_holder(token)
        for child in holder.children:
            if child.dep_ == "mark" or (child.dep_ == "advmod" and child.i < holder.i):
                hit = self._use("mark", child)
                if hit is not None:
                    return hit
        for child in holder.children:
            if child.dep_ == "advcl" and any(self._is(Status.HYPOTHETICAL, "mark", m) for m in child.children):
                marks = [m for m in child.children if self._is(Status.HYPOTHETICAL, "mark", m)]
                return Judgement(
                    status=Status.HYPOTHETICAL,
                    rule="en/status/form.conditional",
                    evidence=self._reading.evidence_of(marks),
                )
        for child in holder.children:
            if child.dep_ in ("aux", "auxpass") and child.i < holder.i:
                hit = self._use("modal", child)
                if hit is not None:
                    return hit
        return None

    def _from_governor(self, token: Token, depth: int) -> Judgement | None:
        """What the words that govern this verb make of it; None where nothing governs it that says."""
        head = token.head
        if token.dep_ == "conj" and _form(token) == "VB" and not any(c.dep_ == "aux" for c in token.children):
            return self.judge(head, depth + 1)
        if token.dep_ == "conj" and not _has_own_subject(token) and self._shares_auxiliary(token, head):
            return self.judge(head, depth + 1)
        if token.dep_ not in CLAUSE_DEPS or token.dep_ in ("ROOT", "conj", "parataxis") or head.i == token.i:
            return None
        if token.dep_ == "pcomp":
            hit = self._use("preposition", head)
            if hit is not None:
                return hit
            head = head.head
        if token.dep_ == "ccomp" and token.i < head.i and head.idx in self._cue_offsets:
            return None  # a quotation or parenthesis, not a complement
        cue = self._cue_at("verb", head)
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and head.pos_ == "NOUN":
            cue = None  # "an order issued in May": what befell the order, not what it wants
        if head.pos_ == "AUX" and any(c.dep_ in ("acomp", "attr") for c in head.children):
            cue = None  # "it was hard to leave", unlike "they are to leave"
        if cue is None and token.dep_ == "pcomp":
            prep = token.head
            hit = self._use("gerund", prep) or (self._use("noun gerund", prep) if head.pos_ == "NOUN" else None)
            if hit is not None:
                return hit
        if cue is None and token.dep_ in ("acl", "ccomp") and head.pos_ == "NOUN" and self._is_denied(head):
            hit = self._use("denied noun", head)
            if hit is not None:
                return hit
        if cue is None or token.dep_ in ("advcl", "relcl"):
            if token.dep_ in ("relcl", "advcl", "csubj"):
                return None
            return self._plain_complement(token, head, depth)
        return self._through(cue, head, depth)

    def _is_denied(self, noun: Token) -> bool:
        """ "no evidence": there is none of it."""
        return any(c.dep_ in ("det", "neg") and self._cue_at("negation", c) is not None for c in noun.children)

    def _through(self, cue: Cue, head: Token, depth: int) -> Judgement:
        """The judgement that a governing cue passes down, given how the cue itself is judged."""
        outer = self.judge(head, depth + 1)
        words = self._reading.evidence_of([head])
        self._reading.fired(cue.id, words[0])
        if cue.does == "CARRIES":
            return outer
        if cue.does == "NEGATED":
            return _with_negation(outer, (cue.id, words))
        status = Status(cue.does) if outer.status in FACTUAL else outer.status
        evidence = in_order((*words, *(outer.evidence if outer.status not in FACTUAL else ())))
        return Judgement(status=status, rule=cue.id, evidence=evidence, negated=outer.negated, negation=outer.negation)

    def _plain_complement(self, token: Token, head: Token, depth: int) -> Judgement | None:
        """An infinitive or gerund under words that no cue names."""
        if head.idx in self._cue_offsets and token.dep_ == "ccomp":
            return None
        if _is_infinitive(token) and token.dep_ in ("xcomp", "acl", "ccomp"):
            return Judgement(
                status=Status.POSSIBLE,
                rule="en/status/form.infinitive.ungoverned",
                evidence=self._reading.evidence_of(c for c in token.children if c.dep_ == "aux"),
            )
        if token.dep_ == "xcomp" and head.idx not in self._cue_offsets and head.pos_ in ("VERB", "AUX"):
            return self.judge(head, depth + 1)
        return None

    def _by_form(self, token: Token, depth: int) -> Judgement:
        """Tense and form alone."""
        holder = _auxiliary_holder(token)
        aux = [c for c in holder.children if c.dep_ in ("aux", "auxpass") and c.i < holder.i]
        part = self._reading.part_at(token.idx)
        words = self._reading.evidence_of([*aux, token])
        form = _form(token)

        def because(status: Status, rule: str) -> Judgement:
            return Judgement(status=status, rule=f"en/status/form.{rule}", evidence=words)

        if _is_infinitive(token):
            if part is Part.HEADLINE:
                return because(Status.PLANNED, "headline.infinitive")
            return (
                because(Status.PLANNED, "purpose") if token.dep_ == "advcl" else because(Status.POSSIBLE, "infinitive")
            )
        tenses = {a.tag_ for a in aux}
        if form == "VBG" and not aux:
            governor = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
            if part is Part.HEADLINE and governor is None:
                return because(Status.ONGOING, "headline.progressive")
            if token.dep_ == "conj" and governor is not None and _form(governor) == "VBG" and depth < MAX_DEPTH:
                return self.judge(governor, depth + 1)  # "killing one and detaining others"
            if token.dep_ in ("advcl", "acl", "xcomp", "pcomp", "amod") and governor is not None and depth < MAX_DEPTH:
                outer = self.judge(governor, depth + 1)
                status = outer.status if outer.status in FACTUAL else Status.HAPPENED
                return because(status, "participle")
            return because(Status.ONGOING, "participle")
        if form == "VBG" and tenses & {"VBZ", "VBP"} and not any(_form(a) == "VBN" for a in aux):
            return because(Status.ONGOING, "present.progressive")
        if form == "VBG" and any(_form(a) == "VBN" for a in aux) and tenses & {"VBZ", "VBP"}:
            return because(Status.ONGOING, "perfect.progressive")
        if any(_form(a) == "VBG" for a in aux) and tenses & {"VBZ", "VBP"}:
            return because(Status.ONGOING, "present.progressive")
        if form in ("VBZ", "VBP") and not aux:
            if part is Part.HEADLINE:
                return because(Status.HAPPENED, "headline.present")
            scheduled = self._use("date", token) if _has_day(token) else None
            if scheduled is not None:
                return scheduled
            return because(Status.ONGOING, "present")
        if form == "VB" and tenses & {"VBZ", "VBP"}:  # "does not attack"
            return because(Status.ONGOING, "present")
        if form == "VB" and not aux and not _has_own_subject(token):
            return because(Status.DEMANDED, "imperative")
        return because(Status.HAPPENED, "past" if form in ("VBD", "VBN") else "other")

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _judge_noun(self, token: Token, depth: int) -> Judgement:
        judged = self._noun_from_words_around(token, depth) if depth < MAX_DEPTH else None
        if judged is None:
            judged = Judgement(
                status=Status.HAPPENED, rule="en/status/form.noun", evidence=self._reading.evidence_of([token])
            )
        for child in token.children:
            if child.dep_ in ("det", "neg"):
                hit = self._cue_at("negation", child)
                if hit is not None:
                    judged = _with_negation(judged, (hit.id, self._reading.evidence_of([child])))
        return judged

    def _noun_from_words_around(self, token: Token, depth: int) -> Judgement | None:
        for child in token.children:
            if child.dep_ in ("amod", "compound"):
                hit = self._use("adjective", child)
                if hit is not None:
                    return hit
        head, dep = token.head, token.dep_
        if dep == "conj":
            return self._judge_noun(head, depth + 1) if _is_nominal(head) else None
        if dep == "pobj":
            hit = self._use("preposition", head)
            if hit is not None:
                return hit
            head, dep = head.head, "pobj"
        if head.i == token.i:
            return self._planned_behind(token)
        if dep not in ("dobj", "pobj", "nsubjpass", "nsubj", "compound", "attr"):
            return None
        cue = self._cue_at("noun", head)
        if cue is None or (dep == "nsubj" and cue.does != "CARRIES"):
            return self._planned_behind(token)
        return self._through(cue, head, depth)

    def _planned_behind(self, noun: Token) -> Judgement | None:
        """ "a strike planned for Friday"."""
        behind = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN")
        return next((hit for c in behind if (hit := self._use("adjective", c)) is not None), None)

    # -- words ---------------------------------------------------------------------------------------------------

    def _cue_at(self, use: str, token: Token) -> Cue | None:
        hits = self._by_use[use].at(self._reading.doc, token.i)
        return hits[0][0] if hits else None

    def _is(self, status: Status, use: str, token: Token) -> bool:
        cue = self._cue_at(use, token)
        return cue is not None and cue.does == status

    def _use(self, use: str, token: Token) -> Judgement | None:
        cue = self._cue_at(use, token)
        if cue is None:
            return None
        words = self._reading.evidence_of([token])
        self._reading.fired(cue.id, words[0])
        if cue.does == "NEGATED":
            return Judgement(
                status=Status.HAPPENED, rule=cue.id, evidence=words, negated=True, negation=(cue.id, words)
            )
        if cue.does == "CARRIES":
            return None
        return Judgement(status=Status(cue.does), rule=cue.id, evidence=words)

    def _negation(self, token: Token) -> tuple[str, Evidence] | None:
        """ "not", "never", or "no one", "no talks" as the verb's subject or object."""
        holder = _auxiliary_holder(token)
        around = list(holder.children) if holder.i != token.i else []
        for child in [*token.children, *around]:
            words = [child]
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
                words = [child, *(c for c in child.children if c.dep_ in ("det", "neg", "preconj"))]
            elif child.dep_ not in ("neg", "advmod", "preconj", "cc"):
                continue
            for word in words:
                cue = self._cue_at("negation", word)
                if cue is not None:
                    spans = self._reading.evidence_of([word])
                    self._reading.fired(cue.id, spans[0])
                    return cue.id, spans
        return None

    def _shares_auxiliary(self, token: Token, head: Token) -> bool:
        """ "will sail and return": the second verb has no auxiliary and the form that the first one's asks for."""
        has_own = any(c.dep_ in ("aux", "auxpass") for c in token.children)
        return not has_own and _form(token) == _form(head) and any(c.dep_ in ("aux", "auxpass") for c in head.children)

    # -- hedges --------------------------------------------------------------------------------------------------

    def hedges(self, token: Token, clause: Span) -> tuple[tuple[str, Evidence], ...]:
        """(rule, words) for every hedge that bears on this event: on it, on what governs it, or in its clause."""
        sentence = token.sent
        found = self._hedges_of_sentence.get(sentence.start)
        if found is None:
            found = [(m.cue, m.tokens(self._reading.doc)) for m in self._hedges.in_tokens(sentence)]
            self._hedges_of_sentence[sentence.start] = found
        line = {token.i, *(a.i for a in token.ancestors)}
        hits = []
        for cue, words in found:
            anchor = words[-1] if cue.option("governs", False) else words[0]
            on_line = anchor.i in line or (anchor.head.i in line and anchor.head.i != token.i and cue.does == "governs")
            on_event = anchor.head.i == token.i or anchor.head.i == _auxiliary_holder(token).i
            in_clause = anchor.idx in clause and not cue.option("governs", False)
            if not (on_line or on_event or in_clause):
                continue
            if cue.does == "modal" and not on_event:
                continue
            if cue.does == "adverb" and not on_event and not self._same_clause(anchor, token):
                continue
            span = self._reading.span_of(words)
            self._reading.fired(cue.id, span)
            hits.append((cue.id, (span,)))
        return tuple(hits)

    @staticmethod
    def _same_clause(word: Token, token: Token) -> bool:
        """Whether no other verb stands between the word and the event on the word's way up."""
        for above in word.ancestors:
            if above.i == token.i:
                return True
            if above.pos_ in ("VERB", "AUX"):
                return False
        return False


@record
class StatusFound:
    status: Status
    negated: bool
    hedges: Evidence
    because: tuple[Because, ...]


def status_of(reader: StatusReader, token: Token, clause: Span, chain: tuple[Attribution, ...]) -> StatusFound:
    """Status as the last voice of the chain puts it, negation and hedges, each with its reason.

    chain: the attributions over this event, outermost first; () where the report speaks itself.
    """
    judged = reader.judge(token)
    last = chain[-1] if chain else None
    status, rule, evidence = judged.status, judged.rule, judged.evidence
    if last is not None and last.voice.stance in STANCE_STATUS:
        status, rule, evidence = STANCE_STATUS[last.voice.stance], last.rule, last.cue
    reader.note(judged)
    because = [Because(field="status", rule=rule, evidence=evidence)]
    if judged.negated and judged.negation is not None:
        because.append(Because(field="negated", rule=judged.negation[0], evidence=judged.negation[1]))
    hedges = reader.hedges(token, clause)
    because += [Because(field="hedges", rule=hedge_rule, evidence=words) for hedge_rule, words in hedges]
    return StatusFound(
        status=status,
        negated=judged.negated,
        hedges=in_order(s for _, words in hedges for s in words),
        because=tuple(because),
    )


def _with_negation(judged: Judgement, negation: tuple[str, Evidence]) -> Judgement:
    """Turned round: a second negation takes the first away."""
    return Judgement(
        status=judged.status,
        rule=judged.rule,
        evidence=judged.evidence,
        negated=not judged.negated,
        negation=None if judged.negated else negation,
    )


def _is_nominal(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and not any(
        c.dep_ in ("aux", "auxpass") for c in token.children
    )


def _form(token: Token) -> str:
    return token.tag_


def _is_infinitive(token: Token) -> bool:
    """ "to leave", "to be expelled", "to have left"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)


def _has_own_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _has_day(verb: Token) -> bool:
    """ "on Thursday", "next week" beside the verb; not "on Thursdays"."""
    for child in verb.children:
        words = child.children if child.dep_ == "prep" else [child] if child.dep_ in ("npadvmod", "advmod") else []
        if any(w.ent_type_ in DAYS and w.tag_ not in ("NNS", "NNPS") for w in words):
            return True
    return False


def _auxiliary_holder(token: Token) -> Token:
    """The word that carries the auxiliaries: the verb itself, or the copula of an adjective or noun trigger."""
    is_predicate = token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("AUX", "VERB")
    return token.head if is_predicate else token
