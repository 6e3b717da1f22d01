"""When: what time expressions stand for, and which of them is an event's."""

import pytest

from reportedly.claims.times import expressions_of, when_of
from reportedly.model.claim import Basis, Grain, Status
from reportedly.model.values import Span
from reportedly.reading import parser
from reportedly.reading.reading import Reading
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser
RULES = load_rules()
WEDNESDAY = "2024-03-06"


def reading_of(text, published=WEDNESDAY):
    report = read_text(text, published=published)
    return Reading(report=report, doc=parser.parse(report))


def only(text, published=WEDNESDAY):
    found = expressions_of(reading_of(text, published), RULES)
    assert len(found) == 1, [e.span.of(text) for e in found]
    return found[0]


def when(text, word, status=Status.HAPPENED, published=WEDNESDAY):
    reading = reading_of(text, published)
    token = next(t for t in reading.doc if t.text == word)
    expressions = expressions_of(reading, RULES)
    return when_of(reading, expressions, token.i, status, Span(0, len(text)), RULES)


@pytest.mark.parametrize(
    ("words", "value", "start", "end"),
    [
        ("on June 3, 2019", "2019-06-03", "2019-06-03", "2019-06-04"),
        ("on 3 June 2019", "2019-06-03", "2019-06-03", "2019-06-04"),
        ("on 2019-06-03", "2019-06-03", "2019-06-03", "2019-06-04"),
        ("on Jan. 14", "2024-01-14", "2024-01-14", "2024-01-15"),
        ("on Dec. 28", "2023-12-28", "2023-12-28", "2023-12-29"),
        ("in June 2019", "2019-06", "2019-06-01", "2019-07-01"),
        ("in August", "2023-08", "2023-08-01", "2023-09-01"),
        ("in late June", "2023-06", "2023-06-21", "2023-07-01"),
        ("in 2019", "2019", "2019-01-01", "2020-01-01"),
        ("in early 2019", "2019", "2019-01-01", "2019-05-01"),
        ("on Monday", "2024-03-04", "2024-03-04", "2024-03-05"),
        ("on Wednesday", "2024-03-06", "2024-03-06", "2024-03-07"),
        ("on Thursday", "2024-02-29", "2024-02-29", "2024-03-01"),
        ("last Wednesday", "2024-02-28", "2024-02-28", "2024-02-29"),
        ("yesterday", "2024-03-05", "2024-03-05", "2024-03-06"),
        ("last week", "2024-W09", "2024-02-26", "2024-03-04"),
        ("last month", "2024-02", "2024-02-01", "2024-03-01"),
        ("earlier this year", "2024", "2024-01-01", "2024-03-07"),
        ("two days ago", "2024-03-04", "2024-03-04", "2024-03-05"),
        ("a month ago", "2024-02", "2024-02-01", "2024-03-01"),
        ("last summer", "2023-SU", "2023-06-01", "2023-09-01"),
        ("in the third quarter of 2019", "2019-Q3", "2019-07-01", "2019-10-01"),
        ("in the 1960s", "196", "1960-01-01", "1970-01-01"),
        ("in the late 1960s", "196", "1967-01-01", "1970-01-01"),
        ("on Christmas Day", "2023-12-25", "2023-12-25", "2023-12-26"),
        ("on Monday night", "2024-03-04TNI", "2024-03-04", "2024-03-05"),
        ("at 7:45 p.m. on Monday", "2024-03-04T19:45", "2024-03-04T19:45", "2024-03-04T19:46"),
        ("in recent weeks", "PXW", None, "2024-03-07"),
        ("for two days", "P2D", None, None),
        ("every Friday", "XXXX-WXX-5", None, None),
        ("on 23 Aug 88", "1988-08-23", "1988-08-23", "1988-08-24"),
        ("last Oct. 23", "2023-10-23", "2023-10-23", "2023-10-24"),
        ("on the night of May 13, 2019", "2019-05-13TNI", "2019-05-13", "2019-05-14"),
        ("in nineteen ninety-six", "1996", "1996-01-01", "1997-01-01"),
        ("in 480 BC", "BC0480", None, None),
        ("in fiscal 2019", "2019", "2019-01-01", "2020-01-01"),
        ("in Q3 2019", "2019-Q3", "2019-07-01", "2019-10-01"),
        ("last quarter", "2023-Q4", "2023-10-01", "2024-01-01"),
        ("on Easter Monday 2024", "2024-04-01", "2024-04-01", "2024-04-02"),
        ("at 15:00 GMT Saturday", "2024-03-02T15:00", "2024-03-02T15:00Z", "2024-03-02T15:01Z"),
        ("the day before yesterday", "2024-03-04", "2024-03-04", "2024-03-05"),
        ("half an hour", "PT30M", None, None),
        ("two and a half years ago", "2021", "2021-01-01", "2022-01-01"),
    ],
)
def test_what_happened_is_counted_back_from_publication(words, value, start, end):
    found = only(f"Rebels shut the port {words}.")
    assert (found.value, found.start, found.end) == (value, start, end)
    assert (found.basis is Basis.COUNTED) == (found.anchor is not None)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Friday", "2024-03-08", "2024-03-09"),
        ("next week", "2024-03-11", "2024-03-18"),
        ("in August", "2024-08-01", "2024-09-01"),
        ("next Wednesday", "2024-03-13", "2024-03-14"),
        ("tomorrow", "2024-03-07", "2024-03-08"),
    ],
)
def test_what_is_planned_is_counted_ahead(words, start, end):
    found = only(f"The ministers will meet {words}.")
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("The vote was postponed until Friday.", "2024-03-08", id="put-off"),
        pytest.param("The judge suspended the ban until Friday.", "2024-03-08", id="put-off-active"),
        pytest.param("The men waited until Friday.", "2024-03-01", id="until-in-the-past"),
        pytest.param("The papers were filed by Friday.", "2024-03-01", id="by-in-the-past"),
        pytest.param("The sale, which is expected in August, was put off.", "2024-08-01", id="expected"),
        pytest.param("The strike had been due to end on Friday.", "2024-03-01", id="had-been-due"),
        pytest.param("The men may leave as soon as Friday.", "2024-03-08", id="as-soon-as"),
        pytest.param("The union called a strike on Friday.", "2024-03-08", id="called"),
        pytest.param("The union held a strike on Friday.", "2024-03-01", id="held"),
    ],
)
def test_the_governing_verb_says_on_which_side_of_the_report_a_day_lies(text, start):
    assert only(text).start == start


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("from June 3 to June 5", "2023-06-03", "2023-06-06"),
        ("on June 3-5, 2019", "2019-06-03", "2019-06-06"),
        ("between 3 and 5 May 2019", "2019-05-03", "2019-05-06"),
        ("from Monday to Wednesday", "2024-03-04", "2024-03-07"),
        ("in 1998-2001", "1998-01-01", "2002-01-01"),
    ],
)
def test_two_times_that_make_a_range_date_the_event_together(words, start, end):
    found, _ = when(f"Rebels shut the port {words}.", "shut")
    assert (found.start, found.end) == (start, end)


