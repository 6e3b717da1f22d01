"""Says in outlets.csv which rows other lists bear out: name and country in PyPI fundus or freebie.

    .venv/bin/python tools/outlet_sources.py --fundus fundus/publishers --freebie websources.csv [--check]

Both come out of packages that nothing here needs; reportedly/resources/world/README.md says which, and what they are
good for. What stands in `known_from` after "; state:" is kept. --check writes nothing and fails if the file would
change.
"""

import argparse
import csv
import io
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

OUTLETS = Path(__file__).resolve().parents[1] / "reportedly" / "resources" / "world" / "outlets.csv"
UNCHECKED = "general knowledge, 2025, unchecked"
STATE = "; state: "
FOLDERS = {"uk": "GB", "ind": "IN", "isl": "IS"}  # the others are ISO codes
FUNDUS = "fundus 0.5.7"
FREEBIE = "freebie 0.1.4"
Listed = dict[str, set[str]]  # folded name -> countries


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in re.sub(r"\bthe\b|\(.*?\)", "", plain) if c.isalnum())


def in_fundus(publishers: Path) -> Listed:
    found: Listed = defaultdict(set)
    for file in publishers.glob("*/__init__.py"):
        code = FOLDERS.get(file.parent.name, file.parent.name.upper())
        for name in re.findall(r"\bname=\"([^\"]+)\"", file.read_text("utf-8")):
            found[folded(name)].add(code)
    return found


def in_freebie(sources: Path) -> Listed:
    found: Listed = defaultdict(set)
    for row in csv.DictReader(sources.read_text("utf-8").splitlines()):
        found[folded(row["name"])].add(row["cca"].upper())
    return found


def known_from(row: dict[str, str], lists: dict[str, Listed]) -> str:
    names = {folded(n) for n in (row["name"], *row["aliases"].split("|")) if n}
    sources = [source for source, listed in lists.items() if any(row["country"] in listed.get(n, ()) for n in names)]
    state = row["known_from"].partition(STATE)
    said = f"name and country: {', '.join(sources)}; the rest: {UNCHECKED}" if sources else UNCHECKED
    return said + state[1] + state[2]


def differing(rows: Iterable[dict[str, str]], lists: dict[str, Listed]) -> Iterable[str]:
    """Rows whose name a list has, but for other countries: for a person to look at."""
    for row in rows:
        for source, listed in lists.items():
            theirs = {c for n in (row["name"], *row["aliases"].split("|")) if n for c in listed.get(folded(n), ())}
            if theirs and row["country"] not in theirs:
                yield f"{row['name']}: {row['country'] or 'no country'}; {source}: {', '.join(sorted(theirs))}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fundus", type=Path, required=True)
    parser.add_argument("--freebie", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    lists = {FUNDUS: in_fundus(options.fundus), FREEBIE: in_freebie(options.freebie)}
    before = OUTLETS.read_text("utf-8")
    rows = list(csv.DictReader(before.splitlines()))
    for line in differing(rows, lists):
        print(line, file=sys.stderr)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "known_from": known_from(row, lists)} for row in rows)
    if not options.check:
        OUTLETS.write_text(out.getvalue(), "utf-8")
    borne_out = sum(known_from(row, lists).startswith("name") for row in rows)
    print(f"{borne_out} of {len(rows)} rows borne out; " + ("changed" if out.getvalue() != before else "unchanged"))
    return 1 if options.check and out.getvalue() != before else 0


if __name__ == "__main__":
    sys.exit(main())
