"""How likely two claims are about the same thing, and why: a logistic model over what their fields have in common."""

import json
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.hashing import U32
from reportedly.corpus.rarity import weights_of
from reportedly.corpus.sketch import TOWN, Claims
from reportedly.corpus.triggers import trigger_likeness
from reportedly.model.values import record

Floats = NDArray[np.float64]

WEIGHTS = "resources/en/model/occurrences/weights.json"
FEATURES = (
    *("same_lemma", "rare_lemma", "same_stem", "like_trigger", "same_type", "other_type", "same_mode", "other_mode"),
    *("same_actor", "other_actor", "same_recipient", "other_recipient", "crossed", "same_place", "other_place"),
    *("same_day", "other_day", "same_words", "same_topic", "lemma_and_words", "lemma_and_topic", "stem_and_topic"),
    *(
        "trigger_and_topic",
        "trigger_and_words",
        "trigger_and_fields",
        "far_topic",
        "trigger_far",
        "same_report",
        "same_count",
        "other_count",
    ),
)
FAR = 0.3  # cosine of two topics; three quarters of the reports on one story are nearer
REASONS = (  # features that can be told as a reason, and from which value on
    *(("same_lemma", 1.0), ("same_mode", 1.0), ("like_trigger", 0.5), ("same_actor", 0.5), ("same_recipient", 0.5)),
    *(("crossed", 0.5), ("same_place", 0.5), ("same_day", 1.0), ("same_count", 1.0), ("same_words", 0.5)),
    ("same_topic", 0.3),
)
TIMED_DAYS = 3  # a stated time of so many days or fewer can tell two things apart
CHUNK = 40_000  # pairs scored at once: about 100 MB


@record
class Model:
    weights: tuple[float, ...]  # one a feature
    bias: float
    same_from: float  # of the mean likeness of two groups, from which they are one occurrence
    linked_from: float  # of two claims, from which they are looked at together


@cache
def model() -> Model:
    read = json.loads((resources.files("reportedly") / WEIGHTS).read_text(encoding="utf-8"))
    return Model(
        weights=tuple(float(read["weights"][name]) for name in FEATURES),
        bias=float(read["bias"]),
        same_from=float(read["same_from"]),
        linked_from=float(read["linked_from"]),
    )


Topics = tuple[U32, NDArray[np.uint8]]  # of every report: the words that tell most, and how much


class Columns:
    """All claims side by side, with what is looked up again and again."""

    def __init__(self, claims: Claims, report: NDArray[np.int64], topics: Topics, lemmas: dict[int, str]) -> None:
        self.claims = claims
        self.report = report  # the place of each claim's report in `topics`
        order = np.argsort(topics[0], axis=1)
        self.topics = np.take_along_axis(topics[0], order, axis=1)
        told = np.take_along_axis(topics[1], order, axis=1).astype(np.float32)
        self.topics_told = told / np.maximum(np.sqrt((told**2).sum(axis=1, keepdims=True)), 1)  # of length 1
        self.lemmas = lemmas


