"""2. Report -> Reading: the parse, quotations, and who is named. The only room that loads spaCy's model."""

from spacy.tokens import Doc

from reportedly.model.report import Report
from reportedly.reading.headline import mended
from reportedly.reading.parser import DEFAULT_PARSER, load, parse
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules, load_rules


def read(
    report: Report,
    *,
    parser: str = DEFAULT_PARSER,
    rules: Rules | None = None,
    doc: Doc | None = None,
    parsed: Doc | None = None,
) -> Reading:
    """The report with its parse, quotations and entities.

    A headline is parsed anew where the parser takes its verb for a noun. `parsed`: what `parse` has made of the report,
    if that is done already. `doc`: a parse of the caller's over the same text, which stays as it is.
    """
    from reportedly.reading.mentions import join
    from reportedly.reading.quotes import quotations_of

    rules = rules or load_rules()
    if doc is None:
        doc, firings = mended(parsed if parsed is not None else parse(report, parser), report, load(parser), rules)
    else:
        firings = ()
    reading = Reading(report=report, doc=doc, firings=list(firings))
    reading.quotations = quotations_of(report)
    join(reading, rules)
    return reading
