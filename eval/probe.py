"""Prints the README's probe table: the same attack in nine wordings, as the tool itself reads them.

.venv/bin/python eval/probe.py
"""

import reportedly
from reportedly.model.claim import Claim

PUBLISHED = "2024-03-06"  # a Wednesday
SENTENCES = (
    "Israel attacked Syria on Monday.",
    "Israel did not attack Syria.",
    "Israel denied attacking Syria.",
    "Israel will attack Syria next week.",
    "Israel may attack Syria.",
    "Israel reportedly attacked Syria.",
    "If Israel attacks Syria, Iran will protest.",
    "Syria said Israel attacked Lebanon.",
    "According to Syria, Israel attacked Lebanon.",
    "Israel attacked Lebanon, the Syrian agency SANA reported, citing a Lebanese official.",
)


def row(claim: Claim, text: str) -> tuple[str, ...]:
    """Status, event, parties, voices, when and hedges of one claim, in words."""
    parties = " -> ".join(p.name for p in claim.parties)
    chain = " <- ".join(v.name or ("report" if not i else "(not named)") for i, v in enumerate(claim.chain))
    when = f"{claim.when.start or '...'} to {claim.when.end or '...'} ({claim.when.basis})"
    hedges = ", ".join(s.of(text) for s in claim.hedges) or "-"
    return (
        "not " * claim.negated + claim.status,
        f"{claim.event.type} {claim.event.lemma}",
        parties,
        chain,
        when,
        hedges,
    )


def main() -> None:
    print("| sentence | status | event | parties | chain of voices | when (to: not included) | hedges |")
    print("|---|---|---|---|---|---|---|")
    for sentence in SENTENCES:
        report = reportedly.read_text(sentence, published=PUBLISHED)
        for n, claim in enumerate(reportedly.claims_of(report)):
            print("| " + " | ".join((sentence if not n else "(the same)", *row(claim, report.text))) + " |")


if __name__ == "__main__":
    main()
