"""Our attributions in the fields of the attribution gold: outermost only, as PolNeAR annotates them.

.venv/bin/python eval/convert_attribution.py GOLD.jsonl [N] > SYSTEM.jsonl
"""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reportedly.claims.attribution import Attribution, attributions_of
from reportedly.claims.tagged import tagger_for
from reportedly.model.values import Evidence
from reportedly.reading import read
from reportedly.report.annotated import every_line
from reportedly.rules.load import load_rules


def system_records(gold_path: str | Path, model: str = "default") -> Iterator[dict[str, object]]:
    """One record a gold document: id, text, attributions with source, cue and content as lists of [start, end]."""
    rules = load_rules()
    tagger = tagger_for(model)
    with open(gold_path, encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            reading = read(every_line(gold["id"], gold["text"]), rules=rules)
            found = attributions_of(reading, rules, tagger)
            yield {
                "id": gold["id"],
                "text": gold["text"],
                "attributions": [_fields(a) for a in found if _is_outermost(found, a)],
            }


def _is_outermost(found: tuple[Attribution, ...], attribution: Attribution) -> bool:
    """No voice around it but an outlet that passes it on; PolNeAR keeps the speaker there, not the outlet.

    What is carried on from the sentence before has no cue, and PolNeAR does not mark it.
    """
    if attribution.relays or attribution.carried:
        return False
    around = attribution.within
    while around is not None:
        if not found[around].relays:
            return False
        around = found[around].within
    return True


def _fields(attribution: Attribution) -> dict[str, list[list[int]]]:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
    }


def _pairs(spans: Evidence) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def main() -> None:
    n = int(sys.argv[2]) if len(sys.argv) > 2 else None
    for record in islice(system_records(sys.argv[1]), n):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
