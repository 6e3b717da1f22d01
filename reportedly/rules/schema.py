"""The records behind rule files. No word of any language in here."""

from typing import Any

from reportedly.model.values import record


@record
class Cue:
    """An entry of a cue file: words, what they do, and sentences that show it.

    Matches a single word by lemma (`lemmas`, with `pos` if given) or a run of words by lemma or form (`phrases`). One
    that no words decide has a `form`.
    """

    id: str  # "en/status/plan.verb"
    does: str  # what the words do; which values are allowed, each file kind says: DOES below
    lemmas: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()  # universal part-of-speech tags; () any
    options: tuple[tuple[str, Any], ...] = ()  # keys of this file kind only: OPTIONS below
    yes: tuple[str, ...] = ()  # "He [plans] to leave.": the rule fires on the words in brackets
    no: tuple[str, ...] = ()  # the rule does not fire
    note: str = ""
    form: str = ""  # for a rule without words: the form that it goes by, in plain words
    headline: bool = False  # its examples are read as headlines
    fails: str = ""  # a known fault, kept: "parser: ..."; reported once it heals

    def option(self, key: str, default: Any = None) -> Any:
        return next((value for name, value in self.options if name == key), default)


@record
class Trigger:
    """Words that name an event, and where its parties stand around them.

    Grammatical places: subject, object (both logical: the passive is turned round), dative, possessive, compound,
    clause (the subject of what is demanded: "demanded that Velmark withdraw"), inner (whom the act below is done to:
    "threatened to attack Velmark"), owner (whose the object is: "rejected an offer by Velmark"), and prepositions by
    their word ("by").
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # lemmas, "take to the street"; the first word is the trigger
    particle: str | None = None  # "break up": verbs = ["break"], particle = "up"
    with_object: tuple[str, ...] = ()  # lemmas of the object's head, one of which must be there
    with_prep: tuple[str, ...] = ()  # one of these prepositions must hang on the trigger
    with_infinitive: bool = False  # an infinitive must hang on the trigger: "told them to leave"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()


@record
class FrameExample:
    text: str
    trigger: str
    actor: str | None = None
    recipient: str | None = None
    object: str | None = None
    fails: str = ""


@record
class Frame:
    """A kind of event: type and mode, with the words that name it."""

    id: str  # "en/events/coerce.raid"
    type: str
    mode: str | None
    cameo: str | None
    counts_as: str
    not_this: str
    triggers: tuple[Trigger, ...]
    examples: tuple[FrameExample, ...]
    nots: tuple[tuple[str, str], ...]  # (text, why)
    blocks: tuple[str, ...] = ()  # phrases that stop the trigger


@record
class ListedActor:
    """A body of a list of actors: ours is resources/world/actors.csv, a user's own actors.csv goes over it."""

    name: str
    aliases: tuple[str, ...]
    kind: str  # a kind of actor_kinds.csv
    countries: tuple[str, ...]  # ISO 3166-1 alpha-2; () where it belongs to none
    since: str | None  # year in which it came to be or got its name; None, here and below: not listed
    until: str | None  # year in which it ended or lost its name
    known_from: str  # where all this is known from, in words


# File kind -> values of `does` (empty: any) and option keys with their Python types.
DOES: dict[str, frozenset[str]] = {}
OPTIONS: dict[str, dict[str, type]] = {}
DOES["status"] = frozenset(
    {
        "PLANNED",
        "POSSIBLE",
        "DEMANDED",
        "HYPOTHETICAL",
        "ABANDONED",
        "ONGOING",
        "HAPPENED",
        "DENIED",
        "NEGATED",
        "CARRIES",
        "PRESUPPOSES",
    }
)
OPTIONS["status"] = {"takes": list}  # the uses are explained at the head of status.toml
DOES["hedges"] = frozenset({"adverb", "governs", "modal"})
OPTIONS["hedges"] = {"governs": bool}  # True: bears on everything below its last word
DOES["parts"] = frozenset(
    {"published", "updated", "joins", "outlet", "byline", "credit"} | {"caption", "signoff", "aside", "prompt", "label"}
)
OPTIONS["parts"] = {"where": str}  # line starts within
DOES["attribution"] = frozenset({"ASSERTS", "DOUBTS", "DENIES", "DEMANDS", "ASKS"})
OPTIONS["attribution"] = {"frame": str, "takes": list, "alone": bool}
OPTIONS["attribution"] |= {"prepositions": list, "objects": list, "agents": list}
DOES["accusations"] = frozenset({"ASSERTS", "DENIES"})
OPTIONS["accusations"] = {"frame": str, "prepositions": list, "needs": list, "passive": bool}
OPTIONS["accusations"] |= {"voice": str, "kind": str, "status": str}
OPTIONS["voices"] = {"not_one": bool, "nobody": bool, "prepositions": list, "holders": list}
DOES["events_other"] = frozenset(
    {"CARRIES", "LIGHT", "UNDERGOES", "OCCURS", "NO_EVENT", "OBJECT_CONTROL", "OBJECT_ACTS", "SUBJECT_CONTROL"}
    | {"NEEDS_OBJECT", "INSIDE_NAME", "OWNER", "TOWARDS", "OUTCOME", "OTHER", "LENT"}
)
DOES["headlines"] = frozenset({"MODAL", "ARTICLE", "PASSIVE", "SUBJECT", "PLURAL", "BODIES", "VERB", "STATE", "ACTS"})
OPTIONS["time"] = {"values": list, "patterns": list, "shape": str, "capital": bool, "weak": bool}
OPTIONS["counts"] = {"values": list, "key": str, "whose": str}
DOES["places"] = frozenset(
    {"preposition", "object", "modifier", "no_place", "abstain"} | {"bearing", "distance", "bearing_of"}
)
# needs: lemmas, one of which the preposition hangs on
OPTIONS["places"] = {"role": str, "needs": list, "near": bool, "values": list}
DOES["loaded"] = frozenset({"label", "judgement"})
OPTIONS["loaded"] = {"neutral": str}
DOES["entities"] = frozenset(
    {"ORGANISATION", "OUTLET", "PLACE", "BODY", "COUNTRY", "PRONOUN", "RELATIVE", "NOT_SAME", "EMPTY"} | {"TIES"}
)
OPTIONS["entities"] = {"kind": str, "place": list, "stands": list, "gender": str, "plural": bool, "thing": bool}
DOES["actors"] = frozenset({"KIND", "PARTITIVE", "FROM", "ENTITY", "MODIFIER", "ONLY", "CAPITAL", "ETHNIC"})
OPTIONS["actors"] = {"kind": str, "weak": bool, "inland": bool, "several": bool}
DOES["titles"] = frozenset({"office", "person", "honorific"})
OPTIONS["titles"] = {"gender": str}
