"""The README's picture: a reading in the terminal's colours, as SVG that loads nothing.

.venv/bin/python docs/picture.py samples/06-move-to-tavria.txt docs/reading.svg
"""

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from reportedly.pipeline import read
from reportedly.report.sources import reports_in
from reportedly.view.text import legend, render

WIDTH = 100
MARGIN = 8  # columns, so that no line is broken twice
WEB_FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)  # rich's frame would fetch them


def picture_of(path: Path) -> str:
    """The reading of the first report at this path, as SVG."""
    report = next(iter(reports_in([str(path)])))
    console = Console(record=True, width=WIDTH + MARGIN, file=io.StringIO())
    console.print(Text.from_ansi(render(read(report), width=WIDTH, colour=True)))
    console.print(Text(legend(), style="dim"))
    frame = WEB_FONTS.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", "monospace")
    return console.export_svg(title=f"reportedly read {path}", code_format=frame, unique_id="reading")


def main() -> None:
    Path(sys.argv[2]).write_text(picture_of(Path(sys.argv[1])), encoding="utf-8")


if __name__ == "__main__":
    main()
