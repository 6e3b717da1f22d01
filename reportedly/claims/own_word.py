"""Sources that are the report itself: "we", "our correspondent", its own outlet ("told Radio Oster" in Radio Oster)."""

from functools import cache, cached_property

from spacy.tokens import Token

from reportedly.claims.voices import full_phrase
from reportedly.model.claim import VoiceKind
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

MIN_INITIALS = 2


@cache
def _reporters(rules: Rules) -> CueIndex:
    return CueIndex(c for c in rules.of("voices") if c.does == VoiceKind.REPORT)


class OwnWord:
    """Tells which sources of a report add no voice to the report's own, or to the voice whose words they stand in."""

    def __init__(self, reading: Reading, rules: Rules) -> None:
        self._reading = reading
        self._reporters = _reporters(rules)

    def is_meant(self, source: Token) -> bool:
        """A first person, somebody who is ours, or the outlet that publishes the report."""
        if _is_first_person(source):
            return True
        phrase = full_phrase(source)
        if any(_is_first_person(t) for t in phrase if t.head.i == source.i and t.dep_ == "poss"):
            hits = self._reporters.at([source], 0)
            for cue, _ in hits[:1]:
                self._reading.fired(cue.id, self._reading.span_of([source]))
            return bool(hits)
        words = [t for t in phrase if t.pos_ == "PROPN"]
        return bool(words) and self.is_name(" ".join(t.text for t in words))

    def is_name(self, name: str) -> bool:
        """Whether it is the outlet that publishes the report, by name or initials."""
        return name.casefold() in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """The outlet's name, without a leading article too, and its initials."""
        outlet = (self._reading.report.outlet or "").strip()
        words = outlet.split()
        capitals = [w[0] for w in words if w[0].isupper()]
        names = {outlet, " ".join(words[1:])} if len(words) > 1 else {outlet}
        if len(capitals) >= MIN_INITIALS:
            names.add("".join(capitals))
        return frozenset(n.casefold() for n in names if n)


def _is_first_person(token: Token) -> bool:
    return token.pos_ in ("PRON", "DET") and token.morph.get("Person", []) == ["1"]
