"""What headlines.toml and the event frames know of the words of headlines. Built once a process."""

from collections.abc import Iterable

from reportedly.model.values import record
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

OBJECT = "object"  # the grammatical place in a trigger


@record
class Verb:
    """A word that may be a verb in the present: its dictionary form, and whether it is the form after "he"."""

    base: str
    third: bool
    rule: str | None = None  # where headlines.toml lists it


class HeadlineWords:
    """Words by what they do. A Cue without words of its own lends its first lemma as the word to show the parser."""

    def __init__(self, rules: Rules) -> None:
        self._cues: dict[str, list[Cue]] = {}
        for cue in rules.of("headlines"):
            self._cues.setdefault(cue.does, []).append(cue)
        triggers = [t for frame in rules.frames for t in frame.triggers]
        listed = {v: c.id for c in self._cues.get("VERB", ()) for v in c.lemmas}
        self._verbs: dict[str, Verb] = {}
        for base in dict.fromkeys((*(v for t in triggers for v in t.verbs), *listed)):
            for form in _third_persons(base):
                self._verbs[form] = Verb(base=base, third=True, rule=listed.get(base))
        for base in dict.fromkeys((*(v for t in triggers for v in t.verbs), *listed)):
            self._verbs[base] = Verb(base=base, third=False, rule=listed.get(base))
        self._nouns = frozenset(n for t in triggers for n in t.nouns)
        self._with_object = frozenset(v for t in triggers if OBJECT in (*t.recipient, *t.object) for v in t.verbs)
        self._without_object = frozenset(v for t in triggers for v in t.verbs) - self._with_object
        self._speaking = frozenset(w for c in rules.of("attribution") for w in c.lemmas)
        self.plurals = self._listed("PLURAL")
        self.bodies = self._listed("BODIES")
        self.states = self._listed("STATE")
        self.acts = self._listed("ACTS")

    def shown(self, does: str) -> tuple[str, str]:
        """(word, rule id): the word that is shown to the parser for this."""
        cue = self._cues[does][0]
        return cue.lemmas[0], cue.id

    def verb(self, form: str) -> Verb | None:
        return self._verbs.get(form)

    def is_event_noun(self, form: str, base: str) -> bool:
        """Whether the word is as well a noun for an event: "attack", "talks"."""
        return base in self._nouns or form in self._nouns

    def speaks(self, lemma: str) -> bool:
        """Whether attribution.toml knows the word as one that hands over to a voice."""
        return lemma in self._speaking

    def takes_object(self, lemma: str) -> bool:
        """Whether the frames know the verb with somebody that it is done to."""
        return lemma in self._with_object

    def takes_none(self, lemma: str) -> bool:
        """Whether the frames know the verb, and only without one."""
        return lemma in self._without_object

    def _listed(self, does: str) -> dict[str, str]:
        return {word: cue.id for cue in self._cues.get(does, ()) for word in cue.lemmas}


_BUILT: dict[str, HeadlineWords] = {}  # by digest of the rules


def headline_words_of(rules: Rules) -> HeadlineWords:
    found = _BUILT.get(rules.digest)
    if found is None:
        found = _BUILT[rules.digest] = HeadlineWords(rules)
    return found


def _third_persons(base: str) -> Iterable[str]:
    """The forms that may stand after "he": more than there are, but none that is another verb's."""
    yield f"{base}s"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield f"{base}es"
    if base.endswith("y"):
        yield f"{base[:-1]}ies"
