"""Parts of a report: named where the layout tells, BODY where it does not."""

import pytest

from reportedly.model.report import Part, PublishedFrom
from reportedly.report import read_text


def named(report, part):
    return [p.span.of(report.text) for p in report.parts if p.part is part]


FULL = """Port of Oster shut after raid

Radio Oster | March 4, 2024 - 22:58

Dockers say gates were closed before dawn

By Mira Tolan

OSTER, March 4 (Radio Oster) - Police raided the offices of the Harbour Front.

The group denied the charge.

MHA/PA

Share this article

Leave a Comment
"""


def test_a_full_layout():
    report = read_text(FULL)
    assert {part: named(report, part) for part in Part} == {
        Part.HEADLINE: ["Port of Oster shut after raid"],
        Part.STANDFIRST: ["Dockers say gates were closed before dawn"],
        Part.BYLINE: ["By Mira Tolan"],
        Part.PUBLICATION: ["Radio Oster | March 4, 2024 - 22:58"],
        Part.DATELINE: ["OSTER, March 4 (Radio Oster) -"],
        Part.BODY: ["Police raided the offices of the Harbour Front.", "The group denied the charge."],
        Part.CAPTION: [],
        Part.SIGNOFF: ["MHA/PA"],
        Part.BOILERPLATE: ["Share this article", "Leave a Comment"],
    }
    assert report.dateline is not None and report.dateline.place is not None
    assert report.dateline.place.of(report.text) == "OSTER"
    assert report.dateline.span.of(report.text) == "OSTER, March 4 (Radio Oster)"
    assert [c.of(report.text) for c in report.credits] == ["Radio Oster", "MHA/PA"]
    assert (report.published, report.published_from) == ("2024-03-04T22:58", PublishedFrom.TEXT)
    assert [s.of(report.text) for s in report.published_evidence] == ["March 4, 2024", "22:58"]
    assert report.outlet == "Radio Oster"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Israel attacked Syria on Monday.", id="sentence"),
        pytest.param("Port of Oster shut after raid", id="no-full-stop-but-alone"),
        pytest.param("Leave a Comment", id="furniture-words-alone"),
        pytest.param("The port was shut.\n\nThe group denied the charge.", id="first-line-ends-in-full-stop"),
        pytest.param('"We are leaving."\nThe group denied the charge.', id="full-stop-inside-quotes"),
        pytest.param("Israel attacked Syria\nIran protested", id="two-lines-alike"),
        pytest.param("Dear reader,\n\nThe port was shut.", id="line-that-goes-on"),
        pytest.param(
            "Copyright lawyers said on Monday they would sue.\nThe port is shut.", id="word-that-is-furniture-too"
        ),
        pytest.param("The port is shut.\nBy noon the gates were closed.\nThey said so.", id="by-is-no-byline"),
        pytest.param("The port is shut.\nThe gates were closed on 4 March 2024.", id="date-in-a-sentence"),
    ],
)
def test_plain_sentences_are_body(text):
    report = read_text(text)
    assert {p.part for p in report.parts} == {Part.BODY}
    assert report.title is None and report.published is None


@pytest.mark.parametrize(
    ("opening", "place", "credits", "published"),
    [
        ("TEHRAN -", "TEHRAN", [], None),
        ("OSTER, March 4 (Radio Oster) -", "OSTER", ["Radio Oster"], None),
        ("OSTER (Agency) —", "OSTER", ["Agency"], None),
        ("Oster, 4 March 2024 (ROA) –", "Oster", ["ROA"], "2024-03-04"),
        ("Oster, ROA –", "Oster", ["ROA"], None),
        ("NEW YORK, Velmark --", "NEW YORK, Velmark", [], None),
        ("PORT-AU-PRINCE, Haiti (ROA) —", "PORT-AU-PRINCE, Haiti", ["ROA"], None),
        ("OSTER (ROA), March 4, 2024 -", "OSTER", ["ROA"], "2024-03-04"),
        ("VELMARK CITY:", "VELMARK CITY", [], None),
        ("OSTER, 3 JAN 90 (ROA) -- [Text]", "OSTER", ["ROA"], "1990-01-03"),
    ],
)
def test_datelines(opening, place, credits, published):
    report = read_text(f"{opening} The port was shut.\n\nIt stays shut.")
    assert report.dateline is not None and report.dateline.place is not None
    assert report.dateline.place.of(report.text) == place
    assert [c.of(report.text) for c in report.credits] == credits
    assert report.published == published
    assert named(report, Part.BODY) == ["The port was shut.", "It stays shut."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - said no.",
        "Ana Doru — the prime minister — said no.",
        "BREAKING: The port is shut.",
        "UPDATE - The port is shut.",
        "The Harbour Front - Oster's union - said no.",
        "THE PRESIDENT - A FRIEND - SAID NO.",
        "US: The port is shut.",
    ],
)
def test_what_is_no_dateline(text):
    report = read_text(text)
    assert report.dateline is None
    assert named(report, Part.BODY) == [text]


