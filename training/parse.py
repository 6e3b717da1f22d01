"""Gold or own texts -> words, features of the parse and labels, as numbers in one .npz. Product's environment.

python training/parse.py OUT.npz --vocabulary tokenizer.json (--gold GOLD.jsonl | --texts FOLDER) [--jobs 2]
"""

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from marked import documents

from reportedly.claims.tagger_words import Pieces, Tables, Words, words_of
from reportedly.reading.parser import load, parse
from reportedly.reading.quotes import quotations_of
from reportedly.reading.reading import Reading
from reportedly.report.annotated import every_line

ROLES = ("source", "cue", "content")
NONE, OUTSIDE = -1, -2  # of a link: there is none; there is one that no fragment stands for


def reading_of(identity: str, text: str) -> Reading:
    report = every_line(identity, text)
    return Reading(report=report, doc=parse(report), quotations=quotations_of(report))


@cache
def tables() -> Tables:
    """The labels of the parser that the product loads."""
    nlp = load()
    return Tables(
        tags=tuple(nlp.get_pipe("tagger").labels),
        deps=tuple(sorted({"ROOT", *nlp.get_pipe("parser").labels})),
        entities=tuple(nlp.get_pipe("ner").labels),
    )


@cache
def pieces_of(vocabulary: Path) -> Pieces:
    return Pieces(list(json.loads(vocabulary.read_text(encoding="utf-8"))["model"]["vocab"]))


def fragments_of(words: Words, attributions: list[dict[str, Any]]) -> list[tuple[int, int, int, int]]:
    """(role, first word, last word, linked fragment), in text order.

    A content links to the cue of its attribution, a cue to the source. A word belongs to one attribution: the first.
    """
    owner = np.full(len(words), -1, dtype=np.int64)  # 3 * attribution + role
    sources: list[set[int]] = []  # whole, shared words too
    for k, one in enumerate(attributions):
        for role, name in enumerate(ROLES):
            covered = [i for a, b in one[name] for i in _covered(words, a, b)]
            if role == 0:
                sources.append(set(covered))
            for i in covered:
                if owner[i] < 0:
                    owner[i] = 3 * k + role
    runs: list[tuple[int, int, int, int]] = []  # role, first, last, attribution
    for i, own in enumerate(owner.tolist()):
        if own < 0:
            continue
        if i and owner[i - 1] == own:
            runs[-1] = (*runs[-1][:2], i, runs[-1][3])
        else:
            runs.append((own % 3, i, i, own // 3))
    found: list[tuple[int, int, int, int]] = []
    for role, first, last, k in runs:
        link = NONE
        if role == 2:
            cues = [j for j, run in enumerate(runs) if run[0] == 1 and run[3] == k]
            link = cues[0] if cues else OUTSIDE if attributions[k]["cue"] else NONE
        elif role == 1 and sources[k]:
            link = next((j for j, run in enumerate(runs) if run[0] == 0 and run[1] in sources[k]), OUTSIDE)
        found.append((role, first, last, link))
    return found


def _covered(words: Words, start: int, end: int) -> range:
    """Words that overlap the characters from start to end."""
    first = int(np.searchsorted(words.end, start, side="right"))
    return range(first, int(np.searchsorted(words.start, end, side="left")))


def numbered(record: dict[str, Any], vocabulary: Path) -> tuple[Words, list[tuple[int, int, int, int]]]:
    words = words_of(reading_of(record["id"], record["text"]), tables(), pieces_of(vocabulary))
    return words, fragments_of(words, record["attributions"])


def records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    of = list(records(args.gold) if args.gold else documents(args.texts))
    with ProcessPoolExecutor(args.jobs) as pool:
        found = list(pool.map(partial(numbered, vocabulary=args.vocabulary), of, chunksize=4))
    words = [w for w, _ in found]
    fragments = [f for _, f in found]
    ids = [str(r["id"]) for r in of]
    piece_lists = [p for w in words for p in w.pieces]
    np.savez_compressed(
        args.out,
        ids=np.array(ids),
        tables=np.array(json.dumps({**asdict(tables()), "sizes": tables().sizes()})),
        n_words=np.array([len(w) for w in words]),
        n_fragments=np.array([len(f) for f in fragments]),
        start=np.concatenate([w.start for w in words]).astype(np.int32),
        end=np.concatenate([w.end for w in words]).astype(np.int32),
        paragraph=np.concatenate([w.paragraph for w in words]).astype(np.int32),
        head=np.concatenate([w.head for w in words]).astype(np.int32),
        features=np.concatenate([w.features for w in words]).astype(np.int16),
        n_pieces=np.array([len(p) for p in piece_lists], dtype=np.int8),
        pieces=np.array([i for p in piece_lists for i in p], dtype=np.int32),
        fragments=np.array([f for fs in fragments for f in fs], dtype=np.int32).reshape(-1, 4),
    )
    print(f"{args.out}: {len(ids)} documents, {len(piece_lists)} words, {sum(map(len, fragments))} fragments")


if __name__ == "__main__":
    main()
