"""When: finds the words of time in a text, then works out what they stand for."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from reportedly.claims.time_calendars import CALENDARS
from reportedly.claims.time_clock import CLOCK
from reportedly.claims.time_counted import COUNTED
from reportedly.claims.time_dates import DATES
from reportedly.claims.time_direction import Direction
from reportedly.claims.time_of_event import first_token, governor, when_of
from reportedly.claims.time_setting import DATE, TIME, Resolved, Setting, TimeExpression
from reportedly.claims.time_spans import MONTHS_OF_YEAR, Extent
from reportedly.claims.time_words import BLOCK, Run, TimeWords, time_words_of
from reportedly.errors import RuleError
from reportedly.model.claim import Basis, Grain
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.report.published import month_first
from reportedly.rules.load import Rules

__all__ = ["TimeExpression", "expressions_of", "when_of"]

WAYS = DATES | COUNTED | CLOCK | CALENDARS
DAY_GRAINS = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAY})
COUNTED_NUMBER = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})  # spaCy's names for what is no year
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "GPE", "LOC", "LAW"})
BACK = 30  # expressions looked back at
AMOUNTS, AMOUNT_REACH = frozenset({"MONEY", "PERCENT"}), 9  # words: "$1.4 million, or 34 cents a share, a year ago"
QUARTER_REACH = 1500  # characters: about the length of a note on one company's figures
ROUND = 50  # an amount of four figures without a comma is a round one
ARTICLES = frozenset({"DT", "PRP$"})
NEAR_WAYS = frozenset({"WEEKDAYDATE", "DAYWORDDATE", "SHIFTED", "AGODATE", "PARTDATE"})  # counted from the report
# On WikiWars value F1 .53 without, .79 with it (24 November 2026).
MIN_TOLD, TOLD_RATIO = 5, 3
MAX_CLIMB = 30  # words climbed to the verb; a deeper parse is a parser's mistake


def expressions_of(reading: Reading, rules: Rules) -> tuple[TimeExpression, ...]:
    """Every time that the text names, in text order. What cannot be counted has no start and no end."""
    words = time_words_of(rules)
    finder = _Finder(reading, words, rules)
    runs = []
    for run in words.runs_in(reading.doc):
        if run.does == BLOCK:
            finder.note(run)
        elif run.does not in WAYS:
            raise RuleError(f'{run.rule}: does = "{run.does}" has patterns, but is no way to work out a time.')
        elif not _is_amount(reading, run) and not _is_in_name(reading.doc, run):
            runs.append(_without_foreign_article(reading.doc, run))
    return tuple(finder.resolve(runs))


_Found = tuple[Run, Resolved]


class _Finder:
    """Resolves the expressions of one text, each from what stands around it."""

    def __init__(self, reading: Reading, words: TimeWords, rules: Rules) -> None:
        self._reading = reading
        self._numbers = words.numbers
        self._direction = Direction(reading, words, rules)
        self._anchor, self._clock = _published(reading.report.published)
        self._story: date | None = None  # start of the last dated expression
        self._day_order = ""
        self._quarter: Extent | None = None
        self._quarter_at = 0

    def resolve(self, runs: list[Run]) -> list[TimeExpression]:
        found: list[_Found] = []
        told = _is_told(runs, self._anchor)
        self._day_order = _day_order(runs, self._reading.report.outlet)
        for run in runs:
            resolved = self._resolved(run, self._setting(run, found, told=told))
            if resolved is not None:
                found.append((run, resolved))
                self._keep(run, resolved)
        for n, (run, resolved) in enumerate(found):
            if resolved.extent.start is None and run.does == "TIMEOFDAY":
                beside = self._day_beside(n, found)
                again = self._resolved(run, Setting(numbers=self._numbers, anchor=self._anchor, day_beside=beside))
                found[n] = (run, again or resolved)
        for run, _ in found:
            self.note(run)
        return [_expression(run, resolved) for run, resolved in found]

    def note(self, run: Run) -> None:
        """Notes the pattern and its words for `rules check`."""
        self._reading.fired(run.rule, run.span)
        for name, word in run.words:
            rules = [word.rule] if word.rule else self._rules_of_number(word.span) if name == "NUMBER" else []
            for rule in rules:
                self._reading.fired(rule, word.span)

    def _rules_of_number(self, span: Span) -> list[str]:
        rule = self._numbers.rule_of.get(span.of(self._reading.report.text).lower())
        return [rule] if rule is not None else []

    def _resolved(self, run: Run, setting: Setting) -> Resolved | None:
        try:
            return WAYS[run.does](run, setting)
        except (ValueError, OverflowError, IndexError, StopIteration):  # 31 June, the year 0: no time
            return None

    def _keep(self, run: Run, resolved: Resolved) -> None:
        """Keeps what later expressions count from."""
        extent = resolved.extent
        if resolved.type in (DATE, TIME) and extent.start is not None and extent.end is not None:
            self._story = extent.start
            if "-Q" in extent.value and run.does == "QUARTERDATE":
                self._quarter, self._quarter_at = extent, run.span.start

    def _setting(self, run: Run, found: Sequence[_Found], *, told: bool) -> Setting:
        before = self._before(run.span.start, found, told=told)
        verb, ahead = self._direction.of(run)
        return Setting(
            numbers=self._numbers,
            anchor=self._told_on(verb, found) or self._anchor if ahead else self._anchor,
            clock=self._clock,
            future=ahead,
            loose=ahead and self._direction.is_loose(run),
            before=before.extent if before else None,
            story=self._story if told else None,
            day_order=self._day_order,
            beside_amount=self._is_beside_amount(run),
            quarter=self._quarter if run.span.start - self._quarter_at < QUARTER_REACH else None,
        )

    def _is_beside_amount(self, run: Run) -> bool:
        doc = self._reading.doc
        i = first_token(doc, run.span.start)
        return any(t.ent_type_ in AMOUNTS for t in doc[max(i - AMOUNT_REACH, doc[i].sent.start) : i])

    def _before(self, offset: int, found: Sequence[_Found], *, told: bool = False) -> Resolved | None:
        """The last dated time before an offset in its paragraph; in a told story the last of all."""
        paragraph = self._reading.paragraph_at(offset)
        for run, resolved in islice(reversed(found), BACK):
            if not told and (paragraph is None or run.span not in paragraph):
                return None
            if resolved.type in (DATE, TIME) and resolved.extent.start is not None and resolved.extent.end is not None:
                return resolved
        return None

    def _day_beside(self, n: int, found: list[_Found]) -> date | None:
        """The day named nearest to a clock time in its sentence; else the one before it in its paragraph."""
        doc = self._reading.doc
        offset = found[n][0].span.start
        sentence = doc[first_token(doc, offset)].sent
        following = takewhile(lambda f: f[0].span.start < sentence.end_char, islice(found, n + 1, None))
        preceding = takewhile(
            lambda f: f[0].span.start >= sentence.start_char, (found[k] for k in range(n - 1, -1, -1))
        )
        beside = [
            (abs(run.span.start - offset), resolved.extent.start)
            for run, resolved in (*preceding, *following)
            if resolved.extent.grain in DAY_GRAINS and resolved.extent.start is not None
        ]
        if beside:
            return min(beside)[1]
        before = self._before(offset, list(islice(found, max(n - MAX_CLIMB, 0), n)))
        return before.extent.start if before is not None and before.extent.grain in DAY_GRAINS else None

    def _told_on(self, verb: Token | None, found: Sequence[_Found]) -> date | None:
        """ "said on Friday he would leave on Sunday": that Friday."""
        above = verb
        for _ in range(MAX_CLIMB):
            if above is None or above.head.i == above.i:
                return None
            above = above.head
            if above.tag_ != "VBD":
                continue
            for run, resolved in reversed(found):
                if run.span.start < above.sent.start_char:
                    break
                if resolved.extent.grain is Grain.DAY and governor(above.doc, run.span) == above:
                    return resolved.extent.start
        return None


def _day_order(runs: list[Run], outlet: str | None) -> str:
    """How the text orders day and month, where one of its dates shows it; else as the outlet's country does."""
    orders = set()
    for run in runs:
        if word := run.of("SLASHEDDAY"):
            first, second, _ = (int(figures) for figures in word.value.split("/"))
            orders |= {"dmy"} if first > MONTHS_OF_YEAR else {"mdy"} if second > MONTHS_OF_YEAR else set()
    if not orders and (habit := month_first(outlet)) is not None:
        orders = {"mdy" if habit else "dmy"}
    return orders.pop() if len(orders) == 1 else ""


