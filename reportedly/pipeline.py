"""The way from a report to its claims, in one call."""

from reportedly.claims import assemble
from reportedly.model.claim import Claim, Read
from reportedly.model.report import Report
from reportedly.reading import read as reading_of
from reportedly.reading.parser import DEFAULT_MODEL, version_of
from reportedly.rules.load import Rules, load_rules


def read(report: Report, *, model: str = DEFAULT_MODEL, rules: Rules | None = None) -> Read:
    """The report with its entities and claims. Raises MissingModel, UnreadableInput (text too long)."""
    rules = rules or load_rules()
    reading = reading_of(report, model=model, rules=rules)
    return Read(
        report=report,
        entities=reading.entities,
        claims=assemble.claims_of(reading, rules),
        models=(version_of(model),),
    )


def claims_of(report: Report, *, model: str = DEFAULT_MODEL, rules: Rules | None = None) -> tuple[Claim, ...]:
    """Only the claims of a report."""
    return read(report, model=model, rules=rules).claims
