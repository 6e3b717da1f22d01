"""A checkpoint -> the files that the product runs: tagger.onnx, link.onnx, model.toml; the word table is apart.

python training/export.py CHECKPOINT OUT --words FOLDER [--float]
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from model import GAP_STEPS, LABELS, Tagger
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
MS = "com.microsoft"


class Graph:
    """Nodes and weights of one graph, added in order of computation."""

    def __init__(self, *, quantise: bool) -> None:
        self.quantise = quantise
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, value: Any, kind: type = np.float32) -> str:
        name = f"w{len(self.weights)}"
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
        self.weights.append(numpy_helper.from_array(np.array(array, dtype=kind, order="C"), name))
        return name

    def half(self, value: Any) -> str:
        """A weight stored in half precision, computed with in single."""
        return self.add("Cast", self.weight(value, np.float16), to=TensorProto.FLOAT)

    def add(self, op: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        names = [f"n{len(self.nodes)}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x: str, weight: torch.Tensor, bias: torch.Tensor | None = None) -> str:
        """x @ weight.T + bias; in int8, one scale a column, when the graph is quantised."""
        if not self.quantise:
            y = self.add("MatMul", x, self.half(weight.T))
            return y if bias is None else self.add("Add", y, self.weight(bias))
        scale = weight.detach().abs().amax(1) / 127
        rounded = torch.round(weight.detach() / scale[:, None]).T
        inputs = [x, self.weight(rounded, np.int8), self.weight(scale), self.weight(np.zeros(len(scale)), np.int8)]
        return self.add("DynamicQuantizeMatMul", *inputs, *([self.weight(bias)] if bias is not None else []), domain=MS)

    def normed(self, x: str, skip: str, norm: torch.nn.LayerNorm) -> str:
        gamma, beta = self.weight(norm.weight), self.weight(norm.bias)
        both = self.add("Add", x, skip)  # the fused SkipLayerNormalization is an eighth slower over all (AVX2, 1.32)
        return self.add("LayerNormalization", both, gamma, beta, axis=-1, epsilon=norm.eps)

    def save(self, path: Path, inputs: dict[str, tuple[int, list]], outputs: dict[str, str]) -> None:
        for name, node_output in outputs.items():
            self.nodes.append(helper.make_node("Identity", [node_output], [name]))
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs],
            self.weights,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MS, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), path)


def save_tagger(model: Tagger, path: Path, *, quantise: bool, max_pieces: int) -> None:
    """words (1, t, size), features (t, columns), head (t), first (n) -> scores (n, labels), states (n, size)."""
    g = Graph(quantise=quantise)
    size = model.config["size"]
    offsets = np.cumsum([0, *model.config["features"][:-1]])
    tables = torch.cat([t.weight for t in model.features])
    rows = g.add("Gather", g.half(tables), g.add("Add", "features", g.weight(offsets, np.int64)))
    x = g.add("ReduceSum", rows, g.weight([1], np.int64), keepdims=0)
    here = g.add("Slice", g.half(model.position.weight[:max_pieces]), g.weight([0], np.int64), g.add("Shape", "head"))
    x = g.add("Add", x, here)
    x = g.add("Add", x, g.linear(g.add("Gather", "words", "head", axis=1), model.head_word.weight))
    x = g.normed("words", x, model.norm)
    for i, layer in enumerate(model.layers):
        q, k, v = g.add("Split", g.linear(x, layer.qkv.weight, layer.qkv.bias), outputs=3, axis=2)
        a = g.add("MultiHeadAttention", q, k, v, domain=MS, num_heads=layer.heads)
        x = g.normed(x, g.linear(a, layer.out.weight, layer.out.bias), layer.norm1)
        up = g.add("FastGelu", g.linear(x, layer.up.weight, layer.up.bias), domain=MS)
        x = g.normed(x, g.linear(up, layer.down.weight, layer.down.bias), layer.norm2)
        if str(i) in model.head_state:
            x = g.add("Add", x, g.linear(g.add("Gather", x, "head", axis=1), model.head_state[str(i)].weight))
    states = g.add("Gather", g.add("Squeeze", x, g.weight([0], np.int64)), "first")
    g.quantise = False
    scores = g.linear(states, model.tag.weight, model.tag.bias)
    columns = len(model.config["features"])
    inputs = {
        "words": (TensorProto.FLOAT, [1, "t", size]),
        "features": (TensorProto.INT64, ["t", columns]),
        "head": (TensorProto.INT64, ["t"]),
        "first": (TensorProto.INT64, ["n"]),
    }
    g.save(path, inputs, {"scores": scores, "states": states})


def save_link(model: Tagger, path: Path) -> None:
    """states (n, size), paragraph (n), spans of each role (k, 2) -> sources of cues, cues of contents.

    Spans: first and last word. The last column of each: none.
    """
    g = Graph(quantise=False)
    two = g.weight([-1, 2 * model.config["size"]], np.int64)

    def vectors(spans: str, projection: torch.nn.Linear) -> str:
        ends = g.add("Reshape", g.add("Gather", "states", spans), two)
        return g.add("Gelu", g.linear(ends, projection.weight, projection.bias), domain=MS)

    def column(spans: str, k: int, axis: int) -> str:
        """The first (0) or last (1) words, to be compared along the rows (1) or the columns (0) of a table."""
        return g.add("Unsqueeze", g.add("Gather", spans, g.weight(k, np.int64), axis=1), g.weight([axis], np.int64))

    def linked(a: str, b: str, a_spans: str, b_spans: str, between, gaps, far, none) -> str:
        scores = g.add("MatMul", g.add("MatMul", a, g.half(between)), g.add("Transpose", b, perm=[1, 0]))
        forward = g.add("Sub", column(b_spans, 0, 0), column(a_spans, 1, 1))
        backward = g.add("Sub", column(a_spans, 0, 1), column(b_spans, 1, 0))
        follows = g.add("Greater", forward, g.weight(0, np.int64))
        gap = g.add("Where", follows, forward, g.add("Max", backward, g.weight(1, np.int64)))
        over = g.add("Greater", g.add("Unsqueeze", gap, g.weight([2], np.int64)), g.weight(GAP_STEPS, np.int64))
        bucket = g.add("ReduceSum", g.add("Cast", over, to=TensorProto.INT64), g.weight([2], np.int64), keepdims=0)
        half = g.weight(len(GAP_STEPS) + 1, np.int64)
        bucket = g.add("Add", bucket, g.add("Mul", g.add("Cast", follows, to=TensorProto.INT64), half))
        scores = g.add("Add", scores, g.add("Gather", g.weight(gaps.weight[:, 0]), bucket))
        at = [g.add("Gather", "paragraph", column(s, 0, axis)) for s, axis in ((a_spans, 1), (b_spans, 0))]
        apart = g.add("Cast", g.add("Abs", g.add("Sub", *at)), to=TensorProto.FLOAT)
        scores = g.add("Sub", scores, g.add("Mul", apart, g.weight(torch.nn.functional.softplus(far))))
        return g.add("Concat", scores, g.linear(a, none.weight, none.bias), axis=1)

    cue = vectors("cues", model.cue_span)
    source = vectors("sources", model.source_span)
    content = vectors("contents", model.content_span)
    source_scores = linked(
        cue, source, "cues", "sources", model.cue_source, model.gap_source, model.far_source, model.no_source
    )
    cue_scores = linked(content, cue, "contents", "cues", model.content_cue, model.gap_cue, model.far_cue, model.no_cue)
    inputs = {
        "states": (TensorProto.FLOAT, ["n", model.config["size"]]),
        "paragraph": (TensorProto.INT64, ["n"]),
        "cues": (TensorProto.INT64, ["k", 2]),
        "sources": (TensorProto.INT64, ["s", 2]),
        "contents": (TensorProto.INT64, ["c", 2]),
    }
    g.save(path, inputs, {"source_scores": source_scores, "cue_scores": cue_scores})


def load(path: Path) -> tuple[Tagger, dict[str, Any]]:
    kept = torch.load(path, weights_only=True)
    model = Tagger(kept["config"])
    model.load_state_dict(kept["model"])
    return model.eval(), kept


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=Path, required=True, help="the folder of the word table (vocabulary.py)")
    parser.add_argument("--name", default="attribution")
    parser.add_argument("--release", default="1")
    parser.add_argument("--cue-bonus", type=float, default=0.0, help="added to the score of a cue's first word")
    parser.add_argument("--threshold", type=float, default=0.5, help="least probability of a content's cue")
    parser.add_argument("--float", action="store_true", help="no int8, to see what rounding costs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model, kept = load(args.checkpoint)
    max_pieces = 256
    save_tagger(model, args.out / "tagger.onnx", quantise=not args.float, max_pieces=max_pieces)
    save_link(model, args.out / "link.onnx")
    tables = json.loads(kept["tables"])
    moves = (model.moves + model.allowed).detach().numpy().clip(-1e4)
    moves[:, LABELS.index("B-K")] += args.cue_bonus
    files = {n: args.out / n for n in ("tagger.onnx", "link.onnx")}
    files |= {f"../{args.words.name}/{n}": args.words / n for n in ("vocabulary.txt", "vectors.npz")}
    lines = [
        "# Written by training/export.py; what it was trained on and how well it does: card.md",
        f"name = {json.dumps(args.name)}",
        f"version = {json.dumps(args.release + '-' + sha256(args.out / 'tagger.onnx')[:8])}",
        f"labels = {json.dumps(LABELS)}",
        f"max_pieces = {max_pieces}",
        f"cue_threshold = {args.threshold}",
        f"moves = {json.dumps([[round(float(x), 4) for x in row] for row in moves])}",
        f"tags = {json.dumps(tables['tags'])}",
        f"deps = {json.dumps(tables['deps'])}",
        f"entities = {json.dumps(tables['entities'])}",
        "",
        "[files]  # name -> SHA-256",
        *(f"{json.dumps(name)} = {json.dumps(sha256(path))}" for name, path in files.items()),
    ]
    (args.out / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in (*files, "model.toml"):
        print(f"{(args.out / name).stat().st_size:>10,} {name}")


if __name__ == "__main__":
    main()
