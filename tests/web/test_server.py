"""The reading room's pages and their JSON."""

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape

from reportedly.model.corpus import Occurrence
from reportedly.model.wire import to_json
from reportedly.view.web import imports
from reportedly.view.web.guard import MAX_BODY_BYTES

LISTS = ("/", "/reports", "/timeline", "/map", "/sources")
OUR_PAGE = {"sec-fetch-site": "same-origin"}
DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_a_page_and_json(client, path):
    assert client.get(path).headers["content-type"].startswith("text/html")
    answer = client.get(f"{'/corpus' if path == '/' else path}.json")
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


def test_independent_origins_come_first(client):
    page = client.get("/occurrences/x-hurt").text
    assert "<strong>2</strong> reports, <strong>1</strong> origin" in page
    assert page.index("Origins") < page.index("Side by side")


def test_disagreements_stand_with_who_says_which(client):
    page = client.get("/occurrences/x-hurt").text
    assert "5 or more" in page and "Lowland Times" in page
    found = client.get("/occurrences/x-hurt.json").json()["found"]["occurrence"]["disagreements"]
    assert found[0]["field"] == "counts.injured"


def test_a_report_links_to_the_same_occurrence_elsewhere(client, a_read):
    page = client.get(f"/reports/{a_read.report.id}").text
    assert 'href="/occurrences/x-hurt">2 reports, 1 origin</a>' in page


def test_a_reports_json_is_its_record_byte_for_byte(client, a_read, a_line):
    assert client.get(f"/reports/{a_read.report.id}.json").text == a_line


def test_words_are_found_in_any_form(client):
    assert client.get("/reports.json?q=office").json()["hits"]["total"] == 2
    assert "<mark>" in client.get("/reports?q=office").text


def test_a_search_of_reports_keeps_to_the_other_filters(client):
    assert client.get("/reports.json?q=office&outlet=Lowland%20Times").json()["hits"]["total"] == 1
    assert client.get("/reports.json?q=office&since=2030").json()["hits"]["total"] == 0


def test_filters_hold_on_list_timeline_and_map(client):
    for path in ("/corpus.json", "/timeline.json", "/map.json"):
        answer = client.get(f"{path}?type=assault").json()
        assert answer.get("total", answer.get("found", {}).get("total")) == 1, path


@pytest.mark.parametrize("path", ["/corpus.json", "/timeline.json", "/map.json", "/reports.json"])
def test_outlet_and_agency_are_facets_everywhere(client, path):
    facets = {facet["name"]: dict(map(tuple, facet["values"])) for facet in client.get(path).json()["facets"]}
    assert set(facets) == {"type", "status", "country", "outlet", "agency", "min_origins"}
    assert facets["outlet"]["Lowland Times"] in (1, 2)
    assert "Radio Oster" in facets["agency"]


def test_outlet_and_agency_filter_occurrences_and_reports(client):
    ids = [o["id"] for o in client.get("/corpus.json?outlet=Lowland%20Times").json()["found"]["items"]]
    assert sorted(ids) == ["x-hurt", "x-plan-1"]
    assert client.get("/timeline.json?outlet=Lowland%20Times").json()["total"] == 2
    assert client.get("/map.json?outlet=Nobody").json()["total"] == 0
    assert client.get("/corpus.json?agency=Nobody").json()["found"]["total"] == 0
    assert client.get("/reports.json?type=ASSAULT&outlet=Lowland%20Times").json()["found"]["total"] == 1
    assert client.get("/reports.json?type=PROTEST").json()["found"]["total"] == 0
    assert client.get("/reports.json?type=PROTEST&q=office").json()["hits"]["total"] == 0


def test_planned_stands_apart_from_happened(client):
    bands = client.get("/timeline.json").json()["timeline"]["bands"]
    assert [(band["is_done"], len(band["bars"])) for band in bands] == [(True, 1), (False, 2)]


def test_an_export_holds_every_record(client, two_lines):
    assert client.get("/export/records.jsonl").text.splitlines() == two_lines


def test_exports_keep_to_filters_and_names(client, two_lines):
    assert client.get("/export/jsonl?names=all").text.splitlines() == two_lines
    assert len(client.get("/export/jsonl?names=all&outlet=Lowland%20Times").text.splitlines()) == 1
    table = client.get("/export/events.csv?reviewed=true&every_status=true")
    assert table.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert table.text.startswith("event_id,")
    assert client.get("/export/brat").status_code == 404
    assert "/export/geojson?outlet=Lowland+Times" in client.get("/reports?outlet=Lowland%20Times").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/occurrences/none", 404, id="no-occurrence"),
        pytest.param("/reports/none", 404, id="no-report"),
        pytest.param("/no/such/page", 404, id="no-page"),
        pytest.param("/timeline?since=yesterday", 422, id="no-date"),
        pytest.param("/?limit=100000", 422, id="too-many"),
        pytest.param("/static/..%2fserver.py", 404, id="no-file"),
    ],
)
def test_errors_have_one_form(client, path, status):
    page = client.get(path)
    assert page.status_code == status and page.headers["content-type"].startswith("text/html")
    name, _, query = path.partition("?")
    as_json = client.get(f"{'/corpus' if name == '/' else name}.json?{query}")
    assert as_json.status_code == status
    assert set(as_json.json()["error"]) == {"status", "found", "cure"}


