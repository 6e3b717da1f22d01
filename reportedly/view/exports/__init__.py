"""What a corpus is handed on as. One function a format; `FORMATS` lists them."""

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from reportedly.model.values import record
from reportedly.view.exports import tables
from reportedly.view.exports.brat import brat
from reportedly.view.exports.ftm import ftm
from reportedly.view.exports.geojson import geojson
from reportedly.view.exports.gexf import gexf
from reportedly.view.exports.jsonl import jsonl
from reportedly.view.exports.label_studio import label_studio
from reportedly.view.exports.schema_org import schema_org
from reportedly.view.exports.source import Source
from reportedly.view.exports.web_annotation import web_annotation


@record
class Export:
    """A format: `stream` writes text to a stream, `file` to a path of its own, `folder` into a new folder."""

    stream: Callable[[Source, TextIO], None] | None = None
    file: Callable[[Source, Path], None] | None = None
    folder: Callable[[Source, Path], None] | None = None


FORMATS: dict[str, Export] = {
    "events.csv": Export(stream=tables.events_csv),
    "acled.csv": Export(stream=tables.acled_csv),
    "claims.parquet": Export(file=tables.claims_parquet),
    "occurrences.parquet": Export(file=tables.occurrences_parquet),
    "jsonl": Export(stream=jsonl),
    "ftm": Export(stream=ftm),
    "geojson": Export(stream=geojson),
    "web-annotation": Export(stream=web_annotation),
    "label-studio": Export(stream=label_studio),
    "brat": Export(folder=brat),
    "gexf": Export(stream=gexf),
    "schema.org": Export(stream=schema_org),
}
