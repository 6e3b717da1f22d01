"""Bytes -> text, with a note where the encoding was not said."""

import codecs
import re

from reportedly.errors import UnreadableInput

MARKS = (  # longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROLS = 0.01  # share of characters; page feeds and escapes turn up in old wire copy, more is binary
MAX_ODD_BYTES = 0.1  # share of bytes over 127 in English text of one-byte encodings: quote marks, accents
DETECTED_BYTES = 200_000
CURE = "Save the text as UTF-8"


def decoded(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """(text, notes). UTF-8 unless a byte order mark or the bytes say otherwise. Raises UnreadableInput for binary."""
    text, notes = _text_of(data, where)
    n_controls = len(CONTROLS.findall(text))
    if "\0" in text or n_controls > MAX_CONTROLS * len(text):
        raise UnreadableInput(where, "binary data, not text", CURE)
    return text, notes


def _text_of(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding not in ("utf-8", "utf-8-sig"):
            raise UnreadableInput(where, f"broken {encoding} (byte {error.start})", CURE) from error
    if b"\0" in data:
        raise UnreadableInput(where, "binary data, not text", CURE)
    guess = _guess(data)
    if guess is None:
        raise UnreadableInput(where, "text in no encoding that could be told", CURE)
    return data.decode(guess, "replace"), (f"It is not valid UTF-8 and was read as {guess}.",)


def _guess(data: bytes) -> str | None:
    """Windows-1252 for mostly plain ASCII, as English text in old encodings is; else by letter frequency."""
    n_odd = sum(byte > 127 for byte in data[:DETECTED_BYTES])
    if n_odd <= MAX_ODD_BYTES * min(len(data), DETECTED_BYTES):
        try:
            data.decode("cp1252")
            return "cp1252"
        except UnicodeDecodeError:
            pass  # five byte values are not used in it
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECTED_BYTES]).best()
    return best.encoding if best is not None else None
