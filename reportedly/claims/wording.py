"""In which loaded words: terms that judge while they name, and scare quotes. Listed, never removed or replaced."""

from functools import cache

from spacy.tokens import Token

from reportedly.model.claim import Loaded
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

SCARE = "en/loaded/scare.quotes"


@cache
def _index(rules: Rules) -> CueIndex:
    return CueIndex(rules.of("loaded"))


def loaded_of(reading: Reading, rules: Rules) -> tuple[Loaded, ...]:
    """The loaded terms of the parts that are read, in text order. A term inside a longer one is not listed again."""
    found: dict[Span, str] = {}
    for sentence in reading.sentences():
        for match in _index(rules).in_tokens(sentence):
            words = match.tokens(reading.doc)
            if all(_in_name(reading, w) for w in words):
                continue  # "the Martyrs Brigade" is called so
            span = reading.span_of(words)
            found[span] = match.cue.id
            reading.fired(match.cue.id, span)
    for quotation in reading.quotations:
        if quotation.scare:
            found.setdefault(quotation.span, SCARE)
            reading.fired(SCARE, quotation.span)
    return tuple(Loaded(rule=rule, span=span) for span, rule in sorted(found.items()))


def _in_name(reading: Reading, word: Token) -> bool:
    return word.pos_ == "PROPN" and (bool(word.ent_type_) or word.i in reading.entity_of_token)
