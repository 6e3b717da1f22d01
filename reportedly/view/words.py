"""The words that views are written in, from resources/<language>/view/; and text made safe to show."""

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

Words = dict[str, Any]


@cache
def load_words(language: str = "en", table: str = "words") -> Words:
    """A word table of a language: "words" for readings and phrases, "pages" for what only pages say."""
    file = resources.files("reportedly") / "resources" / language / "view" / f"{table}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def shown(text: str) -> str:
    """Text of a report on one line, safe for a terminal.

    White space becomes single spaces. Control and formatting characters, among them those that turn the direction of
    writing round, are written as their code point ("⟨U+202E⟩"): what is invisible must not change what one reads.
    """
    return "".join(_visible(c) for c in " ".join(text.split()))


def invisible_code(character: str) -> str | None:
    """The code point of a control or formatting character, "U+202E"; None for what can be seen, and white space."""
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co"):
        return None
    return f"U+{ord(character):04X}"


def _visible(character: str) -> str:
    code = invisible_code(character)
    return character if code is None else f"⟨{code}⟩"
