"""Deeds that somebody is accused, convicted or cleared of: whose word they are, and who is to have done them.

An accusation is no fact: "charged the mayor with taking bribes" is the prosecutors' word, and the mayor takes.
The words are in resources/en/accusations.toml.
"""

from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from reportedly.model.claim import Status, VoiceKind
from reportedly.model.values import record
from reportedly.reading.find import CueIndex
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

LONGEST = 5  # words of a phrase that ends right before the deed: "pleaded not guilty to"
MAX_CLIMB = 5  # words between the deed's preposition and the verb: "sentenced to nine years in prison for spying"
OBJECTS = frozenset({"dobj", "pobj", "nsubjpass", "npadvmod", "attr", "dative", "oprd"})
UNTIMED = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"})
Noun = Callable[[Token], Token | None]  # a verb -> who does it, or whom it is done to


@record
class Accusation:
    """One deed on the word of an accuser or a court. Tokens by their index."""

    cue: Cue
    words: tuple[int, ...]  # of the cue
    verb_i: int | None  # the verb that the cue is or hangs on
    preposition_i: int
    deed_i: int
    accused_i: int | None
    accuser_i: int | None  # None: nobody is named

    @property
    def status(self) -> Status:
        return Status(self.cue.option("status", Status.HAPPENED.value))

    @property
    def kind(self) -> VoiceKind | None:
        """What a voice is that is not named: a court by the word itself."""
        found = self.cue.option("kind")
        return VoiceKind(found) if found is not None else None


class Accusations:
    """The cues of accusations.toml over a parse. `doer`, `done_to`: subject and object of a verb, passives turned."""

    def __init__(self, rules: Rules, doer: Noun, done_to: Noun) -> None:
        self._index = _indexes(rules)
        self._doer, self._done_to = doer, done_to
        self._before = frozenset(p for c in rules.of("accusations") for p in c.option("prepositions", ()))
        self._before |= {p.split()[-1] for c in rules.of("accusations") for p in c.phrases}

    def of_deed(self, deed: Token) -> Accusation | None:
        """The accusation that a verb or noun is the deed of; None where it is none."""
        preposition = deed.head
        if deed.dep_ not in ("pobj", "pcomp") or preposition.lower_ not in self._before:
            return None
        return self.at(preposition)

    def at(self, preposition: Token) -> Accusation | None:
        """The accusation whose deed stands behind this preposition."""
        if preposition.lower_ not in self._before:
            return None
        deed = next((c for c in preposition.children if c.dep_ in ("pcomp", "pobj") and c.i > preposition.i), None)
        if deed is None or deed.ent_type_ in UNTIMED or self._blocked(preposition):
            return None
        phrase = self._phrase_before("phrase", preposition)
        if phrase is not None:
            cue, words = phrase
            verb = _verb_above(words[0])
            needs = cue.option("needs", ())
            if needs and (verb is None or verb.lemma_.lower() not in needs):
                return None
            return self._found(cue, words, verb, preposition, deed)
        return self._by_verb(preposition, deed)

    def _blocked(self, preposition: Token) -> bool:
        return bool(self._index["block"].at(preposition.doc, preposition.i))

    def blocks_at(self, token: Token) -> list[tuple[Cue, int]]:
        """The words that accuse nobody, where they begin."""
        return self._index["block"].at(token.doc, token.i)

    def _phrase_before(self, frame: str, preposition: Token) -> tuple[Cue, list[Token]] | None:
        """The longest phrase that ends at the preposition."""
        doc = preposition.doc
        for k in range(max(preposition.sent.start, preposition.i - LONGEST + 1), preposition.i):
            for cue, n in self._index[frame].at(doc, k):
                if k + n == preposition.i + 1:
                    return cue, list(doc[k : preposition.i + 1])
        return None

    def _by_verb(self, preposition: Token, deed: Token) -> Accusation | None:
        """The verb above, over its objects: "sentenced two men to nine years in prison for spying"."""
        above = preposition.head
        for _ in range(MAX_CLIMB):
            for cue, n in self._index["verb"].at(above.doc, above.i):
                fits = above.dep_ not in OBJECTS and above.tag_ not in ("NN", "NNS")
                if fits and preposition.lower_ in cue.option("prepositions", ()) and above.i < preposition.i:
                    if cue.option("passive", False) and self._done_to(above) is None:
                        return None
                    if cue.option("passive", False) and above.tag_ != "VBN":
                        return None
                    words = list(above.doc[above.i : above.i + n])
                    return self._found(cue, words, above, preposition, deed)
            is_object = above.dep_ in OBJECTS and above.i > above.head.i
            goes_on = above.dep_ in ("prep", "conj", "agent") and above.pos_ == "ADP"
            if not (goes_on or (is_object and _may_hang_too_low(above, preposition, deed))):
                return None
            above = above.head
        return None

    def _found(
        self, cue: Cue, words: list[Token], verb: Token | None, preposition: Token, deed: Token
    ) -> Accusation | None:
        within = {t.i for t in words}
        accused, accuser = None, None
        if verb is not None:
            accused = self._done_to(verb)
            if accused is None or accused.i in within:
                accused = _small_subject(words[0], verb) or _charged(verb, preposition) or self._doer(verb)
            if accused is not None and verb.pos_ == "VERB":
                doer = self._doer(verb)
                accuser = doer if doer is not None and doer.i != accused.i else None
        if cue.option("voice") == "accused":
            accuser = accused
        return Accusation(
            cue=cue,
            words=tuple(t.i for t in words),
            verb_i=verb.i if verb is not None else None,
            preposition_i=preposition.i,
            deed_i=deed.i,
            accused_i=accused.i if accused is not None and accused.i != deed.i else None,
            accuser_i=accuser.i if accuser is not None and accuser.i != deed.i else None,
        )


@cache
def _indexes(rules: Rules) -> dict[str, CueIndex]:
    frames = ("verb", "phrase", "block")
    return {f: CueIndex(c for c in rules.of("accusations") if c.option("frame") == f) for f in frames}


def _verb_above(word: Token) -> Token | None:
    """The verb that a phrase is or hangs on: "arrested" above "on suspicion of"."""
    if word.pos_ == "VERB":
        return word
    return next((a for a in word.ancestors if a.pos_ in ("VERB", "AUX") and a.dep_ not in ("aux", "auxpass")), None)


def _may_hang_too_low(noun: Token, preposition: Token, deed: Token) -> bool:
    """Whether a preposition below a noun may be the verb's: before an -ing form, or not "of"."""
    return deed.dep_ == "pcomp" or deed.tag_ == "VBG" or noun.head.pos_ == "ADP" or preposition.lower_ != "of"


def _small_subject(word: Token, verb: Token) -> Token | None:
    """ "found the captain guilty of": the captain, whom the parser makes the subject of "guilty"."""
    for at in (word, word.head):
        if at.i != verb.i and at.pos_ == "ADJ":
            for child in at.children:
                if child.dep_ == "nsubj":
                    return child
    return None


def _charged(verb: Token, own: Token) -> Token | None:
    """ "brought charges against the firm": the firm, behind a preposition of the charge. `own`: the deed's one."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    around: list[Token] = [*(verb.children if objects else ()), *(g for o in objects for g in o.children)]
    for child in around:
        if child.dep_ == "prep" and child.i < verb.i + LONGEST and child.i != own.i:
            for found in child.children:
                if found.dep_ == "pobj" and found.ent_type_ not in UNTIMED:
                    return found
    return None
