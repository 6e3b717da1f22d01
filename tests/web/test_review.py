"""The review, by form and by JSON, and `reportedly eval`."""

import json
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

from reportedly.cli import app

OUR_PAGE = {"sec-fetch-site": "same-origin"}


def post(client, path="/review", **fields):
    return client.post(path, content=urlencode(fields), headers=OUR_PAGE, follow_redirects=False)


@pytest.fixture
def about(a_read):
    return {"report_id": a_read.report.id, "number": 1, "claim_id": a_read.claims[0].id}


def test_a_form_leads_back_to_the_claim_which_shows_it(client, about):
    answer = post(client, **about, verdict="CORRECT", field="when", value="next month", why="a slip")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{about['report_id']}#c1")
    page = client.get(f"/reports/{about['report_id']}").text
    assert "corrected: when should say “next month” (a slip)" in page and "Ana Reviewer" in page


def test_a_decision_is_undone_and_both_are_kept(client, about):
    n = post(client, "/review.json", **about, verdict="REJECT").json()["n"]
    assert post(client, "/review.json", **about, undo=n).status_code == 201
    assert 'class="held"' not in client.get(f"/reports/{about['report_id']}").text
    assert [d["verdict"] for d in client.get("/review.json").json()["latest"]] == ["UNDO", "REJECT"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"verdict": "MAYBE"}, 422, id="no-verdict"),
        pytest.param({"verdict": "CORRECT", "field": "id"}, 422, id="no-field"),
        pytest.param({"verdict": "UNDO"}, 422, id="undo-of-nothing"),
        pytest.param({"undo": "x"}, 422, id="undo-of-no-number"),
        pytest.param({"undo": "99"}, 404, id="undo-of-what-is-not-there"),
        pytest.param({"verdict": "ACCEPT", "claim_id": "c-none"}, 404, id="no-claim"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(client, about, fields, status):
    assert post(client, "/review.json", **{**about, **fields}).status_code == status
    assert client.get("/review.json").json()["n_decisions"] == 0


def test_another_site_decides_nothing(client, about):
    body = urlencode({**about, "verdict": "ACCEPT"})
    assert client.post("/review", content=body, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_what_a_reviewer_writes_stays_text(client, about):
    post(client, **about, verdict="CORRECT", field="when", value="<script>alert(1)</script>", why="</p><img src=x>")
    for path in (f"/reports/{about['report_id']}", "/review"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img" not in page


def test_eval_shows_accuracy_and_writes_gold(client, about, store, tmp_path):
    post(client, **about, verdict="ACCEPT")
    gold = tmp_path / "gold.jsonl"
    shown = CliRunner().invoke(app, ["eval", str(store.place), "--gold", str(gold)])
    assert "claims    1 of 1 right = 1.000" in shown.output
    (line,) = map(json.loads, gold.read_text("utf-8").splitlines())
    assert line["claim"]["id"] == about["claim_id"]
    assert [d["verdict"] for d in line["decisions"]] == ["ACCEPT"]
