"""RSS and Atom -> entries. Runs in the worker only (see worker.py)."""

import io
from email.utils import parsedate_to_datetime
from typing import Any

from reportedly.report.dates import iso_of
from reportedly.report.html import fragment_text

MARKUP_TYPES = ("text/html", "application/xhtml+xml")


def feed_of(data: bytes) -> dict[str, Any]:
    """{"title", "entries": [{title, text, url, author, date, changed_only}]}; "problem" if nothing could be read."""
    import feedparser

    # a stream, never a string: feedparser opens strings that look like addresses
    parsed = feedparser.parse(io.BytesIO(data))
    entries = [_entry(entry) for entry in parsed.entries]
    problem = str(parsed.get("bozo_exception", "no entry in it")) if not entries else None
    return {"title": parsed.feed.get("title") or None, "entries": entries, "problem": problem}


def _entry(entry: Any) -> dict[str, Any]:
    contents = [*entry.get("content", ()), *filter(None, (entry.get("summary_detail"),))]
    longest = max(contents, key=lambda c: len(c.get("value") or ""), default=None)
    value = (longest.get("value") or "") if longest else ""
    stamp = entry.get("published") or entry.get("updated")
    return {
        "title": fragment_text(entry.get("title") or "") or None,
        "text": fragment_text(value) if longest and longest.get("type") in MARKUP_TYPES else value,
        "url": entry.get("link") or None,
        "author": entry.get("author") or None,
        "date": _iso(stamp) if stamp else None,
        "changed_only": not entry.get("published"),
    }


def _iso(stamp: str) -> str | None:
    try:
        return iso_of(parsedate_to_datetime(stamp))
    except (ValueError, TypeError, IndexError):
        return iso_of(stamp)
