"""Text -> Report. Every other reader ends here."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from reportedly.errors import UnreadableInput
from reportedly.model.report import Part, Report
from reportedly.report.dates import iso_of
from reportedly.report.parts import parts_of
from reportedly.report.published import published_of
from reportedly.report.words import part_words
from reportedly.rules.load import Rules, load_rules

LINE_ENDS = re.compile(r"\r\n?")
SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters; no UTF-8 can hold them
BYTE_ORDER_MARK = "\ufeff"


def read_text(
    text: str,
    *,
    outlet: str | None = None,
    published: str | date | None = None,
    title: str | None = None,
    url: str | None = None,
    path: str | None = None,
    source: bytes | None = None,
    rules: Rules | None = None,
) -> Report:
    """A report from its text, which is kept as it is but for line ends, made "\\n".

    `published`: ISO 8601, a date or datetime, or a wording such as "4 March 2024, 10:15". `source`: the bytes that the
    text was read from, for their hash. `title` is put before the text if the text does not begin with it.
    `rules`: whose words tell the parts apart; None: ours. Raises UnreadableInput if `published` is no full date; odd
    text raises nothing.
    """
    given = None
    if published is not None:
        given = checked_date(published)
    return report_of(text, outlet=outlet, given=given, title=title, url=url, path=path, source=source, rules=rules)


def checked_date(published: str | date) -> str:
    """The date as ISO 8601. Raises UnreadableInput if it is none."""
    iso = iso_of(published)
    if iso is None:
        raise UnreadableInput("publication date", f"{str(published)[:60]!r} is no full date", "Write it as 2024-03-31")
    return iso


def report_of(
    text: str,
    *,
    outlet: str | None = None,
    given: str | None = None,
    metadata_date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    path: str | None = None,
    source: bytes | None = None,
    known: Mapping[str, Part] | None = None,
    credits: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    rules: Rules | None = None,
) -> Report:
    """What read_text does, for readers that know more: dates from metadata, and what a paragraph is (by its words)."""
    raw, said = text, list(notes)
    text = LINE_ENDS.sub("\n", text) if "\r" in text else text
    if text.startswith(BYTE_ORDER_MARK):
        text = text[1:]
    if SURROGATES.search(text):
        text = SURROGATES.sub("\ufffd", text)
        said.append("Halves of characters (lone surrogates) were replaced by U+FFFD.")
    title = SURROGATES.sub("\ufffd", " ".join(title.split())) if title and title.strip() else None
    cues = part_words(rules or load_rules())
    layout = parts_of(text, cues, title=title, known=known, credits=credits)
    if title is not None and layout.title is None:
        text = f"{title}\n\n{text}" if text.strip() else title
        said.append("The title was given apart from the text and is put before it.")
        layout = parts_of(text, cues, title=title, known=known, credits=credits)
    outlet = outlet or layout.outlet
    published = published_of(layout, text, outlet=outlet, given=given, metadata=metadata_date)
    encoded = text.encode()
    return Report(
        id="r-" + hashlib.sha256((outlet or "").encode(errors="replace") + b"\0" + encoded).hexdigest()[:16],
        text=text,
        text_sha256=hashlib.sha256(encoded).hexdigest(),
        source_sha256=hashlib.sha256(raw.encode(errors="replace") if source is None else source).hexdigest(),
        path=path,
        url=url,
        outlet=outlet,
        title=layout.title,
        standfirst=layout.standfirst,
        byline=layout.byline,
        dateline=layout.dateline,
        credits=layout.credits,
        published=published.iso,
        published_from=published.source,
        published_evidence=published.evidence,
        parts=layout.parts,
        notes=(*said, *((published.note,) if published.note else ())),
    )
