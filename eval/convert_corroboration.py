"""Reports of one gold file together -> which mentions are one event, and which pairs of reports are copies."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from spacy.tokens import Token

from gold_reading import read_gold
from goldfiles import Record, records
from reportedly.claims.assemble import THE_REPORT
from reportedly.corpus.copies import Runs, shared
from reportedly.corpus.group import grouped
from reportedly.corpus.sketch import sketch_of
from reportedly.model.claim import Basis, Claim, Event, Grain, Party, Read, Role, Status, When
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.report import read_text

TEXTS = ("ecbplus_dev.jsonl", "ecbplus_train.jsonl")  # in which the pairs' reports lie
NO_HOUSE = np.zeros(0, dtype=np.uint64)  # nothing is known of what their houses print under everything
SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
OBJECTS = frozenset({"dobj", "dative", "pobj", "attr"})


def mention_reads(path: Path) -> Iterator[tuple[Record, Read, tuple[Claim, ...]]]:
    """Every gold text as we read it, its claims replaced by one at each gold mention; and those claims."""
    for record, reading, claims in read_gold(path, "none"):
        report = replace(reading.report, id=f"r-{record['id']}")
        made = tuple(_claim_at(reading, claims, Span(e["start"], e["end"]), report.id) for e in record["events"])
        yield record, Read(report=report, entities=reading.entities, claims=made, models=()), claims


def system_records(gold_path: Path) -> Iterator[Record]:
    """Of a file of pairs how much they share, of a file of texts which mentions are one event."""
    return copy_records(gold_path) if gold_path.name.startswith("reuse_pairs") else event_records(gold_path)


def event_records(path: Path) -> Iterator[Record]:
    """Which gold mentions our grouping holds to be one event; stories are not given.

    "own": the same on our own claims, a gold mention taking the occurrence of the claim whose trigger it overlaps; one
    that no claim of ours overlaps is left out.
    """
    read, own = [], []
    for record, one, claims in mention_reads(path):
        read.append((record, one))
        own.append(replace(one, claims=claims))
    chain_of = _chains(one for _, one in read)
    own_chain_of = _chains(own)
    for (record, one), ours in zip(read, own, strict=True):
        marks = [(c.trigger, chain_of[c.id]) for c in one.claims]
        hits = [(c.trigger, next((o for o in ours.claims if o.trigger.overlaps(c.trigger)), None)) for c in one.claims]
        own_marks = [(span, own_chain_of[claim.id]) for span, claim in hits if claim is not None]
        yield {"id": record["id"], "events": _events(marks), "own": _events(own_marks)}


def _chains(reads: Iterable[Read]) -> dict[str, str]:
    return {claim_id: o.id for o in grouped(reads).occurrences for claim_id in o.claim_ids}


def _events(marks: list[tuple[Span, str]]) -> list[Record]:
    return [{"start": span.start, "end": span.end, "chain": chain} for span, chain in marks]


def copy_records(path: Path) -> Iterator[Record]:
    """For every pair of reports the share of the shorter that stands in the other."""
    texts = {r["id"]: r["text"] for name in TEXTS for r in records(path.parent / name)}
    runs: dict[str, Runs] = {}
    for pair in records(path):
        for report_id in (pair["a"], pair["b"]):
            if report_id not in runs:
                read = Read(report=read_text(texts[report_id]), entities=(), claims=(), models=())
                runs[report_id] = Runs(sketch_of(read), NO_HOUSE)
        found = shared(runs[pair["a"]], runs[pair["b"]])
        yield {"id": f"{pair['a']} {pair['b']}", "share": found.share if found is not None else 0.0}


def _claim_at(reading: Reading, claims: tuple[Claim, ...], span: Span, report_id: str) -> Claim:
    """Our claim whose trigger lies there, else one of what the parse says of those words."""
    own = next((c for c in claims if c.trigger.overlaps(span)), None)
    claim_id = f"c-{report_id[2:]}-{span.start}-{span.end}-0"
    if own is not None:
        return replace(own, id=claim_id, trigger=span)
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    head: Token = tokens.root
    sentence = Span(head.sent.start_char, max(head.sent.end_char, head.sent.start_char + 1))
    return Claim(
        id=claim_id,
        event=Event(type="OTHER", mode=None, cameo=None, lemma=head.lemma_.casefold(), ours=True),
        trigger=span,
        span=sentence,
        sentence=sentence,
        status=Status.HAPPENED,
        chain=(THE_REPORT,),
        parties=tuple(_parties(reading, head)),
        when=When(start=None, end=None, grain=Grain.UNKNOWN, basis=Basis.ASSUMED),
    )


def _parties(reading: Reading, head: Token) -> Iterator[Party]:
    below = [*head.children, *(c for p in head.children if p.dep_ in ("agent", "prep") for c in p.children)]
    for token in below:
        role = Role.ACTOR if token.dep_ in SUBJECTS else Role.OBJECT if token.dep_ in OBJECTS else None
        if role is None or token.is_punct:
            continue
        span = reading.span_of(list(token.subtree)[:12])
        entity = reading.entity_of_token.get(token.i)
        yield Party(role=role, name=span.of(reading.report.text), evidence=(span,), entity=entity)
