"""The command that takes reports, or somebody's name, out of a corpus, so that no byte of them is left."""

from collections.abc import Iterator
from itertools import batched
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.corpus_group import group_store
from reportedly.commands.corpus_show import CorpusArgument
from reportedly.commands.options import say
from reportedly.errors import StoreError

if TYPE_CHECKING:
    from reportedly.corpus.store import Store
    from reportedly.model.review import Decision, Regrouping

LOT = 100  # reports rewritten in one transaction


def forget(
    corpus: CorpusArgument,
    report: Annotated[
        list[str] | None, typer.Option("--report", help="A report's id; may be given again.", metavar="ID")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="A person's name: masked in every report, as are its parts.")
    ] = None,
) -> None:
    """Take reports or a name out of the corpus, its search index and its log. It cannot be undone.

    What was exported before, and copies of the file, are yours to look after.
    """
    from reportedly.corpus.store import open_store

    if not report and not (name and name.strip()):
        raise typer.BadParameter("name what to forget: --report ID or --name NAME")
    with open_store(corpus) as store:
        was_grouped = store.totals().origins > 0
        for report_id in report or ():
            if not store.has(report_id):
                raise StoreError(f'{corpus}: there is no report "{report_id}". See `reportedly show {corpus} --search`')
        n_reports = store.forget(report or ())
        n_masked = _mask(store, name) if name and name.strip() else 0
        if was_grouped and (n_reports or n_masked):
            group_store(store, jobs=1)
        store.wipe()
    say(f"{n_reports} report(s) forgotten, a name masked in {n_masked} report(s)")


def _mask(store: "Store", name: str) -> int:
    """Puts a record without the name in the place of each that has it. The number of reports."""
    import json
    import re
    from dataclasses import replace

    from reportedly.model.wire import from_object, parsed, to_json
    from reportedly.view.names import without_name
    from reportedly.view.words import load_words

    parts = [re.escape(json.dumps(part, ensure_ascii=False)[1:-1]) for part in name.split()]
    sought = re.compile("|".join(parts), re.IGNORECASE)  # any part: which of them are meant, without_name looks
    n_masked = 0
    for some in batched(store.grep(lambda line: sought.search(line) is not None), LOT):
        masked: dict[str, str] = {}
        new_ids: dict[str, str] = {}
        for report_id in some:
            found = parsed(store.record(report_id) or "")
            read = without_name(from_object(found), name, load_words())
            if read is not None:
                masked[report_id] = to_json(read, rules_digest=found["made_by"]["rules"])
                new_ids |= {old["id"]: new.id for old, new in zip(found["claims"], read.claims, strict=True)}
        decisions = [replace(d, claim_id=new_ids[d.claim_id]) for d in store.decisions() if d.claim_id in new_ids]
        said = [s for s in store.regroupings() if not new_ids.keys().isdisjoint(s.claim_ids)]
        said = [replace(s, claim_ids=tuple(new_ids.get(c, c) for c in s.claim_ids)) for s in said]
        n_masked += store.forget(masked, instead=masked.values(), decisions=decisions, regroupings=said)
    store.forget((), decisions=_masked_decisions(store, name), regroupings=_masked_statements(store, name))
    return n_masked


def _masked_decisions(store: "Store", name: str) -> "Iterator[Decision]":
    """The decisions in which a reviewer wrote the name, without it."""
    from dataclasses import replace

    from reportedly.view.names import masked

    for old in store.decisions():
        new = replace(
            old, who=masked(old.who, name), why=masked(old.why, name), value=old.value and masked(old.value, name)
        )
        if new != old:
            yield new


def _masked_statements(store: "Store", name: str) -> "Iterator[Regrouping]":
    """As `_masked_decisions`, of what was said of which claims are one thing."""
    from dataclasses import replace

    from reportedly.view.names import masked

    for old in store.regroupings():
        new = replace(old, who=masked(old.who, name), why=masked(old.why, name))
        if new != old:
            yield new
