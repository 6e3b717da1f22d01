"""Who is compared with whom: all that share a key, and in a large block only the first and the nearest.

Time and memory grow with the number of keys, not with the square of anything. Which pairs a block gives depends on its
members and their order alone, so the order in which reports came in leaves no trace.
"""

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U64

Ints = NDArray[np.int64]


def sorted_blocks(keys: U64, members: Ints, ranks: Ints) -> tuple[Ints, Ints]:
    """Members by key and, within a key, by rank; and for each the place where its block begins."""
    order = np.lexsort((ranks[members], keys))
    keys, members = keys[order], members[order]
    new = np.concatenate(([True], keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=np.bool_)
    return members, np.maximum.accumulate(np.where(new, np.arange(len(keys)), 0))


def pairs_in(members: Ints, begins: Ints, *, first: int, near: int) -> tuple[Ints, Ints]:
    """Pairs as codes (lower member * 2**32 + higher), sorted, each once, and how many blocks gave each.

    Every member is paired with the `near` members before it and with the `first` ones of its block.
    """
    at = np.arange(len(members))
    codes = np.zeros(0, dtype=np.int64)
    times = np.zeros(0, dtype=np.int64)
    for step in range(1, near + first + 1):
        if step <= near:
            right = at[at - step >= begins]
            left = right - step
        else:
            right = at[at - near > begins + (step - near - 1)]
            left = begins[right] + (step - near - 1)
        if not len(right):
            continue
        codes, times = _added(codes, times, code_of(members[left], members[right]))
    return codes, times


def code_of(a: Ints, b: Ints) -> Ints:
    """Pairs of different members; a pair of one with itself is left out."""
    different = a != b
    low, high = np.minimum(a[different], b[different]), np.maximum(a[different], b[different])
    codes: Ints = (low << 32) | high
    return codes


def members_of(codes: Ints) -> tuple[Ints, Ints]:
    return codes >> 32, codes & 0xFFFFFFFF


def _added(codes: Ints, times: Ints, more: Ints) -> tuple[Ints, Ints]:
    new, new_times = np.unique(more, return_counts=True)
    every = np.concatenate((codes, new))
    order = np.argsort(every, kind="stable")
    every, both = every[order], np.concatenate((times, new_times))[order]
    if not len(every):
        return every, both
    begins = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    return every[begins], np.add.reduceat(both, begins)


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
