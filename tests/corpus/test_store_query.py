"""What is asked of the corpus file: days, words, numbers of any size."""

from dataclasses import replace

import pytest

from reportedly.corpus.store import open_store
from reportedly.corpus.stored import ClaimFilter, OccurrenceFilter, ReportFilter
from reportedly.model.wire import to_json


@pytest.mark.parametrize(
    ("times", "since", "n"),
    [
        pytest.param(("2024-02-29", "2024-03-01"), "2024-03", 0, id="ended-with-february"),
        pytest.param(("2023-12-31", "2024-01-01"), "2024", 0, id="ended-with-the-year"),
        pytest.param(("2024-02-29", "2024-03-02"), "2024-03", 1, id="reaches-into-march"),
        pytest.param(("2024-03-06", None), "2024-03-06", 1, id="from-that-day-on"),
        pytest.param(("2024-03-05", None), "2024-03-06", 0, id="from-the-day-before-on"),
        pytest.param((None, "2024-03-07"), "2024-03-06", 1, id="until-then"),
    ],
)
def test_since_a_month_begins_with_its_first_day(tmp_path, a_read, times, since, n):
    when = replace(a_read.claims[0].when, start=times[0], end=times[1])
    claim = replace(a_read.claims[0], when=when)
    with open_store(tmp_path / "c.db", create=True) as store:
        store.add([to_json(replace(a_read, claims=(claim,)), rules_digest="sha256:" + "0" * 64)])
        assert store.claims(ClaimFilter(since=since)).total == n


def test_a_number_larger_than_a_column_is_as_good_as_no_limit(store):
    assert len(store.occurrences(limit=10**30).items) == 3
    assert store.occurrences(OccurrenceFilter(min_origins=10**30), limit=10**30).total == 0
    assert store.reports(offset=10**30).items == ()


def test_an_id_that_has_no_utf8_form_is_no_id(store):
    assert (store.occurrence("\udcff"), store.record("\udcff"), store.became("\udcff")) == (None, None, ())


def test_a_search_keeps_to_outlet_and_days(store):
    assert store.search("offices").total == 2
    assert [hit.outlet for hit in store.search("offices", ReportFilter(outlet="Lowland Times")).items] == [
        "Lowland Times"
    ]
    assert store.search("offices", ReportFilter(until="2024-03-06")).total == 1
