"""A checkpoint with narrower inner layers: the units that matter least on the data go. To be trained on afterwards.

python training/prune.py CHECKPOINT OUT.pt --data A.npz --inner 1152
"""

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from data import batch_of, read_documents, windows_of
from export import load
from torch import Tensor

SAMPLE = 320  # windows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--inner", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    model, kept = load(args.checkpoint)
    windows = [w for d in read_documents(args.data) for w in windows_of(d)]
    windows = sorted(random.Random(args.seed).sample(windows, min(SAMPLE, len(windows))), key=lambda w: w.n_pieces)
    sums = [torch.zeros(model.config["inner"]) for _ in model.layers]

    def watch(k: int):
        def seen(_module, _inputs, output: Tensor) -> None:
            sums[k] += F.gelu(output).square().sum((0, 1))

        return seen

    for k, layer in enumerate(model.layers):
        layer.up.register_forward_hook(watch(k))
    with torch.no_grad():
        for i in range(0, len(windows), 16):
            batch = batch_of(windows[i : i + 16])
            model.encode(batch.ids, batch.features, batch.head, batch.mask)
    state = kept["model"]
    for k, layer in enumerate(model.layers):
        weight = sums[k].sqrt() * layer.down.weight.detach().norm(dim=0)  # how much the unit moves the state
        stay = weight.topk(args.inner).indices.sort().values
        print(f"layer {k}: {float(weight[stay].sum() / weight.sum()):.3f} of the weight stays")
        for name in ("up.weight", "up.bias"):
            state[f"layers.{k}.{name}"] = state[f"layers.{k}.{name}"][stay].clone()
        state[f"layers.{k}.down.weight"] = state[f"layers.{k}.down.weight"][:, stay].clone()
    kept["config"]["inner"] = args.inner
    torch.save(kept, args.out)


if __name__ == "__main__":
    main()
