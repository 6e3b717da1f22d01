"""Every example in resources/ is a test, its id the rule's. They are parsed together, once: seconds, not minutes."""

import pytest

from reportedly.rules.load import load_rules
from reportedly.workbench.check import cases_of, faults_of, outcomes_of, verdicts_of

pytestmark = pytest.mark.parser
RULES = load_rules()
CASES = cases_of(RULES)


@pytest.fixture(scope="module")
def outcomes():
    return list(outcomes_of(RULES))


@pytest.mark.parametrize("i", range(len(CASES)), ids=[case.name for case in CASES])
def test_example(outcomes, i):
    if CASES[i].fails:
        return  # whether it heals is asked of all its entry's examples together, below
    assert outcomes[i].problem == ""


def test_no_known_fault_has_healed(outcomes):
    known = [o for o in outcomes if o.case.fails]
    assert list(verdicts_of(known)) == []


def test_every_rule_has_examples_that_can_be_run():
    assert list(faults_of(RULES)) == []
