"""Namings: the stretches of a report that name somebody or something, spaCy's corrected and completed.

Corrected are: edges (articles, titles, possessive marks), names joined by hyphens, numbered places, and the countries
and outlets of our lists; bodies of a state are added (bodies.py). Which namings mean the same: mentions.py.
"""

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.model.claim import EntityType
from reportedly.model.report import Part
from reportedly.reading.bodies import bodies_in
from reportedly.reading.naming import MODIFIERS, NO_NAMES, TYPES, Naming, Words, made
from reportedly.reading.reading import Reading
from reportedly.reading.telling import tell
from reportedly.reading.world import (
    country_of,
    country_of_demonym,
    is_demonym,
    lengths_at,
    outlet_named,
    sign_of_shared,
)


def namings_of(reading: Reading, words: Words) -> list[Naming]:
    """All namings of the parts that are read, in text order, none overlapping."""
    taken: dict[int, Naming] = {}
    sentences = reading.sentences()
    for sentence in sentences:
        for naming in _listed(reading, sentence, words):
            _put(taken, naming)
    for sentence in sentences:
        for ent in sentence.ents:
            if ent.label_ in TYPES and not (ent.label_ == "NORP" and ent.root.dep_ in MODIFIERS):
                for naming in _from_ent(reading, ent, words):
                    _put(taken, naming)
    for sentence in sentences:
        for naming in _numbered(reading, sentence, words):
            _put(taken, naming)
    for sentence in sentences:
        for naming in _unlabelled(reading, sentence, taken, words):
            _put(taken, naming)
    _repeated(reading, sentences, taken)
    for sentence in sentences:
        for naming in bodies_in(reading, sentence, taken, words):
            _put(taken, naming)
    found = sorted({id(n): n for n in taken.values()}.values(), key=lambda n: n.start_i)
    for naming in found:
        naming.head_i = reading.doc[naming.start_i : naming.end_i].root.i
        tell(reading, naming, words)
    return found


def _put(taken: dict[int, Naming], naming: Naming) -> None:
    """Claims the tokens of a naming; a longer one replaces the shorter that it covers whole, else the first stays."""
    over = {id(n): n for i in range(naming.start_i, naming.end_i) if (n := taken.get(i)) is not None}
    for other in over.values():
        covers = naming.start_i <= other.start_i and other.end_i <= naming.end_i
        if not covers or naming.end_i - naming.start_i <= other.end_i - other.start_i:
            return
    for other in over.values():
        for i in range(other.start_i, other.end_i):
            taken.pop(i, None)
    for i in range(naming.start_i, naming.end_i):
        taken[i] = naming


# -- from the lists --------------------------------------------------------------------------------------------------


def _listed(reading: Reading, sentence: DocSpan, words: Words) -> Iterator[Naming]:
    """Outlets, countries, demonyms and listed actors, longest first."""
    text, until = reading.report.text, 0
    ends = {t.idx + len(t): t.i + 1 for t in sentence}
    for token in sentence:
        if token.i < until or token.is_space or token.is_punct:
            continue
        lengths, others = lengths_at(token.text), words.registry.lengths_at(token.text)
        for length in sorted({*lengths, *others}, reverse=True) if others else lengths:
            end_i = ends.get(token.idx + length)
            naming = _known(reading, text[token.idx : token.idx + length], token.i, end_i, words) if end_i else None
            if naming is not None:
                yield naming
                until = naming.end_i
                break


def _known(reading: Reading, text: str, start_i: int, end_i: int, words: Words) -> Naming | None:
    doc = reading.doc
    if text.islower() and doc[start_i].pos_ != "PROPN":
        return None  # agencies write themselves small ("dpa"); other words do not become names
    published = reading.report.published
    actor = words.registry.named(text, published[:4] if published else None)
    is_word = actor is not None and end_i == start_i + 1 and doc[start_i].pos_ not in ("PROPN", "NOUN")
    if actor is not None and not is_word and not _inside_longer(doc[start_i:end_i]):
        naming = made(reading, start_i, end_i, EntityType.ORGANISATION, sure=True)
        naming.kind, naming.key = actor.kind, f"actor/{actor.name}"
        naming.country = actor.countries[0] if actor.countries else None
        return naming
    outlet = outlet_named(text)
    if outlet is not None and not _inside_longer(doc[start_i:end_i]):
        naming = made(reading, start_i, end_i, EntityType.OUTLET, sure=True)
        naming.kind, naming.country, naming.key = outlet.kind, outlet.country, f"outlet/{outlet.name}"
        return naming
    code = country_of(text)
    if code is not None and not _inside_longer(doc[start_i:end_i]):
        capital = sign_of_shared(text)
        if capital is not None and capital not in reading.report.text:
            return None
        naming = made(reading, start_i, end_i, EntityType.COUNTRY, sure=True)
        naming.kind, naming.country, naming.key = "state", code, f"country/{code}"
        return naming
    if is_demonym(text) and not _inside_longer_label(doc[start_i:end_i]):
        code = country_of_demonym(text)
        modifies = doc[end_i - 1].dep_ in MODIFIERS or doc[end_i - 1].pos_ == "ADJ"
        naming = made(reading, start_i, end_i, EntityType.GROUP, sure=True)
        naming.country, naming.adjective = code, modifies
        naming.key = f"country/{code}" if code and modifies else None
        return naming
    return None


