"""A `Read` to and from plain JSON: the record that users keep. Its JSON Schema comes from the same types.

One walk over the type hints serves all three. What the record writes differently from the types is in the tables
below: keys in another order, and spans that lie flat in their object instead of under "span".
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from reportedly import __version__
from reportedly.errors import RecordError
from reportedly.model.claim import Claim, Entity, Loaded, Party, Place, Read, RestsOn
from reportedly.model.report import Dateline, PartSpan, Report
from reportedly.model.values import Span

FORMAT = "reportedly/1"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# Key order where the type cannot have it (a dataclass puts fields with a default last).
ORDER: dict[type, tuple[str, ...]] = {
    Party: ("role", "name", "entity", "kind", "countries", "assumed", "codes", "evidence", "antecedent"),
    Place: (
        *("name", "role", "country", "geonames", "lat", "lon", "precision", "within", "distance_km", "bearing_deg"),
        *("candidates", "evidence"),
    ),
}
FLAT: dict[type, bool] = {PartSpan: False, Loaded: True, Dateline: True}  # -> whether the quote is written
FLAT_FIRST = frozenset({Dateline})  # start, end, quote come before the other keys

PLAIN = frozenset({str, int, float, bool, NoneType})  # the same in JSON
Json = dict[str, Any]


def to_json(read: Read, *, rules_digest: str, indent: int | None = None) -> str:
    """The record as JSON text without a line end; on one line unless `indent` is given.

    rules_digest: `Rules.digest` of the rules it was read with.
    """
    return json_text(as_object(read, rules_digest=rules_digest), indent=indent)


def json_text(found: Json, *, indent: int | None = None) -> str:
    """Any such object as the record is written; on one line unless `indent` is given."""
    text = json.dumps(
        found,
        ensure_ascii=False,
        indent=indent,
        separators=(",", ":") if indent is None else None,
    )
    return LONE_SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)  # half a pair has no UTF-8 form


def as_object(read: Read, *, rules_digest: str) -> Json:
    """The record as plain dicts and lists, keys in the order of the format."""
    text = read.report.text
    return {
        "format": FORMAT,
        "made_by": {"reportedly": __version__, "rules": rules_digest, "models": dict(read.models)},
        "report": _out(read.report, text),
        "rests_on": _out(read.rests_on, text),
        "entities": [_out(e, text) for e in read.entities],
        "claims": [_out(c, text) for c in read.claims],
    }


def from_json(line: str) -> Read:
    """The record behind one line. Raises RecordError naming the key that is wrong. Quotes are not compared here."""
    return from_object(parsed(line))


def parsed(line: str) -> Json:
    """The JSON object of one line. Raises RecordError where it is none."""
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(f"not valid JSON: {error}. Was the file cut or edited?") from error
    if not isinstance(found, dict):
        raise RecordError(f"a JSON object is expected, this is {_name_of(found)}")
    return found


def from_object(found: Mapping[str, Any]) -> Read:
    """As from_json, from the parsed object. Keys it does not know are passed over: newer versions may add some."""
    if found.get("format") != FORMAT:
        raise RecordError(f'format: "{FORMAT}" is expected, found {json.dumps(found.get("format"))}')
    made_by = found.get("made_by")
    models = made_by.get("models") if isinstance(made_by, dict) else None
    if not isinstance(models, dict) or not all(isinstance(v, str) for v in models.values()):
        raise RecordError("made_by.models: an object of names and versions is expected")
    return Read(
        report=_in(_need(found, "report", ""), Report, "report"),
        entities=_in(_need(found, "entities", ""), tuple[Entity, ...], "entities"),
        claims=_in(_need(found, "claims", ""), tuple[Claim, ...], "claims"),
        models=tuple(sorted(models.items())),
        rests_on=_in(found.get("rests_on"), RestsOn | None, "rests_on"),
    )


def json_schema() -> Json:
    """JSON Schema (draft 2020-12) of one line, from the types."""
    defs: dict[str, Json] = {}
    report, rests_on, entities, claims = (
        _schema(hint, defs) for hint in (Report, RestsOn | None, tuple[Entity, ...], tuple[Claim, ...])
    )
    text = {"type": "string"}
    made_by = {
        "type": "object",
        "properties": {
            "reportedly": text,
            "rules": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
            "models": {"type": "object", "additionalProperties": text},
        },
        "required": ["reportedly", "rules", "models"],
    }
    properties: Json = {
        "format": {"const": FORMAT},
        "made_by": made_by,
        "report": report,
        "rests_on": rests_on,
        "entities": entities,
        "claims": claims,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "description": "One report and the claims read in it. Spans: half-open, Unicode code points into report.text.",
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key != "rests_on"],  # newer than the format
        "$defs": dict(sorted(defs.items())),
    }


# -- the walk --------------------------------------------------------------------------------------------------------


@cache
def _hints(cls: type) -> tuple[tuple[str, Any, Field[Any]], ...]:
    """(name, type, field) of a record's fields, in the order of the format."""
    hints = get_type_hints(cls)
    by_name = {f.name: f for f in fields(cls)}
    return tuple((name, hints[name], by_name[name]) for name in ORDER.get(cls, tuple(by_name)))


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(name for name, _, _ in _hints(cls))


