"""The record of one attribution, and the chains that attributions make over a span."""

from bisect import bisect_right

from reportedly.model.claim import Stance, Voice
from reportedly.model.values import Evidence, Span, record
from reportedly.reading.reading import Reading

WINDOW = 80  # attributions looked back over; what begins before that many others does not hold the span
MAX_CHAIN = 8  # voices within voices; more is a parser's mistake
MAX_STEPS = 40  # attributions looked at for one chain, those that are no voice included


@record
class Attribution:
    """Who (source) hands over (cue) which words (content). `source` and `cue` are () where nothing stands there."""

    source: Evidence
    cue: Evidence
    content: Evidence
    voice: Voice
    rule: str  # "en/attribution/say.verb"
    within: int | None = None  # index of the attribution in whose content this one stands; None: on the report's word
    disputes: int | None = None  # index of the attribution whose content this one denies: "X denied Y's claim that ..."
    relays: bool = False  # passes on another's words: the outlet of "said in an interview with Radio Oster"
    carried: bool = False  # goes on from the sentence before, without a cue of its own
    model: str | None = None  # "model/attribution" where the learned tagger found it too, or alone
    is_voice: bool = True  # False: no voice of a chain, but a plan ("plans to leave") or the report itself ("we know")


def holds(attribution: Attribution, span: Span) -> bool:
    """Whether the content contains the span."""
    return any(span in piece for piece in attribution.content)


def chain_of(attributions: tuple[Attribution, ...], index: int) -> tuple[Attribution, ...]:
    """This attribution with those around it, outermost first."""
    chain: list[Attribution] = []
    at: int | None = index
    for _ in range(MAX_STEPS):
        if at is None or len(chain) == MAX_CHAIN:
            break
        if attributions[at].is_voice:
            chain.append(attributions[at])
        at = attributions[at].within
    return tuple(reversed(chain))


def chains_at(reading: Reading, attributions: tuple[Attribution, ...], span: Span) -> list[tuple[Attribution, ...]]:
    """The chains of voices over a span, the report itself left out; [] where it stands on the report's own word.

    One chain as a rule, two where two voices differ: "X denied Y's claim that Z" gives (Y,) and (X,) on Z.
    """
    after = bisect_right(attributions, span.start, key=lambda a: a.content[0].start)
    holding = [
        i
        for i in range(max(0, after - WINDOW), after)
        if attributions[i].is_voice and holds(attributions[i], span) and not _beside(reading, attributions[i], span)
    ]
    around = {attributions[i].within for i in holding}
    ends = [i for i in holding if i not in around]
    if not ends:
        return []
    disputing = [i for i in ends if attributions[i].disputes is not None and attributions[i].disputes in ends]
    plain = [i for i in ends if i not in disputing]
    # Two that hold the span, none within the other, is a doubtful parse: the narrower content is the surer one.
    nearest = min(plain, key=lambda i: (-_depth(attributions, i), _width(attributions[i]), i))
    wanted = [nearest, *(i for i in disputing if attributions[i].disputes == nearest)]
    return [chain_of(attributions, i) for i in wanted]


def _beside(reading: Reading, denial: Attribution, span: Span) -> bool:
    """Whether words stand in a relative clause of what is denied: "denied that the boy who threw it was his son"."""
    if denial.voice.stance is not Stance.DENIES:
        return False
    words = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    line = [words.root, *words.root.ancestors] if words is not None else []
    within = [token for token in line if any(token.idx in piece for piece in denial.content)]
    return any(token.dep_ == "relcl" and token.head in within for token in within)


def _width(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


def _depth(attributions: tuple[Attribution, ...], index: int) -> int:
    return len(chain_of(attributions, index))
