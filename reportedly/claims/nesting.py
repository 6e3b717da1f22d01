"""Which voice stands within which: the narrowest content around a cue."""

from reportedly.claims.handover import Handover
from reportedly.model.values import Span
from reportedly.reading.reading import Reading

OPEN_AT_ONCE = 80  # contents around one cue that are looked at; more are no text that people write


def nest(reading: Reading, found: list[Handover]) -> None:
    """Sets `within`: the narrowest attribution in whose content the cue of this one stands."""
    offsets = [t.idx for t in reading.doc]
    pieces = sorted(((s, other) for other in found for s in other.content), key=lambda p: (p[0].start, -p[0].end))
    asking = sorted((o for o in found if o.within is None and o.cue_i is not None), key=lambda o: offsets[o.cue_i or 0])
    holding: list[tuple[Span, Handover]] = []  # those whose piece of content has begun and not ended
    k = 0
    for one in asking:
        at = offsets[one.cue_i or 0]
        while k < len(pieces) and pieces[k][0].start <= at:
            holding.append(pieces[k])
            k += 1
        holding = [p for p in holding if p[0].end > at][-OPEN_AT_ONCE:]
        around = [other for _, other in holding if _may_hold(other, one, offsets)]
        if around:
            one.within = min(around, key=lambda other: sum(s.end - s.start for s in other.content))


def _may_hold(other: Handover, one: Handover, offsets: list[int]) -> bool:
    if other is one or other is one.disputes or other.disputes is one or _leads_to(other, one):
        return False
    return other.cue_i is None or not any(offsets[other.cue_i] in piece for piece in one.content)


def _leads_to(start: Handover, target: Handover) -> bool:
    at: Handover | None = start
    seen = 0
    while at is not None and seen < 50:
        if at is target:
            return True
        at, seen = at.within, seen + 1
    return at is not None
