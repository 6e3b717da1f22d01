"""Made reports with known truth: who copied whom, what is one event, where figures were planted that cannot both hold.

Every name and sentence is made from syllables by a seeded script; nothing of anybody's text is in it. Reports come as
records, without a parser, so that 100,000 take minutes. What a parser gets wrong is therefore not in these figures.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reportedly.model.claim import (
    Basis,
    Claim,
    Count,
    Entity,
    EntityType,
    Event,
    Grain,
    Party,
    Place,
    PlaceRole,
    Precision,
    Read,
    RestsOn,
    Role,
    Speech,
    Stance,
    Status,
    Voice,
    VoiceKind,
    When,
)
from reportedly.model.report import Part, PartSpan, Report
from reportedly.model.values import Span

KINDS = (  # (type, mode, lemmas for the same deed)
    ("COERCE", "seize", ("raid", "search")),
    ("COERCE", "arrest", ("arrest", "detain")),
    ("ASSAULT", "firearms", ("shoot", "attack")),
    ("ASSAULT", "explosives", ("bomb", "shell")),
    ("PROTEST", "demo", ("march", "rally")),
    ("SANCTION", "expel", ("expel", "banish")),
)
COUNTED = {"COERCE": "detained", "ASSAULT": "killed", "PROTEST": "protesting", "SANCTION": "expelled"}
FIRST_DAY = date(2024, 1, 1)
REPORTS_A_STORY = 10
CLAIMS_BESIDE = 5  # claims of each text that are about nothing else
COUNTRIES = ("AL", "GE", "KE", "PE", "LA", "MA")
THE_REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


@dataclass(slots=True)
class Truth:
    """What the script planted."""

    event_of: dict[str, int] = field(default_factory=dict)  # claim id -> event
    origin_of: dict[str, str] = field(default_factory=dict)  # claim id -> the text or word behind it
    planted: set[tuple[int, str, str]] = field(default_factory=set)  # (event, field, DIFFERS or UPDATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What happened, as the script knows it."""

    number: int
    kind: tuple[str, str, tuple[str, ...]]
    actor: str
    recipient: str
    town: str
    country: str
    day: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    deed: Deed | None = None
    lemma: str = ""
    count: int | None = None
    town: str | None = None
    dated: bool = False
    denied: bool = False
    voice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text before it is laid out, and whose it is."""

    origin: str
    sentences: tuple[Sentence, ...]
    agency: str | None = None


class Words:
    """Names and filler of made syllables."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        heads = ["b", "br", "d", "dr", "f", "g", "gl", "h", "j", "k", "kr", "l", "m", "n", "p", "pl", "r", "s", "st"]
        tails = ["a", "an", "ar", "e", "el", "en", "i", "il", "o", "or", "os", "u", "um", "un"]
        self._syllables = [h + t for h in heads for t in tails]
        self.filler = [self.word(2) for _ in range(4000)]

    def word(self, n: int) -> str:
        return "".join(self.chance.choice(self._syllables) for _ in range(n))

    def name(self) -> str:
        return self.word(3).capitalize()

    def clause(self, n: int) -> str:
        return " ".join(self.chance.choices(self.filler, k=n))


def made_reports(n_reports: int, seed: int, truth: Truth) -> Iterator[Read]:
    """About n_reports reports, story by story; fills `truth` on the way."""
    chance = random.Random(seed)
    words = Words(chance)
    outlets = [f"{words.name()} {kind}" for kind in ("Gazette", "Courier", "Post", "Bell") for _ in range(60)]
    agencies = [f"{words.name()} News Agency" for _ in range(12)]
    bodies = [f"{words.name()} {kind}" for kind in ("Guard", "Front", "Union", "Ministry") for _ in range(60)]
    made = 0
    while made < n_reports:
        for read in _story(made, chance, words, outlets, agencies, bodies, truth):
            yield read
            made += 1
            if made == n_reports:
                return


