"""`reportedly serve`: the reading room on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.corpus_show import CorpusArgument
from reportedly.commands.options import PARSER, Model, ModelOption, ParserOption, RulesOption, say
from reportedly.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from socket import socket

    from reportedly.batch import Job
    from reportedly.corpus.store import Store

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MAX_REPORTS_GROUPED = 2000  # after an import, while people wait; a larger corpus is for `reportedly group`


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    corpus: CorpusArgument,
    host: Annotated[str, typer.Option(help="An address of this machine that no other can reach.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535)] = 8808,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
    reviewer: Annotated[
        str | None, typer.Option(help="Whose name stands beside decisions; default: who is logged in.", metavar="NAME")
    ] = None,
    rules: RulesOption = None,
    model: ModelOption = Model.DEFAULT,
    parser: ParserOption = PARSER,
) -> None:
    """Open the reading room on a corpus, for this machine only. The corpus is made if it is not there."""
    import webbrowser

    import uvicorn

    from reportedly.batch import Job
    from reportedly.corpus.store import open_store
    from reportedly.view.web.server import room

    if host not in LOOPBACK:
        raise typer.BadParameter(f'--host "{host}": only {", ".join(LOOPBACK)}: there is no log-in to keep others out')
    open_store(corpus, create=True).close()
    job = Job(parser=parser, model=model, rules=rules, format="jsonl")
    app = room(corpus, lambda name, content: _records(name, content, job), _group, reviewer or _who_is_there())
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    with _bound(host, port) as listening:  # from here on a browser that asks waits for the answer
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        say(f"The reading room on {corpus}: {address} (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(address)
        server.run(sockets=[listening])


def _bound(host: str, port: int) -> "socket":
    """A socket that listens there. Raises UnreadableInput where it cannot: somebody else listens, no such address."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        found = f"cannot listen there: {error.strerror or error}"
        raise UnreadableInput(f"{host}:{port}", found, "Is a reading room open already? Name another --port") from error


def _who_is_there() -> str:
    """The name under which one is logged in to this machine, or "" where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _records(name: str, content: bytes, job: "Job") -> "Iterator[tuple[str, str]]":
    """The records of a dropped file, or what is wrong with it."""
    import tempfile

    from reportedly import batch
    from reportedly.report.sources import reports_in
    from reportedly.rules.load import load_rules

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, _safe(name))
        file.write_bytes(content)
        inputs = reports_in([str(file)], rules=load_rules(job.rules))
        for result in batch.run(inputs, job, 1):
            yield result.output, result.error.replace(f"{folder}/", "")


def _safe(name: str) -> str:
    """The last part of a file name, without what a file system does not take; its ending tells the format."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isprintable() and c not in ':*?"<>|' else "_" for c in last).strip(". ")
    return kept.encode("utf-8")[-200:].decode("utf-8", "ignore") or "report"


def _group(store: "Store") -> None:
    """Groups the corpus anew, unless it is so large that `reportedly group` should do it."""
    from reportedly.commands.corpus_group import group_store

    if store.totals().reports <= MAX_REPORTS_GROUPED:
        group_store(store, jobs=1)
