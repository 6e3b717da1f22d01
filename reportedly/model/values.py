"""What every record is built from: the `record` decorator and `Span`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record[T](cls: type[T]) -> type[T]:
    """A value: cannot be edited, fields only by name, compared by content."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """report.text[start:end]: Unicode code points from 0, end not included. Never tokens, bytes, UTF-16."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span needs 0 <= start < end; got start={self.start}, end={self.end}.")

    def __contains__(self, other: "Span | int") -> bool:
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return self.start <= other < self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


Evidence = tuple[Span, ...]  # in text order, no overlaps; () only where noted


def in_order(spans: Iterable[Span]) -> Evidence:
    """Evidence: sorted, and spans that overlap or touch merged into one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
