"""Fields of a claim as short phrases: when, where, how many, on whose word."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from reportedly.model.claim import Basis, Claim, Count, Entity, Party, Voice, When
from reportedly.model.values import Evidence
from reportedly.view.words import Words, shown

ONE_DAY = timedelta(days=1)


def quoted(evidence: Evidence, text: str) -> str:
    """The words of some evidence; a gap between two stretches is "…"."""
    return " … ".join(shown(span.of(text)) for span in evidence)


def chain_phrase(claim: Claim, entities: Mapping[str, Entity], words: Words) -> str:
    """ "says Radio Oster, citing two officials"; without a voice: on the report's own word.

    entities: by id; a voice that is not called by its name gets it added, "the prime minister (= Ana Doru)".
    """
    voices = claim.chain[1:]
    if not voices:
        return str(words["voice"]["own_word"])
    phrases = []
    for i, voice in enumerate(voices):
        name = lowered(shown(voice.name), words) if voice.name else words["unnamed"]
        full = other_name(voice, entities)
        if full is not None:
            name = words["stands_for"].format(name=name, full=shown(full))
        pattern = words["voice"]["first"][voice.stance] if i == 0 else words["voice"]["nested"]
        phrase = pattern.format(name=name)
        if 0 < i == len(voices) - 1:
            phrase += words["voice"]["last"][voice.stance]
        phrases.append(phrase)
    return ", ".join(phrases)


def lowered(name: str, words: Words) -> str:
    """A naming that may have begun its sentence, as it stands inside one: "The report" -> "the report"."""
    head, gap, rest = name.partition(" ")
    return f"{head.lower()}{gap}{rest}" if head in words["lower_inside"] else name


def other_name(voice: Voice, entities: Mapping[str, Entity]) -> str | None:
    """The name of the voice's entity, unless the voice's own words hold one of its names; else None."""
    entity = entities.get(voice.entity) if voice.entity is not None else None
    if entity is None or voice.name is None:
        return None
    said = voice.name.casefold()
    known = [name.casefold() for name in (entity.name, *entity.names)]
    return None if any(name in said or said in name for name in known) else entity.name


def fuller_name(party: Party, text: str) -> str | None:
    """The naming that a party's own words stand for; None where there is none, or they hold it already."""
    name, full = quoted(party.evidence, text), quoted(party.antecedent, text)
    return full if name and full and full.casefold() not in name.casefold() else None


def when_phrase(when: When, text: str, words: Words) -> str | None:
    """ "next week = 11-17 Mar 2024"; None where the report gives no time."""
    if when.basis is Basis.ASSUMED:
        return None
    said = quoted(when.evidence, text)
    interval = interval_phrase(when.start, when.end, words)
    if said.casefold() == interval.casefold():
        return said
    return str(words["when"]["equals"]).format(words=said, interval=interval)


def interval_phrase(start: str | None, end: str | None, words: Words) -> str:
    """A half-open interval in words: the last day is given, not the day after it."""
    patterns = words["when"]
    first, after = moment_of(start), moment_of(end)
    if first is None:
        if after is None:
            return str(patterns["open"])
        last = after if _has_clock(end) else after - ONE_DAY
        return str(patterns["until"]).format(end=_point(last, end, words))
    if after is None:
        return str(patterns["from"]).format(start=_point(first, start, words))
    if _has_clock(start) or _has_clock(end):
        if first == after:
            return _point(first, start, words)
        if first.date() == after.date():
            return f"{_day(first, words)} {first:%H:%M}-{after:%H:%M}"
        return f"{_point(first, start, words)} - {_point(after, end, words)}"
    return _days(first, max(first, after - ONE_DAY), words)


def _days(first: datetime, last: datetime, words: Words) -> str:
    """From the first to the last day, both included, as short as it stays clear."""
    after = last + ONE_DAY
    whole_months = first.day == 1 and after.day == 1
    if whole_months and (first.month, after.month) == (1, 1):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    month_of_first = words["months"][first.month - 1]
    month_of_last = words["months"][last.month - 1]
    same_year = first.year == last.year
    if whole_months:
        if same_year and first.month == last.month:
            return f"{month_of_first} {first.year}"
        head = month_of_first if same_year else f"{month_of_first} {first.year}"
        return f"{head} - {month_of_last} {last.year}"
    if first == last:
        return _day(first, words)
    if same_year and first.month == last.month:
        return f"{first.day}-{last.day} {month_of_last} {last.year}"
    head = f"{first.day} {month_of_first}" if same_year else _day(first, words)
    return f"{head} - {_day(last, words)}"


def moment_phrase(moment: str, words: Words) -> str:
    """A publication time: "3 Sep 2023 22:58"."""
    found = moment_of(moment)
    return _point(found, moment, words) if found is not None else shown(moment)


def _point(moment: datetime, written: str | None, words: Words) -> str:
    return f"{_day(moment, words)} {moment:%H:%M}" if _has_clock(written) else _day(moment, words)


def _day(moment: datetime, words: Words) -> str:
    return f"{moment.day} {words['months'][moment.month - 1]} {moment.year}"


def _has_clock(moment: str | None) -> bool:
    return moment is not None and "T" in moment


def moment_of(moment: str | None) -> datetime | None:
    """The start of what is written: "2023" and "2023-06" are read as their first day. None: open or unreadable."""
    if moment is None:
        return None
    padded = f"{moment}-01-01"[:10] if len(moment) < len("2023-01-01") else moment
    try:
        return datetime.fromisoformat(padded).replace(tzinfo=None)
    except ValueError:
        return None


def count_phrase(count: Count, words: Words) -> str:
    """ "killed: 1 or more" """
    low, high, patterns = count.at_least, count.at_most, words["count"]
    unit = shown(count.unit) if count.unit else ""
    if low is None and high is None:
        phrase = patterns["unknown"].format(of=count.of, unit=unit)
    elif low == high:
        phrase = patterns["exactly"].format(of=count.of, n=f"{low:,}", unit=unit)
    elif high is None:
        phrase = patterns["at_least"].format(of=count.of, n=f"{low:,}", unit=unit)
    elif low is None:
        phrase = patterns["at_most"].format(of=count.of, n=f"{high:,}", unit=unit)
    else:
        phrase = patterns["range"].format(of=count.of, low=f"{low:,}", high=f"{high:,}", unit=unit)
    return str(phrase).strip().removesuffix(":")
