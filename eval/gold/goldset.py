"""The gold set of chains: reads annotation files and finds every phrase in its text."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHAINS = HERE / "chains"
UNNAMED = "?"
KINDS = frozenset(
    ("agency", "outlet", "government", "official", "organisation", "person", "witness", "document", "poll", "other")
)
STANCES = frozenset(("asserts", "doubts", "denies", "demands", "asks"))

type Stretch = tuple[int, int]


class GoldFault(ValueError):
    """A row that breaks the conventions; the message says where and how."""


@dataclass(frozen=True)
class Voice:
    phrase: str
    stretch: Stretch
    who: str
    kind: str
    named: bool

    @property
    def unnamed_cue(self) -> bool:
        return self.phrase.startswith(UNNAMED)


@dataclass(frozen=True)
class Statement:
    content: str
    nth: int
    stretch: Stretch
    chain: tuple[Voice, ...]
    stance: str | None
    carried: bool
    doubtful: bool
    forms: tuple[str, ...]


@dataclass(frozen=True)
class GoldReport:
    id: str
    style: str
    outlet: str
    published: str
    text: str
    statements: tuple[Statement, ...]


def places(text: str, phrase: str) -> list[Stretch]:
    """Every whole-word occurrence of the phrase."""
    pattern = r"(?<!\w)" + re.escape(phrase) + r"(?!\w)"
    return [found.span() for found in re.finditer(pattern, text)]


def nearest(candidates: list[Stretch], content: Stretch) -> Stretch:
    """The candidate with the fewest characters between it and the content; the earlier one of two."""

    def gap(stretch: Stretch) -> tuple[int, int]:
        return max(content[0] - stretch[1], stretch[0] - content[1], 0), stretch[0]

    return min(candidates, key=gap)


def _chosen(text: str, phrase: str, nth: int | None, content: Stretch | None) -> Stretch:
    found = places(text, phrase)
    if not found:
        raise GoldFault(f"{phrase!r} does not stand in the text")
    if nth is not None:
        if not 1 <= nth <= len(found):
            raise GoldFault(f"{phrase!r} stands {len(found)} times in the text, number {nth} is asked for")
        return found[nth - 1]
    if content is not None:
        return nearest(found, content)
    if len(found) > 1:
        raise GoldFault(f"{phrase!r} stands {len(found)} times in the text: give nth")
    return found[0]


def _statement(row: dict[str, Any], text: str) -> Statement:
    content = row["content"]
    stretch = _chosen(text, content, row.get("nth"), None)
    phrases = row["chain"]
    columns = [row.get(name, []) for name in ("who", "kinds", "named")]
    numbers = row.get("chain_nth", [None] * len(phrases))
    if any(len(column) != len(phrases) for column in (*columns, numbers)):
        raise GoldFault(f"{content!r}: chain, chain_nth, who, kinds and named differ in length")
    voices = []
    for phrase, number, who, kind, named in zip(phrases, numbers, *columns, strict=True):
        if kind not in KINDS:
            raise GoldFault(f"{content!r}: no kind {kind!r}")
        where = _chosen(text, phrase.removeprefix(UNNAMED), number, stretch)
        voices.append(Voice(phrase=phrase, stretch=where, who=who, kind=kind, named=named))
        if voices[-1].unnamed_cue and (kind != "other" or named):
            raise GoldFault(f"{content!r}: {phrase!r} is of kind other and not named")
    stance = row.get("stance")
    if (stance in STANCES) != bool(voices) or (stance is not None and not voices):
        raise GoldFault(f"{content!r}: stance {stance!r} with {len(voices)} voices")
    return Statement(
        content=content,
        nth=row.get("nth", 1),
        stretch=stretch,
        chain=tuple(voices),
        stance=stance,
        carried=row.get("carried", False),
        doubtful=row.get("doubtful", False),
        forms=tuple(row.get("forms", ())),
    )


def read(path: Path, texts: dict[str, str] | None = None) -> list[GoldReport]:
    """The reports of one file; a report without a text takes it from `texts` by its id."""
    reports = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
        text = entry.get("text") or (texts or {}).get(entry["id"])
        if text is None:
            raise GoldFault(f"{path.name}, {entry['id']}: no text")
        try:
            statements = tuple(_statement(row, text) for row in entry.get("statement", []))
        except (GoldFault, KeyError) as fault:
            raise GoldFault(f"{path.name}, {entry['id']}: {fault}") from fault
        described = {key: entry.get(key, "") for key in ("style", "outlet", "published")}
        reports.append(GoldReport(id=entry["id"], text=text, statements=statements, **described))
    return reports


def read_folder(folder: Path = CHAINS, texts: dict[str, str] | None = None) -> dict[str, GoldReport]:
    """All reports of a folder, by id."""
    reports: dict[str, GoldReport] = {}
    for path in sorted(folder.glob("*.toml")):
        for report in read(path, texts):
            if report.id in reports:
                raise GoldFault(f"{path.name}: {report.id} is there twice")
            reports[report.id] = report
    if not reports:
        raise GoldFault(f"{folder} holds no annotation file")
    return reports
