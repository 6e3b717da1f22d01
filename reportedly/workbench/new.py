"""Writes a new entry into a user's folder of rules from plain answers."""

import json
import re
from pathlib import Path

from reportedly.errors import RuleError
from reportedly.model.values import record
from reportedly.rules import schema
from reportedly.rules.load import Rules

ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@record
class NewCue:
    """The answers of an author. `words`: one word, or several in a row."""

    kind: str  # the file: "status", "attribution"
    id: str
    does: str
    words: str
    yes: tuple[str, ...]  # with [brackets]
    no: tuple[str, ...]
    pos: str | None = None


def kinds_of(rules: Rules) -> tuple[str, ...]:
    """The files that a cue can go into."""
    return tuple(kind for kind, _ in rules.cues)


def does_of(kind: str, rules: Rules) -> tuple[str, ...]:
    """The values of `does` in a file: those allowed, or those in use where any is. Not those that no words do."""
    allowed = schema.DOES.get(kind) or {cue.does for cue in rules.of(kind)}
    without_words = {cue.does for cue in rules.of(kind) if cue.form}
    return tuple(sorted(allowed - (without_words - {cue.does for cue in rules.of(kind) if not cue.form})))


def with_brackets(sentence: str, words: str) -> str:
    """The sentence with [brackets] around its only stretch of these words; as it is where that is not clear."""
    if "[" in sentence:
        return sentence
    found = list(re.finditer(rf"\b{re.escape(words)}\b", sentence, re.IGNORECASE))
    if len(found) != 1:
        return sentence
    start, end = found[0].span()
    return f"{sentence[:start]}[{sentence[start:end]}]{sentence[end:]}"


def write_cue(cue: NewCue, folder: Path) -> Path:
    """Appends the entry to <folder>/<kind>.toml and returns that file; folder and file are made if need be.

    Raises RuleError for an id that cannot be one; the examples are tried by `rules check`.
    """
    if not ID.fullmatch(cue.id):
        raise RuleError(f'cue "{cue.id}": an id is small letters, digits, dots and dashes, as in "plan.verb".')
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{cue.kind}.toml"
    before = file.read_text("utf-8").rstrip("\n") + "\n" if file.exists() else 'origin = "own"\n'
    words = "phrases" if " " in cue.words else "lemmas"
    lines = [
        "",
        "[[cue]]",
        f"id = {_toml(cue.id)}",
        f"does = {_toml(cue.does)}",
        f"{words} = [{_toml(cue.words)}]",
        *([f"pos = [{_toml(cue.pos)}]"] if cue.pos else []),
        f"yes = [{', '.join(_toml(s) for s in cue.yes)}]",
        f"no = [{', '.join(_toml(s) for s in cue.no)}]",
        "",
    ]
    file.write_text(before + "\n".join(lines), "utf-8")
    return file


def _toml(text: str) -> str:
    """A TOML basic string; JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
