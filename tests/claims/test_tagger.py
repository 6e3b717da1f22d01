"""The learned tagger: words, windows, decoding without the parser; then whole reports."""

import itertools
import shutil
import subprocess
import sys

import numpy as np
import pytest

from reportedly.claims.tagger import FOLDER, SETS, Tagger, load_tagger
from reportedly.claims.tagger_decode import Fragment, best_labels, fragments_of, probabilities, windows_of
from reportedly.claims.tagger_words import Pieces, Words
from reportedly.errors import MissingModel
from reportedly.model.report import READ_PARTS
from reportedly.reading import read
from reportedly.report import read_text

FORBIDDEN = -1e4
MOVES = np.zeros((7, 7), dtype=np.float32)
for _later in (2, 4, 6):
    MOVES[:, _later] = FORBIDDEN
    MOVES[_later - 1, _later] = MOVES[_later, _later] = 0

REPORT = """Harbour closed after storm

OSTER - The harbour was closed on Monday, the port authority said in a statement.

"We have lost two cranes," harbour master Ilse Brandt told reporters. "The rest can be repaired."

According to the weather service, the storm will pass by Tuesday.

Leave a Comment
"""


def words_with(edges, sizes=None):
    n = len(edges)
    features = np.zeros((n, 7), dtype=np.int64)
    features[:, 6] = edges
    numbers = np.arange(n)
    return Words(
        token_i=numbers,
        start=numbers * 2,
        end=numbers * 2 + 1,
        paragraph=np.cumsum(np.array(edges) == 3),
        head=np.full(n, -1),
        features=features,
        pieces=tuple((1,) * k for k in (sizes or [1] * n)),
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Harbour", ["harbour"], id="case-is-dropped"),
        pytest.param("Méline", ["mel", "##ine"], id="accents-are-dropped-longest-piece-first"),
        pytest.param("mid-mel", ["mid", "-", "mel"], id="cut-at-marks"),
        pytest.param("xyz", ["[UNK]"], id="no-piece-fits"),
        pytest.param("mel" * 40, ["[UNK]"], id="too-long-to-be-a-word"),
        pytest.param("\u200d", ["[UNK]"], id="nothing-to-see-is-still-a-word"),
    ],
)
def test_words_are_split_into_pieces(word, expected):
    vocabulary = ["[UNK]", "harbour", "mel", "##ine", "mid", "-"]
    assert [vocabulary[i] for i in Pieces(vocabulary).of(word)] == expected


@pytest.mark.parametrize(
    ("edges", "sizes", "room", "expected"),
    [
        pytest.param([3, 1, 1, 3, 1, 3, 1], None, 5, [(0, 3), (3, 5), (5, 7)], id="a-paragraph-each"),
        pytest.param([3, 1, 1, 1, 2, 1, 1], None, 5, [(0, 4), (4, 7)], id="else-sentences"),
        pytest.param([3, 1, 1, 1, 1, 1, 1], None, 3, [(0, 3), (3, 6), (6, 7)], id="else-words"),
        pytest.param([3, 1, 1], [2, 9, 1], 4, [(0, 1), (1, 2), (2, 3)], id="a-word-too-big-stands-alone"),
        pytest.param([], None, 4, [], id="no-words"),
    ],
)
def test_windows_end_where_the_text_does(edges, sizes, room, expected):
    assert list(windows_of(words_with(edges, sizes), room)) == expected


def test_a_paragraph_that_goes_on_is_read_with_the_one_before():
    words = words_with([3, 1, 3, 1, 3])
    second, third = words.paragraph[2], words.paragraph[4]
    assert list(windows_of(words, 9, frozenset({int(second)}))) == [(0, 4), (4, 5)]
    assert list(windows_of(words, 9, frozenset({int(second), int(third)}))) == [(0, 5)]


def test_best_labels_are_the_best_of_all_allowed_paths():
    rng = np.random.default_rng(3)
    scores = [rng.normal(size=(n, 7)).astype(np.float32) for n in (1, 4, 2, 4)]
    for table, found in zip(scores, best_labels(scores, MOVES), strict=True):

        def worth(path, table=table):
            return sum(table[t, k] + MOVES[a, k] for t, (a, k) in enumerate(itertools.pairwise((0, *path))))

        best = max(itertools.product(range(7), repeat=len(table)), key=worth)
        assert found == list(best)
        assert worth(found) > FORBIDDEN / 2


def test_fragments_are_runs_of_one_role():
    labels = [1, 2, 3, 5, 6, 6, 5, 0]
    shares = probabilities(np.eye(7, dtype=np.float32)[labels] * 50)
    assert fragments_of(labels, shares) == [
        Fragment(0, 0, 1, 1.0),
        Fragment(1, 2, 2, 1.0),
        Fragment(2, 3, 5, 1.0),
        Fragment(2, 6, 6, 1.0),
    ]


@pytest.mark.parametrize("name", SETS)
def test_changed_weights_are_refused(name, tmp_path):
    folder = tmp_path / SETS[name]
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (folder / "link.onnx").write_bytes(b"something else")
    with pytest.raises(MissingModel, match=r"link\.onnx is not the file that model\.toml names"):
        Tagger(folder)
    (folder / "link.onnx").unlink()
    with pytest.raises(MissingModel, match="not complete"):
        Tagger(folder)


def test_help_does_not_load_it():
    code = "import sys, reportedly.cli; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def tagged(text, name="default"):
    reading = read(read_text(text))
    found = load_tagger(name).tag(reading)
    of = reading.report.text
    return [tuple(" ... ".join(s.of(of) for s in part) for part in (t.source, t.cue, t.content)) for t in found]


@pytest.mark.parser
def test_report_is_tagged():
    found = tagged(REPORT)
    assert ("the port authority", "said in a statement", "The harbour was closed on Monday") in found
    assert (
        "harbour master Ilse Brandt",
        "told",
        '"We have lost two cranes," ... "The rest can be repaired."',
    ) in found
    assert ("the weather service", "According to", "the storm will pass by Tuesday") in found


@pytest.mark.parser
@pytest.mark.parametrize("name", SETS)
def test_spans_lie_in_parts_that_are_read(name):
    reading = read(read_text(REPORT))
    found = load_tagger(name).tag(reading)
    assert found
    for one in found:
        assert one.cue and one.content and 0 <= one.score <= 1
        for span in (*one.source, *one.cue, *one.content):
            assert span.of(reading.report.text).strip() == span.of(reading.report.text)
            assert reading.part_at(span.start) in READ_PARTS and reading.part_at(span.end - 1) in READ_PARTS
        if one.source:
            assert reading.paragraph_at(one.source[0].start) == reading.paragraph_at(one.cue[0].start)


@pytest.mark.parser
def test_same_text_same_answer_whatever_was_read_before():
    fresh = Tagger(FOLDER / SETS["default"])
    reading = read(read_text(REPORT))
    first = fresh.tag(reading)
    fresh.tag(read(read_text("A ferry sank, police said. " * 300)))
    assert fresh.tag(reading) == first == load_tagger().tag(reading)


@pytest.mark.parser
@pytest.mark.parametrize("text", ["-", "Oster.", '"' * 10_000, "The harbour is shut, he said, and " * 3_000])
def test_odd_texts_are_read(text):
    reading = read(read_text(text))
    for one in load_tagger().tag(reading):
        assert all(s.end <= len(reading.report.text) for s in (*one.source, *one.cue, *one.content))