def test_two_days_that_make_no_range_stay_apart():
    found, _ = when("Rebels shut the port on June 3 and June 5.", "shut")
    assert (found.start, found.end) == ("2023-06-03", "2023-06-04")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            "The third quarter of 2019 was bad. In the year-ago quarter, the port earned more.",
            ["2019-Q3", "2018-Q3"],
            id="quarter-before",
        ),
        pytest.param("The port earned more a year earlier.", ["2023"], id="a-year-before-the-report"),
        pytest.param("They met on 23/06/2019 and on 03/07/2019.", ["2019-06-23", "2019-07-03"], id="order-shown"),
        pytest.param("They met on 03/07/2019.", ["2019-XX-XX"], id="order-not-known"),
        pytest.param(
            "War came in 1911. In 1912 and 1913 towns fell, in 1914 two more, in 1915 the last. In May they left.",
            ["1911", "1912", "1913", "1914", "1915", "1915-05"],
            id="told-years",
        ),
    ],
)
def test_other_times_of_the_text_are_counted_from(text, values):
    assert [e.value for e in expressions_of(reading_of(text), RULES)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The [third-quarter] figures were bad.",
        "It lost money in [the third quarter].",
        "Police stopped a [two-day] march.",
        "[The nine months] were bad.",
    ],
)
def test_an_article_belongs_to_what_it_stands_with(text):
    plain = text.replace("[", "").replace("]", "")
    assert only(plain).span.of(plain) == text[text.index("[") + 1 : text.index("]")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "XXXX-WXX-1"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("in June", "XXXX-06"),
        ("on June 3", "XXXX-06-03"),
        ("two days ago", "XXXX-XX-XX"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(words, value):
    found = only(f"Rebels shut the port {words}.", published=None)
    assert (found.value, found.start, found.end, found.anchor) == (value, None, None, None)
    assert found.basis is Basis.STATED


@pytest.mark.parametrize("words", ["on June 31, 2019", "aged 45-year-old", "of 2000 people", "may"])
def test_what_is_no_time_is_not_found(words):
    assert expressions_of(reading_of(f"Rebels {words} shut the port."), RULES) == ()


def test_later_counts_from_the_time_named_before():
    text = "On June 3, 2019 the men left; two weeks later they were back."
    found = expressions_of(reading_of(text), RULES)
    assert (found[1].value, found[1].anchor) == ("2019-W25", "2019-06-03")


def test_later_without_a_time_before_is_left_open():
    found = only("Two weeks later the men were back.")
    assert (found.start, found.end, found.anchor) == (None, None, None)


def test_a_plan_told_on_a_day_counts_from_that_day():
    text = "The mayor said on Friday that he would leave on Sunday."
    found = expressions_of(reading_of(text), RULES)
    assert [(e.start, e.anchor) for e in found] == [("2024-03-01", WEDNESDAY), ("2024-03-03", "2024-03-01")]


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        pytest.param("On Monday police raided the camp and arrested a man.", "arrested", "2024-03-04", id="shared"),
        pytest.param("Police raided the camp and arrested a man on Monday.", "raided", "2024-03-04", id="shared-after"),
        pytest.param("The men fled in June after police raided the camp.", "raided", None, id="main-clause's"),
        pytest.param(
            "The report released on Saturday says members are scheduled to move.", "move", None, id="report's"
        ),
        pytest.param("The ministers decided on Monday to close the port.", "close", None, id="decision's"),
        pytest.param("Velmark banned her from entering the country in August.", "banned", "2023-08-01", id="ban"),
        pytest.param("The port has been shut since June.", "shut", "2023-06-01", id="since"),
    ],
)
def test_an_event_takes_only_its_own_time(text, word, start):
    found, because = when(text, word)
    assert found.start == start
    assert (found.basis is Basis.ASSUMED) == (found.evidence == ())
    assert because.evidence == found.evidence


