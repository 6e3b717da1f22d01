"""From gold and system records to named figures, by the scorers that lie beside the gold (and our own for labels).

Every function: (gold records by id, system records by id, folder of the scorers) -> (n, {figure: value}). Figures are
shares from 0 to 1, all but MAE and r. n is the number of gold items.
"""

import importlib.util
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pycountry

import score_arguments
import score_chains
import score_own
from reportedly.corpus.copies import COPY_FROM
from score_labels import accuracy, macro_f1, same_countries

Records = Mapping[str, dict[str, Any]]
Figures = tuple[int, dict[str, float | None]]
Score = Callable[[Records, Records, Path], Figures]

# Event types of PLOVER's older gold, under the names in use since.
OLDER = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
# Gold codes that are no ISO 3166-1 alpha-3 code but mean a country that has one.
ISO_OF = {"JAP": "JPN"}

ATTRIBUTION_FIGURES = (("found", "content found"), ("content+source",) * 2, ("triple", "triple lenient"))


@cache
def scorer(folder: Path, name: str) -> ModuleType:
    """A scorer by its path; it stays where it lies."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder / name}.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def attribution(gold: Records, system: Records, folder: Path) -> Figures:
    module = scorer(folder, "score_attribution")
    figures: dict[str, float | None] = {}
    n = 0
    for prefix, scope in (("", None), ("speech ", "speech")):
        per_document, _ = module.score(gold, system, scope=scope)
        found = module.report(sum(per_document, Counter()))
        for name, key in ATTRIBUTION_FIGURES:
            figures[f"{prefix}{name} F1"] = found["metrics"][key][2]
        if scope is None:
            n = found["counts"]["gold"]
            figures["content exact words F1"] = found["metrics"]["content exact words"][2]
            figures["direct found F1"] = found["by_kind"]["direct"][2]
            figures["indirect found F1"] = found["by_kind"]["indirect"][2]
    return n, figures


def attribution_intervals(gold: Records, system: Records, folder: Path) -> dict[str, tuple[float, float]]:
    """95 % intervals of the attribution F1s, documents drawn anew 1,000 times."""
    module = scorer(folder, "score_attribution")
    intervals: dict[str, tuple[float, float]] = {}
    for prefix, scope in (("", None), ("speech ", "speech")):
        drawn = module.bootstrap(module.score(gold, system, scope=scope)[0], 1000)
        for name, key in ATTRIBUTION_FIGURES:
            if key in drawn:
                intervals[f"{prefix}{name} F1"] = tuple(drawn[key])
    return intervals


def chains(gold: Records, system: Records, folder: Path) -> Figures:
    return score_chains.figures(dict(gold), dict(system))


def time(gold: Records, system: Records, folder: Path) -> Figures:
    by_id = {key: record["timexes"] for key, record in system.items()}
    found = scorer(folder, "score_time").score(list(gold.values()), by_id)
    figures = {f"{key} F1": share(found[key]["F1"]) for key in ("strict", "relaxed", "value", "interval")}
    return found["counts"]["gold"], {**figures, "single day right": share(found["day_acc"])}


def place(gold: Records, system: Records, folder: Path) -> Figures:
    by_id = {key: record["toponyms"] for key, record in system.items()}
    found = scorer(folder, "score_place").score(list(gold.values()), by_id)
    return found["counts"]["gold"], {
        "finding relaxed F1": share(found["relaxed"]["F1"]),
        "@161 km of found": share(found["acc161_found"]),
        "country of found": share(found["country_acc"]),
        "end-to-end F1 @161": share(found["e2e161"]["F1"]),
        "end-to-end F1 country": share(found["e2e_country"]["F1"]),
    }


def status(gold: Records, system: Records, folder: Path) -> Figures:
    module = scorer(folder, "score_status")
    scored = {key: r["given"] for key, r in system.items()}
    bare = {k: [{n: v for n, v in e.items() if n != "score"} for e in events] for k, events in scored.items()}
    given = module.evaluate(gold, {k: {"events": events} for k, events in scored.items()}, overlap=True)["score"]
    by_rules = module.evaluate(gold, {k: {"events": events} for k, events in bare.items()}, overlap=True)["score"]
    claimed = module.evaluate(gold, system, overlap=True)
    return given["n"], {
        "MAE": given["mae"],
        "Pearson r": given["r"],
        "MAE, rules alone": by_rules["mae"],
        "Pearson r, rules alone": by_rules["r"],
        "three-way macro-F1": given["three_way"]["macro_f1"],
        "MAE, own triggers": claimed["score"]["mae"],
        "events found": 1 - claimed["missing"] / given["n"],
    }


def event_root(gold: Records, system: Records, folder: Path) -> Figures:
    pairs = [(record["root"], system.get(key, {}).get("root")) for key, record in gold.items()]
    coded = sum(p not in (None, "OTHER", "MOVE") for _, p in pairs) / len(pairs)
    return len(pairs), {"root accuracy": accuracy(pairs), "root macro-F1": macro_f1(pairs), "coded": coded}


def event_countries(gold: Records, system: Records, folder: Path) -> Figures:
    known = [c.alpha_3 for c in pycountry.countries]
    right_type = both = any_both = 0
    for key, record in gold.items():
        wanted = OLDER.get(record["event"], record["event"])
        sides = {s: [{"code": ISO_OF.get(a["code"], a["code"])} for a in record[s]] for s in ("source", "target")}
        main, every = system.get(key, {}).get("main"), system.get(key, {}).get("all", [])
        fits = [c for c in every if c["type"] == wanted and same_countries(sides, c, known)]
        right_type += main is not None and main["type"] == wanted
        both += main is not None and main in fits
        any_both += bool(fits)
    n = len(gold)
    return n, {"type": right_type / n, "countries + type": both / n, "countries + type, any claim": any_both / n}


def arguments(gold: Records, system: Records, folder: Path) -> Figures:
    return score_arguments.figures(gold, system)


def wording(gold: Records, system: Records, folder: Path) -> Figures:
    pairs = [(record["biased"], system.get(key, {}).get("biased", False)) for key, record in gold.items()]
    return len(pairs), {"sentence macro-F1": macro_f1(pairs), "sentence accuracy": accuracy(pairs)}


def probe(gold: Records, system: Records, folder: Path) -> Figures:
    return score_own.probe(system)


def accused(gold: Records, system: Records, folder: Path) -> Figures:
    return score_own.accused(system)


def stories(gold: Records, system: Records, folder: Path) -> Figures:
    return score_own.stories(system)


def copies(gold: Records, system: Records, folder: Path) -> Figures:
    """Copy against partial and independent, by the threshold that grouping uses; and over all thresholds."""
    pairs = [(record["label"] == "copy", system[key]["share"]) for key, record in gold.items()]
    found = [(truth, share >= COPY_FROM) for truth, share in pairs]
    both, n_true, n_found = sum(t and f for t, f in found), sum(t for t, _ in found), sum(f for _, f in found)
    higher = [(a > b) + (a == b) / 2 for t, a in pairs if t for u, b in pairs if not u]
    return len(pairs), {"copy F1": 2 * both / max(n_true + n_found, 1), "copy AUC": sum(higher) / max(len(higher), 1)}


def occurrences(gold: Records, system: Records, folder: Path) -> Figures:
    """Needs SciPy, which the scorer uses: pip install scipy."""
    module = scorer(folder, "score_coref")
    truth = {(key, e["start"], e["end"]): e["chain"] for key, record in gold.items() for e in record["events"]}
    figures: dict[str, float | None] = {}
    for name, field in (("gold mentions", "events"), ("own mentions", "own")):
        ours = {(key, e["start"], e["end"]): e["chain"] for key, record in system.items() for e in record[field]}
        found = module.evaluate(truth, ours)
        figures[f"CoNLL F1, {name}"] = found["conll"]
        figures[f"pairs in different reports F1, {name}"] = found["cross_pairs"][2]
    n_own = sum(len(record["own"]) for record in system.values())
    return len(truth), {**figures, "gold mentions with a claim of ours": n_own / max(len(truth), 1)}


def disagreements(gold: Records, system: Records, folder: Path) -> Figures:
    (found,) = system.values()
    figures: dict[str, float | None] = {}
    for part in ("events", "origins", "differs", "updates"):
        figures[f"{part} P"], figures[f"{part} R"] = found[part]
    return found["n"], {**figures, "origins counted right": found["counted_right"]}
