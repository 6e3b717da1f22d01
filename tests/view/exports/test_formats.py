"""The formats of other programs, read back as those programs would."""

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.corpus.store import open_store
from reportedly.errors import RecordError
from reportedly.model.claim import Place, PlaceRole, Precision
from reportedly.model.values import Span
from reportedly.model.wire import parsed, to_json
from reportedly.view.exports import FORMATS
from reportedly.view.exports.source import Source, Wanted
from reportedly.view.exports.web_annotation import records_in
from reportedly.view.names import Names

DIGEST = "sha256:" + "0" * 64


def exported(store, format: str, **wanted) -> str:
    out = io.StringIO()
    FORMATS[format].stream(Source(store, Wanted(**wanted)), out)
    return out.getvalue()


def test_jsonl_is_what_was_added(store, two_lines):
    assert exported(store, "jsonl").splitlines() == two_lines


@pytest.mark.parametrize("format", ["jsonl", "web-annotation"])
def test_what_is_exported_is_imported_byte_for_byte(run, store, tmp_path, two_lines, format):
    file, copy = tmp_path / "out.json", tmp_path / "copy.db"
    assert run("export", store.place, "--to", format, "-o", file)[0] == 0
    code, _, said = run("import", copy, file)
    assert (code, said) == (0, "2 report(s) added, 0 there already, 0 not taken\n")
    assert "0 report(s) added, 2 there already" in run("import", copy, file)[2]
    with open_store(copy) as again:
        assert list(again.records()) == two_lines


def test_a_record_that_breaks_a_promise_is_not_imported(run, tmp_path, two_lines):
    file = tmp_path / "out.jsonl"
    bad = two_lines[0].replace('"quote":"Tavria"', '"quote":"Travia"')
    file.write_text(f"{two_lines[1]}\n{bad}\n{{\n", "utf-8")
    code, _, said = run("import", tmp_path / "c.db", file)
    assert code == 1
    assert "out.jsonl:2: claims[0].places[0].evidence[0]: the quote is 'Travia'" in said
    assert "out.jsonl:3: not valid JSON" in said
    assert "1 report(s) added, 0 there already, 2 not taken" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"event_id,status\n", "neither records nor annotations"),
        (b"\xff\xfe", "not UTF-8"),
        (b"{}", "no page of Web Annotations"),
        (b"{" * 100_000, "not valid JSON"),
        (b'{"items": [{"motivation": "classifying", "body": {"type": "Dataset", "value": {}}}]}', "before the report"),
    ],
)
def test_a_file_of_another_kind_is_one_clear_error(run, tmp_path, content, says):
    file = tmp_path / "x"
    file.write_bytes(content)
    code, _, said = run("import", tmp_path / "c.db", file)
    assert (code, len(said.splitlines())) == (1, 1)
    assert says in said


def test_notes_of_others_on_the_same_page_are_passed_over(store, two_lines):
    page = json.loads(exported(store, "web-annotation"))
    strange = [
        None,
        3,
        {},
        {"motivation": "commenting"},
        {"motivation": "describing", "body": [1, {"type": "Dataset"}]},
    ]
    page["items"][1:1] = strange
    assert list(records_in(page)) == two_lines
    with pytest.raises(RecordError):
        list(records_in([]))


def test_a_note_finds_its_words_by_quote_and_by_place(store, a_read):
    page = json.loads(exported(store, "web-annotation"))
    text = a_read.report.text
    note = page["items"][1]
    quote, place = note["target"]["selector"]
    assert text[place["start"] : place["end"]] == quote["exact"]
    assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == place["start"] - len(quote["prefix"])
    assert [body["value"] for body in note["body"][:3]] == ["PLANNED", "MOVE/relocate", "on the word of two officials"]


def test_ftm_entities_carry_status_and_source(store):
    entities = [json.loads(line) for line in exported(store, "ftm").splitlines()]
    assert [e["schema"] for e in entities] == ["Article", "Event", "Article", "Event"]  # plans are no events
    event = entities[1]["properties"]
    assert (event["publisher"], event["keywords"]) == (["The Oster Mail"], ["status:HAPPENED", "event:ASSAULT"])
    assert event["proof"] == [entities[0]["id"]]
    every = [json.loads(line) for line in exported(store, "ftm", every_status=True).splitlines()]
    assert [e["schema"] for e in every][:4] == ["Article", "Organization", "Event", "Event"]
    assert every[2]["properties"]["organizer"] == [every[1]["id"]]


def test_ftm_loads_in_followthemoney(store):
    reason = "followthemoney is not installed (it needs ICU and a compiler): pip install followthemoney"
    model = pytest.importorskip("followthemoney", reason=reason).model
    for line in exported(store, "ftm", every_status=True).splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        assert {key: sorted(values) for key, values in proxy.to_dict()["properties"].items()} == {
            key: sorted(values) for key, values in entity["properties"].items()
        }


