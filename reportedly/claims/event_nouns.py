"""Which nouns of a text name events: a time or a place that hangs on one of them belongs to that event."""

from reportedly.model.values import Span
from reportedly.reading.reading import Reading

EVENTS = "/events/"  # part of the ids of event rules
MEMO = "reportedly.event-nouns"  # key in Doc.user_data


def event_nouns(reading: Reading) -> dict[int, Span]:
    """Offsets of the nouns that name events, with the span of the whole trigger ("carried out a raid").

    Read off the firings, each once: the result is kept with the parse and grows with them.
    """
    n_read: int
    found: dict[int, Span]
    n_read, found = reading.doc.user_data.get(MEMO, (0, {}))
    for firing in reading.firings[n_read:]:
        if EVENTS in firing.rule:
            words = reading.doc.char_span(firing.span.start, firing.span.end, alignment_mode="expand")
            found.update((t.idx, firing.span) for t in words or () if t.pos_ in ("NOUN", "PROPN"))
    reading.doc.user_data[MEMO] = (len(reading.firings), found)
    return found
