"""docs/codebook/ says what the event frames say: made anew, its pages are the same."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from codebook import pages  # noqa: E402


def test_the_codebook_is_that_of_the_frames():
    """If not: .venv/bin/python tools/codebook.py docs/codebook"""
    written = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "codebook").glob("*.md")}
    assert written == dict(pages())
