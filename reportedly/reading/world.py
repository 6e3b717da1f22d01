"""Facts about the world that reading needs: countries with their demonyms, agencies and outlets. Data: resources/world/."""

import csv
from functools import cache
from importlib import resources

from reportedly.model.values import record


@record
class Outlet:
    name: str
    kind: str  # agency, newspaper, broadcaster, online, magazine
    country: str | None  # ISO 3166-1 alpha-2
    state_run: bool | None  # None: not known


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("reportedly") / "resources" / "world" / name
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """(name or alias, lower case -> ISO code), (demonym, lower case -> ISO code)."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for row in _rows("countries.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                names[name.casefold()] = row["iso2"]
        for demonym in row["demonyms"].split("|"):
            if demonym:
                demonyms.setdefault(demonym.casefold(), row["iso2"])
    return names, demonyms


def country_of(name: str) -> str | None:
    """ISO code of a country's name ("Albania", "U.S."), None for anything else, demonyms included."""
    return _countries()[0].get(name.casefold())


def country_of_demonym(word: str) -> str | None:
    """ISO code for "Albanian", "French"; None where there is none or several share it."""
    return _countries()[1].get(word.casefold())


@cache
def _outlets() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in _rows("outlets.csv"):
        outlet = Outlet(
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            state_run={"yes": True, "no": False}.get(row["state_run"]),
        )
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[name.casefold()] = outlet
    return found


def outlet_named(name: str) -> Outlet | None:
    """The agency or outlet of this name or alias; None where our list has none."""
    return _outlets().get(name.casefold())
