"""Who, to whom: the parties of an event from the grammatical places that its frame names."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from reportedly.claims.actors import ActorReader
from reportedly.claims.events import Carried, EventMention
from reportedly.claims.frames import Frames, frames_of, particle_of
from reportedly.claims.grammar import (
    TIME_ENTITIES,
    Lent,
    bearer_of,
    conjoined,
    is_infinitive,
    number_end,
    prepositional,
)
from reportedly.model.claim import Because, Party, Role
from reportedly.model.values import in_order
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

OTHER_PLACES = ((Role.ACTOR, ("subject",)), (Role.OBJECT, ("object",)))
NO_PREPOSITIONS = frozenset({"subject", "object", "dative", "possessive", "compound", "clause", "inner", "owner"})
LENT_RULE = "en/events_other/form.lent"  # a subject or object taken over from another verb's words
MAX_PHRASE = 8  # words of a trigger that are looked at: "carried out a large night raid"
MAX_NAME_DEPTH = 6  # "the head of the office of the board of ..."


def parties_of(
    reading: Reading, mention: EventMention, rules: Rules, actors: ActorReader
) -> tuple[tuple[Party, ...], tuple[Because, ...]]:
    """The parties in the order actor, recipient, object, instrument, beneficiary; joined ones one by one.

    Empty where the words name nobody: the agent of a passive is not guessed.
    """
    frames = frames_of(rules)
    found = [(role, hit, head) for role, hit in _hits(reading, mention, frames) for head in conjoined(hit.head)]
    heads = {head.i for _, _, head in found}
    seen: set[int] = set()
    parties: list[Party] = []
    lent: list[Party] = []
    of_actors: list[Because] = []
    for role, hit, head in found:
        if head.i in seen:
            continue
        seen.add(head.i)
        party, why = actors.described(_party(reading, role, head, frames.inside_name, heads), head)
        parties.append(party)
        of_actors += why
        if hit.lent:
            lent.append(party)
        if hit.by is not None:
            reading.fired(hit.by[0], reading.span_of([hit.by[1]]))
    because = []
    if parties:
        because.append(_because(mention.rule, parties))
        of_parties, why = actors.assumed(parties, mention.sentence)
        parties = list(of_parties)
        of_actors += why
    if lent:
        because.append(_because(LENT_RULE, lent))
        reading.fired(LENT_RULE, lent[0].evidence[0])
    return tuple(parties), (*because, *of_actors)


def _hits(reading: Reading, mention: EventMention, frames: Frames) -> Iterator[tuple[Role, Lent]]:
    """The nouns of each role, from the first of its places that has any."""
    for role, places in _places(mention):
        for place in places:
            hits = [h for h in _at(reading, mention, frames, place) if _may_be(reading, h.head, role, mention, frames)]
            yield from ((role, hit) for hit in hits)
            if hits:
                break


def _because(rule: str, parties: Iterable[Party]) -> Because:
    return Because(field="parties", rule=rule, evidence=in_order(s for p in parties for s in p.evidence))


def _places(mention: EventMention) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    trigger = mention.frame_trigger
    if trigger is None:
        return OTHER_PLACES
    return (
        (Role.ACTOR, trigger.actor),
        (Role.RECIPIENT, trigger.recipient),
        (Role.OBJECT, trigger.object),
        (Role.INSTRUMENT, trigger.instrument),
        (Role.BENEFICIARY, trigger.beneficiary),
    )


def _may_be(reading: Reading, head: Token, role: Role, mention: EventMention, frames: Frames) -> bool:
    """Words inside the trigger are no party, nor is a day or a part of it ("Monday's raid", "by Friday", "Dawn raid").

    An event ("the blast killed two") acts for nobody named.
    """
    if head.idx in mention.trigger or head.ent_type_ in TIME_ENTITIES:
        return False
    if head.lemma_.lower() in frames.day_words and reading.entity_of_token.get(head.i) is None:
        return False  # without the parser's label: the first word of a headline
    return not (role is Role.ACTOR and head.pos_ == "NOUN" and frames.noun(head) is not None)


def _at(reading: Reading, mention: EventMention, frames: Frames, place: str) -> list[Lent]:
    """The nouns in this place around the mention."""
    word = reading.doc[mention.word_i]
    carrier = reading.doc[mention.carrier_i] if mention.carrier_i is not None else None
    if place == "possessive":
        return [Lent(head=c) for c in word.children if c.dep_ == "poss"]
    if place == "compound":
        return [
            Lent(head=c)
            for c in word.children
            if c.dep_ == "compound" or (c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE"))
        ]
    if place == "inner":
        return list(_inner(reading, mention, frames, word, carrier))
    if place == "owner":
        return [h for noun in _objects(mention, frames, word, carrier) for h in _owners(reading, noun, frames)]
    if place == "clause":  # "demanded that Velmark release them"
        return [
            Lent(head=subject, lent=True)
            for c in word.children
            if c.dep_ == "ccomp" and c.tag_ == "VB" and c.i > word.i and not is_infinitive(c)
            for subject in c.children
            if subject.dep_ == "nsubj"
        ]
    if place in ("subject", "object"):
        found = _core(word, carrier, mention, frames, place)
        return [found] if found is not None else []
    if place == "dative":
        return [Lent(head=h) for c in word.children if c.dep_ == "dative" for h in _nouns_of(c)]
    holders = [word, *(t for t in (carrier,) if t is not None)]
    holders += [t for t in reading.doc[word.i : word.i + MAX_PHRASE] if t.idx in mention.trigger and t.i != word.i]
    found_here = prepositional(holders, place)
    if not found_here and word.pos_ == "VERB":  # "shared intelligence with X", "with" below "intelligence"
        found_here = prepositional((c for c in word.children if c.dep_ in ("dobj", "nsubjpass", "prt")), place)
    if not found_here and word.pos_ == "NOUN":  # "the killing of a priest by bandits", "by" below "priest"
        of_them = (p for p in word.children if p.dep_ == "prep" and p.lower_ in frames.inside_name)
        found_here = prepositional((g for p in of_them for g in p.children if g.dep_ == "pobj"), place)
    return [Lent(head=h) for h in dict.fromkeys(found_here)]


def _objects(mention: EventMention, frames: Frames, word: Token, carrier: Token | None) -> list[Token]:
    """What is rejected, accepted, asked for: the object, or the noun that names the event itself."""
    if carrier is not None or word.pos_ != "VERB":
        return [word]
    lent = _core(word, None, mention, frames, "object")
    return conjoined(lent.head) if lent is not None else []


def _owners(reading: Reading, noun: Token, frames: Frames) -> list[Lent]:
    """Whose a noun is: "an Australian offer", "Velmark's offer", "an offer from (by, of) Velmark"."""
    for child in noun.children:
        named = reading.entity_of_token.get(child.i) is not None or child.ent_type_ in ("NORP", "GPE")
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and named):
            return [Lent(head=child)]
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in frames.owners:
            found = [c for c in prep.children if c.dep_ == "pobj" and c.ent_type_ not in TIME_ENTITIES]
            if found:
                reading.fired(frames.owners[prep.lower_], reading.span_of([prep]))
                inner = _owners(reading, found[0], frames) if frames.noun(found[0]) is not None else []
                return inner or [Lent(head=found[0])]
    return []


def _inner(
    reading: Reading, mention: EventMention, frames: Frames, word: Token, carrier: Token | None, depth: int = 0
) -> Iterator[Lent]:
    """Whom the act below is done to: "threatened to attack Velmark", "refused an offer to meet the envoy"."""
    around = [t for t in reading.doc[word.i : word.i + MAX_PHRASE] if t.idx in mention.trigger and t.i != word.i]
    for holder in (word, *(t for t in (carrier,) if t is not None), *around):
        for verb in _verbs_below(holder, frames):
            named = frames.verb(verb)
            below = replace(
                mention,
                token_i=verb.i,
                word_i=verb.i,
                trigger=reading.span_of([verb]),
                frame_trigger=named.trigger if named is not None else None,
                carried=Carried.NO,
                carrier_i=None,
            )
            found = _done_to(reading, below, frames)
            if not found and depth < MAX_NAME_DEPTH:
                found = list(_inner(reading, below, frames, verb, None, depth + 1))
            yield from (Lent(head=h.head, lent=True) for h in found)
            if found:
                return


def _verbs_below(holder: Token, frames: Frames) -> Iterator[Token]:
    """The verbs of what is threatened, promised, demanded or refused."""
    for child in holder.children:
        if child.pos_ == "VERB" and child.i > holder.i:
            if child.dep_ in ("xcomp", "ccomp") or (child.dep_ in ("acl", "advcl") and is_infinitive(child)):
                yield child
        elif child.dep_ == "prep":
            yield from (g for g in child.children if g.dep_ == "pcomp" and g.pos_ == "VERB")


def _done_to(reading: Reading, below: EventMention, frames: Frames) -> list[Lent]:
    """The recipients of an act; of one that no frame names, who stands behind a preposition, or whose its object is."""
    verb = reading.doc[below.word_i]
    places = below.frame_trigger.recipient if below.frame_trigger is not None else ()
    for place in places:
        heads = _at(reading, below, frames, place)
        found = [h for h in heads if _may_be(reading, h.head, Role.RECIPIENT, below, frames)]
        if found:
            return found
    lent = frames.grammar.object(verb)
    holders = [verb, *([lent.head] if lent is not None else [])]
    named = lent is not None and frames.noun(lent.head)
    if lent is not None and named:
        towards = [p for p in named.trigger.recipient if p not in NO_PREPOSITIONS]
        found = [Lent(head=h) for p in towards for h in prepositional(holders, p)]
        if found:
            return found
    for word, rule in frames.towards.items():
        found = [Lent(head=h) for h in prepositional(holders, word)]
        if found:
            preps = [t for h in found if (t := h.head.head).lower_ == word]
            reading.fired(rule, reading.span_of(preps or [verb]))
            return found
    if lent is None or lent.head.pos_ == "PRON":
        return []
    is_somebody = reading.entity_of_token.get(lent.head.i) is not None
    return [lent] if is_somebody else _owners(reading, lent.head, frames)


def _nouns_of(dative: Token) -> list[Token]:
    inside = [c for c in dative.children if c.dep_ == "pobj"]
    return inside or ([] if dative.pos_ == "ADP" else [dative])


def _core(word: Token, carrier: Token | None, mention: EventMention, frames: Frames, place: str) -> Lent | None:
    grammar = frames.grammar
    if carrier is not None:
        if place == "subject":
            return grammar.subject(carrier) if mention.carried in (Carried.DOES, Carried.STATUS) else None
        return grammar.surface_subject(carrier) if mention.carried is Carried.UNDERGOES else None
    if word.pos_ in ("VERB", "AUX"):
        if place == "subject":
            return grammar.subject(word)
        found = grammar.object(word)
        particle = particle_of(word)
        wanted = mention.frame_trigger.particle if mention.frame_trigger is not None else None
        if found is None and particle is not None and particle.lower_ == wanted:  # parsed as a preposition
            return next((Lent(head=c) for c in particle.children if c.dep_ == "pobj"), None)
        if found is None:  # "threatened to close the port": the phrase is one event, its last verb has the object
            within = word.doc[word.i + 1 : word.i + MAX_PHRASE]
            verbs = [t for t in within if t.pos_ == "VERB" and t.idx in mention.trigger]
            return grammar.object(verbs[-1]) if verbs else None
        return found
    if word.pos_ == "ADJ" and place == ("subject" if mention.frame_trigger is not None else "object"):
        bearer = bearer_of(word)
        return Lent(head=bearer) if bearer is not None else grammar.surface_subject(word.head)
    if word.pos_ == "ADP" and place == "subject" and word.head.i != word.i:  # "under arrest"
        return grammar.surface_subject(word.head)
    return grammar.accused_of(word) if word.pos_ == "NOUN" and place == "subject" else None


def _party(reading: Reading, role: Role, head: Token, inside: Mapping[str, str], heads: Collection[int]) -> Party:
    """`heads`: the nouns that are parties themselves, which no other's name takes in ("accused X of arson": X)."""
    tokens = _name(reading, head, inside, heads)
    span = reading.span_of(tokens)
    antecedent = reading.antecedent_of_token.get(head.i)
    return Party(
        role=role,
        name=span.of(reading.report.text),
        evidence=(span,),
        entity=reading.entity_of_token.get(head.i),
        antecedent=(antecedent,) if antecedent is not None else (),
    )


def _name(
    reading: Reading, head: Token, inside: Mapping[str, str], heads: Collection[int], depth: int = 0
) -> list[Token]:
    """The noun phrase without what is said of it behind: relative clauses, appositions, joined nouns, places."""
    doc = head.doc
    start, end = head.left_edge.i, head.i
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in ("cc", "preconj")):
        start += 1
    if depth < MAX_NAME_DEPTH:
        follows = [c for c in head.children if c.i > head.i]
        for child in follows:
            if child.dep_ == "prep" and child.lower_ in inside and child.i == end + 1:
                inner = next((g for g in child.children if g.dep_ == "pobj"), None)
                if inner is None or inner.i in heads:
                    break
                end = _name(reading, inner, inside, heads, depth + 1)[-1].i
                reading.fired(inside[child.lower_], reading.span_of([child]))
            elif child.i <= number_end(head).i:  # "or", then "more"
                end = child.i
            elif child.dep_ in ("nummod", "compound", "nmod") and child.right_edge.i == end + 1:
                end = child.right_edge.i
            else:
                break
    return list(doc[start : end + 1])
