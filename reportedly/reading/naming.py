"""One stretch of a report that names, and the cues by which names are understood."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from reportedly.model.claim import EntityType
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.reading.registry import Registry
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.OTHER,
    "PRODUCT": EntityType.OTHER,
    "LAW": EntityType.OTHER,
}
NO_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "WORK_OF_ART"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
TYPED = {t.value: t for t in (EntityType.ORGANISATION, EntityType.OUTLET, EntityType.PLACE)}


@dataclass(slots=True)
class Naming:
    """One stretch of tokens that names. `type` None: only spaCy's label is known; `sure`: decided by words or lists."""

    start_i: int
    end_i: int
    text: str  # white space made single
    type: EntityType
    sure: bool = False
    kind: str | None = None
    country: str | None = None
    key: str | None = None  # namings with one key mean the same whatever their words: "country/AL", "outlet/Reuters"
    adjective: bool = False  # "Albanian" before a noun: stands for the country, is no name of it
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    before_i: int | None = None  # where the title before the name begins
    full_end_i: int | None = None  # where words end that belong to it and name somebody else, too: "of Albania"
    head_i: int = -1

    def tokens(self, reading: Reading) -> list[Token]:
        return [t for t in reading.doc[self.start_i : self.end_i] if not t.is_space]


class Endings(CueIndex):
    """Cues that are also found by their last word."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        cues = tuple(cues)
        super().__init__(cues)
        self._longest: dict[str, int] = {}  # last word -> most words of a cue that ends with it
        for cue in cues:
            for words in (*(p.lower().split() for p in cue.phrases), *([w.lower()] for w in cue.lemmas)):
                self._longest[words[-1]] = max(len(words), self._longest.get(words[-1], 0))

    def ending_at(self, token: Token) -> tuple[Cue, list[Token]] | None:
        """The longest match whose last word is this token, within its sentence."""
        longest = max(self._longest.get(token.lower_, 0), self._longest.get(token.lemma_.lower(), 0))
        if not longest:
            return None
        tokens = [token]
        while len(tokens) < longest and tokens[0].i and not tokens[0].is_sent_start:
            tokens.insert(0, tokens[0].nbor(-1))
        while tokens:
            for cue, length in self.at(tokens, 0):
                if length == len(tokens):
                    return cue, tokens
            tokens = tokens[1:]
        return None


@cache
def kinds_of(rules: Rules) -> tuple[Endings, frozenset[str]]:
    """The words for kinds of actors, and the kinds of those that several states share."""
    kinds = [c for c in rules.of("actors") if c.does == "KIND"]
    return Endings(kinds), frozenset(str(c.option("kind")) for c in kinds if c.option("several"))


class Words:
    """The cues of entities.toml and titles.toml, looked up by token."""

    def __init__(self, rules: Rules) -> None:
        cues = rules.of("entities")
        typed = [c for c in cues if c.does in TYPED]
        bodies = [c for c in cues if c.does == "BODY"]
        self.typed = Endings(typed)
        self.inside = Endings(bodies + [c for c in typed if "in" in c.option("place", ())])
        self.beside = {p: Endings(c for c in typed if p in c.option("place", ())) for p in ("before", "after")}
        # "the union" means a name; "the office" too little to: words for names only, with no kind, describe nobody
        telling = [c for c in typed if c.option("kind") or c.option("place") != ("in",)]
        self.describing = Endings([*telling, *bodies, *(c for c in cues if c.does == "COUNTRY")])
        self.body = Endings(bodies)
        self.titles = Endings(rules.of("titles"))
        self.pronouns = CueIndex(c for c in cues if c.does in ("PRONOUN", "RELATIVE"))
        self.not_same = CueIndex(c for c in cues if c.does == "NOT_SAME")
        self.kinds, self.several = kinds_of(rules)
        self.registry = Registry(rules.actors)
        self.ties = CueIndex(c for c in cues if c.does == "TIES")
        self.empty = CueIndex(c for c in cues if c.does == "EMPTY")


def made(reading: Reading, start_i: int, end_i: int, type_: EntityType, *, sure: bool = False) -> Naming:
    text = " ".join(reading.doc[start_i:end_i].text.split())
    return Naming(start_i=start_i, end_i=end_i, text=text, type=type_, sure=sure)


def span_with_title(reading: Reading, naming: Naming) -> Span:
    """The words of a naming, its title before it included."""
    start = naming.before_i if naming.before_i is not None else naming.start_i
    return reading.span_of(reading.doc[start : naming.full_end_i or naming.end_i])


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def body_key(kind: str, country: str | None, qualifier: str) -> str:
    """ "body/ministry/AL/interior": bodies with one key are the same. The words of the qualifier are sorted."""
    return f"body/{kind}/{country or ''}/{' '.join(sorted(qualifier.split()))}"
