"""One form for all errors: what was found and what would do, as a page or as JSON."""

from starlette.responses import HTMLResponse, JSONResponse, Response

from reportedly.view.web.html import filled


def refusal(path: str, status: int, found: str, cure: str) -> Response:
    """The error, in the form that the path asks for: a page, or JSON where it ends in .json or nobody looks at it."""
    if is_for_people(path):
        return HTMLResponse(filled("error.html", status=status, found=found, cure=cure, here=""), status)
    return JSONResponse({"error": {"status": status, "found": found, "cure": cure}}, status)


def is_for_people(path: str) -> bool:
    return not path.endswith((".json", ".jsonl")) and not path.startswith("/export/")
