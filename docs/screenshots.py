"""The pictures of the reading room, of the invented reports in samples/, at 1280 and 390 pixels.

.venv/bin/pip install -r requirements-browser.txt    # and Debian's chromium
.venv/bin/python docs/screenshots.py docs/
"""

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from reportedly.corpus.store import open_store
from reportedly.corpus.stored import OccurrenceFilter

PORT = 8899
ROOM = f"http://127.0.0.1:{PORT}"
REPORTEDLY = str(Path(sys.executable).with_name("reportedly"))


def main() -> None:
    out = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "samples.db")
        subprocess.run([REPORTEDLY, "add", str(corpus), "samples"], check=True)
        subprocess.run([REPORTEDLY, "group", str(corpus)], check=True)
        serving = subprocess.Popen([REPORTEDLY, "serve", str(corpus), "--no-open", "--port", str(PORT)])
        try:
            _wait()
            with sync_playwright() as started:
                browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                for name, path, width in _pictures(corpus):
                    _shoot(browser, path, out / f"room-{name}.png", width)
        finally:
            serving.terminate()


def _pictures(corpus: Path) -> list[tuple[str, str, int]]:
    """(name, page, width) of each picture."""
    with open_store(corpus, read_only=True) as store:
        report = next(r for r in store.reports().items if r.path == "08-government-denial.txt")
        differing = store.occurrences(OccurrenceFilter(disagreeing=True), by_origins=True).items[0]
    return [
        ("report", f"/reports/{report.id}#c8", 1280),
        ("report-narrow", f"/reports/{report.id}", 390),
        ("occurrence", f"/occurrences/{differing.id}", 1280),
        ("timeline", "/timeline", 1280),
    ]


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{ROOM}/static/room.css")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the reading room did not open")


def _shoot(browser: Browser, path: str, file: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 860})
    page.goto(ROOM + path)
    page.screenshot(path=str(file))
    page.close()


if __name__ == "__main__":
    main()
