"""What `show` and `compare` print of a hand-made corpus."""

from dataclasses import replace

import pytest

from reportedly.corpus.stored import SearchHit
from reportedly.model.claim import Status
from reportedly.view.compare import compared
from reportedly.view.corpus_text import comparison, hit_list, occurrence_list
from reportedly.view.words import load_words

LOOK = {"width": 100, "colour": False}


def one_line(page: str) -> str:
    return " ".join(page.split())


def test_a_list_names_what_stands_behind_each(run, store):
    code, out, err = run("show", store.place)
    assert (code, err) == (0, "")
    what, told, behind = out.splitlines()[:3]
    assert "HAPPENED · (not said who) -> hurt" in what
    assert told.strip().startswith("“")
    assert "1 independent origin(s) in 2 report(s) · they differ on 1 point(s) · x-hurt" in behind
    assert out.splitlines()[-1] == "3 of 3 occurrence(s)"


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--type", "move"), {"x-plan-0", "x-plan-1"}),
        (("--country", "al"), {"x-hurt"}),
        (("--status", "PLANNED", "--limit", "1"), {"x-plan-0"}),
        (("--since", "2024-03-08", "--timeline"), {"x-plan-0", "x-plan-1"}),
        (("--until", "2024-03-07"), {"x-hurt"}),
        (("--min-origins", "2"), set()),
    ],
)
def test_a_list_is_narrowed_by(run, store, options, ids):
    out = run("show", store.place, *options)[1]
    assert {i for i in ("x-hurt", "x-plan-0", "x-plan-1") if i in out} == ids


def test_a_timeline_goes_day_by_day(run, store):
    lines = run("show", store.place, "--timeline")[1].splitlines()
    assert lines[0] == "11-17 Mar 2024"
    assert lines[1].startswith("│ PLANNED · The Harbour Front -> move")
    assert "at a time not given" in lines


def test_one_occurrence_shows_each_word_and_where_they_differ(run, store):
    out = one_line(run("show", store.place, "--occurrence", "x-hurt")[1])
    assert "1 independent origin(s) in 2 report(s)" in out
    assert "HAPPENED · on the report's own word · injured: 5 or more terrorists" in out
    assert "“At least 3 of the terrorists were hurt.”" in out
    assert "copied · Radio Oster · The Oster Mail, Lowland Times" in out or "Lowland Times, The Oster Mail" in out
    assert "counts.injured differs: 3 or more (1) · 5 or more (1)" in out


def test_reports_side_by_side_with_differences_marked(run, store):
    code, out, _ = run("compare", store.place, "x-hurt")
    assert code == 0
    assert out.count("≠ injured:") == 2
    assert "to whom" not in out  # nobody says


def test_a_search_shows_the_words_in_place(run, store):
    out = run("show", store.place, "--search", "offices")[1]
    assert "Harbour Front to move its offices" in out
    assert out.splitlines()[-1] == "2 of 2 report(s)"


def test_an_occurrence_that_is_not_there(run, store, groups):
    assert run("show", store.place, "--occurrence", "x-none")[::2] == (
        1,
        f'{store.place}: there is no occurrence "x-none". See `reportedly show {store.place}`\n',
    )
    store.put_groups(replace(groups, occurrences=(replace(groups.occurrences[0], id="x-new"),)))
    assert "Its claims are now in x-new" in run("compare", store.place, "x-plan-0")[2]


@pytest.mark.parametrize("day", ["yesterday", "2024-W10-3", "2024-02-30", "2024-3"])
def test_a_date_that_is_none(run, store, day):
    code, _, err = run("show", store.place, "--since", day)
    assert code == 2
    assert f'"{day}" is not a date' in err


def test_reports_not_grouped_are_mentioned(run, tmp_path, store, two_lines, groups):
    store.put_groups(replace(groups, origins=(), claim_origins=(), occurrences=()))
    assert "2 report(s) are not grouped yet: run `reportedly group" in one_line(run("show", store.place)[2])


def test_a_planned_claim_said_not_to_be_so_and_an_update_are_told(store, a_read, other_read):
    found = store.occurrence("x-hurt")
    negated = replace(a_read, claims=(a_read.claims[0], replace(a_read.claims[1], negated=True)))
    rows = compared(found, [negated, other_read], load_words())
    assert [row.status for row in rows] == [f"{Status.HAPPENED} NOT", "HAPPENED"]
    assert rows[0].differs == {"counts"}
    updated = replace(rows[0], differs=frozenset(), updated=frozenset({"counts"}))
    assert "→ injured" in comparison([updated], **LOOK)


def test_markup_and_escapes_in_a_report_are_only_text(store):
    hit = SearchHit(
        report_id="r-1", outlet="[red]x[/red]", published=None, title="\x1b[31m :smile:", snippet=(("a\x1b", True),)
    )
    page = hit_list(replace(store.search("offices"), items=(hit,)), **LOOK)
    assert "\x1b" not in page
    assert "[red]x[/red]" in page
    odd = replace(store.occurrences().items[0], actors="[bold]\u202e" * 50, status="ODD", since="?")
    assert "\u202e" not in occurrence_list(replace(store.occurrences(), items=(odd,)), **LOOK)
