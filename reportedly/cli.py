"""The command line: parses arguments, calls a room, prints.

Rooms are imported inside the commands: spaCy alone takes a second to import.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly import __version__
from reportedly.commands import corpus, page, review, serve
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
    look,
    say,
)
from reportedly.errors import RecordError, ReportedlyError
from reportedly.own_process import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.batch import Job, Result
    from reportedly.rules.load import Rules


app = typer.Typer(
    help="Reads news reports as claims: who is said to have done what, when, where, on whose word, how surely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # typer's boxes import a Markdown parser: 0.25 s of 0.44 s for --help
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(
    help="For rule authors: list, check, try and add rules.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")
corpus.register(app)
page.register(app)
serve.register(app)
review.register(app)


class Format(StrEnum):
    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"


def main() -> None:
    """Runs the command line. Exit code 0: all well; 1: something could not be read or is wrong; 2: wrong usage.

    A reader of the output that goes away, as `head` does, ends the run in silence (typer sees to that).
    """
    settle()
    try:
        app()
    except ReportedlyError as error:
        say(str(error))
        sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads news reports as claims: who is said to have done what, when, where, on whose word, how surely."""


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: by the ending of -o, else text.")
    ] = None,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; the file appears once it is whole.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes to read with.", min=1)] = 1,
    why: Annotated[bool, typer.Option("--why", help="Show the words and the rule behind each field.")] = False,
    rules: RulesOption = None,
    gazetteer: GazetteerOption = None,
    model: ModelOption = Model.DEFAULT,
    parser: ParserOption = PARSER,
) -> None:
    """Read reports and print what they claim.

    Plain text, HTML, JSONL, CSV, RSS/Atom, ninjs and WARC are told apart by their content.
    """
    from reportedly import batch
    from reportedly.claims.own_gazetteer import load_gazetteer
    from reportedly.report.sources import reports_in
    from reportedly.rules.load import load_rules

    check_date(published)
    ours_and_yours = load_rules(rules)  # a wrong rule file ends the run before the first report
    wanted = format or _format_of(output)
    width, colour = look(output)
    if gazetteer is not None:
        load_gazetteer(gazetteer)  # likewise
    job = batch.Job(
        parser=parser, model=model, rules=rules, gazetteer=gazetteer, format=wanted, why=why, width=width, colour=colour
    )
    inputs = reports_in(paths, outlet=outlet, published=published, rules=ours_and_yours)
    n_errors = _write(batch.run(inputs, job, jobs), job, output)
    if n_errors:
        raise typer.Exit(1)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="What `read --format jsonl` wrote, or - for standard input.")],
) -> None:
    """Verify a JSONL file: quotes, hashes, references and promises of the format."""
    from reportedly.model.check import problems_in
    from reportedly.model.wire import parsed

    n_lines = n_problems = 0
    for n, line in _lines_of(file):
        n_lines += 1
        try:
            found = problems_in(parsed(line))
        except RecordError as error:
            found = [str(error)]
        for problem in found:
            typer.echo(f"{file}:{n}: {problem}")
        n_problems += len(found)
    say(f"{n_lines} record(s), {n_problems} breach(es)")
    if n_problems:
        raise typer.Exit(1)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="What `read --format jsonl` wrote.")],
    claim_id: Annotated[str, typer.Argument(help="The claim's id, or enough of it to tell it from the others.")],
) -> None:
    """Show rule or model, words and parse behind each field of a claim."""
    from reportedly.model.wire import from_json
    from reportedly.workbench.explain import explain as lines_for

    hits = []
    for n, line in _lines_of(file):
        try:
            found = from_json(line)
        except RecordError as error:
            raise RecordError(f"{file}:{n}: {error}") from error
        hits += [(found, claim) for claim in found.claims if claim_id in claim.id]
    exact = [hit for hit in hits if hit[1].id == claim_id] or hits
    if len(exact) != 1:
        ids = ", ".join(claim.id for _, claim in exact[:5]) or "none"
        raise RecordError(f'{file}: "{claim_id}" should name one claim; found {len(exact)}: {ids}')
    for line in lines_for(*exact[0]):
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from reportedly.model.wire import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


# -- rules -----------------------------------------------------------------------------------------------------------


