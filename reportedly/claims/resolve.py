"""Which of several namesakes a report means: all its place names are decided together.

A candidate's score is the sum of what speaks for it (WEIGHTS, in nats: two points more are seven times likelier): its
people, its kind, whether the name is its own or only another spelling, and the votes of the report's other names for
its country, its units and its neighbourhood. Every name votes with the share that each of its candidates has so far;
after three rounds the shares have settled. What the words say ("Pandi, Bulacan") counts most; the outlet's home is one
more, weak reason.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.claims.gazetteer import (
    COUNTRY,
    FIRST,
    NONE,
    SECOND,
    TOWN,
    Listed,
    country_with,
    key_of,
    place_with,
)
from reportedly.claims.namesakes import capitals
from reportedly.model.values import record

ROUNDS = 3
CELL_DEG = 1.0  # neighbourhood: this cell and the eight around it, some 150 km
LEAST_VOTE = 0.02  # smaller shares do not vote
# Below this share the report does not say which namesake it means: of 51 such choices on LGL about 4 in 10 were right,
# of those above 0.9, 96 in 100 (spans given, November 2026).
MARGIN = 0.25
THIN = 0.9  # of the first's share: a place elsewhere that has more is as likely as the first
AGREED = 0.6  # of the shares lie in one unit or one country: that much is told
CHIEF_TOWN = 0.2  # of a first-order unit's people live in the town whose name it bears: Quebec is the province


@record
class Weights:
    """Tuned on half of LGL (A) and half of GeoVirus by coordinate ascent from several starts; what each brings, on the

    other half of LGL @161 km with the spans given (.842 with all): without votes for countries .822, for first-order
    units .794, for second-order ones .841, for the neighbourhood .837, without the words' own word .838.
    """

    people: float = 1.0  # for each tenfold
    country_kind: float = 3.0  # a country, before a town
    first_kind: float = 1.0
    second_kind: float = -0.5
    capital: float = 1.5
    other_name: float = -1.0  # the name is only another spelling of the place's
    country: float = 7.0  # if all the report's other names vote for its country
    first: float = 9.0
    second: float = 6.0
    near: float = 3.0
    within: float = 12.0  # the words put it there
    home_country: float = 2.0  # the outlet sits in its country
    home_first: float = 2.0  # and in its first-order unit
    temper: float = 1.5  # n votes count n / (n + temper): one other name says less than ten


WEIGHTS = Weights()


@record
class Asked:
    """A name that a report writes, as it is looked up, with what it may mean and how often it stands there.

    `within`: indices of the names that the words put it in ("Pandi, Bulacan").
    """

    key: str
    candidates: tuple[Listed, ...]
    times: int = 1
    within: tuple[int, ...] = ()


@record
class Home:
    """Where the outlet sits, as far as is known."""

    country: str | None = None
    first: int = NONE


NOWHERE = Home()


@record
class Choice:
    """The candidates, likeliest first, with shares that add up to 1; () where there is none."""

    places: tuple[Listed, ...] = ()
    shares: tuple[float, ...] = ()
    key: str = ""  # the name, as it was looked up

    @property
    def is_open(self) -> bool:
        """Whether the report does not say which of them it means."""
        if not self.places:
            return False
        share = self._share_of_first()
        return share < MARGIN or self._share_of_rival() > THIN * share

    @property
    def abstains_to(self) -> str:
        """What is told instead of a place: "unit", "country" or "nothing"; "" where the place itself is told."""
        if not self.is_open:
            return ""
        found = self.settled
        return "nothing" if found is None else "country" if found.kind == COUNTRY else "unit"

    @property
    def settled(self) -> Listed | None:
        """The likeliest; where that is open the unit or country that most of the shares lie in; None if in none."""
        if not self.is_open:
            return self._town_of_unit() if self.places else None
        units: dict[int, float] = defaultdict(float)
        countries: dict[str, float] = defaultdict(float)
        for place, share in zip(self.places, self.shares, strict=True):
            units[place.first] += share
            countries[place.country] += share
        units.pop(NONE, None)
        unit = max(units, key=lambda u: (units[u], u), default=NONE)
        if units.get(unit, 0.0) >= AGREED:
            return place_with(unit)
        country = max(countries, key=lambda c: (countries[c], c))
        return country_with(country) if countries[country] >= AGREED else None

    def _town_of_unit(self) -> Listed:
        """The likeliest; where that is a unit that is named after its chief town, the town: "Aleppo"."""
        top = self.places[0]
        if top.kind not in (FIRST, SECOND):
            return top
        least = CHIEF_TOWN * top.people if top.kind == FIRST else 0
        towns = (p for p in self.places if p.kind == TOWN and _is_in(p, top) and key_of(p.name) == self.key)
        return next((p for p in towns if p.people >= least), top)

    def _share_of_first(self) -> float:
        """With those that lie in it, or that it lies in: Mosul is a town and the district around it."""
        return sum(s for p, s in zip(self.places, self.shares, strict=True) if self._is_as_first(p))

    def _share_of_rival(self) -> float:
        """Of the likeliest place that lies elsewhere."""
        return next((s for p, s in zip(self.places, self.shares, strict=True) if not self._is_as_first(p)), 0.0)

    def _is_as_first(self, place: Listed) -> bool:
        top = self.places[0]
        near = place.second != NONE and place.second == top.second
        return place is top or near or _is_in(place, top) or _is_in(top, place)


def choices(asked: Sequence[Asked], *, home: Home = NOWHERE, weights: Weights = WEIGHTS) -> list[Choice]:
    """For every name what it most likely means."""
    names = [_Name(a, home, weights) for a in asked]
    pairs = [(names[i], names[j]) for i, a in enumerate(asked) for j in a.within]
    for _ in range(ROUNDS):
        _round(names, pairs, weights)
    return [name.choice() for name in names]


class _Name:
    """A name with the shares of its candidates, as they change from round to round."""

    def __init__(self, asked: Asked, home: Home, weights: Weights) -> None:
        self.key = asked.key
        self.places = asked.candidates
        self.prior = [_prior(p, asked.key, home, weights) for p in self.places]
        self.weight = 1.0 + math.log(asked.times)
        self.shares = _shares(self.prior)
        self.fits = [0.0] * len(self.places)

    def choice(self) -> Choice:
        order = sorted(range(len(self.places)), key=lambda i: (-self.shares[i], self.places[i].id))
        return Choice(
            places=tuple(self.places[i] for i in order), shares=tuple(self.shares[i] for i in order), key=self.key
        )


def _prior(place: Listed, key: str, home: Home, weights: Weights) -> float:
    score = weights.people * math.log10(place.people + 100)
    if place.kind == COUNTRY:
        score += weights.country_kind
    else:
        score += {FIRST: weights.first_kind, SECOND: weights.second_kind}.get(place.kind, 0.0)
        if key_of(place.name) != key:
            score += weights.other_name
        if place.id in capitals():
            score += weights.capital
    if home.country is not None and home.country == place.country:
        score += weights.home_country
        if home.first and home.first == place.first:
            score += weights.home_first
    return score


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    odds = [math.exp(s - top) for s in scores]
    total = sum(odds)
    return [o / total for o in odds]


# -- votes -----------------------------------------------------------------------------------------------------------

Cell = tuple[int, int]
Votes = dict[str | int | Cell, float]  # for a country's code, a unit's id, a cell


def _cell(place: Listed) -> Cell | None:
    if place.lat is None or place.lon is None or place.kind in (COUNTRY, FIRST):
        return None
    return math.floor(place.lat / CELL_DEG), math.floor(place.lon / CELL_DEG)


def _cells_around(cell: Cell) -> Iterable[Cell]:
    return ((cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _votes(name: _Name) -> Votes:
    """What one name gives to each country, unit and cell: to none more than its weight."""
    given: Votes = defaultdict(float)
    for place, share in zip(name.places, name.shares, strict=True):
        if share < LEAST_VOTE:
            continue
        vote = share * name.weight
        given[place.country] += vote
        if place.kind != COUNTRY:
            for unit in {place.first, place.second} - {NONE}:
                given[unit] += vote
            cell = _cell(place)
            if cell is not None:
                for around in _cells_around(cell):
                    given[around] += vote
    return given


def _round(names: Sequence[_Name], pairs: Sequence[tuple[_Name, _Name]], weights: Weights) -> None:
    """New shares for all names from the old ones."""
    for name in names:
        name.fits = [0.0] * len(name.places)
    for inner, outer in pairs:
        _fit(inner, outer)
    given = [_votes(name) for name in names]
    total: Votes = defaultdict(float)
    for votes in given:
        for what, vote in votes.items():
            total[what] += vote
    everybody = sum(name.weight for name in names if name.places)
    for name, own in zip(names, given, strict=True):
        if name.places:
            name.shares = _shares(_scores(name, own, total, everybody - name.weight + weights.temper, weights))


def _scores(name: _Name, own: Votes, total: Votes, n: float, weights: Weights) -> list[float]:
    def others(what: str | int | Cell) -> float:
        return max(0.0, total.get(what, 0.0) - own.get(what, 0.0)) / n

    scores = []
    for place, prior, fit in zip(name.places, name.prior, name.fits, strict=True):
        score = prior + weights.within * fit + weights.country * others(place.country)
        if place.kind != COUNTRY:
            if place.first:
                score += weights.first * others(place.first)
            if place.second:
                score += weights.second * others(place.second)
            cell = _cell(place)
            if cell is not None:
                score += weights.near * others(cell)
        scores.append(score)
    return scores


def _fit(inner: _Name, outer: _Name) -> None:
    """What each candidate of "Pandi, Bulacan" gains by the likeliest candidate of the other name that it goes with."""
    for i, place in enumerate(inner.places):
        for j, around in enumerate(outer.places):
            if _is_in(place, around):
                inner.fits[i] = max(inner.fits[i], math.sqrt(outer.shares[j]))
                outer.fits[j] = max(outer.fits[j], math.sqrt(inner.shares[i]))


def _is_in(place: Listed, around: Listed) -> bool:
    if around.kind == COUNTRY:
        return place.country == around.country and place.kind != COUNTRY
    return around.id in (place.first, place.second) and place.id != around.id
