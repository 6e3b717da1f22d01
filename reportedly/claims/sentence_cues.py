"""The cues of attribution.toml applied to one sentence after the other."""

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.claims import handover as h
from reportedly.claims.colon import at_colon
from reportedly.claims.cue_frames import frames_of
from reportedly.claims.handover import DISPUTING, Handover
from reportedly.claims.relays import relay_of
from reportedly.claims.reporting_nouns import by_noun, charged
from reportedly.claims.source_phrases import before_source, by_account, citing, hearsay
from reportedly.claims.voices import VoiceNamer
from reportedly.model.claim import Stance
from reportedly.model.values import in_order
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue


class SentenceCues:
    """Applies the cues of attribution.toml to one sentence after the other."""

    def __init__(self, reading: Reading, rules: Rules, namer: VoiceNamer) -> None:
        self._reading = reading
        self._namer = namer
        self._frames = frames_of(rules)
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
                found += by_noun(self._reading, self._namer, self._frames, tokens, k)
        found = self._settled(found)
        by_verb = {one.cue_i: one for one in found}
        for k, token in enumerate(tokens):
            if token.is_space:
                continue
            for cue, n in self._frames["before"].at(tokens, k)[:1]:
                found += before_source(self._reading, self._namer, self._frames, cue, tokens[k : k + n])
            for cue, _ in self._frames["account"].at(tokens, k)[:1]:
                found += by_account(self._reading, self._namer, cue, token)
            for cue, _ in self._frames["colon"].at(tokens, k)[:1]:
                found += at_colon(self._reading, self._namer, self._frames, cue, token, {o.cue_i for o in found})
            for cue, n in self._frames["hearsay"].at(tokens, k)[:1]:
                found += hearsay(self._reading, cue, tokens[k : k + n], found)
            if token.pos_ == "VERB":
                for cue, _ in self._frames["citing"].at(tokens, k)[:1]:
                    found += citing(self._reading, self._namer, cue, token, by_verb)
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
        if verb.dep_ != "advcl" or not any(self._frames["as"].at([c], 0) for c in verb.children):
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
        if claim is None or not h.points_back(claim, self._frames["noun"]):
            return
        before = [o for o in found if o.cue_i is not None and o.cue_i < verb.i and o.stance is Stance.ASSERTS]
        if len(before) == 1 and before[0].source is not None and before[0].source is not denial.source:
            denial.disputes = before[0]
            denial.content = in_order([*before[0].content, *denial.content])

    def _verb(self, tokens: list[Token], k: int) -> list[Handover]:
        verb = tokens[k]
        if verb.i in self._consumed or (verb.tag_ == "VBG" and self._frames["citing"].at(tokens, k)):
            return []
        for cue, n in self._frames["block"].at(tokens, k):
            if n > 1:
                self._reading.fired(cue.id, self._reading.span_of(tokens[k : k + n]))
                return []
        if verb.dep_ in ("xcomp", "ccomp") and self._frames["block"].at([verb.head], 0):
            for cue, _ in self._frames["block"].at([verb.head], 0):
                self._reading.fired(cue.id, self._reading.span_of([verb.head]))
            return []
        found: list[Handover] = []
        taken: set[int] = set()
        for cue, n in self._frames["verb"].at(tokens, k):
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
        if outlet is None or outlet is one.source or not (self._namer.speaks(outlet) or outlet.pos_ == "PRON"):
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
        """The object of a verb that takes reporting nouns only: "rejected the claim that ...", "reports of a raid"."""
        for child in verb.children:
            hits = self._frames["noun"].at([child], 0) if child.dep_ == "dobj" else []
            if hits:
                return (
                    h.words_below(child) if h.clause_of_noun(child, None) else charged(self._namer, child, hits[0][0])
                )
        return None

    def _as(self, verb: Token) -> list[Token] | None:
        """The clause around "as the mayor said"."""
        if verb.dep_ != "advcl":
            return None
        marks = [c for c in verb.children if c.dep_ in ("mark", "advmod") and self._frames["as"].at([c], 0)]
        if not marks or h.subject_of(verb) is None or any(c.dep_ in ("dobj", "xcomp") for c in verb.children):
            return None
        cue = self._frames["as"].at([marks[0]], 0)[0][0]
        self._reading.fired(cue.id, self._reading.span_of(marks))
        return h.words_below(h.clause_of(verb.head), [verb])
