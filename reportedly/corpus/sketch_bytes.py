"""A `Sketch` as bytes that can be kept beside its report, and back. No pickle: a corpus may come from anybody."""

import hashlib
import json
import zlib
from dataclasses import fields
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from reportedly import __version__
from reportedly.corpus.sketch import Sketch
from reportedly.errors import RecordError

LEVEL = 1  # of compression: .35 of the size at 0.4 ms a report of 500 words; level 6: .33 at 0.8 ms (2026-11-24)


@cache
def sketch_version() -> str:
    """Changes with whatever a sketch is made by: one that was kept under another version is made anew."""
    digest = hashlib.sha256(__version__.encode())
    for file in sorted(resources.files("reportedly.corpus").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py") and not file.name.startswith("store"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def packed(sketch: Sketch) -> bytes:
    """A line of JSON with the plain fields and the kinds of the arrays, then the arrays one after the other."""
    plain: dict[str, Any] = {}
    kinds: list[tuple[str, str, int]] = []
    arrays: list[bytes] = []
    for field in fields(sketch):
        value = getattr(sketch, field.name)
        if isinstance(value, np.ndarray):
            kinds.append((field.name, json.dumps(np.lib.format.dtype_to_descr(value.dtype)), len(value)))
            arrays.append(np.ascontiguousarray(value).tobytes())
        else:
            plain[field.name] = value
    head = json.dumps({"plain": plain, "arrays": kinds}).encode()
    return zlib.compress(head + b"\n" + b"".join(arrays), LEVEL)


def unpacked(data: bytes) -> Sketch:
    """The sketch. Raises RecordError for bytes that `packed` did not write."""
    try:
        line, _, rest = zlib.decompress(data).partition(b"\n")
        head = json.loads(line)
        values: dict[str, Any] = {name: _in_tuples(value) for name, value in head["plain"].items()}
        at = 0
        for name, kind, size in head["arrays"]:
            dtype = _dtype(kind)
            values[name] = np.frombuffer(rest, dtype=dtype, count=size, offset=at).copy()
            at += size * dtype.itemsize
        return Sketch(**values)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RecordError(f"a damaged sketch ({error}). Forget the report and add it anew") from error


@cache
def _dtype(kind: str) -> np.dtype[Any]:
    """Raises ValueError for arrays of Python objects, which nobody may hand us."""
    found = np.lib.format.descr_to_dtype(_columns(json.loads(kind)))
    if found.hasobject:
        raise ValueError("an array of objects")
    return found


def _columns(kind: Any) -> Any:
    """JSON has no tuples, which numpy insists on: a name or a list of (name, kind) and (name, kind, shape)."""
    if isinstance(kind, list):
        return [tuple(tuple(part) if isinstance(part, list) else part for part in column) for column in kind]
    return kind


def _in_tuples(value: Any) -> Any:
    return tuple(_in_tuples(part) for part in value) if isinstance(value, list) else value
