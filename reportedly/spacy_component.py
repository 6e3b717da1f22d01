"""`nlp.add_pipe("reportedly")`: claims on Doc._.claims, their spans in doc.spans["reportedly"]."""

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.model.claim import Claim


def make(nlp: Language, name: str) -> "ClaimsComponent":
    """The factory behind the entry point `spacy_factories`."""
    return ClaimsComponent()


class ClaimsComponent:
    """Reads the claims of a parsed Doc."""

    def __init__(self) -> None:
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        from reportedly.claims.assemble import claims_of
        from reportedly.reading import read
        from reportedly.report import read_text
        from reportedly.rules.load import load_rules

        rules = load_rules()
        claims: tuple[Claim, ...] = claims_of(read(read_text(doc.text), doc=doc, rules=rules), rules)
        doc._.claims = claims
        spans = (doc.char_span(c.trigger.start, c.trigger.end, label=c.event.type, alignment_mode="expand") for c in claims)
        doc.spans["reportedly"] = [s for s in spans if s is not None]
        return doc
