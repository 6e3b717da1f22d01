"""The page of one report, as HTML."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from told import told

from reportedly.view.marks import glyphs_of
from reportedly.view.web.html import self_contained

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "\"><a href='javascript:alert(1)'>x</a>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% include 'x' %}",
    "<!--", "]]><![CDATA[<script>", "&lt;script&gt;", "<base href=//evil.example>",
]  # fmt: skip
OURS = {
    "html", "head", "meta", "title", "style", "body", "nav", "a", "header", "p", "strong", "div", "span", "label",
    "input", "main", "article", "h1", "h2", "h3", "b", "bdi", "aside", "ol", "ul", "li", "dl", "dt", "dd", "q",
    "blockquote", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "code", "section",
}  # fmt: skip


class Page(HTMLParser):
    """The tags of a page, its attributes, and the text of the report by the offsets that the page gives."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.pieces: dict[int, str] = {}
        self._at: list[int | None] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "input"):
            offset = dict(attrs).get("data-o")
            self._at.append(int(offset) if offset is not None else self._at[-1] if tag == "bdi" else None)

    def handle_endtag(self, tag):
        self._at.pop()

    def handle_data(self, data):
        if self._at and self._at[-1] is not None:
            self.pieces[self._at[-1]] = self.pieces.get(self._at[-1], "") + data


def test_the_text_stands_at_its_offsets(a_read):
    page = Page(self_contained(a_read))
    text = a_read.report.text
    assert page.pieces
    for start, words in page.pieces.items():
        assert text[start : start + len(words)] == words
    assert sum(map(len, page.pieces.values())) == len(text) - text.count("\n")  # blank lines are the page's own


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("👩‍👩‍👧 saw 🚢🚢 when boats left at dawn.", id="emoji"),
        pytest.param("קיבוץ בארי: boats left at dawn, قال الوزير.", id="right-to-left"),
        pytest.param("\u202eboats left at dawn\u202c \u200bon\u2066 Monday\u2069.", id="turned-round-and-zero-width"),
        pytest.param("e\u0301t\u00e9 \U0001d518 boats left at dawn.", id="combining-and-astral"),
    ],
)
def test_offsets_are_code_points(text):
    page = Page(self_contained(told(text, clause="boats left at dawn", voice=None, trigger="left")))
    assert "".join(words for _, words in sorted(page.pieces.items())) == text
    assert page.pieces[text.index("left")] == "left"


def test_half_a_surrogate_pair_is_shown_and_does_no_harm():
    page = self_contained(told("boats left \ud83d at dawn", clause="boats left", voice=None))
    assert 'data-code="U+D83D"' in page
    page.encode("utf-8")


def test_what_turns_the_writing_round_is_shown():
    assert [(g.text, g.code) for g in glyphs_of("a\u202eb")] == [("a", None), ("\u202e", "U+202E"), ("b", None)]


def test_the_joiner_inside_an_emoji_is_left_alone():
    assert [g.code for g in glyphs_of("👩\u200d🚀")] == [None]
    assert [g.code for g in glyphs_of("a\u200db")] == [None, "U+200D", None]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_report_cannot_add_to_the_page(hostile):
    read = told(
        f"boats left {hostile} said", clause=f"boats left {hostile}", trigger=hostile, voice=hostile, cue="said",
        title=f"T {hostile}", outlet=hostile, path=hostile, url=hostile,
    )  # fmt: skip
    html = self_contained(read)
    page = Page(html)
    assert set(page.tags) <= OURS
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("style", "src", "srcset")]
    assert {value[0] for name, value in page.attributes if name == "href" and value} == {"#"}
    assert "".join(words for _, words in sorted(page.pieces.items())) == read.report.text.replace("\n\n", "")


def test_the_policy_allows_the_styles_of_the_page_and_nothing_else(a_read):
    html = self_contained(a_read)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert dict(Page(html).attributes)["content"] is not None
    assert policy in html.replace("&#39;", "'")
    assert "url(" not in style and "@import" not in style


def test_no_claim_stands_without_its_status_and_source(a_read):
    html = self_contained(a_read)
    for panel in html.split('class="panel"')[1:]:
        before_the_claim = panel.split("<h2")[0]
        assert 'class="status' in before_the_claim and 'class="source"' in before_the_claim
    entries = html.split('id="claims"')[1].split("<li>")[1 : 1 + len(a_read.claims)]
    assert len(entries) == len(a_read.claims)
    assert all('class="status' in entry and 'class="source"' in entry for entry in entries)


def test_two_runs_give_the_same_page(a_read):
    assert self_contained(a_read) == self_contained(a_read)
