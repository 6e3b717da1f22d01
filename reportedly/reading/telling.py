"""What words in and beside a name say of it: titles make a person, "daily" an outlet, "party" an organisation."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.model.claim import EntityType
from reportedly.reading.naming import MODIFIERS, TYPED, Naming, Words, body_key, is_plural
from reportedly.reading.reading import Reading
from reportedly.reading.world import country_of, country_of_capital, country_of_demonym, is_demonym
from reportedly.rules.schema import Cue


def tell(reading: Reading, naming: Naming, words: Words) -> None:
    """Type, kind, country and titles from the words in and beside a name."""
    doc = reading.doc
    if naming.type is EntityType.COUNTRY or naming.adjective or (naming.key or "").startswith("body/"):
        return
    _titles(reading, naming, words)
    entitled = naming.titles or naming.before_i is not None or naming.gender
    if entitled and (not naming.sure or naming.type is EntityType.PERSON):
        naming.type, naming.sure = EntityType.PERSON, True
        return
    if naming.type is EntityType.PLACE and naming.country is None:
        naming.country = country_of_capital(naming.text)
    owner = next((c for c in doc[naming.head_i].children if c.dep_ == "poss"), None)
    if naming.country is None and naming.type in (EntityType.ORGANISATION, EntityType.OUTLET):
        naming.country = _country_in(naming) or (country_of(owner.text) if owner is not None else None)
    for cue, tokens in _telling(doc, naming, words):
        if cue.does == "BODY":
            if naming.type is EntityType.PERSON:
                continue
            naming.type, naming.kind = EntityType.ORGANISATION, naming.kind or str(cue.option("kind"))
            naming.key = naming.key or _body_key(doc, naming, tokens)
        elif naming.sure and naming.type is not TYPED[cue.does]:
            continue
        else:
            naming.type, naming.sure = TYPED[cue.does], True
            kind = cue.option("kind")
            naming.kind = naming.kind or (str(kind) if kind else None)
        reading.fired(cue.id, reading.span_of(tokens))
        break


def _telling(doc: Doc, naming: Naming, words: Words) -> Iterator[tuple[Cue, list[Token]]]:
    """Words that may tell a name's type: in it (last, head, first), before it, after it."""
    tokens = list(doc[naming.start_i : naming.end_i])
    head = doc[naming.head_i]
    for token in (tokens[-1], head, tokens[0]):
        hit = words.inside.ending_at(token)
        if hit is not None and all(naming.start_i <= t.i < naming.end_i for t in hit[1]) and len(tokens) > len(hit[1]):
            yield hit
    if naming.start_i > tokens[0].sent.start:
        before = doc[naming.start_i - 1]
        beside = before.head.i if before.dep_ in MODIFIERS else -1
        if naming.start_i <= beside < naming.end_i or any(c.i == naming.head_i for c in before.children):
            hit = words.beside["before"].ending_at(before)
            if hit is not None and before.pos_ in ("NOUN", "PROPN"):
                yield hit
    if head.dep_ in MODIFIERS and head.head.i >= naming.end_i:
        hit = words.beside["after"].ending_at(head.head)
        if hit is not None and all(t.i >= naming.end_i for t in hit[1]):
            yield hit
    elif head.dep_ == "appos" and head.head.i < naming.start_i:
        hit = words.beside["before"].ending_at(head.head)
        if hit is not None:
            yield hit
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            hit = words.beside["before"].ending_at(child)
            if hit is not None:
                yield hit


def _body_key(doc: Doc, naming: Naming, matched: list[Token]) -> str | None:
    """ "Interior Ministry" is "the interior ministry"; "Ministry of Defence" is "the defence ministry"."""
    rest = [t for t in doc[naming.start_i : naming.end_i] if t not in matched and t.pos_ not in ("ADP", "DET", "PART")]
    rest = [t for t in rest if not is_demonym(t.text) and not country_of(t.text)]
    qualifier = " ".join(sorted(t.lower_ for t in rest if t.is_alpha))
    return body_key(str(naming.kind), naming.country, qualifier) if qualifier else None


def _country_in(naming: Naming) -> str | None:
    """The country that a name begins with ("Polish Red Cross", "US Congress")."""
    first = naming.text.split()[0]
    code = country_of_demonym(first) or country_of(first)
    return code if len(naming.text.split()) > 1 else None


def _titles(reading: Reading, naming: Naming, words: Words) -> None:
    """Titles before the name and beside it; `before_i` is where the words before the name begin."""
    doc, sentence = reading.doc, reading.doc[naming.start_i].sent
    i = naming.start_i
    while i > sentence.start:
        hit = words.titles.ending_at(doc[i - 1])
        if hit is None or hit[1][-1].pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        if hit[0].does != "honorific" and not _stands_with(hit[1][-1], naming):
            break
        _entitle(reading, naming, *hit, words)
        i = hit[1][0].i
    if i < naming.start_i:
        naming.before_i = i
        if naming.country is None:
            naming.country = _country_before(doc, i, sentence.start)
    head = doc[naming.head_i]
    if naming.sure and naming.type is not EntityType.PERSON:
        return
    beside = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    for token in beside:
        hit = words.titles.ending_at(token)
        if hit is not None and token.pos_ in ("NOUN", "PROPN") and not is_plural(token):
            _entitle(reading, naming, *hit, words)
            owner = next((c for c in token.children if c.dep_ in ("poss", "amod", "compound")), None)
            if naming.country is None and owner is not None:
                naming.country = country_of_demonym(owner.text) or country_of(owner.text)


def _country_before(doc: Doc, i: int, first_i: int) -> str | None:
    """ "Albanian" or "Albania's" before the title that begins at i."""
    if i > first_i and doc[i - 1].tag_ == "POS":
        i -= 1
    return (country_of_demonym(doc[i - 1].text) or country_of(doc[i - 1].text)) if i > first_i else None


def _stands_with(title: Token, naming: Naming) -> bool:
    """A common noun before a name is its title where the parse or a capital says so: not "told the mayor Oster"."""
    inside = naming.start_i <= title.head.i < naming.end_i
    return inside or title.text[:1].isupper() or any(naming.start_i <= c.i < naming.end_i for c in title.children)


def _entitle(reading: Reading, naming: Naming, cue: Cue, tokens: list[Token], words: Words) -> None:
    """The title as a title of the naming, which then is of the kind that its word tells: an office makes it so."""
    if cue.does != "honorific":
        naming.titles.add(" ".join(t.lower_ for t in tokens))
    hit = words.kinds.ending_at(tokens[-1])
    naming.kind = naming.kind or (str(hit[0].option("kind")) if hit is not None else None)
    naming.gender = naming.gender or cue.option("gender")
    reading.fired(cue.id, reading.span_of(tokens))
