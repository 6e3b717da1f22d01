"""The learned tagger: outermost attributions of a report, each as source, cue and content. Deterministic, one thread.

Needs onnxruntime, no torch. Weights and how they were made: resources/en/model/*/card.md; training/README.md.
"""

import hashlib
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from reportedly.claims.tagger_decode import (
    CONTENT,
    CUE,
    SOURCE,
    Floats,
    Fragment,
    best_labels,
    fragments_of,
    probabilities,
    windows_of,
)
from reportedly.claims.tagger_words import CLS, SEP, Ints, Pieces, Tables, Words, words_of
from reportedly.errors import MissingModel
from reportedly.model.values import Evidence, Span, in_order, record
from reportedly.reading.reading import Reading

__all__ = ["Tagged", "Tagger", "load_tagger"]

FOLDER = Path(__file__).parent.parent / "resources" / "en" / "model"
SETS = {"default": "attribution", "clean": "attribution-clean"}
FAR = np.float32(-1e4)
COLONS = ":："


@record
class Tagged:
    """One attribution as the tagger sees it. Chains, stance and who the voice is are not its matter."""

    source: Evidence  # () where the tagger finds none
    cue: Evidence
    content: Evidence
    score: float  # 0..1: mean probability of its words times that of its links


@cache
def load_tagger(name: str = "default") -> "Tagger":
    """The set of weights of this name ("default", "clean"), loaded once a process.

    Raises MissingModel where a file is missing or is not the one its model.toml names.
    """
    return Tagger(FOLDER / SETS.get(name, name))


class Tagger:
    """One set of weights, ready to run."""

    def __init__(self, folder: Path) -> None:
        self.card = _checked(folder)
        self.version = (f"attribution/{folder.name}", str(self.card["version"]))
        self._tables = Tables(
            tags=tuple(self.card["tags"]), deps=tuple(self.card["deps"]), entities=tuple(self.card["entities"])
        )
        self._moves = np.array(self.card["moves"], dtype=np.float32)
        self._threshold = float(self.card["cue_threshold"])
        vocabulary, vectors = (folder / n for n in self.card["files"] if Path(n).suffix in (".txt", ".npz"))
        self._pieces = Pieces(vocabulary.read_text(encoding="utf-8").split("\n")[:-1])
        with np.load(vectors, allow_pickle=False) as table:
            self._rows, self._scale = table["rows"], table["scale"]
        self._tagger = _session(folder / "tagger.onnx")
        self._linker = _session(folder / "link.onnx")

    def tag(self, reading: Reading) -> tuple[Tagged, ...]:
        """The attributions of the parts that are read, in order of their content. Linear in the length of the report.

        A source stands in the paragraph of its cue, or in the one before where the cue is in a quotation that goes on.
        """
        words = words_of(reading, self._tables, self._pieces)
        reach = _Reach(reading)
        windows = list(windows_of(words, self.card["max_pieces"] - 2, reach.joined))
        outputs = [self._run(words, first, stop) for first, stop in windows]
        labels = best_labels([scores for scores, _ in outputs], self._moves)
        found: list[Tagged] = []
        for (first, stop), (scores, states), path in zip(windows, outputs, labels, strict=True):
            fragments = fragments_of(path, probabilities(scores))
            found += self._linked(words, first, words.paragraph[first:stop], fragments, states, reach)
        return tuple(sorted(found, key=lambda t: (t.content[0].start, t.cue[0].start)))

    def _run(self, words: Words, first: int, stop: int) -> tuple[Floats, Floats]:
        """Scores of the labels and the encoder's states of the words of one window."""
        pieces = words.pieces[first:stop]
        ids = [self._pieces.ids[CLS], *(i for p in pieces for i in p), self._pieces.ids[SEP]]
        starts = np.cumsum([1, *(len(p) for p in pieces[:-1])])
        features = np.zeros((len(ids), words.features.shape[1]), dtype=np.int64)
        features[starts] = words.features[first:stop]
        head = np.zeros(len(ids), dtype=np.int64)
        target = words.head[first:stop] - first
        inside = (target >= 0) & (target < len(pieces))
        head[starts[inside]] = starts[target[inside]]
        vectors = self._rows[ids].astype(np.float32) * self._scale[ids, None]
        scores, states = self._tagger.run(
            None, {"words": vectors[None], "features": features, "head": head, "first": starts}
        )
        return scores, states

    def _linked(
        self,
        words: Words,
        offset: int,
        paragraph: Ints,
        fragments: list[Fragment],
        states: Floats,
        reach: "_Reach",
    ) -> list[Tagged]:
        """The attributions of one window: each content takes its likeliest cue or none, each cue its source."""
        sources, cues, contents = ([f for f in fragments if f.role == r] for r in (SOURCE, CUE, CONTENT))
        if not cues or not contents:
            return []
        stand_in = sources or cues  # no source at all: any span will do, its column is not looked at
        source_scores, cue_scores = self._linker.run(
            None,
            {
                "states": states,
                "paragraph": paragraph,
                "sources": _spans(stand_in),
                "cues": _spans(cues),
                "contents": _spans(contents),
            },
        )
        contents_of: dict[int, list[tuple[Fragment, float]]] = defaultdict(list)
        for content, shares in zip(contents, probabilities(cue_scores), strict=True):
            k = int(shares.argmax())
            if k < len(cues) and shares[k] >= self._threshold and reach.content(*_places(paragraph, cues[k], content)):
                contents_of[k].append((content, float(shares[k])))
        if not sources:
            source_scores = source_scores[:, -1:]
        found: list[Tagged] = []
        for k, linked in contents_of.items():
            cue = cues[k]
            row = source_scores[k].copy()
            for j, source in enumerate(sources):
                if not reach.source(*_places(paragraph, cue, source)):
                    row[j] = FAR
            shares = probabilities(row)
            best = int(shares.argmax())
            source_of = [sources[best]] if best < len(sources) else []
            spans = [*source_of, cue, *(c for c, _ in linked)]
            sure = np.mean([f.sureness for f in spans]) * np.mean([p for _, p in linked]) * shares[best]
            evidence = [_evidence(words, offset, part) for part in (source_of, [cue], [c for c, _ in linked])]
            found.append(Tagged(source=evidence[0], cue=evidence[1], content=evidence[2], score=round(float(sure), 4)))
        return found


