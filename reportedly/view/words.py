"""The words that views are written in, from resources/<language>/view/words.toml; and text made safe to show."""

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

Words = dict[str, Any]


@cache
def load_words(language: str = "en") -> Words:
    """The word table of a language."""
    file = resources.files("reportedly") / "resources" / language / "view" / "words.toml"
    return tomllib.loads(file.read_text("utf-8"))


def shown(text: str) -> str:
    """Text of a report on one line, safe for a terminal.

    White space becomes single spaces. Control and formatting characters, among them those that turn the direction of
    writing round, are written as their code point ("⟨U+202E⟩"): what is invisible must not change what one reads.
    """
    return "".join(_visible(c) for c in " ".join(text.split()))


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co"):
        return f"⟨U+{ord(character):04X}⟩"
    return character
