"""How many: numbers of the people and things that an event is about, as ranges."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from reportedly.claims.grammar import bearer_of, number_end, ranged_object
from reportedly.claims.numbers import GAP, Numbers, numbers_of
from reportedly.model.claim import Because, Count
from reportedly.model.values import Span, record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

OTHER = "other"  # the key where counts.toml has none for the event
EXACT = "en/counts/form.exact"  # a bare number
LIMITS = ("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "ABOUT")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "dative"})
COUNTED_LABELS = frozenset({"", "CARDINAL", "QUANTITY"})  # spaCy's; a DATE, a PERCENT, part of a name is no count
WINDOW = 12  # words before a noun in which its number and what limits it stand


@record
class _Figure:
    """A number as found: its range, its words, the rule, and what else applied."""

    at_least: int | None
    at_most: int | None
    span: Span
    rule: str
    fired: tuple[tuple[str, Span], ...] = ()


class _CountWords:
    """The words of counts.toml, as regular expressions."""

    def __init__(self, rules: Rules) -> None:
        self.numbers: Numbers = numbers_of(rules)
        cues = rules.of("counts")
        self.of = {lemma: cue for cue in cues if cue.does == "OF" for lemma in cue.lemmas}
        self.not_counted = {w: cue for cue in cues if cue.does == "NOT_COUNTED" for w in cue.lemmas}
        self.vague = {
            words: (int(value), cue)
            for cue in cues
            if cue.does == "VAGUE"
            for words, value in zip((*cue.lemmas, *cue.phrases), cue.option("values"), strict=True)
        }
        self.limits = _words(c for c in cues if c.does in LIMITS)
        self.between = _words(c for c in cues if c.does == "BETWEEN")
        self.joins = _words(c for c in cues if c.does == "RANGE")
        self.or_more = _words(c for c in cues if c.does == "OR_MORE")
        self.number = re.compile(rf"(?<![\w.,]){self.numbers.pattern}(?!\w)", re.IGNORECASE)
        self.before = re.compile(rf"\b({_any(self.limits)}){GAP}$", re.IGNORECASE)
        self.opens = re.compile(rf"\b({_any(self.between)}){GAP}$", re.IGNORECASE)
        self.join = re.compile(rf"(?:{GAP})?({_any(self.joins)})(?:{GAP})?", re.IGNORECASE)
        self.after = re.compile(rf"{GAP}({_any(self.or_more)})\b", re.IGNORECASE)
        self.some = re.compile(rf"\b({_any(self.vague)})(?!\w)", re.IGNORECASE)


_BUILT: dict[str, _CountWords] = {}


def counts_of(
    reading: Reading, trigger_i: int, clause: Span, rules: Rules
) -> tuple[tuple[Count, ...], tuple[Because, ...]]:
    """The numbers of the event's subject and object, or of the event noun itself.

    "dozens" is at least 12 with no upper end, "about 30" is 30: what the words commit to. `unit` is None where no noun
    is counted ("12 were hurt").
    """
    words = _BUILT.get(rules.digest)
    if words is None:
        words = _BUILT[rules.digest] = _CountWords(rules)
    trigger = reading.doc[trigger_i]
    counts: list[Count] = []
    because: list[Because] = []
    kind = words.of.get(trigger.lemma_.lower())
    for noun, place in _arguments(trigger, kind, words):
        found = _figure(reading, noun, words)
        if found is None or not (found.span in clause or clause.overlaps(found.span)):
            continue
        counted = _counted_noun(noun, found.span)
        unit_word = counted[-1] if counted else None
        if unit_word is not None and (blocked := words.not_counted.get(unit_word.lemma_.lower())):
            reading.fired(blocked.id, reading.span_of([unit_word]))
            continue
        is_kind = kind is not None and place in (kind.option("whose"), "itself")
        for rule, span in found.fired:
            reading.fired(rule, span)
        if kind is not None and is_kind:
            reading.fired(kind.id, reading.span_of([trigger]))
        counts.append(
            Count(
                of=str(kind.option("key")) if kind is not None and is_kind else OTHER,
                unit=reading.span_of(counted).of(reading.report.text) if counted else None,
                at_least=found.at_least,
                at_most=found.at_most,
                evidence=(found.span,),
            )
        )
        because.append(Because(field="counts", rule=found.rule, evidence=(found.span,)))
    return tuple(counts), tuple(because)


def _arguments(trigger: Token, kind: Cue | None, words: _CountWords) -> list[tuple[Token, str]]:
    """Nouns that the event is about, with where they stand: "subject", "object", or "itself" for the event noun."""
    found: list[tuple[Token, str]] = []
    if trigger.pos_ in ("NOUN", "PROPN"):
        found.append((trigger, "itself"))
        found += [(n, "itself") for p in trigger.children if p.dep_ == "prep" for n in _nouns_of(p)[:1]][:1]
        return _with_joined(found)
    if trigger.pos_ == "ADJ":
        bearer = bearer_of(trigger)
        return _with_joined([(bearer, "subject")] if bearer is not None else [])
    passive = _is_passive(trigger)
    for child in trigger.children:
        lent = child.tag_ in ("WDT", "WP") and trigger.dep_ == "relcl"  # "12 people who were killed"
        if lent and kind is None:
            continue
        if child.dep_ in SUBJECTS:
            found.append((trigger.head if lent else child, "object" if passive else "subject"))
        elif child.dep_ in OBJECTS:
            found.append((trigger.head if lent else child, "object"))
    ranged = ranged_object(trigger, words.between)
    if ranged is not None:
        found.append((ranged, "object"))
    if trigger.dep_ == "acl" and trigger.tag_ == "VBN" and kind is not None:  # "12 people killed in the raid"
        found.append((trigger.head, "object"))
    return _with_joined(found)


def _is_passive(verb: Token) -> bool:
    """ "12 were killed and 30 wounded": the second lends its auxiliary from the first."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    alone = not any(c.dep_ in OBJECTS or c.dep_ == "aux" for c in verb.children)
    return verb.dep_ == "conj" and alone and any(c.dep_ == "auxpass" for c in verb.head.children)


