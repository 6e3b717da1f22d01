"""Finds the parts of a report as spans: headline, standfirst, byline, dateline, body and the rest. Never cuts text.

What is not clearly something else is BODY: a paragraph taken for page furniture by mistake would lose its claims.
"""

from collections.abc import Mapping

from reportedly.model.report import Dateline, Part, PartSpan
from reportedly.model.values import Evidence, Span, in_order, record
from reportedly.report import lines
from reportedly.report.dateline import FoundDateline, dateline_of
from reportedly.report.dates import FoundDate, SlashedDate
from reportedly.report.paragraphs import ends_sentence, paragraphs_of
from reportedly.report.words import PartWords

HEAD_PARAGRAPHS = 8  # kicker, headline, standfirst, byline, date, share bar, caption, agency
OPEN_IN_HEAD = 3  # paragraphs between the top and the dateline that no rule names: headline, standfirst, one more
MAX_HEAD_LINE = 300  # characters of a headline or standfirst
MIN_BODY_BEFORE_ASIDE = 0.5  # share of the text before "Comments" that lets all after it go


@record
class Layout:
    """The parts in text order, and what was found in them."""

    parts: tuple[PartSpan, ...] = ()
    title: Span | None = None
    standfirst: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    dateline_date: FoundDate | None = None
    credits: Evidence = ()
    dated: tuple[lines.DatedLine, ...] = ()  # publication lines
    slashed: tuple[SlashedDate, ...] = ()  # dates of publication lines such as "04/03/2024"
    outlet: str | None = None  # as a publication line or byline names it


def parts_of(
    text: str,
    cues: PartWords,
    *,
    title: str | None = None,
    known: Mapping[str, Part] | None = None,
    credits: tuple[str, ...] = (),
) -> Layout:
    """The layout of a text. `known` says what a paragraph is, by its words, where the source's markup told; `credits`
    are photo credits by their words.

    A single paragraph is BODY: without a layout around it nothing tells a headline from a sentence.
    """
    paragraphs = paragraphs_of(text)
    if not paragraphs:
        return Layout()
    if len(paragraphs) == 1 and title is None and not known:
        return _single(text, paragraphs[0], cues)
    return _Finder(text, paragraphs, cues, title, known or {}, credits).layout()


def _single(text: str, paragraph: Span, cues: PartWords) -> Layout:
    found = dateline_of(text, paragraph, cues)
    if found is None:
        return Layout(parts=(PartSpan(part=Part.BODY, span=paragraph),))
    return Layout(
        parts=(
            PartSpan(part=Part.DATELINE, span=found.part),
            PartSpan(part=Part.BODY, span=Span(found.body, paragraph.end)),
        ),
        dateline=found.dateline,
        dateline_date=found.date,
        credits=found.agencies,
    )


