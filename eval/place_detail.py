"""Where places are good and where they are not: slices of a gold set, the errors, and what the outlet's home brings.

Called by measure.py (`--slices`, `--errors N`). A slice tells what the gold name is; a name may be in several. What it
says of the form of a name ("inside a name") is read off its text, of its kind off GeoNames' class, if the gold has one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from reportedly.claims.gazetteer import place_with
from reportedly.reading.world import is_demonym
from scoring import scorer

Records = Mapping[str, dict[str, Any]]
Toponym = dict[str, Any]
NEAR_KM = 161.0  # 100 miles, as the scorer has it
SMALL = 15_000  # people
KINDS = {"A/PCL": "country", "A/ADM1": "ADM1", "A/ADM2": "ADM2"}
OTHER = ("H/", "L/", "T/", "S/")


def slices_of(text: str, gold: Toponym) -> list[str]:
    """The slices that a gold toponym belongs to."""
    found = ["all"]
    feature = gold.get("feature") or ""
    found += [name for begin, name in KINDS.items() if feature.startswith(begin)]
    if feature.startswith("P/"):
        place = place_with(gold["geonameid"]) if gold.get("geonameid") else None
        small = place is not None and place.people < SMALL
        found.append("not in the gazetteer" if place is None else "small town" if small else "town")
    elif feature.startswith(OTHER):
        found.append("river, park, region")
    after = text[gold["end"] : gold["end"] + 2]
    if is_demonym(gold["text"]):
        found.append("demonym")
    elif (after[:1] in (" ", "-") and after[1:2].isupper()) or _follows_name(text, gold["start"]):
        found.append("inside a name")
    return found


def _follows_name(text: str, start: int) -> bool:
    """Whether "of" and a capitalised word stand before it: "University of Oster"."""
    before = text[max(0, start - 30) : start].split()
    return len(before) > 1 and before[-1] == "of" and before[-2][:1].isupper()


def slices(gold: Records, system: Records, folder: Path) -> Table:
    """Share found, share of those within 161 km, and both: of the gold toponyms that have a point."""
    module = scorer(folder, "score_place")
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, record in gold.items():
        ours = system.get(key, {"toponyms": []})["toponyms"]
        of_gold = {g: ours[s] for g, s, _ in module.align(record["toponyms"], ours)}
        for i, toponym in enumerate(record["toponyms"]):
            if toponym.get("lat") is not None:
                for name in slices_of(record["text"], toponym):
                    counts[name][0] += 1
                    counts[name][1] += i in of_gold
                    counts[name][2] += i in of_gold and is_near(module, toponym, of_gold[i])
    shown = Table("slice", "found", "@161 km of found", "both", "n")
    for name, (n, found, near) in sorted(counts.items(), key=lambda c: -c[1][0]):
        shown.add_row(name, f"{found / n:.3f}", f"{near / found:.3f}" if found else "-", f"{near / n:.3f}", str(n))
    return shown


def is_near(module: Any, gold: Toponym, ours: Toponym) -> bool:
    if gold.get("geonameid") is not None and gold["geonameid"] == ours["geonameid"]:
        return True
    if ours["lat"] is None:
        return False
    return bool(module.km(gold["lat"], gold["lon"], ours["lat"], ours["lon"]) <= NEAR_KM)


def errors(gold: Records, system: Records, folder: Path) -> Iterator[str]:
    """Gold toponyms that are missed or put elsewhere, and ours that the gold does not have."""
    module = scorer(folder, "score_place")
    for key, record in gold.items():
        ours = system.get(key, {"toponyms": []})["toponyms"]
        pairs = module.align(record["toponyms"], ours)
        of_gold = {g: ours[s] for g, s, _ in pairs}
        for i, toponym in enumerate(record["toponyms"]):
            if i not in of_gold:
                yield f"{key}\tmissed\t{toponym['text']}\t{toponym.get('feature')}"
            elif toponym.get("lat") is not None and not is_near(module, toponym, of_gold[i]):
                yield f"{key}\telsewhere\t{toponym['text']}\t{toponym['country']} -> {of_gold[i]['country']}"
        for s in sorted(set(range(len(ours))) - {s for _, s, _ in pairs}):
            yield f"{key}\tnot in gold\t{record['text'][ours[s]['start'] : ours[s]['end']]}\t{ours[s]['slice']}"
