"""1. Bytes -> Report: text kept exactly, its parts found as spans, where and when it was published."""

from reportedly.report.text import read_text

__all__ = ["read_text"]
