"""How many: numbers on the event's parties, as ranges. Dates, ages, ordinals and parts of names are no counts."""

from functools import cache

from spacy.tokens import Token

from reportedly.model.claim import Because, Count
from reportedly.model.values import Span
from reportedly.reading.find import CueIndex
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "dative"})
NO_COUNT_LABELS = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
UNKNOWN_OF = "other"
Found = tuple[tuple[Count, ...], tuple[Because, ...]]


class _Words:
    """The counting words of counts.toml, by what they do."""

    def __init__(self, rules: Rules) -> None:
        cues = rules.of("counts")
        self.numbers = {
            word: int(value)
            for c in cues
            if c.does == "number"
            for word, value in zip(c.lemmas, c.option("values"), strict=True)
        }
        self.scales = {
            word: int(value)
            for c in cues
            if c.does == "scale"
            for word, value in zip(c.lemmas, c.option("values"), strict=True)
        }
        self.crowds = {
            word: (int(value), c)
            for c in cues
            if c.does == "crowd"
            for word, value in zip(c.lemmas, c.option("values"), strict=True)
        }
        self.limits = CueIndex(c for c in cues if c.does in ("at_least", "at_most", "more_than", "fewer_than", "about"))
        self.of = {lemma: c for c in cues if c.does == "of" for lemma in c.lemmas}


@cache
def _words(rules: Rules) -> _Words:
    return _Words(rules)


def counts_of(reading: Reading, trigger_i: int, clause: Span, rules: Rules) -> Found:
    """Ranges for the numbers on the event's subject, object and prepositional objects; () where none stands there."""
    words = _words(rules)
    trigger = reading.doc[trigger_i]
    counts: list[Count] = []
    because: list[Because] = []
    for head in _counted(trigger):
        if head.idx not in clause:
            continue
        hit = _range(reading, head, words)
        if hit is None:
            continue
        low, high, rule, used, unit = hit
        kind = words.of.get(trigger.lemma_.lower())
        evidence = reading.evidence_of(used)
        reading.fired(rule, reading.span_of(used))
        if kind is not None:
            reading.fired(kind.id, reading.span_of([trigger]))
        counts.append(
            Count(
                of=str(kind.option("values")[0]) if kind else UNKNOWN_OF,
                unit=reading.span_of(unit).of(reading.report.text) if unit else None,
                at_least=low,
                at_most=high,
                evidence=evidence,
            )
        )
        because.append(Because(field="counts", rule=rule, evidence=evidence))
    return tuple(counts), tuple(because)


def _counted(trigger: Token) -> list[Token]:
    """The heads of the trigger's arguments, members of a list included, in text order."""
    heads: list[Token] = []
    for child in trigger.children:
        if child.dep_ == "prep":
            heads += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ in ARGUMENTS:
            heads.append(child)
    for head in list(heads):
        heads += [c for c in head.conjuncts if c.i > head.i and c.pos_ in ("NOUN", "PROPN", "NUM")]
    return sorted(dict.fromkeys(heads), key=lambda t: t.i)


def _range(
    reading: Reading, head: Token, words: _Words
) -> tuple[int | None, int | None, str, list[Token], list[Token]] | None:
    """(at least, at most, rule, the number's words, the counted noun's words) of one argument; None without a number."""
    if head.ent_type_ in NO_COUNT_LABELS:
        return None
    crowd = words.crowds.get(head.lemma_.lower()) or words.crowds.get(head.lower_)
    if crowd is not None and head.pos_ in ("NOUN", "NUM"):
        number = next((c for c in head.children if c.dep_ == "nummod" and _value(c, words) is not None), None)
        times = (_value(number, words) or 1) if number is not None else 1
        nouns = [p for c in head.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        used = [*([number] if number is not None else []), head]
        return crowd[0] * times, None, crowd[1].id, used, _unit(nouns[0]) if nouns else []
    numbers = [c for c in head.children if c.dep_ == "nummod" and c.ent_type_ not in NO_COUNT_LABELS and c.i < head.i]
    number = numbers[0] if numbers else (head if head.pos_ == "NUM" else None)
    if number is None:
        return None
    value = _value(number, words)
    if value is None:
        return None
    first = min(t.i for t in number.subtree)
    around = reading.doc[max(first - 3, number.sent.start) : number.i]
    limit = next((m for m in reversed(words.limits.in_tokens(around)) if m.end_i >= first), None)
    unit = _unit(head) if number is not head else []
    scale = [c for c in number.children if c.dep_ == "compound"]
    if limit is None:
        return value, value, "en/counts/exact", [*scale, number], unit
    used = [*limit.tokens(reading.doc), *scale, number]
    low, high = _limited(limit.cue, value)
    return low, high, limit.cue.id, used, unit


def _limited(cue: Cue, value: int) -> tuple[int | None, int | None]:
    match cue.does:
        case "at_least":
            return value, None
        case "more_than":
            return value + 1, None
        case "at_most":
            return None, value
        case "fewer_than":
            return None, max(value - 1, 0)
        case _:
            return value, value


def _value(token: Token, words: _Words) -> int | None:
    """ "150", "1,200", "twelve", "2 million"; None for anything else."""
    text = token.lower_.replace(",", "")
    whole = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else words.numbers.get(text)
    scale = words.scales.get(text)
    if whole is None and scale is not None:
        before = next((c for c in token.children if c.dep_ == "compound"), None)
        inner = _value(before, words) if before is not None else 1
        return inner * scale if inner is not None else None
    return whole


def _unit(head: Token) -> list[Token]:
    """The counted noun with what stands between it and its number."""
    return [t for t in head.children if t.dep_ in ("compound", "amod") and t.i < head.i and t.pos_ != "NUM"] + [head]
