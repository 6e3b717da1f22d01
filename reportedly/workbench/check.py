"""Runs the examples of every rule: the rule fires where its `yes` sentences say, and nowhere in the others."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from reportedly.model.claim import Claim, Role
from reportedly.model.report import Part
from reportedly.model.values import Span, record
from reportedly.reading.parser import DEFAULT_PARSER
from reportedly.rules.load import Rules
from reportedly.rules.schema import Cue, Frame, FrameExample
from reportedly.workbench.sentence import SentenceRead, read_sentences

BRACKETS = re.compile(r"\[([^\[\]]+)\]")
MIN_YES = 2
MIN_NO = 1
ROLES = (("actor", Role.ACTOR), ("recipient", Role.RECIPIENT), ("object", Role.OBJECT))


@record
class Case:
    """One example of one rule. `span`: where a cue must fire; None: it must not fire at all."""

    rule: str
    n: int  # 1, 2, ... among the rule's examples
    text: str
    cue: Cue | None = None
    frame: Frame | None = None
    span: Span | None = None
    example: FrameExample | None = None

    @property
    def name(self) -> str:
        return f"{self.rule}#{self.n}"

    @property
    def part(self) -> Part:
        """What the sentence is read as."""
        return Part.HEADLINE if self.cue is not None and self.cue.headline else Part.BODY

    @property
    def fails(self) -> str:
        """The known fault that this example shows; "" where it is expected to pass."""
        return self.example.fails if self.example is not None else self.cue.fails if self.cue is not None else ""


@record
class Outcome:
    """problem: "" where the example passes; else found and expected, in words."""

    case: Case
    problem: str


def cases_of(rules: Rules) -> tuple[Case, ...]:
    """Every example in the rules. Entries whose examples are malformed are in `faults_of`, not here."""
    cases: list[Case] = []
    for _, cues in rules.cues:
        for cue in cues:
            for n, sentence in enumerate((*cue.yes, *cue.no), 1):
                if n > len(cue.yes):
                    cases.append(Case(rule=cue.id, n=n, text=sentence, cue=cue))
                    continue
                found = list(BRACKETS.finditer(sentence))
                if len(found) == 1:
                    start = found[0].start()
                    words = Span(start, start + len(found[0][1]))
                    cases.append(Case(rule=cue.id, n=n, text=BRACKETS.sub(r"\1", sentence), cue=cue, span=words))
    for frame in rules.frames:
        texts: list[tuple[str, FrameExample | None]] = [(e.text, e) for e in frame.examples]
        texts += [(text, None) for text, _ in frame.nots]
        cases += [Case(rule=frame.id, n=n, text=t, frame=frame, example=e) for n, (t, e) in enumerate(texts, 1)]
    return tuple(cases)


def faults_of(rules: Rules) -> Iterator[tuple[str, str]]:
    """(rule id, what is wrong with its examples), found without reading them."""
    for _, cues in rules.cues:
        for cue in cues:
            yield from ((cue.id, fault) for fault in _counted(len(cue.yes), len(cue.no), "yes", "no"))
            for sentence in cue.yes:
                if len(BRACKETS.findall(sentence)) != 1:
                    yield cue.id, f'put [brackets] around the matched words once, and only there: "{sentence}"'
            for sentence in cue.no:
                if "[" in sentence:
                    yield cue.id, f'a "no" sentence has no [brackets]: "{sentence}"'
    for frame in rules.frames:
        yield from ((frame.id, fault) for fault in _counted(len(frame.examples), len(frame.nots), "example", "not"))
        for example in frame.examples:
            for key in ("trigger", "actor", "recipient", "object"):
                words = getattr(example, key)
                if words is not None and words not in example.text:
                    yield frame.id, f'{key} = "{words}" does not stand in "{example.text}"'


def _counted(n_yes: int, n_no: int, yes: str, no: str) -> Iterator[str]:
    if n_yes < MIN_YES:
        yield f'{n_yes} "{yes}" sentence(s); write at least {MIN_YES}'
    if n_no < MIN_NO:
        yield f'no "{no}" sentence; write at least {MIN_NO}'


def outcomes_of(rules: Rules, parser: str = DEFAULT_PARSER) -> Iterator[Outcome]:
    """Each example read, in order of `cases_of`."""
    cases = cases_of(rules)
    reads: dict[tuple[Part, str], SentenceRead] = {}
    for part in dict.fromkeys(case.part for case in cases):
        distinct = list(dict.fromkeys(case.text for case in cases if case.part is part))
        found = read_sentences(distinct, rules, parser, part)
        reads.update(((part, text), read) for text, read in zip(distinct, found, strict=True))
    for case in cases:
        read = reads[case.part, case.text]
        problem = _cue_problem(case, read) if case.cue is not None else _frame_problem(case, read)
        yield Outcome(case=case, problem=problem)


def verdicts_of(outcomes: list[Outcome]) -> Iterator[tuple[str, str]]:
    """(rule id, words) for every example that came out other than expected, and every known fault that has healed."""
    for outcome in outcomes:
        if outcome.problem and not outcome.case.fails:
            yield outcome.case.rule, f"{outcome.problem}\n    in: {outcome.case.text}"
    for rule, fault, still in _known_faults(outcomes):
        if not still:
            yield rule, f'passes now, though it says fails = "{fault}". Delete that line'


def _known_faults(outcomes: list[Outcome]) -> Iterator[tuple[str, str, bool]]:
    """(rule, fault, whether it still shows). A cue's `fails` covers all its examples, a frame's the one it is at."""
    by_entry: dict[tuple[str, str, int], list[bool]] = {}
    for outcome in outcomes:
        case = outcome.case
        if case.fails:
            key = (case.rule, case.fails, 0 if case.cue is not None else case.n)
            by_entry.setdefault(key, []).append(bool(outcome.problem))
    for (rule, fault, _), shows in by_entry.items():
        yield rule, fault, any(shows)


def line_of(rule: str, extra: Path | None = None) -> str:
    """ "status.toml:12" for a rule id, looked up in the user's folder first."""
    language, _, rest = rule.partition("/")
    stem, _, entry = rest.rpartition("/") if not rest.startswith("events/") else rest.partition(".")
    name = f"{stem}.toml"
    ours = resources.files("reportedly") / "resources" / language
    for root in (extra, ours) if extra is not None else (ours,):
        file = root.joinpath(*name.split("/"))
        if file.is_file():
            for i, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                if line.startswith("id") and f'"{entry}"' in line:
                    return f"{name}:{i}"
    return name


