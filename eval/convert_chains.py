"""Our chains of voices at the statements of the chain gold (eval/gold/chains).

A chain is asked for at the word that a gold content hangs on, as the pipeline asks for it at a claim's trigger.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldfiles import Record, records
from reportedly.claims.attribution import Attribution, attributions_of, chains_at
from reportedly.claims.tagged import head_of, tagger_for
from reportedly.model.values import Evidence, Span
from reportedly.reading import read as reading_of
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    """id, and for each gold statement the chains over it: one as a rule, two where two voices differ."""
    rules = load_rules()
    tagger = tagger_for(model)
    for gold in records(gold_path):
        report = read_text(gold["text"], published=gold["published"], outlet=gold["outlet"], rules=rules)
        if report.text != gold["text"]:
            raise ValueError(f"gold report {gold['id']}: reading changed the text, so its offsets no longer fit")
        reading = reading_of(report, rules=rules)
        attributions = attributions_of(reading, rules, tagger)
        statements = []
        for statement in gold["statements"]:
            trigger = _trigger(reading, statement)
            chains = chains_at(reading, attributions, trigger) or [()]
            statements.append([[_voice(a) for a in chain] for chain in chains])
        yield {"id": gold["id"], "statements": statements}


def _trigger(reading: Reading, statement: Record) -> Span:
    """The word that the content hangs on. Cue words in it ("is said to be") are not that."""
    whole = Span(*statement["stretch"])
    cues = [Span(*v["stretch"]) for v in statement["chain"] if v["phrase"].startswith("?")]
    left = [whole]
    for cue in cues:
        left = [piece for span in left for piece in _less(span, cue)]
    head = head_of(reading, tuple(left) or (whole,))
    return Span(head.idx, head.idx + len(head)) if head is not None else whole


def _less(span: Span, cue: Span) -> list[Span]:
    """The span without the words of a cue."""
    if not span.overlaps(cue):
        return [span]
    edges = ((span.start, cue.start), (cue.end, span.end))
    return [Span(start, end) for start, end in edges if start < end]


def _voice(attribution: Attribution) -> dict[str, Any]:
    voice = attribution.voice
    return {
        "source": _pairs(voice.evidence if attribution.source else ()),  # "who" is who it stands for
        "cue": _pairs(attribution.cue),
        "kind": voice.kind.lower(),
        "named": voice.named,
        "stance": voice.stance.lower(),
    }


def _pairs(spans: Evidence) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
