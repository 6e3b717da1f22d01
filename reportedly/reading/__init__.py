"""2. Report -> Reading: the parse, quotations, and who is named. The only room that loads spaCy's model."""

from spacy.tokens import Doc

from reportedly.model.report import Report
from reportedly.reading.parser import DEFAULT_MODEL, parse
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules, load_rules


def read(report: Report, *, model: str = DEFAULT_MODEL, rules: Rules | None = None, doc: Doc | None = None) -> Reading:
    """The report with its parse (`doc` where the caller has one over the same text), quotations and entities."""
    from reportedly.reading.mentions import join
    from reportedly.reading.quotes import quotations_of

    reading = Reading(report=report, doc=doc if doc is not None else parse(report, model))
    reading.quotations = quotations_of(report)
    join(reading, rules or load_rules())
    return reading
