"""Claims -> event status at trigger words, as `score_status.py` reads it.

Two readings by the same rules: at the triggers of our claims, and at the gold's triggers ("given"), as the figures to
beat were made.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gold_reading import read_gold
from goldfiles import Record
from reportedly.claims.attribution import Attribution, attributions_of, chains_at
from reportedly.claims.factuality import Factuality, load_factuality
from reportedly.claims.status import StatusFound, StatusReader, status_of
from reportedly.claims.tagged import tagger_for
from reportedly.claims.tagger import Tagger
from reportedly.model.claim import Claim, Status
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import load_rules

WEB = Path(__file__).parent / "weights"


def status_name(status: Status, negated: bool) -> str:
    """The scorer's status: ours in lower case, or "negated" for what the words say is not so or will not be.

    "will not leave" is PLANNED and negated for us; the gold scales put it below zero. What is abandoned never was.
    """
    return "negated" if negated or status is Status.ABANDONED else status.value.lower()


def events_of(claims: Iterable[Claim]) -> list[Record]:
    """One event a trigger. Where two voices differ on one trigger, the last chain counts: it is nearest the event."""
    by_trigger = {claim.trigger: claim for claim in claims}
    return [
        {"start": span.start, "end": span.end, "status": status_name(claim.status, claim.negated)}
        for span, claim in sorted(by_trigger.items(), key=lambda item: item[0])
    ]


def weights_for(corpus: str) -> Factuality:
    """The weights that score a corpus: those that ship, but UDS (web texts) has its own, of its own train part."""
    return load_factuality(WEB, "web") if corpus.startswith("uds") else load_factuality()


def chain_at(trigger: Span, reading: Reading, tagger: Tagger | None) -> tuple[Attribution, ...]:
    """The last chain of voices over a trigger; () on the report's own word."""
    *_, chain = [(), *chains_at(reading, attributions_of(reading, load_rules(), tagger), trigger)]
    return chain


def judged_at(trigger: Span, reading: Reading, tagger: Tagger | None) -> StatusFound:
    """The status at one trigger."""
    return next(status_at([trigger], reading, tagger))


def status_at(triggers: Iterable[Span], reading: Reading, tagger: Tagger | None) -> Iterator[StatusFound]:
    """The status at each trigger by our rules, whether we make a claim of it or not."""
    return (found for found, _ in scored_at(triggers, reading, tagger, load_factuality()))


def scored_at(
    triggers: Iterable[Span], reading: Reading, tagger: Tagger | None, weights: Factuality
) -> Iterator[tuple[StatusFound, float]]:
    """The same, with the learned score."""
    rules = load_rules()
    attributions = attributions_of(reading, rules, tagger)
    statuses = StatusReader(reading, attributions, rules)
    for trigger in triggers:
        words = reading.doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
        *_, chain = [(), *chains_at(reading, attributions, trigger)]
        found = status_of(statuses, words.root, reading.span_of(words.sent), chain)
        yield found, weights.score(words.root, found, chain[-1].voice.stance.value if chain else "")


def events_at(record: Record, reading: Reading, tagger: Tagger | None) -> list[Record]:
    """The status of each gold event, in the scorer's form: by our rules, with the learned score."""
    triggers = [Span(event["start"], event["end"]) for event in record["events"]]
    found = zip(triggers, scored_at(triggers, reading, tagger, weights_for(record["id"])), strict=True)
    return [
        {"start": t.start, "end": t.end, "status": status_name(f.status, f.negated), "score": score}
        for t, (f, score) in found
    ]


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    """{"id", "events": [{"start", "end", "status"}], "given": [the same with "score"]} for every gold record."""
    tagger = tagger_for(model)
    for record, reading, claims in read_gold(gold_path, model):
        yield {"id": record["id"], "events": events_of(claims), "given": events_at(record, reading, tagger)}
