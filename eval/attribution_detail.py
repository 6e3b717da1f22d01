"""Where attribution is good and where it is not: slices of the dev set, and the errors for reading.

Called by measure.py (`--slices`, `--errors N`). Every slice is recall: which share of the gold attributions of that
form is found (content, then content with source). The scorer beside the gold pairs them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from scoring import scorer

Records = Mapping[str, dict[str, Any]]
SENTENCE_ENDS = (". ", "? ", "! ", ".” ", "?” ", "!” ", '." ', '?" ', '!" ', ".\n", "”\n", '"\n')
FOUND = 0.5  # word Dice of two contents or sources that count as the same, as in the scorer


class Paired:
    """The attributions of one document as the scorer pairs them."""

    def __init__(self, gold: dict[str, Any], system: dict[str, Any], module: Any) -> None:
        self.text: str = gold["text"]
        doc = module.Doc(self.text)
        self.gold = gold["attributions"]
        self.system = system["attributions"]
        self.gold_items = [module.item(doc, a) for a in self.gold]
        self.system_items = [module.item(doc, a) for a in self.system]
        self.of_gold: dict[int, int] = {}
        self._dice = module.dice
        for g, s, dice in module.pair(self.gold_items, self.system_items):
            if dice >= FOUND:
                self.of_gold[g] = s

    def source_right(self, g: int) -> bool:
        pair = (self.gold_items[g]["source_w"], self.system_items[self.of_gold[g]]["source_w"])
        return bool(self._dice(*pair) >= FOUND)


def paired(gold: Records, system: Records, folder: Path) -> Iterator[tuple[str, Paired]]:
    module = scorer(folder, "score_attribution")
    for key, record in gold.items():
        yield key, Paired(record, system.get(key, {"attributions": []}), module)


def position(attribution: dict[str, Any]) -> str:
    """Where the cue stands to the content."""
    if not attribution["cue"] or not attribution["content"]:
        return "no cue"
    cue = attribution["cue"][0][0]
    starts, ends = attribution["content"][0][0], attribution["content"][-1][1]
    return "cue before" if cue < starts else "cue after" if cue >= ends else "cue inside"


def forms_of(text: str, attribution: dict[str, Any], item: dict[str, Any]) -> list[str]:
    """The slices that a gold attribution belongs to."""
    spans = [s for role in ("source", "cue", "content") for s in attribution[role]]
    stretch = text[min(s[0] for s in spans) : max(s[1] for s in spans)]
    crossing = any(end in stretch for end in SENTENCE_ENDS)
    return [
        f"content {item['kind']}",
        f"cue class {item['class']}",
        position(attribution),
        "source given" if attribution["source"] else "no source",
        "crosses a sentence end" if crossing else "in one sentence",
        "crosses a line break" if "\n" in stretch else "in one paragraph",
    ]


def slices(gold: Records, system: Records, folder: Path) -> Table:
    """Recall of contents, and of contents with their source, by form."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, one in paired(gold, system, folder):
        for g, attribution in enumerate(one.gold):
            for form in forms_of(one.text, attribution, one.gold_items[g]):
                counts[form][0] += 1
                if g in one.of_gold:
                    counts[form][1] += 1
                    counts[form][2] += one.source_right(g)
    shown = Table("attributions whose ...", "n", "content found", "with source")
    for form, (n, found, right) in sorted(counts.items()):
        shown.add_row(form, str(n), f"{found / n:.3f}", f"{right / n:.3f}")
    return shown


def errors(gold: Records, system: Records, folder: Path, n: int) -> Iterator[str]:
    """The first `n` errors, one a line, worst kind first: wrong source, missed, false."""
    lists: dict[str, list[str]] = {"WRONG SOURCE": [], "MISSED": [], "FALSE": []}
    for key, one in paired(gold, system, folder):
        for g, attribution in enumerate(one.gold):
            words = _words(one.text, attribution)
            if g not in one.of_gold:
                lists["MISSED"].append(f"{key}: {words}")
            elif not one.source_right(g):
                given = _words(one.text, one.system[one.of_gold[g]])
                lists["WRONG SOURCE"].append(f"{key}: {words}\n    ours: {given}")
        for s in sorted(set(range(len(one.system))) - set(one.of_gold.values())):
            lists["FALSE"].append(f"{key}: {_words(one.text, one.system[s])}")
    for kind, lines in lists.items():
        yield f"{kind}: {len(lines)}"
        yield from (f"  {line}" for line in lines[:: max(1, len(lines) // max(1, n // 3))])


def _words(text: str, attribution: dict[str, Any]) -> str:
    parts = [" … ".join(text[a:b] for a, b in attribution[role]) or "-" for role in ("source", "cue", "content")]
    return " | ".join(part if len(part) < 120 else part[:80] + " […] " + part[-30:] for part in parts)
