from dataclasses import replace

import pytest
from reads import a_claim, span_of

from convert_events import alpha3, claim_between, coded, main_claim, plover_type
from reportedly.model.claim import Status

TEXT = "Denmark condemned Velmark, which bombed Oster and painted Karsholm."
CONDEMN = a_claim(TEXT, "condemned", type="ACCUSE", actor="Denmark", recipient="Velmark")
BOMB = a_claim(TEXT, "bombed", actor="Velmark", recipient="Oster")
PAINT = a_claim(TEXT, "painted", type="OTHER", actor="Velmark", recipient="Karsholm")


def between(source, target, claims=(PAINT, CONDEMN, BOMB)):
    return claim_between(claims, span_of(source, TEXT), span_of(target, TEXT))


def test_the_claim_between_two_spans_has_both_as_parties():
    assert between("Denmark", "Velmark") is CONDEMN
    assert between("Velmark", "Oster") is BOMB


def test_a_coded_claim_with_one_party_goes_before_an_uncoded_one_with_both():
    assert between("Velmark", "Karsholm") is BOMB


def test_no_claim_no_type():
    assert between("Denmark", "Oster", claims=()) is None
    assert main_claim(()) is None


def test_the_main_claim_is_the_first_coded_one_with_an_actor():
    no_actor = a_claim(TEXT, "condemned", type="ACCUSE")
    assert main_claim([PAINT, no_actor, BOMB]) is BOMB
    assert main_claim([PAINT, no_actor]) is no_actor


def test_countries_are_those_of_the_parties():
    claim = a_claim(TEXT, "condemned", actor="Denmark", recipient="Velmark")
    actor, recipient = claim.parties
    claim = replace(claim, parties=(replace(actor, countries=("DK",)), recipient))
    assert coded(claim) == {"type": "ASSAULT", "source": ["DNK"], "target": []}


@pytest.mark.parametrize(
    ("type", "status", "negated", "expected"),
    [
        pytest.param("CONSULT", Status.PLANNED, False, "AGREE", id="future-meeting"),
        pytest.param("CONSULT", Status.PLANNED, True, "REJECT", id="will-not-meet"),
        pytest.param("CONSULT", Status.HAPPENED, False, "CONSULT", id="past-meeting"),
        pytest.param("ASSAULT", Status.PLANNED, False, "ASSAULT", id="planned-conflict-is-no-promise"),
        pytest.param("PROTEST", Status.ABANDONED, False, "RETREAT", id="strike-called-off"),
    ],
)
def test_cooperation_promised_is_agreement_to_plover_and_withheld_it_is_refusal(type, status, negated, expected):
    assert plover_type(a_claim(TEXT, "bombed", type=type, status=status, negated=negated)) == expected


def test_alpha3():
    assert (alpha3("FR"), alpha3("ZZ"), alpha3(None)) == ("FRA", None, None)
