"""Numbers in figures and in words: "1,500", "twenty-five", "two million"."""

import re
from collections.abc import Iterable

from reportedly.rules.load import Rules

FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?|-|‐)"  # a space, a hyphen, or one line break
MAX_WORDS = 8  # "nine hundred ninety-nine thousand ..."; more is a list, not a number
HUNDRED = 100
THOUSAND = 1000


class Numbers:
    """The number words of one set of rules. `pattern` finds a number; it has no groups and no edges."""

    def __init__(self, rules: Rules) -> None:
        self.rule_of: dict[str, str] = {}  # word -> rule id
        self._value: dict[str, int] = {}
        self._scales: dict[str, int] = {}
        self._articles: set[str] = set()
        self.joins: set[str] = set()  # inside a number: "two hundred and six"
        for cue in rules.of("counts"):
            values = cue.option("values", ())
            if cue.does in ("ARTICLE", "JOIN"):
                (self._articles if cue.does == "ARTICLE" else self.joins).update(cue.lemmas)
                self.rule_of.update(dict.fromkeys(cue.lemmas, cue.id))
            elif cue.does in ("NUMBER", "SCALE"):
                into = self._value if cue.does == "NUMBER" else self._scales
                into.update((w, int(v)) for w, v in zip(cue.lemmas, values, strict=True))
                self.rule_of.update(dict.fromkeys(cue.lemmas, cue.id))
        small, scale = _any_of(self._value), _any_of(self._scales)
        article, join = _any_of(self._articles), _any_of(self.joins)
        pair = f"{small}\\b(?:{GAP}{small}\\b)?"  # "twenty-five"
        more = f"(?:{GAP}(?:{join}{GAP})?(?:{small}|{scale})\\b){{0,{MAX_WORDS}}}"
        self.pattern = f"(?:(?:{article}|{pair}|{FIGURES}){GAP}{scale}\\b{more}|{scale}\\b{more}|{pair}|{FIGURES})"

    def value_of(self, words: str) -> float | None:
        """The number that these words stand for; None where they are none."""
        total: float = 0
        part: float = 0
        seen = False
        for word in re.findall(rf"{FIGURES}|[^\W\d_]+", words.lower()):
            if word[0].isdecimal():
                part += float(word.replace(",", ""))
            elif word in self._value:
                part += self._value[word]
            elif word in self._scales:
                scale = self._scales[word]
                part = (part if seen else 1) * scale
                if scale >= THOUSAND:
                    total, part = total + part, 0
            elif word in self._articles or word in self.joins:
                continue
            else:
                return None
            seen = True
        return total + part if seen else None


_BUILT: dict[str, Numbers] = {}


def numbers_of(rules: Rules) -> Numbers:
    """The numbers of these rules, built once a process."""
    found = _BUILT.get(rules.digest)
    if found is None:
        found = _BUILT[rules.digest] = Numbers(rules)
    return found


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest first; matches nothing if there are none."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(re.escape(w) for w in ordered)})" if ordered else "(?!)"
