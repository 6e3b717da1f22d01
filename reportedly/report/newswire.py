"""Feeds, ninjs and WARC -> found texts."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from reportedly.errors import UnreadableInput
from reportedly.report.records import Found
from reportedly.report.worker import MAX_BYTES, Worker

BLOCK_BYTES = 65_536
NINJS_TEXTS = ("body_text", "body_html", "body_xhtml", "bodies")
HTML_TYPES = ("text/html", "application/xhtml+xml")


def page_found(data: bytes, where: str, worker: Worker, *, url: str | None = None, place: str | None = None) -> Found:
    """The article of a web page. Raises UnreadableInput if there is none."""
    page = worker.ask("page", data, where, url=url)
    if not page["text"].strip():
        raise UnreadableInput(where, "no article in the page", "Save its article as plain text")
    return Found(
        text=page["text"],
        source=data,
        place=place,
        date=page["date"],
        url=page["url"],
        outlet=page["outlet"],
        title=page["title"],
        byline=page["byline"],
        captions=tuple(page["captions"]),
        credits=tuple(page["credits"]),
        language=page["language"],
    )


def in_feed(data: bytes, where: str, worker: Worker) -> Iterator[Found | UnreadableInput]:
    """The entries of RSS or Atom, numbered from 1; the feed's title is the outlet."""
    try:
        feed = worker.ask("feed", data, where)
    except UnreadableInput as error:
        yield error
        return
    if not feed["entries"]:
        yield UnreadableInput(where, f"no entry could be read ({feed['problem']})", "Check that it is RSS or Atom")
    for number, entry in enumerate(feed["entries"], 1):
        if not (entry["text"] or "").strip() and not entry["title"]:
            yield UnreadableInput(f"{where}#{number}", "an entry without text", "Leave it out")
            continue
        changed_only = entry["changed_only"] and entry["date"]
        yield Found(
            text=entry["text"] or entry["title"],
            source=repr(sorted(entry.items())).encode(errors="replace"),
            place=str(number),
            date=entry["date"],
            url=entry["url"],
            outlet=feed["title"],
            title=entry["title"],
            byline=entry["author"],
            notes=("The feed gives only the date of the last change.",) if changed_only else (),
        )


def is_ninjs(fields: Mapping[str, Any]) -> bool:
    """True for a news item of IPTC's ninjs, versions 1 to 3."""
    return any(key in fields for key in NINJS_TEXTS) and "text" not in fields


def ninjs_found(fields: Mapping[str, Any], place: str | None, source: bytes, where: str, worker: Worker) -> Found:
    """The item's body. Raises UnreadableInput if it has none."""
    text, is_markup = _ninjs_body(fields)
    if not text.strip():
        raise UnreadableInput(where, "a ninjs item without body text", "Leave it out")
    if is_markup:
        text = worker.ask("fragment", text.encode(errors="replace"), where)["text"]
    return Found(
        text=text,
        source=source,
        place=place,
        date=_string(fields.get("versioncreated")) or _string(fields.get("firstcreated")),
        url=_string(fields.get("uri")) if str(fields.get("uri")).startswith("http") else None,
        outlet=next((n for key in ("provider", "infosource", "source") if (n := _name(fields.get(key)))), None),
        title=_string(fields.get("headline")) or _first_value(fields.get("headlines")),
        byline=_string(fields.get("byline")) or _first_value(fields.get("bylines")),
        language=_string(fields.get("language")),
    )


def in_warc(stream: IO[bytes], where: str, worker: Worker) -> Iterator[Found | UnreadableInput]:
    """The pages (HTTP 200, HTML) of a WARC file, numbered by record; other responses are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    n_pages = 0
    try:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all")
        for number, record in enumerate(records, 1):
            headers = record.http_headers
            if headers is None or headers.status_code != 200 or record.http_content_type not in HTML_TYPES:
                continue
            n_pages += 1
            place = f"{where}#{number}"
            data = _read_in_blocks(record.reader)
            try:
                url = record.headers.get("WARC-Target-URI")
                yield page_found(data, place, worker, url=url.strip("<>") if url else None, place=str(number))
            except UnreadableInput as error:
                yield error
    except (OSError, ValueError, RuntimeError) as error:
        yield UnreadableInput(where, f"the WARC file breaks off ({error})", "Fetch or copy it again")
        return
    if not n_pages:
        yield UnreadableInput(where, "no web page in the WARC file", "Give one with HTML responses")


def _read_in_blocks(reader: Any) -> bytes:
    """At most one byte over the cap, so that the worker refuses it; a bomb is never unpacked whole."""
    blocks: list[bytes] = []
    n_bytes = 0
    while n_bytes <= MAX_BYTES and (block := reader.read(BLOCK_BYTES)):
        blocks.append(block)
        n_bytes += len(block)
    return b"".join(blocks)[: MAX_BYTES + 1]


def _ninjs_body(fields: Mapping[str, Any]) -> tuple[str, bool]:
    """(body, whether it is markup), plain text first."""
    plain = _string(fields.get("body_text"))
    if plain:
        return plain, False
    for key in ("body_html", "body_xhtml"):
        if body := _string(fields.get(key)):
            return body, True
    bodies = fields.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict) and (value := _string(body.get("value"))):
            return value, "html" in str(body.get("contenttype", body.get("contentType", "")))
    return "", False


def _first_value(items: Any) -> str | None:
    first = items[0] if isinstance(items, list) and items else None
    return _string(first.get("value")) or _string(first.get("name")) if isinstance(first, dict) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
