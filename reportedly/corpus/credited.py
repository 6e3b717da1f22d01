"""Whose word stands behind the claims of one occurrence: what rests on one word counts once, whatever the text."""

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256

from reportedly.corpus.voices import Whose
from reportedly.model.corpus import Kinship, Origin
from reportedly.model.values import record

Node = tuple[str, object]


@record
class Rests:
    """One claim of an occurrence, and what it rests on."""

    claim_id: str
    report_id: str
    text_id: str  # of the origin that its words go back to
    voice: int  # key of the word it stands on; 0: nobody's but the report's
    whose: Whose


def origins_of(claims: Iterable[Rests], names: dict[int, str]) -> tuple[dict[str, str], tuple[Origin, ...]]:
    """The origin of every claim, and those origins among them that are somebody's word in several texts.

    claims: by rank. A claim on a report's own word, beside one there on a named word about the same thing, is taken to
    rest on that word: headlines and first lines leave out who says it.
    """
    told = list(claims)
    if len(told) == 1:
        return {told[0].claim_id: told[0].text_id}, ()
    voiced: dict[str, Rests] = {}
    for claim in told:
        if claim.whose is not Whose.OWN and claim.voice:
            voiced.setdefault(claim.report_id, claim)
    nodes = [_nodes(voiced.get(claim.report_id, claim) if claim.whose is Whose.OWN else claim) for claim in told]
    root_of = _joined(nodes)
    held: dict[Node, list[Rests]] = {}
    for claim, own in zip(told, nodes, strict=True):
        held.setdefault(root_of(own[0]), []).append(claim)
    given: dict[str, str] = {}
    made: list[Origin] = []
    for members in held.values():
        texts = {claim.text_id for claim in members}
        if len(texts) == 1:
            origin_id = texts.pop()
        else:
            made.append(_origin(members, names))
            origin_id = made[-1].id
        given.update((claim.claim_id, origin_id) for claim in members)
    return given, tuple(made)


def _nodes(claim: Rests) -> tuple[Node, ...]:
    """What makes two claims one origin: the word; for a report's own, its text as well as its house."""
    word: Node = ("word", claim.voice)
    if claim.whose is not Whose.OWN and claim.voice:
        return (word,)
    text: Node = ("text", claim.text_id)
    return (text, word) if claim.voice else (text,)


def _joined(nodes: Iterable[tuple[Node, ...]]) -> Callable[[Node], Node]:
    parent: dict[Node, Node] = {}

    def root_of(node: Node) -> Node:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for own in nodes:
        for other in own[1:]:
            parent[root_of(other)] = root_of(own[0])
    return root_of


def _origin(members: list[Rests], names: dict[int, str]) -> Origin:
    report_ids = dict.fromkeys(claim.report_id for claim in members)
    words = Counter(names.get(claim.voice, "") for claim in members if claim.voice)
    name = min(words, key=lambda word: (-words[word], word), default="")
    quoted = all(claim.whose is Whose.QUOTED for claim in members)
    return Origin(
        id="o-" + sha256(f"{members[0].claim_id}\0word".encode()).hexdigest()[:16],
        kinship=Kinship.QUOTED if quoted else Kinship.CREDITED,
        report_ids=tuple(sorted(report_ids)),
        first_id=members[0].report_id,
        name=name or None,
        overlap=0.0,
    )
