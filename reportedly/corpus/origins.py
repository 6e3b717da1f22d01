"""Which texts stand behind which reports, and which of them behind each claim. Passage by passage: a report can carry
two agencies' texts and its own.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

import numpy as np

from reportedly.corpus.copies import COPY_FROM, Shared
from reportedly.corpus.sketch import Sketch
from reportedly.model.corpus import Kinship, Origin, Passage
from reportedly.model.values import Span, in_order, record

SAME_PLACE = 0.5  # of the shorter of two passages of one report, from which they are the same piece of text
IDENTICAL_FROM = 0.98  # of both texts


@record
class Piece:
    """A text that stands in several reports."""

    origin: Origin
    spans: dict[str, tuple[Span, ...]]  # report id -> where it stands
    whole: frozenset[str]  # the reports that are this text, by and large


def pieces_of(shared: Iterable[Shared]) -> tuple[Piece, ...]:
    """The pieces of text that these pairs of reports have in common, in the order of their ids."""
    pairs = sorted(shared, key=lambda s: (s.a.report_id, s.b.report_id))
    roots = _Roots()
    held: list[Shared] = []  # the pair of each passage
    spans: dict[str, list[tuple[Span, int]]] = {}
    for pair in pairs:
        first = len(held)
        for start_a, end_a, start_b, end_b in pair.passages.tolist():
            place = roots.new()
            held.append(pair)
            spans.setdefault(pair.a.report_id, []).append((Span(start_a, end_a), place))
            spans.setdefault(pair.b.report_id, []).append((Span(start_b, end_b), place))
            if pair.share >= COPY_FROM:
                roots.join(first, place)
    for found in spans.values():
        _join_in_one_report(found, roots)
    stands: dict[int, dict[str, list[Span]]] = {}
    for report_id, found in spans.items():
        for span, place in found:
            stands.setdefault(roots.of(place), {}).setdefault(report_id, []).append(span)
    pairs_of: dict[int, dict[int, Shared]] = {}
    for place, pair in enumerate(held):
        pairs_of.setdefault(roots.of(place), {})[id(pair)] = pair
    found_pieces = [_piece(stands[root], list(pairs_of[root].values())) for root in stands]
    return tuple(sorted(found_pieces, key=lambda piece: piece.origin.id))


class _Roots:
    """Union-find over the places of passages."""

    def __init__(self) -> None:
        self._parent: list[int] = []

    def new(self) -> int:
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def of(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, a: int, b: int) -> None:
        a, b = self.of(a), self.of(b)
        self._parent[max(a, b)] = min(a, b)


def _join_in_one_report(found: list[tuple[Span, int]], roots: _Roots) -> None:
    """Passages of one report that lie on each other are one piece. One open span is kept for each piece."""
    open_spans: dict[int, Span] = {}
    for span, place in sorted(found, key=lambda f: (f[0].start, -f[0].end, f[1])):
        open_spans = {root: other for root, other in open_spans.items() if other.end > span.start}
        for root, other in list(open_spans.items()):
            common = min(span.end, other.end) - span.start
            if common >= SAME_PLACE * min(span.end - span.start, other.end - other.start):
                roots.join(root, place)
        root = roots.of(place)
        widest = open_spans.get(root)
        if widest is None or widest.end < span.end:
            open_spans[root] = span
        open_spans = {roots.of(r): other for r, other in open_spans.items()}


def _piece(stands: dict[str, list[Span]], pairs: list[Shared]) -> Piece:
    sketches = {sketch.report_id: sketch for pair in pairs for sketch in (pair.a, pair.b)}
    spans = {report_id: in_order(found) for report_id, found in stands.items()}
    ranked = sorted(stands, key=lambda report_id: sketches[report_id].rank)
    shares = {report_id: _share(sketches[report_id], spans[report_id]) for report_id in ranked}
    whole = frozenset(report_id for report_id, share in shares.items() if share >= COPY_FROM)
    if all(min(pair.in_a, pair.in_b) >= IDENTICAL_FROM for pair in pairs):
        kinship = Kinship.IDENTICAL
    else:
        kinship = Kinship.COPIED if _is_copy(pairs) else Kinship.PASSAGES
    origin = Origin(
        id=_id(ranked[0], spans[ranked[0]][0].start),
        kinship=kinship,
        report_ids=tuple(sorted(stands)),
        first_id=ranked[0],
        name=_name(sketches[report_id] for report_id in ranked if report_id in whole),
        overlap=round(min(shares.values()), 4),
        passages=tuple(_passages(ranked, pairs, spans)),
    )
    return Piece(origin=origin, spans=spans, whole=whole)


def _passages(ranked: list[str], pairs: list[Shared], spans: dict[str, tuple[Span, ...]]) -> Iterator[Passage]:
    """For every report but the first, where it stands in the one before it that it has most in common with."""
    place = {report_id: n for n, report_id in enumerate(ranked)}
    best: dict[str, tuple[float, int, Shared, bool]] = {}
    for pair in pairs:
        a_is_later = place[pair.a.report_id] > place[pair.b.report_id]
        later, earlier = (pair.a, pair.b) if a_is_later else (pair.b, pair.a)
        told = (pair.in_a if a_is_later else pair.in_b, -place[earlier.report_id], pair, a_is_later)
        if later.report_id not in best or told[:2] > best[later.report_id][:2]:
            best[later.report_id] = told
    for report_id in ranked[1:]:
        if report_id not in best:
            continue
        _, _, pair, is_a = best[report_id]
        for row in pair.passages.tolist():
            own, other = (row[:2], row[2:]) if is_a else (row[2:], row[:2])
            if any(Span(*own) in span for span in spans[report_id]):
                other_id = (pair.b if is_a else pair.a).report_id
                yield Passage(report_id=report_id, span=Span(*own), other_id=other_id, other_span=Span(*other))


def _is_copy(pairs: Iterable[Shared]) -> bool:
    """Whether a whole short text stands within a longer one."""
    return any(pair.share >= COPY_FROM for pair in pairs)


def _share(sketch: Sketch, spans: tuple[Span, ...]) -> float:
    """How much of the words of a report stands in the spans."""
    ends = np.array([(span.start, span.end) for span in spans])
    held = np.searchsorted(sketch.starts, ends[:, 1]) - np.searchsorted(sketch.starts, ends[:, 0])
    return float(held.sum()) / max(len(sketch.words), 1)


def _name(sketches: Iterable[Sketch]) -> str | None:
    """The agency or outlet that the reports credit, where all that credit any credit the same."""
    names = {sketch.rests_on for sketch in sketches if sketch.rests_on is not None}
    return names.pop() if len(names) == 1 else None


def own_origin(sketch: Sketch) -> Origin:
    """Of what a report has from no other text."""
    return Origin(
        id=_id(sketch.report_id, -1),
        kinship=Kinship.ALONE,
        report_ids=(sketch.report_id,),
        first_id=sketch.report_id,
        name=sketch.rests_on,
    )


def _id(report_id: str, place: int) -> str:
    return "o-" + sha256(f"{report_id}\0{place}".encode()).hexdigest()[:16]


def piece_of_claims(sketch: Sketch, sentences: list[list[int]], pieces: Iterable[Piece]) -> list[Piece | None]:
    """For each claim of a report the piece that its sentence stands in, else that which the report is by and large.

    sentences: start and end of each claim's. None: it stands in no other report.
    """
    held = [piece for piece in pieces if sketch.report_id in piece.spans]
    whole = [piece for piece in held if sketch.report_id in piece.whole]
    shares = {id(piece): _share(sketch, piece.spans[sketch.report_id]) for piece in whole}
    mainly = max(whole, key=lambda piece: shares[id(piece)], default=None)
    found: list[Piece | None] = []
    for start, end in sentences:
        best, most = mainly, SAME_PLACE * (end - start)
        for piece in held:
            common = sum(max(0, min(end, s.end) - max(start, s.start)) for s in piece.spans[sketch.report_id])
            if common > most:
                best, most = piece, common
        found.append(best)
    return found
