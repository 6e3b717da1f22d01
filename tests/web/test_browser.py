"""Pages in a real browser: Debian's Chromium, by Playwright, with axe-core. Skipped where they are not installed.

apt-get install chromium && pip install -r requirements-browser.txt
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from told import told

from reportedly.model.corpus import Occurrence
from reportedly.model.wire import to_json
from reportedly.view.web.html import self_contained

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: see requirements-browser.txt")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core: see requirements-browser.txt")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'{{7*7}}"
DIGEST = "sha256:" + "0" * 64
SIZES = [pytest.param(1280, id="wide"), pytest.param(390, id="narrow"), pytest.param(640, id="twice-as-large")]
PAGES = (
    "/",
    "/reports",
    "/timeline",
    "/map",
    "/sources",
    "/occurrences/x-hurt",
    "/occurrences/none",
    "/reports/REPORT",
)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Watched:
    """A page that keeps what must not happen: dialogs, errors, breaches of the policy, requests to elsewhere."""

    def __init__(self, browser, **options) -> None:
        self.wrong: list[str] = []
        self.page = browser.new_context(**options).new_page()
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def _heard(self, message) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:", "data:text/html")):
            self.wrong.append(request.url)


@pytest.fixture
def served(client, store, groups, a_read, two_lines) -> Iterator[str]:
    """The address of a running reading room, with one report that tries to break out of its page."""
    import uvicorn

    report = replace(a_read.report, id="r-00000000000000ee", outlet=HOSTILE, path=HOSTILE, url=HOSTILE)
    party = replace(a_read.claims[0].parties[0], name=HOSTILE)
    claims = tuple(replace(claim, id=f"{claim.id}-hostile", parties=(party,)) for claim in a_read.claims)
    store.add([to_json(replace(a_read, report=report, claims=claims), rules_digest=DIGEST)])
    mine = Occurrence(
        id="x-hostile",
        type="MOVE",
        claim_ids=(claims[0].id,),
        report_ids=(report.id,),
        origin_ids=("o-1",),
        start=None,
        end="2024-03-07",
        country=None,
        status="HAPPENED",
    )
    origins = (*groups.claim_origins, *((claim.id, "o-1") for claim in claims))
    store.put_groups(replace(groups, claim_origins=origins, occurrences=(*groups.occurrences, mine)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(client.app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def a_file(tmp_path, a_read) -> str:
    file = tmp_path / "reading.html"
    file.write_text(self_contained(a_read), "utf-8")
    return file.as_uri()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(1280, "light", id="wide"),
        pytest.param(1280, "dark", id="wide-and-dark"),
        pytest.param(640, "light", id="enlarged-twice"),
        pytest.param(390, "dark", id="narrow-and-dark"),
    ],
)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser, served, a_read, width, scheme):
    watched = Watched(browser, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    wrong = []
    for path in (*PAGES, f"/reports/{a_read.report.id}", f"/reports/{a_read.report.id}#c1"):
        watched.page.goto(served + path)
        for found in axe.Axe().run(watched.page).response["violations"]:
            wrong += [(path, found["id"], node["target"], node["failureSummary"]) for node in found["nodes"]]
        if watched.page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append((path, "runs over the edge"))
    assert wrong == []


def test_a_hostile_report_runs_nothing_and_breaks_no_policy(browser, served):
    watched = Watched(browser)
    for path in (
        "/",
        "/reports",
        "/timeline",
        "/map",
        "/sources",
        "/reports/r-00000000000000ee",
        "/occurrences/x-hostile",
    ):
        watched.page.goto(served + path)
    assert watched.wrong == []


def test_a_file_by_itself_is_clean_and_asks_for_nothing(browser, a_file):
    watched = Watched(browser, viewport={"width": 1280, "height": 900})
    watched.page.goto(a_file)
    assert watched.page.locator(".report").is_visible()
    assert watched.wrong == []


def test_a_claim_is_selected_by_keyboard_and_without_script(browser, a_file):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(a_file)
    page.locator("#w1").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#c1")
    assert panel.is_visible()
    assert panel.locator(".status").first.is_visible() and panel.locator(".source").first.is_visible()
    assert page.locator("#claims").is_hidden()
    page.locator("#c1 .all").press("Enter")
    assert page.locator("#claims").is_visible() and panel.is_hidden()


def test_layers_are_switched_by_keyboard(browser, a_file):
    watched = Watched(browser, viewport={"width": 1280, "height": 900})
    watched.page.goto(a_file)
    colour = "getComputedStyle(document.querySelector('.voice')).backgroundColor"
    before = watched.page.evaluate(colour)
    watched.page.locator("#layer-voices").press("Space")
    assert watched.page.evaluate(colour) != before
    assert watched.page.locator(".note").first.is_hidden()
    watched.page.locator("#layer-time").press("Space")
    assert watched.page.locator(".label.time").first.is_visible()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("👩‍👩‍👧 saw 🚢🚢 when boats left at dawn.", id="emoji"),
        pytest.param("קיבוץ בארי: boats left at dawn, قال الوزير.", id="right-to-left"),
        pytest.param("\u202eboats left at dawn\u202c \u200bon\u2066 Monday\u2069.", id="turned-round"),
    ],
)
def test_offsets_in_the_browser_are_those_of_python(browser, tmp_path, text):
    file = tmp_path / "odd.html"
    file.write_text(self_contained(told(text, clause="boats left at dawn", trigger="left", voice=None)), "utf-8")
    watched = Watched(browser)
    watched.page.goto(file.as_uri())
    pieces = watched.page.evaluate("[...document.querySelectorAll('[data-o]')].map(e => [+e.dataset.o, e.textContent])")
    assert "".join(words for _, words in pieces) == text
    for start, words in pieces:
        assert text[start : start + len(words)] == words


def test_filters_search_and_compare(browser, served):
    watched = Watched(browser, viewport={"width": 1280, "height": 900})
    page = watched.page
    page.goto(served)
    page.locator("select[name=type]").select_option("ASSAULT")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".rows > li").count() == 1
    page.locator(".rows a").click()
    assert page.locator(".compare td.differs").count() == 2
    page.goto(f"{served}/reports?q=offices")
    assert page.locator("mark").count() >= 2
    assert watched.wrong == []


def test_a_file_is_dropped_and_followed(browser, served, two_lines):
    watched = Watched(browser)
    watched.page.goto(served)
    watched.page.locator("#files").set_input_files(
        [{"name": "<b>a</b>.jsonl", "mimeType": "application/json", "buffer": two_lines[0].encode()}]
    )
    watched.page.get_by_text("<b>a</b>.jsonl: done, 0 added, 1 there already").wait_for(timeout=10_000)
    assert watched.wrong == []


def test_a_claim_is_reviewed_by_keyboard_and_undone(browser, served, a_read):
    watched = Watched(browser, viewport={"width": 1280, "height": 900})
    page = watched.page
    page.goto(f"{served}/reports/{a_read.report.id}")
    page.keyboard.press("j")
    assert page.locator("#c1").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.locator("#c1 .held").wait_for()
    page.wait_for_load_state("load")  # the form's answer has its script: the next key is heard
    assert "accepted" in page.locator("#c1 .held").inner_text()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field"
    page.locator("#c1 input[name=value]").fill("j a r")  # letters typed into a field are no commands
    page.locator("#c1 .correct button").press("Enter")
    page.locator("#c1 .held").nth(1).wait_for()
    page.wait_for_load_state("load")
    page.keyboard.press("u")
    page.locator("#c1 .held").nth(1).wait_for(state="detached")
    page.wait_for_load_state("load")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert watched.wrong == []
