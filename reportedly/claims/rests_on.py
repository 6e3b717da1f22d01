"""Whether a whole report rests on one agency or outlet: credited at its head or end, or from its first line on."""

from reportedly.claims.chain import Attribution, holds
from reportedly.claims.own_word import OwnWord
from reportedly.claims.voices import OUTLETS
from reportedly.model.claim import RestsOn
from reportedly.model.report import Part
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.reading.world import outlet_named
from reportedly.rules.load import Rules

CREDITED_IN = (Part.DATELINE, Part.SIGNOFF, Part.BYLINE, Part.PUBLICATION)
CREDIT = "en/parts/credit"
FIRST_LINE = "en/attribution/rests.first.line"


def rests_on(reading: Reading, attributions: tuple[Attribution, ...], rules: Rules) -> RestsOn | None:
    """The agency or outlet with its reason; None where the report credits nobody, or its own outlet."""
    own = OwnWord(reading, rules)
    text = reading.report.text
    for span in reading.report.credits:
        outlet = outlet_named(span.of(text))
        if reading.part_at(span.start) in CREDITED_IN and outlet is not None and not own.is_name(outlet.name):
            return RestsOn(name=outlet.name, rule=CREDIT, evidence=(span,))
    first = next((s for s in reading.sentences() if reading.part_at(s.start_char) is Part.BODY), None)
    if first is None:
        return None
    root = Span(first.root.idx, first.root.idx + len(first.root))
    for one in attributions:
        voice = one.voice
        if one.within is not None or not one.is_voice or not one.source or not _spans(one, root):
            continue
        if voice.kind in OUTLETS and voice.named and voice.name is not None:
            reading.fired(FIRST_LINE, one.source[0])
            return RestsOn(name=voice.name, rule=FIRST_LINE, evidence=one.source)
    return None


def _spans(attribution: Attribution, root: Span) -> bool:
    """Whether the main verb of a sentence hands over, or is handed over: the whole sentence is on that word."""
    return holds(attribution, root) or any(root in s for s in attribution.cue)
