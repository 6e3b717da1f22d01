"""One sentence marked up: which rule fired on which words."""

from collections.abc import Iterable, Iterator

from reportedly.model.claim import Read
from reportedly.reading.parser import DEFAULT_PARSER, version_of
from reportedly.reading.reading import Firing
from reportedly.rules.load import Rules
from reportedly.view.text import render
from reportedly.view.words import shown
from reportedly.workbench.sentence import PUBLISHED, read_sentences


def try_out(
    sentence: str, rules: Rules, parser: str = DEFAULT_PARSER, *, width: int = 100, colour: bool = False
) -> str:
    """The sentence, a line under it for every rule that fired, and the claims that come out.

    Times are resolved against Wednesday 6 March 2024. The sentence is read as body text.
    """
    (read,) = read_sentences([sentence], rules, parser)
    whole = Read(
        report=read.reading.report,
        entities=read.reading.entities,
        claims=read.claims,
        models=(version_of(parser),),
    )
    lines = [shown(sentence), *_marks(read.reading.firings, sentence)]
    claims = render(whole, width=width, colour=colour).split("\n", 2)[2]  # without the header of a report
    return "\n".join(lines) + f"\n\n(published {PUBLISHED})\n{claims}"


def _marks(firings: Iterable[Firing], sentence: str) -> Iterator[str]:
    seen = dict.fromkeys((f.span, f.rule) for f in firings)
    for span, rule in sorted(seen):
        start = len(shown(sentence[: span.start] + "|")) - 1  # as shown, white space and odd characters differ
        words = shown(span.of(sentence))
        yield f"{' ' * start}{'^' * len(words)}  {rule}"
