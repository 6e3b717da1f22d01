"""Why a claim says what it says: rule, words and parse behind each field."""

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.errors import MissingModel
from reportedly.model.claim import Claim, Read
from reportedly.model.values import Span
from reportedly.reading import parser
from reportedly.view.phrases import quoted
from reportedly.view.words import shown
from reportedly.workbench.sentence import report_of


def explain(read: Read, claim: Claim) -> Iterator[str]:
    """Lines of plain text: each field's rule and evidence, each voice and party, then the tree of the sentence."""
    text = read.report.text
    yield f"{claim.id}  {claim.event.type}/{claim.event.mode or '-'}  {claim.status}"
    yield f"    {shown(claim.sentence.of(text))}"
    yield ""
    widest = max((len(b.field) for b in claim.because), default=0)
    for because in claim.because:
        words = f'"{quoted(because.evidence, text)}"' if because.evidence else "-"
        yield f"{because.field:<{widest}}  {_kind(because.rule)}  {because.rule}  {words}"
    yield ""
    for i, voice in enumerate(claim.chain):
        cue = f' by "{quoted(voice.cue, text)}"' if voice.cue else ""
        name = shown(voice.name) if voice.name else "-"
        yield f"chain[{i}]  {voice.kind} {name} {voice.stance} {voice.speech}{cue}"
    for party in claim.parties:
        full = f' = "{quoted(party.antecedent, text)}"' if party.antecedent else ""
        yield f'{party.role}  "{quoted(party.evidence, text)}"{full}  {party.entity or "-"}'
    for order in claim.order:
        yield f'{order.bound}  {order.claim}  "{quoted(order.evidence, text)}"'
    yield ""
    yield from _tree(claim.sentence, text, read.models)


def _kind(rule: str) -> str:
    """A rule id is "<language>/<file>/<entry>"; anything else names a model."""
    return "rule " if rule.count("/") >= 2 else "model"


def _tree(sentence: Span, text: str, models: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The dependency tree, if the model the record was made with is here; else one line that says so."""
    name = next((name for name, _ in models if "/" not in name), parser.DEFAULT_PARSER)  # the others are our weights
    try:
        doc = parser.parse(report_of(sentence.of(text)), name)
    except MissingModel as error:
        yield f"(no tree: {error})"
        return
    if parser.version_of(name) not in models:
        yield f"(parsed with {' '.join(parser.version_of(name))}, the record was made with another version)"
    for root in (t for t in doc if t.head.i == t.i and not t.is_space):
        yield from _branch(root, "")


def _branch(root: Token, indent: str) -> Iterator[str]:
    """Depth first without recursion: an odd text can give a tree deeper than Python's stack."""
    stack = [(root, indent)]
    while stack:
        token, margin = stack.pop()
        yield f"{margin}{shown(token.text)}  [{token.dep_} {token.tag_} {token.lemma_}]"
        stack += [(c, margin + "  ") for c in reversed(list(token.children)) if not c.is_space]