def _story(
    number: int,
    chance: random.Random,
    words: Words,
    outlets: list[str],
    agencies: list[str],
    bodies: list[str],
    truth: Truth,
) -> Iterator[Read]:
    """Two deeds in one town; one to four texts about them, each copied now and then."""
    day = FIRST_DAY + timedelta(days=chance.randrange(360))
    town, country = words.name(), chance.choice(COUNTRIES)
    actor, recipient = chance.sample(bodies, 2)
    deeds = [
        Deed(
            number=number * 10 + i,
            kind=kind,
            actor=actor if i == 0 else recipient,
            recipient=recipient if i == 0 else actor,
            town=town,
            country=country,
            day=day + timedelta(days=i),
            count=chance.randrange(3, 60),
        )
        for i, kind in enumerate(chance.sample(KINDS, 2))
    ]
    texts = _texts(number, deeds, chance, words, agencies, truth)
    printed: list[tuple[Written, str, int]] = []  # with the outlet, and days after the deed
    free = chance.sample(outlets, 4 * REPORTS_A_STORY)
    for text in texts:
        n_copies = 1 + chance.choice((0, 0, 1, 2, 3, 5)) if text.agency is None else chance.randrange(2, 6)
        for n in range(n_copies):
            copy = text if n == 0 else _copied(text, chance, words)
            printed.append((copy, free.pop(), 1 + chance.randrange(2)))
    if chance.random() < 0.25:
        first, outlet, days = printed[0]
        later = _updated(first, deeds[0], chance, words)
        printed.append((later, outlet, days + 2))
        if any(s.deed is deeds[0] and s.count is not None for s in first.sentences):
            difference = "UPDATED" if len(texts) == 1 else "DIFFERS"  # others hold to what they wrote
            truth.planted.add((deeds[0].number, f"counts.{COUNTED[deeds[0].kind[0]]}", difference))
    for text, outlet, days in printed:
        yield _laid_out(text, outlet, day + timedelta(days=days), chance, truth)


def _texts(
    number: int, deeds: list[Deed], chance: random.Random, words: Words, agencies: list[str], truth: Truth
) -> list[Written]:
    """Independent texts about the deeds; two may rest on one statement, and one may differ from the first."""
    n = chance.choice((1, 2, 2, 3, 4))
    statement = f"{words.name()} Ministry" if n > 1 and chance.random() < 0.3 else None
    differs = chance.choice(("count", "count", "town", "denied", None, None, None)) if n > 1 else None
    found = []
    for i in range(n):
        agency = chance.choice(agencies) if chance.random() < 0.3 else None
        voice = statement if statement is not None and i < 2 else None
        origin = f"{number}/{i}" if voice is None else f"{number}/{statement}"
        sentences = [_about(d, chance, words, voice, differs if i == n - 1 and d is deeds[0] else None) for d in deeds]
        for _ in range(CLAIMS_BESIDE):
            sentences.insert(chance.randrange(len(sentences) + 1), Sentence(text=words.clause(22)))
        found.append(Written(origin=origin, sentences=tuple(sentences), agency=agency))
    if differs is not None:
        name = {"count": f"counts.{COUNTED[deeds[0].kind[0]]}", "town": "places", "denied": "status"}[differs]
        truth.planted.add((deeds[0].number, name, "DIFFERS"))
    return found


def _about(deed: Deed, chance: random.Random, words: Words, voice: str | None, differs: str | None) -> Sentence:
    """A sentence about the deed. Days are left out now and then; what differs is never left out."""
    lemma = chance.choice(deed.kind[2])
    count = deed.count + 5 + chance.randrange(20) if differs == "count" else deed.count
    town = words.name() if differs == "town" else deed.town
    parts = [f"{deed.actor} {lemma} {deed.recipient}", f"in {town}", words.clause(6), f"{count} {words.clause(3)}"]
    chance.shuffle(parts)
    return Sentence(
        text=" ".join((words.clause(4), *parts)),
        deed=deed,
        lemma=lemma,
        count=count,
        town=town,
        dated=chance.random() < 0.7,
        denied=differs == "denied",
        voice=voice if differs != "denied" else deed.recipient,
    )


