"""Claims -> one coded event a sentence: PLOVER type, and the countries of actor and recipient."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pycountry

from gold_reading import read_gold
from goldfiles import Record
from reportedly.model.claim import Claim, Role, Status
from reportedly.model.values import Span

ACTED_ON = frozenset({Role.RECIPIENT, Role.OBJECT, Role.BENEFICIARY})
# PLOVER has one code where we keep type and status apart: cooperation promised is AGREE, and withheld it is REJECT.
COOPERATION = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # one type in the sentences of Hu (2024)


def plover_type(claim: Claim) -> str:
    """The type that PLOVER, which has no status, gives to this claim."""
    if claim.event.type == "PROTEST" and claim.status is Status.ABANDONED:
        return "RETREAT"
    if claim.event.type in COOPERATION and claim.negated:
        return "REJECT"
    if claim.event.type in COOPERATION and claim.status is Status.PLANNED:
        return "AGREE"
    return claim.event.type


def span_in(record: Record) -> Span:
    return Span(record["start"], record["end"])


def _stands_at(claim: Claim, span: Span, roles: frozenset[Role]) -> bool:
    """Whether a party in one of these roles overlaps the span, by its words or by what they stand for."""
    return any(p.role in roles and any(e.overlaps(span) for e in (*p.evidence, *p.antecedent)) for p in claim.parties)


def claim_between(claims: Sequence[Claim], source: Span, target: Span) -> Claim | None:
    """The claim whose actor is at `source` and whose recipient is at `target`, or comes nearest to that.

    What counts, in order: both parties found in their roles; both found in any role; actor found; target found; the
    type is one of PLOVER's; then the first in the text. None only where there is no claim.
    """
    everyone = frozenset(Role)

    def rank(claim: Claim) -> tuple[bool, bool, bool, bool, bool]:
        actor, acted_on = _stands_at(claim, source, frozenset({Role.ACTOR})), _stands_at(claim, target, ACTED_ON)
        both = _stands_at(claim, source, everyone) and _stands_at(claim, target, everyone)
        coded = not claim.event.ours
        return (coded and actor and acted_on, coded and both, coded and actor, coded and acted_on, coded)

    return max(claims, key=rank, default=None)  # max keeps the first of equals


def main_claim(claims: Sequence[Claim]) -> Claim | None:
    """The first claim of a PLOVER type with an actor; else the first of a PLOVER type; else the first."""

    def rank(claim: Claim) -> tuple[bool, bool]:
        has_actor = any(p.role is Role.ACTOR for p in claim.parties)
        return (not claim.event.ours, not claim.event.ours and has_actor)

    return max(claims, key=rank, default=None)


def alpha3(alpha2: str | None) -> str | None:
    """ "FR" -> "FRA"; None where there is no such country."""
    country = pycountry.countries.get(alpha_2=alpha2) if alpha2 else None
    return country.alpha_3 if country else None


def countries(claim: Claim, roles: frozenset[Role]) -> list[str]:
    """ISO 3166-1 alpha-3 codes of the countries that the parties in these roles belong to, sorted."""
    found = {alpha3(country) for p in claim.parties if p.role in roles for country in p.countries}
    return sorted(c for c in found if c)


def coded(claim: Claim) -> Record:
    """{"type", "source", "target"} of one claim."""
    return {
        "type": plover_type(claim),
        "source": countries(claim, frozenset({Role.ACTOR})),
        "target": countries(claim, ACTED_ON),
    }


def system_records(gold_path: Path, model: str = "default") -> Iterator[Record]:
    """{"id", "root"} where the gold has a root between two spans; else {"id", "main": coded() or None, "all"}."""
    for record, _, claims in read_gold(gold_path, model):
        if "root" in record:
            claim = claim_between(claims, span_in(record["source"]), span_in(record["target"]))
            kind = plover_type(claim) if claim else None
            yield {"id": record["id"], "root": YIELD.get(kind, kind) if kind else None}
        else:
            main = main_claim(claims)
            yield {
                "id": record["id"],
                "main": coded(main) if main else None,
                "all": [coded(c) for c in claims if not c.event.ours],
            }
