"""Decisions into the corpus file and out of it. They are only ever added; they go when their report is forgotten."""

import sqlite3
from collections.abc import Iterable

from reportedly.corpus.store_lists import Ask
from reportedly.model.review import Decision, Field, Verdict

COLUMNS = "n, claim_id, verdict, who, at, field, value, why, undoes"


def put(connection: sqlite3.Connection, decision: Decision) -> int | None:
    """Inside a transaction: its place in the file; None where there is no such claim, or nothing to undo."""
    if not connection.execute("SELECT 1 FROM claims WHERE id = ?", (decision.claim_id,)).fetchone():
        return None
    if decision.verdict is Verdict.UNDO:
        known = "SELECT 1 FROM decisions WHERE n = ? AND claim_id = ? AND verdict <> 'UNDO'"
        if not connection.execute(known, (decision.undoes, decision.claim_id)).fetchone():
            return None
    values = (decision.claim_id, decision.verdict, decision.who, decision.at, decision.field, decision.value)
    cursor = connection.execute(
        "INSERT INTO decisions (claim_id, verdict, who, at, field, value, why, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, decision.why, decision.undoes),
    )
    return cursor.lastrowid


def replace(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Inside a transaction: each in the place of that of its number, whose words are forgotten."""
    for decision in decisions:
        connection.execute("DELETE FROM decisions WHERE n = ?", (decision.n,))
        values = (decision.n, decision.claim_id, decision.verdict, decision.who, decision.at, decision.field)
        connection.execute(
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
