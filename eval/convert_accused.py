"""Our status, last voice and actors of each sentence of accused.txt: {"id", "half", "right", "fact", "line"}.

Status and voice as in `convert_probe`, at the given word; actors of our claim there, none where we make none. "fact":
the sentence has it on another's word, or says that it is not so, and we have it as so on the report's own word.
"""

from collections.abc import Iterator
from pathlib import Path

from convert_status import chain_at, judged_at
from goldfiles import Record, records
from reportedly.claims.assemble import claims_of
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import Claim, Role, Status, Voice, VoiceKind
from reportedly.model.values import Span
from reportedly.reading import read as reading_of
from reportedly.rules.load import load_rules
from reportedly.workbench.sentence import report_of

OWN, UNNAMED, COURT, NOT_ASKED, NOBODY = ".", "?", "?court", "*", "-"
FACTS = (Status.HAPPENED, Status.ONGOING)


def voice_is(wanted: str, last: Voice | None) -> bool:
    """Whether the last voice is the one that the row asks for; `last`: None on the report's own word."""
    if wanted == NOT_ASKED or last is None:
        return wanted in (NOT_ASKED, OWN)
    if wanted in (UNNAMED, COURT):
        return last.name is None and (wanted == UNNAMED or last.kind is VoiceKind.GOVERNMENT)
    return last.name is not None and wanted.lower() in last.name.lower()


def actor_is(wanted: str, claim: Claim | None) -> bool:
    """Whether who does it is whom the row asks for."""
    if wanted == NOT_ASKED:
        return True
    actors = [party.name.lower() for party in claim.parties if party.role is Role.ACTOR] if claim is not None else []
    return not actors if wanted == NOBODY else len(actors) == 1 and wanted.lower() in actors[0]


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    rules, tagger = load_rules(), tagger_for(model)
    for row in records(gold_path):
        reading = reading_of(report_of(row["text"]), rules=rules)
        span = Span(row["start"], row["end"])
        chain, found = chain_at(span, reading, tagger), judged_at(span, reading, tagger)
        claims = [c for c in claims_of(reading, rules, tagger) if c.trigger.overlaps(span)]
        last = chain[-1].voice if chain else None
        wrong = {
            "status": not (
                found.negated if row["negated"] else (found.status.value == row["status"] and not found.negated)
            ),
            "voice": not voice_is(row["voice"], last),
            "actor": not actor_is(row["actor"], claims[-1] if claims else None),
        }
        is_fact = row["status"] in FACTS and not row["negated"] and row["voice"] in (OWN, NOT_ASKED)
        ours = (
            f"{'not ' * found.negated}{found.status.value} on {(last.name or '?') if last else 'own word'}, by "
            f"{[p.name for c in claims[-1:] for p in c.parties if p.role is Role.ACTOR]}"
        )
        line = f"{row['id']}: {', '.join(k for k, v in wrong.items() if v)} <- {ours} ({found.because[0].rule}): "
        yield {
            "id": row["id"],
            "half": row["half"],
            "right": not any(wrong.values()),
            "fact": not is_fact and found.status in FACTS and not found.negated and last is None,
            "line": line + row["text"] if any(wrong.values()) and row["half"] == "open" else "",
        }
