"""`reportedly group`: new reports are looked through once, and the result is that of all at once."""

import json
import zlib
from dataclasses import fields, replace

import numpy as np
import pytest

from reportedly.commands import corpus_group
from reportedly.corpus.group import grouped
from reportedly.corpus.sketch import Sketch, sketch_of
from reportedly.corpus.sketch_bytes import packed, sketch_version, unpacked
from reportedly.corpus.store import open_store
from reportedly.errors import RecordError


@pytest.fixture
def corpus(tmp_path, two_lines):
    path = tmp_path / "c.db"
    with open_store(path, create=True) as store:
        store.add(two_lines[:1])
    return path


def test_a_sketch_comes_out_of_its_bytes_as_it_was(a_read, other_read):
    for read in (a_read, other_read, replace(a_read, claims=(), entities=())):
        before = sketch_of(read)
        after = unpacked(packed(before))
        for field in fields(Sketch):
            assert np.array_equal(getattr(before, field.name), getattr(after, field.name)), field.name
        assert packed(before) == packed(after)


@pytest.mark.parametrize("data", [b"", b"x", packed.__name__.encode()])
def test_bytes_of_others_are_an_error(data):
    with pytest.raises(RecordError, match="damaged sketch"):
        unpacked(data)


def test_an_array_of_python_objects_is_not_taken():
    head = {"plain": {}, "arrays": [["words", json.dumps("|O"), 1]]}
    with pytest.raises(RecordError, match="an array of objects"):
        unpacked(zlib.compress(json.dumps(head).encode() + b"\n" + b"\0" * 8))


def test_a_cut_sketch_is_an_error(a_read):
    whole = zlib.decompress(packed(sketch_of(a_read)))
    with pytest.raises(RecordError, match="damaged sketch"):
        unpacked(zlib.compress(whole[:-5]))


def test_what_is_grouped_is_stored(run, corpus, a_read, other_read, two_lines):
    with open_store(corpus) as store:
        store.add(two_lines)
    code, said = run("group", corpus)
    assert code == 0
    assert "2 report(s):" in said
    expected = grouped([a_read, other_read])
    with open_store(corpus) as store:
        assert store.totals().ungrouped == 0
        found = {found.occurrence.id: found.occurrence for found in store.all_occurrences()}
        assert found == {occurrence.id: occurrence for occurrence in expected.occurrences}
        origins = {o.id: o for full in store.all_occurrences() for o in full.origins}
        assert origins == {o.id: o for o in expected.origins if o.id in origins}
        claims = store.claims(limit=10).items
        assert {c.id: c.origin_id for c in claims} == dict(expected.origin_of_claim)


def test_step_by_step_is_as_from_scratch_and_looks_through_new_reports_only(run, corpus, two_lines, monkeypatch):
    run("group", corpus)
    seen = []
    sketched = corpus_group.sketch_lot
    monkeypatch.setattr(corpus_group, "sketch_lot", lambda lines: seen.extend(lines) or sketched(lines))
    with open_store(corpus) as store:
        store.add(two_lines)
        assert store.totals().ungrouped == 1
    run("group", corpus)
    assert seen == two_lines[1:]
    scratch = corpus.with_name("scratch.db")
    with open_store(scratch, create=True) as store:
        store.add(reversed(two_lines))
    run("group", scratch, "--jobs", "1")
    with open_store(corpus) as one, open_store(scratch) as other:
        assert list(one.all_occurrences()) == list(other.all_occurrences())


def test_sketches_of_another_version_are_made_anew(run, corpus):
    run("group", corpus)
    with open_store(corpus) as store:
        (sketch,) = store.sketches(sketch_version())
        store.put_sketches("older", [(store.reports().items[0].id, b"x")])
    assert run("group", corpus)[0] == 0
    with open_store(corpus) as store:
        assert list(store.sketches(sketch_version())) == [sketch]
        assert list(store.sketches("older")) == []


def test_an_empty_corpus_groups_to_nothing(run, tmp_path):
    open_store(tmp_path / "c.db", create=True).close()
    assert run("group", tmp_path / "c.db")[0] == 0
