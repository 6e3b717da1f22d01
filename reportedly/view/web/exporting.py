"""Exports of the reports that the filters leave, in every format that is made report by report."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from reportedly.corpus.store import open_store
from reportedly.errors import MissingModel
from reportedly.view.exports import FORMATS
from reportedly.view.exports.source import Source, Wanted
from reportedly.view.names import Names
from reportedly.view.web.asked import Asked

MAX_REPORTS = 20_000  # of one export; more are for `reportedly export`
OFFERED = (  # not brat, a folder; nor what is made of the whole corpus
    *("events.csv", "acled.csv", "claims.parquet", "jsonl", "ftm", "geojson"),
    *("web-annotation", "label-studio", "schema.org"),
)


def add_exports(app: FastAPI, corpus: Path | str) -> None:
    @app.get("/export/{format}", response_class=Response)
    def export(
        format: str,
        asked: Annotated[Asked, Depends()],
        names: Annotated[Names, Query(description="Persons named: those with an office, all, or none.")] = Names.PUBLIC,
        reviewed: Annotated[bool, Query(description="Without rejected claims.")] = False,
        every_status: Annotated[bool, Query(description="Also what was denied, planned, ...")] = False,
    ) -> Response:
        """The reports that the filters leave, as `reportedly export` writes them; see docs/exports.md."""
        if format not in OFFERED:
            raise HTTPException(404, f'there is no export "{format[:40]}" here; there are {", ".join(OFFERED)}')
        wanted = Wanted(names=names, reviewed=reviewed, every_status=every_status)
        with tempfile.NamedTemporaryFile(prefix="reportedly-export-", delete=False) as made:
            place = Path(made.name)
        try:
            _write(corpus, format, wanted, asked, place)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        gone = BackgroundTask(place.unlink, missing_ok=True)
        media = "text/csv" if format.endswith(".csv") else "application/octet-stream"
        return FileResponse(place, media_type=media, filename=format, background=gone)


def _write(corpus: Path | str, format: str, wanted: Wanted, asked: Asked, place: Path) -> None:
    written = FORMATS[format]
    with open_store(corpus, read_only=True) as store:
        n_reports = store.reports(asked.reports(), limit=0).total
        if n_reports > MAX_REPORTS:
            raise HTTPException(
                413, f"{n_reports:,} reports; at most {MAX_REPORTS:,} here, more with `reportedly export`"
            )
        source = Source(store, wanted, asked.reports())
        try:
            if written.stream is not None:
                with place.open("w", encoding="utf-8", errors="replace", newline="") as out:
                    written.stream(source, out)
            elif written.file is not None:
                written.file(source, place)
        except MissingModel as error:
            raise HTTPException(503, str(error)) from error
