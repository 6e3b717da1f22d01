"""Writes a codebook page for each event type from the event frames: definition, borders, words, examples.

.venv/bin/python tools/codebook.py docs/codebook    # docs/codebook/assault.md, docs/codebook/aid.md, ...
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from reportedly.rules.load import load_rules
from reportedly.rules.schema import Frame

MAX_EXAMPLES = 2  # of each kind a frame: a page is for reading, all of them run in `reportedly rules check`


def words_of(frame: Frame) -> Iterator[str]:
    """The words and phrases that name the event, particles with their verbs."""
    for trigger in frame.triggers:
        tail = f" {trigger.particle}" if trigger.particle else ""
        yield from (f"{verb}{tail}" for verb in trigger.verbs)
        yield from (*trigger.nouns, *trigger.adjectives, *trigger.phrases)


def page(kind: str, frames: list[Frame]) -> str:
    lines = [f"# {kind}", ""]
    for frame in frames:
        codes = ", ".join(c for c in (f"mode {frame.mode}" if frame.mode else "", f"CAMEO {frame.cameo or '-'}") if c)
        lines += [f"## {frame.id} ({codes})", "", frame.counts_as, "", f"Not this: {frame.not_this}", ""]
        lines += ["Words: " + ", ".join(sorted(set(words_of(frame)))) + ".", ""]
        lines += [f"- {e.text} (*{e.trigger}*)" for e in frame.examples[:MAX_EXAMPLES]]
        lines += [f"- Not: {text} ({why})" for text, why in frame.nots[:MAX_EXAMPLES]]
        lines.append("")
    return "\n".join(lines)


def pages() -> Iterator[tuple[str, str]]:
    """File name and text of every page, by event type."""
    frames = sorted(load_rules().frames, key=lambda f: f.type)  # stable: file order within a type
    for kind, of_type in groupby(frames, key=lambda f: f.type):
        yield f"{kind.lower()}.md", page(kind, list(of_type))


def main() -> None:
    if len(sys.argv) != len(("tool", "folder")):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
