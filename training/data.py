"""Numbered texts (parse.py) as documents, windows and padded batches."""

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

ROLES = "SKC"
UNK, CLS, SEP, PAD = 100, 101, 102, 0  # of the base vocabulary; checked by read_documents' caller
WINDOW = 254  # pieces, [CLS] and [SEP] not counted
HIDDEN = 0.4  # share of windows that lose a cue (a source) when links are trained
HEAD, QUOTATION, EDGE = 2, 5, 6  # columns of the features that are handled apart


@dataclass
class Document:
    id: str
    start: np.ndarray  # offsets of the words in the text
    end: np.ndarray
    paragraph: np.ndarray
    head: np.ndarray
    features: np.ndarray
    pieces: list[list[int]]
    fragments: np.ndarray  # rows of role, first word, last word, linked fragment (-1 none, -2 not among them)

    @cached_property
    def labels(self) -> np.ndarray:
        """Index into model.LABELS of each word."""
        labels = np.zeros(len(self.start), dtype=np.int64)
        for role, first, last, _ in self.fragments:
            labels[first : last + 1] = 2 * role + 2
            labels[first] = 2 * role + 1
        return labels


def read_documents(path: Path) -> list[Document]:
    with np.load(path) as z:
        a = {k: z[k] for k in z.files}
    ends = np.cumsum(a["n_pieces"].astype(int))
    flat = a["pieces"].tolist()
    pieces = [flat[e - n : e] for n, e in zip(a["n_pieces"].tolist(), ends.tolist(), strict=True)]
    documents, w, f = [], 0, 0
    for name, n, m in zip(a["ids"].tolist(), a["n_words"].tolist(), a["n_fragments"].tolist(), strict=True):
        columns = {k: a[k][w : w + n] for k in ("start", "end", "paragraph", "head", "features")}
        documents.append(Document(id=name, pieces=pieces[w : w + n], fragments=a["fragments"][f : f + m], **columns))
        w, f = w + n, f + m
    return documents


@dataclass(slots=True)
class Window:
    document: Document
    first: int  # word
    stop: int

    @property
    def labels(self) -> np.ndarray:
        """As of the document; a span cut by the window's start begins there."""
        labels = self.document.labels[self.first : self.stop].copy()
        if labels[0] and labels[0] % 2 == 0:
            labels[0] -= 1
        return labels

    @property
    def n_pieces(self) -> int:
        return sum(len(p) for p in self.document.pieces[self.first : self.stop])


def windows_of(document: Document, rng: random.Random | None = None) -> list[Window]:
    """Neighbouring windows of whole paragraphs where they fit. With rng: the first is cut short, some end anywhere."""
    n = len(document.pieces)
    found: list[Window] = []
    first = 0
    limit = rng.randint(40, WINDOW) if rng else WINDOW
    while first < n:
        room, stop = limit, first
        while stop < n and len(document.pieces[stop]) <= room:
            room -= len(document.pieces[stop])
            stop += 1
        if stop < n and not (rng and rng.random() < 0.3):
            stop = _good_end(document, first, stop)
        found.append(Window(document, first, stop))
        first, limit = stop, WINDOW
    return found


def _good_end(document: Document, first: int, stop: int) -> int:
    """The last paragraph's start in (first, stop], else the last sentence's in its second half, else stop."""
    edge = document.features[first + 1 : stop + 1, EDGE]
    paragraphs = np.flatnonzero(edge == 3)
    if len(paragraphs):
        return first + 1 + int(paragraphs[-1])
    sentences = np.flatnonzero(edge >= 2)
    if len(sentences) and sentences[-1] > len(edge) // 2:
        return first + 1 + int(sentences[-1])
    return stop


@dataclass(slots=True)
class Batch:
    ids: Tensor
    features: Tensor
    head: Tensor
    mask: Tensor
    firsts: list[Tensor]  # position of the first piece of each word, per window


def batch_of(windows: list[Window]) -> Batch:
    n = max(w.n_pieces for w in windows) + 2
    columns = windows[0].document.features.shape[1]
    ids = np.full((len(windows), n), PAD, dtype=np.int64)
    features = np.zeros((len(windows), n, columns), dtype=np.int64)
    head = np.zeros((len(windows), n), dtype=np.int64)
    mask = np.zeros((len(windows), n), dtype=bool)
    firsts: list[Tensor] = []
    for row, w in enumerate(windows):
        pieces = w.document.pieces[w.first : w.stop]
        flat = [CLS, *(i for p in pieces for i in p), SEP]
        first = 1 + np.cumsum([0, *(len(p) for p in pieces[:-1])])
        ids[row, : len(flat)], mask[row, : len(flat)] = flat, True
        features[row, first] = w.document.features[w.first : w.stop]
        target = w.document.head[w.first : w.stop] - w.first
        inside = (target >= 0) & (target < len(pieces)) & (w.document.head[w.first : w.stop] >= 0)
        head[row, first] = np.where(inside, first[np.where(inside, target, 0)], 0)
        firsts.append(torch.from_numpy(first))
    tensors = (torch.from_numpy(a) for a in (ids, features, head, mask))
    return Batch(*tensors, firsts)


def links_in(window: Window, rng: random.Random | None = None) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Spans (first, last, window-relative) by role; for each cue its source's place, for each content its cue's.

    The number of candidates stands for none, -100 for one that lies outside. With rng: at times a cue or a source is
    taken away, as if it had not been found; what was linked to it is then linked to none.
    """
    inside = [
        (k, *row)
        for k, row in enumerate(window.document.fragments.tolist())
        if row[1] >= window.first and row[2] < window.stop
    ]
    hidden: set[int] = set()
    for role in (0, 1):
        candidates = [k for k, r, *_ in inside if r == role]
        if rng and candidates and rng.random() < HIDDEN:
            hidden.add(rng.choice(candidates))
    spans: dict[int, list[tuple[int, int]]] = {0: [], 1: [], 2: []}
    place: dict[int, int] = {}
    wanted: dict[int, list[int]] = {1: [], 2: []}
    for k, role, first, last, link in inside:
        if k in hidden:
            continue
        place[k] = len(spans[role])
        spans[role].append((first - window.first, last - window.first))
        if role:
            wanted[role].append(-1 if link in hidden else link)
    targets = [
        torch.tensor([len(spans[role - 1]) if k == -1 else place.get(k, -100) for k in wanted[role]], dtype=torch.long)
        for role in (1, 2)
    ]
    tensors = {r: torch.tensor(spans[i], dtype=torch.long).reshape(-1, 2) for i, r in enumerate(ROLES)}
    return tensors, targets[0], targets[1]
