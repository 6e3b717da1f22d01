"""Gold and system files: one JSON object a line; and our own chain gold in the same shape."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gold.goldset import read_folder
from gold.probes import accused_rows, probe_rows
from story_files import story_records

Record = dict[str, Any]  # one line of a gold or system file


def records(path: Path) -> Iterator[Record]:
    """The JSON objects of a file, one a line; blank lines are passed over. A "doc_id" alone is their "id"."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                yield {"id": record["doc_id"], **record} if "doc_id" in record else record


def by_id(found: Iterable[Record]) -> dict[str, Record]:
    """Records by their id, in file order; a pair's is the ids of both."""
    return {record["id"] if "id" in record else f"{record['a']} {record['b']}": record for record in found}


def own_records() -> list[Record]:
    """The reports of eval/gold/chains with their statements."""
    return [asdict(report) for report in read_folder().values()]


OWN_SETS: dict[str, Callable[[], list[Record]]] = {  # written for this project; they lie in this repository
    "eval/gold/chains": own_records,
    "eval/gold/status": probe_rows,
    "eval/gold/status/accused": accused_rows,
    "tests/stories": story_records,
    "eval/made_corpus": lambda: [{"id": "made"}],  # made anew at every run, see made_corpus.py
}
