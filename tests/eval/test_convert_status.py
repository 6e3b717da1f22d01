import pytest
from reads import a_claim

from convert_status import events_of, status_name
from reportedly.model.claim import Status

TEXT = "Velmark shelled Oster and Karsholm denied it."


@pytest.mark.parametrize(
    ("status", "negated", "expected"),
    [
        pytest.param(Status.HAPPENED, False, "happened", id="fact"),
        pytest.param(Status.HAPPENED, True, "negated", id="negated-fact"),
        pytest.param(Status.PLANNED, True, "negated", id="will-not"),
        pytest.param(Status.DEMANDED, False, "demanded", id="demand"),
        pytest.param(Status.ABANDONED, False, "negated", id="called-off-did-not-happen"),
    ],
)
def test_status_has_the_scorers_name(status, negated, expected):
    assert status_name(status, negated) == expected
    (event,) = events_of([a_claim(TEXT, "shelled", status=status, negated=negated)])
    assert event == {"start": 8, "end": 15, "status": expected}


def test_two_voices_on_one_trigger_give_one_event_by_the_last():
    claims = [a_claim(TEXT, "shelled"), a_claim(TEXT, "shelled", status=Status.DENIED, n=1)]
    assert [e["status"] for e in events_of(claims)] == ["denied"]


def test_events_stand_in_text_order():
    assert [e["start"] for e in events_of([a_claim(TEXT, "denied"), a_claim(TEXT, "shelled")])] == [8, 35]
