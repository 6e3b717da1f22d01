"""Reads single lines that stand around the body: dates of publication, bylines, captions, sign-offs."""

import re

from reportedly.model.report import Part, PartSpan
from reportedly.model.values import Span, record
from reportedly.report.dates import DATE, TIME, FoundDate, SlashedDate, date_in, slashed_in
from reportedly.report.paragraphs import CLOSERS, INITIALS_AT_END, ends_sentence
from reportedly.report.words import LineCue, PartWords

MAX_LINE = 160  # characters of a publication line or byline
MAX_HEADLINE = 200
MAX_NAME_WORDS = 14  # "By A B in C, D E in F and G H in I", outlet included
MAX_LEFTOVER_WORDS = 6  # "Oster, 4 March 2024": what may stand beside the date

SEPARATOR = re.compile(r"(?:^|\s+)[-|•·–—/]+(?:\s+|$)|\s*[|•·\t\n]\s*")
INITIALS = re.compile(r"(?:[^\W\d_]{1,4}(?:/[^\W\d_]{1,4})+|[A-Z]{2,4})(?:\s\([^()]{2,80}\))?$")
MARKS_ONLY = re.compile(r"[\s#*=_~.\-–—•·|]{2,}$")  # "###", "* * *"
BRACKET = re.compile(r"[(\[]([^()\[\]]{3,120})[)\]][\s.]*$")
SENTENCE_BREAK = re.compile(r"[.!?|]\s+")
WORD = re.compile(r"[^\W\d_][\w.'’\-]*")


@record
class DatedLine:
    """A line of publication: its date, and whether it is of a later change."""

    found: FoundDate
    updated: bool = False


@record
class HeadLine:
    """What a byline or publication line holds."""

    parts: tuple[PartSpan, ...]  # together the whole line, separators at its ends included
    byline: Span | None = None  # without those separators
    dated: DatedLine | None = None
    slashed: SlashedDate | None = None
    outlet: str | None = None


@record
class Caption:
    part: Part
    credits: tuple[Span, ...] = ()


def is_headline_like(words: str) -> bool:
    """Short and not closed like a sentence: no full stop, comma or colon at its end."""
    bare = words.rstrip(CLOSERS)
    if not bare or len(words) > MAX_HEADLINE or not any(c.isalpha() for c in bare):
        return False
    if bare.endswith(("...", "…")) or INITIALS_AT_END.search(bare):
        return True
    return bare[-1] not in ".,;:"


def is_signoff(line: str, cues: PartWords) -> bool:
    """ "MHA/PA", "ab/cd (AP, Reuters)", "###", "ENDS"."""
    bare = line.strip()
    return bool(INITIALS.match(bare) or MARKS_ONLY.match(bare)) or cues.on_line(bare, "signoff") is not None


def is_label(line: str, cues: PartWords) -> bool:
    """ "FOR IMMEDIATE RELEASE", "Analysis": a label that is the whole line."""
    hit = cues.on_line(line, "label")
    return hit is not None and not any(c.isalnum() for c in line[hit.span.end :])


def head_line_of(line: str, at: int, cues: PartWords, *, in_tail: bool = False) -> HeadLine | None:
    """The line as byline or publication line; None if it is neither. `at` is its offset in the text.

    In the tail ("Reporting by A B; editing by C D.") a full stop is allowed after a cue of two words.
    """
    if len(line) > MAX_LINE:
        return None
    pieces = _pieces(line, at)
    dates = [(k, found) for k, (words, start) in enumerate(pieces) if (found := _publication(words, start, cues))]
    bylines = [k for k, (words, _) in enumerate(pieces) if _is_byline(words, cues, in_tail=in_tail)]
    dated = next((d for _, d in dates if d.found.iso), None)
    if dated is None and not (bylines and bylines[0] == 0):
        slashed = slashed_in(line, at)
        if slashed is not None and cues.on_line(line, "published", "updated"):
            return HeadLine(parts=(PartSpan(part=Part.PUBLICATION, span=Span(at, at + len(line))),), slashed=slashed)
        return None
    date_pieces = {k for k, _ in dates} | {k for k, (words, _) in enumerate(pieces) if TIME.fullmatch(words)}
    rest = [k for k in range(len(pieces)) if k not in date_pieces and k not in bylines]
    if not all(_is_name_like(pieces[k][0]) for k in rest) or len(rest) > 2:
        return None
    if dated is not None:
        dated = _with_clock(dated, pieces, date_pieces)
    return HeadLine(
        parts=_with_ends(_parts_of(pieces, bylines), at, at + len(line.rstrip())),
        byline=next((p.span for p in _parts_of(pieces, bylines) if p.part is Part.BYLINE), None),
        dated=dated,
        outlet=_outlet_of([pieces[k][0] for k in (*rest, *bylines)], cues),
    )


def caption_of(line: str, at: int, cues: PartWords) -> Caption | None:
    """A caption with its photo credit, or a credit alone (which is page furniture); None for other lines."""
    hit = cues.on_line(line, "caption", "credit")
    if hit is not None:
        rest = line[hit.span.end :].lstrip()
        if hit.cue.does == "caption" and rest.startswith((":", ",", "-", "–", "—")):
            return Caption(part=Part.CAPTION, credits=credits_in(line, at, cues))
        if hit.cue.does == "credit" and _is_credit(line, hit):
            return Caption(part=Part.BOILERPLATE, credits=(Span(at, at + len(line)),))
    credits = credits_in(line, at, cues)
    return Caption(part=Part.CAPTION, credits=credits) if credits else None


