"""The commands on a corpus, the file that holds many reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.corpus_export import export, import_
from reportedly.commands.corpus_forget import forget
from reportedly.commands.corpus_group import group
from reportedly.commands.corpus_show import CorpusArgument, compare, show
from reportedly.commands.options import (
    PARSER,
    GazetteerOption,
    Model,
    ModelOption,
    OutletOption,
    ParserOption,
    PublishedOption,
    RulesOption,
    check_date,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.commands.progress import Bar
    from reportedly.corpus.store import Store
    from reportedly.errors import UnreadableInput
    from reportedly.model.report import Report


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    for command in (add, group, show, compare, export, forget):
        app.command()(command)
    app.command("import")(import_)


def add(
    corpus: CorpusArgument,
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")],
    published: PublishedOption = None,
    outlet: OutletOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes to read with.", min=1)] = 1,
    rules: RulesOption = None,
    gazetteer: GazetteerOption = None,
    model: ModelOption = Model.DEFAULT,
    parser: ParserOption = PARSER,
) -> None:
    """Read reports into a corpus, made if it is not there.

    A report that is there already is not read again, so a run that was stopped goes on where it was.
    """
    from reportedly import batch
    from reportedly.claims.own_gazetteer import load_gazetteer
    from reportedly.commands.progress import Bar
    from reportedly.corpus.store import open_store
    from reportedly.report.sources import n_reports_in, reports_in
    from reportedly.rules.load import load_rules

    check_date(published)
    ours_and_yours = load_rules(rules)  # a wrong rule file ends the run before the first report
    if gazetteer is not None:
        load_gazetteer(gazetteer)  # likewise
    job = batch.Job(parser=parser, model=model, rules=rules, gazetteer=gazetteer, format="jsonl", rows=True)
    inputs = reports_in(paths, outlet=outlet, published=published, rules=ours_and_yours)
    n_added = n_errors = 0
    with open_store(corpus, create=True) as store, Bar("reports", total=n_reports_in(paths)) as bar:
        for result in batch.run(_new(inputs, store, bar), job, jobs):
            if result.rows is None:
                n_errors += 1
                bar.note(result.error)
            else:
                n_added += store.put([result.rows])
            bar.advance()
        totals = store.totals()
    n_there = bar.n_done - n_added - n_errors
    say(f"{n_added} report(s) added, {n_there} there already, {n_errors} not read")
    say(f"{corpus}: {totals.reports:,} report(s), {totals.claims:,} claim(s), {totals.ungrouped:,} not yet grouped")
    if n_errors:
        raise typer.Exit(1)


def _new(
    inputs: "Iterable[Report | UnreadableInput]", store: "Store", bar: "Bar"
) -> "Iterator[Report | UnreadableInput]":
    """The inputs that are not in the store; the others are done."""
    from reportedly.model.report import Report

    for item in inputs:
        if isinstance(item, Report) and store.has(item.id):
            bar.advance()
        else:
            yield item
