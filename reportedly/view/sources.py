"""Who has it from whom, as drawing data: sources at the left, reports at the right, in columns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import sqrt

from reportedly.corpus.stored import SourceEdge, SourceGraph, SourceNode
from reportedly.model.claim import Read, VoiceKind
from reportedly.model.values import record

COLUMN = 270  # units from one column to the next
ROW = 44
BOX = 190
HEIGHT = 30
BACK = 70  # room at the right for lines within a column
ORDERED_TIMES = 4  # later turns change little
LETTERS = 26  # of a name that a box holds


@record
class Box:
    """A source or an outlet at its place."""

    node: SourceNode
    label: str
    x: float
    y: float


@record
class Arrow:
    """From a source to who has it from there."""

    edge: SourceEdge
    path: str  # of SVG
    thickness: float


@record
class Drawing:
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def graph_of(reads: Iterable[Read], claim_ids: frozenset[str]) -> SourceGraph:
    """The chains of some claims as a graph: each voice has it from the one after it."""
    n_reports: dict[str, set[str]] = defaultdict(set)
    nodes: dict[str, tuple[str, str]] = {}
    edges: dict[tuple[str, str], int] = defaultdict(int)
    for read in reads:
        outlet = read.report.outlet or read.report.path or read.report.id
        entities = {entity.id: entity.name for entity in read.entities}
        for claim in read.claims:
            if claim.id not in claim_ids:
                continue
            ids = [outlet]
            nodes.setdefault(outlet, (outlet, "OUTLET"))
            for voice in claim.chain[1:]:
                name = entities.get(voice.entity or "", voice.name or "")
                name = " ".join(name.split())
                node_id = name or f"({voice.kind})"
                nodes.setdefault(node_id, (name, voice.kind if voice.kind is not VoiceKind.REPORT else "OUTLET"))
                ids.append(node_id)
            for node_id in ids:
                n_reports[node_id].add(read.report.id)
            for target, source in pairwise(ids):
                if source != target:
                    edges[source, target] += 1
    return SourceGraph(
        nodes=tuple(
            SourceNode(id=node_id, name=name, kind=str(kind), n_reports=len(n_reports[node_id]))
            for node_id, (name, kind) in nodes.items()
        ),
        edges=tuple(SourceEdge(source=s, target=t, n_claims=n, how="cited") for (s, t), n in sorted(edges.items())),
    )


def drawing_of(graph: SourceGraph, unnamed: Mapping[str, str]) -> Drawing:
    """The graph in columns: a node stands right of all that it has something from, circles of sources aside.

    unnamed: what stands in the box of those that are not named, by kind.
    """
    column = _columns(graph)
    last = max(column.values(), default=0)
    column |= {node.id: last for node in graph.nodes if node.kind == "OUTLET" and column[node.id]}
    rows: dict[int, int] = defaultdict(int)
    boxes: dict[str, Box] = {}
    order = _order(graph)
    for node in sorted(graph.nodes, key=lambda node: (column[node.id], order[node.id], node.id)):
        n = column[node.id]
        name = node.name or unnamed.get(node.kind, node.kind)
        label = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
        boxes[node.id] = Box(node=node, label=label, x=10 + n * COLUMN, y=10 + rows[n] * ROW)
        rows[n] += 1
    arrows = [
        Arrow(edge=edge, path=_curve(boxes[edge.source], boxes[edge.target]), thickness=_thickness(edge.n_claims))
        for edge in graph.edges
        if edge.source in boxes and edge.target in boxes
    ]
    return Drawing(
        width=(max(rows, default=0)) * COLUMN + BOX + BACK,
        height=max(rows.values(), default=0) * ROW + 10,
        boxes=tuple(boxes.values()),
        arrows=tuple(arrows),
    )


def _columns(graph: SourceGraph) -> dict[str, int]:
    """Longest way from a source without sources. An edge that closes a circle does not count."""
    outgoing: dict[str, list[str]] = defaultdict(list)
    incoming: dict[str, int] = {node.id: 0 for node in graph.nodes}
    for edge in graph.edges:
        if edge.source in incoming and edge.target in incoming:
            outgoing[edge.source].append(edge.target)
            incoming[edge.target] += 1
    column = dict.fromkeys(incoming, 0)
    ready = [node for node, n in incoming.items() if n == 0]
    left = {node: n for node, n in incoming.items() if n}
    while ready or left:
        if not ready:  # all that is left stands in circles: the one with the fewest sources left begins
            node = min(left, key=lambda name: (left[name], name))
            del left[node]
            ready.append(node)
        node = ready.pop()
        for target in outgoing[node]:
            if target in left:
                column[target] = max(column[target], column[node] + 1)
                left[target] -= 1
                if left[target] == 0:
                    del left[target]
                    ready.append(target)
    return column


def _order(graph: SourceGraph) -> dict[str, float]:
    """Where a node stands in its column: near those that it is joined to, so that fewer lines cross."""
    order = {node.id: float(n) for n, node in enumerate(graph.nodes)}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.source in order and edge.target in order:
            neighbours[edge.source].append(edge.target)
            neighbours[edge.target].append(edge.source)
    for _ in range(ORDERED_TIMES):
        order |= {node: sum(order[n] for n in joined) / len(joined) for node, joined in neighbours.items()}
    return order


def _curve(source: Box, target: Box) -> str:
    x1, y1 = source.x + BOX, source.y + HEIGHT / 2
    x2, y2 = target.x, target.y + HEIGHT / 2
    if x2 > x1:
        middle = (x1 + x2) / 2
        return f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
    return f"M{x1:g} {y1:g}C{x1 + 60:g} {y1:g} {x1 + 60:g} {y2:g} {target.x + BOX:g} {y2:g}"  # back, or within a column


def _thickness(n_claims: int) -> float:
    return round(1 + min(5.0, sqrt(n_claims) / 2), 1)
