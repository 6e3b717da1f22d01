"""Scores chains of voices against eval/gold: who is said to stand behind each statement, in which order.

A chain is exact if it has as many voices as the gold's, and each is the gold's: its source words overlap the gold
phrase; for a voice that the report does not name, no source and the gold's cue words (any cue words, where the gold
has several for one statement). The row with the stance of the gold counts where a statement has two.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

READ_STYLES, UNREAD_STYLES = "chain exact, styles read", "chain exact, styles not read"
READ = ("wire", "state", "local", "live")  # styles whose errors were read while the rules were written
Row = dict[str, Any]  # a gold statement: content, stretch, chain, stance, carried, doubtful
Chain = list[dict[str, Any]]


def touches(spans: list[list[int]], stretch: tuple[int, int]) -> bool:
    return any(start < stretch[1] and stretch[0] < end for start, end in spans)


def same_voice(gold: dict[str, Any], ours: dict[str, Any]) -> bool:
    if gold["phrase"].startswith("?"):
        return not ours["source"] and touches(ours["cue"], gold["stretch"])
    return touches(ours["source"], gold["stretch"])


def is_exact(gold: list[dict[str, Any]], ours: Chain) -> bool:
    return len(gold) == len(ours) and all(same_voice(g, o) for g, o in zip(gold, ours, strict=True))


def best_of(row: Row, chains: list[Chain]) -> tuple[Chain, bool]:
    """The one of our chains over a statement that is the gold's, else the first; and whether it is."""
    exact = [chain for chain in chains if is_exact(row["chain"], chain)]
    stance = [chain for chain in exact if chain and chain[-1]["stance"] == row["stance"]]
    return (stance or exact or chains)[0], bool(exact)


def rows_of(
    gold: dict[str, dict[str, Any]], system: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, Row, Chain, bool]]:
    """(report id, gold row, our chain, whether it is exact)."""
    for key, report in gold.items():
        for row, chains in zip(report["statements"], system[key]["statements"], strict=True):
            yield key, row, *best_of(row, chains)


def is_wrong_voice(row: Row, ours: Chain) -> bool:
    """A voice put to words that the report does not put to it: the worst error."""
    gold = row["chain"]
    return any(not any(same_voice(g, o) for g in gold) for o in ours if o["source"])


def figures(gold: dict[str, dict[str, Any]], system: dict[str, dict[str, Any]]) -> tuple[int, dict[str, float | None]]:
    """Shares over the rows that are not doubtful; kinds, names and stances over the voices of exact chains."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def count(name: str, right: bool) -> None:
        counts[name][0] += right
        counts[name][1] += 1

    for key, row, ours, exact in rows_of(gold, system):
        if row["doubtful"]:
            count("doubtful rows exact", exact)
            continue
        count("chain exact", exact)
        count(READ_STYLES if gold[key]["style"] in READ else UNREAD_STYLES, exact)
        depth = min(2, len(row["chain"]))
        count(("own word right", "one voice exact", "two or more exact")[depth], exact)
        if row["carried"]:
            count("carried exact", exact)
        if any(v["phrase"].startswith("?") for v in row["chain"]):
            count("unnamed by adverb or passive exact", exact)
        count("wrong voice", is_wrong_voice(row, ours))
        if exact and ours:
            count("stance", ours[-1]["stance"] == row["stance"])
            for theirs, voice in zip(row["chain"], ours, strict=True):
                if voice["source"]:
                    count("kind", voice["kind"] == theirs["kind"])
                    count("named", voice["named"] == theirs["named"])
    order = (
        "chain exact",
        READ_STYLES,
        UNREAD_STYLES,
        "own word right",
        "one voice exact",
        "two or more exact",
        "carried exact",
    )
    order += ("unnamed by adverb or passive exact", "wrong voice", "stance", "kind", "named", "doubtful rows exact")
    return counts["chain exact"][1], {k: counts[k][0] / counts[k][1] for k in order if counts[k][1]}


def by_style(gold: dict[str, dict[str, Any]], system: dict[str, dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Style -> (exact, rows), the doubtful rows left out."""
    counts: dict[str, tuple[int, int]] = {}
    for key, row, _, exact in rows_of(gold, system):
        if not row["doubtful"]:
            right, n = counts.get(gold[key]["style"], (0, 0))
            counts[gold[key]["style"]] = (right + exact, n + 1)
    return counts


def errors(gold: dict[str, dict[str, Any]], system: dict[str, dict[str, Any]]) -> Iterator[str]:
    """One line a row that is not exact, of the styles that may be read: the content, the gold chain, ours."""
    for key, row, ours, exact in rows_of(gold, system):
        if exact or gold[key]["style"] not in READ:
            continue
        text = gold[key]["text"]
        said = [
            " ".join(text[a:b] for a, b in v["source"]) or "?" + " ".join(text[a:b] for a, b in v["cue"]) for v in ours
        ]
        mark = " (doubtful)" if row["doubtful"] else " (carried)" if row["carried"] else ""
        yield f"{key}{mark}: {row['content']!r}\n    gold {[v['phrase'] for v in row['chain']]}\n    ours {said}"
