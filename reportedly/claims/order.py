"""Which event of a report lies before or after which other, where a word between the two says so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.claims.grammar import TIME_ENTITIES
from reportedly.claims.verb_forms import is_perfect
from reportedly.model.claim import Because, Bound, Claim, Order
from reportedly.model.values import Span
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

BETWEEN = "ORDER"  # `does` of the words between two events
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSE = frozenset({"advcl", "pcomp"})
LENGTH = frozenset({"npadvmod", "advmod"})  # "hours after", "shortly after"


def with_order(reading: Reading, claims: Sequence[Claim], rules: Rules) -> tuple[Claim, ...]:
    """The claims with what the words say of their order; a claim that nothing is said of comes back as it is.

    "The men fled after police raided the camp": the flight is AFTER the raid. Only this way round is kept: the raid has
    no order of its own. Of several claims on one trigger the one on the same voices is meant, else the first.
    """
    words = {w: (cue, Bound(v)) for cue in rules.of("time") if cue.does == BETWEEN for w, v in _valued(cue)}
    at: dict[int, list[int]] = {}  # token -> numbers of the claims on it
    for n, claim in enumerate(claims):
        inside = reading.doc.char_span(claim.trigger.start, claim.trigger.end, alignment_mode="expand")
        for token in inside or ():
            at.setdefault(token.i, []).append(n)
    found: dict[int, list[tuple[Order, Because]]] = {}
    for token in reading.doc:
        entry = words.get(token.lower_)
        if entry is None or len(claims) < 2:
            continue
        cue, bound = entry
        sides = _sides(token, bound)
        if sides is None:
            continue
        outer, inner = (_claims_at(side, at) for side in sides)
        evidence = (_with_length(reading, token),)
        for n in outer:
            others = [claims[i] for i in inner if claims[i].trigger != claims[n].trigger]
            if not others:
                continue
            reading.fired(cue.id, reading.span_of([token]))
            other = next((o for o in others if o.chain == claims[n].chain), others[0])
            order = Order(bound=bound, claim=other.id, evidence=evidence)
            found.setdefault(n, []).append((order, Because(field="order", rule=cue.id, evidence=evidence)))
    return tuple(_with(claim, found.get(n, ())) for n, claim in enumerate(claims))


def _valued(cue: Cue) -> Iterator[tuple[str, str]]:
    return zip(cue.lemmas, cue.option("values", ()), strict=True)


def _with(claim: Claim, found: Sequence[tuple[Order, Because]]) -> Claim:
    if not found:
        return claim
    orders, because = zip(*found, strict=True)
    return replace(claim, order=orders, because=(*claim.because, *because))


def _sides(word: Token, bound: Bound) -> tuple[Token, Token] | None:
    """The heads of what stands above and below the word; None where it joins no two events."""
    if word.dep_ == "mark" and word.head.dep_ == "advcl":
        above, below = word.head.head, word.head
        if bound is Bound.SINCE and not is_perfect(above):
            return None  # "since police are in town": a reason
        return above, below
    if word.dep_ != "prep":
        return None
    inner = next((c for c in word.children if c.dep_ == "pobj" or c.dep_ == "pcomp"), None)
    return (word.head, inner) if inner is not None else None


def _claims_at(head: Token, at: dict[int, list[int]]) -> list[int]:
    """The claims on this word; where there is none, on the noun that is its subject: "the raid took place"."""
    if head.i in at:
        return at[head.i]
    return next((at[c.i] for c in head.children if c.dep_ in SUBJECTS and c.i in at and c.pos_ == "NOUN"), [])


def _with_length(reading: Reading, word: Token) -> Span:
    """ "after" with the length before it: "hours after"."""
    before = word.doc[word.i - 1] if word.i > word.sent.start else word
    is_length = before.dep_ in LENGTH or before.ent_type_ in TIME_ENTITIES
    start = before.left_edge.i if is_length and before.right_edge.i < word.i else word.i
    return reading.span_of(reading.doc[start : word.i + 1])
