"""Time words in a text: the classes and patterns of time.toml, made into regular expressions once a process."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from spacy.tokens import Doc

from reportedly.claims.numbers import GAP, Numbers, numbers_of
from reportedly.errors import RuleError
from reportedly.model.values import Span, record
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

NUMBER = "NUMBER"  # the class whose words are in counts.toml
BLOCK = "BLOCK"
FIGURE = r"\d"
_PIECE = re.compile(r"[A-Z]{2,}|\s|[\[\](|){}]|.")
_CLASS = re.compile(r"[A-Z]{2,}")
_BRACKETED = re.compile(r"\[[^\[\](){}]*\]|\([^\[\](){}]*\)|\{[^\[\](){}]*\}")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")
REACH = 45  # characters on either side of a core word in which its expression lies
_BEFORE = r"(?<![\w$€£])(?<!\d[.,:/-])"
_AFTER = r"(?!\w)(?![.,:/]\d)(?!\s?[%°])"


_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_Sign = tuple[frozenset[str], re.Pattern[str] | None]  # the beginnings of a class's words, and its shape
_Needed = tuple[frozenset[str], ...]  # classes and, in small letters, plain words


@record
class Word:
    """A word of a class inside an expression."""

    value: str  # what the rule says it stands for; the words themselves where it says nothing
    span: Span
    rule: str


@record
class Run:
    """The words of one time expression, and the rule whose pattern they fit."""

    does: str  # how it is worked out: "WEEKDAYDATE"
    rule: str
    span: Span
    words: tuple[tuple[str, Word], ...]  # (class, word) in text order; a class may come twice

    def of(self, name: str, n: int = 0) -> Word | None:
        """The n-th word of a class."""
        found = [word for key, word in self.words if key == name]
        return found[n] if n < len(found) else None


@dataclass(slots=True)
class _Numbered:
    """A pattern with its place in the rules, which decides between two that fit the same words."""

    number: int
    cue: Cue
    pattern: str
    compiled: tuple[re.Pattern[str], dict[str, str]] | None = None  # the expression; its group names with their classes


class TimeWords:
    """All expressions of one set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.numbers: Numbers = numbers_of(rules)
        self._cues: dict[str, list[Cue]] = {}
        for cue in rules.of("time"):
            self._cues.setdefault(cue.does, []).append(cue)
        self.by_does = {
            does: {w: cue.id for cue in cues for w in (*cue.lemmas, *cue.phrases)} for does, cues in self._cues.items()
        }
        self._weak = {does for does, cues in self._cues.items() if any(c.option("weak") for c in cues)} | {NUMBER}
        self._values: dict[str, dict[str, tuple[str, Cue]]] = {}
        self._class_pattern: dict[str, str] = {NUMBER: self.numbers.pattern}
        used = {m for c in rules.of("time") for p in c.option("patterns", ()) for m in _CLASS.findall(p)}
        for does, cues in self._cues.items():
            if does in used and not any(c.option("patterns") for c in cues):
                self._class_pattern[does] = self._alternatives(does, cues)
        self._by_need: dict[_Needed, list[_Numbered]] = {}
        numbered = count()
        for cue in rules.of("time"):
            for pattern in cue.option("patterns", ()):
                if cue.does in used:
                    continue  # a piece of other patterns
                for name in set(_CLASS.findall(pattern)) - {NUMBER} - set(self._cues):
                    raise RuleError(f'{cue.id}: pattern "{pattern}": no cue does = "{name}". Add one or correct it.')
                known = _Numbered(next(numbered), cue, pattern)
                self._by_need.setdefault(self._needed(pattern), []).append(known)
        classes = {w for needed in self._by_need for words in needed for w in words if w.isupper()}
        self._signs = {name: self._sign(name) for name in classes}
        self._core = frozenset(found[0] for w in self._core_words() if (found := _LETTERS.match(w)))

    def runs_in(self, doc: Doc) -> Iterator[Run]:
        """The expressions of a text in order, the longest where several fit. Those that `BLOCK` are among them."""
        text = doc.text
        hits: list[tuple[int, int, int, Cue, re.Match[str], dict[str, str]]] = []
        for window_start, window_end in self._windows(text):
            present = _Present(text[window_start:window_end], self._signs)
            for n, cue, pattern, names in self._possible(present):
                for match in pattern.finditer(text, window_start, window_end):
                    start, end = match.span("span")
                    hits.append((start, -end, n, cue, match, names))
        hits.sort(key=lambda h: h[:3])
        starts = [token.idx for token in doc]
        position = 0
        for start, minus_end, _, cue, match, names in hits:
            if start < position:
                continue
            words = tuple(self._words(match, names))
            if not all(self._fits(word, name, doc, text, starts) for name, word in words):
                continue
            position = -minus_end
            yield Run(does=cue.does, rule=cue.id, span=Span(start, -minus_end), words=words)

    def _possible(self, present: "_Present") -> Iterator[tuple[int, Cue, re.Pattern[str], dict[str, str]]]:
        """The patterns for which what they need is there, each with its number."""
        for needed, patterns in self._by_need.items():
            for words in needed:
                if not any(present[word] for word in words):
                    break
            else:
                for known in patterns:
                    if known.compiled is None:  # on first need: all of them take a third of a second
                        known.compiled = self._compiled(known.pattern, known.cue.id)
                    yield known.number, known.cue, *known.compiled

    # -- building ----------------------------------------------------------------------------------------------------

    def _alternatives(self, does: str, cues: list[Cue]) -> str:
        values = self._values.setdefault(does, {})
        patterns: list[str] = []
        for cue in cues:
            words = [w.lower() for w in (*cue.lemmas, *cue.phrases)]
            given = cue.option("values", ())
            if shape := cue.option("shape"):
                patterns.append(shape)
                continue
            if len(given) not in (1, len(words)):
                raise RuleError(
                    f"{cue.id}: {len(given)} values for {len(words)} words. Give one for each, or one for all."
                )
            for word, value in zip(words, given * len(words) if len(given) == 1 else given, strict=True):
                values[_plain(word)] = (value, cue)
        words_pattern = [_words_pattern(w) for w in sorted(values, key=lambda w: (-len(w), w))]
        return f"(?:{'|'.join([*words_pattern, *patterns])})"

    def _compiled(self, pattern: str, rule: str) -> tuple[re.Pattern[str], dict[str, str]]:
        """The regular expression of a pattern, and its group names with their classes."""
        names: dict[str, str] = {}
        body = self._expanded(pattern, names)
        before, after = "", ""
        if body.startswith("\0"):
            before, body = body[1:].split("\1", 1)
        if body.endswith("\1"):
            body, after = body[:-1].rsplit("\0", 1)
        whole = f"{_BEFORE}{before}(?P<span>{body}){_AFTER}{after}"
        try:
            return re.compile(whole, re.IGNORECASE), names
        except re.error as error:
            raise RuleError(
                f'{rule}: pattern "{pattern}": {error.msg}. Look for a bracket without its pair.'
            ) from error

    def _needed(self, pattern: str) -> _Needed:
        """What stands wherever the pattern fits, one of each set: what is in no bracket of any kind."""
        bare = pattern
        while (shorter := _BRACKETED.sub(" ", bare)) != bare:
            bare = shorter
        if "|" in bare:
            return ()
        needed: list[frozenset[str]] = []
        for name in dict.fromkeys(_CLASS.findall(bare)):
            if name in self._class_pattern:
                needed.append(frozenset({name}))
            elif name in self._cues:  # made of patterns: one of them fits
                inner = [self._needed(p) for cue in self._cues[name] for p in cue.option("patterns", ())]
                if all(inner):
                    needed.append(frozenset().union(*(parts[0] for parts in inner)))
        needed.sort(key=lambda words: not words.isdisjoint(self._weak))  # the telling words first
        return (*needed, *(frozenset({word}) for word in re.findall(r"[a-z]+", bare)))

    def _sign(self, name: str) -> _Sign:
        """What to look for to see fast that no word of a class stands in a text."""
        words = self.numbers.rule_of if name == NUMBER else self._values.get(name, {})
        shapes = [FIGURE] if name == NUMBER else [s for c in self._cues[name] if (s := c.option("shape"))]
        beginnings = frozenset(found[0] for word in words if (found := _LETTERS.match(word)))
        return beginnings, re.compile("|".join(shapes), re.IGNORECASE) if shapes else None

    def _expanded(self, pattern: str, names: dict[str, str]) -> str:
        out: list[str] = []
        for piece in _PIECE.findall(pattern):
            if piece.isspace():
                out.append(GAP)
            elif piece in "[(":
                out.append("(?:")
            elif piece == "]":
                out.append(")?")
            elif piece in ")|":
                out.append(piece)
            elif piece in "{}":
                out.append("\0" if piece == "{" else "\1")
            elif len(piece) > 1 and (piece in self._class_pattern or piece in self._cues):
                name = f"g{len(names)}"
                names[name] = piece
                inner = self._class_pattern.get(piece) or self._piece(piece, names)
                out.append(f"(?P<{name}>{inner})")
            elif piece == "'":
                out.append("['’]")
            else:
                out.append(re.escape(piece))
        return "".join(out)

    def _piece(self, name: str, names: dict[str, str]) -> str:
        patterns = [p for cue in self._cues[name] for p in cue.option("patterns")]
        return f"(?:{'|'.join(self._expanded(p, names) for p in patterns)})"

    def _core_words(self) -> set[str]:
        """Words of which every expression has one, if it has no figure: see `weak` in time.toml."""
        words = {w.split()[0] for does, values in self._values.items() if does not in self._weak for w in values}
        for cue in (c for cues in self._cues.values() for c in cues):
            for pattern in cue.option("patterns", ()):
                needed = _OPTIONAL.sub("", _OPTIONAL.sub("", pattern))
                if self._weak.issuperset(
                    _CLASS.findall(needed)
                ):  # "the future", "the third quarter": the last of its words
                    words.update(re.findall(r"[a-z]+", needed)[-1:])
        return words

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches of text around the core words, cut at white space: the patterns are slow to try everywhere."""
        window: tuple[int, int] | None = None
        for match in _LETTERS.finditer(text):
            if match[0].lower() not in self._core and not match[0][0].isdecimal():
                continue
            start = max(match.start() - REACH, 0)
            if start:  # not inside a word
                gap = text.find(" ", start, match.start())
                start = gap if gap >= 0 else match.start()
            end = match.end() + REACH
            end = max(text.rfind(" ", match.end(), end), match.end()) if end < len(text) else len(text)
            if window is not None and start <= window[1]:
                window = (window[0], end)
                continue
            if window is not None:
                yield window
            window = (start, end)
        if window is not None:
            yield window

    # -- matching ----------------------------------------------------------------------------------------------------

    def _words(self, match: re.Match[str], names: dict[str, str]) -> Iterator[tuple[str, Word]]:
        found = [(match.span(group), name) for group, name in names.items() if match.group(group)]
        for (start, end), name in sorted(found):
            words = match.string[start:end]
            value, cue = self._values.get(name, {}).get(_plain(words.lower()), (words, None))
            if cue is None and name in self._cues:
                cue = self._cues[name][0]
            rule = cue.id if cue is not None else ""
            yield name, Word(value=value, span=Span(start, end), rule=rule)

    def _fits(self, word: Word, name: str, doc: Doc, text: str, starts: list[int]) -> bool:
        """Whether capital letters and parts of speech are as the rule wants them."""
        start = word.span.start
        cue = self._values.get(name, {}).get(_plain(word.span.of(text).lower()), ("", None))[1]
        if cue is None:
            return True
        if cue.option("capital") and not text[start].isupper():
            return False
        if not cue.pos:
            return True
        i = bisect_left(starts, start)
        return i < len(doc) and doc[i].pos_ in cue.pos


class _Present(dict[str, bool]):
    """Whether a class or a plain word stands anywhere in a stretch of text; looked up once each, when asked."""

    def __init__(self, text: str, signs: dict[str, _Sign]) -> None:
        self._text, self._signs = text.lower(), signs
        self._words = frozenset(_LETTERS.findall(self._text))

    def __missing__(self, word: str) -> bool:
        if word in self._signs:
            words, shape = self._signs[word]
            found = not words.isdisjoint(self._words) or (shape is not None and shape.search(self._text) is not None)
        else:
            found = word in self._words
        self[word] = found
        return found


_BUILT: dict[str, TimeWords] = {}


def time_words_of(rules: Rules) -> TimeWords:
    """The time words of these rules, built once a process."""
    found = _BUILT.get(rules.digest)
    if found is None:
        found = _BUILT[rules.digest] = TimeWords(rules)
    return found


def _plain(words: str) -> str:
    """Words as they are looked up: one space between them."""
    return " ".join(words.replace("’", "'").split())


def _words_pattern(words: str) -> str:
    escaped = re.escape(words).replace(r"\ ", GAP).replace("'", "['’]")
    return escaped if words.endswith(".") else escaped + r"(?!\w)"