# -- cues ------------------------------------------------------------------------------------------------------------


def _cue_problem(case: Case, read: SentenceRead) -> str:
    fired = [f.span for f in read.reading.firings if f.rule == case.rule]
    quoted = ", ".join(f'"{span.of(case.text)}"' for span in dict.fromkeys(fired))
    if case.span is None:
        return f"expected: the rule does not fire; found: it fires on {quoted}" if fired else ""
    if case.span in fired:
        return ""
    wanted = case.span.of(case.text)
    found = f"it fires on {quoted}" if fired else "it does not fire"
    return f'expected: the rule fires on "{wanted}"; found: {found}'


# -- frames ----------------------------------------------------------------------------------------------------------


def _frame_problem(case: Case, read: SentenceRead) -> str:
    from_frame = [c for c in read.claims if _is_by(c, case.rule)]
    if case.example is None:
        quoted = ", ".join(f'"{c.trigger.of(case.text)}"' for c in from_frame)
        return f"expected: the frame does not apply; found: it applies to {quoted}" if from_frame else ""
    at_trigger = [c for c in read.claims if _same_words(c.trigger.of(case.text), case.example.trigger)]
    if not at_trigger:
        triggers = ", ".join(f'"{c.trigger.of(case.text)}"' for c in read.claims) or "none"
        return f'expected: a claim with trigger "{case.example.trigger}"; found triggers: {triggers}'
    claims = [c for c in at_trigger if _is_by(c, case.rule)]
    if not claims:
        found = ", ".join(sorted({_rule_of_event(c) for c in at_trigger}))
        return f'expected: "{case.example.trigger}" is {case.rule}; found: {found}'
    problems = [_roles_problem(case.example, claim, case.text, read) for claim in claims]
    return "" if "" in problems else problems[0]


def _rule_of_event(claim: Claim) -> str:
    return next((b.rule for b in claim.because if b.field == "event"), "no rule")


def _is_by(claim: Claim, frame_id: str) -> bool:
    rule = _rule_of_event(claim)
    return rule == frame_id or rule.startswith((f"{frame_id}.", f"{frame_id}/", f"{frame_id}#"))


def _roles_problem(example: FrameExample, claim: Claim, text: str, read: SentenceRead) -> str:
    for key, role in ROLES:
        expected = getattr(example, key)
        if expected is None:
            continue
        found = [span for p in claim.parties if p.role is role for span in p.evidence]
        start = text.find(expected)
        wanted = _without_article(Span(start, start + len(expected)), read)
        if all(_without_article(span, read) != wanted for span in found):
            quoted = ", ".join(f'"{span.of(text)}"' for span in found) or "none"
            return f'expected: {key} "{expected}"; found: {quoted}'
    return ""


def _without_article(span: Span, read: SentenceRead) -> str:
    """The words of a span in lower case, a leading article or other determiner left out."""
    doc = read.reading.doc
    inside = [t for t in doc.char_span(span.start, span.end, alignment_mode="expand") or () if not t.is_space]
    while len(inside) > 1 and inside[0].tag_ in ("DT", "PDT"):
        inside = inside[1:]
    return " ".join(t.lower_ for t in inside)


def _same_words(a: str, b: str) -> bool:
    return a.casefold().split() == b.casefold().split()
