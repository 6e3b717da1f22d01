"""Fixtures: a corpus of two hand-made reports, with groups as grouping would leave them."""

import hashlib
from dataclasses import replace

import pytest

from reportedly.corpus.store import Store, open_store
from reportedly.corpus.stored import Groups
from reportedly.model.claim import Read
from reportedly.model.corpus import (
    Difference,
    Disagreement,
    Kinship,
    Likeness,
    Occurrence,
    Origin,
    Passage,
    Position,
)
from reportedly.model.values import Span
from reportedly.model.wire import to_json

DIGEST = "sha256:" + "0" * 64
OUTLET = "Lowland Times"


@pytest.fixture
def a_line(a_read) -> str:
    return to_json(a_read, rules_digest=DIGEST)


@pytest.fixture
def other_read(a_read) -> Read:
    """The same words in another paper a day later: other ids, and 5 hurt instead of 3."""
    digits = hashlib.sha256(f"{OUTLET}\0{a_read.report.text}".encode()).hexdigest()[:16]
    report = replace(a_read.report, id=f"r-{digits}", outlet=OUTLET, published="2024-03-07", path="lowland.txt")
    claims = [
        replace(
            claim,
            id=claim.id.replace(claim.id.split("-")[1], digits),
            counts=tuple(replace(count, at_least=5) for count in claim.counts),
        )
        for claim in a_read.claims
    ]
    return replace(a_read, report=report, claims=tuple(claims))


@pytest.fixture
def two_lines(a_line, other_read) -> list[str]:
    return [a_line, to_json(other_read, rules_digest=DIGEST)]


@pytest.fixture
def groups(a_read, other_read) -> Groups:
    """One origin for both reports; the claims of someone hurt are one occurrence, of which they give other counts."""
    ids = (a_read.report.id, other_read.report.id)
    hurt, hurt_too = a_read.claims[1].id, other_read.claims[1].id
    origin = Origin(
        id="o-1",
        kinship=Kinship.COPIED,
        report_ids=tuple(sorted(ids)),
        first_id=ids[0],
        name="Radio Oster",
        overlap=0.9,
        passages=(Passage(report_id=ids[0], span=Span(0, 30), other_id=ids[1], other_span=Span(0, 30)),),
    )
    plans = [
        _occurrence(f"x-plan-{n}", "MOVE", "PLANNED", (read.claims[0].id,), (read.report.id,))
        for n, read in enumerate((a_read, other_read))
    ]
    hurt_occurrence = replace(
        _occurrence("x-hurt", "ASSAULT", "HAPPENED", tuple(sorted((hurt, hurt_too))), tuple(sorted(ids))),
        start=None,
        end="2024-03-07",
        country="AL",
        disagreements=(
            Disagreement(
                field="counts.injured",
                difference=Difference.DIFFERS,
                positions=(
                    Position(value="3 or more", claim_ids=(hurt,)),
                    Position(value="5 or more", claim_ids=(hurt_too,)),
                ),
            ),
        ),
        stage_ids=("x-plan-0",),
        likenesses=(Likeness(claim_id=hurt, other_id=hurt_too, score=0.75, reasons=("same type",)),),
    )
    return Groups(
        origins=(origin,),
        claim_origins=tuple((claim.id, "o-1") for read in (a_read, other_read) for claim in read.claims),
        occurrences=(*plans, hurt_occurrence),
    )


def _occurrence(id: str, type: str, status: str, claim_ids: tuple[str, ...], report_ids: tuple[str, ...]) -> Occurrence:
    return Occurrence(
        id=id,
        type=type,
        claim_ids=claim_ids,
        report_ids=report_ids,
        origin_ids=("o-1",),
        start="2024-03-11",
        end="2024-03-18",
        country=None,
        status=status,
    )


@pytest.fixture
def store(tmp_path, two_lines, groups) -> Store:
    """Two reports, grouped."""
    with open_store(tmp_path / "corpus.db", create=True) as opened:
        opened.add(two_lines)
        opened.put_groups(groups)
        yield opened
