"""The words of status.toml at their places in a sentence, by the use they are put to."""

from collections.abc import Iterable

from spacy.tokens import Token

from reportedly.claims.judgement import Judgement
from reportedly.model.claim import Status
from reportedly.model.values import Evidence, record
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

PLAIN = ("verb",)  # the use of a rule that names none
LONGEST = 5  # words of a phrase that ends at a preposition or noun: "in the event of"


@record
class _Index:
    """The rules of status.toml by what they take."""

    by_use: dict[str, CueIndex]
    forms: frozenset[str]  # ids of the rules without words


_BUILT: dict[str, _Index] = {}  # by digest of the rules


def _index_of(rules: Rules) -> _Index:
    found = _BUILT.get(rules.digest)
    if found is None:
        cues = rules.of("status")
        uses = {use for cue in cues for use in cue.option("takes", PLAIN)}
        by_use = {use: CueIndex(c for c in cues if use in c.option("takes", PLAIN)) for use in sorted(uses)}
        found = _BUILT[rules.digest] = _Index(by_use=by_use, forms=frozenset(c.id for c in cues if c.form))
    return found


class StatusWords:
    """Looks the words of one reading up; what is found and used is noted as fired."""

    def __init__(self, reading: Reading, rules: Rules) -> None:
        self._reading = reading
        index = _index_of(rules)
        self._by_use, self.forms = index.by_use, index.forms

    def cue(self, use: str, token: Token) -> Cue | None:
        """The rule whose words begin here, the longest; None where there is none."""
        index = self._by_use.get(use)
        hits = index.at(self._reading.doc, token.i) if index is not None else []
        return hits[0][0] if hits else None

    def first(self, uses: Iterable[str], token: Token) -> Cue | None:
        """The rule of the first use that has one here."""
        return next((cue for use in uses if (cue := self.cue(use, token)) is not None), None)

    def phrase(self, use: str, token: Token) -> tuple[Cue, list[Token]] | None:
        """The longest phrase of several words that ends at this one: "in the event of" at "of"."""
        doc = self._reading.doc
        index = self._by_use.get(use)
        if index is None:
            return None
        for k in range(max(token.sent.start, token.i - LONGEST + 1), token.i):
            for cue, n in index.at(doc, k):
                if n > 1 and k + n == token.i + 1:
                    return cue, list(doc[k : token.i + 1])
        return None

    def judgement(self, use: str, token: Token) -> Judgement | None:
        """What the words at this token make of an event by themselves; None where they pass its own status on."""
        cue = self.cue(use, token)
        return self.judgement_by(cue, [token]) if cue is not None else None

    def judgement_by(self, cue: Cue, words: list[Token]) -> Judgement | None:
        """The same, for a rule and its words."""
        spans = self.fire(cue, words)
        if cue.does == "NEGATED":
            return Judgement(
                status=Status.HAPPENED, rule=cue.id, evidence=spans, negated=True, negation=(cue.id, spans)
            )
        if cue.does in ("CARRIES", "PRESUPPOSES"):
            return None
        return Judgement(status=Status(cue.does), rule=cue.id, evidence=spans)

    def fire(self, cue: Cue, words: list[Token]) -> Evidence:
        """Notes the rule as fired; the words as evidence."""
        spans = self._reading.evidence_of(words)
        self._reading.fired(cue.id, spans[0])
        return spans
