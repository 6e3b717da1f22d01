"""How like two words are by their word vectors ("kill", "shoot"): those of the word table, never trained here."""

from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U32

FOLDER = "resources/en/model/words"


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8], NDArray[np.float32]]:
    folder = resources.files("reportedly") / FOLDER
    words = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    with (folder / "vectors.npz").open("rb") as file, np.load(file) as read:
        rows, scale = read["rows"], read["scale"]
    return {word: i for i, word in enumerate(words) if i < len(rows)}, rows, scale


@lru_cache(maxsize=20_000)
def vector_of(word: str) -> NDArray[np.float32] | None:
    """The mean of its pieces, of length 1; None where one is not in the table."""
    place, rows, scale = _table()
    total = np.zeros(rows.shape[1], dtype=np.float32)
    for part in word.casefold().split():
        for piece in _pieces(part, place):
            if piece is None:
                return None
            total += rows[piece].astype(np.float32) * scale[piece]
    length = float(np.linalg.norm(total))
    return total / length if length else None


def _pieces(word: str, place: dict[str, int]) -> list[int | None]:
    """Longest pieces first, as the vocabulary was made."""
    found: list[int | None] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = place.get(word[start:end] if start == 0 else "##" + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return [None]
    return found


def trigger_likeness(a: U32, b: U32, lemmas: dict[int, str]) -> NDArray[np.float64]:
    """Cosine of each pair of lemmas, 1 for the same, 0 where either is not in the table; never below 0."""
    codes, place = np.unique(a.astype(np.uint64) << np.uint64(32) | b.astype(np.uint64), return_inverse=True)
    found = np.array([_cosine(int(code >> np.uint64(32)), int(code & np.uint64(0xFFFFFFFF)), lemmas) for code in codes])
    result: NDArray[np.float64] = found[place] if len(found) else np.zeros(0)
    return result


def _cosine(a: int, b: int, lemmas: dict[int, str]) -> float:
    if a == b:
        return 1.0
    one, other = vector_of(lemmas.get(a, "")), vector_of(lemmas.get(b, ""))
    return max(0.0, float(one @ other)) if one is not None and other is not None else 0.0
