"""Speed of resolving alone, and accuracy with the spans given, with and without the outlet's home.

    .venv/bin/python eval/bench_place.py [--gold DIR]

The gold's own place names are handed to `resolve.choices`: what is measured is the choice among namesakes. LGL does not
name its outlets, but its articles stand grouped by them: the home is taken to be the unit that most of the six
neighbouring articles' gold has (never the article's own). That is a stand-in: it shows what a known home can bring.
"""

import argparse
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from goldfiles import Record, records
from measure import GOLD
from place_detail import is_near
from reportedly.claims.gazetteer import COUNTRY, country_with, key_of, place_with
from reportedly.claims.namesakes import capitals, namesakes
from reportedly.claims.resolve import NOWHERE, Asked, Choice, Home, choices
from reportedly.reading.world import country_of_demonym
from scoring import scorer

NEIGHBOURS = 3  # articles on either side


def asked_in(record: Record) -> tuple[list[str], list[Asked]]:
    """The names of a gold text, in order of first mention, and what is asked for each."""
    toponyms = sorted(record["toponyms"], key=lambda t: int(t["start"]))
    times = Counter(t["text"] for t in toponyms)
    names = list(times)
    within: dict[str, set[int]] = {name: set() for name in names}
    for a, b in pairwise(toponyms):
        if record["text"][a["end"] : b["start"]].strip() == "," and a["text"] != b["text"]:
            within[a["text"]].add(names.index(b["text"]))
    asked = []
    for name in names:
        code = country_of_demonym(name)
        country = country_with(code) if code is not None else None
        candidates = (country,) if country is not None else namesakes(name)
        asked.append(Asked(key=key_of(name), candidates=candidates, times=times[name], within=tuple(within[name])))
    return names, asked


def neighbours_home(firsts: list[Counter[tuple[str, int]]], i: int) -> Home:
    votes: Counter[tuple[str, int]] = Counter()
    for j in range(max(0, i - NEIGHBOURS), min(len(firsts), i + NEIGHBOURS + 1)):
        if j != i:
            votes.update(dict.fromkeys(firsts[j], 1))
    if not votes:
        return NOWHERE
    country, first = max(sorted(votes), key=lambda unit: votes[unit])
    return Home(country=country, first=first)


def units_in(record: Record) -> Counter[tuple[str, int]]:
    places = [place_with(t["geonameid"]) for t in record["toponyms"] if t.get("geonameid")]
    return Counter((p.country, p.first) for p in places if p is not None and p.kind != COUNTRY)


def right_in(record: Record, names: list[str], found: list[Choice], folder: Path) -> tuple[int, int]:
    """(gold toponyms within 161 km, all with a point)."""
    module = scorer(folder, "score_place")
    place_of = {name: choice.settled for name, choice in zip(names, found, strict=True)}
    right = n = 0
    for toponym in record["toponyms"]:
        if toponym.get("lat") is not None:
            place = place_of[toponym["text"]]
            n += 1
            right += place is not None and is_near(
                module, toponym, {"geonameid": place.id, "lat": place.lat, "lon": place.lon}
            )
    return right, n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    folder = parser.parse_args().gold
    capitals()
    for name in ("lgl", "geovirus"):
        texts = list(records(folder / "place" / f"{name}.jsonl"))
        questions = [asked_in(record) for record in texts]
        firsts = [units_in(record) for record in texts]
        homes = [neighbours_home(firsts, i) for i in range(len(texts))]
        for what, at in (("no home", [NOWHERE] * len(texts)), ("home of the neighbours", homes)):
            if name == "geovirus" and what != "no home":
                continue
            started = time.process_time()
            found = [choices(asked, home=home) for (_, asked), home in zip(questions, at, strict=True)]
            seconds = time.process_time() - started
            halves = []
            for half in (slice(0, None, 2), slice(1, None, 2), slice(None)):
                scores = [
                    right_in(record, names, answer, folder)
                    for record, (names, _), answer in list(zip(texts, questions, found, strict=True))[half]
                ]
                halves.append(sum(r for r, _ in scores) / sum(n for _, n in scores))
            tuned, other, every = halves
            print(
                f"{name}, {what}: @161 km, spans given {every:.3f} (tuned on {tuned:.3f}, other half {other:.3f});"
                f" {len(texts) / seconds:.0f} reports a CPU-second"
            )


if __name__ == "__main__":
    main()
