"""The reader as a spaCy component: `nlp.add_pipe("reportedly")`, then `doc._.claims` and `doc.spans["reportedly"]`."""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from reportedly.claims import assemble
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import Claim, Read
from reportedly.model.wire import from_json, to_json
from reportedly.pipeline import DEFAULT_MODEL
from reportedly.reading import read as reading_of
from reportedly.report import read_text
from reportedly.rules.load import load_rules

KEY = "reportedly"  # of doc.spans and doc.user_data


def claims_of_doc(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a Doc that the component has seen; () for any other."""
    record = doc.user_data.get(KEY)
    return from_json(record).claims if record is not None else ()


# Kept as text: user_data must survive Doc.to_bytes, which nlp.pipe(n_process=2) and DocBin rely on.
Doc.set_extension("claims", getter=claims_of_doc, force=True)
Doc.set_extension("outlet", default=None, force=True)  # set these before the component runs, where they are known
Doc.set_extension("published", default=None, force=True)


class ClaimReader:
    """Reads a parsed Doc. Sentence borders, parse and names are the pipeline's own."""

    def __init__(self, nlp: Language, rules: str | None, outlet: str | None, published: str | None, model: str) -> None:
        self._rules = load_rules(Path(rules) if rules is not None else None)
        self._outlet = outlet
        self._published = published
        self._tagger = tagger_for(model)
        self._parser = (f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"]))

    def __call__(self, doc: Doc) -> Doc:
        # What read_text would take out becomes a space: offsets into the report's text are offsets into the Doc's.
        text = doc.text.replace("\r\n", " \n").replace("\r", "\n").replace("\ufeff", " ")
        report = read_text(
            text,
            outlet=doc._.outlet or self._outlet,
            published=doc._.published or self._published,
            rules=self._rules,
        )
        reading = reading_of(report, rules=self._rules, doc=doc)
        inside = assemble.found_in(reading, self._rules, self._tagger)
        found = Read(
            report=report,
            rests_on=inside.rests_on,
            entities=reading.entities,
            claims=inside.claims,
            models=(self._parser, *((self._tagger.version,) if self._tagger is not None else ())),
        )
        doc.user_data[KEY] = to_json(found, rules_digest=self._rules.digest)
        doc.spans[KEY] = [span for claim in found.claims if (span := _trigger_in(doc, claim)) is not None]
        return doc


def _trigger_in(doc: Doc, claim: Claim) -> Span | None:
    start, end = claim.trigger.start, claim.trigger.end
    return doc.char_span(start, end, label=claim.event.type, span_id=claim.id, alignment_mode="expand")


@Language.factory(
    "reportedly",
    default_config={"rules": None, "outlet": None, "published": None, "model": DEFAULT_MODEL},
    requires=["token.dep", "token.tag", "token.pos", "token.lemma", "doc.ents", "doc.sents"],
)
def make(nlp: Language, name: str, rules: str | None, outlet: str | None, published: str | None, model: str) -> Any:
    """The component. rules: a folder of own rules; outlet, published (ISO date): for Docs that do not say; model: the
    attribution model, as for reportedly.pipeline.read.
    """
    return ClaimReader(nlp, rules, outlet, published, model)