def _with_joined(found: list[tuple[Token, str]]) -> list[tuple[Token, str]]:
    whole = [(number_end(noun) if number_end(noun).pos_ == "NUM" else noun, place) for noun, place in found]
    joined = [(c, place) for noun, place in whole for c in noun.conjuncts if c.i > noun.i and c.pos_ != "VERB"]
    return list(dict.fromkeys((*whole, *joined)))


def _nouns_of(preposition: Token) -> list[Token]:
    return [c for c in preposition.children if c.dep_ == "pobj"]


def _figure(reading: Reading, noun: Token, words: _CountWords) -> _Figure | None:
    """The number of a noun; None if it has none."""
    first = max(noun.sent.start, noun.i - WINDOW)
    start = reading.doc[first].idx
    end = noun.idx + len(noun)
    before = reading.report.text[start:end]
    vague = _vague(noun, before, start, words)
    if vague is not None:
        return vague
    number = noun if noun.pos_ == "NUM" else None
    if number is None:
        number = next((c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i), None)
        number = number or _number_or_more(noun, before, start, words)
    if number is None or not _may_count(number) or any(c.dep_ == "det" for c in _own_words(number)):
        return None
    hits = list(words.number.finditer(before))
    k = next((k for k, hit in enumerate(hits) if hit.start() <= number.idx - start < hit.end()), None)
    if k is None:
        return None
    if k + 1 < len(hits) and words.join.fullmatch(before, hits[k].end(), hits[k + 1].start()):
        k += 1  # "between 20 and 30 guards", parsed with "20" as the number
    value = _whole(words.numbers.value_of(hits[k][0]))
    if value is None:
        return None
    fired = _rules_of_number(hits[k][0], start + hits[k].start(), words)
    return _range(before, start, hits, k, value, words, fired) or _limited(
        reading, before, start, hits[k], value, words, fired
    )


def _may_count(number: Token) -> bool:
    """Not part of a date or name. A number word alone is none, whatever the parser calls it: "Forty were arrested"."""
    entity = next((e for e in number.doc.ents if e.start <= number.i < e.end), None) if number.ent_type_ else None
    alone = number.is_alpha and entity is not None and len(entity) == 1
    return number.ent_type_ in COUNTED_LABELS or alone


def _number_or_more(noun: Token, before: str, start: int, words: _CountWords) -> Token | None:
    """ "40 or more guards": the parser hangs "more" on the noun, and the number on "more"."""
    for hit in words.number.finditer(before):
        after = words.after.match(before, hit.end())
        if after is not None and any(c.idx == start + after.end() - len(c) for c in noun.children):
            return next((t for t in noun.subtree if hit.start() <= t.idx - start < hit.end()), None)
    return None


def _own_words(number: Token) -> list[Token]:
    """ "the one", "no one": a pronoun, not a number. "the 12" is one."""
    return list(number.children) if not number.lower_[0].isdecimal() and number.dep_ != "nummod" else []


