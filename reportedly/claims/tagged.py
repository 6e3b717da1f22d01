"""What the learned tagger found, set beside what the rules found: one list of handovers out of the two.

The tagger is the better judge of where source, cue and content begin and end, and of what is attributed at all; it
knows outermost attributions only. Chains, stances and relaying outlets stay with the rules.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.handover import Handover
from reportedly.claims.quoted import on_top, quotations_near
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.model.values import Evidence, Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

if TYPE_CHECKING:
    from reportedly.claims.tagger import Tagged, Tagger

NO_MODEL = "none"
MODEL = "model/attribution"
NEIGHBOURS = 20  # handovers before and behind one, by the start of their contents, that may be the same
SAME = 0.5  # share of the characters of two contents that makes them one


def tagger_for(model: str) -> "Tagger | None":
    """The tagger of this name, loaded on first use, and with it onnxruntime; None for "none".

    Raises MissingModel for a name that is none of ours and for weights that are missing or changed.
    """
    if model == NO_MODEL:
        return None
    from reportedly.claims.tagger import load_tagger

    return load_tagger(model)


@cache
def _index(rules: Rules) -> CueIndex:
    return CueIndex(rules.of("attribution"))


@cache
def _alone(rules: Rules) -> frozenset[str]:
    return frozenset(c.id for c in rules.of("attribution") if c.option("alone", False))


def merged(
    reading: Reading, found: list[Handover], tagged: "Sequence[Tagged]", rules: Rules, namer: VoiceNamer
) -> list[Handover]:
    """The handovers of the rules with the tagger's edges, and those that it alone found.

    The rules alone stand where they hand over within the content of another, where an outlet passes words on, and on
    words that the tagger leaves to the report: for the entries marked `alone`, and where somebody who speaks says that
    something is so. What else they alone hold is left out: on the dev set less than half of it is right.
    """
    index, alone = _index(rules), _alone(rules)
    pairs = _pairs(found, tagged)
    taken = {id(one) for one in pairs.values()}
    news = [_new(reading, one, index, namer) for k, one in enumerate(tagged) if k not in pairs]
    for k, one in pairs.items():
        _take_edges(reading, one, tagged[k])
    inside = _Inside(reading, tagged)
    disputed = {id(one.disputes) for one in found if id(one) in taken}
    second = _second_tags(reading, [one for one in found if id(one) not in taken], [*pairs.values(), *news], namer)
    kept = [
        one
        for one in found
        if id(one) in taken
        or id(one) in second
        or id(one) in disputed
        or _stands_alone(one, taken)
        or inside.holds(one)
        or (not inside.touches(one) and (one.rule in alone or _is_told(reading, one, namer) or _is_said(reading, one)))
    ]
    return kept + news


def _pairs(found: list[Handover], tagged: "Sequence[Tagged]") -> dict[int, Handover]:
    """By index of the tagged attribution, the handover of the rules that is the same: by its cue, else its content."""
    by_start = sorted(found, key=_start)
    candidates: list[tuple[bool, float, int, int, Handover]] = []
    for k, one in enumerate(tagged):
        start, end = _extent(one)
        for n, handover in _neighbours(by_start, one):
            first_of, last_of = _extent(handover)
            if first_of >= end or start >= last_of:
                continue
            by_cue = _touch(handover.cue, one.cue)
            share = _dice(handover.content, one.content)
            if by_cue or (share >= SAME and not _is_other(handover, one.source, one.cue)):
                candidates.append((not by_cue, -share, k, n, handover))
    pairs: dict[int, Handover] = {}
    taken: set[int] = set()
    for _, _, k, _, handover in sorted(candidates, key=lambda c: c[:4]):
        if k not in pairs and id(handover) not in taken:
            pairs[k] = handover
            taken.add(id(handover))
    return pairs


def _start(one: "Handover | Tagged") -> int:
    return one.content[0].start


def _neighbours(by_start: list[Handover], one: "Handover | Tagged") -> list[tuple[int, Handover]]:
    """Those whose contents begin near that of one, each with its place in the list."""
    at = bisect_left(by_start, _start(one), key=_start)
    first = max(0, at - NEIGHBOURS)
    return list(enumerate(by_start[first : at + NEIGHBOURS], first))


def _extent(one: "Handover | Tagged") -> tuple[int, int]:
    """From the first to the last character of cue and content."""
    if not one.cue:
        return one.content[0].start, one.content[-1].end
    return min(one.cue[0].start, one.content[0].start), max(one.cue[-1].end, one.content[-1].end)


def _is_other(one: Handover, source: Evidence, cue: Evidence) -> bool:
    """Whether another cue with another source hands over: two tags on the same words, or a wrong one."""
    return bool(one.cue and cue and one.source_words and source) and not (
        _touch(one.cue, cue) or _touch(one.source_words, source)
    )


def _second_tags(reading: Reading, alone: list[Handover], sure: list[Handover], namer: VoiceNamer) -> set[int]:
    """The ids of those of the rules that tag what a sure one of their sentence tags too: "X said, Y reported".

    The two are set within each other: the sure one is the outer one, unless an outlet tags from farther off,
    or tags words that hold the other's cue.
    """
    by_start = sorted(sure, key=_start)
    second: set[int] = set()
    for one in alone:
        for _, other in _neighbours(by_start, one):
            if one.cue_i is None or other.cue_i is None or not on_top(one) or not on_top(other):
                continue
            if reading.doc[one.cue_i].sent != reading.doc[other.cue_i].sent:
                continue
            if not _is_other(one, other.source_words, other.cue) or _dice(one.content, other.content) < SAME:
                continue
            if other.disputes is one or one.disputes is other:
                second.add(id(one))
                break
            relays = one.source is not None and namer.is_outlet(one.source)
            holds = _touch(other.cue, one.content)  # "X said, according to Y": Y's words, and in them X's
            outer, inner = (one, other) if relays and (holds or _gap(one) > _gap(other)) else (other, one)
            inner.within = outer
            second.add(id(one))
            break
    return second


def _gap(one: Handover) -> tuple[bool, int]:
    """How far the cue stands from the content; before it is farther than behind it."""
    first, last = one.content[0].start, one.content[-1].end
    return one.cue[0].start < first, max(first - one.cue[-1].end, one.cue[0].start - last)


def _touch(some: Evidence, others: Evidence) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def _dice(some: Evidence, others: Evidence) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
    return 2 * both / sum(s.end - s.start for s in (*some, *others))


def _take_edges(reading: Reading, one: Handover, tagged: "Tagged") -> None:
    """The tagger's spans for the rules' handover. Its source too, unless the rules' is within the same words."""
    one.model = MODEL
    if not on_top(one) or (_in_cue(reading, one.content, tagged.cue) and not _has_verb(reading, tagged.content)):
        return  # "denied attacking | Syria": what is denied would be lost
    if one.source is None and tagged.source and _touch(one.content, tagged.source):
        return  # "the mayor reportedly left", "the mayor said to have left": that is not on the mayor's word
    one.content = tagged.content
    one.cue = tagged.cue or one.cue
    if one.within is not None and _touch(one.within.source_words, tagged.source):
        return  # "Radio Oster quoted the mayor as saying": the tagger knows the outer voice
    told = one.source is not None and (_touch(one.source_words, tagged.source) or _is_relative(reading, tagged.source))
    head = head_of(reading, tagged.source)
    if head is not None and _is_spoken_to(head):
        return
    if tagged.source and not told:
        one.source = head
    if tagged.source:
        one.source_words = tagged.source


