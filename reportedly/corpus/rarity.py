"""How much a word tells: by its rank among the words of the language, a fixed table.

Counting the words of the corpus itself would tell more, but then every new report would change every likeness.
"""

from functools import cache
from importlib import resources
from math import log

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U32, hashed

WORDS = "resources/en/model/words/vocabulary.txt"  # pieces by rank; see the card beside it


@cache
def _table() -> tuple[U32, NDArray[np.float32]]:
    """Hashes of the listed words, sorted, and their weights from 0 to 1."""
    text = (resources.files("reportedly") / WORDS).read_text(encoding="utf-8")
    whole = [word for word in text.split("\n") if word and not word.startswith(("[", "##"))]
    letters, listed = [word for word in whole if len(word) == 1], [word for word in whole if len(word) > 1]
    top = log(len(listed))
    hashes = np.array([hashed(word) for word in (*letters, *listed)], dtype=np.uint32)
    ranked = [log(rank) / top for rank in range(1, len(listed) + 1)]
    weights = np.array([0.0] * len(letters) + ranked, dtype=np.float32)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], weights[order]


def weights_of(words: U32) -> NDArray[np.float32]:
    """0 for the commonest word and for 0 (none), 1 for one that is not listed."""
    hashes, weights = _table()
    at = np.minimum(np.searchsorted(hashes, words), len(hashes) - 1)
    found = np.where(hashes[at] == words, weights[at], np.float32(1.0))
    return np.where(words == 0, np.float32(0.0), found).astype(np.float32)


@cache
def _by_hash() -> dict[int, float]:
    hashes, weights = _table()
    return dict(zip(hashes.tolist(), weights.tolist(), strict=True))


def weight_of(word: int) -> float:
    """As weights_of, of the hash of one word."""
    return _by_hash().get(word, 1.0)