def _vague(noun: Token, before: str, start: int, words: _CountWords) -> _Figure | None:
    """ "dozens of guards", "several guards", "a few guards": the last such words, if they belong to the noun."""
    hits = [hit for hit in words.some.finditer(before)]
    if not hits:
        return None
    hit = hits[-1]
    value, cue = words.vague[" ".join(hit[1].lower().split())]
    at = start + hit.start(1)
    own = noun.idx == start + hit.end(1) - len(noun)
    modifies = any(c.idx in Span(at, start + hit.end(1)) for c in noun.children)
    if not (own or modifies):
        return None
    span = Span(at, start + hit.end(1))
    return _Figure(at_least=value, at_most=None, span=span, rule=cue.id, fired=((cue.id, span),))


def _range(
    before: str,
    start: int,
    hits: list[re.Match[str]],
    k: int,
    high: int,
    words: _CountWords,
    fired: tuple[tuple[str, Span], ...],
) -> _Figure | None:
    """ "between 20 and 30", "20 to 30", "20-30"."""
    hit = hits[k]
    if k == 0:
        return None
    join = words.join.fullmatch(before, hits[k - 1].end(), hit.start())
    low = _whole(words.numbers.value_of(hits[k - 1][0]))
    if join is None or low is None or low >= high:
        return None
    cue = words.joins[join[1].lower()]
    opening = words.opens.search(before[: hits[k - 1].start()])
    if join[1].isalpha() and opening is None and join[1].lower() in words.numbers.joins:
        return None  # "four and six": two numbers, not a range
    begin = start + (opening.start(1) if opening else hits[k - 1].start())
    more = [(cue.id, Span(start + join.start(1), start + join.end(1)))]
    if opening is not None:
        more.append((words.between[opening[1].lower()].id, Span(begin, start + opening.end(1))))
    span = Span(begin, start + hit.end())
    return _Figure(at_least=low, at_most=high, span=span, rule=cue.id, fired=(*fired, *more))


def _limited(
    reading: Reading,
    before: str,
    start: int,
    hit: re.Match[str],
    value: int,
    words: _CountWords,
    fired: tuple[tuple[str, Span], ...],
) -> _Figure:
    """A number with what limits it: "at least", "up to", "or more"."""
    end = start + hit.end()
    text = reading.report.text
    if after := words.after.match(text, end):
        cue = words.or_more[" ".join(after[1].lower().split())]
        more = (cue.id, Span(after.start(1), after.end(1)))
        span = Span(start + hit.start(), after.end())
        return _Figure(at_least=value, at_most=None, span=span, rule=cue.id, fired=(*fired, more))
    limit = words.before.search(before[: hit.start()])
    if limit is None:
        span = Span(start + hit.start(), end)
        return _Figure(at_least=value, at_most=value, span=span, rule=EXACT, fired=(*fired, (EXACT, span)))
    cue = words.limits[" ".join(limit[1].lower().split())]
    low, high = {
        "AT_LEAST": (value, None),
        "MORE_THAN": (value + 1, None),
        "AT_MOST": (None, value),
        "LESS_THAN": (None, max(value - 1, 0)),
        "ABOUT": (value, value),
    }[cue.does]
    more = (cue.id, Span(start + limit.start(1), start + limit.end(1)))
    span = Span(start + limit.start(1), end)
    return _Figure(at_least=low, at_most=high, span=span, rule=cue.id, fired=(*fired, more))


def _counted_noun(noun: Token, figure: Span) -> list[Token]:
    """The counted noun and the words between it and its number; [] where only a pronoun, or nothing, is counted."""
    head = noun
    if noun.idx in figure:  # "dozens of guards", "12 of the guards", "12 were hurt"
        below = [n for p in noun.children if p.dep_ == "prep" for n in _nouns_of(p)]
        if not below or below[0].pos_ == "PRON":
            return []
        head = below[0]
        return [t for t in head.doc[head.left_edge.i : head.i + 1] if t.pos_ not in ("DET", "SPACE")]
    return [
        t for t in head.doc[head.left_edge.i : head.i + 1] if t.idx >= figure.end and t.pos_ not in ("DET", "SPACE")
    ]


def _rules_of_number(words_of_number: str, start: int, words: _CountWords) -> tuple[tuple[str, Span], ...]:
    """The rules of the number words, with their places."""
    hits = re.finditer(r"[^\W\d_]+", words_of_number)
    known = ((words.numbers.rule_of.get(hit[0].lower()), hit) for hit in hits)
    return tuple((rule, Span(start + hit.start(), start + hit.end())) for rule, hit in known if rule is not None)


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None and value == int(value) else None


def _words(cues: Iterable[Cue]) -> dict[str, Cue]:
    return {w.lower(): cue for cue in cues for w in (*cue.lemmas, *cue.phrases)}


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) or "(?!)"