class _Finder:
    """Names the paragraphs step by step; what is named stays. One instance a text."""

    def __init__(
        self,
        text: str,
        paragraphs: list[Span],
        cues: PartWords,
        title: str | None,
        known: Mapping[str, Part],
        credits: tuple[str, ...],
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.cues = cues
        self.kinds: list[Part | None] = [known.get(p.of(text)) for p in paragraphs]
        self.read_lines: dict[int, lines.HeadLine] = {}  # paragraph number -> byline, date, outlet on it
        self.credits: list[Span] = []
        for span, kind in zip(paragraphs, self.kinds, strict=True):
            words = span.of(text)
            if kind is Part.CAPTION:
                self.credits.extend(lines.credits_in(words, span.start, cues))
            if kind is not None:
                at = ((credit, words.find(credit)) for credit in credits)
                self.credits.extend(Span(span.start + k, span.start + k + len(credit)) for credit, k in at if k >= 0)
        self.title_i: int | None = None
        self.dateline_i: int | None = None
        self.found_dateline: FoundDateline | None = None
        if title is not None:
            wanted = " ".join(title.split()).casefold()
            self.title_i = next(
                (i for i in range(min(3, len(paragraphs))) if " ".join(self.words(i).split()).casefold() == wanted),
                None,
            )

    def words(self, i: int) -> str:
        return self.paragraphs[i].of(self.text)

    def open(self, start: int, end: int) -> list[int]:
        """Numbers of the paragraphs in [start, end) that nothing has named yet."""
        return [i for i in range(start, min(end, len(self.kinds))) if self.kinds[i] is None]

    def layout(self) -> Layout:
        if self.title_i is not None:
            self.kinds[self.title_i] = Part.HEADLINE
        self._name_furniture()
        self._name_tail()
        self._name_head()
        parts: list[PartSpan] = []
        for i, (span, kind) in enumerate(zip(self.paragraphs, self.kinds, strict=True)):
            if i == self.dateline_i and self.found_dateline is not None:
                parts.append(PartSpan(part=Part.DATELINE, span=self.found_dateline.part))
                parts.append(PartSpan(part=Part.BODY, span=Span(self.found_dateline.body, span.end)))
            elif i in self.read_lines and kind in (Part.PUBLICATION, Part.BYLINE):
                parts.extend(self.read_lines[i].parts)
            else:
                parts.append(PartSpan(part=kind or Part.BODY, span=span))
        return self._layout(parts)

    def _layout(self, parts: list[PartSpan]) -> Layout:
        first = {part: next((p.span for p in parts if p.part is part), None) for part in Part}
        heads = [self.read_lines[i] for i in sorted(self.read_lines)]
        dateline = self.found_dateline
        return Layout(
            parts=tuple(parts),
            title=None if self.title_i is None else self.paragraphs[self.title_i],
            standfirst=first[Part.STANDFIRST],
            byline=next((head.byline for head in heads if head.byline is not None), first[Part.BYLINE]),
            dateline=dateline.dateline if dateline else None,
            dateline_date=dateline.date if dateline else None,
            credits=in_order((*self.credits, *(dateline.agencies if dateline else ()))),
            dated=tuple(head.dated for head in heads if head.dated is not None),
            slashed=tuple(head.slashed for head in heads if head.slashed is not None),
            outlet=next((head.outlet for head in heads if head.outlet is not None), None),
        )

    def _name_furniture(self) -> None:
        """Prompts, share bars, captions and credits, wherever they stand; and all that follows an aside's heading."""
        for i in self.open(0, len(self.paragraphs)):
            span = self.paragraphs[i]
            if span.end - span.start > MAX_HEAD_LINE:
                continue
            line = self.words(i)
            if i < OPEN_IN_HEAD and lines.is_label(line, self.cues):
                self.kinds[i] = Part.BOILERPLATE
                continue
            hit = self.cues.on_line(line, "prompt", "aside", "caption", "credit")
            if hit is not None and hit.cue.does in ("prompt", "aside") and (i > 0 or len(self.paragraphs) > 2):
                self.kinds[i] = Part.BOILERPLATE
                if hit.cue.does == "aside" and self._name_aside(i):
                    break
                continue
            caption = lines.caption_of(line, span.start, self.cues)
            if caption is not None:
                self.kinds[i] = caption.part
                self.credits.extend(caption.credits)

    def _name_aside(self, i: int) -> bool:
        """All after a heading such as "Comments", if most of the text lies before it; True if so.

        Earlier in the text only the headline-like lines right below it.
        """
        if self.paragraphs[i].start >= MIN_BODY_BEFORE_ASIDE * self.paragraphs[-1].end:
            for k in self.open(i + 1, len(self.paragraphs)):
                self.kinds[k] = Part.BOILERPLATE
            return True
        for k in range(i + 1, len(self.paragraphs)):
            if self.kinds[k] is not None or not lines.is_headline_like(self.words(k)):
                break
            if dateline_of(self.text, self.paragraphs[k], self.cues):
                break
            self.kinds[k] = Part.BOILERPLATE
        return False

    def _name_tail(self) -> None:
        """Sign-offs, writers and dates below the last sentence, upwards to the first paragraph that is none of it."""
        for i in range(len(self.paragraphs) - 1, 0, -1):
            if self.kinds[i] in (Part.BOILERPLATE, Part.CAPTION):
                continue
            line = self.words(i)
            head = lines.head_line_of(line, self.paragraphs[i].start, self.cues, in_tail=True)
            if lines.is_signoff(line, self.cues):
                self.kinds[i] = Part.SIGNOFF
                self.credits.append(self.paragraphs[i])
            elif head is not None:
                self.kinds[i] = head.parts[0].part
                self.read_lines[i] = head
            else:
                return

    def _name_head(self) -> None:
        """Headline, standfirst, byline, publication line and dateline above the first sentence of the body."""
        last_line_i = -1
        n_open = 0
        for i in range(min(HEAD_PARAGRAPHS, len(self.paragraphs))):
            if self.kinds[i] is not None:
                continue
            head = lines.head_line_of(self.words(i), self.paragraphs[i].start, self.cues)
            if head is not None:
                self.kinds[i] = head.parts[0].part
                self.read_lines[i] = head
                last_line_i = i
                continue
            found = dateline_of(self.text, self.paragraphs[i], self.cues)
            if found is not None:
                self.dateline_i, self.found_dateline = i, found
                self.kinds[i] = Part.BODY
                break
            n_open += 1
            if n_open > OPEN_IN_HEAD or len(self.words(i)) > MAX_HEAD_LINE:
                break
        head_end = self.dateline_i if self.dateline_i is not None else last_line_i + 1
        self._name_title(head_end)
        if self.title_i is None:
            return
        above = self.open(self.title_i + 1, head_end)
        for i in above:
            self.kinds[i] = Part.STANDFIRST
        for i in self.open(0, self.title_i):
            self.kinds[i] = Part.HEADLINE  # a kicker above the headline
        below = self.open(head_end, len(self.paragraphs))
        if self.dateline_i is None and not above and len(below) > 1 and below[0] <= self.title_i + 3:
            line = self.words(below[0])
            if lines.is_headline_like(line) and ends_sentence(self.words(below[1])):
                self.kinds[below[0]] = Part.STANDFIRST

    def _name_title(self, head_end: int) -> None:
        if self.title_i is not None:
            return
        candidates = self.open(0, max(head_end, 1))
        if not candidates or not lines.is_headline_like(self.words(candidates[0])):
            return
        i = candidates[0]
        if any(k is Part.BODY for k in self.kinds[:i]):
            return
        n_chars = len(self.words(i))
        below = self.open(i + 1, len(self.paragraphs))
        if self.dateline_i is not None or any(
            ends_sentence(self.words(k)) or len(self.words(k)) > max(80, 1.5 * n_chars) for k in below
        ):
            self.title_i = i
            self.kinds[i] = Part.HEADLINE
