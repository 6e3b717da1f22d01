"""Who acts and who is acted on: head words of ours against the arguments of gold events, over the triggers we find."""

from collections.abc import Iterable, Mapping
from typing import Any

from convert_arguments import GOLD_ROLES

Record = dict[str, Any]


def overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def one_a_place(heads: Iterable[Record]) -> list[Record]:
    """Each role and place once: two claims on one trigger, with two voices, tell the same parties."""
    return list({(h["role"], h["start"]): h for h in heads}.values())


def wanted_of(event: Record) -> list[Record]:
    """The gold arguments that act or are acted on, each with our name of its role."""
    return [{**a, "role": GOLD_ROLES[a["role"]]} for a in event["arguments"] if a["role"] in GOLD_ROLES]


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def figures(gold: Mapping[str, Record], system: Mapping[str, Record]) -> tuple[int, dict[str, float | None]]:
    """Number of gold arguments, and the figures.

    A head of ours is right where it lies in a gold argument of its role; a gold argument is found where one of ours
    of its role lies in it. Precision counts heads, recall arguments. "All events": the
    arguments of events whose trigger we do not find count as not found.
    """
    n_events = n_found = n_heads = n_right = n_of_found = n_hit = n_all = 0
    for key, record in gold.items():
        claims = system.get(key, {}).get("events", [])
        for event in record["events"]:
            wanted = wanted_of(event)
            ours = [c for c in claims if overlap(c, event["trigger"])]
            n_events += 1
            n_all += len(wanted)
            if not ours:
                continue
            n_found += 1
            heads = one_a_place(h for c in ours for h in c["heads"])
            n_heads += len(heads)
            n_right += sum(any(h["role"] == w["role"] and overlap(h, w) for w in wanted) for h in heads)
            n_of_found += len(wanted)
            n_hit += sum(any(h["role"] == w["role"] and overlap(h, w) for h in heads) for w in wanted)
    precision, recall = share(n_right, n_heads), share(n_hit, n_of_found)
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    return n_all, {
        "triggers found": share(n_found, n_events),
        "heads P": precision,
        "heads R": recall,
        "heads F1": f1,
        "heads R, all events": share(n_hit, n_all),
    }
