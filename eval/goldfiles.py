"""Gold and system files: one JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]  # one line of a gold or system file


def records(path: Path) -> Iterator[Record]:
    """The JSON objects of a file, one a line; blank lines are passed over."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def by_id(found: Iterable[Record]) -> dict[str, Record]:
    """Records by their id, in file order."""
    return {record["id"]: record for record in found}
