"""The mean weights of checkpoints with one beginning. python training/average.py OUT.pt A.pt B.pt [...]"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    args = parser.parse_args()
    kept = [torch.load(path, weights_only=True) for path in args.checkpoints]
    if any(k["config"] | {"dropout": 0} != kept[0]["config"] | {"dropout": 0} for k in kept):
        raise SystemExit("the checkpoints differ in shape")
    mean = {name: sum(k["model"][name] for k in kept) / len(kept) for name in kept[0]["model"]}
    torch.save(kept[0] | {"model": mean}, args.out)


if __name__ == "__main__":
    main()
