"""read_text: the text is kept, spans point into it, ids are stable, odd text raises nothing."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import UnreadableInput
from reportedly.model.report import Part, PublishedFrom
from reportedly.report import read_text


def test_only_line_ends_change():
    assert read_text("\u00a0A b.\r\n\r\nC  d.\re\tf. ").text == "\u00a0A b.\n\nC  d.\ne\tf. "


def test_same_text_and_outlet_same_id():
    assert read_text("A b.").id == read_text("A b.", path="x.txt").id
    assert read_text("A b.").id != read_text("A b.", outlet="Radio Oster").id
    assert len(read_text("A b.").id) == len("r-") + 16


def test_a_byte_order_mark_is_no_text():
    assert read_text("\ufeffThe port was shut.").text == "The port was shut."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T10:15", "2024-03-04T10:15"),
        ("2024-03-04T10:15:30+02:00", "2024-03-04T10:15+02:00"),
        ("2024-03-04 10:15:30Z", "2024-03-04T10:15+00:00"),
        ("4 March 2024, 10:15", "2024-03-04T10:15"),
        (date(2024, 3, 4), "2024-03-04"),
        (datetime(2024, 3, 4, 10, 15), "2024-03-04T10:15"),
    ],
)
def test_publication_as_given(published, expected):
    report = read_text("March 3, 2024\n\nThe port was shut.", published=published)
    assert (report.published, report.published_from) == (expected, PublishedFrom.GIVEN)
    assert report.published_evidence == ()


@pytest.mark.parametrize("published", ["yesterday", "", "2024-13-01", "March 4", "03/04/2024"])
def test_a_date_that_is_none_is_refused_with_the_cure(published):
    with pytest.raises(UnreadableInput, match="2024-03-31"):
        read_text("The port was shut.", published=published)


@pytest.mark.parametrize(
    ("line", "outlet", "expected"),
    [
        ("Published 04/03/2024", "Reuters", "2024-03-04"),
        ("Published 04/03/2024 10:15", "Reuters", "2024-03-04T10:15"),
        ("Published 04/03/2024", "Associated Press", "2024-04-03"),
        ("Published 04/03/2024", "The Oster Mail", None),
        ("Published 04/03/2024", None, None),
        ("Published 25/03/2024", None, "2024-03-25"),
        ("Published 03/25/2024", "Reuters", "2024-03-25"),
        ("Published 04/04/2024", None, "2024-04-04"),
        ("Published 04/03/2024\n\nUpdated 13/03/2024", None, "2024-03-04"),
        ("Published 44/03/2024", None, None),
    ],
)
def test_a_date_with_slashes_is_read_as_the_outlet_writes_dates(line, outlet, expected):
    report = read_text(f"Port shut\n\n{line}\n\nThe port was shut on Monday.", outlet=outlet)
    assert report.published == expected
    assert bool(report.published_evidence) == (expected is not None)
    unsure = expected is None or ("04/03/2024" in line and "13/" not in line)
    assert bool(report.notes) == unsure


def test_a_title_apart_is_put_before_the_text_and_noted():
    report = read_text("The port was shut.", title="Port\nshut")
    assert report.text == "Port shut\n\nThe port was shut."
    assert report.title is not None and report.title.of(report.text) == "Port shut"
    assert len(report.notes) == 1


def test_a_title_that_is_there_is_found():
    report = read_text("WORLD\n\nPort  shut.\n\nThe port was shut.", title="Port shut.")
    assert report.title is not None and report.title.of(report.text) == "Port  shut."
    assert report.notes == ()


ODD = ["", "\n", "\0", "\ud800 \udfff", "\ufeff", "—", "-", "[", "\u2028", "a" * 10_000, "A, " * 5_000, "( " * 5_000]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_raise_nothing(text):
    for candidate in (text, f"{text}\n\n{text}", f"OSTER - {text}"):
        report = read_text(candidate, title=text)
        assert all(p.span.of(report.text).strip() for p in report.parts)


PIECES = st.sampled_from(
    [
        "OSTER - ",
        "Oster, 4 March 2024 (ROA) – ",
        "Published: 4 March 2024",
        "10:15",
        "By Mira Tolan",
        "MHA/PA",
        "Comments",
        "Photo: X",
        "(Photo: X)",
        "The port was shut.",
        " | ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "é",
        "\U0001f6a2",
        "—",
        ": ",
        "Share",
    ]
)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Oster, 4 March 2024 (ROA) –  | ", None),
        ("• 4 March 2024 •", None),
        ("– By Mira Tolan | 4 March 2024 |", "By Mira Tolan"),
        ("4 March 2024 | By Mira Tolan –", "By Mira Tolan"),
    ],
)
def test_separators_at_the_ends_of_a_publication_line_are_part_of_it(line, byline):
    report = read_text(f"Port shut\n\n{line}\n\nThe port was shut.")
    of_line = [p for p in report.parts if p.part in (Part.PUBLICATION, Part.BYLINE)]
    start = report.text.index(line.strip())
    assert (of_line[0].span.start, of_line[-1].span.end) == (start, start + len(line.strip()))
    assert report.published == "2024-03-04"
    assert (report.byline and report.byline.of(report.text)) == byline


def test_only_white_space_is_left_after_the_last_part():
    report = read_text("OSTER - \nOster, 4 March 2024 (ROA) –  | ")
    assert not report.text[report.parts[-1].span.end :].split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map("".join))
def test_parts_are_in_order_within_the_text_and_leave_out_no_word(text):
    report = read_text(text)
    end = 0
    for part in report.parts:
        assert part.span.start >= end
        assert not re.search(r"\w", report.text[end : part.span.start])  # white space and separators
        end = part.span.end
    assert not report.text[end:].split()
    for span in (*report.credits, *report.published_evidence):
        assert span.end <= len(report.text)
    dateline = [p for p in report.parts if p.part is Part.DATELINE]
    assert bool(dateline) == (report.dateline is not None)
