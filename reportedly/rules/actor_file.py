"""Lists of actors (actors.csv): ours and a user's own."""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from reportedly.errors import RuleError
from reportedly.rules.schema import ListedActor

COLUMNS = ("name", "aliases", "kind", "countries", "since", "until", "known_from")
COUNTRY = re.compile(r"[A-Z]{2}")
YEAR = re.compile(r"\d{4}")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@cache
def codes_of_kinds() -> dict[str, str]:
    """Kind of actor -> the letters that event coders write for it; "" for a state as such."""
    file = resources.files("reportedly") / "resources" / "world" / "actor_kinds.csv"
    return {row["kind"]: row["code"] for row in rows_of(file.read_text("utf-8"))}


def actors_in(rows: Iterable[Mapping[str, str | None]], file: str) -> tuple[ListedActor, ...]:
    """The actors of a CSV file.

    RuleError, naming file and row, for a missing column, no name, an unknown kind, a code or year that is none.
    """
    found = []
    kinds = codes_of_kinds()
    for n, row in enumerate(rows, 2):
        where = f"{file}:{n}"
        missing = [c for c in COLUMNS if row.get(c) is None]
        if missing:
            raise RuleError(f'{where}: no column "{missing[0]}". The columns are {", ".join(COLUMNS)}.')
        values = {c: str(row[c]).strip() for c in COLUMNS}
        if not values["name"]:
            raise RuleError(f"{where}: no name. Give the name as reports write it.")
        if values["kind"] not in kinds:
            raise RuleError(f'{where}: kind "{values["kind"]}" is not one of {", ".join(sorted(kinds))}.')
        countries = tuple(c for c in values["countries"].split("|") if c)
        if not all(COUNTRY.fullmatch(c) for c in countries):
            raise RuleError(
                f'{where}: countries "{values["countries"]}". Write ISO 3166-1 codes of two letters: "LB|SY".'
            )
        if not all(YEAR.fullmatch(values[c]) for c in ("since", "until") if values[c]):
            raise RuleError(f"{where}: since and until are years of four digits, or empty.")
        found.append(
            ListedActor(
                name=values["name"],
                aliases=tuple(a for a in values["aliases"].split("|") if a),
                kind=values["kind"],
                countries=countries,
                since=values["since"] or None,
                until=values["until"] or None,
                known_from=values["known_from"],
            )
        )
    return tuple(found)
