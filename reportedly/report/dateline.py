"""The opening of a report that names where (and when, and by which agency) it was filed: "TEHRAN -"."""

import re

from reportedly.model.report import Dateline
from reportedly.model.values import Span, record
from reportedly.report.dates import DATE, FoundDate, date_in
from reportedly.report.words import PartWords

REACH = 160  # characters; the longest dateline seen in wire copy, with two agencies, has about 110
MAX_PLACE = 60
MAX_PLACE_WORDS = 4  # "SAINT KITTS AND NEVIS"
MIN_COLON_PLACE = 4  # letters; "US:" and "UN:" are labels more often than places of filing

BREAK = re.compile(r"\s+-{1,2}\s+|\s*--\s+|\s*[–—―]\s*|:\s+")
BRACKETED = re.compile(r"[\s,]*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
TAGS = re.compile(r"(?:\[[^\[\]]{1,80}\]\s*)*")  # "[Text]", as monitoring services write
DATE_AT_END = re.compile(r"[\s,]+(?:" + DATE.pattern.replace(r"(?<![\w.])", "") + r")[\s,.]*$", re.IGNORECASE)
SENTENCE_OPENERS = "\"'“‘«([„"


@record
class FoundDateline:
    """`part` runs to the dash, `body` is where the sentence begins, `agencies` are the bracketed names."""

    dateline: Dateline
    part: Span
    body: int
    agencies: tuple[Span, ...] = ()
    date: FoundDate | None = None


def dateline_of(text: str, paragraph: Span, cues: PartWords) -> FoundDateline | None:
    """The dateline that opens this paragraph; None if there is none.

    "OSTER - The port": capitals and a dash before a new sentence. In small letters ("Oster, 4 March -",
    "Oster (Radio Oster) -") only with a date or an agency, for "The mayor - a baker - said" is none.
    """
    window = text[paragraph.start : min(paragraph.end, paragraph.start + REACH)]
    for found in BREAK.finditer(window):
        head = window[: found.start()]
        parsed = _parsed(head, paragraph.start, cues, colon=found.group().strip() == ":")
        if parsed is None:
            continue
        body = paragraph.start + found.end()
        body = _after_tags(text, body, paragraph.end)
        if body >= paragraph.end or not _opens_sentence(text[body]):
            continue
        place, agencies, date = parsed
        if not (agencies or date) and not any(c.islower() for c in text[body : paragraph.end]):
            continue  # all in capitals: capitals say nothing
        return FoundDateline(
            dateline=Dateline(span=Span(paragraph.start, paragraph.start + len(head.rstrip())), place=place),
            part=Span(paragraph.start, paragraph.start + len(window[: found.end()].rstrip())),
            body=body,
            agencies=agencies,
            date=date,
        )
    return None


def _parsed(
    head: str, at: int, cues: PartWords, *, colon: bool
) -> tuple[Span, tuple[Span, ...], FoundDate | None] | None:
    """(place, agencies, date) if the words are a dateline's."""
    agencies: list[Span] = []
    date: FoundDate | None = None
    rest = head.rstrip()
    for _ in range(3):  # date and agency in either order, at most two agencies
        bracket = BRACKETED.search(rest)
        dated = DATE_AT_END.search(rest)
        if bracket is not None:
            inner = bracket.group(1)
            if DATE.fullmatch(inner.strip()):
                date = date or date_in(inner, at + bracket.start(1))
            elif inner[0].isupper():
                agencies.append(Span(at + bracket.start(1), at + bracket.end(1)))
            else:
                return None
            rest = rest[: bracket.start()]
        elif dated is not None and date is None:
            date = date_in(dated.group(), at + dated.start())
            if date is None:
                return None
            rest = rest[: dated.start()]
        else:
            break
    segments = [segment.strip() for segment in rest.split(",")]
    if len(segments) > 1 and not _in_capitals(segments[0]) and _in_capitals(segments[-1]):
        start = rest.rindex(segments[-1])  # "Oster, ROA -"
        agencies.append(Span(at + start, at + start + len(segments[-1])))
        rest = rest[:start].rstrip(" ,")
        segments.pop()
    rest = rest.rstrip(" ,")
    if not rest or len(rest) > MAX_PLACE or not all(map(_is_place_like, segments)):
        return None
    if not _in_capitals(segments[0]) and not (agencies or date):
        return None
    if colon and not (agencies or date):
        letters = sum(c.isalpha() for c in segments[0])
        if letters < MIN_COLON_PLACE or len(segments) > 1:
            return None
    if cues.on_line(rest, "label"):
        return None
    return Span(at, at + len(rest)), tuple(sorted(agencies)), date


def _is_place_like(words: str) -> bool:
    parts = re.split(r"[\s/]+", words)
    return (
        0 < len(parts) <= MAX_PLACE_WORDS
        and bool(parts[0])
        and parts[0][0].isupper()
        and parts[-1][:1].isupper()
        and all(p and (p[0].isupper() or len(p) <= 3) for p in parts)
        and not any(c.isdigit() or c in '"“”?!;' for c in words)
    )


def _in_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 1 and not any(c.islower() for c in letters)


def _after_tags(text: str, start: int, end: int) -> int:
    tags = TAGS.match(text, start, end)
    return tags.end() if tags else start


def _opens_sentence(char: str) -> bool:
    return char.isupper() or char.isdigit() or char in SENTENCE_OPENERS
