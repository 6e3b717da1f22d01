import bench_reading

PARAGRAPHS = ["Ten boats left Oster.", "The harbour was closed on Monday.", "Nobody said why."]


def written(folder):
    folder.mkdir()
    words = bench_reading.write_reports(folder, PARAGRAPHS, n_reports=3, n_words=20)
    return words, [p.read_text(encoding="utf-8") for p in sorted(folder.iterdir())]


def test_reports_are_the_same_each_time_and_long_enough(tmp_path):
    first, again = written(tmp_path / "a"), written(tmp_path / "b")
    assert first == again
    words, texts = first
    assert len(texts) == 3 and words >= 60
    assert all(any(p in t for p in PARAGRAPHS) for t in texts)
