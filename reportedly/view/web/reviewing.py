"""The review: what people decide about claims, added one statement at a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.corpus.review import Accuracy, accuracy_of, in_force
from reportedly.corpus.store import Store, open_store
from reportedly.model.review import Decision, Field, Regrouping, Verdict
from reportedly.model.values import record
from reportedly.view.web.html import filled

MAX_WORDS = 500  # characters of a value or a reason
FIELDS = ("claim_id", "verdict", "field", "value", "why", "undo")
LATEST = 200  # decisions that the page of the review lists


@record
class ReviewPage:
    """How far the review has come."""

    accuracy: tuple[Accuracy, ...]
    latest: tuple[Decision, ...]  # the newest first; each with its claim's report in `report_of`
    report_of: Mapping[str, str]  # claim id -> report id
    n_decisions: int
    regroupings: tuple[Regrouping, ...]  # the latest of what was said of which claims are one thing, the newest first


def decided_of(store: Store, report_id: str) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions in force on a report's claims, by claim id."""
    held: dict[str, tuple[Decision, ...]] = {}
    for decision in in_force(store.decisions(report_id)):
        held[decision.claim_id] = (*held.get(decision.claim_id, ()), decision)
    return held


def add_review(app: FastAPI, corpus: str | Path, reviewer: str) -> None:
    def page() -> ReviewPage:
        with open_store(corpus, read_only=True) as store:
            decisions = store.decisions()
            latest = tuple(reversed(decisions[-LATEST:]))
            regroupings = tuple(reversed(store.regroupings()[-LATEST:]))
            found = {d.claim_id: report_id for d in latest if (report_id := store.report_of(d.claim_id)) is not None}
        accuracy = accuracy_of(decisions)
        return ReviewPage(
            accuracy=accuracy, latest=latest, report_of=found, n_decisions=len(decisions), regroupings=regroupings
        )

    @app.get("/review.json")
    def review_json() -> ReviewPage:
        """Accuracy by what was decided, and the latest decisions."""
        return page()

    @app.get("/review", include_in_schema=False)
    def review() -> Response:
        return HTMLResponse(filled("review.html", here="review", page=page()))

    @app.post("/review", include_in_schema=False)
    async def decide(request: Request) -> Response:
        """A form of a claim's panel; leads back to the claim."""
        given = _fields(await request.body())
        await run_in_threadpool(_put, corpus, _decision(given, reviewer))  # it may wait for an import
        number = given.get("number", "")
        anchor = f"#c{number}" if number.isascii() and number.isdigit() else ""
        return RedirectResponse(f"/reports/{quote(given.get('report_id', ''), safe='')}{anchor}", 303)

    @app.post("/review.json", status_code=201, openapi_extra=form_of(*FIELDS))
    async def decide_json(request: Request) -> Decision:
        """The same from a program: claim_id, verdict, field, value, why, or undo, as a form (urlencoded)."""
        return await run_in_threadpool(_put, corpus, _decision(_fields(await request.body()), reviewer))


def form_of(*names: str) -> dict[str, Any]:
    """What OpenAPI says of a body that is a form with these fields, which we read ourselves."""
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    return {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}}


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise HTTPException(422, "no form that can be read") from error


def _decision(given: Mapping[str, Any], reviewer: str) -> Decision:
    """The decision that a form asks for. Raises HTTPException (422) for one that makes no sense."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    claim_id, undo = given.get("claim_id", ""), given.get("undo", "")
    if undo:
        if not (undo.isascii() and undo.isdigit() and len(undo) < 19):
            raise HTTPException(422, f"undo: {undo[:40]!r} is no number of a decision")
        return Decision(claim_id=claim_id, verdict=Verdict.UNDO, who=reviewer, at=now, undoes=int(undo))
    try:
        verdict = Verdict(given.get("verdict", ""))
        field = Field(given.get("field", "")) if verdict is Verdict.CORRECT else None
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    if verdict is Verdict.UNDO:
        raise HTTPException(422, "undo: which decision?")
    value = given.get("value", "").strip()[:MAX_WORDS] if verdict is Verdict.CORRECT else ""
    why = given.get("why", "").strip()[:MAX_WORDS]
    return Decision(claim_id=claim_id, verdict=verdict, who=reviewer, at=now, field=field, value=value or None, why=why)


def _put(corpus: str | Path, decision: Decision) -> Decision:
    """The decision as stored. Raises HTTPException (404) where there is nothing it could be about."""
    with open_store(corpus) as store:
        n = store.decide(decision)
    if n is None:
        raise HTTPException(404, f'no claim "{decision.claim_id[:80]}", or nothing of it to undo')
    return replace(decision, n=n)
