"""On what the claims of one occurrence differ, and which of it is only an outlet's later figure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import numpy as np

from reportedly.corpus.likeness import TIMED_DAYS
from reportedly.corpus.sketch import STATUSES, TOWN
from reportedly.model.claim import Status
from reportedly.model.corpus import Difference, Disagreement, Position
from reportedly.model.values import record

EPOCH = date(1970, 1, 1)


@record
class Said:
    """One claim among those that are compared."""

    row: np.void  # of CLAIM
    claim_id: str
    published: str | None
    whose: tuple[str, int]  # (outlet, else report; voice): whose later word replaces the earlier
    text_id: str  # of the origin of its words: where they are replaced, so are the copies of them


@record
class Value:
    """What one claim gives for a field."""

    shown: str
    compared: tuple[int, ...]
    said: Said


Clash = Callable[[Value, Value], bool]


def disagreements_of(said: Iterable[Said], names: dict[int, str]) -> tuple[Disagreement, ...]:
    """In the order of their fields. A field that fewer than two claims give has none."""
    claims = sorted(said, key=lambda s: (s.published or "9", s.claim_id))
    found = []
    for field, values, clash in _fields(claims, names):
        disagreement = _compared(field, values, clash)
        if disagreement is not None:
            found.append(disagreement)
    return tuple(sorted(found, key=lambda d: d.field))


def _compared(field: str, values: list[Value], clash: Clash) -> Disagreement | None:
    """DIFFERS where the last words of two do not go together; UPDATED where only somebody's earlier words do not."""
    if len({value.compared for value in values}) < 2:
        return None
    latest: dict[tuple[str, int], str] = {}
    for value in values:
        latest[value.said.whose] = max(value.said.published or "", latest.get(value.said.whose, ""))
    replaced = {
        (value.said.text_id, value.compared)
        for value in values
        if value.said.published and value.said.published < latest[value.said.whose]
    }
    standing = [value for value in values if (value.said.text_id, value.compared) not in replaced]
    if _any_clash(standing, clash):
        difference = Difference.DIFFERS
    elif _any_clash(values, clash):
        difference = Difference.UPDATED
    else:
        return None
    shown: dict[str, list[str]] = {}
    for value in values:
        shown.setdefault(value.shown, []).append(value.said.claim_id)
    positions = tuple(Position(value=v, claim_ids=tuple(sorted(set(ids)))) for v, ids in sorted(shown.items()))
    return Disagreement(field=field, difference=difference, positions=positions) if len(positions) > 1 else None


def _any_clash(values: list[Value], clash: Clash) -> bool:
    """Each value once: an occurrence of a thousand claims has few."""
    different = list({value.compared: value for value in values}.values())
    return any(clash(a, b) for i, a in enumerate(different) for b in different[:i])


def _fields(claims: list[Said], names: dict[int, str]) -> Iterator[tuple[str, list[Value], Clash]]:
    done = [said for said in claims if not said.row["negated"] and not said.row["denied"]]
    counts: dict[int, list[Value]] = {}
    for said in done:
        for of, low, high in zip(*(said.row[c].tolist() for c in ("counted", "low", "high")), strict=True):
            if of:
                counts.setdefault(of, []).append(Value(shown=_range(low, high), compared=(low, high), said=said))
    for of, values in counts.items():
        yield f"counts.{names[of]}", values, _no_number_fits
    yield "when", [_day_value(s) for s in done if _is_day(s.row)], _apart
    towns = [s for s in done if s.row["precision"] >= TOWN]
    yield "places", [_value(s, names, "place") for s in towns], _other
    for field, key in (("parties.ACTOR", "actor"), ("parties.RECIPIENT", "recipient")):
        named = [s for s in done if s.row[key]]
        yield field, [_party(s, names, key) for s in named], _other_party
    yield "status", [_status(s) for s in claims], _other


def _range(low: int, high: int) -> str:
    """As figures: 12, 12+, 20-25, ..15."""
    if low == high:
        return str(low)
    if high < 0:
        return f"{low}+"
    return f"..{high}" if low < 0 else f"{low}-{high}"


def _no_number_fits(a: Value, b: Value) -> bool:
    (low_a, high_a), (low_b, high_b) = a.compared, b.compared
    return 0 <= high_a < low_b or 0 <= high_b < low_a


def _is_day(row: np.void) -> bool:
    start, end = row["days"].tolist()
    return bool(row["timed"]) and end - start <= TIMED_DAYS


def _day_value(said: Said) -> Value:
    start, end = said.row["days"].tolist()
    first, last = EPOCH + timedelta(days=start), EPOCH + timedelta(days=end - 1)
    shown = first.isoformat() if first >= last else f"{first.isoformat()}/{last.isoformat()}"
    return Value(shown=shown, compared=(start, end), said=said)


def _apart(a: Value, b: Value) -> bool:
    return a.compared[1] <= b.compared[0] or b.compared[1] <= a.compared[0]


def _value(said: Said, names: dict[int, str], key: str) -> Value:
    return Value(shown=names[int(said.row[key])], compared=(int(said.row[key]),), said=said)


def _other(a: Value, b: Value) -> bool:
    return a.compared != b.compared


def _party(said: Said, names: dict[int, str], key: str) -> Value:
    compared = (int(said.row[key]), int(said.row[f"{key}_country"]), *said.row[f"{key}s"].tolist())
    return Value(shown=names[int(said.row[key])], compared=compared, said=said)


def _other_party(a: Value, b: Value) -> bool:
    """Other names, no word in common, and not a state and its own bodies."""
    if a.compared[0] == b.compared[0] or (a.compared[1] and a.compared[1] == b.compared[1]):
        return False
    return not set(a.compared[2:]) & set(b.compared[2:]) - {0}


def _status(said: Said) -> Value:
    """Only whether it is asserted or denied; a thing said not to be so is denied, by nobody."""
    denied = bool(said.row["denied"]) or bool(said.row["negated"])
    shown = (Status.DENIED if denied else STATUSES[int(said.row["status"])]).value
    return Value(shown=shown, compared=(int(denied),), said=said)
