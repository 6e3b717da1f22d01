"""What exports are made from: the reports of a corpus with the names that may be shown, and what grouping found."""

from collections.abc import Iterator

from reportedly.corpus.store import Store
from reportedly.corpus.stored import OccurrenceInFull, SourceGraph, Standing
from reportedly.model.values import record
from reportedly.model.wire import from_object, parsed, to_json
from reportedly.rules.load import load_rules
from reportedly.view.names import Names, with_names
from reportedly.view.rows import Told
from reportedly.view.words import load_words


@record
class Wanted:
    """How an export is written."""

    names: Names = Names.PUBLIC
    raw: bool = False  # cells as they are, also those that a spreadsheet would run as formulas
    every_status: bool = False  # events that were denied, planned, only possible, ... as well


class Source:
    """A corpus as it is handed on."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self._store = store
        self.wanted = wanted

    def told(self) -> Iterator[Told]:
        """The reports in the order of publication."""
        rules, words = load_rules(), load_words()
        for line in self._store.records():
            found_line = parsed(line)
            read = from_object(found_line)
            found = self._store.standings(read.report.id)
            named = with_names(read, self.wanted.names, rules, words)
            yield Told(
                read=named,
                standings=tuple(found.get(claim.id, Standing()) for claim in read.claims),
                line=line if named is read else to_json(named, rules_digest=found_line["made_by"]["rules"]),
            )

    def occurrences(self) -> Iterator[OccurrenceInFull]:
        return self._store.all_occurrences()

    def graph(self) -> SourceGraph:
        return self._store.sources(limit=MAX_EDGES)


MAX_EDGES = 100_000  # of a drawn graph; more than any program lays out