@pytest.mark.parametrize(
    ("status", "start", "end"),
    [
        (Status.HAPPENED, None, "2024-03-07"),
        (Status.ONGOING, None, "2024-03-07"),
        (Status.PLANNED, "2024-03-06", None),
        (Status.POSSIBLE, None, None),
    ],
)
def test_without_a_time_the_publication_bounds_it(status, start, end):
    found, _ = when("Rebels shut the port.", "shut", status)
    assert (found.start, found.end, found.grain, found.basis) == (start, end, Grain.UNKNOWN, Basis.ASSUMED)


def test_repetitions_date_nothing():
    found, _ = when("The fishermen protest every Friday.", "protest")
    assert found.basis is Basis.ASSUMED


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1402/6/12 of the Persian calendar", "2023-09-03"),
        ("30 Esfand 1403", "2025-03-20"),  # the last day of a leap year
        ("1 Meskerem 2016", "2023-09-12"),
        ("1445/1/1 of the Hijri calendar", "2023-07-19"),
        ("2567/2/29 of the Buddhist calendar", "2024-02-29"),
    ],
)
def test_other_calendars_are_counted_where_the_words_name_them(words, day):
    found = only(f"The port was shut on {words}.")
    assert (found.value, found.start) == (day, day)


@pytest.mark.parametrize("words", ["1402/6/12", "30 Esfand 1402", "1402/13/1 of the Persian calendar"])
def test_a_day_that_no_named_calendar_has_is_none(words):
    assert expressions_of(reading_of(f"The port was shut on {words}."), RULES) == ()


def test_a_calendar_that_is_not_told_apart_gives_no_day():
    found = only("The port was shut on 1402/6/12 of the lunar calendar.")
    assert (found.value, found.start, found.end) == ("XXXX-XX-XX", None, None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("An instalment that had been promised for February has not arrived.", "2024-02-01"),
        ("An inspection planned for February was cancelled.", "2024-02-01"),
        ("A summit planned for June was announced.", "2024-06-01"),
        ("A summit is planned for February.", "2025-02-01"),
        ("He said that the union had decided to strike on Friday.", "2024-03-08"),
        ("The talks had been due to end on Friday.", "2024-03-01"),
    ],
)
def test_the_tense_of_the_planning_says_on_which_side_the_plan_lies(text, start):
    assert only(text).start == start


def test_what_a_promise_is_for_is_not_when_it_was_made():
    found, _ = when("The envoy had promised a second payment for February.", "promised")
    assert found.basis is Basis.ASSUMED
