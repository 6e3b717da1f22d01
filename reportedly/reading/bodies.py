"""Bodies of a state: somebody, though without a name of their own ("the Albanian government", "the police")."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.model.claim import EntityType
from reportedly.reading.naming import Naming, Words, body_key, made
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of, is_demonym


def bodies_in(reading: Reading, sentence: DocSpan, taken: Mapping[int, Naming], words: Words) -> Iterator[Naming]:
    """ "The Albanian government", "the government of Albania", "the interior ministry"; no bare "the police"."""
    doc = reading.doc
    for match in words.body.in_tokens(sentence):
        head = doc[match.end_i - 1]
        if head.dep_ in ("compound", "amod") and head.i + 1 < len(doc) and doc[head.i + 1].pos_ in ("NOUN", "PROPN"):
            continue
        if any(c.dep_ == "nummod" for c in head.children):
            continue  # "three French troops" are not the French army
        inside = taken.get(head.i)
        if inside is not None and not inside.adjective:
            continue
        start = match.start_i
        while start > sentence.start and _belongs(doc[start - 1], head, match.start_i):
            start -= 1
        if any((n := taken.get(t.i)) is not None and n.kind in words.several for t in doc[start : match.start_i]):
            continue  # "NATO troops": a body of no one state
        country, named_from, full_end = None, start, match.end_i
        for token in doc[start : match.start_i]:
            naming = taken.get(token.i)
            if naming is not None and naming.country:
                country = naming.country
        qualifier = " ".join(
            t.lower_ for t in doc[start : match.start_i] if not is_demonym(t.text) and not country_of(t.text)
        )
        end = match.end_i
        of = taken.get(end + 1) if end + 1 < sentence.end else None
        if of is None and end + 2 < sentence.end and doc[end + 1].pos_ == "DET":
            of = taken.get(end + 2)
        owned = next((taken.get(c.i) for c in head.children if c.dep_ == "poss" and taken.get(c.i)), None)
        if of is not None and (doc[end].dep_ != "prep" or doc[end].head.i != head.i):
            of = None
        if country is None and of is not None and of.type is EntityType.COUNTRY and _owns(doc[end], of, words):
            country, full_end = of.country, of.end_i
            reading.fired(words.ties.at([doc[end]], 0)[0][0].id, reading.span_of([doc[end]]))
        if country is None and owned is not None and owned.type is EntityType.COUNTRY:
            country = owned.country
            named_from = owned.start_i
        if country is None and not (
            qualifier and match.cue.option("kind") in ("ministry", "court", "state-body", "intelligence")
        ):
            continue
        naming = made(reading, start, end, EntityType.ORGANISATION, sure=True)
        naming.text, naming.full_end_i = " ".join(doc[named_from:full_end].text.split()), full_end
        kind = str(match.cue.option("kind"))
        naming.kind, naming.country = kind, country
        naming.key = body_key(kind, country, _qualified(kind, qualifier, head))
        reading.fired(match.cue.id, reading.span_of(match.tokens(doc)))
        yield naming


def _owns(prep: Token, naming: Naming, words: Words) -> bool:
    """Whether the preposition ties the naming to a body: "the government of Albania"."""
    return bool(words.ties.at([prep], 0)) and any(
        c.dep_ == "pobj" and naming.start_i <= c.i < naming.end_i for c in prep.children
    )


def _qualified(kind: str, qualifier: str, head: Token) -> str:
    """What tells two bodies of one kind apart: "interior", "supreme"; the head word itself where the kind is loose."""
    return f"{qualifier}/{head.lemma_.lower()}" if kind in ("state-body",) else qualifier


def _belongs(token: Token, head: Token, first_i: int) -> bool:
    if token.is_space or token.is_punct or token.dep_ in ("det", "poss", "case", "nummod", "predet"):
        return False
    return (
        token.dep_ in ("compound", "amod", "nmod")
        and head.left_edge.i <= token.i < first_i
        and token.pos_
        in (
            "NOUN",
            "PROPN",
            "ADJ",
        )
    )
