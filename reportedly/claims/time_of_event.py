"""Which of the times in a sentence is that of an event: the one that hangs on its own words."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from spacy.tokens import Doc, Token

from reportedly.claims.event_nouns import event_nouns
from reportedly.claims.time_setting import DURATION, SET, TimeExpression
from reportedly.model.claim import Basis, Because, Grain, Status, When
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

MAX_CLIMB = 30  # words climbed in a tree; a deeper parse is a parser's mistake
PAST = frozenset({"VBD"})
SO_FAR = frozenset({Status.HAPPENED, Status.ONGOING})
OBJECTS = frozenset({"dobj", "nsubjpass"})
SHARED = "SHARED"
RANGE = "RANGE"
AHEAD, PLANS = "AHEAD", "PLANS"  # "promised for February"; "called a strike for Friday": the strike's day
BEARINGS = frozenset({"SINCE", "UNTIL", "TO", "FROM", SHARED})
REFERENCE = "_REF"  # TIMEX3's PRESENT_REF, PAST_REF, FUTURE_REF
ASSUMED = "en/time/form.assumed"  # no words: the form of the claim decides


def when_of(
    reading: Reading,
    expressions: tuple[TimeExpression, ...],
    trigger_i: int,
    status: Status,
    clause: Span,
    rules: Rules,
) -> tuple[When, Because]:
    """When the event at this token was, is or will be.

    The nearest time in the tree that is not another event's or a voice's: in "The report released on Saturday says they
    will move", Saturday is not when they move. Lengths and repetitions date nothing. Without a time the publication
    bounds it (basis ASSUMED, no evidence): what happened lies before its end, what is planned after its start.
    """
    bearing = _bearing_of(rules)
    trigger = reading.doc[trigger_i]
    plans = any(cue.does == PLANS and trigger.lemma_.lower() in cue.lemmas for cue in rules.of("time"))
    ahead = frozenset(w for cue in rules.of("time") if cue.does == AHEAD and not plans for w in cue.lemmas)
    sentence = trigger.sent
    near: list[tuple[int, int, TimeExpression]] = []
    first = bisect_left(expressions, sentence.start_char, key=lambda e: e.span.start)
    for expression in islice(expressions, first, None):
        if expression.span.start >= sentence.end_char:
            break
        if not _dates(expression) or (status in SO_FAR and _is_what_for(expression, trigger, ahead)):
            continue
        distance = _distance(reading, trigger, expression.span, clause, bearing, planned=status is Status.PLANNED)
        if distance is not None:
            near.append((distance, abs(expression.span.start - trigger.idx), expression))
    if not near:
        reading.fired(ASSUMED, Span(trigger.idx, trigger.idx + len(trigger)))
        return _assumed(reading.report.published, status), Because(field="when", rule=ASSUMED)
    found = min(near, key=lambda n: n[:2])[2]
    start, end, words = _range_of(reading, expressions, found, rules) or _bounds(reading, found, bearing)
    when = When(
        start=start,
        end=end,
        grain=found.grain,
        basis=found.basis,
        anchor=found.anchor,
        evidence=words,
    )
    return when, Because(field="when", rule=found.rule, evidence=words)


def _range_of(
    reading: Reading, expressions: tuple[TimeExpression, ...], found: TimeExpression, rules: Rules
) -> tuple[str, str, tuple[Span, ...]] | None:
    """Start, end and words of "from Monday to Wednesday", "June 3-5", at whichever of the two the event hangs."""
    n = bisect_left(expressions, found.span.start, key=lambda e: e.span.start)
    text = reading.report.text
    for first, last in zip(expressions[max(n - 1, 0) : n + 1], expressions[max(n - 1, 0) + 1 : n + 2], strict=False):
        between = text[first.span.end : last.span.start].strip().lower()
        rule = next((c for c in rules.of("time") if c.does == RANGE and between in c.lemmas), None)
        if rule is None or first.start is None or last.end is None or first.start >= last.end:
            continue
        opener = dict(zip(rule.lemmas, rule.option("values", ()), strict=True))[between]
        i = first_token(reading.doc, first.span.start)
        if opener and (i == 0 or reading.doc[i - 1].lower_ != opener):
            continue
        at = text.index(text[first.span.end : last.span.start].strip(), first.span.end)
        reading.fired(rule.id, Span(at, at + len(between)))
        return first.start, last.end, (Span(first.span.start, last.span.end),)
    return None


def _bearing_of(rules: Rules) -> dict[str, Cue]:
    """Prepositions that say how a time bears on its event."""
    return {w: cue for cue in rules.of("time") if cue.does in BEARINGS for w in cue.lemmas}


def _bounds(
    reading: Reading, expression: TimeExpression, bearing: dict[str, Cue]
) -> tuple[str | None, str | None, tuple[Span, ...]]:
    """Start, end and words of the event's time: "since June" is open at its end, "by Friday" at its start."""
    start, end, span = expression.start, expression.end, expression.span
    i = first_token(reading.doc, span.start)
    word = reading.doc[i - 1] if i else None
    cue = bearing.get(word.lower_) if word is not None and word.sent.start == reading.doc[i].sent.start else None
    if word is None or cue is None or cue.does == SHARED or expression.value.endswith(REFERENCE):
        return start, end, (span,)
    before = Span(word.idx, word.idx + len(word))
    reading.fired(cue.id, before)
    bounds: tuple[str | None, str | None]
    match cue.does:
        case "SINCE":
            bounds = (start, None)
        case "UNTIL":
            bounds = (None, end)
        case "TO":
            bounds = (None, start)
        case _:
            bounds = (end, None)
    return *bounds, (Span(before.start, span.end),)


