"""An entity while its namings are gathered."""

from collections import Counter
from dataclasses import dataclass, field

from reportedly.model.claim import EntityType
from reportedly.model.values import Span
from reportedly.reading.naming import Naming, span_with_title
from reportedly.reading.reading import Reading

SURE = 3  # votes of a type that words decide, against one for spaCy's label


@dataclass(slots=True)
class Draft:
    """An entity while its namings are gathered."""

    n: int  # a draft's own number, in order of making
    votes: Counter[EntityType] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    namings: list[Naming] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    tokens: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    kind: str | None = None
    country: str | None = None
    gender: str | None = None

    @property
    def type(self) -> EntityType:
        return max(self.votes, key=lambda t: self.votes[t])  # of equals the first seen

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(n.replace("-", " ").split()) > 1, len(n)))

    def take(self, reading: Reading, naming: Naming) -> None:
        self.votes[naming.type] += 0 if naming.adjective else SURE if naming.sure else 1
        if not naming.adjective or not self.names:
            if self.names and all(n.adjective for n in self.namings):
                self.names.clear()  # "Albanian" gives way to "Albania"
            self.names.append(naming.text)
        if naming.key:
            self.keys.add(naming.key)
        self.namings.append(naming)
        self.spans.append(span_with_title(reading, naming))
        start = naming.before_i if naming.before_i is not None else naming.start_i
        self.tokens.update(range(start, naming.end_i))
        self.titles |= naming.titles
        self.kind = self.kind or naming.kind
        self.country = self.country or naming.country
        self.gender = self.gender or naming.gender


def merged_into(into: Draft, other: Draft) -> None:
    into.votes.update(other.votes)
    into.names += other.names
    into.keys |= other.keys
    into.namings += other.namings
    into.spans += other.spans
    into.tokens |= other.tokens
    into.titles |= other.titles
    into.kind, into.country = into.kind or other.kind, into.country or other.country
    into.gender = into.gender or other.gender
    other.names, other.namings, other.spans, other.tokens = [], [], [], set()
