"""Our claims in the stories: {"id", "style", "claims": one list of differing fields a wanted claim, "line"}."""

from collections.abc import Iterator
from pathlib import Path

import reportedly
from goldfiles import Record, records
from story_files import differences


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    for story in records(gold_path):
        report = reportedly.read_text(story["text"].lstrip("\n"), published=story["published"])
        found = reportedly.read(report, model=model)
        wrong = [differences(found, wanted) for wanted in story["claim"]]
        triggers = [wanted["trigger"] for wanted in story["claim"]]
        lines = [f"{story['id']} {t}: {w}" for t, w in zip(triggers, wrong, strict=True) if w]
        yield {"id": story["id"], "style": story["style"], "claims": [list(w) for w in wrong], "line": "\n".join(lines)}