def _is_told(runs: list[Run], anchor: date | None) -> bool:
    """Whether the text tells of other years than the report's: its "May 3" is that of the year it has come to."""
    years = [int(w.value) for run in runs if (w := run.of("YEAR")) and w.value.isdecimal()]
    if anchor is None:
        return bool(years)
    past = sum(y < anchor.year for y in years)
    near = sum(run.does in NEAR_WAYS for run in runs)
    return past >= MIN_TOLD and past > TOLD_RATIO * near


def _expression(run: Run, resolved: Resolved) -> TimeExpression:
    extent = resolved.extent
    start = extent.start.isoformat() if extent.start is not None else None
    end = extent.end.isoformat() if extent.end is not None else None
    if resolved.clock is not None:
        start, end = resolved.clock
    return TimeExpression(
        span=run.span,
        type=resolved.type,
        value=extent.value,
        mod=resolved.mod,
        start=start,
        end=end,
        grain=extent.grain,
        basis=Basis.COUNTED if resolved.anchor is not None else Basis.STATED,
        anchor=resolved.anchor.isoformat() if resolved.anchor is not None else None,
        rule=run.rule,
    )


def _published(stamp: str | None) -> tuple[date | None, datetime | None]:
    """The day of publication, and with its hour where known."""
    if stamp is None:
        return None, None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None, None
    return moment.date(), moment if "T" in stamp else None


