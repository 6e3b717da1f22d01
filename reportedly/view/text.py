"""A report as a text to read: its headline, then every claim on a line that can be read aloud."""

import io
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from reportedly.model.claim import Claim, Entity, Read, Role, Status
from reportedly.model.values import Span
from reportedly.view.clause import Stretch, predicate_of, who_of
from reportedly.view.phrases import chain_phrase, count_phrase, moment_phrase, quoted, when_phrase
from reportedly.view.words import Words, load_words, shown

COLOURS = {
    Status.HAPPENED: "bold green",
    Status.ONGOING: "bold cyan",
    Status.PLANNED: "bold blue",
    Status.POSSIBLE: "bold yellow",
    Status.DENIED: "bold red",
    Status.DEMANDED: "bold magenta",
    Status.HYPOTHETICAL: "bold bright_black",
    Status.ABANDONED: "bold bright_black",
}
INDENT = 4
SEPARATOR = " · "


def render(read: Read, *, width: int = 100, colour: bool = False, why: bool = False, language: str = "en") -> str:
    """The reading of one report, lines of at most `width` columns, line end included.

    colour: write terminal colours. why: under each claim, its words and the rule for each field.
    """
    words = load_words(language)
    page = _Page(width, colour)
    page.add(_header(read, words))
    entities = {entity.id: entity for entity in read.entities}
    for claim in sorted(read.claims, key=lambda c: c.trigger):
        page.add(_line(read, claim, entities, words), indent=INDENT)
        if why:
            for reason in _reasons(read, claim):
                page.add(reason, first=INDENT, indent=INDENT * 2)
    if not read.claims:
        page.add(Text(words["no_claims"], style="dim"))
    for note in read.report.notes:
        page.add(Text(f"! {shown(note)}", style="yellow"), indent=2)
    return page.written() + "\n"


def legend(language: str = "en") -> str:
    """What the marks mean, for once under all reports."""
    return str(load_words(language)["legend"])


class _Page:
    """Lines wrapped with a hanging indent, with or without colour."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = max(width, 40)
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=self._width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def add(self, text: Text, *, first: int = 0, indent: int = 0) -> None:
        lines = text.wrap(self._console, self._width - max(first, indent))
        for i, line in enumerate(lines):
            line.rstrip()
            margin = first if i == 0 else indent
            self._console.print(Text(" " * margin) + line, soft_wrap=True)

    def written(self) -> str:
        return self._out.getvalue()


def _header(read: Read, words: Words) -> Text:
    report = read.report
    title = shown(report.title.of(report.text)) if report.title else words["no_title"]
    facts = [shown(report.outlet)] if report.outlet else []
    facts.append(moment_phrase(report.published, words) if report.published else words["no_date"])
    if report.dateline is not None and report.dateline.place is not None:
        facts.append(shown(report.dateline.place.of(report.text)))
    if read.rests_on is not None:
        facts.append(str(words["rests_on"]).format(name=shown(read.rests_on.name)))
    if report.path:
        facts.append(shown(report.path))
    header = Text(title, style="bold")
    header.append("\n" + SEPARATOR.join(facts), style="not bold dim")
    return header


def _line(read: Read, claim: Claim, entities: Mapping[str, Entity], words: Words) -> Text:
    text = read.report.text
    label = f"{claim.status} {words['negated']}" if claim.negated else str(claim.status)
    line = Text(label, style=COLOURS[claim.status])
    line = Text.assemble(line, SEPARATOR)
    who = who_of(claim, text, words)
    predicate = predicate_of(claim, text, words)
    _append_marked(line, who, claim, text)
    line.append(" -> ")
    _append_marked(line, predicate, claim, text)
    line.append(SEPARATOR + chain_phrase(claim, entities, words), style="italic")
    when = when_phrase(claim.when, text, words)
    if when:
        line.append(SEPARATOR + when)
    shown_spans = [piece for piece in (*who, *predicate) if isinstance(piece, Span)]
    for place in claim.places:
        if not _is_within(place.evidence, shown_spans):
            line.append(SEPARATOR + words["place"][place.role].format(name=shown(place.name)))
    for count in claim.counts:
        line.append(SEPARATOR + count_phrase(count, words))
    for span in claim.hedges:
        if not _is_within((span,), shown_spans):
            line.append(f"{SEPARATOR}~{shown(span.of(text))}~", style="yellow")
    for term in claim.loaded:
        if not _is_within((term.span,), shown_spans):
            line.append(f"{SEPARATOR}«{shown(term.span.of(text))}»", style="magenta")
    return line


def _append_marked(line: Text, stretch: Stretch, claim: Claim, text: str) -> None:
    """The pieces of a stretch, hedges and loaded words marked where they stand."""
    marks = [(span, "~", "~", "yellow") for span in claim.hedges]
    marks += [(term.span, "«", "»", "magenta") for term in claim.loaded]
    marks.sort(key=lambda mark: mark[0])
    for piece in stretch:
        if isinstance(piece, str):
            line.append(piece)
            continue
        at = piece.start
        for span, before, after, style in marks:
            if span in piece and span.start >= at:
                line.append(_spaced(text[at : span.start]))
                line.append(f"{before}{shown(span.of(text))}{after}", style=style)
                at = span.end
        line.append(_spaced(text[at : piece.end]))


def _spaced(text: str) -> str:
    """As `shown`, with one space kept at an edge that had white space."""
    kept = shown(text)
    if not kept:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{kept}{' ' if text[-1].isspace() else ''}"


def _is_within(evidence: Iterable[Span], spans: list[Span]) -> bool:
    return all(any(span in outer for outer in spans) for span in evidence)


def _reasons(read: Read, claim: Claim) -> Iterable[Text]:
    """One line for each field: what it was taken from, and the rule or model behind it. Then who is who."""
    text = read.report.text
    parties = [p for p in claim.parties if p.role in (Role.ACTOR, Role.RECIPIENT, Role.OBJECT)]
    widest = max(len(name) for name in ("", *(b.field for b in claim.because), *(p.role for p in parties)))
    for because in claim.because:
        line = Text(f"{because.field:<{widest}}  ", style="dim")
        if because.evidence:
            line.append(f'"{quoted(because.evidence, text)}"  ', style="not dim")
        if because.field == "event":
            line.append(f"{'/'.join(filter(None, (claim.event.type, claim.event.mode)))}  ", style="not dim")
        line.append(because.rule)
        yield line
    for party in parties:
        line = Text(f"{party.role.lower():<{widest}}  ", style="dim")
        line.append(f'"{quoted(party.evidence, text)}"', style="not dim")
        if party.antecedent:
            line.append(f' = "{quoted(party.antecedent, text)}"', style="not dim")
        yield line