def test_geojson_has_the_claims_with_a_point(tmp_path, with_claim):
    place = Place(name="Oster", role=PlaceRole.AT, evidence=(Span(35, 40),), lat=0.0, lon=-19.8)
    nowhere = replace(place, lat=None, lon=None, precision=Precision.UNKNOWN)
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(with_claim(1, places=(place, nowhere)), rules_digest=DIGEST)])
        (feature,) = json.loads(exported(store, "geojson"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-19.8, 0.0]}
    assert (feature["properties"]["status"], feature["properties"]["source"]) == ("HAPPENED", "The Oster Mail")


def test_label_studio_counts_utf16_units(tmp_path, a_read):
    shifted = parsed(to_json(a_read, rules_digest=DIGEST))
    text = shifted["report"]["text"]
    assert text.startswith("Harbour")
    emoji = replace(a_read, report=replace(a_read.report, text="\U0001f6a2" + text[1:]))
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(emoji, rules_digest=DIGEST)])
        (task,) = json.loads(exported(store, "label-studio"))
    result = task["predictions"][0]["result"]
    units = task["data"]["text"].encode("utf-16-le")
    for region in (r for r in result if r["type"] == "labels"):
        value = region["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    assert [r["value"]["choices"] for r in result if r["type"] == "choices"] == [["PLANNED"], ["HAPPENED"]]


def test_brat_offsets_give_the_words_and_no_line_ends(run, store, tmp_path):
    folder = tmp_path / "brat"
    assert run("export", store.place, "--to", "brat", "-o", folder)[0] == 0
    notes = sorted(folder.glob("*.ann"))
    assert len(notes) == 2
    for note in notes:
        text = note.with_suffix(".txt").read_text("utf-8")
        for line in note.read_text("utf-8").splitlines():
            if line.startswith("T"):
                _, where, words = line.split("\t")
                pieces = where.split(" ", 1)[1].split(";")
                assert " ".join(text[int(a) : int(b)] for a, b in (p.split() for p in pieces)) == words
        assert "E1\tMOVE:T1 Actor:T2 Voice:T3 Voice2:T4 Time:T5 Place:T6" in note.read_text("utf-8").splitlines()
        assert "A1\tStatus E1 PLANNED" in note.read_text("utf-8").splitlines()
    assert "[events]" in (folder / "annotation.conf").read_text("utf-8")
    assert run("export", store.place, "--to", "brat", "-o", folder)[2].startswith(
        f"{folder}: is there and not an empty"
    )


def test_an_outlet_with_a_line_end_begins_no_annotation_of_its_own(run, tmp_path, a_read):
    hostile = replace(a_read, report=replace(a_read.report, outlet="Oster\nT9\tMOVE 0 4\tMail"))
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(hostile, rules_digest=DIGEST)])
    assert run("export", tmp_path / "c.db", "--to", "brat", "-o", tmp_path / "brat")[0] == 0
    (notes,) = (tmp_path / "brat").glob("*.ann")
    assert not any(line.startswith("T9") and "Mail" in line for line in notes.read_text("utf-8").splitlines())


def test_gexf_is_xml_whatever_the_names(tmp_path, a_read):
    hostile = replace(a_read, report=replace(a_read.report, outlet='<&"\x00\x1b\ud800>'))
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(hostile, rules_digest=DIGEST)])
        root = ET.fromstring(exported(store, "gexf"))
    names = {"g": "http://gexf.net/1.3"}
    nodes = {node.get("id") for node in root.iterfind(".//g:node", names)}
    assert nodes == {'<&"\ufffd\ufffd?>', "Radio Oster", "(OFFICIAL)"}
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in root.iterfind(".//g:edge", names))


def test_schema_org_claims_name_status_voice_and_article(store):
    plan = json.loads(exported(store, "schema.org"))["@graph"][0]
    assert (plan["@type"], plan["creativeWorkStatus"], plan["author"]["name"]) == ("Claim", "PLANNED", "two officials")
    assert plan["about"]["endDate"] == "2024-03-17"
    assert plan["appearance"]["publisher"]["name"] == "The Oster Mail"


@pytest.mark.parametrize("format", [name for name, export in FORMATS.items() if export.stream is not None])
def test_an_empty_corpus_and_names_of_none_are_no_trouble(store, tmp_path, format):
    exported(store, format, names=Names.NONE)
    with open_store(tmp_path / "empty.db", create=True) as empty:
        exported(empty, format)


def test_a_file_appears_once_it_is_whole(run, store, tmp_path, monkeypatch):
    def stop(*_):
        raise RecordError("stopped")
        yield

    target = tmp_path / "out" / "events.csv"
    target.parent.mkdir()
    target.write_text("old", "utf-8")
    monkeypatch.setattr("reportedly.view.exports.source.Source.told", stop)
    assert run("export", store.place, "--to", "events.csv", "-o", target)[0] == 1
    assert [p.name for p in target.parent.iterdir()] == ["events.csv"]
    assert target.read_text("utf-8") == "old"


def test_what_cannot_go_to_a_terminal_says_so(run, store):
    code, _, said = run("export", store.place, "--to", "claims.parquet")
    assert code == 2
    assert "name a place with -o" in said
    place = Path("nowhere") / "x.parquet"
    assert "cannot write there" in run("export", store.place, "--to", "claims.parquet", "-o", place)[2]
