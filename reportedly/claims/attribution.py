"""On whose word? Source, cue and content of every voice, from the rules of attribution.toml over the parse.

A wrong voice is the worst error: no source is taken from another paragraph, and one that cannot be found is left out.
"""

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.carried import carried
from reportedly.claims.chain import Attribution, chains_at
from reportedly.claims.colon import at_colon
from reportedly.claims.handover import Handover
from reportedly.claims.own_word import OwnWord
from reportedly.claims.quoted import attribute_quotations, speech_of, widen_to_quotations
from reportedly.claims.relayed import hold_relays
from reportedly.claims.relays import relay_of, relays_in
from reportedly.claims.tagged import merged
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.model.report import Part
from reportedly.model.values import Span, in_order
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

if TYPE_CHECKING:
    from reportedly.claims.tagger import Tagger

__all__ = ["Attribution", "attributions_of", "chains_at"]

OPEN_AT_ONCE = 80  # contents around one cue that are looked at; more are no text that people write
DISPUTING = (Stance.DENIES, Stance.DOUBTS)


def attributions_of(reading: Reading, rules: Rules, tagger: "Tagger | None" = None) -> tuple[Attribution, ...]:
    """All attributions of the report in the order of their content; `within` and `disputes` index into the result.

    `tagger`: the learned tagger to set beside the rules; None: the rules alone.
    """
    namer = VoiceNamer(reading, rules)
    finder = _Finder(reading, rules, namer)
    found: list[Handover] = []
    for sentence in reading.sentences():
        found += finder.in_sentence(sentence)
    for one in found:
        widen_to_quotations(reading, one)
    found += attribute_quotations(reading, found, finder.speaking_verbs, _indexes(rules)["signature"])
    found = [one for one in found if one.content]
    if tagger is not None:
        found = merged(reading, found, tagger.tag(reading), rules, namer)
    found += relays_in(reading, found, _indexes(rules), namer)
    own = OwnWord(reading, rules)
    for one in found:
        one.is_voice = one.is_voice and (
            one.source is None or not (own.is_meant(one.source) or namer.is_nobody(one.source))
        )
    found.sort(key=_place)
    _nest(reading, found)
    hold_relays(reading, found, namer)
    found += carried(reading, found)
    found += {id(o.within): o.within for o in found if o.within is not None and o.within.carried}.values()
    found.sort(key=_place)
    index = {id(one): i for i, one in enumerate(found)}
    return tuple(_finished(reading, namer, index, one) for one in found)


def _place(one: Handover) -> tuple[int, int, int]:
    return one.content[0].start, -one.content[-1].end, one.cue_i or 0


def _finished(reading: Reading, namer: VoiceNamer, index: dict[int, int], one: Handover) -> Attribution:
    reading.fired(one.rule, one.words or one.content[0])
    return Attribution(
        source=one.source_words,
        cue=one.cue,
        content=one.content,
        voice=namer.voice(one.source, one.stance, speech_of(reading, one.content), one.source_words, one.cue),
        rule=one.rule,
        within=index.get(id(one.within)) if one.within is not None else None,
        disputes=index.get(id(one.disputes)) if one.disputes is not None else None,
        relays=one.relays,
        model=one.model,
        is_voice=one.is_voice,
        carried=one.carried,
    )


def _nest(reading: Reading, found: list[Handover]) -> None:
    """Sets `within`: the narrowest attribution in whose content the cue of this one stands."""
    offsets = [t.idx for t in reading.doc]
    pieces = sorted(((s, other) for other in found for s in other.content), key=lambda p: (p[0].start, -p[0].end))
    asking = sorted((o for o in found if o.within is None and o.cue_i is not None), key=lambda o: offsets[o.cue_i or 0])
    holding: list[tuple[Span, Handover]] = []  # those whose piece of content has begun and not ended
    k = 0
    for one in asking:
        at = offsets[one.cue_i or 0]
        while k < len(pieces) and pieces[k][0].start <= at:
            holding.append(pieces[k])
            k += 1
        holding = [p for p in holding if p[0].end > at][-OPEN_AT_ONCE:]
        around = [other for _, other in holding if _may_hold(other, one, offsets)]
        if around:
            one.within = min(around, key=lambda other: sum(s.end - s.start for s in other.content))


