"""What a report says was, is or will be done, on one chain of voices."""

from enum import StrEnum

from reportedly.model.report import Report
from reportedly.model.values import Evidence, Span, record


class Grain(StrEnum):
    MINUTE = "MINUTE"
    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"
    UNKNOWN = "UNKNOWN"


class Basis(StrEnum):
    STATED = "STATED"  # a full date stands there
    COUNTED = "COUNTED"  # counted from the anchor
    ASSUMED = "ASSUMED"  # nothing stands there


class VoiceKind(StrEnum):
    REPORT = "REPORT"
    OUTLET = "OUTLET"
    AGENCY = "AGENCY"
    OFFICIAL = "OFFICIAL"
    GOVERNMENT = "GOVERNMENT"
    ORGANISATION = "ORGANISATION"
    PERSON = "PERSON"
    WITNESS = "WITNESS"
    DOCUMENT = "DOCUMENT"
    POLL = "POLL"
    OTHER = "OTHER"


class Speech(StrEnum):
    NONE = "NONE"
    DIRECT = "DIRECT"
    INDIRECT = "INDIRECT"
    MIXED = "MIXED"


class Stance(StrEnum):
    ASSERTS = "ASSERTS"
    DOUBTS = "DOUBTS"
    DENIES = "DENIES"
    DEMANDS = "DEMANDS"
    ASKS = "ASKS"


class Status(StrEnum):
    """How chain[-1] puts it."""

    HAPPENED = "HAPPENED"
    ONGOING = "ONGOING"
    PLANNED = "PLANNED"
    POSSIBLE = "POSSIBLE"
    DENIED = "DENIED"
    DEMANDED = "DEMANDED"
    HYPOTHETICAL = "HYPOTHETICAL"
    ABANDONED = "ABANDONED"


class Role(StrEnum):
    ACTOR = "ACTOR"
    RECIPIENT = "RECIPIENT"
    OBJECT = "OBJECT"
    INSTRUMENT = "INSTRUMENT"
    BENEFICIARY = "BENEFICIARY"


class PlaceRole(StrEnum):
    AT = "AT"
    ORIGIN = "ORIGIN"
    DESTINATION = "DESTINATION"


class Precision(StrEnum):
    POINT = "POINT"
    CITY = "CITY"
    NEAR = "NEAR"  # by the place, not in it: the point is the place's own
    REGION = "REGION"
    COUNTRY = "COUNTRY"
    UNKNOWN = "UNKNOWN"  # a named place that no list of ours knows


class EntityType(StrEnum):
    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    OUTLET = "OUTLET"
    COUNTRY = "COUNTRY"
    PLACE = "PLACE"
    GROUP = "GROUP"  # a people, a faith, a nationality
    OTHER = "OTHER"


@record
class Event:
    type: str  # PLOVER's sixteen, MOVE or OTHER
    mode: str | None
    cameo: str | None
    lemma: str
    ours: bool  # True for MOVE and OTHER


@record
class When:
    start: str | None  # half-open [start, end), ISO 8601 local; None: open
    end: str | None
    grain: Grain  # finest unit the words commit to
    basis: Basis
    anchor: str | None = None  # set exactly when COUNTED
    evidence: Evidence = ()  # () only when ASSUMED


@record
class PlaceCandidate:
    """One of the places that a name may mean."""

    name: str  # as the list has it
    country: str | None
    geonames: int | None
    lat: float | None  # degrees, WGS 84
    lon: float | None
    score: float  # 0 to 1; those of all candidates of a name add up to 1


@record
class Place:
    """`within`: the place that was found instead, because no list has the name itself ("Camp 3 in Tirana").

    Where the report does not say which of several namesakes it means, `precision` is that of the region or country
    that most of them lie in, `country` and the point are its, and `candidates` holds more than one.
    """

    name: str
    role: PlaceRole
    evidence: Evidence
    country: str | None = None  # ISO 3166-1 alpha-2
    geonames: int | None = None
    lat: float | None = None  # degrees, WGS 84
    lon: float | None = None
    precision: Precision = Precision.UNKNOWN
    within: str | None = None
    distance_km: float | None = None  # "10 km north of Mosul": the words' own, the point is Mosul's
    bearing_deg: int | None = None  # clockwise from north
    candidates: tuple[PlaceCandidate, ...] = ()  # the likeliest three


@record
class Party:
    role: Role
    name: str  # as written
    evidence: Evidence
    entity: str | None = None
    antecedent: Evidence = ()  # the fuller naming behind "they", "the group"
    kind: str | None = None  # what it is, of actor_kinds.csv: "police", "armed-group"; None: the words do not say
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2; several: "Hungarian and Romanian officials"
    assumed: bool = False  # True: the words name no country; the only one that the report names is taken
    codes: tuple[str, ...] = ()  # as event coders write actors, one a country: "HUNGOV"; () where nothing is known


@record
class Count:
    of: str  # key of counts.toml: "killed", "detained", or "other"
    unit: str | None  # the counted noun, as written
    at_least: int | None
    at_most: int | None
    evidence: Evidence


@record
class Voice:
    name: str | None  # as written; None for the report itself and where no voice is named
    kind: VoiceKind
    named: bool  # False: "a security source", "residents"
    stance: Stance
    speech: Speech
    entity: str | None = None
    evidence: Evidence = ()  # the naming words
    cue: Evidence = ()  # the handing-over words


class Bound(StrEnum):
    """How an event lies to another of the same report."""

    AFTER = "AFTER"  # it begins once the other has begun
    BEFORE = "BEFORE"  # it begins before the other does
    SINCE = "SINCE"  # it lasts from the other on
    UNTIL = "UNTIL"  # it lasts no longer than to the other


@record
class Order:
    """A bound that the words set, whether or not either event has a date: "fled after police raided the camp"."""

    bound: Bound
    claim: str  # id of the other claim
    evidence: Evidence  # "after", "hours after"


@record
class Loaded:
    rule: str
    span: Span


@record
class Because:
    field: str  # "status"
    rule: str  # "en/status/deny.verb"
    evidence: Evidence = ()


@record
class Entity:
    """One person, body or place that the report names, with all its namings."""

    id: str  # "e1", in order of first mention
    name: str  # the fullest naming
    type: EntityType
    kind: str | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    mentions: Evidence = ()  # names, titles and the pronouns joined to it
    code: str | None = None  # as event coders write actors, "FRAGOV"; None where neither kind nor country is known


@record
class Claim:
    """What one report says was done, on one chain of voices. Two voices who differ make two claims."""

    id: str
    event: Event
    trigger: Span
    span: Span  # its clause
    sentence: Span
    status: Status  # as chain[-1] puts it
    negated: bool = False  # "no one was hurt": said not to be so, denied by nobody
    factuality: float | None = None  # how surely put as fact, -3 (certainly not) to 3: a learned score, see its card
    hedges: Evidence = ()
    chain: tuple[Voice, ...]  # [0] the report ... [-1] the voice nearest the event
    parties: tuple[Party, ...] = ()
    when: When
    order: tuple[Order, ...] = ()
    places: tuple[Place, ...] = ()
    counts: tuple[Count, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    because: tuple[Because, ...] = ()  # one for every field not left at its default


@record
class RestsOn:
    """The agency or outlet that a whole report rests on."""

    name: str
    rule: str
    evidence: Evidence


@record
class Read:
    """A report with all that was read in it: what one line of JSONL holds."""

    report: Report
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    models: tuple[tuple[str, str], ...]  # (name, version), sorted
    rests_on: RestsOn | None = None  # None: the report's own work, as far as it says
