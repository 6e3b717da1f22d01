"""Many reports: which go back to one text, which claims are about one thing, and where they differ."""

from enum import StrEnum

from reportedly.model.values import Span, record


class Kinship(StrEnum):
    """What makes reports one origin."""

    ALONE = "ALONE"  # nobody else's words were found behind it
    IDENTICAL = "IDENTICAL"  # the same words, but for space and case
    COPIED = "COPIED"  # most of the shorter text stands in the other
    PASSAGES = "PASSAGES"  # some passages stand in both
    QUOTED = "QUOTED"  # the same quotations, of the same speaker
    CREDITED = "CREDITED"  # they rest on the same agency, outlet or statement, as they say themselves


class Difference(StrEnum):
    DIFFERS = "DIFFERS"  # cannot both hold
    UPDATED = "UPDATED"  # a later report of the same outlet replaces its earlier one


@record
class Passage:
    """The same words in two reports."""

    report_id: str
    span: Span
    other_id: str
    other_span: Span


@record
class Origin:
    """The reports, or parts of them, that go back to one text or one voice: they count once."""

    id: str
    kinship: Kinship
    report_ids: tuple[str, ...]  # sorted; the earliest known is `first_id`
    first_id: str
    name: str | None = None  # the agency, outlet or statement credited; None: none is
    overlap: float = 1.0  # 0..1, the least share of its words that any member has in common with another
    passages: tuple[Passage, ...] = ()


@record
class Position:
    """One value of a field, and the claims that give it."""

    value: str
    claim_ids: tuple[str, ...]  # sorted


@record
class Disagreement:
    field: str  # "counts.killed", "when", "places", "parties.ACTOR", "status"
    difference: Difference
    positions: tuple[Position, ...]  # two at least


@record
class Likeness:
    """Why two claims are held to be about the same thing."""

    claim_id: str
    other_id: str
    score: float  # 0..1
    reasons: tuple[str, ...]  # ("same_lemma", "same_actor", ...), told in resources/<language>/view/likeness.toml


@record
class Occurrence:
    """The claims, from any number of reports, about the same thing. It refers to claims and never edits them."""

    id: str
    type: str  # the event type of most of its claims
    claim_ids: tuple[str, ...]  # sorted
    report_ids: tuple[str, ...]  # sorted
    origin_ids: tuple[str, ...]  # sorted; their number is that of independent origins
    start: str | None  # half-open [start, end), ISO 8601; what its claims have in common, else their hull
    end: str | None
    country: str | None  # ISO 3166-1 alpha-2 of most of its claims
    status: str  # HAPPENED where a claim says so, else that of most
    disagreements: tuple[Disagreement, ...] = ()
    stage_ids: tuple[str, ...] = ()  # occurrences that are this one planned, or this one done
    likenesses: tuple[Likeness, ...] = ()
