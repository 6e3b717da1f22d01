"""The learned score beside the status."""

import pytest

import reportedly
from reportedly.claims.factuality import Factuality
from reportedly.errors import MissingModel
from reportedly.report import read_text


@pytest.mark.parser
def test_what_happened_scores_above_what_may_be_and_that_above_what_did_not():
    scores = [
        reportedly.claims_of(read_text(sentence), model="none")[0].factuality
        for sentence in ("Rebels attacked the port.", "Rebels may attack the port.", "Rebels did not attack the port.")
    ]
    assert 3 >= scores[0] > scores[1] > scores[2] >= -3


@pytest.mark.parser
def test_the_score_has_its_reason():
    (claim,) = reportedly.claims_of(read_text("Rebels attacked the port."), model="none")
    assert [b.rule for b in claim.because if b.field == "factuality"] == ["model/status"]


def test_changed_weights_are_refused(tmp_path):
    (tmp_path / "news.json").write_text('{"sha256": "0"}')
    (tmp_path / "news.npz").write_bytes(b"weights")
    with pytest.raises(MissingModel, match="missing or changed"):
        Factuality(tmp_path, "news")
