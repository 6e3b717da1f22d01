"""Who is compared with whom: all that share a key, and in a large block only the first and the nearest.

Time and memory grow with the number of keys, not with the square of anything. Which pairs a block gives depends on its
members and their order alone, so the order in which reports came in leaves no trace.
"""

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U64

Ints = NDArray[np.int64]


def sorted_blocks(keys: U64, members: Ints, ranks: Ints) -> tuple[U64, Ints, Ints]:
    """The keys in order; members by key and, within a key, by rank; and for each the place where its block begins."""
    order = np.lexsort((ranks[members], keys))
    keys, members = keys[order], members[order]
    new = np.concatenate(([True], keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=np.bool_)
    return keys, members, np.maximum.accumulate(np.where(new, np.arange(len(keys)), 0))


def sizes(begins: Ints) -> Ints:
    """For each member how many its block has."""
    found: Ints = np.bincount(begins, minlength=1)[begins]
    return found


def whole_blocks(members: Ints, begins: Ints, kept: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Only some of the blocks. kept: for each member whether its block is; the same for all of a block."""
    return members[kept], (begins - np.cumsum(~kept)[begins])[kept]


def pairs_in(members: Ints, begins: Ints, *, first: int, near: int) -> Ints:
    """Pairs as codes (lower member * 2**32 + higher), as often as the blocks give them, in no order.

    Every member is paired with the `near` members before it and with the `first` ones of its block.
    """
    at = np.arange(len(members))
    codes = []
    for step in range(1, near + 1):
        right = at[at - step >= begins]
        codes.append(code_of(members[right - step], members[right]))
    for step in range(first):
        right = at[at - near > begins + step]
        codes.append(code_of(members[begins[right] + step], members[right]))
    return np.concatenate(codes)


def counted(codes: Ints, times: Ints | None = None) -> tuple[Ints, Ints]:
    """The different codes, sorted, and how often each stands there; times: how often one counts, 1 if not given."""
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    if not len(codes):
        return codes, codes
    begins = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    if times is None:
        return codes[begins], np.diff(np.append(begins, len(codes)))
    return codes[begins], np.add.reduceat(times[order], begins)


def code_of(a: Ints, b: Ints) -> Ints:
    """Pairs of different members; a pair of one with itself is left out."""
    different = a != b
    low, high = np.minimum(a[different], b[different]), np.maximum(a[different], b[different])
    codes: Ints = (low << 32) | high
    return codes


def members_of(codes: Ints) -> tuple[Ints, Ints]:
    return codes >> 32, codes & 0xFFFFFFFF


def components(n: int, codes: Ints) -> Ints:
    """For each of n members the least member that it is linked with, over any number of links."""
    parent = np.arange(n)
    a, b = members_of(codes)
    while True:
        low = np.minimum(parent[a], parent[b])
        before = parent.copy()
        np.minimum.at(parent, parent[a], low)
        np.minimum.at(parent, parent[b], low)
        parent = parent[parent]
        if np.array_equal(before, parent):
            return parent
