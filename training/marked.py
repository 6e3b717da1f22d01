"""Our own training texts: inline marks -> text and attributions in the shape of the gold files."""

import re
from collections.abc import Iterator
from pathlib import Path

Attribution = dict[str, list[list[int]]]
ROLES = {"S": "source", "Q": "cue", "C": "content"}
_MARK = re.compile(r"\[([SQC])(\d+(?:,\d+)*) ([^\[\]]*)\]")
_BORDER = re.compile(r"^====\s*$", re.MULTILINE)


def documents(folder: Path) -> Iterator[dict[str, object]]:
    """One record a document: id, text, attributions with lists of [start, end]."""
    for path in sorted(folder.glob("*.txt")):
        for k, marked in enumerate(_BORDER.split(path.read_text(encoding="utf-8"))):
            if marked.strip():
                text, attributions = unmarked(marked.strip("\n"))
                yield {"id": f"{path.stem}-{k}", "text": text, "attributions": attributions}


def unmarked(marked: str) -> tuple[str, list[Attribution]]:
    """The text without its marks, and the attributions; one without content is an error."""
    found: dict[int, Attribution] = {}
    pieces: list[str] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        before, inner = marked[at : mark.start()], mark.group(3)
        pieces += [before, inner]
        start = length + len(before)
        length = start + len(inner)
        at = mark.end()
        for number in mark.group(2).split(","):
            one = found.setdefault(int(number), {role: [] for role in ROLES.values()})
            one[ROLES[mark.group(1)]].append([start, length])
    text = "".join(pieces) + marked[at:]
    if "[" in text or "]" in text:
        raise ValueError(f"a square bracket is left in: {text[:60]!r}")
    for number, one in found.items():
        if not one["content"]:
            raise ValueError(f"attribution {number} has no content in: {text[:60]!r}")
    return text, [found[number] for number in sorted(found)]
