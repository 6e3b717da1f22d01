import pytest

import scoring
from score_labels import accuracy, macro_f1, same_countries


def test_macro_f1_is_the_mean_over_gold_classes():
    # a: 1 right of 2 gold and 1 predicted -> 2/3; b: 1 right of 1 gold and 2 predicted -> 2/3; c is in no gold
    pairs = [("a", "a"), ("a", "b"), ("b", "b")]
    assert macro_f1(pairs) == pytest.approx(2 / 3)
    assert macro_f1([*pairs, ("a", "c")]) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert accuracy(pairs) == pytest.approx(2 / 3)
    assert (macro_f1([]), accuracy([])) == (0.0, 0.0)


def sides(source, target):
    return {"source": [{"code": c} for c in source], "target": [{"code": c} for c in target]}


@pytest.mark.parametrize(
    ("gold", "source", "target", "right"),
    [
        pytest.param(sides(["DNK"], ["NOR"]), ["DNK"], ["NOR"], True, id="same"),
        pytest.param(sides(["DNK"], ["NOR"]), ["NOR"], ["DNK"], False, id="turned-round"),
        pytest.param(sides(["DNK", "NOR"], []), ["DNK"], ["NOR"], True, id="symmetric"),
        pytest.param(sides(["DNK"], ["IGO"]), ["DNK"], [], True, id="no-country-asked-for"),
        pytest.param(sides(["DNK"], ["IGO"]), ["DNK"], ["NOR"], False, id="a-country-too-many"),
    ],
)
def test_countries_are_compared_as_sets_by_side(gold, source, target, right):
    assert same_countries(gold, {"source": source, "target": target}, ["DNK", "NOR"]) is right


def test_event_types_of_older_gold_are_read_as_todays(tmp_path):
    gold = {"a": {"event": "FIGHT", **sides(["DNK"], ["JAP"])}, "b": {"event": "AGREE", **sides(["DNK"], ["NOR"])}}
    right = {"type": "ASSAULT", "source": ["DNK"], "target": ["JPN"]}
    system = {"a": {"main": right, "all": [right]}, "b": {"main": None, "all": []}}
    assert scoring.event_countries(gold, system, tmp_path) == (
        2,
        {"type": 0.5, "countries + type": 0.5, "countries + type, any claim": 0.5},
    )


def test_event_roots(tmp_path):
    gold = {"a": {"root": "YIELD"}, "b": {"root": "AID"}}
    n, figures = scoring.event_root(gold, {"a": {"root": "YIELD"}, "b": {"root": "OTHER"}}, tmp_path)
    assert (n, figures["root accuracy"], figures["root macro-F1"], figures["coded"]) == (2, 0.5, 0.5, 0.5)


def test_a_scorer_is_loaded_from_where_it_lies(tmp_path):
    (tmp_path / "score_time.py").write_text(
        "def score(gold, system):\n"
        "    f1 = {'F1': 50.0 if system['a'] else 0.0}\n"
        "    names = ('strict', 'relaxed', 'value', 'interval')\n"
        "    return dict.fromkeys(names, f1) | {'day_acc': None, 'counts': {'gold': len(gold)}}\n",
        encoding="utf-8",
    )
    n, figures = scoring.time({"a": {"id": "a"}}, {"a": {"timexes": [{}]}}, tmp_path)
    assert (n, figures["value F1"], figures["single day right"]) == (1, 0.5, None)
