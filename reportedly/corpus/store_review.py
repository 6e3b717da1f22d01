"""Decisions into the corpus file and out of it. They are only ever added; they go when their report is forgotten."""

from collections.abc import Iterable

from reportedly.corpus.engine import Ask, Writer
from reportedly.model.review import Decision, Field, Regroup, Regrouping, Verdict

COLUMNS = "n, claim_id, verdict, who, at, field, value, why, undoes"


def put(writer: Writer, decision: Decision) -> int | None:
    """Inside a transaction: its place in the file; None where there is no such claim, or nothing to undo."""
    if not writer.execute("SELECT 1 FROM claims WHERE id = ?", (decision.claim_id,)).fetchone():
        return None
    if decision.verdict is Verdict.UNDO:
        known = "SELECT 1 FROM decisions WHERE n = ? AND claim_id = ? AND verdict <> 'UNDO'"
        if not writer.execute(known, (decision.undoes, decision.claim_id)).fetchone():
            return None
    values = (decision.claim_id, decision.verdict, decision.who, decision.at, decision.field, decision.value)
    cursor = writer.execute(
        "INSERT INTO decisions (claim_id, verdict, who, at, field, value, why, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING n",
        (*values, decision.why, decision.undoes),
    )
    return int(cursor.fetchone()[0])


def replace(writer: Writer, decisions: Iterable[Decision]) -> None:
    """Inside a transaction: each in the place of that of its number, whose words are forgotten."""
    for decision in decisions:
        writer.execute("DELETE FROM decisions WHERE n = ?", (decision.n,))
        values = (decision.n, decision.claim_id, decision.verdict, decision.who, decision.at, decision.field)
        writer.execute(
            f"INSERT INTO decisions ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, decision.value, decision.why, decision.undoes),
        )


def decisions(ask: Ask, report_id: str | None) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made; of one report, or of all."""
    if report_id is None:
        rows = ask(f"SELECT {COLUMNS} FROM decisions ORDER BY n")
    else:
        of_report = "claim_id IN (SELECT id FROM claims WHERE report_id = ?)"
        rows = ask(f"SELECT {COLUMNS} FROM decisions WHERE {of_report} ORDER BY n", report_id)
    return tuple(
        Decision(
            n=n,
            claim_id=claim_id,
            verdict=Verdict(verdict),
            who=who,
            at=at,
            field=Field(field) if field is not None else None,
            value=value,
            why=why,
            undoes=undoes,
        )
        for n, claim_id, verdict, who, at, field, value, why, undoes in rows
    )


# -- which claims are about one thing ----------------------------------------------------------------------------------


def put_regrouping(writer: Writer, statement: Regrouping) -> int | None:
    """Inside a transaction: its place in the file; None where a claim is not there, or nothing to undo."""
    claim_ids = statement.claim_ids
    if statement.verdict is Regroup.UNDO:
        known = "SELECT 1 FROM regroupings WHERE n = ? AND verdict <> 'UNDO'"
        if not writer.execute(known, (statement.undoes,)).fetchone():
            return None
        of_it = "SELECT claim_id FROM regrouping_claims WHERE n = ? ORDER BY claim_id"
        claim_ids = tuple(row[0] for row in writer.execute(of_it, (statement.undoes,)).fetchall())
    elif not claim_ids:
        return None
    for claim_id in claim_ids:
        if not writer.execute("SELECT 1 FROM claims WHERE id = ?", (claim_id,)).fetchone():
            return None
    cursor = writer.execute(
        "INSERT INTO regroupings (verdict, who, at, why, undoes) VALUES (?, ?, ?, ?, ?) RETURNING n",
        (statement.verdict, statement.who, statement.at, statement.why, statement.undoes),
    )
    n = int(cursor.fetchone()[0])
    _put_claims(writer, n, claim_ids)
    return n


def replace_regroupings(writer: Writer, statements: Iterable[Regrouping]) -> None:
    """Inside a transaction: each in the place of that of its number, whose words or claims are forgotten."""
    for s in statements:
        writer.execute("DELETE FROM regroupings WHERE n = ?", (s.n,))
        writer.execute(
            "INSERT INTO regroupings (n, verdict, who, at, why, undoes) VALUES (?, ?, ?, ?, ?, ?)",
            (s.n, s.verdict, s.who, s.at, s.why, s.undoes),
        )
        _put_claims(writer, s.n, s.claim_ids)


def _put_claims(writer: Writer, n: int, claim_ids: Iterable[str]) -> None:
    rows = ((n, claim_id) for claim_id in dict.fromkeys(claim_ids))
    writer.executemany("INSERT INTO regrouping_claims (n, claim_id) VALUES (?, ?)", rows)


def regroupings(ask: Ask) -> tuple[Regrouping, ...]:
    """All statements in the order in which they were made."""
    claims: dict[int, list[str]] = {}
    for n, claim_id in ask("SELECT n, claim_id FROM regrouping_claims ORDER BY n, claim_id"):
        claims.setdefault(n, []).append(claim_id)
    return tuple(
        Regrouping(
            n=n, verdict=Regroup(verdict), claim_ids=tuple(claims.get(n, ())), who=who, at=at, why=why, undoes=undoes
        )
        for n, verdict, who, at, why, undoes in ask(
            "SELECT n, verdict, who, at, why, undoes FROM regroupings ORDER BY n"
        )
    )
