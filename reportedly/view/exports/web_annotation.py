"""W3C Web Annotations: each claim a note on its words, found by quote and by place. `reportedly import` reads them.

The first annotation of a report describes it and carries its record without the claims; each claim's own annotation
carries the claim. Places count Unicode code points of the report's text.
"""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from reportedly.errors import RecordError
from reportedly.model.wire import json_text
from reportedly.view.exports.source import Source
from reportedly.view.exports.written import without_none, write_list
from reportedly.view.rows import Told

CONTEXT = '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":'
URN = "urn:reportedly:"
AROUND = 32  # characters before and after the words, to find them again in a text that was changed
DESCRIBING, CLASSIFYING = "describing", "classifying"


def web_annotation(source: Source, out: TextIO) -> None:
    write_list(out, (item for told in source.told() for item in _annotations(told)), before=CONTEXT, after="}")


def _annotations(told: Told) -> Iterator[dict[str, Any]]:
    record = json.loads(told.line)
    report, claims = record["report"], record.pop("claims")
    target = report["url"] or URN + report["id"]
    yield {
        "id": URN + report["id"],
        "type": "Annotation",
        "motivation": DESCRIBING,
        "body": [_carried(record)],
        "target": target,
    }
    for claim in claims:
        span = claim["span"]
        code = "/".join(filter(None, (claim["event"]["type"], claim["event"]["mode"])))
        status = f"NOT {claim['status']}" if claim["negated"] else claim["status"]
        voice = claim["chain"][-1]["name"]
        tags = [_tag(value) for value in (status, code, voice and f"on the word of {voice}") if value]
        selectors = [
            without_none(
                {
                    "type": "TextQuoteSelector",
                    "exact": span["quote"],
                    "prefix": report["text"][max(0, span["start"] - AROUND) : span["start"]],
                    "suffix": report["text"][span["end"] : span["end"] + AROUND],
                }
            ),
            {"type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
        ]
        yield {
            "id": URN + claim["id"],
            "type": "Annotation",
            "motivation": CLASSIFYING,
            "body": [*tags, _carried(claim)],
            "target": {"source": target, "selector": selectors},
        }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _carried(value: Any) -> dict[str, Any]:
    return {"type": "Dataset", "format": "application/json", "value": value}


def records_in(page: Any) -> Iterator[str]:
    """The records behind what `web_annotation` wrote, one JSON line each; notes of others are passed over.

    Raises RecordError where it is no page of annotations, or a claim comes before its report.
    """
    items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list):
        raise RecordError('no page of Web Annotations: an object with a list "items" is expected')
    record: dict[str, Any] | None = None
    for n, item in enumerate(items):
        motivation = item.get("motivation") if isinstance(item, dict) else None
        value = _value_in(item) if motivation in (DESCRIBING, CLASSIFYING) else None
        if not isinstance(value, dict):
            continue
        if motivation == DESCRIBING:
            if record is not None:
                yield json_text(record)
            record = {**value, "claims": []}
        elif record is None:
            raise RecordError(f"items[{n}]: a claim before the report that it is in")
        else:
            record["claims"].append(value)
    if record is not None:
        yield json_text(record)


def _value_in(item: dict[str, Any]) -> Any:
    body = item.get("body")
    bodies = body if isinstance(body, list) else [body]
    return next((b.get("value") for b in bodies if isinstance(b, dict) and b.get("type") == "Dataset"), None)
