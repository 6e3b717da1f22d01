"""brat standoff: a folder with NAME.txt and NAME.ann for each report, and the annotation.conf that brat needs."""

from collections.abc import Iterator
from pathlib import Path

from reportedly.model.claim import Claim, Role, Status
from reportedly.model.values import Evidence, Span
from reportedly.view.codes import event_types
from reportedly.view.exports.source import Source
from reportedly.view.rows import Told

VOICE, PARTY, TIME, PLACE = "Voice", "Party", "Time", "Place"


def brat(source: Source, out: Path) -> None:
    (out / "annotation.conf").write_text(_configuration(), encoding="utf-8")
    for told in source.told():
        report = told.read.report
        (out / f"{report.id}.txt").write_text(report.text, encoding="utf-8", errors="replace", newline="\n")
        lines = "".join(f"{line}\n" for line in _lines(told))
        (out / f"{report.id}.ann").write_text(lines, encoding="utf-8", errors="replace", newline="\n")


def _configuration() -> str:
    roles = ", ".join(f"{role.capitalize()}*:{PARTY}" for role in Role)
    events = "\n".join(f"{type}\t{roles}, Voice*:{VOICE}, Time*:{TIME}, Place*:{PLACE}" for type in event_types())
    entities = "\n".join((PARTY, VOICE, TIME, PLACE))
    attributes = f"Status\tArg:<EVENT>, Value:{'|'.join(Status)}\nNegated\tArg:<EVENT>"
    return f"[entities]\n{entities}\n[relations]\n[events]\n{events}\n[attributes]\n{attributes}\n"


def _lines(told: Told) -> Iterator[str]:
    """The lines of one .ann file; a span that is marked twice as the same thing is one text-bound annotation."""
    text = told.read.report.text
    bound: dict[tuple[str, Evidence], str] = {}
    n_attributes = 0
    outlet = " ".join((told.read.report.outlet or "").split())  # a line end in it would begin a line of its own
    yield f"#1\tAnnotatorNotes R\treport {told.read.report.id}, outlet {outlet}".rstrip()
    for n, claim in enumerate(told.read.claims, 1):
        arguments = []
        for role, kind, evidence in (("", claim.event.type, (claim.trigger,)), *_arguments(claim)):
            key = (kind, evidence)
            if key not in bound:
                bound[key] = f"T{len(bound) + 1}"
                yield f"{bound[key]}\t{kind} {_offsets(evidence, text)}\t{_one_line(evidence, text)}"
            if role:
                arguments.append(f"{role}:{bound[key]}")
        trigger = bound[claim.event.type, (claim.trigger,)]
        yield " ".join([f"E{n}\t{claim.event.type}:{trigger}", *_numbered(arguments)])
        n_attributes += 1
        yield f"A{n_attributes}\tStatus E{n} {claim.status}"
        if claim.negated:
            n_attributes += 1
            yield f"A{n_attributes}\tNegated E{n}"


def _arguments(claim: Claim) -> Iterator[tuple[str, str, Evidence]]:
    for party in claim.parties:
        if party.evidence:
            yield party.role.capitalize(), PARTY, party.evidence
    for voice in claim.chain:
        if voice.evidence:
            yield VOICE, VOICE, voice.evidence
    if claim.when.evidence:
        yield TIME, TIME, claim.when.evidence
    for place in claim.places:
        yield PLACE, PLACE, place.evidence


def _numbered(arguments: list[str]) -> Iterator[str]:
    """brat numbers the second and later arguments of one role: Actor, Actor2."""
    seen: dict[str, int] = {}
    for argument in dict.fromkeys(arguments):
        role, _, target = argument.partition(":")
        seen[role] = seen.get(role, 0) + 1
        yield f"{role}{seen[role] if seen[role] > 1 else ''}:{target}"


def _offsets(evidence: Evidence, text: str) -> str:
    return ";".join(f"{piece.start} {piece.end}" for piece in _pieces(evidence, text))


def _one_line(evidence: Evidence, text: str) -> str:
    return " ".join(piece.of(text) for piece in _pieces(evidence, text))


def _pieces(evidence: Evidence, text: str) -> Iterator[Span]:
    """The spans, cut at line ends, which a text-bound annotation may not hold."""
    for span in evidence:
        at = span.start
        for line in span.of(text).splitlines(keepends=True):
            stripped = line.strip()
            if stripped:
                start = at + line.index(stripped)
                yield Span(start, start + len(stripped))
            at += len(line)
