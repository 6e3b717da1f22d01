import io
import json
import sys

import pytest
from rich.console import Console

import measure
from goldfiles import by_id, records


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "some" / "set.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps({"id": k, "text": "Ø"}) + "\n" for k in "abcde"), encoding="utf-8")
    return path


def test_shards_hold_each_record_once_under_the_golds_name(gold, tmp_path):
    paths = list(measure.shards(measure.sample(gold, None), gold.name, tmp_path, 2))
    assert {p.name for p in paths} == {gold.name}
    assert [[r["id"] for r in records(p)] for p in paths] == [["a", "c", "e"], ["b", "d"]]


@pytest.mark.parametrize(("limit", "ids"), [(2, "ac"), (3, "abd"), (5, "abcde"), (9, "abcde"), (None, "abcde")])
def test_a_limit_takes_records_evenly_spaced(gold, limit, ids):
    assert [r["id"] for r in measure.sample(gold, limit)] == list(ids)


def test_no_shard_is_empty(gold, tmp_path):
    paths = measure.shards(measure.sample(gold, 2), gold.name, tmp_path, 3)
    assert [[r["id"] for r in records(p)] for p in paths] == [["a"], ["c"]]


def test_a_task_is_converted_and_scored(gold, tmp_path, monkeypatch):
    class Converter:
        @staticmethod
        def system_records(path):
            return ({"id": r["id"], "n": len(r["text"])} for r in records(path))

    monkeypatch.setitem(sys.modules, "convert_some", Converter)

    def score(gold, system, folder):
        assert list(gold) == list(system) == ["a", "b", "d"]
        return len(gold), {"MAE": float(system["d"]["n"])}

    task = measure.Task(part="some", gold="some/set", score=score)
    result = measure.run(task, tmp_path, limit=3, jobs=1)
    assert (result.n, result.texts, result.figures) == (3, 3, {"MAE": 1.0})


def test_every_bar_belongs_to_a_task_and_says_whose_it_is():
    tasks = {t.gold for t in measure.TASKS}
    for (gold, _), bar in measure.bars().items():
        assert gold in tasks
        assert {"beat", "by", "source"} <= set(bar)


def test_the_table_sets_figures_beside_the_bars():
    result = measure.Result(gold="status/uw_dev", n=7, texts=2, seconds=1.0, figures={"MAE": 0.7, "events found": None})
    console = Console(width=150, record=True, file=io.StringIO())
    console.print(measure.table([result]))
    text = console.export_text()
    assert "0.700" in text and "0.593 rules with governors" in text


def test_records_by_id_keep_file_order(gold):
    assert list(by_id(records(gold))) == list("abcde")
