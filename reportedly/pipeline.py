"""The way from a report to its claims, in one call."""

from typing import TYPE_CHECKING

from reportedly.claims import assemble
from reportedly.claims.own_gazetteer import NO_OWN, OwnGazetteer
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import Claim, Read
from reportedly.model.report import Report
from reportedly.reading import read as reading_of
from reportedly.reading.parser import DEFAULT_PARSER, version_of
from reportedly.rules.load import Rules, load_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT_MODEL = "default"
OWN_GAZETTEER = "own/gazetteer"  # in `made_by.models`, with its digest


def read(
    report: Report,
    *,
    parser: str = DEFAULT_PARSER,
    model: str = DEFAULT_MODEL,
    rules: Rules | None = None,
    parsed: "Doc | None" = None,
    gazetteer: OwnGazetteer = NO_OWN,
) -> Read:
    """The report with its entities and claims.

    parser: an installed spaCy pipeline for English. model: the attribution model set beside the rules: "default",
    "clean" (learned from texts of this project only) or "none" (the rules alone). parsed: what the parser has made of
    the report, if that is done already. gazetteer: the user's own places (`load_gazetteer`). Raises MissingModel,
    UnreadableInput (text too long).
    """
    rules = rules or load_rules()
    tagger = tagger_for(model)
    reading = reading_of(report, parser=parser, rules=rules, parsed=parsed)
    found = assemble.found_in(reading, rules, tagger, gazetteer)
    made_with = [version_of(parser)]
    if tagger is not None:
        made_with.append(tagger.version)
    if gazetteer.digest:
        made_with.append((OWN_GAZETTEER, gazetteer.digest))
    return Read(
        report=report,
        rests_on=found.rests_on,
        entities=reading.entities,
        claims=found.claims,
        models=tuple(sorted(made_with)),
    )


def claims_of(
    report: Report, *, parser: str = DEFAULT_PARSER, model: str = DEFAULT_MODEL, rules: Rules | None = None
) -> tuple[Claim, ...]:
    """Only the claims of a report; the arguments are those of `read`."""
    return read(report, parser=parser, model=model, rules=rules).claims
