"""From the tagger's scores to spans and links: windows, the best labels (Viterbi), who is linked to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.tagger_words import Ints, Words

Floats = NDArray[np.float32]

SOURCE, CUE, CONTENT = range(3)
EDGE = 6  # column of Words.features
SENTENCE, PARAGRAPH = 2, 3  # its values for the first word of one


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of words of one role; last included."""

    role: int
    first: int
    last: int
    sureness: float  # mean probability of the role over its words


def windows_of(words: Words, room: int, joined: frozenset[int] = frozenset()) -> Iterator[tuple[int, int]]:
    """(first, stop) of what is read together, at most `room` pieces each: a paragraph, cut by sentences if too long.

    `joined`: paragraphs (by part) that are read with the one before. Nothing else of another paragraph is seen, so that
    a sentence added there changes nothing here.
    """
    sizes = np.array([len(p) for p in words.pieces], dtype=np.int64)
    before = np.concatenate([[0], np.cumsum(sizes)])
    edge = words.features[:, EDGE] if len(words) else sizes
    apart = [i for i in np.flatnonzero(edge == PARAGRAPH).tolist() if i and int(words.paragraph[i]) not in joined]
    first = 0
    for end in (*apart, len(words)):
        while first < end:
            stop = max(int(np.searchsorted(before, before[first] + room, side="right")) - 1, first + 1)
            stop = end if stop >= end else _good_end(edge[first + 1 : stop + 1], first, stop)
            yield first, stop
            first = stop


def _good_end(edge: Ints, first: int, stop: int) -> int:
    sentences = np.flatnonzero(edge >= SENTENCE)
    if len(sentences) and sentences[-1] > len(edge) // 2:
        return first + 1 + int(sentences[-1])
    return stop


def probabilities(scores: Floats) -> Floats:
    """Along the last axis; they sum to 1."""
    grown: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = (grown / grown.sum(-1, keepdims=True)).astype(np.float32)
    return shares


def best_labels(scores: list[Floats], moves: Floats) -> list[list[int]]:
    """The best path of labels through each window, all windows at once. A window begins as if after label 0."""
    order = sorted(range(len(scores)), key=lambda k: -len(scores[k]))  # those still running are the first rows
    lengths = np.array([len(scores[k]) for k in order])
    n = int(lengths[0]) if len(lengths) else 0
    table = np.zeros((len(order), n, len(moves)), dtype=np.float32)
    for row, k in enumerate(order):
        table[row, : len(scores[k])] = scores[k]
    came_from = np.zeros(table.shape, dtype=np.int8)
    alive = np.searchsorted(-lengths, -np.arange(n), side="left")
    state = table[:, 0] + moves[0] if n else table.sum(1)
    for t in range(1, n):
        m = alive[t]
        paths = state[:m, :, None] + moves
        came_from[:m, t] = paths.argmax(1)
        state[:m] = paths.max(1) + table[:m, t]
    found: list[list[int]] = [[] for _ in scores]
    for row, k in enumerate(order):
        label = int(state[row].argmax())
        path = [label]
        for step in came_from[row, lengths[row] - 1 : 0 : -1].tolist():
            label = step[label]
            path.append(label)
        found[k] = path[::-1]
    return found


def fragments_of(labels: list[int], shares: Floats) -> list[Fragment]:
    """Runs of one role in a window. Labels: 0 outside, then first word and later word of each role."""
    found: list[Fragment] = []
    first = 0
    for i in range(1, len(labels) + 1):
        if i < len(labels) and labels[i] and labels[i] % 2 == 0:
            continue  # goes on
        if labels[first]:
            role = (labels[first] - 1) // 2
            sure = shares[first:i, 2 * role + 1 : 2 * role + 3].sum(1).mean()
            found.append(Fragment(role, first, i - 1, float(sure)))
        first = i
    return found
