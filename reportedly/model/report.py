"""One published text: its words, its parts, where and when it was published."""

from enum import StrEnum

from reportedly.model.values import Evidence, Span, record


class Part(StrEnum):
    HEADLINE = "HEADLINE"
    STANDFIRST = "STANDFIRST"
    BYLINE = "BYLINE"
    PUBLICATION = "PUBLICATION"  # a line that gives the date (and time) of publication
    DATELINE = "DATELINE"  # "TEHRAN -", "OSTER, March 4 (Radio Oster) -"
    BODY = "BODY"  # one span a paragraph, dateline not included
    CAPTION = "CAPTION"
    SIGNOFF = "SIGNOFF"  # the desk's initials: "MHA/PA"
    BOILERPLATE = "BOILERPLATE"  # "Leave a Comment", share bars, related links


READ_PARTS = frozenset({Part.HEADLINE, Part.STANDFIRST, Part.BODY, Part.CAPTION})  # claims are read in these


class PublishedFrom(StrEnum):
    GIVEN = "given"  # by the user (--published)
    METADATA = "metadata"
    TEXT = "text"  # a publication line
    DATELINE = "dateline"


@record
class PartSpan:
    part: Part
    span: Span


@record
class Dateline:
    """The line's opening that names where (and when) it was filed; `place` is its place words."""

    span: Span
    place: Span | None = None


@record
class Report:
    """One published text. None in any field: not known, not stated."""

    id: str  # "r-" + 16 hex digits of sha256(outlet, text): same input, same id
    text: str  # never changes; only line ends are made "\n"
    text_sha256: str
    source_sha256: str  # of the bytes read (or of the text, UTF-8, where text was handed in)
    path: str | None = None  # name of the file read, without its folders
    url: str | None = None
    outlet: str | None = None
    title: Span | None = None
    standfirst: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    credits: Evidence = ()  # photo and agency credits, desk sign-offs
    published: str | None = None  # ISO 8601: "2023-09-03", "2023-09-03T22:58", with offset where known
    published_from: PublishedFrom | None = None
    published_evidence: Evidence = ()  # () when it is not from the text
    language: str = "en"  # BCP 47
    parts: tuple[PartSpan, ...] = ()  # in text order, no overlaps
    notes: tuple[str, ...] = ()  # what went wrong or was assumed, in words
