"""The middle of a claim's line: who -> does what, in the report's own words, shortened.

A stretch is a row of pieces: spans of the report's text, and small connecting words of ours.
"""

from reportedly.model.claim import Claim, Party, Role
from reportedly.model.values import Span, in_order
from reportedly.view.phrases import fuller_name, quoted
from reportedly.view.words import Words, shown

Stretch = list[Span | str]
LONGEST = 110  # characters of the clause that are shown; about a line and a half
EDGES = " \t\n,;:.-–—"
QUOTES = "\"'“”‘’()"


def who_of(claim: Claim, text: str, words: Words) -> Stretch:
    """The actors, with what a pronoun stands for."""
    actors = [p for p in claim.parties if p.role is Role.ACTOR]
    if not actors:
        return [str(words["not_said"])]
    stretch: Stretch = []
    for i, actor in enumerate(actors):
        if i:
            stretch.append(f" {words['and']} " if i == len(actors) - 1 else ", ")
        stretch += _named(actor, text, words)
    return stretch


def predicate_of(claim: Claim, text: str, words: Words) -> Stretch:
    """The trigger, recipients and objects that stand before it, and the rest of the clause.

    Left out, because the line says them elsewhere: actors, voices and their cues, a closing time expression.
    """
    end = max(claim.span.end, claim.trigger.end)
    elsewhere = [s for p in claim.parties if p.role is Role.ACTOR for s in p.evidence]
    elsewhere += [s for voice in claim.chain for s in (*voice.evidence, *voice.cue)]
    stretch: Stretch = [claim.trigger]
    for party in claim.parties:
        if party.role in (Role.RECIPIENT, Role.OBJECT) and all(s.end <= claim.trigger.start for s in party.evidence):
            stretch += [" ", *_mid_line(_named(party, text, words), claim, text, words)]
    dangling: dict[Span, tuple[str, ...]] = {span: tuple(words["drop_before"]) for span in elsewhere}
    dangling |= {span: tuple(words["drop_before_time"]) for span in claim.when.evidence}
    rest = _without(Span(claim.trigger.end, end), dangling, text) if end > claim.trigger.end else []
    return [*stretch, *_shortened(rest, text)]


def _named(party: Party, text: str, words: Words) -> Stretch:
    full = fuller_name(party, text)
    if full is not None:
        return [str(words["stands_for"]).format(name=quoted(party.evidence, text), full=full)]
    return list(party.evidence) or [shown(party.name)]


def _mid_line(stretch: Stretch, claim: Claim, text: str, words: Words) -> Stretch:
    """A naming that began its sentence and now stands inside a line: "The report" -> "the report"."""
    first = stretch[0]
    if not isinstance(first, Span) or text[claim.sentence.start : first.start].strip(EDGES + QUOTES):
        return stretch
    head = first.of(text).split(" ")[0]
    if head not in words["lower_inside"]:
        return stretch
    rest = [Span(first.start + len(head), first.end)] if first.start + len(head) < first.end else []
    return [head.lower(), *rest, *stretch[1:]]


def _without(rest: Span, elsewhere: dict[Span, tuple[str, ...]], text: str) -> list[Span]:
    """The rest of the clause less the stretches said elsewhere, and less the small words that each leaves dangling."""
    kept: list[Span] = []
    at = rest.start
    for span in in_order(s for s in elsewhere if s.overlaps(rest)):
        _keep(kept, at, _before_dangling(at, max(span.start, at), text, elsewhere[span]), text)
        at = max(at, span.end)
    _keep(kept, at, rest.end, text)
    return kept


def _before_dangling(start: int, end: int, text: str, small_words: tuple[str, ...]) -> int:
    head = text[start:end].rstrip()
    for dangling in small_words:
        if head.casefold().endswith(f" {dangling}") or head.casefold().strip() == dangling:
            return start + len(head) - len(dangling)
    return start + len(head)


def _keep(kept: list[Span], start: int, end: int, text: str) -> None:
    piece = text[start:end]
    if piece.strip(EDGES + QUOTES):
        start += len(piece) - len(piece.lstrip(EDGES))
        kept.append(Span(start, start + len(text[start:end].rstrip(EDGES))))


def _shortened(rest: list[Span], text: str) -> Stretch:
    """The pieces with spaces between, cut at a word border once they are LONGEST characters."""
    stretch: Stretch = []
    left = LONGEST
    for span in rest:
        if left <= 0:
            return [*stretch, " …"]
        stretch.append(" ")
        if span.end - span.start <= left:
            stretch.append(span)
            left -= span.end - span.start
            continue
        cut = text.rfind(" ", span.start, span.start + left)
        if cut > span.start:
            stretch.append(Span(span.start, cut))
        return [*stretch, " …"]
    return stretch
