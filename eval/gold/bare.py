"""Prints the gold texts with the contents to be annotated and nothing else: `bare.py [FOLDER]`, TOML."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from goldset import CHAINS, GoldReport, places, read_folder


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def lines(report: GoldReport) -> Iterator[str]:
    """One report: each content once, however many voices speak on it, in the order of the text."""
    yield "[[report]]"
    for key in ("id", "style", "outlet", "published"):
        yield f"{key} = {_quoted(getattr(report, key))}"
    yield f"text = '''\n{report.text}'''\n"
    for _, content, nth in sorted({(s.stretch, s.content, s.nth) for s in report.statements}):
        yield "[[report.statement]]"
        yield f"content = {_quoted(content)}"
        if len(places(report.text, content)) > 1:
            yield f"nth = {nth}"
        yield ""


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else CHAINS
    sys.stdout.write("".join(f"{line}\n" for report in read_folder(folder).values() for line in lines(report)))


if __name__ == "__main__":
    main(sys.argv[1:])