def governor(doc: Doc, span: Span) -> Token | None:
    """The nearest verb above the words; None if there is none."""
    for token in _climb(top_of(doc, span)):
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def top_of(doc: Doc, span: Span) -> Token:
    """The word of a span on which its others hang."""
    first = first_token(doc, span.start)
    last = max(first_token(doc, span.end - 1), first)
    words = [t for t in doc[first : last + 1] if not t.is_space]
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head.i == t.i), doc[first])


def first_token(doc: Doc, offset: int) -> int:
    """Index of the token at or before an offset."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx <= offset:
            low = middle + 1
        else:
            high = middle
    return max(low - 1, 0)


def _climb(token: Token) -> Iterator[Token]:
    """The words above, nearest first, the word itself not included."""
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def _dates(expression: TimeExpression) -> bool:
    """Whether it can date an event: a bare length, a repetition and "now" cannot."""
    if expression.start is not None or expression.end is not None:
        return True
    return expression.type not in (DURATION, SET) and expression.grain is not Grain.UNKNOWN


def _is_what_for(expression: TimeExpression, trigger: Token, ahead: frozenset[str]) -> bool:
    """ "promised for February": not when it was promised."""
    i = first_token(trigger.doc, expression.span.start)
    if i == 0 or trigger.doc[i - 1].lower_ not in ahead:
        return False
    above = trigger.doc[i - 1].head
    return above.i == trigger.i or (above.dep_ in OBJECTS and above.head.i == trigger.i)


def _distance(
    reading: Reading, trigger: Token, span: Span, clause: Span, bearing: dict[str, Cue], *, planned: bool
) -> int | None:
    """Steps in the tree between the event and the time; None where the time is not the event's."""
    top = top_of(reading.doc, span)
    others = event_nouns(reading)
    steps = 0
    for above in _climb(top):
        steps += 1
        if above.i == trigger.i:
            return steps
        if above.idx in others:  # an event noun: the time is its own, or that of the verb that carries it
            return steps if trigger.idx in others[above.idx] else None
        if above.pos_ in ("VERB", "AUX"):
            shared = _steps_from_governor(trigger, above, top)
            if planned and trigger.head.i == above.i and trigger.dep_ in OBJECTS and trigger.i < top.i:
                shared = 1  # "planned a rally on Saturday"
            if shared is None:
                shared = _up_through_preposition(reading, above, trigger, bearing)
            return steps + shared if shared is not None else None
    root_is_time = top.head.i == top.i
    return steps + 1 if root_is_time and span in clause else None


def _steps_from_governor(trigger: Token, governor: Token, top: Token) -> int | None:
    """Steps from the verb that the time hangs on down to an event that shares it; None where it does not.

    Joined verbs share it ("raided the camp and arrested a baker on Monday"), so do the verb below a verb of planning
    ("is scheduled to leave on Monday") and a noun that is its subject ("The raid began on Monday").
    """
    if governor.dep_ == "acl" and governor.tag_ == "VBN" and governor.head.i == trigger.i:
        return 1  # "a strike planned for Friday"
    below = trigger
    for steps, above in enumerate(_climb(trigger), 1):
        carries = below.dep_ == "xcomp" and (_is_timeless(above) or top.i > trigger.i)
        joined = below.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and below.pos_ in ("VERB", "AUX")
        subject = below.dep_ == "nsubj" and below.pos_ == "NOUN"
        if joined and below.i > top.i > above.i and above.i == governor.i:
            return None  # "left on Monday and returned": Monday is the first verb's
        if not (carries or joined or subject):
            return _down_to(governor, trigger)
        if above.i == governor.i:
            return steps
        below = above
    return _down_to(governor, trigger)


def _up_through_preposition(reading: Reading, verb: Token, trigger: Token, bearing: dict[str, Cue]) -> int | None:
    """ "banned her from entering in August": from "entering" up to "banned"."""
    preposition = verb.head
    cue = bearing.get(preposition.lower_)
    if verb.dep_ != "pcomp" or cue is None or cue.does != SHARED or trigger not in preposition.ancestors:
        return None
    above = preposition.head if preposition.head.pos_ in ("VERB", "AUX") else preposition.head.head
    if above.i != trigger.i:
        return None
    reading.fired(cue.id, Span(preposition.idx, preposition.idx + len(preposition)))
    return 2


def _down_to(governor: Token, trigger: Token) -> int | None:
    """ "raided the camp and arrested a baker on Monday": from the last verb up to the first."""
    below = governor
    for steps, above in enumerate(_climb(governor), 1):
        if below.dep_ != "conj":
            return None
        if above.i == trigger.i:
            return steps + 1
        below = above
    return None


def _is_timeless(verb: Token) -> bool:
    """What holds now takes no time of its own: "is set on Monday to leave", unlike "decided on Monday to leave"."""
    return verb.tag_ not in PAST


def _assumed(published: str | None, status: Status) -> When:
    """Bounded by the publication, as far as the status says."""
    start = end = None
    day = date.fromisoformat(published[:10]) if published else None
    if day is not None and status in SO_FAR:
        end = (day + timedelta(days=1)).isoformat()
    elif day is not None and status is Status.PLANNED:
        start = day.isoformat()
    return When(start=start, end=end, grain=Grain.UNKNOWN, basis=Basis.ASSUMED)
