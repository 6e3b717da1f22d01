"""Exports of the reviewed view."""

import csv
import io
import json

import pytest

from reportedly.model.check import problems_in
from reportedly.model.review import Decision, Field, Verdict
from reportedly.view.exports import FORMATS
from reportedly.view.exports.source import Source, Wanted
from reportedly.view.names import Names


@pytest.fixture
def reviewed(store, a_read):
    given = {"who": "Ana", "at": "2024-03-06T10:00:00+00:00"}
    store.decide(Decision(claim_id=a_read.claims[0].id, verdict=Verdict.REJECT, **given))
    hurt = a_read.claims[1].id
    store.decide(Decision(claim_id=hurt, verdict=Verdict.ACCEPT, **given))
    store.decide(Decision(claim_id=hurt, verdict=Verdict.CORRECT, field=Field.WHEN, value="on Monday", **given))
    return store


def exported(store, name: str, **wanted) -> str:
    out = io.StringIO()
    FORMATS[name].stream(Source(store, Wanted(every_status=True, **wanted)), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        pytest.param(Names.PUBLIC, "ACCEPT; CORRECT when", id="public"),
        pytest.param(Names.ALL, "ACCEPT; CORRECT when: on Monday", id="all"),
    ],
)
def test_rows_say_what_was_decided_and_rejected_claims_are_left_out(reviewed, a_read, names, told):
    rows = list(csv.DictReader(io.StringIO(exported(reviewed, "events.csv", names=names, reviewed=True))))
    of_it = {row["trigger_start"]: row["review"] for row in rows if row["source"] == a_read.report.outlet}
    assert told in of_it.values()
    assert str(a_read.claims[0].trigger.start) not in of_it


def test_without_it_the_machines_record_is_exported_as_it_is(reviewed, two_lines):
    assert exported(reviewed, "jsonl", names=Names.ALL).splitlines() == two_lines
    rows = csv.DictReader(io.StringIO(exported(reviewed, "events.csv", names=Names.ALL)))
    assert not any(row["review"] for row in rows)


def test_records_of_the_reviewed_view_are_records(reviewed, a_read):
    lines = exported(reviewed, "jsonl", names=Names.ALL, reviewed=True).splitlines()
    assert a_read.claims[0].id not in {claim["id"] for line in lines for claim in json.loads(line)["claims"]}
    assert all(problems_in(json.loads(line)) == [] for line in lines)


def test_without_names_no_report_keeps_its_file_name_and_address(store):
    lines = exported(store, "jsonl", names=Names.NONE).splitlines()
    assert {(line["report"]["path"], line["report"]["url"]) for line in map(json.loads, lines)} == {(None, None)}
