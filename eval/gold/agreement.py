"""How far two annotations of the same texts agree: `agreement.py FIRST SECOND [--list]`.

Rows meet by content. Of several rows on one content those that agree best are paired; a row left alone counts as a
disagreement. A chain is exact if it has as many voices and each source phrase overlaps the other's in the text (`?`
only with `?`). Rows that either side marks doubtful are counted apart.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from goldset import GoldReport, Statement, Voice, read_folder


@dataclass(frozen=True)
class Pair:
    """One content as both sides have it; a side that has no such row is None."""

    report: GoldReport
    first: Statement | None
    second: Statement | None

    @property
    def both(self) -> tuple[Statement, Statement] | None:
        return (self.first, self.second) if self.first and self.second else None

    @property
    def doubtful(self) -> bool:
        return any(side is not None and side.doubtful for side in (self.first, self.second))


def overlap(one: Voice, other: Voice) -> bool:
    """The two source phrases share a character of the text, and both or neither are an unnamed voice."""
    (a, b), (c, d) = one.stretch, other.stretch
    return one.unnamed_cue == other.unnamed_cue and a < d and c < b


def same_voice(one: Voice, other: Voice) -> bool:
    """The phrases overlap, or stand for the same one by name or description."""
    if one.unnamed_cue or other.unnamed_cue:
        return overlap(one, other)
    words = [set(voice.who.casefold().replace(",", " ").split()) for voice in (one, other)]
    return overlap(one, other) or words[0] <= words[1] or words[1] <= words[0]


def chains_agree(pair: Pair, same: Callable[[Voice, Voice], bool] = overlap) -> bool:
    """As many voices, each the same by `same`, in the same order."""
    if pair.both is None:
        return False
    one, other = (side.chain for side in pair.both)
    return len(one) == len(other) and all(map(same, one, other))


def _likeness(pair: Pair) -> tuple[bool, bool, bool, bool]:
    if pair.both is None:
        return (False,) * 4
    one, other = pair.both
    same_length = len(one.chain) == len(other.chain)
    return chains_agree(pair), chains_agree(pair, same_voice), same_length, one.stance == other.stance


def pairs_of(first: GoldReport, second: GoldReport) -> list[Pair]:
    """The rows of both sides, paired within each content as they agree best."""
    groups: dict[tuple[int, int], tuple[list[Statement], list[Statement]]] = defaultdict(lambda: ([], []))
    for side, report in enumerate((first, second)):
        for statement in report.statements:
            groups[statement.stretch][side].append(statement)
    paired = []
    for _, (ones, others) in sorted(groups.items()):
        size = max(len(ones), len(others))
        left = [*ones, *[None] * (size - len(ones))]
        right = [*others, *[None] * (size - len(others))]
        choices = ([Pair(first, a, b) for a, b in zip(left, order, strict=True)] for order in permutations(right))
        paired += max(choices, key=lambda pairs: [sum(column) for column in zip(*map(_likeness, pairs), strict=True)])
    return paired


def kappa(values: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa; 1 where both sides use one and the same value throughout."""
    n = len(values)
    ones, others = (Counter(side) for side in zip(*values, strict=True))
    chance = sum(count * others[value] for value, count in ones.items()) / n**2
    observed = sum(a == b for a, b in values) / n
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def share(name: str, hits: Iterable[bool]) -> str:
    found = list(hits)
    return f"{name:<44} {sum(found) / len(found):.3f}  (n {len(found)})" if found else f"{name:<44} -      (n 0)"


def labelled(name: str, values: Sequence[tuple[object, object]]) -> str:
    line = share(name, (a == b for a, b in values))
    return f"{line}  kappa {kappa(values):.3f}" if values else line


def summary(pairs: Sequence[Pair]) -> list[str]:
    """The figures, one a line."""
    met = [pair.both for pair in pairs if pair.both is not None]
    exact = [pair.both for pair in pairs if pair.both is not None and chains_agree(pair)]
    voices = [match for one, other in exact for match in zip(one.chain, other.chain, strict=True)]
    voiced = [(one, other) for one, other in exact if one.chain]
    spoken = [pair for pair in pairs if any(side is not None and side.chain for side in (pair.first, pair.second))]
    return [
        share("row on both sides", (pair.both is not None for pair in pairs)),
        labelled("own word or a voice", [(not one.chain, not other.chain) for one, other in met]),
        labelled("number of voices", [(len(one.chain), len(other.chain)) for one, other in met]),
        share("chain exact", map(chains_agree, pairs)),
        share("chain exact, rows with a voice on either side", map(chains_agree, spoken)),
        share("the same voices, whatever the phrase", (chains_agree(pair, same_voice) for pair in pairs)),
        labelled("kind, each voice of exact chains", [(one.kind, other.kind) for one, other in voices]),
        labelled("named, each voice of exact chains", [(one.named, other.named) for one, other in voices]),
        labelled("stance, exact chains with a voice", [(one.stance, other.stance) for one, other in voiced]),
        labelled("carried, exact chains with a voice", [(one.carried, other.carried) for one, other in voiced]),
    ]


def _shown(statement: Statement | None) -> str:
    if statement is None:
        return "no row"
    chain = [(voice.phrase, voice.kind, voice.named) for voice in statement.chain]
    return f"{chain} {statement.stance or ''}{' carried' if statement.carried else ''}"


def differences(pairs: Iterable[Pair]) -> list[str]:
    """Every row on which the sides differ in anything but the wording of `who`."""
    lines = []
    for pair in pairs:
        sides = pair.both
        if sides is None or not chains_agree(pair) or _labels(sides[0]) != _labels(sides[1]):
            content = (pair.first or pair.second).content  # type: ignore[union-attr]
            lines += [f"{pair.report.id}: {content}", f"   1 {_shown(pair.first)}", f"   2 {_shown(pair.second)}"]
    return lines


def _labels(statement: Statement) -> tuple[object, ...]:
    voices = tuple((voice.kind, voice.named) for voice in statement.chain)
    return voices, statement.stance, statement.carried


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--list", action="store_true", help="also print every difference")
    given = parser.parse_args(arguments)
    first = read_folder(given.first)
    second = read_folder(given.second, texts={name: report.text for name, report in first.items()})
    shared = sorted(first.keys() & second.keys())
    print(f"reports in both: {len(shared)}; only in one: {len(first.keys() ^ second.keys())}\n")
    pairs = [pair for name in shared for pair in pairs_of(first[name], second[name])]
    clear = [pair for pair in pairs if not pair.doubtful]
    print("\n".join(summary(clear)))
    print("\nchain exact by style")
    for style in sorted({pair.report.style for pair in clear}):
        print(share(f"  {style}", (chains_agree(pair) for pair in clear if pair.report.style == style)))
    print(share("\ndoubtful rows: chain exact", (chains_agree(pair) for pair in pairs if pair.doubtful)))
    if given.list:
        print("\n" + "\n".join(differences(pairs)))


if __name__ == "__main__":
    main(sys.argv[1:])
