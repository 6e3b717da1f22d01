"""The record as JSON and back."""

import json

import pytest

from reportedly.errors import RecordError
from reportedly.model.wire import as_object, from_json, json_schema, to_json

DIGEST = "sha256:" + "0" * 64
# fmt: off
REPORT_KEYS = [
    "id", "text", "text_sha256", "source_sha256", "path", "url", "outlet", "title", "standfirst", "byline", "dateline",
    "credits", "published", "published_from", "published_evidence", "language", "parts", "notes",
]
CLAIM_KEYS = [
    "id", "event", "trigger", "span", "sentence", "status", "negated", "factuality", "hedges", "chain", "parties",
    "when", "order", "places", "counts", "loaded", "because",
]
PLACE_KEYS = [
    "name", "role", "country", "geonames", "lat", "lon", "precision", "within", "distance_km", "bearing_deg",
    "candidates", "evidence",
]
# fmt: on


def test_what_is_written_comes_back_the_same(a_read):
    assert from_json(to_json(a_read, rules_digest=DIGEST)) == a_read


def test_the_same_record_gives_the_same_bytes(a_read):
    written = to_json(a_read, rules_digest=DIGEST)
    assert to_json(from_json(written), rules_digest=DIGEST) == written


ENTITY_KEYS = ["id", "name", "type", "kind", "country", "names", "mentions", "code", "external"]
PARTY_KEYS = ["role", "name", "entity", "kind", "countries", "assumed", "codes", "evidence", "antecedent"]


def test_keys_stand_in_the_order_of_the_format(a_read):
    found = as_object(a_read, rules_digest=DIGEST)
    assert list(found) == ["format", "made_by", "report", "rests_on", "entities", "claims"]
    assert list(found["made_by"]) == ["reportedly", "rules", "models"]
    assert list(found["report"]) == REPORT_KEYS
    assert list(found["report"]["dateline"]) == ["start", "end", "quote", "place"]
    assert found["report"]["parts"][0] == {"part": "HEADLINE", "start": 0, "end": 33}
    assert list(found["entities"][0]) == ENTITY_KEYS
    plan, hurt = found["claims"]
    assert list(plan) == CLAIM_KEYS
    assert list(plan["chain"][0]) == ["name", "kind", "named", "stance", "speech", "entity", "evidence", "cue"]
    assert list(plan["parties"][0]) == PARTY_KEYS
    assert list(plan["when"]) == ["start", "end", "grain", "basis", "anchor", "evidence"]
    assert list(plan["places"][0]) == PLACE_KEYS
    assert list(hurt["counts"][0]) == ["of", "unit", "at_least", "at_most", "evidence"]
    assert list(hurt["loaded"][0]) == ["rule", "start", "end", "quote"]


def test_every_span_carries_its_words(a_read):
    found = as_object(a_read, rules_digest=DIGEST)["claims"][0]["trigger"]
    assert found["quote"] == "move"
    assert a_read.report.text[found["start"] : found["end"]] == "move"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda d: d.update(format="other/1"), 'format: "reportedly/1" is expected', id="another-format"),
        pytest.param(lambda d: d.pop("claims"), 'no "claims"', id="claims-missing"),
        pytest.param(
            lambda d: d["claims"][0].update(status="MAYBE"),
            'claims[0].status: "MAYBE" is not one of',
            id="no-such-status",
        ),
        pytest.param(lambda d: d["claims"][1]["trigger"].update(start=9, end=9), "0 <= start < end", id="empty-span"),
        pytest.param(
            lambda d: d["claims"][0]["when"].update(start=2024), "claims[0].when.start: string", id="wrong-type"
        ),
    ],
)
def test_what_is_not_a_record_is_refused_with_its_place(a_read, change, message):
    found = as_object(a_read, rules_digest=DIGEST)
    change(found)
    with pytest.raises(RecordError) as error:
        from_json(json.dumps(found))
    assert message in str(error.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "12", "null", "[" * 100_000])
def test_odd_lines_are_record_errors(line):
    with pytest.raises(RecordError):
        from_json(line)


def test_keys_of_newer_versions_are_passed_over(a_read):
    found = as_object(a_read, rules_digest=DIGEST) | {"later": 1}
    found["claims"][0]["later"] = {"x": 1}
    assert from_json(json.dumps(found)) == a_read


def test_half_a_surrogate_pair_can_be_written_as_utf8(a_read):
    from dataclasses import replace

    odd = replace(a_read, report=replace(a_read.report, outlet="Mail \ud83d"))
    line = to_json(odd, rules_digest=DIGEST)
    assert from_json(line.encode("utf-8").decode("utf-8")) == odd


def test_the_schema_names_every_key_that_is_written(a_read):
    schema = json_schema()
    assert _unknown_keys(as_object(a_read, rules_digest=DIGEST), schema, schema["$defs"]) == []


def _unknown_keys(found, schema, defs, where="record"):
    """Keys written but not described, or described and not written."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        return [] if found is None else _unknown_keys(found, schema["anyOf"][0], defs, where)
    if isinstance(found, list):
        return [k for item in found for k in _unknown_keys(item, schema["items"], defs, f"{where}[]")]
    if isinstance(found, dict) and "properties" in schema:
        wrong = [f"{where}.{key}" for key in found.keys() ^ schema["properties"].keys()]
        return wrong + [
            k
            for key in found.keys() & schema["properties"].keys()
            for k in _unknown_keys(found[key], schema["properties"][key], defs, f"{where}.{key}")
        ]
    return []