class _Reach:
    """How far from its cue a source or a content may stand: both are given by their parts (by index)."""

    def __init__(self, reading: Reading) -> None:
        self._goes_on = _continued_paragraphs(reading)
        self._kinds = [p.part for p in reading.report.parts]
        self.joined = self._goes_on | _after_colons(reading)  # read with the paragraph before

    def source(self, cue: int, source: int) -> bool:
        """In the paragraph of its cue, or in the one before where a quotation goes on from there."""
        return source == cue or (source == cue - 1 and cue in self._goes_on)

    def content(self, cue: int, content: int) -> bool:
        """In the paragraph of its cue or behind it, but not from the headline into the body; before it as a source."""
        if content > cue:
            return self._kinds[cue] is self._kinds[content]
        return self.source(cue, content)


def _places(paragraph: Ints, first: Fragment, second: Fragment) -> tuple[int, int]:
    return int(paragraph[first.first]), int(paragraph[second.first])


def _spans(fragments: list[Fragment]) -> Ints:
    return np.array([(f.first, f.last) for f in fragments], dtype=np.int64)


def _evidence(words: Words, offset: int, fragments: list[Fragment]) -> Evidence:
    """Their characters; a fragment over several paragraphs is cut where one ends."""
    spans: list[Span] = []
    for f in fragments:
        first = offset + f.first
        for i in range(first, offset + f.last + 1):
            if i == offset + f.last or words.paragraph[i + 1] != words.paragraph[i]:
                spans.append(Span(int(words.start[first]), int(words.end[i])))
                first = i + 1
    return in_order(spans)


def _continued_paragraphs(reading: Reading) -> frozenset[int]:
    """Parts (by index) that open with a quotation while the one before ends in a quotation that is not closed."""
    parts = reading.report.parts
    is_open = {q.span.end for q in reading.quotations if not q.closed}
    begins = {q.span.start for q in reading.quotations}
    return frozenset(
        k
        for k in range(1, len(parts))
        if parts[k].span.start in begins and any(parts[k - 1].span.end - d in is_open for d in range(3))
    )


def _after_colons(reading: Reading) -> frozenset[int]:
    """Parts (by index) that a colon at the end of the one before leads to: "The mayor said:"."""
    parts, text = reading.report.parts, reading.report.text
    return frozenset(
        k
        for k in range(1, len(parts))
        if parts[k].part is parts[k - 1].part and text[parts[k - 1].span.end - 1] in COLONS
    )


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # windows differ in length
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _checked(folder: Path) -> dict[str, Any]:
    """The model.toml of a set; MissingModel unless every file it names is there and is the one it names."""
    try:
        card = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
        digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in card["files"]}
    except OSError as error:
        raise MissingModel(
            f"The weights {folder.name!r} are not complete: {error.strerror}: {error.filename}."
            " Install the package again, or make them: training/README.md."
        ) from error
    for name, digest in digests.items():
        if digest != card["files"][name]:
            raise MissingModel(
                f"{folder.name}/{name} is not the file that model.toml names"
                f" (SHA-256 {digest[:12]}..., expected {card['files'][name][:12]}...)."
                " Install the package again, or make the weights again: training/README.md."
            )
    return card
