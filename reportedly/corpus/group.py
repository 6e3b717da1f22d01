"""Many reports -> origins, occurrences, disagreements. Read this file first.

    grouped(reads)                       all at once
    grouping = Grouping(); grouping.add(sketches); grouping.grouped()
                                         step by step: what comes later is compared with what is there

Both give the same, whatever the order and the lots in which the reports came. A report that is there already is passed
over. Nothing here reads a text again: a `Sketch` holds what is needed, and can be kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import batched

import numpy as np

from reportedly.corpus import credited
from reportedly.corpus.blocks import components
from reportedly.corpus.candidates import Claimed, Texts
from reportedly.corpus.copies import Shared
from reportedly.corpus.disagreements import Said, disagreements_of
from reportedly.corpus.occurrences import Group
from reportedly.corpus.origins import Piece, own_origin, piece_of_claims, pieces_of
from reportedly.corpus.regrouped import regrouped
from reportedly.corpus.sketch import CLAIM, Sketch, sketch_of
from reportedly.corpus.summary import Facts, facts_of, id_of, occurrence_of
from reportedly.corpus.voices import Whose
from reportedly.model.claim import Read
from reportedly.model.corpus import Likeness, Occurrence, Origin
from reportedly.model.review import Regrouping
from reportedly.model.values import record

NO_CLAIMS = np.zeros(0, dtype=CLAIM)  # of a report whose claims stand with all others
LOT = 10_000  # occurrences told at once


@record
class Grouped:
    """What is known of many reports together."""

    origins: tuple[Origin, ...]  # by id; every origin that a claim goes back to
    origin_of_claim: Mapping[str, str]  # claim id -> origin id, every claim once
    occurrences: tuple[Occurrence, ...]  # by id; every claim stands in one


def grouped(reads: Iterable[Read]) -> Grouped:
    """Groups all reports at once; the order in which they come does not matter."""
    return grouped_sketches(sketch_of(read) for read in reads)


def grouped_sketches(sketches: Iterable[Sketch], statements: Iterable[Regrouping] = ()) -> Grouped:
    """As `grouped`, from what is kept of the reports. statements: what people said of which claims are one thing."""
    grouping = Grouping()
    grouping.add(sketches)
    return grouping.grouped(statements)


class Grouping:
    """All reports that are known, what they have in common, and what was found of them so far."""

    def __init__(self) -> None:
        self._sketches: list[Sketch] = []
        self._ids: set[str] = set()
        self._texts = Texts()
        self._claimed = Claimed()
        self._pieces: dict[tuple[int, ...], tuple[tuple[Shared, ...], tuple[Piece, ...]]] = {}

    def add(self, sketches: Iterable[Sketch]) -> int:
        """How many of them are new."""
        new = []
        for sketch in sketches:
            if sketch.report_id not in self._ids:
                self._ids.add(sketch.report_id)
                new.append(sketch)
        if new:
            known = len(self._sketches)
            self._sketches.extend(new)
            order = sorted(range(len(self._sketches)), key=lambda i: self._sketches[i].rank)
            ranks = np.empty(len(order), dtype=np.int64)
            ranks[order] = np.arange(len(order))
            self._texts.add(self._sketches, ranks)
            self._claimed.add(self._sketches, ranks)
            self._sketches[known:] = (replace(s, claims=NO_CLAIMS, claim_ids=(), names=()) for s in new)
        return len(new)

    def grouped(self, statements: Iterable[Regrouping] = ()) -> Grouped:
        """All that is known now, with what people said of which claims are one thing."""
        pieces = self._texts_in_common()
        origins = {piece.origin.id: piece.origin for found in pieces.values() for piece in found}
        text_ids = self._text_ids(pieces, origins)
        origin_of: dict[str, str] = {}
        occurrences = []
        found = regrouped(self._claimed.groups(), self._claimed.ids, self._claimed.ranks, statements)
        for groups in batched(found, LOT):
            told = iter(facts_of(self._claimed.claims[[claim for group in groups for claim in group.members]]))
            for group in groups:
                facts = [next(told) for _ in group.members]
                rests = [self._rests(c, fact, text_ids[c]) for c, fact in zip(group.members, facts, strict=True)]
                given, made = credited.origins_of(rests, self._claimed.names)
                origin_of.update(given)
                origins.update((origin.id, origin) for origin in made)
                occurrences.append(self._occurrence(group, facts, rests, given))
        used = set(origin_of.values())
        kept = [o for o in origins.values() if len(o.report_ids) > 1 or o.id in used]
        return Grouped(
            origins=tuple(sorted(kept, key=lambda origin: origin.id)),
            origin_of_claim=dict(sorted(origin_of.items())),
            occurrences=tuple(sorted(occurrences, key=lambda occurrence: occurrence.id)),
        )

    def _texts_in_common(self) -> dict[int, tuple[Piece, ...]]:
        """For every report that shares text, the pieces among all those that it is linked with."""
        shared = self._texts.shared
        codes = np.array(sorted(shared), dtype=np.int64)
        least = components(len(self._sketches), codes)
        lots: dict[int, list[int]] = {}
        for code in codes.tolist():
            lots.setdefault(int(least[code >> 32]), []).append(code)
        before, self._pieces = self._pieces, {}
        found: dict[int, tuple[Piece, ...]] = {}
        for lot in lots.values():
            key, pairs = tuple(lot), tuple(shared[code] for code in lot)
            known = before.get(key)
            same = known is not None and all(a is b for a, b in zip(known[0], pairs, strict=True))
            pieces = known[1] if known is not None and same else pieces_of(pairs)
            self._pieces[key] = (pairs, pieces)
            found.update((place, pieces) for code in lot for place in (code >> 32, code & 0xFFFFFFFF))
        return found

    def _text_ids(self, pieces: dict[int, tuple[Piece, ...]], origins: dict[str, Origin]) -> list[str]:
        """For every claim the origin that its text goes back to. Adds those of one report to `origins`."""
        found: list[str] = []
        sentences = self._claimed.claims["sentence"]
        for place, (sketch, n_claims) in enumerate(zip(self._sketches, self._claimed.n_claims, strict=True)):
            own = own_origin(sketch)
            origins[own.id] = own
            if place in pieces:
                own_sentences = sentences[len(found) : len(found) + n_claims].tolist()
                of_claims = piece_of_claims(sketch, own_sentences, pieces[place])
                found.extend(own.id if piece is None else piece.origin.id for piece in of_claims)
            else:
                found.extend([own.id] * n_claims)
        return found

    def _rests(self, claim: int, fact: Facts, text_id: str) -> credited.Rests:
        return credited.Rests(
            claim_id=self._claimed.ids[claim],
            report_id=self._sketches[self._claimed.report[claim]].report_id,
            text_id=text_id,
            voice=fact.voice,
            whose=Whose(fact.whose),
        )

    def _occurrence(
        self, group: Group, facts: list[Facts], rests: list[credited.Rests], given: Mapping[str, str]
    ) -> Occurrence:
        ids, names = self._claimed.ids, self._claimed.names
        likenesses = tuple(
            Likeness(claim_id=ids[claim], other_id=ids[other], score=alike, reasons=reasons)
            for claim, other, alike, reasons in group.links
        )
        said = (
            [self._said(claim, rest) for claim, rest in zip(group.members, rests, strict=True)]
            if len(group.members) > 1
            else []
        )
        return occurrence_of(
            [rest.claim_id for rest in rests],
            facts,
            (rest.report_id for rest in rests),
            given.values(),
            names,
            disagreements_of(said, names),
            likenesses,
            (id_of(ids[first]) for first in group.stages),
        )

    def _said(self, claim: int, rest: credited.Rests) -> Said:
        sketch = self._sketches[self._claimed.report[claim]]
        return Said(
            row=self._claimed.claims[claim],
            claim_id=rest.claim_id,
            published=sketch.published,
            whose=(sketch.outlet or sketch.report_id, rest.voice if rest.whose is not Whose.OWN else 0),
            text_id=rest.text_id,
        )
