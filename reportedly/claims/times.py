"""When: finds the words of time in a text, then works out what they stand for."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from reportedly.claims.status import StatusReader
from reportedly.claims.time_clock import CLOCK
from reportedly.claims.time_counted import COUNTED
from reportedly.claims.time_dates import DATES
from reportedly.claims.time_of_event import first_token, governor, top_of, when_of
from reportedly.claims.time_setting import DATE, TIME, Resolved, Setting, TimeExpression
from reportedly.claims.time_spans import Extent
from reportedly.claims.time_words import BLOCK, Run, TimeWords, time_words_of
from reportedly.errors import RuleError
from reportedly.model.claim import Basis, Grain, Status
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

__all__ = ["TimeExpression", "expressions_of", "when_of"]

WAYS = DATES | COUNTED | CLOCK
DAY_GRAINS = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAY})
NAMED_DAYS = ("WEEKDAY", "MONTH")  # classes of words that may lie before or after publication
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.DEMANDED, Status.HYPOTHETICAL})
COUNTED_NUMBER = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})  # spaCy's names for what is no year
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "GPE", "LOC", "LAW"})
ROUND = 50  # an amount of four figures without a comma is a round one
ARTICLES = frozenset({"DT", "PRP$"})
INSIDE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})  # "Monday's ruling"
NEAR_WAYS = frozenset({"WEEKDAYDATE", "DAYWORDDATE", "SHIFTED", "AGODATE", "PARTDATE"})  # counted from the report
# On WikiWars value F1 .53 without, .79 with it; TimeBank and AQUAINT do not change (24 November 2026).
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
        self._ahead = words.ahead
        self._statuses = StatusReader(reading, (), rules)
        self._anchor, self._clock = _published(reading.report.published)
        self._story: date | None = None  # start of the last dated expression
        self._quarter: Extent | None = None

    def resolve(self, runs: list[Run]) -> list[TimeExpression]:
        found: list[_Found] = []
        told = _is_told(runs, self._anchor)
        for run in runs:
            resolved = self._resolved(run, self._setting(run, found, told=told))
            if resolved is not None:
                found.append((run, resolved))
                self._keep(resolved)
        for n, (run, resolved) in enumerate(found):
            if resolved.extent.start is None and resolved.type == TIME and run.of("HOUR"):
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

    def _keep(self, resolved: Resolved) -> None:
        """Keeps what later expressions count from."""
        extent = resolved.extent
        if resolved.type in (DATE, TIME) and extent.start is not None and extent.end is not None:
            self._story = extent.start
            if "-Q" in extent.value:
                self._quarter = extent

    def _setting(self, run: Run, found: Sequence[_Found], *, told: bool) -> Setting:
        before = self._before(run.span.start, found)
        doc = self._reading.doc
        verb = governor(doc, run.span) if top_of(doc, run.span).dep_ not in INSIDE_NOUN else None
        ahead = verb is not None and (self._is_ahead(verb) or (self._is_planned(verb, run)))
        return Setting(
            numbers=self._numbers,
            anchor=self._told_on(verb, found) or self._anchor if ahead else self._anchor,
            clock=self._clock,
            future=ahead,
            before=before.extent if before else None,
            story=self._story if told else None,
            quarter=self._quarter,
        )

    def _before(self, offset: int, found: Sequence[_Found]) -> Resolved | None:
        """The last dated time before an offset in its paragraph."""
        paragraph = self._reading.paragraph_at(offset)
        for run, resolved in reversed(found):
            if paragraph is None or run.span not in paragraph:
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

    def _is_ahead(self, verb: Token) -> bool:
        """Whether the verb speaks of what is to come. "may have left" does not, nor does anything in the past tense."""
        helpers = [c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ not in ("MD", "TO") for c in verb.children)
        return (
            not perfect and verb.tag_ != "VBD" and "VBD" not in helpers and self._statuses.judge(verb).status in AHEAD
        )

    def _is_planned(self, verb: Token, run: Run) -> bool:
        """ "planned a rally on Saturday", "called a strike for Friday": the day is that of the event to come."""
        span = run.span
        if not any(run.of(name) for name in NAMED_DAYS):
            return False
        preposition = verb.doc[max(first_token(verb.doc, span.start) - 1, 0)]
        rule = self._ahead.get(preposition.lower_)
        if rule is not None and preposition.head.pos_ == "VERB":
            self._reading.fired(rule, Span(preposition.idx, preposition.idx + len(preposition)))
            return True
        objects = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.idx < span.start)
        return any(c.pos_ == "NOUN" and self._statuses.judge(c).status is Status.PLANNED for c in objects)

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