def _may_hold(other: Handover, one: Handover, offsets: list[int]) -> bool:
    if other is one or other is one.disputes or other.disputes is one or _leads_to(other, one):
        return False
    return other.cue_i is None or not any(offsets[other.cue_i] in piece for piece in one.content)


def _leads_to(start: Handover, target: Handover) -> bool:
    at: Handover | None = start
    seen = 0
    while at is not None and seen < 50:
        if at is target:
            return True
        at, seen = at.within, seen + 1
    return at is not None


@cache
def _indexes(rules: Rules) -> dict[str, CueIndex]:
    """By frame, the cues that have it; rules may leave a frame out, which then has none."""
    by_frame: dict[str, list[Cue]] = defaultdict(list)
    for cue in rules.of("attribution"):
        by_frame[cue.option("frame", "")].append(cue)
    return defaultdict(_no_cues, {frame: CueIndex(cues) for frame, cues in by_frame.items()})


def _no_cues() -> CueIndex:
    return CueIndex(())


class _Finder:
    """Applies the cues of attribution.toml to one sentence after the other."""

    def __init__(self, reading: Reading, rules: Rules, namer: VoiceNamer) -> None:
        self._reading = reading
        self._namer = namer
        self._index = _indexes(rules)
        self._consumed: set[int] = set()  # verbs that are part of another's cue: "quoted as saying"
        self.speaking_verbs: dict[int, tuple[Cue, list[Token]]] = {}  # verbs that take a quotation, by token index

    def in_sentence(self, sentence: DocSpan) -> list[Handover]:
        tokens = list(sentence)
        found: list[Handover] = []
        for k, token in enumerate(tokens):
            if token.is_space:
                continue
            if token.pos_ == "VERB":
                found += self._verb(tokens, k)
            elif token.pos_ == "NOUN":
                found += self._noun(tokens, k)
        found = self._settled(found)
        by_verb = {one.cue_i: one for one in found}
        for k, token in enumerate(tokens):
            if token.is_space:
                continue
            for cue, n in self._index["before"].at(tokens, k)[:1]:
                found += self._before(cue, tokens[k : k + n])
            for cue, _ in self._index["colon"].at(tokens, k)[:1]:
                one = at_colon(self._reading, self._namer, cue, token, {o.cue_i for o in found})
                found += [one] if one is not None else []
            for cue, n in self._index["hearsay"].at(tokens, k)[:1]:
                found += self._hearsay(cue, tokens[k : k + n], found)
            if token.pos_ == "VERB":
                for cue, _ in self._index["citing"].at(tokens, k)[:1]:
                    found += self._citing(cue, token, by_verb)
        return found

    def _settled(self, found: list[Handover]) -> list[Handover]:
        """Verbs and reporting nouns put in order: "denied X's claim that" disputes, "repeated the claim" is one."""
        by_cue = {one.cue_i: one for one in found}
        dropped: set[int] = set()
        for one in found:
            if one.cue_i is None:
                continue
            token = self._reading.doc[one.cue_i]
            holder = by_cue.get(token.head.i) if token.pos_ == "NOUN" and token.dep_ == "dobj" else None
            disputed = holder is not None and holder.stance in DISPUTING
            if holder is not None and disputed and (one.source is None or one.source is not holder.source):
                holder.disputes = one
            elif holder is not None and one.source is None:
                dropped.add(one.cue_i)
            elif one.stance in DISPUTING and token.pos_ == "VERB":
                self._dispute_before(one, token, found)
            self._set_beside(one, token, by_cue)
            lifted = self._lifted(token)
            if lifted is not None and lifted.i in by_cue:
                main = by_cue[lifted.i]
                main.content = h.without(self._reading.report.text, main.content, self._reading.span_of(token.subtree))
        return [one for one in found if one.cue_i not in dropped]

    def _set_beside(self, one: Handover, verb: Token, by_cue: dict[int | None, Handover]) -> None:
        """ "X denied A, as Y claims": A is Y's claim, which X disputes; "as Radio Oster reported": that X denied it."""
        if verb.dep_ != "advcl" or not any(self._index["as"].at([c], 0) for c in verb.children):
            return
        denial = by_cue.get(verb.head.i) or by_cue.get(verb.head.head.i)
        if denial is None or denial is one or denial.stance not in DISPUTING or one.source is None:
            return
        if self._namer.is_outlet(one.source):
            denial.within, one.relays, one.content = one, True, denial.content
        else:
            denial.disputes = one

    def _dispute_before(self, denial: Handover, verb: Token, found: list[Handover]) -> None:
        """ "X said A, but Y denied the claim": the claim is A, where only one voice asserts something before."""
        claim = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if claim is None or not self._index["noun"].at([claim], 0) or len(h.words_below(claim)) > 2:
            return
        before = [o for o in found if o.cue_i is not None and o.cue_i < verb.i and o.stance is Stance.ASSERTS]
        if len(before) == 1 and before[0].source is not None and before[0].source is not denial.source:
            denial.disputes = before[0]
            denial.content = in_order([*before[0].content, *denial.content])

    def _verb(self, tokens: list[Token], k: int) -> list[Handover]:
        verb = tokens[k]
        if verb.i in self._consumed or (verb.tag_ == "VBG" and self._index["citing"].at(tokens, k)):
            return []
        for cue, n in self._index["block"].at(tokens, k):
            if n > 1:
                self._reading.fired(cue.id, self._reading.span_of(tokens[k : k + n]))
                return []
        if verb.dep_ in ("xcomp", "ccomp") and self._index["block"].at([verb.head], 0):
            for cue, _ in self._index["block"].at([verb.head], 0):
                self._reading.fired(cue.id, self._reading.span_of([verb.head]))
            return []
        found: list[Handover] = []
        taken: set[int] = set()
        for cue, n in self._index["verb"].at(tokens, k):
            words = tokens[k : k + n]
            takes = cue.option("takes", ())
            if "quote" in takes and verb.i not in self.speaking_verbs:
                self.speaking_verbs[verb.i] = (cue, words)
            content = h.contents_of_verb(verb, takes, cue.option("prepositions", ()))
            if content is None and "clause" in takes:
                content = self._as(verb)
            if content is None and "claim" in takes:
                content = self._claim(verb)
            if content is None and "figure" in takes:
                content = h.figure_of(verb, cue.option("objects", ()), cue.option("prepositions", ()))
            if content is None or not taken.isdisjoint(t.i for t in content):
                continue
            one = self._handover(cue, words, verb, content, takes)
            if one is not None:
                taken.update(t.i for t in content)
                found.append(one)
                if "quoted" in takes:
                    found += self._quoting(cue, words, verb, one)
        return found

    def _handover(
        self, cue: Cue, words: list[Token], verb: Token, content: list[Token], takes: tuple[str, ...]
    ) -> Handover | None:
        stance = h.stance_of(verb, Stance(cue.does))
        if stance is None:
            return None
        lifted = self._lifted(verb)
        source = h.subject_of(lifted or verb)
        if "quoted" in takes:
            passive = h.passive_subject(verb)
            source = passive or next((c for c in verb.children if c.dep_ == "dobj"), None)
        if source is not None and (source in content or verb.i == source.i):
            source = None
        cue_tokens = words
        if "quoted" in takes:
            saying = [t for t in verb.doc[verb.i + 1 : content[0].i] if t.dep_ in ("prep", "pcomp")]
            self._consumed.update(t.i for t in saying)
            if passive:
                cue_tokens = [verb, *saying]
        return Handover(
            rule=cue.id,
            stance=stance,
            words=self._reading.span_of(words),
            cue_i=verb.i,
            cue=h.cue_of(self._reading, cue_tokens),
            source=source,
            source_words=h.source_words(self._reading, source, verb),
            content=h.content_of(self._reading, content),
        )

    def _quoting(self, cue: Cue, words: list[Token], verb: Token, one: Handover) -> list[Handover]:
        """The outlet in "Radio Oster quoted the mayor as saying": the mayor's words pass through it."""
        passive = h.passive_subject(verb) is not None
        outlet = h.subject_of(verb)
        if passive:  # "quoted by Radio Oster as saying", "quoted as saying by Radio Oster"
            before = cue.option("agents", ())
            saying = (t for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pcomp")
            agents = (h.agent_of(verb), *(h.object_after(t, before) for t in saying))
            outlet = next((a for a in agents if a is not None), None)
        if outlet is None or not self._namer.is_outlet(outlet):
            return []
        return [relay_of(self._reading, cue, words, outlet, one)]

    def _lifted(self, verb: Token) -> Token | None:
        """The verb that "said the port was shut, adding that ..." goes on from; the parser hangs it too low."""
        head = verb.head
        if verb.tag_ != "VBG" or verb.dep_ != "advcl" or head.dep_ not in ("ccomp", "conj") or verb.i < head.i:
            return None
        if verb.nbor(-1).text != "," or (head.dep_ == "conj" and head.head.dep_ != "ccomp"):
            return None
        outer = head.head if head.dep_ == "ccomp" else head.head.head
        return outer if outer.i < head.i and outer.i in self.speaking_verbs else None

    def _claim(self, verb: Token) -> list[Token] | None:
        """The object of a verb that takes reporting nouns only: "rejected the claim that ..."."""
        for child in verb.children:
            if child.dep_ == "dobj" and self._index["noun"].at([child], 0) and h.clause_of_noun(child, None):
                return h.words_below(child)
        return None

    def _as(self, verb: Token) -> list[Token] | None:
        """The clause around "as the mayor said"."""
        if verb.dep_ != "advcl":
            return None
        marks = [c for c in verb.children if c.dep_ in ("mark", "advmod") and self._index["as"].at([c], 0)]
        if not marks or h.subject_of(verb) is None or any(c.dep_ in ("dobj", "xcomp") for c in verb.children):
            return None
        cue = self._index["as"].at([marks[0]], 0)[0][0]
        self._reading.fired(cue.id, self._reading.span_of(marks))
        return h.words_below(h.clause_of(verb.head), [verb])

    def _noun(self, tokens: list[Token], k: int) -> list[Handover]:
        noun = tokens[k]
        hits = self._index["noun"].at(tokens, k)
        if not hits:
            return []
        cue, n = hits[0]
        light = noun.head if noun.dep_ == "dobj" and self._index["light"].at([noun.head], 0) else None
        disputed = noun.dep_ == "dobj" and any(
            Stance(c.does) in DISPUTING for c, _ in self._index["verb"].at([noun.head], 0)
        )
        content = h.clause_of_noun(noun, light) or (self._charged(noun, cue) if disputed else None)
        if content is None:
            return []
        source = self._source_of_noun(noun, cue, light)
        cue_tokens = tokens[k : k + n]
        if light is not None and source is not None and noun.i - light.i <= 4:
            for light_cue, _ in self._index["light"].at([light], 0)[:1]:
                self._reading.fired(light_cue.id, self._reading.span_of([light]))
            cue_evidence = h.cue_of(self._reading, [light])
            cue_evidence = (Span(cue_evidence[0].start, noun.idx + len(noun)),)
        else:
            cue_evidence = (self._reading.span_of(cue_tokens),)
        return [
            Handover(
                rule=cue.id,
                stance=Stance(cue.does),
                words=self._reading.span_of(cue_tokens),
                cue_i=noun.i,
                cue=cue_evidence,
                source=source,
                source_words=h.source_words(self._reading, source, light or noun),
                content=h.content_of(self._reading, content),
            )
        ]

    def _charged(self, noun: Token, cue: Cue) -> list[Token] | None:
        """What is claimed in "denied reports of shelling", where it is not the one who claims it."""
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in cue.option("prepositions", ()) and child.i > noun.i:
                for inner in child.children:
                    if inner.dep_ == "pcomp" or (inner.dep_ == "pobj" and not self._namer.speaks(inner)):
                        return h.words_below(child)
        return None

    def _source_of_noun(self, noun: Token, cue: Cue, light: Token | None) -> Token | None:
        """Whose claim: the possessor, the noun after "by", or the subject of "express" and the like."""
        for child in noun.children:
            if child.dep_ == "poss" or (child.dep_ == "compound" and self._namer.is_outlet(child)):
                return child
            if child.dep_ == "amod" and child.ent_type_ == "NORP":
                return child  # "Tavrian claims that"
            if child.dep_ == "prep" and child.i > noun.i:
                aired = next((c for c in child.children if c.dep_ == "pobj"), None)
                if aired is not None and self._namer.is_outlet(aired):
                    return aired  # "a report on Radio Oster that"
            if child.dep_ in ("prep", "agent") and child.lower_ in cue.option("prepositions", ()):
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None and self._namer.speaks(inner):
                    return inner
        return h.subject_of(light) if light is not None else None

    def _before(self, cue: Cue, words: list[Token]) -> list[Handover]:
        """ "According to X": the clause around it, on X's word."""
        last = words[-1]
        source = next((c for c in last.children if c.dep_ == "pobj"), None)
        if source is None:
            return []
        if "name" in cue.option("takes", ()) and source.pos_ != "PROPN":
            return []
        if not self._namer.speaks(source) and source.pos_ not in ("PROPN", "PRON"):
            return []
        first = words[0]
        clause = h.clause_of(first.head if first.head.i != first.i else first)
        content = h.words_below(clause, [first])
        if not any(t.pos_ in ("VERB", "AUX") for t in content):
            return []
        return [
            Handover(
                rule=cue.id,
                stance=Stance(cue.does),
                words=self._reading.span_of(words),
                cue_i=first.i,
                cue=(self._reading.span_of(words),),
                source=source,
                source_words=h.source_words(self._reading, source, None),
                content=h.content_of(self._reading, content),
            )
        ]

    def _hearsay(self, cue: Cue, words: list[Token], found: list[Handover]) -> list[Handover]:
        """ "reportedly": its clause, on the word of somebody who is not named, where nobody else's word is given."""
        verb = words[0].head
        if verb.pos_ not in ("VERB", "AUX"):
            return []
        bare = not h.is_finite(verb)
        if bare and self._reading.part_at(words[0].idx) is not Part.HEADLINE:
            return []
        content = h.words_below(verb.head if bare and verb.dep_ == "acl" else verb, [words[0]])
        one = Handover(
            rule=cue.id,
            stance=Stance(cue.does),
            words=self._reading.span_of(words),
            cue_i=words[0].i,
            cue=(self._reading.span_of(words),),
            source=None,
            source_words=(),
            content=h.content_of(self._reading, content),
        )
        voiced = any(words[0].idx in s for other in found for s in other.content)
        return [] if voiced or not one.content else [one]

    def _citing(self, cue: Cue, verb: Token, by_verb: dict[int | None, Handover]) -> list[Handover]:
        """ "X reported, citing Y": Y's words too, within X's."""
        source = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if verb.tag_ != "VBG" or source is None or not self._namer.speaks(source):
            return []
        main = next((by_verb[a.i] for a in verb.ancestors if a.i in by_verb), None)
        if main is None:
            holders = [o for o in by_verb.values() if any(verb.head.idx in s for s in o.source_words)]
            main = holders[0] if len(holders) == 1 else None
        if main is None:
            return []
        main.content = h.without(self._reading.report.text, main.content, self._reading.span_of(verb.subtree))
        return [
            Handover(
                rule=cue.id,
                stance=main.stance,
                words=self._reading.span_of([verb]),
                cue_i=verb.i,
                cue=(self._reading.span_of([verb]),),
                source=source,
                source_words=h.source_words(self._reading, source, None),
                content=main.content,
                within=main,
            )
        ]
