"""Files, folders, standard input: every format gives reports; a bad input costs itself only and names its cure."""

import gzip
import io
import json
import sys

import pytest

from reportedly.errors import UnreadableInput
from reportedly.model.report import Part, PublishedFrom, Report
from reportedly.report.sources import reports_in

TEXT = "The port was shut on Monday.\n\nThe group denied the charge."
ROW = {
    "id": "a1",
    "text": TEXT,
    "date": "2024-03-04",
    "url": "https://x.example/1",
    "outlet": "Radio Oster",
    "title": "Shut",
}


def read(path, **options):
    return list(reports_in([str(path)], **options))


def only(items):
    assert len(items) == 1 and isinstance(items[0], Report), [str(i) for i in items]
    return items[0]


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file(tmp_path):
    report = only(read(written(tmp_path, "a.txt", TEXT)))
    assert (report.text, report.path, report.outlet) == (TEXT, "a.txt", None)


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.txt", "a.txt", ".hidden"):
        written(tmp_path, name, f"{name} was shut.")
    assert [r.text.split()[0] for r in read(tmp_path)] == ["a.txt", "b/a.txt", "c.txt"]


def test_standard_input(monkeypatch):
    for content in (TEXT.encode(), gzip.compress(TEXT.encode())):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        report = only(read("-"))
        assert (report.text, report.path) == (TEXT, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(ROW)),
        ("a.ndjson", "\ufeff" + json.dumps(ROW) + "\n\n"),
        ("a.json", json.dumps(ROW, indent=1)),
        ("a.json", json.dumps([ROW])),
        ("without-extension", json.dumps(ROW)),
        ("without-extension", json.dumps([ROW], indent=1)),
        ("a.jsonl.gz", gzip.compress(json.dumps(ROW).encode())),
        ("a.jsonl", json.dumps({**{k: v for k, v in ROW.items() if k != "text"}, "event_text": TEXT})),
        ("a.csv", f'id,text,date,url,outlet,title\na1,"{TEXT}",2024-03-04,https://x.example/1,Radio Oster,Shut\n'),
        ("a.csv", f'Title;Outlet;URL;Date;Text;ID\nShut;Radio Oster;https://x.example/1;2024-03-04;"{TEXT}";a1\n'),
        (
            "a.tsv",
            f'id\ttext\tdate\turl\toutlet\ttitle\na1\t"{TEXT}"\t2024-03-04\thttps://x.example/1\tRadio Oster\tShut',
        ),
        (
            "without-extension",
            f'id,text,date,url,outlet,title\na1,"{TEXT}",2024-03-04,https://x.example/1,Radio Oster,Shut',
        ),
    ],
)
def test_records(tmp_path, name, content):
    report = only(read(written(tmp_path, name, content)))
    assert report.text == f"Shut\n\n{TEXT}"
    assert (report.outlet, report.url) == ("Radio Oster", "https://x.example/1")
    assert (report.published, report.published_from) == ("2024-03-04", PublishedFrom.METADATA)
    assert report.path == f"{name}#a1"


def test_the_user_goes_before_metadata(tmp_path):
    report = only(read(written(tmp_path, "a.jsonl", json.dumps(ROW)), outlet="X", published="2020-01-01"))
    assert (report.outlet, report.published, report.published_from) == ("X", "2020-01-01", PublishedFrom.GIVEN)


def test_a_record_without_id_is_named_by_its_line(tmp_path):
    items = read(written(tmp_path, "a.jsonl", '\n{"text": "The port was shut."}\n{"text": ""}\n'))
    assert [getattr(i, "path", None) for i in items] == ["a.jsonl#2", None]
    assert items[1].where.endswith("a.jsonl:3")


def test_a_bad_date_in_a_record_is_noted(tmp_path):
    report = only(read(written(tmp_path, "a.jsonl", json.dumps({**ROW, "date": "lately"}))))
    assert report.published is None and any("lately" in note for note in report.notes)


def test_a_bad_line_costs_itself_only(tmp_path):
    lines = [
        json.dumps(ROW).encode(),
        b"{",
        b"[1]",
        b'{"id": 3}',
        b'{"text": 7}',
        b'{"text": "a\\u0000b"}',
        b"\xff\xfe\xfd",
        b'{"text": ' + b"[" * 100_000 + b"}",
        b'{"id": ' + b"9" * 5_000 + b"}",
        b'{"format": "reportedly/1", "report": {}}',
        json.dumps({**ROW, "id": "a2"}).encode(),
    ]
    items = read(written(tmp_path, "a.jsonl", b"\n".join(lines)))
    assert [i.path for i in items if isinstance(i, Report)] == ["a.jsonl#a1", "a.jsonl#a2"]
    errors = [i for i in items if isinstance(i, UnreadableInput)]
    assert len(errors) == len(lines) - 2
    assert all(e.cure and "a.jsonl" in e.where for e in errors)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"The port\0 was shut", "binary"),
        ("a.bin", bytes(range(32)) * 20, "binary"),
        ("a.txt", b"%PDF-1.4 x", "binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "binary"),
        ("a.txt", b"\xff\xfea", "broken utf-16"),
        ("a.gz", gzip.compress(b"The port was shut." * 50)[:-12], "damaged"),
        ("a.gz", b"\x1f\x8bnonsense", "damaged"),
        ("a.txt", b"a " * 5_000_001, "over the limit"),
        ("a.txt.gz", gzip.compress(b"a " * 20_000_000), "over the limit"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b'{"type": "FeatureCollection"}', "no text"),
        ("a.csv", b"a,b\n1,2\n", "no text column"),
        ("a.csv", b"text,date\nThe port, shut,2024-03-04\n", "3 cells"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.html", b"<p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">x</p>", "attributes"),
        ("a.html", b"<p>a</p>" * 150_000, "tags"),
        ("a.rss", b"<rss", "no entry"),
        ("a.warc", b"WARC/1.0\r\nnonsense", "WARC"),
        ("a.warc", b"nonsense", "WARC"),
    ],
)
def test_what_cannot_be_read_says_what_was_found(tmp_path, name, content, found):
    items = read(written(tmp_path, name, content))
    assert [type(i) for i in items] == [UnreadableInput]
    assert found in items[0].found and items[0].cure


