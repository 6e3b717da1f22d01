"""Tasks for Label Studio, with our claims as predictions to be corrected. Its offsets count UTF-16 units."""

from collections.abc import Callable, Iterator
from typing import Any, TextIO

from reportedly import __version__
from reportedly.model.claim import Claim
from reportedly.model.values import Span
from reportedly.view.exports.source import Source
from reportedly.view.exports.written import write_list
from reportedly.view.rows import Told, status_of

VOICE, TIME, PLACE = "VOICE", "TIME", "PLACE"


def label_studio(source: Source, out: TextIO) -> None:
    """Goes with a <Labels name="label" toName="text"> and <Choices name="status" toName="text" perRegion="true">."""
    write_list(out, (_task(told) for told in source.told()))


def _task(told: Told) -> dict[str, Any]:
    report = told.read.report
    units = _utf16(report.text)
    results = [result for n, claim in enumerate(told.read.claims) for result in _results(n, claim, report.text, units)]
    source = {"report_id": report.id, "outlet": report.outlet, "published": report.published, "url": report.url}
    return {
        "data": {"text": report.text, **source},
        "predictions": [{"model_version": f"reportedly {__version__}", "result": results}],
    }


def _results(n: int, claim: Claim, text: str, units: Callable[[int], int]) -> Iterator[dict[str, Any]]:
    trigger = f"{n}"
    region = _region(trigger, claim.event.type, claim.trigger, text, units)
    yield region
    status = status_of(claim)
    place = {key: region["value"][key] for key in ("start", "end", "text")}
    choice = {"from_name": "status", "to_name": "text", "type": "choices", "value": {**place, "choices": [status]}}
    yield {"id": trigger, **choice}
    for k, (label, span) in enumerate(_labels(claim)):
        part = f"{n}-{k}"
        yield _region(part, label, span, text, units)
        yield {"type": "relation", "from_id": trigger, "to_id": part, "direction": "right", "labels": [label]}


def _labels(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield from ((str(party.role), span) for party in claim.parties for span in party.evidence)
    yield from ((VOICE, span) for voice in claim.chain for span in voice.evidence)
    yield from ((TIME, span) for span in claim.when.evidence)
    yield from ((PLACE, span) for place in claim.places for span in place.evidence)


def _region(id: str, label: str, span: Span, text: str, units: Callable[[int], int]) -> dict[str, Any]:
    place = {"start": units(span.start), "end": units(span.end), "text": span.of(text)}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": {**place, "labels": [label]}}


def _utf16(text: str) -> Callable[[int], int]:
    """From a place in code points to one in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda place: place
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if character > "\uffff" else 1))
    return lambda place: places[place]