def _inside_longer_label(demonym: DocSpan) -> bool:
    """ "American" in "North American"; "Polish" in a name of a body, which then is the body's country."""
    ent = next((e for e in demonym.sent.ents if e.start < demonym.end and demonym.start < e.end), None)
    if ent is None or ent.label_ in NO_NAMES:
        return False
    if ent.label_ in ("NORP", "GPE"):
        return ent.start < demonym.start and ent[0].pos_ != "DET" and demonym[0].head.i != ent[0].i
    return ent.label_ in ("PERSON", "ORG", "FAC", "LOC") and any(
        t.pos_ == "PROPN" and not demonym.start <= t.i < demonym.end for t in ent
    )


def _inside_longer(span: DocSpan) -> bool:
    """Whether a listed name is only a piece of a longer name: "Jordan" in "Jordan Vale", "Mail" in "Oster Mail"."""
    first, last = span[0], span[-1]
    doc = span.doc
    ent = next((e for e in (first.sent.ents) if e.start <= first.i and last.i < e.end), None)
    if ent is not None and ent.label_ in ("PERSON", "ORG", "FAC", "LOC", "PRODUCT", "EVENT"):
        core = [t for t in ent if t.pos_ == "PROPN" and not span.start <= t.i < span.end]
        if core:
            return True
    before = doc[first.i - 1] if first.i > first.sent.start else None
    if before is not None and before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == last.i:
        return not is_demonym(before.text)
    return False


# -- from spaCy ------------------------------------------------------------------------------------------------------


def _from_ent(reading: Reading, ent: DocSpan, words: Words) -> Iterator[Naming]:
    """The entity with its edges put right; several where a line end stands in it."""
    runs: list[list[Token]] = [[]]
    for token in ent:
        if token.is_space:
            runs.append([])
        else:
            runs[-1].append(token)
    for run in runs:
        tokens = _trimmed(run, words)
        if not tokens or not any(c.isalpha() for c in tokens[-1].text + tokens[0].text):
            continue
        if all(t.pos_ in ("NOUN", "VERB", "ADV") and t.is_lower for t in tokens):
            continue
        yield _completed(reading, tokens, TYPES[ent.label_], words)


def _trimmed(tokens: list[Token], words: Words) -> list[Token]:
    while tokens and (tokens[0].pos_ in ("DET", "PUNCT", "ADP", "CCONJ") or tokens[0].dep_ == "det"):
        tokens = tokens[1:]
    while tokens and (tokens[-1].tag_ == "POS" or tokens[-1].is_punct or tokens[-1].pos_ in ("ADP", "CCONJ")):
        tokens = tokens[:-1]
    while len(tokens) > 1:  # "Prime Minister Ana Doru"; "the Albanian Ana Doru"
        title = next(iter(words.titles.at(tokens, 0)), None)
        if title is not None and title[1] < len(tokens) and tokens[title[1]].pos_ == "PROPN":
            tokens = tokens[title[1] :]
        else:
            break
    return tokens


def _completed(reading: Reading, tokens: list[Token], type_: EntityType, words: Words) -> Naming:
    """A name with what was cut off: the rest of a hyphened word, proper nouns before it, the number behind it."""
    doc = reading.doc
    start, end = tokens[0].i, tokens[-1].i + 1
    end = _hyphened_end(doc[start:end])
    first = doc[start]
    while (
        start > first.sent.start
        and (before := doc[start - 1]).pos_ == "PROPN"
        and before.dep_ == "compound"
        and start <= before.head.i < end
        and not before.ent_type_
        and words.titles.ending_at(before) is None
    ):
        start -= 1
    numbered = _number_after(doc[start:end])
    naming = made(reading, start, end + numbered, type_)
    if (numbered or (len(tokens) > 1 and tokens[-1].is_digit)) and type_ in (
        EntityType.PERSON,
        EntityType.PLACE,
        EntityType.GROUP,
    ):
        naming.type, naming.sure = EntityType.PLACE, True
    return naming


