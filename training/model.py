"""The tagger: a small BERT encoder over word pieces, with the parse added; a CRF over words; two link heads."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

LABELS = ("O", "B-S", "I-S", "B-K", "I-K", "B-C", "I-C")  # S source, K cue, C content
LINK_SIZE = 96
GAP_STEPS = (1, 2, 3, 4, 6, 9, 14, 21, 32, 48, 72, 110)  # bounds of the buckets of the word gap between two spans
N_GAPS = 2 * (len(GAP_STEPS) + 1)
FORBIDDEN = -1e4


def allowed() -> Tensor:
    """Transition scores of the BIO scheme: 0 or FORBIDDEN."""
    n = len(LABELS)
    table = torch.zeros(n, n)
    for i, a in enumerate(LABELS):
        for j, b in enumerate(LABELS):
            if b[0] == "I" and (a == "O" or a[2] != b[2]):
                table[i, j] = FORBIDDEN
    return table


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, size = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, size))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.config = config
        size = config["size"]
        self.word = nn.Embedding(config["vocabulary"], size)
        self.word.weight.requires_grad_(False)
        self.position = nn.Embedding(config["positions"], size)  # the token type of the base model is added in
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.features = nn.ModuleList(nn.Embedding(n, size, padding_idx=0) for n in config["features"])
        self.head_word = nn.Linear(size, size, bias=False)
        self.layers = nn.ModuleList(
            Layer(size, config["heads"], config["inner"], config["dropout"]) for _ in range(config["layers"])
        )
        self.head_state = nn.ModuleDict({str(i): nn.Linear(size, size, bias=False) for i in config["head_after"]})
        self.drop = nn.Dropout(config["dropout"])
        for module in (*self.features, self.head_word, *self.head_state.values()):
            nn.init.zeros_(module.weight)  # the base encoder is intact before the first step
        self.tag = nn.Linear(size, len(LABELS))
        self.moves = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.register_buffer("allowed", allowed(), persistent=False)
        self.cue_span, self.source_span, self.content_span = (nn.Linear(2 * size, LINK_SIZE) for _ in range(3))
        self.cue_source, self.content_cue = (nn.Parameter(torch.randn(LINK_SIZE, LINK_SIZE) * 0.05) for _ in range(2))
        self.gap_source, self.gap_cue = (nn.Embedding(N_GAPS, 1) for _ in range(2))
        nn.init.zeros_(self.gap_source.weight)
        nn.init.zeros_(self.gap_cue.weight)
        self.far_source, self.far_cue = (nn.Parameter(torch.zeros(1)) for _ in range(2))
        self.no_source, self.no_cue = (nn.Linear(LINK_SIZE, 1) for _ in range(2))

    def encode(self, ids: Tensor, features: Tensor, head: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids (b, t); features (b, t, columns), 0 but on first pieces; head (b, t): position of the head, 0: none."""
        words = self.word(ids)
        x = words + self.position.weight[: ids.shape[1]]
        for column, table in enumerate(self.features):
            x = x + table(features[..., column])
        x = self.drop(self.norm(x + self.head_word(self._at(words, head))))
        attend = None if mask is None else mask[:, None, None, :]
        for i, layer in enumerate(self.layers):
            x = layer(x, attend)
            if str(i) in self.head_state:
                x = x + self.head_state[str(i)](self._at(x, head))
        return x

    @staticmethod
    def _at(x: Tensor, head: Tensor) -> Tensor:
        return x.gather(1, head[..., None].expand(-1, -1, x.shape[-1]))

    def crf_loss(self, emissions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Mean negative log likelihood a word. emissions (b, n, labels), padded; lengths (b)."""
        n = emissions.shape[1]
        moves = self.moves + self.allowed
        live = torch.arange(n)[None, :] < lengths[:, None]
        first = emissions[:, 0] + moves[0]  # a window begins as if after O
        alpha = first
        for t in range(1, n):
            new = torch.logsumexp(alpha[:, :, None] + moves, 1) + emissions[:, t]
            alpha = torch.where(live[:, t, None], new, alpha)
        gold = emissions.gather(2, labels[..., None]).squeeze(2)
        steps = moves[labels[:, :-1], labels[:, 1:]]
        score = (gold * live).sum(1) + (steps * live[:, 1:]).sum(1) + moves[0, labels[:, 0]]
        return (torch.logsumexp(alpha, 1) - score).sum() / lengths.sum()

    def link_sources(self, h: Tensor, cues: Tensor, sources: Tensor, paragraph: Tensor) -> Tensor:
        """Scores (cues, sources + 1) of each source for each cue; last column: none. Spans: first, last word."""
        cue = F.gelu(self.cue_span(self._ends(h, cues)))
        source = F.gelu(self.source_span(self._ends(h, sources)))
        return self._linked(
            cue, source, self.cue_source, self.gap_source, self.far_source, self.no_source, cues, sources, paragraph
        )

    def link_cues(self, h: Tensor, contents: Tensor, cues: Tensor, paragraph: Tensor) -> Tensor:
        """The same of each cue for each content."""
        content = F.gelu(self.content_span(self._ends(h, contents)))
        cue = F.gelu(self.cue_span(self._ends(h, cues)))
        return self._linked(
            content, cue, self.content_cue, self.gap_cue, self.far_cue, self.no_cue, contents, cues, paragraph
        )

    def _linked(self, a, b, between, gaps, far, none, a_spans, b_spans, paragraph) -> Tensor:
        forward = b_spans[None, :, 0] - a_spans[:, None, 1]
        backward = (a_spans[:, None, 0] - b_spans[None, :, 1]).clamp(min=1)
        gap = torch.where(forward > 0, forward, -backward)
        bucket = torch.bucketize(gap.abs(), torch.tensor(GAP_STEPS)) + (gap > 0).long() * (len(GAP_STEPS) + 1)
        apart = (paragraph[a_spans[:, 0]][:, None] - paragraph[b_spans[:, 0]][None, :]).abs()
        scores = a @ between @ b.T + gaps(bucket).squeeze(-1) - F.softplus(far) * apart
        return torch.cat([scores, none(a)], 1)

    @staticmethod
    def _ends(h: Tensor, spans: Tensor) -> Tensor:
        return torch.cat([h[spans[:, 0]], h[spans[:, 1]]], -1)


def from_base(folder: Path, *, layers: int, head_after: list[int], features: list[int], dropout: float) -> Tagger:
    """A tagger over the lower layers of a sentence-transformers BERT."""
    base = json.loads((folder / "config.json").read_text())
    model = Tagger(
        {
            "size": base["hidden_size"],
            "heads": base["num_attention_heads"],
            "inner": base["intermediate_size"],
            "vocabulary": base["vocab_size"],
            "positions": base["max_position_embeddings"],
            "layers": layers,
            "head_after": head_after,
            "features": features,
            "dropout": dropout,
        }
    )
    old = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    token_type = old["embeddings.token_type_embeddings.weight"][0]
    new = {
        "word.weight": old["embeddings.word_embeddings.weight"],
        "position.weight": old["embeddings.position_embeddings.weight"] + token_type,
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        new[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers):
            at = f"encoder.layer.{i}."
            new[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [old[f"{at}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            )
            for mine, theirs in names.items():
                new[f"layers.{i}.{mine}.{kind}"] = old[f"{at}{theirs}.{kind}"]
    missing, unexpected = model.load_state_dict(new, strict=False)
    if unexpected or any(k.startswith(("layers", "norm", "word", "position")) for k in missing):
        raise ValueError(f"the base model does not fit: {missing} {unexpected}")
    return model
