"""What is known of all reports together, and kept when more come: which texts are alike, which claims are."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.blocks import Ints, counted, members_of, pairs_in, sorted_blocks, whole_blocks
from reportedly.corpus.copies import FIRST, NEAR, Runs, Shared, is_house, sampled, shared
from reportedly.corpus.hashing import U64
from reportedly.corpus.likeness import Columns
from reportedly.corpus.occurrences import Group, candidates, groups_of, linked, lots_of, pieces
from reportedly.corpus.sketch import CLAIM, N_TOPIC, Claims, Sketch

KEPT_RUNS = 4096  # reports whose runs are held at once, 6 KB each
CERTAIN = 2  # runs that two reports must share before they are compared, where they have enough of them
FEW = 16
NONE = np.zeros(0, dtype=np.int64)


class Texts:
    """Which reports share text. Reports are numbered as they come; ranks order them by publication."""

    def __init__(self) -> None:
        self.shared: dict[int, Shared] = {}  # by the code of the pair
        self._runs: U64 = np.zeros(0, dtype=np.uint64)
        self._holders: Ints = NONE
        self._n_runs: Ints = NONE  # of each report
        self._known: Ints = NONE
        self._house: U64 = np.zeros(0, dtype=np.uint64)
        self._cache: dict[int, Runs] = {}

    def add(self, sketches: list[Sketch], ranks: Ints) -> None:
        """sketches: those known first, the new ones behind."""
        new = [sampled(sketch) for sketch in sketches[len(self._n_runs) :]]
        sizes = np.array([len(runs) for runs in new], dtype=np.int64)
        self._holders = np.concatenate((self._holders, np.repeat(np.arange(len(new)) + len(self._n_runs), sizes)))
        self._runs = np.concatenate((self._runs, *new))
        self._n_runs = np.concatenate((self._n_runs, sizes))
        changed, codes = self._candidates(sketches, ranks)
        again = NONE
        if len(changed):
            a, b = members_of(codes)
            again = codes[np.isin(a, changed) | np.isin(b, changed)]
        for code in np.setdiff1d(self._known, codes).tolist():
            self.shared.pop(code, None)
        for code in np.union1d(np.setdiff1d(codes, self._known), again).tolist():
            pair = sorted((code >> 32, code & 0xFFFFFFFF), key=lambda place: sketches[place].report_id)
            found = shared(*(self._of(place, sketches) for place in pair))
            if found is not None:
                self.shared[code] = found
            else:
                self.shared.pop(code, None)
        self._known = codes
        self._cache.clear()

    def _candidates(self, sketches: list[Sketch], ranks: Ints) -> tuple[Ints, Ints]:
        """Reports that hold a run that has become a house's words, or is no longer; and the pairs to compare."""
        runs, members, begins = sorted_blocks(self._runs, self._holders, ranks)
        house = is_house(begins, _outlets(sketches)[members], _days(sketches)[members])
        before, self._house = self._house, np.unique(runs[house])
        changed = np.unique(members[np.isin(runs, np.setxor1d(before, self._house))])
        codes, times = counted(pairs_in(*whole_blocks(members, begins, ~house), first=FIRST, near=NEAR))
        a, b = members_of(codes)
        few = np.minimum(self._n_runs[a], self._n_runs[b]) < FEW
        return changed, codes[few | (times >= CERTAIN)]

    def _of(self, place: int, sketches: list[Sketch]) -> Runs:
        found = self._cache.get(place)
        if found is None:
            if len(self._cache) >= KEPT_RUNS:
                self._cache.clear()
            found = self._cache[place] = Runs(sketches[place], self._house)
        return found


def _outlets(sketches: list[Sketch]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array(
        [-1 if s.outlet is None else numbers.setdefault(s.outlet, len(numbers)) for s in sketches], dtype=np.int64
    )


def _days(sketches: list[Sketch]) -> Ints:
    return np.array([_day(s.published) for s in sketches], dtype=np.int64)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published is not None else -1
    except ValueError:
        return -1


class Claimed:
    """All claims side by side, and which are linked. Claims are numbered as they come."""

    def __init__(self) -> None:
        self.claims: Claims = np.zeros(0, dtype=CLAIM)
        self.report: Ints = NONE  # the number of each claim's report
        self.n_claims: list[int] = []  # of each report
        self.ids: list[str] = []
        self.names: dict[int, str] = {}  # what the numbers in `claims` stand for
        self.ranks: Ints = NONE  # of each claim: by its report's, then as it stands there
        self._topics = np.zeros((0, N_TOPIC), dtype=np.uint32)
        self._told = np.zeros((0, N_TOPIC), dtype=np.uint8)
        self._known: Ints = NONE
        self._codes: Ints = NONE
        self._alike: NDArray[np.float64] = np.zeros(0)
        self._groups: dict[tuple[int, ...], tuple[Group, ...]] = {}

    def add(self, sketches: list[Sketch], ranks: Ints) -> None:
        """sketches: those known first, the new ones behind."""
        known = len(self._topics)
        new = sketches[known:]
        self.claims = np.concatenate((self.claims, *(s.claims for s in new)))
        sizes = np.array([len(s.claims) for s in new], dtype=np.int64)
        self.n_claims.extend(sizes.tolist())
        self.report = np.concatenate((self.report, np.repeat(np.arange(known, len(sketches)), sizes)))
        self._topics = np.concatenate((self._topics, [s.topic for s in new]))
        self._told = np.concatenate((self._told, [s.topic_told for s in new]))
        for sketch in new:
            self.ids.extend(sketch.claim_ids)
            for key, name in sketch.names:
                if self.names.setdefault(key, name) > name:  # one naming of many, whatever the order
                    self.names[key] = name
        order = np.lexsort((np.arange(len(self.claims)), ranks[self.report]))
        self.ranks = np.empty(len(order), dtype=np.int64)
        self.ranks[order] = np.arange(len(order))
        self._link()

    @property
    def compared(self) -> Ints:
        """The pairs of claims that were compared, as codes."""
        return self._known

    def score_again(self) -> None:
        """After a change of the model."""
        self._codes, self._alike = linked(self.columns(), self._known)
        self._groups = {}

    def _link(self) -> None:
        codes = candidates(self.claims, self.report, self._topics, self.ranks)
        kept = np.isin(self._codes, codes, assume_unique=True)
        new, alike = linked(self.columns(), np.setdiff1d(codes, self._known, assume_unique=True))
        every = np.concatenate((self._codes[kept], new))
        order = np.argsort(every, kind="stable")
        self._known, self._codes = codes, every[order]
        self._alike = np.concatenate((self._alike[kept], alike))[order]

    def columns(self) -> Columns:
        """All claims as they are compared."""
        return Columns(self.claims, self.report, (self._topics, self._told), self.names)

    def groups(self) -> Iterator[Group]:
        """All claims in groups. What was found for claims that nothing new is linked with is used again."""
        lots = lots_of(pieces(len(self.claims), self._codes, self._alike))
        unknown = [lot for lot in lots if len(lot) > 1 and lot not in self._groups]
        found = dict(zip(unknown, groups_of(self.columns(), unknown, self.ranks), strict=True))
        self._groups = {lot: found.get(lot) or self._groups[lot] for lot in lots if len(lot) > 1}
        for lot in lots:
            if len(lot) == 1:
                yield Group(members=lot, links=(), stages=())
            else:
                yield from self._groups[lot]
