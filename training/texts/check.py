"""Parse the marked texts, print counts; exit 1 when a mark is broken."""

import re
import sys
from collections import Counter
from pathlib import Path

MARK = re.compile(r"\[([SQC])([1-9]\d*(?:,[1-9]\d*)*) ([^][]+)\]")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]|[ap]\.m)\.$")
QUOTES = re.compile('["\u201c\u201d]')


def documents(path: Path) -> list[tuple[int, str]]:
    """The documents of a file with the number of their first line."""
    found: list[tuple[int, str]] = []
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "===="], 1):
        if line.strip() == "====":
            found.append((start, "\n".join(lines)))
            start, lines = number + 1, []
        else:
            lines.append(line)
    return found


def faults(text: str) -> tuple[list[str], Counter[str]]:
    """What is wrong in one document, and its counts."""
    wrong: list[str] = []
    kinds: dict[int, Counter[str]] = {}
    for mark in MARK.finditer(text):
        kind, numbers, inner = mark.groups()
        if inner != inner.strip() or "\n" in inner:
            wrong.append(f"edge: {mark.group()!r}")
        if mark.start() and text[mark.start() - 1].isalnum():
            wrong.append(f"glued: {mark.group()!r}")
        if mark.end() < len(text) and text[mark.end()].isalnum():
            wrong.append(f"glued: {mark.group()!r}")
        is_closed = kind == "S" and ", " in inner and inner.endswith(",")
        if kind == "S" and ", " in inner and not is_closed and text.startswith(", [Q", mark.end()):
            wrong.append(f"apposition not closed: {mark.group()!r}")
        if (
            not is_closed
            and inner.endswith((".", ","))
            and not ABBREVIATION.search(inner)
            and not len(QUOTES.findall(inner)) % 2
        ):
            wrong.append(f"stop: {mark.group()!r}")
        for number in numbers.split(","):
            kinds.setdefault(int(number), Counter())[kind] += 1
    bare = MARK.sub(lambda mark: mark.group(3), text)
    wrong += [f"bracket: {bare[max(0, at - 30) : at + 30]!r}" for at, sign in enumerate(bare) if sign in "[]"]
    if sorted(kinds) != list(range(1, len(kinds) + 1)):
        wrong.append(f"numbers: {sorted(kinds)}")
    for number, count in sorted(kinds.items()):
        if not count["C"]:
            wrong.append(f"no content: {number}")
        if not count["S"] and not count["Q"]:
            wrong.append(f"content alone: {number}")
        if count["Q"] > 1:
            wrong.append(f"cue in pieces: {number}")
    if not bare.strip():
        wrong.append("empty")
    return wrong, Counter(
        documents=1,
        words=len(bare.split()),
        attributions=len(kinds),
        unmarked=not kinds,
        sourceless=sum(not count["S"] for count in kinds.values()),
        cueless=sum(not count["Q"] for count in kinds.values()),
        split=sum(count["C"] > 1 for count in kinds.values()),
    )


def main() -> int:
    """Check every file of the folder."""
    total: Counter[str] = Counter()
    broken = 0
    for path in sorted(Path(__file__).parent.glob("[ab]-*.txt")):
        counts: Counter[str] = Counter()
        for line, text in documents(path):
            wrong, count = faults(text)
            broken += len(wrong)
            counts.update(count)
            for fault in wrong:
                print(f"{path.name}:{line}: {fault}")
        print(path.name, dict(counts))
        total.update(counts)
    print("total", dict(total), "faults", broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
