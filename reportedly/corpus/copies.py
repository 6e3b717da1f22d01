"""Which passages stand in two reports, and how much of each: found without comparing all with all.

Candidates share a run of five words whose hash is divisible by SAMPLE. They are then compared in full: the share of
the shorter text's runs that stand in the other, quotations left out, for those may be two reporters' own notes.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U64
from reportedly.corpus.sketch import Sketch, text_shingles
from reportedly.model.values import record

RUN = 5  # words
SAMPLE = 4  # one in so many runs makes a candidate
COPY_FROM = 0.42  # of the shorter text: a copy. Best of .30-.60 on reuse_pairs_dev: F1 .90 (.84 at .45), 2026-11-24
PASSAGES_FROM = 0.12  # below that, what is shared is names and phrases
MIN_RUNS = 4  # shared, below that chance
GAP_WORDS = 8  # an edit of so many words does not end a passage
MIN_PASSAGE_WORDS = 8
FIRST = 3  # where a run is common, a report is compared with so many of the first that have it
NEAR = 3  # and with so many just before it
HOUSE_REPORTS = 4  # of one outlet with the same run: its house's words, not a text that was copied
NO_DAY = 10**9
NO_RUN = np.uint64(0)
HOUSE_DAYS = 30  # or so long between the first and the last report with it: background that is written again and again


@record
class Shared:
    """What two reports have in common. `share`: 0..1, of the shorter one's runs of words outside quotations."""

    a: Sketch
    b: Sketch
    share: float
    passages: NDArray[np.int32]  # rows of (start, end in a, start, end in b), in the order of a
    in_a: float  # 0..1, how much of the words of a the passages hold
    in_b: float


class Runs:
    """The runs of one report as they are compared, made when first asked for."""

    __slots__ = ("every", "outside", "sketch")

    def __init__(self, sketch: Sketch, house: U64) -> None:
        """house: runs that make no copy, sorted."""
        self.sketch = sketch
        self.every, kept = text_shingles(sketch, RUN)
        if len(house):
            foreign = ~np.isin(self.every, house)
            self.every = np.where(foreign, self.every, NO_RUN)
            kept &= foreign
        self.outside = np.unique(self.every[kept])


def sampled(sketch: Sketch) -> U64:
    """The runs by which candidates are found, sorted."""
    found, unquoted = text_shingles(sketch, RUN)
    found = found[unquoted]
    return np.unique(found[found % np.uint64(SAMPLE) == 0])


def is_house(begins: NDArray[np.int64], outlets: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For the runs of all reports, in blocks of the same run, whether the block's run stands there as a house's words.

    begins: where the block of each begins. outlets, days: of the report that holds it; -1 where not known.
    """
    n = len(begins)
    if not n:
        return np.zeros(0, dtype=np.bool_)
    order = np.lexsort((outlets, begins))
    told = outlets[order]
    new = np.concatenate(([True], (begins[order][1:] != begins[order][:-1]) | (told[1:] != told[:-1])))
    starts = np.flatnonzero(new)
    often = (np.diff(np.append(starts, n)) >= HOUSE_REPORTS) & (told[starts] >= 0)
    house = np.zeros(n, dtype=np.bool_)
    house[begins[order][starts[often]]] = True
    firsts = np.unique(begins)
    known = days >= 0
    earliest = np.minimum.reduceat(np.where(known, days, NO_DAY), firsts)
    latest = np.maximum.reduceat(np.where(known, days, -1), firsts)
    long = (latest - earliest > HOUSE_DAYS) & (np.add.reduceat(known.astype(np.int64), firsts) >= HOUSE_REPORTS)
    house[firsts[long]] = True
    return house[begins]


def shared(a: Runs, b: Runs) -> Shared | None:
    """None where they share next to nothing."""
    common = len(np.intersect1d(a.outside, b.outside, assume_unique=True))
    shorter = min(len(a.outside), len(b.outside))
    if common < MIN_RUNS or common < PASSAGES_FROM * shorter:
        return None
    found = _passages(a.every, b.every)
    if not found:
        return None
    spans = [(*a.sketch.between(i, i + n - 1), *b.sketch.between(j, j + m - 1)) for i, j, n, m in found]
    return Shared(
        a=a.sketch,
        b=b.sketch,
        share=round(common / shorter, 4),
        passages=np.array(spans, dtype=np.int32),
        in_a=round(_held(((i, n) for i, _, n, _ in found), len(a.sketch.words)), 4),
        in_b=round(_held(((j, m) for _, j, _, m in found), len(b.sketch.words)), 4),
    )


def _held(stretches: Iterable[tuple[int, int]], n_words: int) -> float:
    mask = np.zeros(n_words, dtype=np.bool_)
    for first, n in stretches:
        mask[first : first + n] = True
    return float(mask.mean()) if n_words else 0.0


def _passages(a: U64, b: U64) -> list[tuple[int, int, int, int]]:
    """(first word in a, first word in b, words in a, words in b), in the order of a."""
    order = np.argsort(b, kind="stable")
    at = np.minimum(np.searchsorted(b[order], a), len(b) - 1)
    match: NDArray[np.int64] = np.where((b[order][at] == a) & (a != NO_RUN), order[at], -1)  # the first such run in b
    in_a = np.flatnonzero(match >= 0)
    in_b = match[in_a]
    if not len(in_a):
        return []
    step_a, step_b = np.diff(in_a), np.diff(in_b)
    ends = (step_a > GAP_WORDS + RUN) | (step_b <= 0) | (step_b > GAP_WORDS + RUN)
    firsts = np.concatenate(([0], np.flatnonzero(ends) + 1))
    lasts = np.concatenate((np.flatnonzero(ends), [len(in_a) - 1]))
    found = zip(
        in_a[firsts].tolist(),
        in_b[firsts].tolist(),
        (in_a[lasts] - in_a[firsts] + RUN).tolist(),
        (in_b[lasts] - in_b[firsts] + RUN).tolist(),
        strict=True,
    )
    return [p for p in found if p[2] >= MIN_PASSAGE_WORDS and p[3] >= MIN_PASSAGE_WORDS]
