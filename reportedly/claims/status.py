"""Did it happen, is it planned, possible, denied? Read off the words around a verb or noun, and the last voice.

Verbs: status_verbs.py and, by form alone, status_forms.py. Nouns: status_nouns.py. All words are in
resources/en/status.toml and hedges.toml.
"""

from spacy.tokens import Token

from reportedly.claims.attribution import Attribution
from reportedly.claims.frames import frames_of
from reportedly.claims.hedges import Hedges
from reportedly.claims.judgement import FACTUAL, Judgement, with_negation
from reportedly.claims.status_nouns import StatusNouns
from reportedly.claims.status_verbs import StatusVerbs
from reportedly.claims.status_words import StatusWords
from reportedly.claims.verb_forms import is_nominal
from reportedly.model.claim import Because, Stance, Status
from reportedly.model.values import Evidence, Span, in_order, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

STANCE_STATUS = {Stance.DENIES: Status.DENIED, Stance.DEMANDS: Status.DEMANDED, Stance.ASKS: Status.POSSIBLE}
MAX_DEPTH = 25  # governors looked through; a deeper parse is a parser's mistake


class StatusReader:
    """Judges the words of one reading; keeps what it has judged."""

    def __init__(self, reading: Reading, attributions: tuple[Attribution, ...], rules: Rules) -> None:
        self._reading = reading
        self._words = StatusWords(reading, rules)
        cue_offsets = {o for a in attributions for s in a.cue for o in range(s.start, s.end)}
        self._nouns = StatusNouns(reading, self._words, self.judge, self._through)
        self._verbs = StatusVerbs(reading, self._words, cue_offsets, self.judge, self._through)
        self._hedges = Hedges(reading, rules)
        self._accusations = frames_of(rules).accusations
        self._judged: dict[int, Judgement] = {}
        self._open: set[int] = set()  # words that are being judged: each waits for the one that governs it

    def judge(self, token: Token) -> Judgement:
        """The judgement of an event's head word."""
        known = self._judged.get(token.i)
        if known is not None:
            return known
        if token.i in self._open or len(self._open) >= MAX_DEPTH:
            words = self._reading.evidence_of([token])
            return Judgement(status=Status.HAPPENED, rule="en/status/form.other", evidence=words)
        self._open.add(token.i)
        found = self._accused(token) or (self._nouns.judge(token) if is_nominal(token) else self._verbs.judge(token))
        self._open.discard(token.i)
        self._judged[token.i] = found
        return found

    def _accused(self, token: Token) -> Judgement | None:
        """The deed of an accusation: as sure as the charge is, whatever tense its own form has."""
        accusation = self._accusations.of_deed(token)
        if accusation is None:
            return None
        words = self._reading.evidence_of(token.doc[i] for i in accusation.words)
        status = accusation.status
        if accusation.verb_i is not None:
            charge = self.judge(token.doc[accusation.verb_i])
            if charge.negated or charge.status not in (*FACTUAL, Status.PLANNED):
                status = Status.POSSIBLE  # "may be charged with", "was not convicted of"
        negation = self._verbs.negation_of(token) or self._nouns.negation_of(token)
        judged = Judgement(status=status, rule=accusation.cue.id, evidence=words)
        return with_negation(judged, negation) if negation is not None else judged

    def _through(self, cue: Cue, words: list[Token], governor: Token) -> Judgement:
        """The judgement that a governing word passes down, given how it is itself judged."""
        outer = self.judge(governor)
        spans = self._words.fire(cue, words)
        if cue.does == "CARRIES":
            return outer
        if cue.does == "NEGATED":
            return with_negation(outer, (cue.id, spans))
        if cue.does == "PRESUPPOSES":  # "stopped shelling", "urged them to stop shelling"
            status = outer.status if outer.status in FACTUAL else Status.ONGOING
            return Judgement(status=status, rule=cue.id, evidence=spans, stays=outer.status not in FACTUAL)
        status = Status(cue.does) if outer.status in FACTUAL else outer.status
        evidence = in_order((*spans, *(outer.evidence if outer.status not in FACTUAL else ())))
        return Judgement(status=status, rule=cue.id, evidence=evidence, negated=outer.negated, negation=outer.negation)

    def note(self, judged: Judgement) -> None:
        """Notes a judgement that goes by form alone; words are noted where they are found."""
        if judged.rule in self._words.forms and judged.evidence:
            self._reading.fired(judged.rule, judged.evidence[0])

    def hedges(self, token: Token, clause: Span) -> tuple[tuple[str, Evidence], ...]:
        """(rule, words) for every hedge that bears on this event."""
        return self._hedges.over(token, clause)


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
    if last is not None and last.voice.stance in STANCE_STATUS and not judged.stays:
        status, rule, evidence = STANCE_STATUS[last.voice.stance], last.rule, last.cue
    elif (
        last is not None and last.voice.stance is Stance.DOUBTS and judged.status in FACTUAL and last.rule != last.model
    ):
        status, rule, evidence = Status.POSSIBLE, last.rule, last.cue
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
