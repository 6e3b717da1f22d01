"""What speaks for two claims being about the same thing."""

import tomllib
from importlib import resources

import numpy as np
import pytest
from made import claim, read, report, town

from reportedly.corpus.candidates import Claimed
from reportedly.corpus.likeness import REASONS, reasons, scores
from reportedly.corpus.sketch import sketch_of
from reportedly.corpus.triggers import vector_of

ONE = "Officers of the harbour guard raided the Lantern Society in Durrell before the bells rang."
OTHER = "In Durrell the Lantern Society was raided again and again, bakers along the quay remembered."


def claimed(of_one: dict[str, object], of_other: dict[str, object]) -> Claimed:
    """Two reports, one claim each, on a raid by the guard on the society."""
    found = Claimed()
    facts = {"actor": "Harbour Guard", "recipient": "Lantern Society", "day": "2024-03-04"}
    sketches = []
    for text, given in ((ONE, of_one), (OTHER, of_other)):
        made = report(text)
        sketches.append(sketch_of(read(made, [claim(made, "raided", "raid", **{**facts, **given})])))
    found.add(sketches, np.arange(2))
    return found


def likeness(of_one: dict[str, object], of_other: dict[str, object]) -> float:
    found = claimed(of_one, of_other)
    return float(scores(found.columns(), np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("of_one", "of_other"),
    [
        pytest.param({}, {"day": "2024-03-09"}, id="another-day"),
        pytest.param({}, {"actor": "Night Patrol"}, id="another-actor"),
        pytest.param({}, {"recipient": "Pilots Union"}, id="done-to-another"),
        pytest.param({"places": (town("Durrell"),)}, {"places": (town("Oster"),)}, id="another-town"),
    ],
)
def test_time_place_and_participants_speak_against_it(of_one, of_other) -> None:
    assert likeness(of_one, of_other) < likeness(of_one, of_one)


def test_reasons_are_what_two_claims_have_in_common() -> None:
    (found,) = reasons(claimed({}, {}).columns(), np.array([0]), np.array([1]))
    assert {"same_lemma", "same_actor", "same_recipient", "same_day"} <= set(found)
    assert "same_place" not in found


def test_every_reason_is_told_in_words() -> None:
    words = tomllib.loads((resources.files("reportedly") / "resources/en/view/likeness.toml").read_text("utf-8"))
    assert list(words["reasons"]) == [name for name, _ in REASONS]


def test_words_of_like_meaning_lie_near() -> None:
    kill, murder, bake = (vector_of(word) for word in ("kill", "murder", "bake"))
    assert kill is not None and murder is not None and bake is not None
    assert kill @ murder > kill @ bake