def _hyphened_end(name: DocSpan) -> int:
    """ "Mujahedin" of "Mujahedin-e-Khalq" -> the end of the whole word. Not for "US-led" or "Tolan-Karsh talks"."""
    doc, end = name.doc, name.end
    parts, last = [], end
    while last + 1 < len(doc) and doc[last].text in ("-", "‑") and not doc[last - 1].whitespace_:
        if doc[last].whitespace_ or not doc[last + 1].text[:1].isalpha():
            break
        parts.append(doc[last + 1])
        last += 2
    if len(parts) < 2 or not parts[-1].text[0].isupper() or not any(p.is_lower for p in parts[:-1]):
        return end
    return last


def _number_after(name: DocSpan) -> int:
    """1 where a number belongs to the name: "Camp 3", "Ashraf 3"; 0 before a counted noun or in a score or date."""
    doc, i = name.doc, name.end
    if i >= len(doc) or not doc[i].is_digit or len(doc[i]) > 2 or name[-1].pos_ != "PROPN" or not name[-1].whitespace_:
        return 0
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and (after.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "SYM") or after.text in ("-", ":", "%")):
        return 0
    return 0 if name[-1].ent_type_ in NO_NAMES else 1


def _numbered(reading: Reading, sentence: DocSpan, words: Words) -> Iterator[Naming]:
    """ "Camp 3", "Pier 4": a place word with a capital and its number, however it is parsed."""
    for token in sentence[:-1]:
        if token.text[:1].isupper() and token.nbor().is_digit:
            hit = words.typed.ending_at(token)
            if hit is not None and hit[0].does == EntityType.PLACE and len(token.nbor()) <= 2:
                reading.fired(hit[0].id, reading.span_of(hit[1]))
                yield made(reading, token.i, token.i + 2, EntityType.PLACE, sure=True)


# -- not seen by spaCy -----------------------------------------------------------------------------------------------


def _unlabelled(reading: Reading, sentence: DocSpan, taken: dict[int, Naming], words: Words) -> Iterator[Naming]:
    """Runs of proper nouns without a label. In headlines all words may be large: only with one that tells."""
    headline = reading.part_at(sentence.start_char) is Part.HEADLINE
    run: list[Token] = []
    for token in [*sentence, None]:
        if token is not None and token.pos_ == "PROPN" and token.i not in taken and token.ent_type_ not in NO_NAMES:
            run.append(token)
            continue
        tokens = _trimmed(run, words)
        run = []
        if not tokens or not tokens[0].text[:1].isupper():
            continue
        last = tokens[-1]
        if words.titles.ending_at(last) is not None:
            continue  # a title by itself
        place = words.typed.ending_at(last) or words.typed.ending_at(tokens[0])
        if place is None and words.body.ending_at(last) is not None:
            continue
        if len(tokens) == 1 and (place is not None and not _number_after(last.doc[last.i : last.i + 1])):
            continue
        if headline and place is None:
            continue
        if len(tokens) == 1 and last.i == sentence.start and last.dep_ == "ROOT":
            continue
        naming = _completed(reading, tokens, EntityType.OTHER, words)
        if naming.end_i - 1 > last.i and reading.doc[naming.end_i - 1].is_digit and place is not None:
            naming.type, naming.sure = EntityType.PLACE, True
        yield naming


def _repeated(reading: Reading, sentences: list[DocSpan], taken: dict[int, Naming]) -> None:
    """Names that were found somewhere are found elsewhere, too: "HF" once in brackets, then before "spokeswoman"."""
    known: dict[str, Naming] = {}
    for _, naming in sorted(taken.items()):
        if not naming.adjective and len(naming.text) > 1 and naming.text[0].isupper():
            known.setdefault(reading.doc[naming.start_i].text, naming)
    for sentence in sentences:
        for token in sentence:
            naming_of = known.get(token.text)
            if naming_of is None or token.i in taken or not token.text[0].isupper():
                continue
            if token.i == sentence.start and token.pos_ != "PROPN" and not token.is_upper:
                continue
            n = naming_of.end_i - naming_of.start_i
            end = min(token.i + n, sentence.end)
            if reading.doc[token.i : end].text == reading.doc[naming_of.start_i : naming_of.end_i].text and not any(
                i in taken for i in range(token.i, end)
            ):
                again = made(reading, token.i, end, naming_of.type, sure=naming_of.sure)
                again.kind, again.country, again.key = naming_of.kind, naming_of.country, naming_of.key
                _put(taken, again)