def _is_amount(reading: Reading, run: Run) -> bool:
    """ "2000 people": four figures that count something; "1998 floods" are those of a year."""
    year = run.of("YEAR") if run.does == "YEARDATE" else None
    if year is None or year.span != run.span:
        return False
    token = reading.doc[first_token(reading.doc, year.span.start)]
    if token.dep_ != "nummod":
        return False
    if token.ent_type_ in COUNTED_NUMBER:
        return True
    things = token.head.tag_ == "NNS" and token.head.i == token.i + 1
    return things and int(year.value) % ROUND == 0 and not any(c.dep_ == "det" for c in token.head.children)


def _without_foreign_article(doc: Doc, run: Run) -> Run:
    """The run without an article that belongs to what follows it: "its [third-quarter] profit"."""
    first = doc[first_token(doc, run.span.start)]
    inside = first.head.idx < run.span.end
    if first.tag_ not in ARTICLES or inside or len(first) >= run.span.end - run.span.start:
        return run
    start = doc[first.i + 1].idx
    return Run(does=run.does, rule=run.rule, span=Span(start, run.span.end), words=run.words)


def _is_in_name(doc: Doc, run: Run) -> bool:
    """Whether the words are part of a longer name: "March for Bread", "Jan Doru", "the Friday Group"."""
    words = [doc[i] for i in (first_token(doc, run.span.start), first_token(doc, run.span.end - 1))]
    return any(w.ent_type_ in NAMES and _is_joined_outside(w, run.span) for w in words)


def _is_joined_outside(word: Token, span: Span) -> bool:
    """Whether the name goes on before or after the span."""
    before = word.i > 0 and word.ent_iob_ == "I" and word.idx <= span.start
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    after = following is not None and following.ent_iob_ == "I" and following.idx >= span.end
    return before or after
