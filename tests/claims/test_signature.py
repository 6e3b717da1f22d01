"""A quotation that stands by itself, with the name of its speaker below it."""

import pytest
from test_attribution import found_in

pytestmark = pytest.mark.parser

QUOTED = "“We will not leave the port. It is ours.”"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(f"{QUOTED} — Ana Doru", "Ana Doru", id="behind-a-dash"),
        pytest.param(f"{QUOTED}\n― Ana Doru", "Ana Doru", id="on-a-line-of-its-own"),
        pytest.param(f"{QUOTED} – Ana Doru, mayor of Oster.", "Ana Doru, mayor of Oster", id="with-an-office"),
        pytest.param(f"{QUOTED} — The guards slept.", "", id="a-sentence-is-no-signature"),
        pytest.param(f"{QUOTED} — Ana Doru slept.", "", id="a-sentence-about-somebody-is-none"),
        pytest.param(f"{QUOTED} A woman wept.\n― Ana Doru", "", id="not-next-to-it"),
    ],
)
def test_the_name_below_a_quotation(text, source):
    assert found_in(text)[0][0] == source
