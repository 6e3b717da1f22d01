"""The words that the tagger reads, as numbers: word pieces, and what the parse and the marks say of each word."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LENGTH, ORTH, SENT_START, TAG
from spacy.strings import get_string_id

from reportedly.model.report import READ_PARTS
from reportedly.reading.reading import Reading

Ints = NDArray[np.int64]

COLUMNS = ("tag", "dep", "head", "entity", "shape", "quotation", "edge")  # of Words.features; 0 = not known
HEAD_STEPS = (1, 2, 3, 5, 8, 13, 21)  # bounds of the buckets of the distance to the head, in words
SHAPES = 7
QUOTATION_STATES = 7  # outside; opening mark, inside, closing mark of speech; the same of a scare quotation
EDGES = 4  # within a sentence, its first word, the first word of a paragraph
UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"
MAX_PIECES = 12  # of one word; a URL would fill a window
MAX_WORD_CHARS = 100


@dataclass(frozen=True, slots=True)
class Tables:
    """Label lists of the parse the model was trained on; a label that is not among them counts as not known."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]
    entities: tuple[str, ...]

    def sizes(self) -> tuple[int, ...]:
        """How many values each column of COLUMNS may take."""
        return (
            1 + len(self.tags),
            1 + len(self.deps),
            2 + 2 * (len(HEAD_STEPS) + 1),
            2 + 2 * len(self.entities),
            SHAPES,
            QUOTATION_STATES + 1,
            EDGES,
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the parts that are read, white space left out; all arrays run over them."""

    token_i: Ints
    start: Ints
    end: Ints
    paragraph: Ints  # index into report.parts
    head: Ints  # index of the head's word; -1: a root, or its head is not read
    features: Ints  # one row a word, COLUMNS
    pieces: tuple[tuple[int, ...], ...]  # ids of the word pieces, at least one a word

    def __len__(self) -> int:
        return len(self.token_i)


class Pieces:
    """Splits words into the pieces of a BERT vocabulary (lower case, accents dropped, greedy longest match)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._of_word: dict[int, tuple[tuple[int, ...], int]] = {}

    @cached_property
    def _unknown(self) -> int:
        return self.ids[UNKNOWN]

    def of(self, word: str) -> tuple[int, ...]:
        """At least one id, at most MAX_PIECES."""
        if len(word) > MAX_WORD_CHARS:
            return (self._unknown,)
        found: list[int] = []
        for run in _runs(word):
            found += self._greedy(run)
        return tuple(found[:MAX_PIECES]) or (self._unknown,)

    def with_shape(self, orth: int, word: str) -> tuple[tuple[int, ...], int]:
        """The same with the word's shape, remembered by the parse's id of the word form."""
        known = self._of_word.get(orth)
        if known is None:
            if len(self._of_word) > 200_000:
                self._of_word.clear()
            known = self._of_word[orth] = (self.of(word), _shape(word))
        return known

    def _greedy(self, run: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(run):
            end = len(run)
            while end > start:
                piece = self.ids.get(run[start:end] if start == 0 else "##" + run[start:end])
                if piece is not None:
                    break
                end -= 1
            else:
                return [self._unknown]
            found.append(piece)
            start = end
        return found


def words_of(reading: Reading, tables: Tables, pieces: Pieces) -> Words:
    """The words of a reading with their features. Linear in the length of the report."""
    doc = reading.doc
    table: NDArray[np.uint64] = np.asarray(
        doc.to_array([IDX, LENGTH, IS_SPACE, ORTH, TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START]), dtype=np.uint64
    )
    columns = table.reshape(len(doc), 10)
    start = columns[:, 0].astype(np.int64)
    paragraph = _paragraphs(reading, start)
    token_i = np.flatnonzero((columns[:, 2] == 0) & (paragraph >= 0))
    word_of_token = np.full(len(doc) + 1, -1, dtype=np.int64)
    word_of_token[token_i] = np.arange(len(token_i))
    head_token = np.arange(len(doc)) + columns[:, 6].astype(np.int64)
    head = word_of_token[head_token[token_i]]
    head[head == np.arange(len(token_i))] = -1
    start, paragraph, columns = start[token_i], paragraph[token_i], columns[token_i]
    end = start + columns[:, 1].astype(np.int64)
    strings = doc.vocab.strings
    known = [pieces.with_shape(orth, strings[orth]) for orth in columns[:, 3].tolist()]
    edge = np.where(columns[:, 9] == 1, 2, 1)
    edge[np.flatnonzero(np.diff(paragraph, prepend=-1))] = 3
    features = np.stack(
        [
            _ids(columns[:, 4], tables.tags),
            _ids(columns[:, 5], tables.deps),
            _head_bucket(head),
            _entity_ids(columns[:, 7], columns[:, 8], tables.entities),
            np.array([shape for _, shape in known], dtype=np.int64),
            _quotation_states(reading, start),
            edge,
        ],
        axis=1,
    )
    return Words(
        token_i=token_i,
        start=start,
        end=end,
        paragraph=paragraph,
        head=head,
        features=features,
        pieces=tuple(p for p, _ in known),
    )


def _paragraphs(reading: Reading, start: Ints) -> Ints:
    """For each offset the index of the part around it where that part is read, else -1."""
    parts = reading.report.parts
    if not parts or not len(start):
        return np.full(len(start), -1, dtype=np.int64)
    begins = np.array([p.span.start for p in parts])
    ends = np.array([p.span.end for p in parts])
    is_read = np.array([p.part in READ_PARTS for p in parts])
    at = np.searchsorted(begins, start, side="right") - 1
    inside = (at >= 0) & (start < ends[at]) & is_read[at]
    return np.where(inside, at, -1)


def _ids(hashes: NDArray[np.uint64], labels: tuple[str, ...]) -> Ints:
    """1 + the index of each label, 0 for one that is not listed."""
    if not labels:
        return np.zeros(len(hashes), dtype=np.int64)
    known = np.array([get_string_id(label) for label in labels], dtype=np.uint64)
    order = np.argsort(known)
    at = np.minimum(np.searchsorted(known[order], hashes), len(labels) - 1)
    return np.where(known[order][at] == hashes, order[at] + 1, 0)


def _entity_ids(iob: NDArray[np.uint64], kinds: NDArray[np.uint64], labels: tuple[str, ...]) -> Ints:
    """0 not known, 1 outside, then two a label: its first word, a later word."""
    label = _ids(kinds, labels)
    inside = np.where(label > 0, 2 * label + (iob == 1), 1)
    return np.where((iob == 3) | (iob == 1), inside, np.where(iob == 2, 1, 0))


def _head_bucket(head: Ints) -> Ints:
    """1 for a root; else by direction and distance in words."""
    gap = head - np.arange(len(head))
    step = np.searchsorted(HEAD_STEPS, np.abs(gap), side="left")
    return np.where(head < 0, 1, 2 + step + np.where(gap > 0, len(HEAD_STEPS) + 1, 0))


def _quotation_states(reading: Reading, start: Ints) -> Ints:
    states = np.ones(len(start), dtype=np.int64)
    for quotation in reading.quotations:
        i, j = np.searchsorted(start, [quotation.span.start, quotation.span.end])
        inner_i, inner_j = np.searchsorted(start, [quotation.inner.start, quotation.inner.end])
        scare = 3 if quotation.scare else 0
        states[i:inner_i], states[inner_i:inner_j], states[inner_j:j] = 2 + scare, 3 + scare, 4 + scare
    return states


def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 1
    if not any(c.isalpha() for c in word):
        return 2
    if word.islower():
        return 3
    if word.isupper() and len(word) > 1:
        return 4
    return 5 if word[0].isupper() else 6


def _runs(word: str) -> list[str]:
    """Lower case without accents, cut at every mark of punctuation."""
    runs: list[str] = []
    grown = False
    for char in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or kind.startswith("C") or char.isspace():
            grown = grown and not char.isspace()
            continue
        if _is_mark(char, kind):
            runs.append(char)
            grown = False
        elif grown:
            runs[-1] += char
        else:
            runs.append(char)
            grown = True
    return runs


def _is_mark(char: str, kind: str) -> bool:
    return kind.startswith("P") or (char.isascii() and not char.isalnum())
