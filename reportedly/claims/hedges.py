"""Words that lower certainty, and the events that they bear on."""

from spacy.tokens import Token

from reportedly.claims.verb_forms import auxiliary_holder
from reportedly.model.values import Evidence, Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

_BUILT: dict[str, CueIndex] = {}  # by digest of the rules


class Hedges:
    """The hedges of one reading, found once a sentence."""

    def __init__(self, reading: Reading, rules: Rules) -> None:
        self._reading = reading
        if rules.digest not in _BUILT:
            _BUILT[rules.digest] = CueIndex(rules.of("hedges"))
        self._index = _BUILT[rules.digest]
        self._of_sentence: dict[int, list[tuple[Cue, list[Token]]]] = {}

    def over(self, token: Token, clause: Span) -> tuple[tuple[str, Evidence], ...]:
        """(rule, words) for every hedge that bears on this event: on it, on what governs it, or in its clause."""
        sentence = token.sent
        found = self._of_sentence.get(sentence.start)
        if found is None:
            found = [(m.cue, m.tokens(self._reading.doc)) for m in self._index.in_tokens(sentence)]
            self._of_sentence[sentence.start] = found
        hits = []
        line = {token.i, *(a.i for a in token.ancestors)} if found else frozenset()
        for cue, words in found:
            anchor = words[-1] if cue.option("governs", False) else words[0]
            on_line = anchor.i in line or (anchor.head.i in line and anchor.head.i != token.i and cue.does == "governs")
            on_event = anchor.head.i == token.i or anchor.head.i == auxiliary_holder(token).i
            in_clause = anchor.idx in clause and not cue.option("governs", False)
            if not (on_line or on_event or in_clause):
                continue
            if cue.does == "modal" and not on_event:
                continue
            if cue.does == "adverb" and not on_event and not _same_clause(anchor, token):
                continue
            span = self._reading.span_of(words)
            self._reading.fired(cue.id, span)
            hits.append((cue.id, (span,)))
        return tuple(hits)


def _same_clause(word: Token, token: Token) -> bool:
    """Whether no other verb stands between the word and the event on the word's way up."""
    for above in word.ancestors:
        if above.i == token.i:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False
