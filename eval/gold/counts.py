"""Counts the rows of a folder of annotations by style and phenomenon: `counts.py [FOLDER]`."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from goldset import CHAINS, GoldReport, Statement, read_folder


def phenomena(report: GoldReport, row: Statement) -> Iterator[str]:
    """What one row shows."""
    yield f"voices: {len(row.chain)}"
    yield from (f"form: {form}" for form in row.forms)
    if row.doubtful:
        yield "mark: doubtful"
    if not row.chain:
        return
    yield f"stance: {row.stance}"
    yield from (f"kind: {kind}" for kind in {voice.kind for voice in row.chain})
    first_line = report.text.partition("\n")[0]
    marks = {
        "carried": row.carried,
        "a voice not named by the report (?)": any(voice.unnamed_cue for voice in row.chain),
        "last voice unnamed": not row.chain[-1].named,
        "first line of the report": row.stretch[1] <= len(first_line),
        "source after the content": row.chain[-1].stretch[0] >= row.stretch[1],
        "source phrase differs from who": any(
            voice.who.casefold() != voice.phrase.casefold() for voice in row.chain if not voice.unnamed_cue
        ),
    }
    yield from (f"mark: {name}" for name, holds in marks.items() if holds)


def main(arguments: list[str]) -> None:
    reports = read_folder(Path(arguments[0]) if arguments else CHAINS).values()
    print(f"{'style':<12} reports  words  rows  with a voice  two voices and more")
    for style in sorted({report.style for report in reports}):
        own = [report for report in reports if report.style == style]
        rows = [len(row.chain) for report in own for row in report.statements]
        words = sum(len(report.text.split()) for report in own)
        voiced, relayed = sum(n > 0 for n in rows), sum(n > 1 for n in rows)
        print(f"{style:<12} {len(own):>7} {words:>6} {len(rows):>5} {voiced:>13} {relayed:>20}")
    found = Counter(name for report in reports for row in report.statements for name in phenomena(report, row))
    print("\n" + "\n".join(f"{count:>4}  {name}" for name, count in sorted(found.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