def credits_in(line: str, at: int, cues: PartWords) -> tuple[Span, ...]:
    """The credit at the end of a caption: "Dockers at Pier 4 (Photo: Lena Vass)", "Dockers. Photo: Lena Vass"."""
    bracket = BRACKET.search(line)
    if bracket is not None:
        start, inner = bracket.start(1), bracket.group(1)
    else:
        start = max((found.end() for found in SENTENCE_BREAK.finditer(line)), default=0)
        inner = line[start:].rstrip()
    hit = cues.on_line(inner, "credit") if inner and (start or bracket) else None
    if hit is None or not _is_credit(inner, hit):
        return ()
    return (Span(at + start, at + start + len(inner)),)


def _is_credit(line: str, hit: LineCue) -> bool:
    rest = line[hit.span.end :].lstrip()
    several_words = " " in line[hit.span.start : hit.span.end]
    return (rest.startswith((":", "/")) or several_words) and _is_name_like(rest.lstrip(":/ "))


def _pieces(line: str, at: int) -> list[tuple[str, int]]:
    """The line cut at its separators, each piece with its offset in the text."""
    pieces: list[tuple[str, int]] = []
    start = 0
    for found in (*SEPARATOR.finditer(line), None):
        end = found.start() if found else len(line)
        words = line[start:end]
        bare = words.strip()
        if bare:
            pieces.append((bare, at + start + words.index(bare)))
        start = found.end() if found else end
    return pieces


def _publication(words: str, at: int, cues: PartWords) -> DatedLine | None:
    """The date in a piece of which little but the date is left."""
    found = date_in(words, at)
    if found is None:
        return None
    hit = cues.on_line(words, "published", "updated")
    kept = list(words)
    for span in found.spans:
        kept[span.start - at : span.end - at] = " " * (span.end - span.start)
    if hit is not None:
        kept[hit.span.start : hit.span.end] = " " * (hit.span.end - hit.span.start)
    blanked = TIME.sub(" ", DATE.sub(" ", "".join(kept)))
    for span in cues.within(blanked, "joins"):
        blanked = blanked[: span.start] + " " * (span.end - span.start) + blanked[span.end :]
    leftover = WORD.findall(blanked)
    if leftover and (ends_sentence(words) or len(leftover) > MAX_LEFTOVER_WORDS or not _capitalised(leftover)):
        return None
    return DatedLine(found=found, updated=hit is not None and hit.cue.does == "updated")


def _with_clock(dated: DatedLine, pieces: list[tuple[str, int]], date_pieces: set[int]) -> DatedLine:
    """ "September 3, 2023 - 22:58": the clock time may be a piece of its own."""
    iso = dated.found.iso
    if iso is None or "T" in iso:
        return dated
    for k in sorted(date_pieces):
        words, at = pieces[k]
        clock = date_in(f"{iso} {words}", at - len(iso) - 1) if TIME.fullmatch(words) else None
        if clock is not None and clock.iso is not None and "T" in clock.iso:
            spans = (dated.found.spans[0], clock.spans[-1])
            found = FoundDate(iso=clock.iso, spans=tuple(sorted(spans)), two_digit_year=dated.found.two_digit_year)
            return DatedLine(found=found, updated=dated.updated)
    return dated


def _parts_of(pieces: list[tuple[str, int]], bylines: list[int]) -> list[PartSpan]:
    """Neighbouring pieces of one kind as one part; names beside a byline's date belong to the publication line."""
    parts: list[PartSpan] = []
    for k, (words, start) in enumerate(pieces):
        part = Part.BYLINE if k in bylines else Part.PUBLICATION
        span = Span(start, start + len(words))
        if parts and parts[-1].part is part:
            span = Span(parts.pop().span.start, span.end)
        parts.append(PartSpan(part=part, span=span))
    return parts


def _with_ends(parts: list[PartSpan], start: int, end: int) -> tuple[PartSpan, ...]:
    """The parts, the first and last of them stretched to the ends of the line: "| 4 March 2024 –"."""
    first = parts.pop(0)
    parts.insert(0, PartSpan(part=first.part, span=Span(start, first.span.end)))
    last = parts.pop()
    return (*parts, PartSpan(part=last.part, span=Span(last.span.start, end)))


def _outlet_of(pieces: list[str], cues: PartWords) -> str | None:
    """The first comma-separated name that holds a word such as "Radio" or "Gazette"."""
    for words in pieces:
        hit = cues.on_line(words, "byline", "published")
        bare = words[hit.span.end :] if hit else words
        for name in bare.split(","):
            name = name.strip(" :")
            if _is_name_like(name) and len(WORD.findall(name)) > 1 and cues.within(name, "outlet"):
                return name
    return None


def _is_byline(words: str, cues: PartWords, *, in_tail: bool) -> bool:
    hit = cues.on_line(words, "byline")
    if hit is None:
        return False
    several_words = " " in words[hit.span.start : hit.span.end]
    if ends_sentence(words) and not (in_tail and several_words):
        return False
    names = WORD.findall(words[hit.span.end :])
    return 0 < len(names) <= MAX_NAME_WORDS and all(name[0].isupper() for name in names[:2])


def _is_name_like(words: str) -> bool:
    names = WORD.findall(words)
    return 0 < len(names) <= MAX_NAME_WORDS and not ends_sentence(words) and _capitalised(names)


def _capitalised(names: list[str]) -> bool:
    """Every word of more than three letters begins with a capital: "Ida Lund and Jon Brask in Oster"."""
    return all(name[0].isupper() or len(name) <= 3 for name in names)
