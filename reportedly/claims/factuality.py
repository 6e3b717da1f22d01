"""How surely the words put an event as fact, -3 (certainly not) to 3 (certainly): a learned score beside the rules.

A sum of weights over what the rules said and how the sentence is built: no encoder, no vectors. The status stays the
rules': on new text they carry over as labels, the score as a degree. Weights, their training and what they are worth:
resources/en/model/status/card.md.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from spacy.tokens import Token

from reportedly.claims.status import StatusFound
from reportedly.claims.verb_forms import auxiliary_holder
from reportedly.errors import MissingModel

FOLDER = Path(__file__).parent.parent / "resources" / "en" / "model" / "status"
RULE = "model/status"
LIMIT = 3.0  # both ends of the scale
MAX_ABOVE = 12  # governors looked at


@cache
def load_factuality(folder: Path = FOLDER, name: str = "news") -> "Factuality":
    """The weights, loaded once a process. Raises MissingModel where they are not the ones that their card names."""
    return Factuality(folder, name)


class Factuality:
    """One set of weights, by sign."""

    def __init__(self, folder: Path, name: str) -> None:
        card = json.loads((folder / f"{name}.json").read_text("utf-8"))
        path = folder / f"{name}.npz"
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != card["sha256"]:
            raise MissingModel(f"{path.name} of the status model is missing or changed. Install reportedly again.")
        with np.load(path, allow_pickle=False) as table:
            self._weights = dict(zip(table["names"].tolist(), table["weights"].tolist(), strict=True))

    def score(self, token: Token, found: StatusFound, stance: str) -> float:
        """From -3 to 3, two decimals. stance: the last voice's, "" where the report speaks itself."""
        rule = next(b.rule for b in found.because if b.field == "status")
        signs = dict.fromkeys(signs_of(token, found.status.value, found.negated, rule, stance))
        total = sum(self._weights.get(sign, 0.0) for sign in signs)
        return round(float(max(-LIMIT, min(LIMIT, total))), 2)


def signs_of(token: Token, status: str, negated: bool, rule: str, stance: str) -> Iterator[str]:
    """The signs that the weights are for: each a name with its value."""
    yield "all"
    outcome = f"{'not ' * negated}{status}"
    yield f"outcome={outcome}"
    yield f"rule={rule} {negated}"
    yield f"stance={stance} {outcome}"
    yield f"tag={token.tag_} {outcome}"
    yield f"dep={token.dep_} {outcome}"
    yield f"lemma={token.lemma_.lower()}"
    head = token.head
    yield f"head={head.lemma_.lower()} {token.dep_}"
    yield f"head tag={head.tag_} {token.dep_}"
    holder = auxiliary_holder(token)
    auxiliaries = [c.lower_ for c in holder.children if c.dep_ in ("aux", "auxpass")]
    yield f"auxiliaries={' '.join(auxiliaries)} {token.tag_}"
    yield f"asked={any(t.text == '?' for t in token.sent[-3:])} {token.dep_ == 'ROOT'}"
    children = list(token.children) if holder.i == token.i else [*token.children, *holder.children]
    for child in children:
        yield f"has={child.dep_}"
        if child.dep_ in ("det", "neg", "mark", "advmod", "amod", "poss", "prt", "cc"):
            yield f"has={child.dep_} {child.lower_}"
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
            yield f"{child.dep_}={child.lower_ if child.pos_ == 'PRON' else child.tag_}"
        elif child.dep_ == "prep":
            yield f"prep={child.lower_}"
        if child.ent_type_:
            yield f"entity={child.dep_} {child.ent_type_}"
    if head.dep_ == "prep":
        yield f"over prep={head.head.lemma_.lower()} {head.lower_}"
    yield from _above(token)


def _above(token: Token) -> Iterator[str]:
    """What stands over the event: governors, their auxiliaries and conjunctions, the main verb."""
    path: list[str] = []
    word = token
    for _ in range(MAX_ABOVE):
        if word.head.i == word.i:
            break
        path.append(word.dep_)
        word = word.head
        if word.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield f"under={word.lemma_.lower()}"
        for child in word.children:
            if child.dep_ in ("aux", "neg", "mark") and child.tag_ != "TO":
                yield f"under {child.dep_}={child.lower_} {len(path) > 1}"
    yield f"path={'/'.join(path[:3])}"
    yield f"main={word.tag_} {word.dep_ == 'ROOT' and word.i != token.i}"
    subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        yield f"main subject={subject.lower_ if subject.pos_ == 'PRON' else subject.tag_}"
