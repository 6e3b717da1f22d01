"""Finds the words of cues in a parse: longest match first, each token used once per search."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.model.values import record
from reportedly.rules.schema import Cue

_Entry = tuple[tuple[str, ...], Cue]  # the words, lower case
NO_ENTRIES: list[_Entry] = []


@record
class Match:
    cue: Cue
    start_i: int  # token indices, half-open
    end_i: int

    def tokens(self, doc: Doc) -> list[Token]:
        return list(doc[self.start_i : self.end_i])


class CueIndex:
    """Cues by their first word, so that a search is linear in the text.

    The word is kept as spaCy's number for it, which a token has at hand: most words begin no cue, and are passed over
    without making a string.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_word: dict[int, list[_Entry]] = defaultdict(list)
        for cue in cues:
            phrases = (tuple(phrase.lower().split()) for phrase in cue.phrases)
            for words in (*((lemma.lower(),) for lemma in cue.lemmas), *phrases):
                self._by_word[get_string_id(words[0])].append((words, cue))
        for entries in self._by_word.values():
            entries.sort(key=lambda e: -len(e[0]))  # stable: file order within a length

    def at(self, tokens: Sequence[Token] | Doc, k: int) -> list[tuple[Cue, int]]:
        """(cue, number of tokens) for all cues whose words begin at tokens[k], longest first."""
        first = tokens[k]
        entries = self._by_word.get(first.lower, NO_ENTRIES)
        if first.lemma not in (first.lower, first.orth):  # a lemma with capitals is the form itself
            entries = [*entries, *self._by_word.get(first.lemma, NO_ENTRIES)]
        if not entries:  # most words
            return []
        hits = []
        for words, cue in entries:
            if len(words) == 1:
                if not cue.pos or first.pos_ in cue.pos:
                    hits.append((cue, 1))
            elif k + len(words) <= len(tokens) and all(
                w in (t.lower_, t.lemma_.lower()) for w, t in zip(words, tokens[k : k + len(words)], strict=True)
            ):
                hits.append((cue, len(words)))
        hits.sort(key=lambda h: -h[1])
        return hits

    def in_tokens(self, span: DocSpan | Sequence[Token]) -> list[Match]:
        """All matches in a run of neighbouring tokens, longest first, no overlaps."""
        tokens = list(span)
        found: list[Match] = []
        k = 0
        while k < len(tokens):
            hits = self.at(tokens, k)
            if hits:
                cue, n = hits[0]
                found.append(Match(cue=cue, start_i=tokens[k].i, end_i=tokens[k].i + n))
                k += n
            else:
                k += 1
        return found
