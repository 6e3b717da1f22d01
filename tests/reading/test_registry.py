"""Actors by their names: our list, and a user's own over it."""

from itertools import pairwise

import pytest

from reportedly import read, read_text
from reportedly.errors import RuleError
from reportedly.reading.registry import Registry, actor_code
from reportedly.rules.actor_file import actors_in, codes_of_kinds, rows_of
from reportedly.rules.load import load_rules

HEAD = "name,aliases,kind,countries,since,until,known_from\n"


def actors(lines: str):
    return actors_in(rows_of(HEAD + lines), "actors.csv")


@pytest.mark.parametrize(
    ("year", "kind"),
    [
        pytest.param("1995", "armed-group", id="before-it-ruled"),
        pytest.param("1999", "government", id="while-it-ruled"),
        pytest.param("2010", "armed-group", id="after-it-ruled"),
        pytest.param("2024", "government", id="ruling-again"),
        pytest.param(None, "government", id="no-year-means-the-latest"),
    ],
)
def test_the_year_decides_between_rows_of_one_name(year, kind):
    found = Registry().named("Taliban", year)
    assert found is not None
    assert found.kind == kind


def test_a_users_row_goes_over_ours():
    own = actors("Hezbollah,,party,LB,,,my desk\n")
    assert Registry(own).named("Hezbollah", None).known_from == "my desk"
    assert Registry(own).named("Hamas", None) == Registry().named("Hamas", None)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param("Front,,rebels,LB,,,desk\n", 'actors.csv:2: kind "rebels" is not one of', id="kind"),
        pytest.param("Front,,party,Lebanon,,,desk\n", "ISO 3166-1 codes of two letters", id="country"),
        pytest.param("Front,,party,LB,last year,,desk\n", "years of four digits", id="year"),
        pytest.param(",,party,LB,,,desk\n", "no name", id="name"),
        pytest.param("Front,,party\n", 'no column "countries"', id="short-row"),
    ],
)
def test_a_wrong_row_is_named(lines, message):
    with pytest.raises(RuleError, match=message.replace("(", r"\(")):
        actors(lines)


def test_no_name_of_ours_means_two_at_once():
    seen: dict[str, list[tuple[str, str]]] = {}
    registry = Registry()
    for rows in registry._by_name.values():
        for row in rows:
            for name in (row.name, *row.aliases):
                seen.setdefault(name, []).append((row.since or "0000", row.until or "9999"))
    for name, times in seen.items():
        ordered = sorted(set(times))
        assert all(a[1] <= b[0] for a, b in pairwise(ordered)), name


@pytest.mark.parametrize(
    ("kind", "country", "code"),
    [("government", "HU", "HUNGOV"), ("igo", None, "IGO"), ("state", "XK", "XKX"), (None, None, None)],
)
def test_codes(kind, country, code):
    assert actor_code(kind, country) == code


def test_every_kind_that_a_rule_tells_has_a_code():
    told = {c.option("kind") for f in ("actors", "entities") for c in load_rules().of(f)} - {None}
    assert told <= set(codes_of_kinds())


@pytest.mark.parser
def test_own_actors_of_the_rule_folder_are_read(tmp_path):
    (tmp_path / "actors.csv").write_text(HEAD + "Quay Guard,QG,armed-group,NO,,,my desk\n", encoding="utf-8")
    rules = load_rules(tmp_path)
    assert rules.digest != load_rules().digest
    found = read(read_text("The Quay Guard attacked Oster."), model="none", rules=rules)
    entity = next(e for e in found.entities if e.name == "Quay Guard")
    assert (entity.kind, entity.country, entity.code) == ("armed-group", "NO", "NORREB")
