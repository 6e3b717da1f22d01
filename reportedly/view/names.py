"""Names of persons, left out of what is handed on: masked in the text at the same length, so that offsets still hold.

Who is public is told by the report alone: a person whom it names with an office ("Prime Minister Ana Doru"), or lets
speak as an official. Everybody else is private.
"""

import hashlib
import re
from dataclasses import replace
from enum import StrEnum

from reportedly.model.claim import Claim, Entity, EntityType, Place, Read, VoiceKind
from reportedly.model.report import Report
from reportedly.model.values import Span
from reportedly.rules.load import Rules
from reportedly.view.words import Words

MASK = "█"
OFFICE = "office"  # what such a cue of titles.toml does


class Names(StrEnum):
    PUBLIC = "public"  # names of public persons only
    ALL = "all"
    NONE = "none"  # of nobody, bylines and credits included


def with_names(read: Read, names: Names, rules: Rules, words: Words) -> Read:
    """The record with the names that may be shown; the others are "person 1" in fields and masked in the text.

    A record that changes gets the ids of its new text, and loses path and address, which often hold a name.
    """
    if names is Names.ALL:
        return read
    public = frozenset() if names is Names.NONE else _public(read, rules)
    private = [e for e in read.entities if e.type is EntityType.PERSON and e.id not in public]
    report = read.report
    wholes = [*report.credits, *filter(None, [report.byline])] if names is Names.NONE else []
    if not private and not wholes:
        has_place = names is Names.NONE and (report.path or report.url)  # they may name whom we did not recognise
        return replace(read, report=replace(report, path=None, url=None)) if has_place else read
    shown = [e for e in read.entities if e not in private]
    return _Veil(read, private, shown, words).record(wholes)


def without_name(read: Read, name: str, words: Words) -> Read | None:
    """The record without one person's name, whole and in its parts; None: the name is not in it.

    Whoever the record knows by this name is hidden under all their names.
    """
    sought = " ".join(name.split()).casefold()
    named = [e for e in read.entities if any(sought in " ".join(n.split()).casefold() for n in (e.name, *e.names))]
    asked = Entity(id="", name=name, type=EntityType.PERSON)
    veil = _Veil(read, [asked, *named], [e for e in read.entities if e not in named], words)
    outlet = read.report.outlet
    source = replace(read, report=replace(read.report, outlet=outlet and veil.without(outlet)))
    found = _Veil(source, [asked, *named], [e for e in read.entities if e not in named], words).record([])
    places = " ".join(re.split(r"[\W_]+", f"{read.report.path} {read.report.url}")).casefold()
    is_in = found.report.text != read.report.text or found.report.outlet != outlet or found.claims != read.claims
    return found if is_in or sought in places else None


def masked(text: str, name: str) -> str:
    """Words that stand in no report, such as a reviewer's, without a person's name."""
    pattern = _pattern({" ".join(name.split())}, set(_parts(name)))
    return text if pattern is None else pattern.sub(lambda m: re.sub(r"\S", MASK, m[0]), text)


def is_hidden(entity: Entity, text: str) -> bool:
    """Whether a person's name was left out of this text."""
    return entity.type is EntityType.PERSON and any(MASK in mention.of(text) for mention in entity.mentions)


def _public(read: Read, rules: Rules) -> frozenset[str]:
    """Ids of the persons with an office, or who speak as officials."""
    cues = [cue for cue in rules.of("titles") if cue.does == OFFICE]
    titles = sorted({word for cue in cues for word in (*cue.lemmas, *cue.phrases)})
    office = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})(?!\w)", re.IGNORECASE)
    text = read.report.text
    officials = {
        voice.entity
        for claim in read.claims
        for voice in claim.chain
        if voice.kind is VoiceKind.OFFICIAL and voice.named
    }
    return frozenset(
        entity.id
        for entity in read.entities
        if entity.id in officials or any(office.search(" ".join(m.of(text).split())) for m in entity.mentions)
    )


