"""What every reader of a file with many reports hands on: one found text with what its source says of it."""

from collections.abc import Mapping
from typing import Any

from reportedly.errors import UnreadableInput
from reportedly.model.report import Part, Report
from reportedly.model.values import record
from reportedly.report.dates import iso_of
from reportedly.report.text import report_of
from reportedly.rules.load import Rules

TEXT_KEYS = ("text", "event_text")  # event_text: NGEC's
COLUMNS = "id, text (or event_text), date, url, outlet, title"


@record
class Found:
    """A text, not yet a Report. `place` names it inside its file: "12"; None if it is the whole file."""

    text: str
    source: bytes
    place: str | None = None
    date: str | None = None  # as the source writes it
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None  # put below the title if the text does not have it
    captions: tuple[str, ...] = ()  # put below the text if the text does not have them
    credits: tuple[str, ...] = ()
    language: str | None = None
    notes: tuple[str, ...] = ()


@record
class Given:
    """What the user says of all reports."""

    outlet: str | None = None
    published: str | None = None
    rules: Rules | None = None  # whose words tell the parts apart; None: ours


def found_in_fields(fields: Mapping[str, Any], place: str, source: bytes, where: str) -> Found:
    """A JSON object or CSV row with our columns. Raises UnreadableInput if it has no text."""
    if "format" in fields and isinstance(fields.get("report"), dict):
        raise UnreadableInput(where, "a record of claims, not a report", "Give it to `reportedly check`")
    text = next((fields[key] for key in TEXT_KEYS if fields.get(key)), None)
    if not isinstance(text, str):
        raise UnreadableInput(where, "no text", f"Known columns: {COLUMNS}")
    own_id = fields.get("id")
    return Found(
        text=text,
        source=source,
        place=str(own_id) if isinstance(own_id, str | int) and str(own_id).strip() else place,
        date=_words(fields.get("date")),
        url=_words(fields.get("url")),
        outlet=_words(fields.get("outlet")),
        title=_words(fields.get("title")),
    )


def report_from(found: Found, name: str | None, where: str, given: Given) -> Report:
    """The Report. Raises UnreadableInput for an empty text or one with NUL characters (binary)."""
    if not found.text.strip():
        raise UnreadableInput(where, "no text", "Leave it out, or check how it was saved")
    if "\0" in found.text:
        raise UnreadableInput(where, "NUL characters, so binary data", "Save the text as UTF-8")
    notes = list(found.notes)
    date = iso_of(found.date) if found.date else None
    if found.date and date is None and not given.published:
        notes.append(f"The date {found.date[:60]!r} is no full date and was not used.")
    if found.language and not found.language.lower().startswith("en"):
        notes.append(f"The source says that its language is {found.language[:20]!r}; it was read as English.")
    text, known = _with_lines(found, notes)
    path = name if found.place is None else f"{name or '-'}#{found.place}"
    return report_of(
        text,
        outlet=given.outlet or found.outlet,
        given=given.published,
        metadata_date=date,
        title=found.title,
        url=found.url,
        path=path,
        source=found.source,
        known=known,
        credits=found.credits,
        notes=tuple(notes),
        rules=given.rules,
    )


def _with_lines(found: Found, notes: list[str]) -> tuple[str, dict[str, Part]]:
    """The text with byline and captions that its source keeps apart, and what those lines are."""
    text, known = found.text.strip("\n"), {}
    lines = {line.strip() for line in text.split("\n")}
    if found.byline:
        byline = " ".join(found.byline.split())
        known[byline] = Part.BYLINE
        if byline not in lines:
            title = " ".join((found.title or "").split())
            first, _, rest = text.partition("\n")
            if title and first.strip() == title:
                text = f"{first}\n\n{byline}\n\n{rest.lstrip()}"
            else:
                text = f"{byline}\n\n{text}"
            notes.append("The byline is kept apart from the text by its source and was put before it.")
    for caption in found.captions:
        known[caption] = Part.CAPTION
        if caption not in lines:
            text = f"{text}\n\n{caption}"
            notes.append("A caption is kept apart from the text by its source and was put below it.")
    for credit in found.credits:
        if credit not in text:
            known[credit] = Part.BOILERPLATE
            text = f"{text}\n\n{credit}"
            notes.append("A photo credit is kept apart from the text by its source and was put below it.")
    return text, known


def _words(value: Any) -> str | None:
    """Strings and numbers as words; None for nothing."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
