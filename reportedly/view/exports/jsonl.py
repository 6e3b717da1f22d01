"""The records, one a line, as `reportedly read --format jsonl` prints them."""

from typing import TextIO

from reportedly.view.exports.source import Source


def jsonl(source: Source, out: TextIO) -> None:
    for told in source.told():
        out.write(told.line + "\n")
