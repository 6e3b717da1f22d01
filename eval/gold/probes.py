"""The probe sentences of status/probe.txt: one event each, with the status that a careful reader gives it."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "status" / "probe.txt"
BRACKETS = re.compile(r"\[([^\[\]]+)\]")
HEADLINE = "headline"  # the phenomenon whose sentences are read as headlines


def probe_rows() -> list[dict[str, Any]]:
    """{"id", "text", "start", "end", "phenomenon", "half", "status", "negated"} for every sentence, in file order.

    half: "open" is the half that rules are tuned on, "closed" the other. ValueError where a line is malformed.
    """
    rows: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for n, line in enumerate(FILE.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        marks = list(BRACKETS.finditer(cells[-1]))
        if len(cells) != 3 or len(marks) != 1:
            raise ValueError(f"{FILE.name}:{n}: write PHENOMENON | STATUS | a sentence with one [event]")
        phenomenon, status, sentence = cells
        start = marks[0].start()
        seen[phenomenon] += 1
        rows.append(
            {
                "id": f"{phenomenon}/{seen[phenomenon]}",
                "text": BRACKETS.sub(r"\1", sentence),
                "start": start,
                "end": start + len(marks[0][1]),
                "phenomenon": phenomenon,
                "half": "open" if seen[phenomenon] % 2 else "closed",
                "status": status.removeprefix("not "),
                "negated": status.startswith("not "),
            }
        )
    return rows