@rules_app.command("list")
def rules_list(
    kind: Annotated[str | None, typer.Argument(help="Only this file: status, attribution, events, ...")] = None,
    rules: RulesOption = None,
) -> None:
    """List all rules: id, what they do, words."""
    found = _rules(rules)
    for name, cues in found.cues:
        for cue in cues if kind in (None, name) else ():
            typer.echo(f"{cue.id}  {cue.does}  {', '.join((*cue.lemmas, *cue.phrases)) or cue.form}")
    for frame in found.frames if kind in (None, "events") else ():
        words = [w for t in frame.triggers for w in (*t.verbs, *t.nouns, *t.adjectives, *t.phrases)]
        typer.echo(f"{frame.id}  {frame.type}/{frame.mode or '-'}  {', '.join(words)}")


@rules_app.command("check")
def rules_check(rules: RulesOption = None, parser: ParserOption = PARSER) -> None:
    """Run the examples of every rule."""
    from reportedly.workbench.check import faults_of, line_of, outcomes_of, verdicts_of

    found = _rules(rules)
    outcomes = list(outcomes_of(found, parser))
    wrong = [*faults_of(found), *verdicts_of(outcomes)]
    for rule, words in wrong:
        typer.echo(f"{line_of(rule, rules)}: {rule}: {words}")
    n_known = sum(1 for o in outcomes if o.problem and o.case.fails)
    say(f"{len(outcomes)} examples of {len(found.ids())} rules: {len(wrong)} wrong, {n_known} known to fail")
    if wrong:
        raise typer.Exit(1)


@rules_app.command("try")
def rules_try(
    sentence: Annotated[str, typer.Argument(help='A sentence in quotation marks: "He plans to leave."')],
    rules: RulesOption = None,
    parser: ParserOption = PARSER,
) -> None:
    """Mark up a sentence and name the rule behind each mark."""
    from reportedly.workbench.try_out import try_out

    if not sentence.strip():
        raise typer.BadParameter("the sentence is empty")
    width, colour = look(None)
    typer.echo(try_out(sentence, _rules(rules), parser, width=width, colour=colour), nl=False)


@rules_app.command("new")
def rules_new(
    folder: Annotated[Path, typer.Option("--rules", help="Your folder of rules.", metavar="DIR")] = Path("my_rules"),
) -> None:
    """Ask for a new cue and write it into your folder of rules."""
    from reportedly.workbench.new import NewCue, does_of, kinds_of, with_brackets, write_cue

    ours = _rules(None)
    kind = _choice("Which file does it belong to?", kinds_of(ours))
    does = _choice("What do the words do?", does_of(kind, ours))
    words = typer.prompt("The word in its dictionary form, or several in a row").strip()
    cue_id = typer.prompt("A short id", default=words.casefold().replace(" ", "-")).strip()
    yes = tuple(
        with_brackets(typer.prompt(f"A sentence where they do that, the words in [brackets] ({n} of 2)"), words)
        for n in (1, 2)
    )
    no = (typer.prompt("A sentence with the same words where they do not"),)
    file = write_cue(NewCue(kind=kind, id=cue_id, does=does, words=words, yes=yes, no=no), folder)
    typer.echo(f"Written to {file}. Now run: reportedly rules check --rules {folder}")


def _choice(question: str, values: tuple[str, ...]) -> str:
    """Asks until one of the values is given; takes any answer where there are none."""
    while True:
        answer = str(typer.prompt(f"{question} ({', '.join(values)})" if values else question)).strip()
        if answer in values or not values:
            return answer
        typer.echo(f'"{answer}" is not among them.')


def _rules(folder: Path | None) -> "Rules":
    from reportedly.rules.load import load_rules

    return load_rules(folder)


# -- input and output ------------------------------------------------------------------------------------------------


def _format_of(output: Path | None) -> Format:
    ending = output.suffix.removeprefix(".") if output is not None else ""
    return Format(ending) if ending in ("json", "jsonl") else Format.TEXT


def _lines_of(file: Path) -> "list[tuple[int, str]]":
    r"""(line number, line) of a file, empty lines left out. Lines end at "\n" only: a record may hold other breaks."""
    try:
        text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        lines = text.decode("utf-8").split("\n")
    except OSError as error:
        raise RecordError(f"{file}: {error.strerror}. Is the name right?") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{file}: not UTF-8 ({error.reason}). Is it what `read --format jsonl` wrote?") from error
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _write(results: "Iterator[Result]", job: "Job", output: Path | None) -> int:
    """Writes every result as it comes, errors to stderr; the number of errors."""
    from reportedly.output import Sink

    with Sink(output, job.format, show_progress=sys.stderr.isatty()) as sink:
        for result in results:
            if result.error:
                sink.error(result.error)
            else:
                sink.write(result.output)
    return sink.n_errors


if __name__ == "__main__":
    main()
