"""`reportedly eval`: how often the machine was right by what people decided, and their decisions as gold."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.commands.corpus_show import CorpusArgument
from reportedly.commands.options import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.corpus.store import Store


def register(app: typer.Typer) -> None:
    app.command("eval")(evaluate)


def evaluate(
    corpus: CorpusArgument,
    gold: Annotated[
        Path | None, typer.Option(help="Write the decisions here, one reviewed claim a line (JSONL).", metavar="FILE")
    ] = None,
) -> None:
    """Show how often the machine was right, by the decisions of `reportedly serve`'s review."""
    from reportedly.corpus.review import accuracy_of
    from reportedly.corpus.store import open_store
    from reportedly.model.wire import json_text
    from reportedly.output import Sink

    with open_store(corpus, read_only=True) as store:
        for found in accuracy_of(store.decisions()):
            if found.n_judged:
                share = found.n_right / found.n_judged
                interval = f"95 % interval {found.low:.3f} to {found.high:.3f}"
                typer.echo(f"{found.of:<8}  {found.n_right} of {found.n_judged} right = {share:.3f}  ({interval})")
        if gold is not None:
            lines = [json_text(line) for line in _gold(store)]
            with Sink(gold, "jsonl", show_progress=False) as sink:
                for line in lines:
                    sink.write(line)
            say(f"{gold}: {len(lines)} reviewed claim(s)")


def _gold(store: "Store") -> "Iterator[dict[str, Any]]":
    """Each claim with a decision in force: as the machine has it, and what people say of it."""
    from reportedly.corpus.review import in_force

    by_claim: dict[str, list[dict[str, Any]]] = {}
    for held in in_force(store.decisions()):
        facts = {"verdict": held.verdict, "field": held.field, "value": held.value, "who": held.who, "at": held.at}
        by_claim.setdefault(held.claim_id, []).append({**facts, "why": held.why})
    for claim_id, decisions in by_claim.items():
        report_id = store.report_of(claim_id)
        line = store.record(report_id) if report_id is not None else None
        if line is None:
            continue
        record = json.loads(line)
        claim = next(claim for claim in record["claims"] if claim["id"] == claim_id)
        yield {
            "report_id": report_id,
            "text_sha256": record["report"]["text_sha256"],
            "made_by": record["made_by"],
            "claim": claim,
            "decisions": decisions,
        }
