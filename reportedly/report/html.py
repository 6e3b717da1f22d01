"""A web page -> its article: text, title, byline, captions, date. Runs in the worker only (see worker.py).

trafilatura finds the article and htmldate its day; both lose what is taken here from the page's own metadata: byline,
photo credit, clock time and zone.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from reportedly.report.dates import iso_of

STAMP = "%Y-%m-%dT%H:%M:%S%z"
MAX_LINE = 300  # characters of a byline or caption
LD_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "Report")
BYLINE_XPATH = (
    "//*[@rel='author' or @itemprop='author' or contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
)
BLOCK_NAMES = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p"
    " pre section table tr ul"
)
BLOCKS = frozenset(BLOCK_NAMES.split(" "))
UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "iframe", "object", "svg"))


def page_of(data: bytes, url: str | None) -> dict[str, Any]:
    """What is known of the page, as plain JSON: text, title, byline, captions, credits, date, outlet, url, language.

    `text` "" where no article was found. None: the page does not say.
    """
    import trafilatura

    tree = trafilatura.load_html(data)
    if tree is None:
        return {"text": ""}
    linked = next(_linked_articles(tree), {})
    captions = _lines_at(tree, "//figcaption")
    visible_bylines = _lines_at(tree, BYLINE_XPATH)
    language = tree.xpath("string(/html/@lang)") or None
    date = iso_of(str(linked.get("datePublished") or "")) or _date_of(data, url)
    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    author = _names_of(linked.get("author")) or (getattr(found, "author", None) or "").replace("; ", ", ")
    return {
        "text": "\n\n".join(line for line in (getattr(found, "text", None) or "").split("\n") if line.strip()),
        "title": getattr(found, "title", None),
        "byline": next((line for line in visible_bylines if not author or _shares_name(author, line)), author) or None,
        "captions": captions,
        "credits": _credits_of(linked),
        "date": date,
        "outlet": _names_of(linked.get("publisher")) or _meta(tree, "og:site_name"),
        "url": url or getattr(found, "url", None),
        "language": language,
    }


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, block elements as paragraphs."""
    if "<" not in markup and "&" not in markup:
        return markup
    root = lxml.html.fragment_fromstring(markup, create_parent="div")
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else None
        if tag in BLOCKS:
            pieces.append("\n\n")
        if event == "start" and tag is not None and tag not in UNSEEN:
            pieces.append(_flat(element.text))
        elif event == "end" and element is not root:
            pieces.append(_flat(element.tail))
    paragraphs = (" ".join(p.split(" ")).strip() for p in "".join(pieces).split("\n\n"))
    return "\n\n".join(p for p in paragraphs if p)


def _flat(words: str | None) -> str:
    """Markup's line breaks are spaces."""
    if not words:
        return ""
    edge_start = " " if words[0].isspace() else ""
    edge_end = " " if words[-1].isspace() else ""
    return edge_start + " ".join(words.split()) + edge_end


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Articles in the page's JSON-LD, in page order; broken blocks are passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        nodes = loaded if isinstance(loaded, list) else [loaded]
        for node in nodes:
            graph = node.get("@graph") if isinstance(node, dict) else None
            for item in graph if isinstance(graph, list) else [node]:
                kind = item.get("@type") if isinstance(item, dict) else None
                if any(k in LD_TYPES for k in (kind if isinstance(kind, list) else [kind])):
                    yield item


def _names_of(value: Any) -> str:
    """ "A, B" for a JSON-LD person, body, name, or list of them; "" for none."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return ", ".join(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip())


def _credits_of(linked: dict[str, Any]) -> list[str]:
    images = linked.get("image")
    credits = []
    for image in images if isinstance(images, list) else [images]:
        if isinstance(image, dict):
            credits.append(_names_of(image.get("creditText")) or _names_of(image.get("creator")))
    return [c for c in dict.fromkeys(credits) if c]


def _meta(tree: Any, name: str) -> str | None:
    return " ".join(str(tree.xpath("string(//meta[@property=$n or @name=$n]/@content)", n=name)).split()) or None


def _lines_at(tree: Any, xpath: str) -> list[str]:
    """Texts of these elements, white space made plain, without repeats."""
    lines = (" ".join(element.text_content().split()) for element in tree.xpath(xpath))
    return [line for line in dict.fromkeys(lines) if line and len(line) <= MAX_LINE]


def _shares_name(author: str, line: str) -> bool:
    return author.split(",")[0].casefold() in line.casefold()


def _date_of(data: bytes, url: str | None) -> str | None:
    """From markup and URL only: dates in running text are not taken for the publication's."""
    from htmldate import find_date

    # the bounds keep the machine's clock out of the result
    stamp = find_date(
        data,
        outputformat=STAMP,
        original_date=True,
        extensive_search=False,
        url=url,
        min_date="1990-01-01",
        max_date="2100-01-01",
        deferred_url_extractor=True,
    )
    if stamp is None:
        return None
    moment = datetime.fromisoformat(stamp)
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()  # htmldate's way to say that no time was found
    return iso_of(moment)
