"""Templates filled with drawing data. What comes from a report is text: Jinja escapes all of it."""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.model.claim import Read
from reportedly.view.lanes import N_LANES
from reportedly.view.marks import Piece, Run
from reportedly.view.page import page_of
from reportedly.view.phrases import interval_phrase, moment_phrase
from reportedly.view.words import load_words, shown

N_VOICE_COLOURS = (
    8  # tints that stay apart for the colour-blind (Okabe and Ito 2008, with a grey); then they come again
)
STYLE_SHEETS = ("room.css", "report.css")


def self_contained(read: Read, language: str = "en") -> str:
    """One report as a whole HTML file that loads nothing, runs no script and can be read without either."""
    page = page_of(read, language)
    css = Markup(
        "\n".join((*map(static_text, STYLE_SHEETS), claim_rules(len(page.panels))))
    )  # ours, no word of a report
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return filled("file.html", language, page=page, css=css, policy=policy, elsewhere={}, decided=None)


def filled(template: str, language: str = "en", **values: Any) -> str:
    """A template filled in."""
    html = environment(language).get_template(template).render(**values)
    return html.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no UTF-8 form


@cache
def environment(language: str = "en") -> Environment:
    """The templates, escaping everything, a missing value an error."""
    found = Environment(
        loader=PackageLoader("reportedly.view.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = load_words(language)
    found.globals |= {"w": load_words(language, "pages"), "words": words}
    found.filters |= {
        "piece_class": _piece_class,
        "run_class": _run_class,
        "shown": shown,
        "moment": lambda written: moment_phrase(written, words) if written else words["no_date"],
        "interval": lambda since, until: interval_phrase(since, until, words) if since or until else "",
    }
    return found


@cache
def static_text(name: str) -> str:
    """A style sheet or script of ours."""
    return (resources.files("reportedly.view.web") / "static" / name).read_text("utf-8")


@cache
def claim_rules(n_claims: int) -> str:
    """The style rules that show the words of the claim selected, without script.

    Panels stand before the text, so that a sibling rule reaches it: with `:root:has(...)` a selection among 300 claims
    took 2 s in Chromium.
    """
    return "\n".join(
        f"#c{n}:target~main .k{n}{{background-color:var(--picked)}}#c{n}:target~main .e{n}{{font-weight:650}}"
        for n in range(1, n_claims + 1)
    )


def _piece_class(piece: Piece) -> str:
    names = ["p", *piece.layers]
    names += [f"lane{lane}-{status.value}" for lane, status in piece.lanes if lane < N_LANES]
    names += [f"k{n}" for n in piece.claims]
    names += [f"e{n}" for n in piece.evidence]
    return " ".join(names)


def _run_class(run: Run) -> str:
    if run.stretch is None:
        return "own"
    speech = "direct" if run.stretch.direct else "indirect"
    return f"voice v{run.stretch.speaker.number % N_VOICE_COLOURS} {speech}"
