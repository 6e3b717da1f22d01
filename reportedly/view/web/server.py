"""The reading room: pages on one corpus file, each of them as JSON too. `reportedly serve` starts it.

Every answer opens the corpus anew and only to look, so that pages may be asked for at the same time and while reports
are added. What stands on a page is in `pages.py`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Match, Route

from reportedly import __version__
from reportedly.corpus.store import open_store
from reportedly.errors import StoreError
from reportedly.model.values import record
from reportedly.view.web import pages
from reportedly.view.web.asked import Asked
from reportedly.view.web.errors import refusal
from reportedly.view.web.exporting import OFFERED, add_exports
from reportedly.view.web.guard import MAX_BODY_BYTES, Guard, TooLarge
from reportedly.view.web.html import claim_rules, filled, static_text
from reportedly.view.web.imports import Group, Import, Imports, ReadFile
from reportedly.view.web.regrouping import add_regrouping
from reportedly.view.web.reviewing import add_review, decided_of

STATIC = dict.fromkeys(("room.css", "report.css", "lists.css"), "text/css")
STATIC |= dict.fromkeys(("room.js", "review.js", "regroup.js"), "text/javascript")
RECORDS_TOGETHER = 50  # of an export, so that a corpus of any size goes out in little memory
MAX_CLAIM_RULES = 5000  # style rules of a report's claims
Filters = Annotated[Asked, Depends()]


@record
class Fault:
    status: int
    found: str
    cure: str


@record
class FaultAnswer:
    """What every error is, as JSON."""

    error: Fault


@record
class ImportsAnswer:
    imports: tuple[Import, ...]


def room(corpus: str | Path, read_file: ReadFile, group: Group, reviewer: str) -> Guard:
    """The application.

    read_file: what makes records of a dropped file; group: what groups the corpus after that; reviewer: whose name
    stands beside decisions.
    """
    app = FastAPI(
        title="reportedly",
        version=__version__,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        responses={status: {"model": FaultAnswer} for status in (403, 404, 405, 413, 421, 422, 500, 503)},
    )
    _add_errors(app)
    _add_list(app, corpus, "", "corpus", pages.corpus_page, pages.CorpusPage)
    _add_list(app, corpus, "reports", "reports", pages.reports_page, pages.ReportsPage)
    _add_list(app, corpus, "timeline", "timeline", pages.timeline_page, pages.TimelinePage)
    _add_list(app, corpus, "map", "map", pages.map_page, pages.MapPage)
    _add_list(app, corpus, "sources", "sources", pages.sources_page, pages.SourcesPage)
    _add_report(app, corpus)
    _add_occurrence(app, corpus)
    _add_export(app, corpus)
    add_exports(app, corpus)
    add_review(app, corpus, reviewer)
    add_regrouping(app, corpus, lambda: reviewer, group)
    _add_imports(app, Imports(corpus, read_file, group))
    _add_static(app)
    return Guard(app)


def _page(template: str, here: str, **values: Any) -> HTMLResponse:
    return HTMLResponse(filled(template, here=here, **values))


def _add_list(app: FastAPI, corpus: str | Path, path: str, name: str, build: Callable[..., Any], answer: type) -> None:
    """A page that takes filters, and the same as JSON."""

    def as_json(asked: Filters) -> Any:
        with open_store(corpus, read_only=True) as store:
            return build(store, asked)

    def as_page(asked: Filters) -> Response:
        return _page(f"{name}.html", name, page=as_json(asked), asked=asked, path=f"/{path}", formats=OFFERED)

    app.get(f"/{path or name}.json", name=f"{name} as JSON", response_model=answer)(as_json)
    app.get(f"/{path}", include_in_schema=False)(as_page)


def _add_report(app: FastAPI, corpus: str | Path) -> None:
    @app.get("/reports/{report_id}.json")
    def report_json(report_id: str) -> Response:
        """The record of a report, as `reportedly read --format jsonl` wrote it; its form is `reportedly schema`."""
        with open_store(corpus, read_only=True) as store:
            line = store.record(report_id)
        if line is None:
            raise pages.NoSuchThing(f'there is no report "{report_id}"', "See /reports.json")
        return Response(line, media_type="application/json")

    @app.get("/reports/{report_id}", include_in_schema=False)
    def report(report_id: str) -> Response:
        with open_store(corpus, read_only=True) as store:
            page, elsewhere = pages.report_page(store, report_id)
            held = decided_of(store, report_id)
        return _page("report.html", "reports", page=page, elsewhere=elsewhere, decided=held)


def _add_occurrence(app: FastAPI, corpus: str | Path) -> None:
    @app.get("/occurrences/{occurrence_id}.json")
    def occurrence_json(occurrence_id: str) -> pages.OccurrencePage:
        with open_store(corpus, read_only=True) as store:
            return pages.occurrence_page(store, occurrence_id)

    @app.get("/occurrences/{occurrence_id}", include_in_schema=False)
    def occurrence(occurrence_id: str) -> Response:
        return _page("occurrence.html", "corpus", page=occurrence_json(occurrence_id))


def _add_export(app: FastAPI, corpus: str | Path) -> None:
    @app.get("/export/records.jsonl", response_class=Response)
    def records(asked: Filters) -> Response:
        """The records of the reports that the filters leave, one JSON object a line."""
        wanted = asked.reports()

        def lines() -> Iterator[str]:
            offset, ids = 0, [""]
            while ids:
                with open_store(corpus, read_only=True) as store:  # opened anew: each part may come from another thread
                    ids = [r.id for r in store.reports(wanted, offset=offset, limit=RECORDS_TOGETHER).items]
                    found = [line for report_id in ids if (line := store.record(report_id)) is not None]
                offset += len(ids)
                yield "".join(f"{line}\n" for line in found)

        headers = {"content-disposition": 'attachment; filename="records.jsonl"'}
        return StreamingResponse(lines(), media_type="application/jsonl", headers=headers)


def _add_imports(app: FastAPI, imports: Imports) -> None:
    @app.post("/imports.json", status_code=202)
    async def take(request: Request, name: Annotated[str, Query(min_length=1, max_length=255)]) -> Import:
        """Takes one file, the body being its content, to be read into the corpus."""
        item = await run_in_threadpool(imports.put, name, await request.body())
        if item is None:
            raise HTTPException(503, "too many files are waiting, or too many bytes; try again when some are read")
        return item

    @app.get("/imports.json")
    def all_imports() -> ImportsAnswer:
        """How far the dropped files have come."""
        return ImportsAnswer(imports=imports.all())


def _add_static(app: FastAPI) -> None:
    @app.get("/static/claims-{n_claims}.css", include_in_schema=False)
    def claims_css(n_claims: int) -> Response:
        return Response(claim_rules(max(0, min(n_claims, MAX_CLAIM_RULES))), media_type="text/css")

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        if name not in STATIC:
            raise pages.NoSuchThing(f'there is no file "{name}"', "Go to the first page")
        return Response(static_text(name), media_type=STATIC[name])


def _add_errors(app: FastAPI) -> None:
    def answer(kind: type[Exception], made: Callable[[Any], tuple[int, str, str]]) -> None:
        async def handler(request: Request, error: Exception) -> Response:
            found = refusal(request.url.path, *made(error))
            if found.status_code == 405:
                found.headers["allow"] = ", ".join(_methods(app, request))
            return found

        app.add_exception_handler(kind, handler)

    answer(pages.NoSuchThing, lambda e: (404, e.found, e.cure))
    answer(HTTPException, lambda e: (e.status_code, str(e.detail), "Go back, or to the first page"))
    answer(StoreError, lambda e: (503, str(e), "See where `reportedly serve` runs"))
    answer(TooLarge, lambda e: (413, f"over the limit of {MAX_BODY_BYTES:,} bytes", "Add it with `reportedly add`"))
    answer(Exception, lambda e: (500, f"a fault of ours ({type(e).__name__})", "Please tell us how it came about"))
    answer(RequestValidationError, lambda e: (422, _wrong(e), "Correct the address"))


def _methods(app: FastAPI, request: Request) -> list[str]:
    """What may be done at an address. Starlette names those of its first route only; some have one for each method."""
    routes = (route for route in app.routes if isinstance(route, Route))
    there = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in there for method in route.methods or ()})


def _wrong(error: RequestValidationError) -> str:
    """ "since: String should match pattern ..." for the first of what is wrong."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return f"{where}: {first['msg']}"
