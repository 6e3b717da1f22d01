"""Every rule that a record names is one that `reportedly rules list` lists and `rules check` runs."""

import re
import tomllib
from pathlib import Path

import pytest

from reportedly.claims import assemble
from reportedly.model.report import Report
from reportedly.reading import read as reading_of
from reportedly.report import read_text
from reportedly.report.sources import reports_in
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser
ROOT = Path(__file__).parents[2]
IN_CODE = re.compile(r'^[A-Z_]+ = "(en/[^"]+)"', re.MULTILINE)


def reports():
    yield from (r for r in reports_in([str(ROOT / "samples")]) if isinstance(r, Report))
    for file in sorted((ROOT / "tests" / "stories").glob("*.toml")):
        stories = tomllib.loads(file.read_text(encoding="utf-8"))
        for story in stories["story"]:
            yield read_text(story["text"].lstrip("\n"), published=stories["published"])


def test_every_rule_that_a_record_names_is_listed():
    rules = load_rules()
    named = set()
    for report in reports():
        reading = reading_of(report, rules=rules)
        named |= {b.rule for claim in assemble.claims_of(reading, rules) for b in claim.because}
        named |= {firing.rule for firing in reading.firings}
    assert len(named) > 100
    named = {rule for rule in named if not rule.startswith("model/")}  # our weights
    assert named <= rules.ids(), named - rules.ids()


def test_every_rule_that_the_code_names_is_listed():
    files = sorted((ROOT / "reportedly").rglob("*.py"))
    named = {rule for file in files for rule in IN_CODE.findall(file.read_text(encoding="utf-8"))}
    assert len(named) > 4
    assert named <= load_rules().ids(), named - load_rules().ids()