def test_what_became_of_an_occurrence_is_told(client, store, groups):
    merged = replace(groups.occurrences[0], id="x-new")
    _, other, hurt = groups.occurrences
    store.put_groups(replace(groups, occurrences=(merged, other, replace(hurt, stage_ids=()))))
    assert "x-new" in client.get("/occurrences/x-plan-0.json").json()["error"]["cure"]


# -- safe ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*LISTS, "/occurrences/x-hurt", "/none", "/corpus.json", "/static/room.js"])
def test_every_answer_has_the_strict_policy(client, path):
    policy = client.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy


@pytest.mark.parametrize("path", [*LISTS, "/occurrences/x-hurt", "/none"])
def test_no_page_asks_for_anything_outside_or_has_inline_script_or_style(client, path):
    page = client.get(path).text
    assert "http:" not in page and "https:" not in page and "//" not in page.replace("</", "")
    assert "<style" not in page and " style=" not in page and "<script>" not in page


def test_another_host_name_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1.evil.example:8808"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="other-site"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="other-port"),
        pytest.param({"origin": "http://evil.example"}, 403, id="other-origin"),
        pytest.param({"origin": "null"}, 403, id="sandboxed"),
        pytest.param({}, 403, id="neither"),
        pytest.param(OUR_PAGE, 202, id="our-page"),
        pytest.param({"origin": "http://127.0.0.1:8808"}, 202, id="our-origin"),
    ],
)
def test_only_our_pages_change_something(client, headers, status):
    assert client.post("/imports.json?name=a.txt", content=b"x", headers=headers).status_code == status


def test_a_body_too_large_is_refused_whether_it_says_so_or_not(client):
    long = {**OUR_PAGE, "content-length": str(MAX_BODY_BYTES + 1)}
    assert client.post("/imports.json?name=a.txt", content=b"", headers=long).status_code == 413
    chunks = (b"x" * 1_000_000 for _ in range(MAX_BODY_BYTES // 1_000_000 + 1))
    assert client.post("/imports.json?name=a.txt", content=chunks, headers=OUR_PAGE).status_code == 413


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "javascript:alert(1)"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_report_says_stays_text_on_every_page(client, store, groups, a_read, hostile):
    report = replace(a_read.report, outlet=hostile, path=hostile, url=hostile)
    party = replace(a_read.claims[0].parties[0], name=hostile)
    claims = [replace(claim, id=f"{claim.id}-hostile", parties=(party,)) for claim in a_read.claims]
    read = replace(a_read, report=replace(report, id="r-00000000000000ee"), claims=tuple(claims))
    store.add([to_json(read, rules_digest=DIGEST)])
    mine = Occurrence(
        id="x-hostile",
        type="MOVE",
        claim_ids=(claims[0].id,),
        report_ids=(read.report.id,),
        origin_ids=("o-1",),
        start=None,
        end="2024-03-07",
        country=None,
        status="HAPPENED",
    )
    claim_origins = (*groups.claim_origins, *((claim.id, "o-1") for claim in claims))
    store.put_groups(replace(groups, claim_origins=claim_origins, occurrences=(*groups.occurrences, mine)))
    for path in (*LISTS, "/reports/r-00000000000000ee", "/occurrences/x-hostile", f"/reports?q={hostile}"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img" not in page and 'href="javascript' not in page, path
    assert escape(hostile) in client.get("/occurrences/x-hostile").text
    assert escape(hostile) in client.get("/").text


# -- import ----------------------------------------------------------------------------------------------------------


def imported(client, content: bytes):
    found = client.post("/imports.json?name=a.jsonl", content=content, headers=OUR_PAGE).json()
    for _ in range(200):
        (item,) = [i for i in client.get("/imports.json").json()["imports"] if i["id"] == found["id"]]
        if item["state"] == "done":
            return item
        time.sleep(0.02)
    raise AssertionError("the import did not end")


def test_a_dropped_file_is_read_and_the_corpus_grouped(client, two_lines, grouped):
    record = json.loads(two_lines[0])
    record["report"]["id"] = "r-0000000000000abc"
    for claim in record["claims"]:
        claim["id"] = f"{claim['id']}-new"
    assert imported(client, json.dumps(record).encode())["n_added"] == 1
    assert grouped == [3]


def test_a_report_that_is_there_is_not_added_again(client, two_lines):
    item = imported(client, two_lines[0].encode())
    assert (item["n_added"], item["n_there"]) == (0, 1)


def test_a_file_that_cannot_be_read_costs_itself_only(client, two_lines):
    assert "no record" in imported(client, b"hello")["errors"][0]
    assert "our fault" in imported(client, b"broken")["errors"][0]
    assert imported(client, two_lines[0].encode())["n_there"] == 1


def test_too_many_bytes_wait_are_refused_and_none_stays_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "MOST_WAITING_BYTES", 5)
    held, go_on = threading.Event(), threading.Event()

    def read_slowly(name, content):
        held.set()
        go_on.wait(10)
        return iter(())

    queue = imports.Imports(tmp_path / "c.db", read_slowly, lambda store: None)
    assert queue.put("a", b"1234") is not None
    held.wait(10)
    assert queue.put("b", b"12") is None
    go_on.set()
    for _ in range(200):
        if queue.all()[0].state == "done":
            break
        time.sleep(0.02)
    assert queue.put("b", b"12") is not None
    assert [file.name for file in Path(queue._spool.name).iterdir()] in ([], ["2"])


def test_sources_are_drawn_anew_once_somebody_wrote(client, store, a_read):
    before = client.get("/sources.json").json()
    assert client.get("/sources.json").json() == before
    store.forget([a_read.report.id])
    assert client.get("/sources.json").json() != before