class _Veil:
    """Some persons of one record, and how they are called instead."""

    def __init__(self, read: Read, private: list[Entity], shown: list[Entity], words: Words) -> None:
        self._read = read
        self._called = {e.id: str(words["names"]["person"]).format(n=n) for n, e in enumerate(private, 1)}
        self._private = private
        self._by_word: dict[str, str] = {}
        kept = {word for entity in shown for name in (entity.name, *entity.names) for word in name.split()}
        wholes, parts = set(), set()
        for entity in private:
            for name in (entity.name, *entity.names):
                wholes.add(" ".join(name.split()))
                parts |= {word for word in _parts(name) if word not in kept}
                for key in (name, *_parts(name)):
                    self._by_word.setdefault(" ".join(key.split()).casefold(), self._called[entity.id])
        self._pattern = _pattern(wholes, parts)

    def record(self, wholes: list[Span]) -> Read:
        """The record without the names. wholes: spans that are masked altogether."""
        read = self._read
        report = self._report(wholes)
        old, new = read.report.id.removeprefix("r-"), report.id.removeprefix("r-")
        return replace(
            read,
            report=report,
            entities=tuple(self._entity(entity) for entity in read.entities),
            claims=tuple(self._claim(claim, old, new) for claim in read.claims),
            rests_on=read.rests_on and replace(read.rests_on, name=self.without(read.rests_on.name)),
        )

    def without(self, text: str) -> str:
        """A field with what the persons are called instead of their names."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda m: self._by_word[" ".join(m[0].split()).casefold()], text)

    def _report(self, wholes: list[Span]) -> Report:
        report = self._read.report
        spans = [*wholes, *self._spans(report.text)]
        characters = list(report.text)
        for span in spans:
            for i in range(span.start, span.end):
                if not characters[i].isspace():
                    characters[i] = MASK
        text = "".join(characters)
        encoded = text.encode("utf-8", "replace")
        outlet = (report.outlet or "").encode("utf-8", "replace")
        return replace(
            report,
            id="r-" + hashlib.sha256(outlet + b"\0" + encoded).hexdigest()[:16],
            text=text,
            text_sha256=hashlib.sha256(encoded).hexdigest(),
            source_sha256=hashlib.sha256(encoded).hexdigest(),  # that of the source would tell the names to a guesser
            path=None,
            url=None,
            notes=tuple(self.without(note) for note in report.notes),
        )

    def _spans(self, text: str) -> list[Span]:
        found = [Span(*m.span()) for m in self._pattern.finditer(text)] if self._pattern is not None else []
        for entity in self._private:  # a name that somebody shown has too: only where this person is meant
            pattern = _pattern(set(), {part for name in (entity.name, *entity.names) for part in _parts(name)})
            if pattern is None:
                continue
            for mention in entity.mentions:
                parts = pattern.finditer(mention.of(text))
                found += [Span(mention.start + part.start(), mention.start + part.end()) for part in parts]
        return found

    def _entity(self, entity: Entity) -> Entity:
        called = self._called.get(entity.id)
        if called is None:
            return replace(
                entity, name=self.without(entity.name), names=tuple(self.without(name) for name in entity.names)
            )
        return replace(entity, name=called, names=(called,))

    def _place(self, place: Place) -> Place:
        """A street that bears the name of somebody is masked in the text, so it is here."""
        candidates = tuple(replace(found, name=self.without(found.name)) for found in place.candidates)
        within = place.within and self.without(place.within)
        return replace(place, name=self.without(place.name), within=within, candidates=candidates)

    def _claim(self, claim: Claim, old: str, new: str) -> Claim:
        return replace(
            claim,
            id=claim.id.replace(old, new),
            parties=tuple(replace(party, name=self.without(party.name)) for party in claim.parties),
            chain=tuple(replace(voice, name=voice.name and self.without(voice.name)) for voice in claim.chain),
            places=tuple(self._place(place) for place in claim.places),
            counts=tuple(replace(count, unit=count.unit and self.without(count.unit)) for count in claim.counts),
        )


def _parts(name: str) -> list[str]:
    """The words of a name by which somebody may be called: "Ana de Vries" -> Ana, Vries."""
    return [word for word in re.findall(r"[^\W\d_][\w'’-]+", name) if word[0].isupper()]


def _pattern(wholes: set[str], parts: set[str]) -> re.Pattern[str] | None:
    """Whole names in any case and over any white space, their parts as written or in capitals. None: there are none."""
    written = [rf"(?i:{r'\s+'.join(map(re.escape, name.split()))})" for name in _longest_first(wholes)]
    written += [re.escape(part) for part in _longest_first(parts | {part.upper() for part in parts})]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if written else None


def _longest_first(names: set[str]) -> list[str]:
    return sorted((name for name in names if name), key=lambda name: (-len(name), name))
