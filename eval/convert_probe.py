"""Our status of each probe sentence's event: {"id", "half", "right", "line"}.

Of our claim there; where we make none, what the rules say of the bare words.
"""

from collections.abc import Iterator
from pathlib import Path

from convert_status import judged_at
from gold.probes import HEADLINE
from goldfiles import Record, records
from reportedly.claims.tagged import tagger_for
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading import read as reading_of
from reportedly.rules.load import load_rules
from reportedly.workbench.sentence import report_of


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    rules, tagger = load_rules(), tagger_for(model)
    for row in records(gold_path):
        part = Part.HEADLINE if row["phenomenon"] == HEADLINE else Part.BODY
        reading = reading_of(report_of(row["text"], part=part), rules=rules)
        found = judged_at(Span(row["start"], row["end"]), reading, tagger)
        right = found.negated if row["negated"] else (found.status.value == row["status"] and not found.negated)
        ours = f"{'not ' * found.negated}{found.status.value}"
        wanted = f"{'not ' * row['negated']}{row['status']}"
        shown = (
            "" if right or row["half"] != "open" else f"{wanted} <- {ours} by {found.because[0].rule}: {row['text']}"
        )
        yield {"id": row["id"], "half": row["half"], "right": right, "line": shown}
