"""Where the paragraphs of a text lie, blank lines or not, hard-wrapped or not."""

import re
from itertools import pairwise

from reportedly.model.values import Span

WRAP_LIMIT = 100  # characters; plain-text mail and wire copy wrap at 60 to 80, nobody hard-wraps wider than this
MIN_WRAP = 40  # narrower blocks are lists, tables, verse
FULL_LINE = 0.75  # of the width; a shorter line that begins no sentence's rest was ended on purpose
WRAPPED_SHARE = 0.8  # of the breaks of a block; some wrapped lines are short because a long word came next

LINE = re.compile(r"[^\n]+")
CLOSERS = "\"'”’»)]}*_ \u00a0\t"  # may stand after a sentence's last mark
STOPS = ".!?…"
INITIALS_AT_END = re.compile(r"(?:\b[^\W\d_]\.){2,}$")  # "U.S.": its full stop ends no sentence


def paragraphs_of(text: str) -> list[Span]:
    """Spans of the paragraphs in order, edge white space left out. Linear in the text."""
    blocks = _blocks_of(text)
    width = max((w for w in map(_wrap_width, ([s.of(text) for s in b] for b in blocks)) if w), default=0)
    paragraphs: list[Span] = []
    for block in blocks:
        start = end = block[0]
        for line in block[1:]:
            if not (width and _is_wrap(end.of(text), line.of(text), width)):
                paragraphs.append(Span(start.start, end.end))
                start = line
            end = line
        paragraphs.append(Span(start.start, end.end))
    return paragraphs


def ends_sentence(words: str) -> bool:
    """True where the words end with a full stop or the like, closing quote marks and brackets aside."""
    bare = words.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in STOPS and not INITIALS_AT_END.search(bare)


def _blocks_of(text: str) -> list[list[Span]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[Span]] = []
    last_end = -2
    for found in LINE.finditer(text):
        line = found.group()
        bare = line.strip()
        if not bare:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        if found.start() != last_end + 1:
            blocks.append([])
        blocks[-1].append(Span(start, start + len(bare)))
        last_end = found.end()
    return blocks


def _wrap_width(lines: list[str]) -> int:
    """The width that these lines were wrapped at; 0 if they do not look wrapped.

    Lines that all end a sentence are paragraphs.
    """
    if len(lines) < 3:
        return 0
    width = max(map(len, lines))
    if not MIN_WRAP <= width <= WRAP_LIMIT:
        return 0
    breaks = list(pairwise(lines))
    n_wraps = sum(_is_wrap(a, b, width) for a, b in breaks)
    if n_wraps < WRAPPED_SHARE * len(breaks) or all(ends_sentence(line) for line in lines[:-1]):
        return 0
    return width


def _is_wrap(line: str, following: str, width: int) -> bool:
    """True if the next line goes on: its first word had no room, or nothing had come to an end."""
    if len(line) > width:
        return False
    no_room = len(line) + 1 + len(following.split(None, 1)[0]) > width
    return no_room or following[0].islower() or (len(line) >= FULL_LINE * width and not ends_sentence(line))
