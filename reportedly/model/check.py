"""Every broken promise of a record, in words. What `reportedly check` prints."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

from reportedly.errors import RecordError
from reportedly.model.claim import Basis, Claim, Read, Stance, Status, VoiceKind
from reportedly.model.report import Report
from reportedly.model.values import Span
from reportedly.model.wire import from_object

COUNTRY_LETTERS = 2  # of ISO 3166-1 alpha-2


def problems(read: Read) -> list[str]:
    """Broken promises of a record in memory; [] if it keeps them all."""
    return [*_report_problems(read.report), *_span_problems(read), *_claims_problems(read)]


def problems_in(found: Mapping[str, Any]) -> list[str]:
    """Broken promises of one parsed JSON line: those of `problems`, and every quote that is not its slice."""
    try:
        read = from_object(found)
    except RecordError as error:
        return [str(error)]
    return [*_quote_problems(found, read.report.text, ""), *problems(read)]


def _report_problems(report: Report) -> Iterator[str]:
    encoded = report.text.encode("utf-8", "replace")  # as report/text.py does it: half a surrogate pair counts as "?"
    digest = hashlib.sha256(encoded).hexdigest()
    if report.text_sha256 != digest:
        yield f"report.text_sha256: the text has {digest}, the record says {report.text_sha256}"
    outlet = (report.outlet or "").encode("utf-8", "replace")
    expected = "r-" + hashlib.sha256(outlet + b"\0" + encoded).hexdigest()[:16]
    if report.id != expected:
        yield f"report.id: outlet and text give {expected}, the record says {report.id}"
    if "\r" in report.text:
        yield 'report.text: holds "\\r"; line ends are "\\n" only'
    last_end = 0
    for i, part in enumerate(report.parts):
        if part.span.start < last_end:
            yield f"report.parts[{i}]: begins at {part.span.start}, inside the part before it or out of order"
        last_end = part.span.end
    if (report.published is None) != (report.published_from is None):
        yield "report.published and report.published_from: either both or neither is given"


def _span_problems(read: Read) -> Iterator[str]:
    """Spans past the end of the text, blank spans, evidence out of order."""
    text = read.report.text
    for where, value in _walk(read, ""):
        if isinstance(value, Span):
            if value.end > len(text):
                yield f"{where}: {value.start}-{value.end} runs past the end of the text ({len(text)})"
            elif not value.of(text).strip():
                yield f"{where}: {value.start}-{value.end} holds white space only"
        elif isinstance(value, tuple) and value and all(isinstance(s, Span) for s in value):
            for a, b in pairwise(value):
                if b.start < a.end:
                    yield f"{where}: evidence overlaps or is out of text order at {b.start}"


def _walk(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """(path, value) for everything inside a record, the paths as in the JSON."""
    yield where, value
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _walk(item, f"{where}[{i}]")
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{where}.{field.name}".removeprefix("."))


def _claims_problems(read: Read) -> Iterator[str]:
    entity_ids = Counter(e.id for e in read.entities)
    yield from (f'entities: the id "{i}" is given {n} times' for i, n in entity_ids.items() if n > 1)
    claim_ids = Counter(c.id for c in read.claims)
    yield from (f'claims: the id "{i}" is given {n} times' for i, n in claim_ids.items() if n > 1)
    for i, claim in enumerate(read.claims):
        for n, order in enumerate(claim.order):
            if order.claim not in claim_ids or order.claim == claim.id:
                yield f'claims[{i}] "{claim.id}": order[{n}].claim: "{order.claim}" is no other claim of the record'
        for breach in _claim_problems(claim, frozenset(entity_ids)):
            yield f'claims[{i}] "{claim.id}": {breach}'


def _claim_problems(claim: Claim, entity_ids: frozenset[str]) -> Iterator[str]:
    if claim.trigger not in claim.sentence:
        yield "the trigger is not in the sentence"
    if claim.trigger not in claim.span:
        yield "the trigger is not in the clause (span)"
    if not claim.chain or claim.chain[0].kind is not VoiceKind.REPORT:
        yield "chain[0] is not the report"
    elif any(voice.kind is VoiceKind.REPORT for voice in claim.chain[1:]):
        yield "the report stands in the chain twice"
    denies = bool(claim.chain) and claim.chain[-1].stance is Stance.DENIES
    if claim.status is Status.DENIED and not denies:
        yield "status is DENIED, but the last voice of the chain does not deny"
    if denies and claim.status is not Status.DENIED:
        yield f"the last voice of the chain denies, but status is {claim.status}"
    yield from _when_problems(claim)
    references = [(f"chain[{i}]", voice.entity) for i, voice in enumerate(claim.chain)]
    references += [(f"parties[{i}]", party.entity) for i, party in enumerate(claim.parties)]
    for where, entity in references:
        if entity is not None and entity not in entity_ids:
            yield f'{where}.entity: there is no entity "{entity}"'
    for i, party in enumerate(claim.parties):
        if party.assumed and not party.countries:
            yield f"parties[{i}]: a country is assumed, but none is given"
        if any(len(code) != COUNTRY_LETTERS or not code.isupper() for code in party.countries):
            yield f"parties[{i}].countries: ISO 3166-1 alpha-2 codes are expected, found {', '.join(party.countries)}"
    for i, count in enumerate(claim.counts):
        if count.at_least is not None and count.at_most is not None and count.at_least > count.at_most:
            yield f"counts[{i}]: at_least {count.at_least} is more than at_most {count.at_most}"
    yield from _unfounded(claim)


def _when_problems(claim: Claim) -> Iterator[str]:
    when = claim.when
    if (when.basis is Basis.COUNTED) != (when.anchor is not None):
        yield f"when: an anchor is set exactly when basis is COUNTED; basis {when.basis}, anchor {when.anchor}"
    if (when.basis is Basis.ASSUMED) != (not when.evidence):
        yield f"when: evidence is empty exactly when basis is ASSUMED; basis {when.basis}"
    if when.start is not None and when.end is not None:
        width = min(len(when.start), len(when.end))
        if when.start[:width] > when.end[:width]:
            yield f"when: start {when.start} is after end {when.end}"


def _unfounded(claim: Claim) -> Iterator[str]:
    """Filled fields for which no rule is given."""
    filled = {
        "event": True,
        "status": True,
        "when": claim.when.basis is not Basis.ASSUMED,
        "negated": claim.negated,
        "hedges": claim.hedges,
        "chain": len(claim.chain) > 1,
        "parties": claim.parties,
        "order": claim.order,
        "places": claim.places,
        "counts": claim.counts,
    }
    reasons = {b.field.partition(".")[0].partition("[")[0] for b in claim.because}
    for name, value in filled.items():
        if value and name not in reasons:
            yield f'because: no rule is given for "{name}"'


def _quote_problems(found: Any, text: str, where: str) -> Iterator[str]:
    """Every object with start, end and quote anywhere in the JSON whose quote is not its slice."""
    if isinstance(found, list):
        for i, item in enumerate(found):
            yield from _quote_problems(item, text, f"{where}[{i}]")
    elif isinstance(found, dict):
        start, end = found.get("start"), found.get("end")
        if type(start) is int and type(end) is int and "quote" in found and found["quote"] != text[start:end]:
            yield f"{where}: the quote is {found['quote']!r}, but the text at {start}-{end} is {text[start:end]!r}"
        for key, item in found.items():
            yield from _quote_problems(item, text, f"{where}.{key}".removeprefix("."))