def _copied(text: Written, chance: random.Random, words: Words) -> Written:
    """As it is, edited lightly, cut, or put into a longer text of the paper's own."""
    sentences = tuple(replace(s, text=_edited(s, chance, words)) for s in text.sentences)
    how = chance.choice(("same", "edited", "cut", "longer", "longer"))
    if how == "same":
        return text
    if how == "cut":
        sentences = sentences[: max(3, len(sentences) * 2 // 3)]
    if how == "longer":
        own = tuple(Sentence(text=words.clause(22)) for _ in range(len(sentences) * 2))
        at = chance.randrange(len(own))
        sentences = own[:at] + sentences + own[at:]
    return replace(text, sentences=sentences)


def _edited(sentence: Sentence, chance: random.Random, words: Words) -> str:
    """One filler word in twenty is another."""
    return " ".join(
        chance.choice(words.filler) if w.islower() and w != sentence.lemma and chance.random() < 0.05 else w
        for w in sentence.text.split(" ")
    )


def _updated(text: Written, deed: Deed, chance: random.Random, words: Words) -> Written:
    """The same outlet two days later: other words, a higher figure."""
    higher = replace(deed, count=deed.count + 30 + chance.randrange(20))
    voice = next((s.voice for s in text.sentences if s.deed is deed), None)
    about = replace(_about(higher, chance, words, voice, None), deed=deed)
    beside = tuple(Sentence(text=words.clause(22)) for _ in range(CLAIMS_BESIDE))
    return replace(text, sentences=(about, *beside))


def _laid_out(text: Written, outlet: str, day: date, chance: random.Random, truth: Truth) -> Read:
    """The report with its claims, at their places in the text."""
    report_id = f"r-{chance.getrandbits(64):016x}"
    parts: list[PartSpan] = []
    claims: list[Claim] = []
    names: dict[str, None] = {}
    at = 0
    for sentence in text.sentences:
        span = Span(at, at + len(sentence.text))
        parts.append(PartSpan(part=Part.BODY, span=span))
        made = _claim(sentence, span, report_id)
        claims.append(made)
        names.update(dict.fromkeys(p.name for p in made.parties))
        names.update(dict.fromkeys(v.name for v in made.chain if v.name is not None))
        if sentence.deed is not None:
            truth.event_of[made.id] = sentence.deed.number
            truth.origin_of[made.id] = f"{text.origin}/denied" if sentence.denied else text.origin
        at = span.end + 1
    body = "\n".join(s.text for s in text.sentences)
    report = Report(
        id=report_id,
        text=body,
        text_sha256="",
        source_sha256="",
        outlet=outlet,
        published=day.isoformat(),
        parts=tuple(parts),
    )
    rests_on = RestsOn(name=text.agency, rule="en/parts/credit", evidence=()) if text.agency is not None else None
    entities = tuple(Entity(id=n, name=n, type=EntityType.ORGANISATION, names=(n,)) for n in names)
    return Read(report=report, entities=entities, claims=tuple(claims), models=(), rests_on=rests_on)


def _claim(sentence: Sentence, span: Span, report_id: str) -> Claim:
    deed = sentence.deed
    trigger_at = span.start + (sentence.text.index(f" {sentence.lemma} ") + 1 if deed is not None else 0)
    lemma = sentence.lemma if deed is not None else sentence.text.split(" ")[0]
    trigger = Span(trigger_at, trigger_at + len(lemma))
    voice = sentence.voice
    stance = Stance.DENIES if sentence.denied else Stance.ASSERTS
    chain = (THE_REPORT,)
    if voice is not None:
        said = Voice(
            name=voice, kind=VoiceKind.GOVERNMENT, named=True, stance=stance, speech=Speech.INDIRECT, entity=voice
        )
        chain = (THE_REPORT, said)
    return Claim(
        id=f"c-{report_id[2:]}-{trigger.start}-{trigger.end}-0",
        event=Event(
            type=deed.kind[0] if deed is not None else "OTHER",
            mode=deed.kind[1] if deed is not None else None,
            cameo=None,
            lemma=lemma,
            ours=deed is None,
        ),
        trigger=trigger,
        span=span,
        sentence=span,
        status=Status.DENIED if sentence.denied else Status.HAPPENED,
        chain=chain,
        **_facts(sentence),
    )


def _facts(sentence: Sentence) -> dict[str, object]:
    """Parties, place, time and count of a sentence about a deed; of another nothing but that nothing is said."""
    deed = sentence.deed
    if deed is None:
        return {"when": When(start=None, end=None, grain=Grain.UNKNOWN, basis=Basis.ASSUMED)}
    dated = sentence.dated
    when = When(
        start=deed.day.isoformat() if dated else None,
        end=(deed.day + timedelta(days=1)).isoformat() if dated else None,
        grain=Grain.DAY if dated else Grain.UNKNOWN,
        basis=Basis.COUNTED if dated else Basis.ASSUMED,
    )
    parties = ((Role.ACTOR, deed.actor), (Role.RECIPIENT, deed.recipient))
    place = Place(
        name=sentence.town or deed.town,
        role=PlaceRole.AT,
        evidence=(),
        country=deed.country,
        precision=Precision.CITY,
    )
    counted = Count(of=COUNTED[deed.kind[0]], unit=None, at_least=sentence.count, at_most=sentence.count, evidence=())
    return {
        "when": when,
        "parties": tuple(Party(role=role, name=name, entity=name, evidence=()) for role, name in parties),
        "places": (place,),
        "counts": () if sentence.denied else (counted,),
    }
