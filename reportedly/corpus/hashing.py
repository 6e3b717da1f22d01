"""Words and names as numbers: the same on every machine and in every run, so that results can be compared by bytes."""

from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd; Knuth's golden-ratio multiplier
_STEP = np.uint64(0xD6E8FEB86659FD93)  # odd; from SplitMix64's family


@lru_cache(maxsize=1 << 17)
def hashed(word: str) -> int:
    """32 bits of the word, never 0: 0 means "none" in every column."""
    return crc32(word.encode("utf-8", "surrogatepass")) or 1


def joined(*parts: int) -> int:
    """32 bits of several numbers in order, never 0."""
    return crc32(b"".join(part.to_bytes(4, "little") for part in parts)) or 1


def shingles(words: U32, n: int) -> U64:
    """64 bits for every run of n words, in order; empty where there are fewer."""
    if len(words) < n:
        return np.zeros(0, dtype=np.uint64)
    wide = words.astype(np.uint64)
    total = np.zeros(len(words) - n + 1, dtype=np.uint64)
    for i in range(n):
        total = (total + wide[i : len(wide) - n + 1 + i]) * _MIX
        total ^= total >> np.uint64(29)
        total *= _STEP
    return total ^ (total >> np.uint64(32))
