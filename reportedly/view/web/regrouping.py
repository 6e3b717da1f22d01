"""Merge and split: what people say of which claims are about one thing, added one statement at a time.

A small corpus is grouped anew at once, so that the page shows it; a larger one when `reportedly group` next runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, quote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from reportedly.corpus.regrouped import statements_in_force
from reportedly.corpus.store import Store, open_store
from reportedly.corpus.stored import OccurrenceFilter, StoredOccurrence
from reportedly.model.corpus import Occurrence
from reportedly.model.review import Regroup, Regrouping
from reportedly.view.web.imports import Group
from reportedly.view.web.reviewing import form_of

FIELDS = ("verdict", "occurrence_id", "claim_id", "why", "undo")
MAX_FIELDS = 2000  # of a form: an occurrence may have many claims
MAX_WORDS = 500  # characters of a reason
MOST_NEAR = 8  # occurrences that are offered to be merged


def said_of(store: Store, occurrence: Occurrence) -> tuple[Regrouping, ...]:
    """The statements in force that name a claim of an occurrence."""
    claims = set(occurrence.claim_ids)
    return tuple(s for s in statements_in_force(store.regroupings()) if not claims.isdisjoint(s.claim_ids))


def near(store: Store, occurrence: Occurrence) -> tuple[StoredOccurrence, ...]:
    """Others of its type in its country and time: what it might be merged with."""
    wanted = OccurrenceFilter(
        type=occurrence.type, country=occurrence.country, since=occurrence.start, until=occurrence.end
    )
    found = store.occurrences(wanted, limit=MOST_NEAR + 1, by_origins=True).items
    return tuple(other for other in found if other.id != occurrence.id)[:MOST_NEAR]


def add_regrouping(app: FastAPI, corpus: Path | str, reviewer: Callable[[], str], group: Group) -> None:
    """reviewer: the name of who decides, asked anew for each statement."""

    @app.post("/regroup", include_in_schema=False)
    async def regroup(request: Request) -> Response:
        """A form of an occurrence's page; leads to the occurrence that its first claim is now in."""
        given = _fields(await request.body())
        statement = await run_in_threadpool(_put, corpus, given, reviewer(), group)
        place = await run_in_threadpool(_place_of, corpus, statement, _one(given, "occurrence_id"))
        return RedirectResponse(f"/occurrences/{quote(place, safe='')}#regroup", 303)

    @app.post("/regroup.json", status_code=201, openapi_extra=form_of(*FIELDS))
    async def regroup_json(request: Request) -> Regrouping:
        """The same from a program, as a form (urlencoded): verdict MERGE with two `occurrence_id` or more, or SPLIT
        with the `claim_id` that are one thing apart from the rest, `why`; or `undo` with a statement's number."""
        given = _fields(await request.body())
        return await run_in_threadpool(_put, corpus, given, reviewer(), group)


def _fields(body: bytes) -> Mapping[str, list[str]]:
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(422, "no form that can be read") from error


def _one(given: Mapping[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0].strip()


def _put(corpus: Path | str, given: Mapping[str, list[str]], reviewer: str, group: Group) -> Regrouping:
    """The statement as stored. Raises HTTPException: 422 for what makes no sense, 404 for what is not there."""
    with open_store(corpus) as store:
        statement = _statement(store, given, reviewer)
        n = store.regroup(statement)
        if n is None:
            raise HTTPException(404, "there is no such claim, or nothing of that number to undo")
        group(store)
        return next(s for s in store.regroupings() if s.n == n)


def _statement(store: Store, given: Mapping[str, list[str]], reviewer: str) -> Regrouping:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    plain = Regrouping(verdict=Regroup.UNDO, claim_ids=(), who=reviewer, at=now, why=_one(given, "why")[:MAX_WORDS])
    undo = _one(given, "undo")
    if undo:
        if not (undo.isascii() and undo.isdigit() and len(undo) < 19):
            raise HTTPException(422, f"undo: {undo[:40]!r} is no number of a statement")
        return replace(plain, undoes=int(undo))
    verdict = _one(given, "verdict")
    if verdict == Regroup.MERGE:
        ids = [_id_in(written) for written in given.get("occurrence_id", ()) if written.strip()]
        if len(set(ids)) < 2:
            raise HTTPException(422, "to merge, choose another occurrence")
        return replace(plain, verdict=Regroup.MERGE, claim_ids=tuple(_first_claim(store, i) for i in ids))
    if verdict == Regroup.SPLIT:
        claim_ids = tuple(dict.fromkeys(given.get("claim_id", ())))
        if not claim_ids:
            raise HTTPException(422, "to split, choose the claims that are another thing")
        return replace(plain, verdict=Regroup.SPLIT, claim_ids=claim_ids)
    raise HTTPException(422, f"verdict: {verdict[:40]!r} is neither MERGE nor SPLIT")


def _id_in(written: str) -> str:
    """An occurrence's id, from itself or from the address of its page."""
    return written.strip().split("#")[0].split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def _first_claim(store: Store, occurrence_id: str) -> str:
    """By which the occurrence is named in a statement: the claim of it that was published first."""
    found = store.occurrence(occurrence_id)
    if found is None or not found.claims:
        raise HTTPException(404, f'there is no occurrence "{occurrence_id[:80]}"')
    return found.claims[0].id


def _place_of(corpus: Path | str, statement: Regrouping, before: str) -> str:
    """The occurrence to show after a statement: that of the page where it was made while there is one."""
    with open_store(corpus, read_only=True) as store:
        if store.summary(before) is not None:
            return before
        claim_id = statement.claim_ids[0] if statement.claim_ids else ""
        report_id = store.report_of(claim_id)
        standing = store.standings(report_id).get(claim_id) if report_id is not None else None
        return (standing.occurrence_id if standing is not None else None) or before