BODY = "The port was shut on Monday.\n\nThe group denied the charge."


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("September 3, 2023 - 22:58", "2023-09-03T22:58", None),
        ("Published: 4 March 2024, 10:15", "2024-03-04T10:15", None),
        ("Posted on Mon, March 4th, 2024 at 10.15 pm", "2024-03-04T22:15", None),
        ("2024-03-04T10:15:00Z", "2024-03-04T10:15+00:00", None),
        ("4 March 2024 10:15 UTC+3", "2024-03-04T10:15+03:00", None),
        ("04.03.2024", "2024-03-04", None),
        ("Velmark Gazette | 4 Mar 2024", "2024-03-04", "Velmark Gazette"),
        ("World | March 4, 2024", "2024-03-04", None),
        ("Oster, March 4, 2024", "2024-03-04", None),
        ("By Mira Tolan, Oster Gazette | March 4, 2024", "2024-03-04", "Oster Gazette"),
        ("Published 04/03/2024", None, None),  # day or month first?
        ("February 30, 2024", None, None),
    ],
)
def test_publication_lines(line, published, outlet):
    report = read_text(f"Port shut after raid\n\n{line}\n\n{BODY}")
    assert (report.published, report.outlet) == (published, outlet)
    assert report.title is not None
    if published is not None:
        assert named(report, Part.BODY) == BODY.split("\n\n")


def test_the_first_publication_counts_not_the_change():
    report = read_text(f"Port shut\n\nUpdated: 5 March 2024, 08:00\n\nPublished: 4 March 2024, 10:15\n\n{BODY}")
    assert report.published == "2024-03-04T10:15"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Advertisement", Part.BOILERPLATE),
        ("Facebook | Twitter | WhatsApp | Email", Part.BOILERPLATE),
        ("Read also: Ferry crews vote on strike", Part.BOILERPLATE),
        ("Photo: Lena Vass / Radio Oster", Part.BOILERPLATE),
        ("Dockers at the gate (Photo: Lena Vass)", Part.CAPTION),
        ("File photo: Dockers at the gate.", Part.CAPTION),
        ("She had no comments on the plan.", Part.BODY),
    ],
)
def test_furniture_and_captions_between_paragraphs(line, part):
    report = read_text(f"The port was shut on Monday.\n\n{line}\n\nThe group denied the charge.")
    assert line in named(report, part)
    assert "The group denied the charge." in named(report, Part.BODY)


@pytest.mark.parametrize("line", ["MHA/PA", "ab/cd (ROA, LPA)", "###", "ENDS", "-30-", "* * *"])
def test_signoffs(line):
    assert named(read_text(f"{BODY}\n\n{line}"), Part.SIGNOFF) == [line]


def test_what_readers_write_below_is_not_the_report():
    report = read_text(f"{BODY}\n\n{BODY}\n\nComments (2)\n\nLiars. The police shot first.\n\nThe port is open.")
    assert named(report, Part.BODY) == 2 * BODY.split("\n\n")


def test_related_headlines_in_the_middle_do_not_swallow_the_rest():
    report = read_text(f"The port was shut.\n\nRelated stories\n\nFerries stop\n\n{BODY} {'It rained. ' * 20}")
    assert named(report, Part.BOILERPLATE) == ["Related stories", "Ferries stop"]
    assert len(named(report, Part.BODY)) == 3


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The port of Oster was shut on Monday after the police\nhad raided the offices of the Harbour Front, and\n"
        "it will stay shut until the end of the week, said a\nspokesman.\n\nThe group denied the charge.\n"
    )
    assert len(named(read_text(text), Part.BODY)) == 2


def test_lines_without_blank_lines_between_are_paragraphs():
    text = "Port shut after raid\nThe port of Oster was shut on Monday, two officials said.\nThe group denied it."
    report = read_text(text)
    assert report.title is not None and len(named(report, Part.BODY)) == 2
