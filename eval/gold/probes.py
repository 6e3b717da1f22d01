"""The probe sentences of status/*.txt: one event each, with what a careful reader says of it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "status"
BRACKETS = re.compile(r"\[([^\[\]]+)\]")
HEADLINE = "headline"  # the phenomenon whose sentences are read as headlines
STATUS_ONLY = ("phenomenon", "status", "sentence")
WITH_VOICE = ("phenomenon", "status", "voice", "actor", "sentence")


def probe_rows() -> list[dict[str, Any]]:
    """{"id", "text", "start", "end", "phenomenon", "half", "status", "negated"} for every sentence, in file order.

    half: "open" is the half that rules are tuned on, "closed" the other. ValueError where a line is malformed.
    """
    return list(_rows(FOLDER / "probe.txt", STATUS_ONLY))


def accused_rows() -> list[dict[str, Any]]:
    """The same for accusations, denials and non-events, with "voice" and "actor" as they stand in the file."""
    return list(_rows(FOLDER / "accused.txt", WITH_VOICE))


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for n, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        marks = list(BRACKETS.finditer(cells[-1]))
        if len(cells) != len(columns) or len(marks) != 1:
            wanted = " | ".join(column.upper() for column in columns)
            raise ValueError(f"{file.name}:{n}: write {wanted}; the sentence has one [event]")
        row = dict(zip(columns, cells, strict=True))
        phenomenon, status, sentence = row["phenomenon"], row.pop("status"), row.pop("sentence")
        start = marks[0].start()
        seen[phenomenon] += 1
        yield {
            "id": f"{phenomenon}/{seen[phenomenon]}",
            "text": BRACKETS.sub(r"\1", sentence),
            "start": start,
            "end": start + len(marks[0][1]),
            **row,
            "half": "open" if seen[phenomenon] % 2 else "closed",
            "status": status.removeprefix("not "),
            "negated": status.startswith("not "),
        }