def _is_spoken_to(source: Token) -> bool:
    """Whether a source is no speaker: the "it" of "it is alleged", or who "was told"."""
    return (
        source.dep_ == "nsubjpass"
        and source.head.tag_ == "VBN"
        and not any(c.dep_ == "prep" and any(g.dep_ == "pcomp" for g in c.children) for c in source.head.children)
    )


def _has_verb(reading: Reading, content: Evidence) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in tokens_of(reading, content))


def _in_cue(reading: Reading, content: Evidence, cue: Evidence) -> bool:
    """Whether a verb of the content stands in the cue of another reading of the same words."""
    within = [Span(max(a.start, b.start), min(a.end, b.end)) for a in content for b in cue if a.overlaps(b)]
    return _has_verb(reading, tuple(within))


class _Inside:
    """The contents of the tagged attributions, to ask what stands in one of them."""

    def __init__(self, reading: Reading, tagged: "Sequence[Tagged]") -> None:
        self._doc = reading.doc
        self._spans = sorted({span for one in tagged for span in one.content})

    def holds(self, one: Handover) -> bool:
        """Whether cue and content of a handover stand in the content of a tagged attribution."""
        if one.cue_i is None:
            return False
        start = min(self._doc[one.cue_i].idx, one.content[0].start)
        k = bisect_right(self._spans, start, key=lambda s: s.start) - 1
        return k >= 0 and one.content[-1].end <= self._spans[k].end and self._doc[one.cue_i].idx in self._spans[k]

    def touches(self, one: Handover) -> bool:
        """Whether any content of the two overlaps."""
        for span in one.content:
            k = bisect_right(self._spans, span.start, key=lambda s: s.start)
            if any(s.overlaps(span) for s in self._spans[max(0, k - NEIGHBOURS) : k + 1]):
                return True
        return False


