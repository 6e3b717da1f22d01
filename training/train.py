"""Train the tagger on numbered texts. Two processes of one thread each share the work: gradients are averaged.

python training/train.py OUT --base FOLDER --data A.npz [B.npz:3 ...] --dev DEV.npz   (":3": three times an epoch)
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn.functional as F
from data import EDGE, SEP, UNK, Batch, Document, Window, batch_of, links_in, read_documents, windows_of
from model import LABELS, Tagger, from_base

STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
LINK_WEIGHT = 0.3
TOKEN_WEIGHT = 0.5  # of the word-by-word loss beside the CRF's; keeps the single scores meaningful as confidences
HEAD_RATE = 4  # learning rate of new parameters against the encoder's


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--start-from", type=Path, help="a checkpoint of this script")
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--head-after", type=int, nargs="*", default=[0, 2])
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--windows", type=int, default=16, help="a step, all processes together")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--unknown", type=float, default=0.02, help="share of pieces made unknown")
    parser.add_argument("--average", type=float, default=0.99, help="decay of the averaged weights")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--max-steps", type=int)
    parser.add_argument("--stop-after", type=int, help="epochs; the rate still falls as if to --epochs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    port = random.Random().randint(20000, 40000)
    mp.spawn(work, args=(args, port), nprocs=args.processes)


def work(rank: int, args: argparse.Namespace, port: int) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=args.processes)
    torch.manual_seed(args.seed)
    vocabulary = json.loads((args.base / "tokenizer.json").read_text())["model"]["vocab"]
    if (vocabulary["[UNK]"], vocabulary["[SEP]"]) != (UNK, SEP):
        raise ValueError("the base vocabulary is not the one that data.py expects")
    documents: list[Document] = []
    for one in args.data:
        name, _, times = one.partition(":")
        documents += read_documents(Path(name)) * int(times or 1)
    dev = read_documents(args.dev) if args.dev else []
    tables = str(np.load(args.data[0].partition(":")[0])["tables"])
    if args.start_from:
        kept = torch.load(args.start_from, weights_only=True)
        model = Tagger({**kept["config"], "dropout": args.dropout})
        model.load_state_dict(kept["model"])
    else:
        shape = {"layers": args.layers, "head_after": args.head_after, "features": json.loads(tables)["sizes"]}
        model = from_base(args.base, **shape, dropout=args.dropout)
    torch.manual_seed(args.seed * 1000 + rank)  # dropout differs between the processes, the weights do not
    run = Run(rank, args, model, documents, dev, vocabulary, tables)
    run.train()
    dist.destroy_process_group()


class Run:
    def __init__(self, rank, args, model: Tagger, documents, dev, vocabulary, tables) -> None:
        self.rank, self.args, self.model = rank, args, model
        self.documents, self.dev, self.tables = documents, dev, tables
        self.straight = {vocabulary[a]: vocabulary[b] for a, b in STRAIGHT.items()}
        self.rng = random.Random(args.seed)  # the same in all processes: they draw the same windows
        self.own_rng = random.Random(args.seed * 1000 + rank)
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.flat = torch.zeros(sum(p.numel() for p in self.parameters))
        at = 0
        for p in self.parameters:  # gradients live in one buffer, so that one call averages them
            p.grad = self.flat[at : at + p.numel()].view_as(p)
            at += p.numel()
        self.averaged = [p.detach().clone() for p in self.parameters]
        old = ("layers.", "norm.", "position.")
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        groups = (
            [p for n, p in named if n.startswith(old) and p.dim() > 1],
            [p for n, p in named if n.startswith(old) and p.dim() == 1],
            [p for n, p in named if not n.startswith(old)],
        )
        rates = (args.rate, args.rate, args.rate * HEAD_RATE)
        self.optimizer = torch.optim.AdamW(
            [
                {"params": g, "lr": r, "weight_decay": d, "full": r}
                for g, r, d in zip(groups, rates, (0.01, 0.0, 0.01), strict=True)
            ],
            betas=(0.9, 0.98),
            foreach=True,
        )
        pieces = sum(len(p) for d in documents for p in d.pieces)
        self.steps = args.max_steps or max(1, int(args.epochs * math.ceil(pieces / 215 / args.windows)))
        self.pieces, self.step, self.began = pieces, 0, time.time()

    def train(self) -> None:
        self.say(f"{len(self.documents)} documents, {self.pieces} pieces, {self.steps} steps")
        self.model.train()
        epoch = 0
        seen: list[tuple[float, float]] = []
        while self.step < self.steps:
            for windows in self.batches():
                seen.append(self.take_step(windows))
                if self.step % 20 == 0 or self.step == 2:
                    tag, link = np.mean(seen[-20:], axis=0)
                    self.say(
                        f"step {self.step}/{self.steps} tag {tag:.4f} link {link:.4f}"
                        f" {time.time() - self.began:.0f} s, {time.process_time():.0f} CPU s"
                    )
                if self.step >= self.steps:
                    break
            epoch += 1
            if self.rank == 0:
                self.save(self.args.out / "checkpoint.pt")
            if epoch == self.args.stop_after:
                break
        if self.rank == 0 and self.dev:
            self.exchange()
            self.say(f"dev {self.dev_figures()}")

    def batches(self) -> list[list[Window]]:
        windows = [w for d in self.documents for w in windows_of(d, self.rng)]
        self.rng.shuffle(windows)
        size = self.args.windows
        found: list[list[Window]] = []
        for i in range(0, len(windows), 12 * size):  # windows of like length together: little padding
            chunk = sorted(windows[i : i + 12 * size], key=lambda w: w.n_pieces)
            found += [chunk[j : j + size] for j in range(0, len(chunk), size)]
        self.rng.shuffle(found)
        return [b for b in found if len(b) >= self.args.processes]

    def take_step(self, windows: list[Window]) -> tuple[float, float]:
        mine = windows[self.rank :: self.args.processes]
        tag, link, loss = self.losses(mine, self.changed(batch_of(mine)))
        loss.backward()
        dist.all_reduce(self.flat)
        self.flat /= self.args.processes
        progress = self.step / self.steps
        warm = max(10, int(0.06 * self.steps))
        factor = min((self.step + 1) / warm, max(0.02, 1 - progress))
        for group in self.optimizer.param_groups:
            group["lr"] = group["full"] * factor
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0, foreach=True)
        self.optimizer.step()
        self.flat.zero_()
        self.step += 1
        decay = min(self.args.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.averaged, [p.detach() for p in self.parameters], 1 - decay)
        return tag, link

    def changed(self, batch: Batch) -> Batch:
        """The batch made harder: straight quotation marks, hidden paragraph ends, no parse, unknown pieces."""
        rng = self.own_rng
        for row in range(len(batch.ids)):
            if rng.random() < 0.3:
                for curly, straight in self.straight.items():
                    batch.ids[row][batch.ids[row] == curly] = straight
            if rng.random() < 0.15:
                edge = batch.features[row, :, EDGE]
                edge[edge == 3] = 2
            if rng.random() < 0.15:  # another parser's labels: none of this one's
                batch.features[row, :, [0, 1, 2, 3]] = 0
                batch.head[row] = 0
        inner = batch.mask & (batch.ids != SEP)
        inner[:, 0] = False
        batch.ids[inner & (torch.rand(batch.ids.shape) < self.args.unknown)] = UNK
        return batch

    def losses(self, windows: list[Window], batch: Batch) -> tuple[float, float, torch.Tensor]:
        model = self.model
        h = model.encode(batch.ids, batch.features, batch.head, batch.mask)
        lengths = torch.tensor([len(f) for f in batch.firsts])
        emissions = torch.zeros(len(windows), int(lengths.max()), len(LABELS))
        labels = torch.zeros(len(windows), int(lengths.max()), dtype=torch.long)
        states = [h[row, first] for row, first in enumerate(batch.firsts)]
        scores = model.tag(model.drop(torch.cat(states)))
        live = torch.arange(emissions.shape[1])[None, :] < lengths[:, None]
        emissions = emissions.masked_scatter(live[..., None], scores)
        for row, w in enumerate(windows):
            labels[row, : lengths[row]] = torch.from_numpy(w.labels)
        crf = model.crf_loss(emissions, labels, lengths)
        token = F.cross_entropy(scores, labels[live])
        link, n = torch.zeros(()), 0
        for state, w in zip(states, windows, strict=True):
            spans, sources, cues = links_in(w, self.own_rng if model.training else None)
            paragraph = torch.from_numpy(w.document.paragraph[w.first : w.stop]).long()
            state = model.drop(state)
            if (sources >= 0).any():
                z = model.link_sources(state, spans["K"], spans["S"], paragraph)
                link = link + F.cross_entropy(z, sources, ignore_index=-100, reduction="sum")
                n += int((sources >= 0).sum())
            if (cues >= 0).any():
                z = model.link_cues(state, spans["C"], spans["K"], paragraph)
                link = link + F.cross_entropy(z, cues, ignore_index=-100, reduction="sum")
                n += int((cues >= 0).sum())
        link = link / max(n, 1)
        return float(crf.detach()), float(link.detach()), crf + TOKEN_WEIGHT * token + LINK_WEIGHT * link

    @torch.no_grad()
    def exchange(self) -> None:
        """Swap the last weights and the averaged ones."""
        for p, a in zip(self.parameters, self.averaged, strict=True):
            kept = p.clone()
            p.copy_(a)
            a.copy_(kept)

    @torch.no_grad()
    def dev_figures(self) -> str:
        """Losses on dev; spans and links are scored after export (score_dev.py)."""
        self.model.eval()
        windows = sorted((w for d in self.dev for w in windows_of(d)), key=lambda w: w.n_pieces)
        sums = [0.0, 0.0]
        for i in range(0, len(windows), 16):
            chunk = windows[i : i + 16]
            tag, link, _ = self.losses(chunk, batch_of(chunk))
            sums = [sums[0] + tag * len(chunk), sums[1] + link * len(chunk)]
        self.model.train()
        return f"tag {sums[0] / len(windows):.4f} link {sums[1] / len(windows):.4f}"

    def save(self, path: Path) -> None:
        """The averaged weights with all that export.py needs."""
        self.exchange()
        state = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.exchange()
        plain = {k: str(v) if isinstance(v, Path) else v for k, v in vars(self.args).items()}
        torch.save({"model": state, "config": self.model.config, "tables": self.tables, "args": plain}, path)

    def say(self, words: str) -> None:
        if self.rank == 0:
            print(words, flush=True)


if __name__ == "__main__":
    main()
