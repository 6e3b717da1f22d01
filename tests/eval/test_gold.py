"""The gold set of chains: every phrase stands in its text, and the comparison of two annotations counts right."""

import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "eval" / "gold"
sys.path.insert(0, str(GOLD))

import agreement  # noqa: E402
import bare  # noqa: E402
import goldset  # noqa: E402

FILES = sorted(goldset.CHAINS.glob("*.toml"))
TEXT = "Police said two died. The mayor denied it. Police, citing the mayor, said he fled."


def report_file(folder, *rows, text=TEXT):
    folder.mkdir(exist_ok=True)
    parts = [f"[[report]]\nid = 'a-01'\nstyle = 'a'\ntext = '''\n{text}'''"]
    (folder / "a.toml").write_text("\n".join([*parts, *(f"[[report.statement]]\n{row}" for row in rows)]))
    return folder


def row(content, *voices, stance="asserts", more=""):
    names = [phrase for phrase, _ in voices]
    kinds = [kind for _, kind in voices]
    named = ", ".join("false" for _ in voices)
    tail = f"who = {names}\nkinds = {kinds}\nnamed = [{named}]\nstance = '{stance}'\n" if voices else ""
    return f"content = '{content}'\nchain = {names}\n{tail}{more}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_phrase_is_found_in_its_text(path):
    for report in goldset.read(path):
        for statement in report.statements:
            start, end = statement.stretch
            assert report.text[start:end] == statement.content
            for voice in statement.chain:
                start, end = voice.stretch
                assert report.text[start:end] == voice.phrase.removeprefix("?")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reports_are_of_the_size_and_style_promised(path):
    for report in goldset.read(path):
        assert report.style == path.stem
        assert report.id.startswith(f"{path.stem}-")
        assert 90 <= len(report.text.split()) <= 180, report.id
        assert len(report.statements) >= 5, report.id


def test_no_row_stands_twice():
    for report in goldset.read_folder().values():
        seen = Counter(
            (statement.stretch, tuple(voice.stretch for voice in statement.chain)) for statement in report.statements
        )
        assert not [key for key, count in seen.items() if count > 1], report.id


def test_nearest_occurrence_is_meant_and_the_earlier_of_two():
    assert goldset.nearest([(0, 2), (20, 22)], (8, 10)) == (0, 2)
    assert goldset.nearest([(0, 2), (16, 18)], (8, 10)) == (0, 2)
    assert goldset.nearest([(0, 2), (15, 17)], (8, 10)) == (15, 17)


@pytest.mark.parametrize(
    "wrong",
    [
        row("three died"),
        row("Police"),
        row("two died", ("The governor", "official")),
        row("two died", ("Police", "crowd")),
        row("two died", ("Police", "government"), stance="shrugs"),
        row("two died", more="stance = 'asserts'"),
        row("two died", ("Police", "government"), more="chain_nth = [3]"),
        row("two died", ("?Police", "government")),
        "content = 'two died'\nchain = ['Police']\nstance = 'asserts'",
    ],
)
def test_a_faulty_row_is_refused(tmp_path, wrong):
    report_file(tmp_path / "one", wrong)
    with pytest.raises(goldset.GoldFault):
        goldset.read_folder(tmp_path / "one")


def compared(tmp_path, ones, others):
    first = goldset.read_folder(report_file(tmp_path / "one", *ones))["a-01"]
    second = goldset.read_folder(report_file(tmp_path / "two", *others))["a-01"]
    return agreement.pairs_of(first, second)


def test_overlapping_phrases_agree_and_order_counts(tmp_path):
    ones = [row("he fled", ("Police", "government"), ("the mayor", "official"))]
    same = [row("he fled", ("Police", "government"), ("mayor", "official"), more="chain_nth = [2, 2]")]
    turned = [row("he fled", ("the mayor", "official"), ("Police", "government"))]
    assert [agreement.chains_agree(pair) for pair in compared(tmp_path, ones, same)] == [True]
    assert [agreement.chains_agree(pair) for pair in compared(tmp_path, ones, turned)] == [False]


def test_another_occurrence_of_the_same_voice_is_not_exact_but_the_same(tmp_path):
    ones = [row("two died", ("Police", "government"))]
    others = [row("two died", ("Police", "government"), more="chain_nth = [2]")]
    (pair,) = compared(tmp_path, ones, others)
    assert not agreement.chains_agree(pair)
    assert agreement.chains_agree(pair, agreement.same_voice)


def test_rows_on_one_content_are_paired_as_they_agree_best(tmp_path):
    said = row("two died", ("Police", "government"))
    denied = row("two died", ("The mayor", "official"), stance="denies")
    assert all(map(agreement.chains_agree, compared(tmp_path, [said, denied], [denied, said])))
    alone = compared(tmp_path, [said, denied], [denied])
    assert sorted(map(agreement.chains_agree, alone)) == [False, True]
    assert len([pair for pair in alone if pair.both is None]) == 1


def test_unnamed_voices_agree_with_unnamed_only(tmp_path):
    (pair,) = compared(tmp_path, [row("two died", ("?Police", "other"))], [row("two died", ("Police", "government"))])
    assert not agreement.chains_agree(pair)
    assert not agreement.chains_agree(pair, agreement.same_voice)


def test_kappa():
    assert agreement.kappa([(1, 1), (2, 2)]) == 1
    assert agreement.kappa([(1, 1), (1, 2), (2, 1), (2, 2)]) == 0
    assert agreement.kappa([(1, 2), (2, 1)]) == -1


def test_bare_gives_each_content_once_and_no_chain():
    printed = "\n".join("\n".join(bare.lines(report)) for report in goldset.read_folder().values())
    for entry in tomllib.loads(printed)["report"]:
        contents = [(statement["content"], statement.get("nth", 1)) for statement in entry["statement"]]
        assert len(contents) == len(set(contents))
        assert all(statement.keys() <= {"content", "nth"} for statement in entry["statement"])


def test_the_set_agrees_with_itself(capsys):
    agreement.main([str(goldset.CHAINS), str(goldset.CHAINS), "--list"])
    assert "a-01" not in capsys.readouterr().out
    reports = goldset.read_folder().values()
    assert all(agreement.chains_agree(pair) for report in reports for pair in agreement.pairs_of(report, report))
