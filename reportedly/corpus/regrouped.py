"""What people said of which claims are about one thing, put upon the groups that were found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.corpus.blocks import Ints
from reportedly.corpus.occurrences import Group
from reportedly.model.review import Regroup, Regrouping


def statements_in_force(statements: Iterable[Regrouping]) -> tuple[Regrouping, ...]:
    """Those that nobody took back, in order."""
    given = sorted(statements, key=lambda statement: statement.n)
    undone = {statement.undoes for statement in given if statement.verdict is Regroup.UNDO}
    return tuple(s for s in given if s.verdict is not Regroup.UNDO and s.n not in undone)


def regrouped(
    groups: Iterable[Group], claim_ids: Sequence[str], ranks: Ints, statements: Iterable[Regrouping]
) -> Iterator[Group]:
    """The groups with the statements in force put upon them one after the other; a later one goes before an earlier.

    claim_ids: of every claim, by its place. Claims that are not there (forgotten) do not count. Without a statement
    the groups go through as they come.
    """
    held = statements_in_force(statements)
    if not held:
        yield from groups
        return
    named = {claim_id for statement in held for claim_id in statement.claim_ids}
    place = {claim_id: n for n, claim_id in enumerate(claim_ids) if claim_id in named}
    found = list(groups)
    touched = set(place.values())
    old = [group for group in found if not touched.isdisjoint(group.members)]
    new = _put_upon([set(group.members) for group in old], held, place)
    members = [tuple(sorted(some, key=lambda claim: int(ranks[claim]))) for some in new]
    first_now = {claim: some[0] for some in members for claim in some}
    links = [link for group in old for link in group.links]
    stages = {group.members[0]: group.stages for group in old}
    changed = [_group(some, links, stages, first_now) for some in members]
    untouched = (group for group in found if touched.isdisjoint(group.members))
    for group in untouched:
        still = {first_now.get(first, first) for first in group.stages}
        yield replace(group, stages=tuple(sorted(still))) if still != set(group.stages) else group
    yield from changed


def _put_upon(lots: list[set[int]], held: Iterable[Regrouping], place: dict[str, int]) -> list[set[int]]:
    for statement in held:
        claims = {place[claim_id] for claim_id in statement.claim_ids if claim_id in place}
        meant = [lot for lot in lots if not claims.isdisjoint(lot)]
        others = [lot for lot in lots if claims.isdisjoint(lot)]
        if statement.verdict is Regroup.MERGE:
            lots = [*others, set().union(*meant)] if meant else lots
        elif claims:
            lots = [*others, *(rest for lot in meant if (rest := lot - claims)), claims]
    return lots


def _group(
    members: tuple[int, ...],
    links: Iterable[tuple[int, int, float, tuple[str, ...]]],
    stages: dict[int, tuple[int, ...]],
    first_now: dict[int, int],
) -> Group:
    """Links inside it stay; what people joined has none. Stages are those of the groups that began with its claims."""
    inside = set(members)
    own = {first_now.get(first, first) for claim in members for first in stages.get(claim, ())}
    return Group(
        members=members,
        links=tuple(link for link in links if link[0] in inside and link[1] in inside),
        stages=tuple(sorted(own - {members[0]})),
    )
