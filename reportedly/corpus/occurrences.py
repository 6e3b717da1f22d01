"""Which claims are about the same thing: candidates by cheap keys, likenesses by a model, groups by their mean.

What is planned, demanded or supposed, and what is said to have happened, are two occurrences, linked as stages of one
thing. Asserted and denied are one: that is a disagreement.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.blocks import Ints, components, counted, members_of, pairs_in, sizes, sorted_blocks, whole_blocks
from reportedly.corpus.hashing import U64
from reportedly.corpus.likeness import Columns, model, reasons, scores
from reportedly.corpus.sketch import STATUSES, Claims
from reportedly.model.claim import Status
from reportedly.model.values import record

FIRST, NEAR = 4, 8  # with how many of the first, and of those just before it, a claim is compared in a large block
HITS = 2  # keys that two claims must share: of one alone there are more by chance, the larger the corpus;
RARE = 12  # but one that no more claims than this share does alone
N_TOPIC_KEYS = 8
N_WORD_KEYS = 4
LARGE = 120  # claims in one component; above, weaker links are cut until the pieces are smaller
STEP = 0.05
AHEAD = np.isin(
    np.arange(len(STATUSES)),
    [STATUSES.index(s) for s in (Status.PLANNED, Status.DEMANDED, Status.HYPOTHETICAL, Status.ABANDONED)],
)
_SALT = [np.uint64(0x9E3779B97F4A7C15 * odd % 2**64) for odd in (1, 3, 5, 7, 9, 11, 13)]


@record
class Group:
    """Claims about one thing, by their places; `links` tells for every one but the first what it was joined by."""

    members: tuple[int, ...]  # by rank
    links: tuple[tuple[int, int, float, tuple[str, ...]], ...]  # (claim, earlier claim, likeness, reasons)
    stages: tuple[int, ...]  # the first claims of the groups that are this one planned, or this one done


def candidates(claims: Claims, report: Ints, topics: NDArray[np.uint32], ranks: Ints) -> Ints:
    """Pairs of claims worth comparing, as codes, sorted."""
    found = hits = np.zeros(0, dtype=np.int64)
    for keys in _keys(claims, report, topics):
        codes, times = [found], [hits]
        for column in keys:
            told = np.flatnonzero(column != 0)
            _, members, begins = sorted_blocks(column[told], told, ranks)
            rare = sizes(begins) <= RARE
            for kept, worth in ((rare, HITS), (~rare, 1)):
                codes.append(pairs_in(*whole_blocks(members, begins, kept), first=FIRST, near=NEAR))
                times.append(np.full(len(codes[-1]), worth))
        found, hits = counted(np.concatenate(codes), np.concatenate(times))
    return found[hits >= HITS]


def _keys(claims: Claims, report: Ints, topics: NDArray[np.uint32]) -> Iterator[list[U64]]:
    """Columns of keys, 0 where a claim has none."""
    lemma, kind = claims["lemma"], claims["type"]
    yield [_key(0, claims["stem"], topics[report, i]) for i in range(N_TOPIC_KEYS)]
    yield [_key(6, kind, claims["mode"], topics[report, i]) for i in range(N_TOPIC_KEYS // 2)]
    words = claims["words"][:, :N_WORD_KEYS]
    ordered = np.sort(words, axis=1)
    yield [_key(1, ordered[:, i], ordered[:, j]) for i, j in combinations(range(N_WORD_KEYS), 2)]
    yield [_key(2, kind, claims["actors"][:, 0], claims["recipients"][:, 0])]
    yield [_key(3, kind, claims["places"][:, i], claims["days"][:, 0].astype(np.uint32)) for i in range(2)]
    yield [_key(4, lemma, claims["actors"][:, i]) for i in range(2)]
    yield [_key(5, lemma, claims["recipients"][:, i]) for i in range(2)]


def _key(kind: int, *columns: NDArray[np.uint32]) -> U64:
    """64 bits over the columns; 0 where any of them is."""
    total = np.full(len(columns[0]), _SALT[kind], dtype=np.uint64)
    told = np.ones(len(columns[0]), dtype=np.bool_)
    for column in columns:
        told &= column != 0
        total = (total ^ column.astype(np.uint64)) * _SALT[1]
        total ^= total >> np.uint64(31)
    return np.where(told, total | np.uint64(1), np.uint64(0))


def linked(columns: Columns, codes: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Those of the candidates that are alike enough to be looked at together, with their likeness."""
    a, b = members_of(codes)
    found = scores(columns, a, b)
    kept = found >= model().linked_from
    return codes[kept], found[kept]


def pieces(n_claims: int, codes: Ints, alike: NDArray[np.float64]) -> Ints:
    """For each claim the least claim of its lot: those that are linked, none larger than LARGE unless all its links
    are of the strongest.

    A lot is a function of the links among its own claims alone. Lots that are too large lose their weaker links, all of
    them together in one pass a STEP, so that the time does not grow with the number of their parts.
    """
    lot = components(n_claims, codes)
    for least in np.arange(model().linked_from + STEP, 1, STEP):
        large = np.bincount(lot, minlength=n_claims)[lot] > LARGE
        if not large.any():
            break
        inside = large[codes >> 32] & (alike >= round(float(least), 4))
        codes, alike = codes[inside], alike[inside]
        cut = components(n_claims, codes)
        lot = np.where(large, cut, lot)
    return lot


