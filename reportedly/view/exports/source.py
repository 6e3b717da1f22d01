"""What exports are made from: the reports of a corpus with the names that may be shown, and what grouping found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.corpus.review import in_force
from reportedly.corpus.store import Store
from reportedly.corpus.stored import OccurrenceInFull, ReportFilter, SourceGraph, Standing
from reportedly.model.review import Decision, Verdict
from reportedly.model.values import record
from reportedly.model.wire import from_object, parsed, to_json
from reportedly.rules.load import load_rules
from reportedly.view.names import Names, with_names
from reportedly.view.rows import JOIN, Told
from reportedly.view.words import load_words


@record
class Wanted:
    """How an export is written."""

    names: Names = Names.PUBLIC
    raw: bool = False  # cells as they are, also those that a spreadsheet would run as formulas
    reviewed: bool = False  # without the claims that people rejected, and with what they decided of the others
    every_status: bool = False  # events that were denied, planned, only possible, ... as well


class Source:
    """A corpus as it is handed on."""

    def __init__(self, store: Store, wanted: Wanted, reports: ReportFilter | None = None) -> None:
        self._store = store
        self.wanted = wanted
        self._reports = reports

    def told(self) -> Iterator[Told]:
        """The reports in the order of publication."""
        rules, words = load_rules(), load_words()
        decided = self._decided()
        for line in self._store.records(self._reports):
            found_line = parsed(line)
            whole = from_object(found_line)
            found = self._store.standings(whole.report.id)
            kept = tuple(c for c in whole.claims if Verdict.REJECT not in {d.verdict for d in decided.get(c.id, ())})
            read = whole if len(kept) == len(whole.claims) else replace(whole, claims=kept)
            named = with_names(read, self.wanted.names, rules, words)
            yield Told(
                read=named,
                standings=tuple(found.get(claim.id, Standing()) for claim in read.claims),
                line=line if named is whole else to_json(named, rules_digest=found_line["made_by"]["rules"]),
                reviews=tuple(self._review(decided.get(claim.id, ())) for claim in read.claims),
            )

    def _decided(self) -> dict[str, list[Decision]]:
        """The decisions in force by claim; none where the machine's view is asked for."""
        found: dict[str, list[Decision]] = {}
        for decision in in_force(self._store.decisions()) if self.wanted.reviewed else ():
            found.setdefault(decision.claim_id, []).append(decision)
        return found

    def _review(self, held: Iterable[Decision]) -> str | None:
        """ "ACCEPT; CORRECT when: next month". Words of a reviewer may hold a name: only where all are shown."""
        is_open = self.wanted.names is Names.ALL
        told = (
            f"{d.verdict} {d.field}{f': {d.value or ""}' if is_open else ''}" if d.field else d.verdict for d in held
        )
        return JOIN.join(told) or None

    def occurrences(self) -> Iterator[OccurrenceInFull]:
        return self._store.all_occurrences()

    def graph(self) -> SourceGraph:
        return self._store.sources(limit=MAX_EDGES)


MAX_EDGES = 100_000  # of a drawn graph; more than any program lays out
