"""The words of resources/<language>/parts.toml, looked up on single lines. Works on strings: no parser needed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reportedly.model.values import Span, record
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[:©]")
MAX_LINE = 300  # characters; page furniture is short, and longer lines are not searched
NUMBER_AFTER = re.compile(r"^\d+$")  # "Comments (3)"


@record
class LineCue:
    """A cue on a line; `span` is its words, counted from the start of the line."""

    cue: Cue
    span: Span


class PartWords:
    """Cues by their first word, so that a line costs its own length."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], Cue]]] = defaultdict(list)
        for cue in cues:
            for phrase in (*cue.phrases, *cue.lemmas):
                words = tuple(_words_of(phrase))
                self._by_word[words[0]].append((words, cue))
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def on_line(self, line: str, *does: str) -> LineCue | None:
        """The longest cue of these kinds that opens the line (or is all of it); None for none."""
        return next((hit for hit in self._hits(line) if hit.cue.does in does), None)

    def within(self, words: str, does: str) -> list[Span]:
        """Where cues of this kind stand in the words, longest first at each place."""
        tokens = list(WORD.finditer(words[:MAX_LINE]))
        lower = [_plain(t.group()) for t in tokens]
        spans: list[Span] = []
        k = 0
        while k < len(tokens):
            n = next(
                (
                    len(phrase)
                    for phrase, cue in self._by_word.get(lower[k], ())
                    if cue.does == does and tuple(lower[k : k + len(phrase)]) == phrase
                ),
                0,
            )
            if n:
                spans.append(Span(tokens[k].start(), tokens[k + n - 1].end()))
            k += n or 1
        return spans

    def _hits(self, line: str) -> Iterator[LineCue]:
        if len(line) > MAX_LINE:
            return
        tokens = list(WORD.finditer(line))
        lower = [_plain(t.group()) for t in tokens]
        if not lower:
            return
        for phrase, cue in self._by_word.get(lower[0], ()):
            n = len(phrase)
            if tuple(lower[:n]) != phrase:
                continue
            rest = [w for w in lower[n:] if w != ":" and not NUMBER_AFTER.match(w)]
            if cue.option("where") == "starts" or (cue.option("where") == "line" and not rest):
                yield LineCue(cue=cue, span=Span(tokens[0].start(), tokens[n - 1].end()))


_LOADED: dict[str, PartWords] = {}  # by digest of the rules: the same files make the same words


def part_words(rules: Rules) -> PartWords:
    """The words for parts of these rules, built once a process."""
    found = _LOADED.get(rules.digest)
    if found is None:
        found = _LOADED[rules.digest] = PartWords(rules.of("parts"))
    return found


def firings_of(text: str, rules: Rules) -> list[tuple[str, Span]]:
    """(rule id, words) for every cue of parts.toml that stands on a line of the text. For `rules check` and `try`."""
    words = part_words(rules)
    found: list[tuple[str, Span]] = []
    for line in re.finditer(r"[^\n]+", text):
        for hit in words._hits(line.group()):
            found.append((hit.cue.id, Span(line.start() + hit.span.start, line.start() + hit.span.end)))
        for cue in rules.of("parts"):
            if cue.option("where") == "within":
                spans = PartWords((cue,)).within(line.group(), cue.does)
                found += [(cue.id, Span(line.start() + s.start, line.start() + s.end)) for s in spans]
    return found


def _words_of(phrase: str) -> list[str]:
    return [_plain(found.group()) for found in WORD.finditer(phrase)]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
