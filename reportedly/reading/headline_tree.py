"""Puts the parse of words as they were shown to the parser into the parse of the text."""

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Token

from reportedly.model.values import record

ATTRIBUTES: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE"]
TREE, WORD, NAME = slice(0, 2), slice(2, 6), slice(6, 8)  # places in a row of them
INSIDE, BEGIN = 1, 3  # spaCy's numbers for the place of a word in a name
UNSIGNED = 1 << 64  # heads are kept as distances, those to the left counted down from here
PRESENT = {True: ("VBZ", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"), False: ("VBP", "Tense=Pres|VerbForm=Fin")}


@record
class Shown:
    """A word as the parser is shown it. `i`: the token it stands for; None for one that the headline leaves out."""

    text: str
    i: int | None = None
    third: bool | None = None  # a verb of the present shown behind a modal: True for "raids", False for "raid"
    keeps_word: bool = False  # shown as another word: tag and lemma stay as they were


@record
class Graft:
    """A stretch of the text as it was shown, and how that was parsed. `joins`: to the verb of the stretch before."""

    words: tuple[Shown, ...]
    parse: Sequence[Token]
    joins: bool = False


def grafted(doc: Doc, grafts: Iterable[Graft], seams: Iterable[int]) -> Doc:
    """A copy of the parse with these stretches replaced. `seams`: tokens between stretches, hung on the one before."""
    rows: Any = doc.to_array(ATTRIBUTES)
    strings = doc.vocab.strings
    heads: list[int] = []
    for graft in grafts:
        of_shown = {token.i: word.i for token, word in zip(graft.parse, graft.words, strict=True)}
        root = head_of(graft)
        joined = graft.joins and bool(heads)
        for token, word in zip(graft.parse, graft.words, strict=True):
            if word.i is None:
                continue
            if word.i == root:
                head, dep = (heads[-1], "conj") if joined else (root, "ROOT")
            else:
                head, dep = _above(token, of_shown, root), token.dep_ if token.dep_ != "ROOT" else "dep"
            rows[word.i, TREE] = (head - word.i) % UNSIGNED, strings.add(dep)
            if not word.keeps_word:
                tag, morph = (token.tag_, str(token.morph)) if word.third is None else PRESENT[word.third]
                rows[word.i, WORD] = strings.add(tag), token.pos, token.lemma, doc.vocab.morphology.add(morph)
            cut = token.ent_iob == INSIDE and of_shown.get(token.i - 1) is None
            rows[word.i, NAME] = BEGIN if cut else token.ent_iob, token.ent_type
        heads.append(root)
    for seam in seams:
        before = max((i for i in heads if i < seam), default=seam)
        rows[seam, TREE] = (before - seam) % UNSIGNED, strings.add("punct" if before != seam else "ROOT")
    for i, (mark, _) in enumerate(rows[:, NAME].tolist()):
        if mark == INSIDE and (i == 0 or rows[i - 1, NAME][0] not in (BEGIN, INSIDE)):
            rows[i, NAME] = BEGIN, rows[i, NAME][1]  # the name's head was replaced
    copy = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    copy.from_array(ATTRIBUTES, rows)
    return copy


def head_of(graft: Graft) -> int:
    """The token of the headline that heads the stretch: where a word that was only shown does, the predicate below."""
    of_shown = {token.i: word.i for token, word in zip(graft.parse, graft.words, strict=True)}
    top = next(token for token in graft.parse if token.head.i == token.i)
    own = of_shown[top.i]
    if own is not None:
        return own
    below = [t for t in top.children if of_shown.get(t.i) is not None]
    predicate = [t for t in below if t.dep_ in ("acomp", "attr", "oprd", "prep", "advmod")]
    found = (predicate or below)[0]
    return next(i for i in (of_shown[found.i],) if i is not None)


def _above(token: Token, of_shown: dict[int, int | None], root: int) -> int:
    """The nearest word above that the headline has; the root where none has."""
    while token.head.i != token.i:
        token = token.head
        i = of_shown.get(token.i)
        if i is not None:
            return i
    return root
