from gold.probes import accused_rows, probe_rows
from reportedly.model.claim import Status
from score_own import errors, probe, stories
from story_files import story_records

STATUSES = {status.value for status in Status}


def test_every_probe_sentence_has_a_status_and_every_status_has_sentences_in_both_halves():
    rows = probe_rows()
    assert {row["status"] for row in rows} <= STATUSES
    for half in ("open", "closed"):
        assert {row["status"] for row in rows if row["half"] == half} == STATUSES


def test_no_probe_sentence_stands_twice():
    sentences = [(row["text"], row["start"]) for row in (*probe_rows(), *accused_rows())]
    assert len(sentences) == len(set(sentences))


def test_the_halves_are_counted_apart_and_only_the_open_one_is_shown():
    system = {
        "a": {"half": "open", "right": False, "line": "PLANNED <- POSSIBLE"},
        "b": {"half": "closed", "right": True, "line": ""},
    }
    assert probe(system) == (2, {"right, open half": 0.0, "right, closed half": 1.0})
    assert list(errors(system)) == ["PLANNED <- POSSIBLE"]


def test_a_claim_counts_as_right_only_as_a_whole():
    n, figures = stories({"s": {"claims": [[], ["day", "actor"]]}})
    assert (n, figures["whole claim right"], figures["wrong: day"]) == (2, 0.5, 0.5)


def test_there_are_stories_in_eight_styles():
    assert len({story["style"] for story in story_records()}) == 8
    assert len(story_records()) >= 60
