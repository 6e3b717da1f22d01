"""What several commands share: their options, a check of a date, a line on stderr."""

import os
import shutil
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

PARSER = "en_core_web_md"
PIPE_WIDTH = 100  # columns where there is no terminal to ask


class Model(StrEnum):
    DEFAULT = "default"
    CLEAN = "clean"
    NONE = "none"


PublishedOption = Annotated[
    str | None,
    typer.Option(help="When the reports were published, for those that do not say: 2024-03-06.", metavar="DATE"),
]
OutletOption = Annotated[str | None, typer.Option(help="Who published them.", metavar="NAME")]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="A folder with your own rules; they go over ours.", metavar="DIR")
]
GazetteerOption = Annotated[
    Path | None,
    typer.Option("--gazetteer", help="A CSV file with your own places; they go over ours.", metavar="FILE"),
]
ParserOption = Annotated[str, typer.Option("--parser", help="An installed spaCy pipeline for English.", metavar="NAME")]
ModelOption = Annotated[
    Model, typer.Option("--model", help="For who says what: a learned model beside the rules, or none.")
]


def check_date(published: str | None) -> None:
    """Raises BadParameter for what is no date."""
    try:
        if published is not None:
            datetime.fromisoformat(published)
    except ValueError as error:
        raise typer.BadParameter(f'--published "{published}" is not a date; write it as 2024-03-06') from error


def look(output: Path | None = None) -> tuple[int, bool]:
    """Width and colour: those of the terminal, if that is where it goes."""
    to_terminal = output is None and sys.stdout.isatty()
    width = min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, 120) if to_terminal else PIPE_WIDTH
    return width, to_terminal and "NO_COLOR" not in os.environ


def say(words: str) -> None:
    """A line on stderr, safe for a terminal whatever names it holds."""
    from reportedly.view.words import shown

    print(shown(words), file=sys.stderr)
