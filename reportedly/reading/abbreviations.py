"""Which abbreviation stands for which name: by brackets ("Harbour Front (HF)") or by initials."""

import re
from collections.abc import Iterator

from reportedly.model.claim import EntityType
from reportedly.reading.drafts import Draft
from reportedly.reading.naming import Naming, Words
from reportedly.reading.reading import Reading

SHORT = re.compile(r"[A-Z](?:[A-Za-z&/.-]{0,6})[A-Z.]")  # "HF", "PKK", "KRG", "SDF", "U.N.", "RFE/RL", "ISIS"
MAY_BE_SHORT = frozenset(
    {
        EntityType.ORGANISATION,
        EntityType.PLACE,
        EntityType.GROUP,
        EntityType.OTHER,
        EntityType.PERSON,
        EntityType.OUTLET,
    }
)
BETWEEN = 3  # tokens between a name and its bracket: a closing quotation mark, a kind word ("the Tolan militia (TM)")


def abbreviated(reading: Reading, drafts: list[Draft], words: Words) -> Iterator[tuple[Draft, Draft]]:
    """(short, long): each short one once, and only where one long name fits."""
    shorts = [d for d in drafts if d.namings and d.type in MAY_BE_SHORT and _is_short(d.names[0])]
    longs = [d for d in drafts if any(len(n) > 6 or " " in n for n in d.names) and _may_be_long(d)]
    starts = {n.start_i: d for d in drafts for n in d.namings}
    ends = {n.end_i: d for d in drafts for n in d.namings}
    for short in shorts:
        by_bracket = [d for n in short.namings if (d := _beside_bracket(reading, n, starts, ends)) in longs]
        if by_bracket and by_bracket[0] is not short and _may_bracket(short, by_bracket[0]):
            yield short, by_bracket[0]
            continue
        if any(k.startswith(("country/", "outlet/")) for k in short.keys):
            continue
        letters = _plain(short.names[0])
        fitting = [d for d in longs if d is not short and _fits(reading, letters, d, words)]
        if len(fitting) == 1:
            yield short, fitting[0]


def _is_short(name: str) -> bool:
    return " " not in name and SHORT.fullmatch(name) is not None


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isalpha()).upper()


def _may_be_long(draft: Draft) -> bool:
    return draft.type is not EntityType.COUNTRY and not all(n.adjective for n in draft.namings)


def _beside_bracket(reading: Reading, naming: Naming, starts: dict[int, Draft], ends: dict[int, Draft]) -> Draft | None:
    """The name before "(HF)", or the name in the brackets behind "HF (Harbour Front)"."""
    doc = reading.doc
    opening = naming.start_i - 1
    if (
        opening >= 1
        and doc[opening].text in ("(", "[")
        and naming.end_i < len(doc)
        and doc[naming.end_i].text in ")],;"
    ):
        for end in range(opening, max(0, opening - BETWEEN), -1):
            if end in ends:
                return ends[end]
        return None
    if naming.end_i + 1 < len(doc) and doc[naming.end_i].text in ("(", "["):
        for start in (naming.end_i + 1, naming.end_i + 2):
            draft = starts.get(start)
            if draft is not None and doc[min(draft.namings[0].end_i, len(doc) - 1)].text in (")", "]"):
                return draft
    return None


def _may_bracket(short: Draft, long: Draft) -> bool:
    """Of a body, any letters will do: they may be those of its own language."""
    if any(k.startswith(("country/", "outlet/")) for k in short.keys):
        return _letters_of(short.names[0], long)
    return long.type is EntityType.ORGANISATION or _letters_of(short.names[0], long)


def _letters_of(short: str, long: Draft) -> bool:
    """Brackets are strong: it is enough that the letters stand in the name in this order, from its first."""
    for name in long.names:
        letters, at = _plain(short), 0
        plain = _plain(name)
        if not plain or plain[0] != letters[0]:
            continue
        for letter in letters:
            at = plain.find(letter, at) + 1
            if at == 0:
                break
        else:
            return True
    return False


def _fits(reading: Reading, letters: str, long: Draft, words: Words) -> bool:
    """Whether the letters are the initials of one of its names; the kind of body behind a name may give the last."""
    for naming in long.namings:
        capitals, all_words = _initials(naming.text)
        if len(capitals) >= 2 and letters in (capitals, all_words):
            return True
        kind = _kind_after(reading, naming, words)
        if kind and len(capitals) >= 2 and letters in (capitals + kind, all_words + kind):
            return True
    return False


def _initials(name: str) -> tuple[str, str]:
    """(of the words with a capital, of all words)"""
    parts = [p for p in re.split(r"[\s/-]+", name) if p[:1].isalpha()]
    return "".join(p[0] for p in parts if p[0].isupper()).upper(), "".join(p[0] for p in parts).upper()


def _kind_after(reading: Reading, naming: Naming, words: Words) -> str:
    """ "O" for "the Mujahedin-e-Khalq terror organization"."""
    for token in reading.doc[naming.end_i : naming.end_i + BETWEEN]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        hit = words.typed.ending_at(token)
        if hit is not None:
            return token.text[0].upper()
    return ""
