"""A text whose every line is read as a paragraph, no parts looked for: for corpora with marks on every line."""

from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span


def every_line(identity: str, text: str) -> Report:
    """The text as it is, each line with words in it a paragraph of the body; white space at its edges left out."""
    parts: list[PartSpan] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            begin = start + len(line) - len(line.lstrip())
            parts.append(PartSpan(part=Part.BODY, span=Span(begin, start + len(line.rstrip()))))
        start += len(line) + 1
    return Report(id=identity, text=text, text_sha256="", source_sha256="", parts=tuple(parts))