def _out(value: Any, text: str) -> Any:
    cls = type(value)
    if cls in PLAIN:
        return value
    if cls is Span:
        return {"start": value.start, "end": value.end, "quote": text[value.start : value.end]}
    if cls is tuple:
        return [_out(item, text) for item in value]
    if issubclass(cls, StrEnum):
        return value.value
    if is_dataclass(cls):
        keyed = {name: _out(getattr(value, name), text) for name in _names(cls)}
        if cls in FLAT:
            flat = keyed.pop("span")
            if not FLAT[cls]:
                del flat["quote"]
            return {**flat, **keyed} if cls in FLAT_FIRST else {**keyed, **flat}
        if cls is Entity:
            keyed["external"] = {}  # kept free for ids in other registers
        return keyed
    return value


def _in(found: Any, hint: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if found is None:
            return None
        return _in(found, next(a for a in get_args(hint) if a is not NoneType), where)
    if origin is tuple:
        if not isinstance(found, list):
            raise RecordError(f"{where}: a list is expected, found {_name_of(found)}")
        return tuple(_in(item, get_args(hint)[0], f"{where}[{i}]") for i, item in enumerate(found))
    if hint is Span:
        return _span_in(found, where)
    if is_dataclass(hint):
        return _record_in(found, hint, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        try:
            return hint(found)
        except ValueError as error:
            raise RecordError(f"{where}: {json.dumps(found)} is not one of {', '.join(hint)}") from error
    if hint is float and isinstance(found, int) and not isinstance(found, bool):
        return float(found)
    if type(found) is not hint:
        raise RecordError(f"{where}: {SCHEMA_NAMES[hint]} is expected, found {_name_of(found)}")
    return found


def _record_in(found: Any, cls: Any, where: str) -> Any:
    if not isinstance(found, dict):
        raise RecordError(f"{where}: an object is expected, found {_name_of(found)}")
    values: Json = {}
    for name, hint, field in _hints(cls):
        if name == "span" and cls in FLAT:
            values[name] = _span_in(found, where)
        elif name in found:
            values[name] = _in(found[name], hint, f"{where}.{name}")
        elif field.default is MISSING:
            raise RecordError(f'{where}: no "{name}"')
    return cls(**values)


def _span_in(found: Any, where: str) -> Span:
    if not isinstance(found, dict):
        raise RecordError(f"{where}: a span is expected, found {_name_of(found)}")
    start, end = _need(found, "start", where), _need(found, "end", where)
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise RecordError(f"{where}: a span needs whole numbers 0 <= start < end; found {start!r} and {end!r}")
    return Span(start, end)


def _need(found: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in found:
        raise RecordError(f'{where}: no "{key}"' if where else f'no "{key}"')
    return found[key]


def _name_of(found: Any) -> str:
    return SCHEMA_NAMES.get(type(found), "something else")


SCHEMA_NAMES: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    NoneType: "null",
}


def _schema(hint: Any, defs: dict[str, Json]) -> Json:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _schema(next(a for a in get_args(hint) if a is not NoneType), defs)
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], defs)}
    if is_dataclass(hint):
        name = hint.__name__  # type: ignore[union-attr]
        if name not in defs:
            defs[name] = {}  # taken, so that a type within itself ends
            defs[name] = _record_schema(hint, defs)
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    return {"type": SCHEMA_NAMES[hint]}


def _record_schema(cls: Any, defs: dict[str, Json]) -> Json:
    place: Json = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}}
    quote: Json = {"quote": {"type": "string"}}
    if cls is Span:
        properties = {**place, **quote}
    else:
        hints = [(name, hint) for name, hint, _ in _hints(cls) if not (name == "span" and cls in FLAT)]
        properties = {name: _schema(hint, defs) for name, hint in hints}
        if cls in FLAT:
            flat = {**place, **(quote if FLAT[cls] else {})}
            properties = {**flat, **properties} if cls in FLAT_FIRST else {**properties, **flat}
        if cls is Entity:
            properties["external"] = {"type": "object"}
    return {"type": "object", "properties": properties, "required": list(properties)}
