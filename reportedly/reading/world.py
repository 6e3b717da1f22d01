"""Facts that reading needs: countries with their demonyms, agencies and outlets. Data: resources/world/, with sources.

Names are looked up as written: "Turkey" is a country, "turkey" is not. What is written in capitals throughout is tried
in title case as well ("TURKEY").
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from reportedly.model.values import record

LETTERS = re.compile(r"[^\W\d_]+")
MIN_CAPITALS = 4  # letters; shorter names in capitals are abbreviations, looked up as they are


@record
class Outlet:
    name: str
    kind: str  # agency, newspaper, broadcaster, online, magazine
    country: str | None  # ISO 3166-1 alpha-2
    state_run: bool | None  # owned or run by a state, or by the one party that rules; None: not known, or disputed
    known_from: str  # where all this is known from, in words


@cache
def world_rows(name: str) -> list[dict[str, str]]:
    """The rows of a list of resources/world/."""
    file = resources.files("reportedly") / "resources" / "world" / name
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def _listed(row: dict[str, str], *columns: str) -> list[str]:
    return [name for column in columns for name in row[column].split("|") if name]


@cache
def _countries() -> tuple[dict[str, str], dict[str, str | None]]:
    """(name or alias -> ISO code), (demonym -> ISO code, None where several countries share it)."""
    names: dict[str, str] = {}
    demonyms: dict[str, str | None] = {}
    for row in world_rows("countries.csv"):
        for name in _listed(row, "name", "aliases"):
            names[name] = row["iso2"]
        for demonym in _listed(row, "demonyms"):
            demonyms[demonym] = row["iso2"] if demonym not in demonyms else None
    return names, demonyms


@cache
def _outlets() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in world_rows("outlets.csv"):
        outlet = Outlet(
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            state_run={"yes": True, "no": False}.get(row["state_run"]),
            known_from=row["known_from"],
        )
        for name in _listed(row, "name", "aliases"):
            found[name] = outlet
    return found


def _written(name: str) -> tuple[str, ...]:
    name = name.replace("’", "'")
    return (name, name.title()) if name.isupper() and len(name) >= MIN_CAPITALS else (name,)


def country_of(name: str) -> str | None:
    """ISO code of a country's name ("Albania", "U.S."), None for anything else, demonyms included."""
    return next((code for n in _written(name) if (code := _countries()[0].get(n))), None)


def country_of_demonym(word: str) -> str | None:
    """ISO code for "Albanian", "French"; None where there is none or several share it."""
    return next((code for n in _written(word) if (code := _countries()[1].get(n))), None)


def listed_name(code: str | None, names: Sequence[str]) -> str:
    """The name that our list has for the country if the report uses it ("Iran"), else the longest that it uses."""
    listed = next((row["name"] for row in world_rows("countries.csv") if row["iso2"] == code), None)
    return listed if listed is not None and listed in names else max(names, key=len)


def is_demonym(word: str) -> bool:
    return any(n in _countries()[1] for n in _written(word))


def outlet_named(name: str) -> Outlet | None:
    """The agency or outlet of this name or alias; None where our list has none."""
    return _outlets().get(name.replace("’", "'"))


@cache
def _capitals() -> dict[str, str]:
    clear = (row for row in world_rows("countries.csv") if row["capital_clear"] == "yes")
    return {name: row["iso2"] for row in clear for name in _listed(row, "capital")}


def capitals_of_countries() -> list[tuple[str, list[str]]]:
    """(ISO code, the capital's names), country by country."""
    return [(row["iso2"], _listed(row, "capital")) for row in world_rows("countries.csv")]


def country_of_capital(name: str) -> str | None:
    """ISO code of the country whose capital bears or bore this name, None where a larger city elsewhere does."""
    return next((code for n in _written(name) if (code := _capitals().get(n))), None)


@cache
def _shared_names() -> dict[str, str]:
    return {
        row["name"]: _listed(row, "capital")[0] for row in world_rows("countries.csv") if row["shared_name"] == "yes"
    }


def sign_of_shared(name: str) -> str | None:
    """For a country's name that is also a state of the US ("Georgia"), its capital, which tells; else None."""
    return _shared_names().get(name)


@cache
def _by_beginning() -> dict[str, tuple[int, ...]]:
    """The letters that a listed name begins with -> lengths of such names, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in (*_countries()[0], *_countries()[1], *_outlets()):
        lengths.setdefault(beginning(name), set()).add(len(name))
    return {letters: tuple(sorted(found, reverse=True)) for letters, found in lengths.items()}


def beginning(name: str) -> str:
    """The letters that a name begins with, lower case: what lists are looked up by."""
    match = LETTERS.match(name)
    return match.group().lower() if match else name[:1]


def lengths_at(word: str) -> tuple[int, ...]:
    """How long, in characters, the listed names are that begin like this word; longest first, () for most words."""
    return _by_beginning().get(beginning(word), ())
