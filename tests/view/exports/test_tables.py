"""The tables that leave a corpus: columns as documented, cells that no spreadsheet runs."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.corpus.store import open_store
from reportedly.model.claim import Basis, Grain, Place, PlaceRole, Precision, Status, When
from reportedly.model.values import Span
from reportedly.model.wire import to_json
from reportedly.view.codes import acled_of, event_types, quad_of
from reportedly.view.exports import FORMATS
from reportedly.view.exports.source import Source, Wanted
from reportedly.view.exports.tables import columns_of, safe_cell
from reportedly.view.rows import AcledRow, EventRow, OccurrenceRow

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"
DIGEST = "sha256:" + "0" * 64


def rows_in(store, format: str, **wanted) -> list[dict[str, str]]:
    out = io.StringIO()
    FORMATS[format].stream(Source(store, Wanted(**wanted)), out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize(
    ("heading", "row_type"),
    [
        ("events.csv and claims.parquet", EventRow),
        ("acled.csv", AcledRow),
        ("occurrences.parquet", OccurrenceRow),
    ],
)
def test_every_column_is_documented_in_its_order(heading, row_type):
    section = DOCS.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    documented = re.findall(r"^\| `(\w+)` \| \S.* \|$", section, re.MULTILINE)
    assert documented == list(columns_of(row_type))


def test_every_format_is_documented():
    overview = DOCS.read_text("utf-8").split("\n## ")[0]
    assert re.findall(r"^\| `([\w.-]+)` \|", overview, re.MULTILINE) == list(FORMATS)


def test_events_are_what_happened_unless_asked(store):
    assert [row["status"] for row in rows_in(store, "events.csv")] == ["HAPPENED", "HAPPENED"]
    every = rows_in(store, "events.csv", every_status=True)
    assert [row["status"] for row in every] == ["PLANNED", "HAPPENED", "PLANNED", "HAPPENED"]


def test_what_is_negated_is_no_event(tmp_path, with_claim):
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(with_claim(1, negated=True), rules_digest=DIGEST)])
        assert rows_in(store, "events.csv") == []
        assert [row["negated"] for row in rows_in(store, "events.csv", every_status=True)] == ["false", "true"]


def test_an_event_row_says_who_when_how_many_and_on_whose_word(store):
    plan, hurt, *_ = rows_in(store, "events.csv", every_status=True)
    assert (plan["actor_name"], plan["actor_name_raw"], plan["actor_type"]) == (
        "Harbour Front",
        "The Harbour Front",
        "ORGANISATION",
    )
    assert (plan["event_date"], plan["event_until"], plan["time_precision"]) == ("2024-03-11", "2024-03-18", "2")
    assert plan["chain"] == "REPORT < Radio Oster (AGENCY ASSERTS) < two officials (OFFICIAL ASSERTS)"
    assert (plan["source"], plan["hedges"], plan["trigger"]) == ("The Oster Mail", "reportedly", "move")
    assert (hurt["injured_low"], hurt["injured_high"], hurt["counts"]) == ("3", "", "injured 3- terrorists")
    assert (hurt["event_date"], hurt["date_basis"], hurt["time_precision"]) == ("", "ASSUMED", "")
    assert (hurt["occurrence_id"], hurt["independent_origins"], hurt["reports_of_occurrence"]) == ("x-hurt", "1", "2")
    assert (hurt["disagreements"], hurt["loaded"], hurt["quad_code"]) == ("1", "terrorists", "MK")
    assert (plan["ours"], plan["quad_code"]) == ("true", "")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x"])
def test_a_cell_that_would_be_run_begins_with_an_apostrophe(cell):
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Oster", "", "a=1", -33.8, 12, None])
def test_other_cells_stay(cell):
    assert safe_cell(cell) == cell


def test_a_hostile_outlet_is_harmless_unless_raw(tmp_path, a_read):
    outlet = '=HYPERLINK("http://x")\0'
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(replace(a_read, report=replace(a_read.report, outlet=outlet)), rules_digest=DIGEST)])
        assert rows_in(store, "events.csv")[0]["source"].startswith("'=HYPERLINK")
        assert rows_in(store, "events.csv", raw=True)[0]["source"].startswith("=HYPERLINK")
        assert rows_in(store, "events.csv")[0]["occurrence_id"] == ""  # not grouped, and still told


# -- ACLED -----------------------------------------------------------------------------------------------------------


def test_one_worksheet_row_an_occurrence_with_the_lowest_figure(tmp_path, a_read, other_read, groups):
    def with_dead(read, low, high):
        plan, hurt = read.claims
        (count,) = hurt.counts
        return replace(
            read, claims=(plan, replace(hurt, counts=(replace(count, of="killed", at_least=low, at_most=high),)))
        )

    lines = [
        to_json(with_dead(read, *n), rules_digest=DIGEST) for read, n in ((a_read, (3, None)), (other_read, (2, 5)))
    ]
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add(lines)
        store.put_groups(groups)
        (row,) = rows_in(store, "acled.csv")
        assert (row["event_id_cnty"], row["event_type"], row["sub_event_type"]) == (
            "x-hurt",
            "Violence against civilians",
            "Attack",
        )
        assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("2", "2", "5")
        assert (row["source"], row["status"]) == ("The Oster Mail; Lowland Times", "HAPPENED")
        assert row["notes"].count(" | ") == 1


def test_a_place_and_a_day_fill_the_worksheet(tmp_path, with_claim):
    place = Place(
        name="Oster",
        role=PlaceRole.AT,
        evidence=(Span(35, 40),),
        country="AL",
        lat=41.3,
        lon=19.8,
        precision=Precision.CITY,
    )
    when = When(start="2024-03-04", end="2024-03-05", grain=Grain.DAY, basis=Basis.STATED, evidence=(Span(35, 40),))
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(with_claim(1, places=(place,), when=when), rules_digest=DIGEST)])
        (row,) = rows_in(store, "acled.csv")
        assert (row["country"], row["iso"], row["location"], row["geo_precision"]) == ("Albania", "AL", "Oster", "1")
        assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-03-04", "2024", "1")


def test_codes_know_every_type():
    assert {quad_of(type) for type in event_types()} == {"VC", "MC", "VK", "MK", ""}
    assert acled_of("PROTEST", "demo") == ("Protests", "Peaceful protest")
    assert acled_of("CONSULT", "visit") is None


# -- Parquet ---------------------------------------------------------------------------------------------------------


def test_parquet_holds_every_claim_and_every_occurrence(store, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    for name, row_type in (("claims", EventRow), ("occurrences", OccurrenceRow)):
        file = tmp_path / f"{name}.parquet"
        FORMATS[f"{name}.parquet"].file(Source(store, Wanted()), file)
        relation = duckdb.read_parquet(str(file))
        assert relation.columns == list(columns_of(row_type))
    claims = duckdb.read_parquet(str(tmp_path / "claims.parquet"))
    assert claims.project("status, negated, injured_low").fetchall() == [
        (Status.PLANNED, False, None),
        (Status.HAPPENED, False, 3),
        (Status.PLANNED, False, None),
        (Status.HAPPENED, False, 5),
    ]
    found = duckdb.read_parquet(str(tmp_path / "occurrences.parquet")).project("occurrence_id, differs_on").fetchall()
    assert found == [("x-hurt", "counts.injured"), ("x-plan-0", None), ("x-plan-1", None)]