def features(columns: Columns, a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
    """One row a pair, FEATURES in order; 0 where a field is missing on either side."""
    of_a, of_b = columns.claims[a], columns.claims[b]
    lemma = of_a["lemma"] == of_b["lemma"]
    stem = (of_a["stem"] == of_b["stem"]) & ~lemma
    trigger = trigger_likeness(of_a["lemma"], of_b["lemma"], columns.lemmas)
    typed = (of_a["type"] == of_b["type"]) & (of_a["mode"] != 0) | ((of_a["type"] == of_b["type"]) & lemma)
    both_typed = (of_a["type"] != 0) & (of_b["type"] != 0)
    moded = (of_a["mode"] != 0) & (of_b["mode"] != 0) & (of_a["type"] == of_b["type"])
    mode = of_a["mode"] == of_b["mode"]
    actor, actors = _overlap(*_told(of_a, "actors"), *_told(of_b, "actors"))
    recipient, recipients = _overlap(*_told(of_a, "recipients"), *_told(of_b, "recipients"))
    crossed = np.maximum(
        _overlap(*_told(of_a, "actors"), *_told(of_b, "recipients"))[0],
        _overlap(*_told(of_a, "recipients"), *_told(of_b, "actors"))[0],
    )
    place, _ = _overlap(of_a["places"], of_a["places"] != 0, of_b["places"], of_b["places"] != 0)
    towns = (of_a["precision"] >= TOWN) & (of_b["precision"] >= TOWN) & (of_a["place"] != of_b["place"])
    day, other_day = _days(of_a, of_b)
    words, _ = _overlap(*_told(of_a, "words"), *_told(of_b, "words"))
    topic = _topics(columns, a, b)
    count, other_count = _counts(of_a, of_b)
    far = np.maximum(FAR - topic, 0)
    kind = np.maximum(np.maximum(lemma, stem), moded & mode)
    fields = actor * (recipient + crossed + place + day + count) + recipient * (place + day + count) + place * day
    found = (
        *(lemma, lemma * weights_of(of_a["lemma"]), stem, trigger),
        *(typed, both_typed & (of_a["type"] != of_b["type"]), moded & mode, moded & ~mode),
        *(actor, actors & (actor == 0), recipient, recipients & (recipient == 0), crossed),
        *(place, towns & (place == 0), day, other_day, words, topic, lemma * words, lemma * topic),
        *(stem * topic, trigger * topic, trigger * words, kind * fields, far, trigger * far),
        *(columns.report[a] == columns.report[b], count, other_count),
    )
    return np.stack([np.asarray(f, dtype=np.float64) for f in found], axis=1)


def scores(columns: Columns, a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
    """0..1 for every pair, to four places: the last bits of a sum may depend on what else is summed."""
    found = np.zeros(len(a), dtype=np.float64)
    for first in range(0, len(a), CHUNK):
        part = slice(first, first + CHUNK)
        rows = features(columns, a[part], b[part])
        total = np.full(len(rows), model().bias)
        for i, weight in enumerate(model().weights):
            total += rows[:, i] * weight
        found[part] = 1 / (1 + np.exp(-total))
    return np.round(found, 4)


def reasons(columns: Columns, a: NDArray[np.int64], b: NDArray[np.int64]) -> list[tuple[str, ...]]:
    """For every pair what it has in common, in the order of REASONS."""
    rows = features(columns, a, b)
    held = [(name, (rows[:, FEATURES.index(name)] >= least).tolist()) for name, least in REASONS]
    return [tuple(name for name, holds in held if holds[i]) for i in range(len(rows))]


def _told(claims: Claims, column: str) -> tuple[U32, NDArray[Any]]:
    return claims[column], claims[column + "_told"]


def _overlap(a: U32, told_a: NDArray[Any], b: U32, told_b: NDArray[Any]) -> tuple[Floats, NDArray[np.bool_]]:
    """Share of the telling words of the side that has less; and whether both sides have any."""
    common = np.zeros(len(a), dtype=np.float64)
    for i in range(a.shape[1]):
        common += (a[:, i : i + 1] == b).any(axis=1) * told_a[:, i]
    sum_a, sum_b = (told.sum(axis=1, dtype=np.float64) for told in (told_a, told_b))
    least = np.minimum(sum_a, sum_b)
    return np.minimum(common / np.where(least > 0, least, 1), 1.0), least > 0


def _topics(columns: Columns, a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
    """The cosine of two reports' topics; counted once for every two reports."""
    codes, place = np.unique((columns.report[a] << 32) | columns.report[b], return_inverse=True)
    one, other = codes >> 32, codes & 0xFFFFFFFF
    row = np.arange(len(codes), dtype=np.uint64)[:, None] << np.uint64(32)
    words_a, words_b = (np.ravel(row | columns.topics[side]) for side in (one, other))  # sorted, for each row is
    at = np.minimum(np.searchsorted(words_b, words_a), max(len(words_b) - 1, 0))
    same = (words_b[at] == words_a) & (columns.topics[one] != 0).ravel()
    product = np.where(same, columns.topics_told[one].ravel() * columns.topics_told[other].ravel()[at], 0)
    result: Floats = product.reshape(len(codes), -1).sum(axis=1, dtype=np.float64)[place]
    return result


def _days(a: Claims, b: Claims) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    timed = (a["timed"] != 0) & (b["timed"] != 0)
    for one in (a, b):
        timed &= one["days"][:, 1].astype(np.int64) - one["days"][:, 0] <= TIMED_DAYS
    meet = (a["days"][:, 0] < b["days"][:, 1]) & (b["days"][:, 0] < a["days"][:, 1])
    return timed & meet, timed & ~meet


def _counts(a: Claims, b: Claims) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether a count of the same thing has the same number; or numbers that cannot both hold."""
    same = np.zeros(len(a), dtype=np.bool_)
    other = np.zeros(len(a), dtype=np.bool_)
    for i in range(a["counted"].shape[1]):
        for j in range(b["counted"].shape[1]):
            of_one = (a["counted"][:, i] == b["counted"][:, j]) & (a["counted"][:, i] != 0)
            low_a, high_a, low_b, high_b = a["low"][:, i], a["high"][:, i], b["low"][:, j], b["high"][:, j]
            same |= of_one & (low_a == low_b) & (high_a == high_b)
            other |= of_one & (((high_a >= 0) & (high_a < low_b)) | ((high_b >= 0) & (high_b < low_a)))
    return same, other & ~same
