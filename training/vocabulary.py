"""The word table: pieces and their vectors from the base encoder, int8 with one scale a row, rare pieces left out.

python training/vocabulary.py OUT --base FOLDER [--rows 26000]
"""

import argparse
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=26_000)
    args = parser.parse_args()
    vocabulary = list(json.loads((args.base / "tokenizer.json").read_text())["model"]["vocab"])
    table = load_file(args.base / "model.safetensors")["embeddings.word_embeddings.weight"]
    kept = sorted(kept_rows(vocabulary, args.rows))
    scale = np.abs(table[kept]).max(1) / 127
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "vocabulary.txt").write_text("".join(vocabulary[i] + "\n" for i in kept), encoding="utf-8")
    np.savez(
        args.out / "vectors.npz",
        rows=np.round(table[kept] / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(f"{len(kept)} of {len(vocabulary)} pieces; {(args.out / 'vectors.npz').stat().st_size:,} bytes")


def kept_rows(vocabulary: list[str], rows: int) -> set[int]:
    """Special pieces, single characters; then by rank: the vocabulary is in order of frequency."""
    kept = {i for i, piece in enumerate(vocabulary) if piece in ("[UNK]", "[CLS]", "[SEP]")}
    plain = [i for i, piece in enumerate(vocabulary) if is_plain(piece)]
    kept |= {i for i in plain if len(vocabulary[i].removeprefix("##")) == 1}
    for i in plain:
        if len(kept) >= rows:
            break
        kept.add(i)
    return kept


def is_plain(piece: str) -> bool:
    """Of Latin letters, digits and common marks: the encoder's other scripts are of no use to English reports."""
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in piece)


if __name__ == "__main__":
    main()