def _is_told(reading: Reading, one: Handover, namer: VoiceNamer) -> bool:
    """Whether somebody who speaks says that something is so: lost, it would stand on the report's own word."""
    return one.source is not None and namer.speaks(one.source) and states(reading, one.content)


def _is_said(reading: Reading, one: Handover) -> bool:
    """Whether it is said and nobody named who says so: "the owner, it is alleged, fled"."""
    return one.cue_i is not None and h.is_impersonal(reading.doc[one.cue_i]) and states(reading, one.content)


def _stands_alone(one: Handover, taken: set[int]) -> bool:
    """Whether a handover that the tagger did not find is kept."""
    if one.within is not None:
        return _stands_alone(one.within, taken) or id(one.within) in taken
    return one.relays


def _new(reading: Reading, tagged: "Tagged", cues: CueIndex, namer: VoiceNamer) -> Handover:
    """A handover that the tagger alone found. Its stance is that of the first word of its cue which the rules know.

    It is no voice where its source is nobody who speaks, as far as the rules know.
    """
    words = tokens_of(reading, tagged.cue)
    stance, verb, silent = Stance.ASSERTS, head_of(reading, tagged.cue), False
    for k in range(len(words)):
        hits = cues.at(words, k)
        if hits:
            stance, verb = Stance(hits[0][0].does), words[k]
            silent = hits[0][0].option("frame") == "block" or h.leaves_open(verb)
            break
    source = head_of(reading, tagged.source)
    if source is not None and _is_relative(reading, tagged.source):
        source = _meant_by(source)
    return Handover(
        rule=MODEL,
        model=MODEL,
        stance=(h.stance_of(verb, stance) or Stance.DOUBTS) if verb is not None else stance,
        words=None,
        cue_i=verb.i if verb is not None else None,
        cue=tagged.cue,
        source=source,
        source_words=tagged.source,
        content=tagged.content,
        is_voice=source is not None
        and not silent
        and _can_speak(source, namer)
        and states(reading, tagged.content)
        and (any(t.is_alpha for t in words) or not _in_headline(reading, tagged)),  # a mark is for the rules there
    )


def _is_relative(reading: Reading, source: Evidence) -> bool:
    """Whether a source is no more than "who" or "which"."""
    return {t.tag_ for t in tokens_of(reading, source)} <= {"WP", "WDT"}


def _meant_by(pronoun: Token) -> Token:
    """The noun that a relative clause hangs on; the pronoun itself where there is none."""
    verb = pronoun.head
    return verb.head if verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN") else pronoun


def _in_headline(reading: Reading, tagged: "Tagged") -> bool:
    return bool(tagged.cue) and reading.part_at(tagged.cue[0].start) is Part.HEADLINE


def _can_speak(source: Token, namer: VoiceNamer) -> bool:
    return source.pos_ in ("PRON", "PROPN") or namer.speaks(source)


def states(reading: Reading, content: Evidence) -> bool:
    """Whether words say that something is so: a finite clause or a quotation; not "to leave", what one plans."""
    if any(q.span.overlaps(s) and not q.scare for s in content for q in quotations_near(reading.quotations, s)):
        return True
    return any(t.pos_ in ("VERB", "AUX") and h.is_finite(t) for t in tokens_of(reading, content))


def tokens_of(reading: Reading, evidence: Evidence) -> list[Token]:
    """The tokens that stand in these spans."""
    found: list[Token] = []
    for span in evidence:
        stretch = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        found += [t for t in stretch if not t.is_space] if stretch is not None else []
    return found


def head_of(reading: Reading, evidence: Evidence) -> Token | None:
    """The word that the others of a phrase hang on; None where there are no words."""
    tokens = tokens_of(reading, evidence)
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nouns = [t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON")]
    verbs = [t for t in roots if t.pos_ in ("VERB", "AUX")]
    return next(iter(nouns or verbs or roots), None)