def lots_of(lot: Ints) -> list[tuple[int, ...]]:
    """The members of each lot, by the least of them."""
    order = np.argsort(lot, kind="stable")
    ends = [*(np.flatnonzero(np.diff(lot[order])) + 1).tolist(), len(lot)]
    members = order.tolist()
    return [tuple(members[start:end]) for start, end in pairwise([0, *ends]) if end > start]


def groups_of(columns: Columns, lots: Iterable[tuple[int, ...]], ranks: Ints) -> Iterator[tuple[Group, ...]]:
    """The groups that each lot falls into, in the order of the lots."""
    ordered = [sorted(lot, key=lambda claim: int(ranks[claim])) for lot in lots]
    held: list[list[int]] = []
    n_pairs = 0
    for lot in ordered:
        held.append(lot)
        n_pairs += len(lot) * (len(lot) - 1) // 2
        if n_pairs > 100_000:
            yield from _grouped(columns, held)
            held, n_pairs = [], 0
    yield from _grouped(columns, held)


def _grouped(columns: Columns, lots: list[list[int]]) -> Iterator[tuple[Group, ...]]:
    """Scores all pairs of all lots in one go."""
    ends = [np.triu_indices(len(lot), 1) for lot in lots]
    a = np.concatenate([np.array(lot)[i] for lot, (i, _) in zip(lots, ends, strict=True)]) if lots else np.zeros(0)
    b = np.concatenate([np.array(lot)[j] for lot, (_, j) in zip(lots, ends, strict=True)]) if lots else np.zeros(0)
    found = scores(columns, a.astype(np.int64), b.astype(np.int64))
    parts: list[tuple[list[int], list[list[int]], NDArray[np.float64], NDArray[np.bool_]]] = []
    joins: list[tuple[int, int]] = []
    at = 0
    for lot, (i, j) in zip(lots, ends, strict=True):
        alike = np.zeros((len(lot), len(lot)))
        alike[i, j] = alike[j, i] = found[at : at + len(i)]
        at += len(i)
        ahead = AHEAD[columns.claims["status"][lot]]
        clusters = _clusters(alike, ahead)
        parts.append((lot, clusters, alike, ahead))
        joins.extend((lot[x], lot[y]) for cluster in clusters for x, y in _joins(cluster, alike))
    why = dict(zip(joins, _reasons(columns, joins), strict=True))
    for lot, clusters, alike, ahead in parts:
        yield tuple(
            Group(
                members=tuple(lot[x] for x in cluster),
                links=tuple(
                    (lot[x], lot[y], float(alike[x, y]), why[lot[x], lot[y]]) for x, y in _joins(cluster, alike)
                ),
                stages=tuple(
                    lot[other[0]]
                    for other in clusters
                    if ahead[other[0]] != ahead[cluster[0]] and _is_stage(cluster, other, alike)
                ),
            )
            for cluster in clusters
        )


def _reasons(columns: Columns, joins: list[tuple[int, int]]) -> list[tuple[str, ...]]:
    if not joins:
        return []
    pairs = np.array(joins, dtype=np.int64)
    return reasons(columns, pairs[:, 0], pairs[:, 1])


def _clusters(alike: NDArray[np.float64], ahead: NDArray[np.bool_]) -> list[list[int]]:
    """Joins the two groups with the highest mean likeness until none reaches `same_from`; never what is ahead with
    what is done."""
    n = len(alike)
    if n == 1:
        return [[0]]
    mean = np.where(ahead[:, None] == ahead[None, :], alike, -1.0)
    np.fill_diagonal(mean, -1.0)
    size = np.ones(n)
    held: list[list[int]] = [[i] for i in range(n)]
    while True:
        best = int(np.argmax(mean))
        i, j = divmod(best, n)
        if mean[i, j] < model().same_from:
            break
        i, j = min(i, j), max(i, j)
        joined = (mean[i] * size[i] + mean[j] * size[j]) / (size[i] + size[j])
        joined[(mean[i] < 0) | (mean[j] < 0)] = -1.0
        mean[i, :] = mean[:, i] = np.round(joined, 6)
        mean[j, :] = mean[:, j] = -1.0
        mean[i, i] = -1.0
        size[i] += size[j]
        held[i] += held[j]
        held[j] = []
    return [sorted(cluster) for cluster in held if cluster]


def _joins(cluster: list[int], alike: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """For every claim but the first, the earlier one that is most like it."""
    for n, x in enumerate(cluster[1:], 1):
        yield x, max(cluster[:n], key=lambda y: (alike[x, y], -y))


def _is_stage(cluster: list[int], other: list[int], alike: NDArray[np.float64]) -> bool:
    """Two groups that would be one but that one is ahead and the other done."""
    return bool(alike[np.ix_(cluster, other)].mean() >= model().same_from)
