"""Writes the signs of every gold event, as fit.py reads them: one line [score, [sign, ...]] an event.

    python training/status/signs.py GOLD.jsonl SIGNS.jsonl

The attribution rules alone are asked, without the learned tagger. The gold lies outside this repository.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))

from convert_status import status_at
from gold_reading import reading_for
from goldfiles import records
from reportedly.claims.attribution import attributions_of, chains_at
from reportedly.claims.factuality import signs_of
from reportedly.model.values import Span
from reportedly.rules.load import load_rules


def main() -> None:
    gold, out = map(Path, sys.argv[1:3])
    with out.open("w", encoding="utf-8") as lines:
        for record in records(gold):
            reading = reading_for(record)
            triggers = [Span(event["start"], event["end"]) for event in record["events"]]
            attributions = attributions_of(reading, load_rules(), None)
            for event, trigger, found in zip(
                record["events"], triggers, status_at(triggers, reading, None), strict=True
            ):
                token = reading.doc.char_span(trigger.start, trigger.end, alignment_mode="expand").root
                *_, chain = [(), *chains_at(reading, attributions, trigger)]
                rule = next(b.rule for b in found.because if b.field == "status")
                stance = chain[-1].voice.stance.value if chain else ""
                signs = sorted(set(signs_of(token, found.status.value, found.negated, rule, stance)))
                lines.write(json.dumps([event["score"], signs]) + "\n")


if __name__ == "__main__":
    main()