@pytest.mark.parametrize("path", ["no-such-file.txt", "a\0b", "/dev/null"])
def test_paths_that_are_no_files(path):
    assert [type(i) for i in read(path)] == [UnreadableInput]


def test_an_empty_folder(tmp_path):
    assert [type(i) for i in read(tmp_path)] == [UnreadableInput]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("The “port” was shut.".encode("utf-8-sig"), 0),
        ("The “port” was shut.".encode("utf-16"), 0),
        ("The “port” was shut.".encode("cp1252"), 1),
    ],
)
def test_encodings(tmp_path, content, notes):
    report = only(read(written(tmp_path, "a.txt", content)))
    assert (report.text, len(report.notes)) == ("The “port” was shut.", notes)


def test_a_format_that_is_none():
    with pytest.raises(UnreadableInput, match="Known"):
        read("a.txt", format="docx")


def test_a_format_given_goes_before_the_name(tmp_path):
    assert only(read(written(tmp_path, "a.jsonl", TEXT), format="text")).text == TEXT


NINJS = {"uri": "urn:1", "headline": "Shut", "versioncreated": "2024-03-12T06:45:00Z", "byline": "By Ruth Oake"}


@pytest.mark.parametrize(
    "body",
    [
        {"body_text": TEXT},
        {"body_html": "<p>The port was <b>shut</b> on Monday.</p><p>The group denied&nbsp;the charge.<style>x</style>"},
        {"bodies": [{"role": "main", "contenttype": "text/plain", "value": TEXT}]},
    ],
)
def test_ninjs(tmp_path, body):
    report = only(read(written(tmp_path, "a.json", json.dumps(NINJS | body | {"provider": "LPA"}))))
    assert [p.span.of(report.text).replace("\u00a0", " ") for p in report.parts] == [
        "Shut",
        "By Ruth Oake",
        *TEXT.split("\n\n"),
    ]
    assert (report.published, report.outlet) == ("2024-03-12T06:45+00:00", "LPA")
    assert report.byline is not None and report.path == "a.json"


def test_atom(tmp_path):
    content = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>LPA</title><entry><title>Shut</title>
    <link href="https://x.example/1"/><id>1</id><updated>2024-03-04T10:15:00+02:00</updated>
    <content type="html">&lt;p&gt;The port was shut.&lt;/p&gt;&lt;p&gt;It rained.&lt;/p&gt;</content></entry></feed>"""
    report = only(read(written(tmp_path, "a.xml", content)))
    assert report.text == "Shut\n\nThe port was shut.\n\nIt rained."
    assert (report.outlet, report.published, report.url) == ("LPA", "2024-03-04T10:15+02:00", "https://x.example/1")
    assert any("change" in note for note in report.notes)


PARAGRAPHS = "".join(f"<p>The port was shut on day {n}, and two officials said so to the paper.</p>" for n in range(6))
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Port shut - Oster Gazette</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Port shut",
"datePublished": "2024-03-04T17:40:00+02:00",
"author": {{"name": "Signe Holt"}}, "publisher": {{"name": "Oster Gazette"}},
"image": {{"creditText": "Lena Vass"}}}}</script></head>
<body><article><h1>Port shut</h1>{PARAGRAPHS}
</article></body></html>"""


def check_page(report):
    assert (report.published, report.outlet) == ("2024-03-04T17:40+02:00", "Oster Gazette")
    assert report.title is not None and report.title.of(report.text) == "Port shut"
    assert report.byline is not None and report.byline.of(report.text) == "Signe Holt"
    assert [c.of(report.text) for c in report.credits] == ["Lena Vass"]
    assert sum(p.part is Part.BODY for p in report.parts) == 6


def test_html_keeps_byline_credit_and_zone(tmp_path):
    for name in ("a.html", "page"):
        check_page(only(read(written(tmp_path, name, PAGE))))


def test_warc(tmp_path):
    def response(content_type, body, status=200):
        http = f"HTTP/1.1 {status} OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/1\r\n"
        head += "WARC-Record-ID: <urn:uuid:1>\r\n"
        head += "WARC-Date: 2024-03-05T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"

    content = (
        response("image/png", b"x")
        + response("text/html; charset=utf-8", PAGE.encode())
        + response("text/html", b"x", 404)
    )
    for name, packed in (("a.warc", content), ("a.warc.gz", gzip.compress(content))):
        report = only(read(written(tmp_path, name, packed)))
        check_page(report)
        assert (report.path, report.url) == (f"{name}#2", "https://x.example/1")
