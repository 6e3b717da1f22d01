"""Full dates and clock times as publication lines, datelines and metadata write them. No date is guessed."""

import re
from datetime import date, datetime

from dateutil.parser import parserinfo  # type: ignore[import-untyped]

from reportedly.model.values import Span, record

_MONTH_OF = {name.lower(): n for n, names in enumerate(parserinfo.MONTHS, 1) for name in names}
_WEEKDAYS = "|".join(sorted((n for names in parserinfo.WEEKDAYS for n in names), key=len, reverse=True))
_MONTHS = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DAY = r"(?P<day{0}>\d{{1,2}})(?:[a-z]{{2}})?"  # "4", "4th"
_YEAR = r"(?P<year{0}>\d{{4}}|['’]?\d{{2}}(?![\d:.]))"
_MONTH = rf"(?P<month{{0}}>{_MONTHS})\b\.?"

DATE = re.compile(
    rf"(?<![\w.])(?:(?:{_WEEKDAYS})\b[.,]?\s+)?(?:"
    + "|".join(
        (
            r"(?P<year0>\d{4})[-/.](?P<month0>\d{1,2})[-/.](?P<day0>\d{1,2})(?!\d)",
            r"(?P<day1>\d{1,2})\.\s?(?P<month1>\d{1,2})\.\s?(?P<year1>\d{4})(?!\d)",
            (_MONTH + r"\s+" + _DAY + r"\b(?:,?\s+" + _YEAR + ")?").format(2),
            (_DAY + r"\s+" + _MONTH + r"(?:,?\s+" + _YEAR + ")?").format(3),
        )
    )
    + r")(?:(?=T\d)|(?!\w))",  # "2024-03-04T10:15"
    re.IGNORECASE,
)
SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")  # day or month first? The line does not say.
_AMPM = "|".join(f"{names[1][0]}\\.?m" for names in parserinfo.AMPM)
_UTC = "|".join(parserinfo.UTCZONE)
TIME = re.compile(
    rf"(?:(?<=\dT)|(?<![\w:.]))(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}})(?::\d{{2}})?)?(?:\s?(?P<half>{_AMPM})\b\.?)?"
    rf"(?:\s?(?P<zone>(?:{_UTC})(?![\w])(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?|[+-]\d{{2}}:?\d{{2}}))?(?![\w:])",
    re.IGNORECASE,
)
MONTHS = 12
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$")


@record
class FoundDate:
    """`iso` is None where the words give no year; `spans` hold the words, date first."""

    iso: str | None
    spans: tuple[Span, ...]
    two_digit_year: bool = False


@record
class SlashedDate:
    """ "04/03/2024": two numbers of which one is the day."""

    numbers: tuple[int, int]
    year: int
    span: Span
    clock: tuple[str, Span] | None = None  # "10:15", with its offset where given

    @property
    def month_first(self) -> bool | None:
        """What the numbers themselves say; None where both may be a month."""
        first, second = self.numbers
        return None if first == second else True if second > MONTHS else False if first > MONTHS else None

    def read(self, *, month_first: bool) -> FoundDate | None:
        """The date in this order; None if there is no such day."""
        month, day = self.numbers if month_first else self.numbers[::-1]
        try:
            iso = date(self.year, month, day).isoformat()
        except ValueError:
            return None
        if self.clock is None:
            return FoundDate(iso=iso, spans=(self.span,))
        return FoundDate(iso=f"{iso}T{self.clock[0]}", spans=tuple(sorted((self.span, self.clock[1]))))


def slashed_in(words: str, at: int = 0) -> SlashedDate | None:
    """The first date with slashes, with the first clock time beside it; spans are shifted by `at`."""
    found = SLASHED.search(words)
    if found is None:
        return None
    first, second, year = (int(group) for group in found.groups())
    clock = _clock_beside(words, found.start(), found.end())
    return SlashedDate(
        numbers=(first, second),
        year=year,
        span=Span(at + found.start(), at + found.end()),
        clock=(clock[0], Span(at + clock[1], at + clock[2])) if clock is not None else None,
    )


def iso_of(stamp: str | date | datetime) -> str | None:
    """ISO 8601 to the day or minute, with the UTC offset where given; None if it is no full date.

    Takes dates, ISO strings and wordings such as "4 March 2024, 10:15". Seconds are left out.
    """
    if isinstance(stamp, datetime):
        return _minutes(stamp)
    if isinstance(stamp, date):
        return stamp.isoformat()
    bare = stamp.strip()[:100]
    if ISO.match(bare):
        try:
            if len(bare) == 10:
                return date.fromisoformat(bare).isoformat()
            return _minutes(datetime.fromisoformat(bare.replace(",", ".").replace(" +", "+").replace(" -", "-")))
        except ValueError:
            return None
    found = date_in(bare)
    return found.iso if found else None


def date_in(words: str, at: int = 0) -> FoundDate | None:
    """The first date in the words, with the first clock time beside it; spans are shifted by `at`."""
    found = DATE.search(words)
    if found is None:
        return None
    span = Span(at + found.start(), at + found.end())
    k = next(k for k in "0123" if found.group(f"day{k}"))
    day, month = int(found.group(f"day{k}")), found.group(f"month{k}")
    year_words = found.group(f"year{k}")
    if year_words is None:
        return FoundDate(iso=None, spans=(span,))
    short = len(year_words.lstrip("'’")) == 2
    year = int(year_words.lstrip("'’"))
    if short:
        year += 1900 if year >= 69 else 2000  # as POSIX strptime reads "%y"
    try:
        on = date(year, int(month) if month.isdigit() else _MONTH_OF[month.lower()], day)
    except ValueError:
        return None
    clock = _clock_beside(words, found.start(), found.end())
    if clock is None:
        return FoundDate(iso=on.isoformat(), spans=(span,), two_digit_year=short)
    hhmm, start, end = clock
    return FoundDate(iso=f"{on.isoformat()}T{hhmm}", spans=(span, Span(at + start, at + end)), two_digit_year=short)


def _clock_beside(words: str, start: int, end: int) -> tuple[str, int, int] | None:
    """(hh:mm with offset, start, end) of the first clock time outside [start, end)."""
    for found in TIME.finditer(words):
        if found.start() < end and start < found.end():
            continue  # a piece of the date
        hour, minute, half = int(found.group("hour")), found.group("minute"), found.group("half")
        if minute is None and half is None:
            continue  # a bare number
        if half:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
        if hour > 23 or int(minute or 0) > 59:
            continue
        zone = _offset_of(found.group("zone"))
        if zone is None:
            return None
        return f"{hour:02d}:{int(minute or 0):02d}{zone}", found.start(), found.end()
    return None


def _offset_of(zone: str | None) -> str | None:
    """ "+03:30" for the zone words; "" for none; None if they make no sense."""
    if zone is None:
        return ""
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if digits is None:
        return "+00:00"
    hours, minutes = int(digits.group(2)), int(digits.group(3) or 0)
    return f"{digits.group(1)}{hours:02d}:{minutes:02d}" if hours <= 14 and minutes < 60 else None


def _minutes(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
