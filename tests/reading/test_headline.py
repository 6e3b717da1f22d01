"""Headlines: verbs that look like nouns, and what is left out, are read as in the sentence they stand for."""

import pytest
import spacy
from spacy.tokens import Doc

import reportedly
from reportedly.model.report import Part
from reportedly.reading import read
from reportedly.reading.headline_tree import Graft, Shown, grafted
from reportedly.reading.parser import parse
from reportedly.report import read_text

pytestmark = pytest.mark.parser
BODY = "OSTER - The mayor spoke in Oster on Monday. Officers of the Harbour Front and the police of Norland were there."


def claims_in_headline(headline: str):
    """(trigger, actor, whom it is done to, negated) of each claim in the headline."""
    found = reportedly.read(read_text(f"{headline}\n\n{BODY}", title=headline, published="2024-03-06"))
    text, end = found.report.text, len(headline)
    rows = []
    for claim in found.claims:
        if claim.trigger.end <= end:
            by_role = {p.role.value: p.name for p in claim.parties}
            whom = by_role.get("RECIPIENT") or by_role.get("OBJECT")
            rows.append((claim.trigger.of(text), by_role.get("ACTOR"), whom, claim.negated))
    return rows


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Blast kills two, wounds nine", [("kills", None, "two"), ("wounds", None, "nine")]),
        ("Mayor arrested, three officials sacked", [("arrested", None, "Mayor"), ("sacked", None, "three officials")]),
        ("Ferry sinks off Tavria, 12 dead", [("sinks", "Ferry", None), ("dead", None, "12")]),
        ("Troops raid village, 20 arrested", [("raid", "Troops", "village"), ("arrested", None, "20")]),
        (
            "Protesters storm parliament; dozens detained",
            [("storm", "Protesters", "parliament"), ("detained", None, "dozens")],
        ),
        ("Court jails editor, bans newspaper", [("jails", "Court", "editor"), ("bans", "Court", "newspaper")]),
        (
            "Velmark expels envoy, recalls ambassador",
            [("expels", "Velmark", "envoy"), ("recalls", "Velmark", "ambassador")],
        ),
        ("Army shells Karsholm, killing six", [("shells", "Army", "Karsholm"), ("killing", "Army", "six")]),
        ("Minister resigns, deputy takes over", [("resigns", "Minister", None), ("takes over", "deputy", None)]),
        ("Police arrest mayor", [("arrest", "Police", "mayor")]),
        ("Police search camp in Oster", [("search", "Police", "camp")]),
        ("Velmark to close port", [("close", "Velmark", "port")]),
        ("Rebels seize bridge in Oster", [("seize", "Rebels", "bridge")]),
        ("Train derails near Oster, 14 injured", [("derails", "Train", None), ("injured", None, "14")]),
        ("Storm hits Oster, ten drowned", [("hits", "Storm", "Oster"), ("drowned", "ten", None)]),
        ("Police raid depot, mayor says", [("raid", "Police", "depot")]),
        ("Two dead, nine hurt in Oster", [("dead", None, "Two"), ("hurt", None, "nine")]),
        ("Guards Attack Camp In Oster, Four Wounded", [("Attack", "Guards", "Camp"), ("Wounded", None, "Four")]),
    ],
)
def test_the_claims_of_a_headline(headline, expected):
    assert [row[:3] for row in claims_in_headline(headline) if row[0] != "Blast"] == expected


def test_nobody_hurt_is_said_not_to_be_so():
    assert claims_in_headline("Fire destroys depot, no one hurt")[-1] == ("hurt", None, "no one", True)


@pytest.mark.parametrize(
    "headline", ["Oster market attack", "Harbour strike talks", "Bread price protest in Oster", "Peace talks in Oster"]
)
def test_a_headline_of_nouns_stays_one(headline):
    assert all(whom is None for _, _, whom, _ in claims_in_headline(headline))


@pytest.mark.parametrize(
    "headline",
    ["The mayor of Oster has resigned", "Mayor: port will close", "Rebels attacked the port, the mayor said"],
)
def test_a_headline_that_is_understood_is_left_as_it_is(headline):
    report = read_text(f"{headline}\n\n{BODY}", title=headline)
    plain, mended = parse(report), read(report).doc
    assert [(t.dep_, t.head.i, t.tag_) for t in mended] == [(t.dep_, t.head.i, t.tag_) for t in plain]


def test_only_the_headline_is_parsed_anew():
    headline = "Police raid Harbour Front offices in Oster, one killed"
    report = read_text(f"{headline}\n\n{BODY}", title=headline)
    (title,) = (p.span for p in report.parts if p.part is Part.HEADLINE)
    plain, mended = parse(report), read(report).doc
    assert mended.text == plain.text == report.text
    assert [t.idx for t in mended] == [t.idx for t in plain]
    for before, after in zip(plain, mended, strict=True):
        if before.idx >= title.end and not before.is_space:
            assert (after.dep_, after.head.i, after.lemma_, after.ent_type_) == (
                before.dep_,
                before.head.i,
                before.lemma_,
                before.ent_type_,
            )
    assert [s.text.strip(" ,\n") for s in mended.sents][:2] == headline.split(", ")


@pytest.mark.parametrize(
    "headline", ["-", "A -", "- -", ", ,", "A, B; C: D", '"A, B" - "', "one killed, , two hurt ..", "12"]
)
def test_odd_headlines_raise_nothing(headline):
    read(read_text(f"{headline}\n\n{BODY}", title=headline))


def test_a_name_that_loses_its_first_word_begins_with_the_next():
    vocab = spacy.blank("en").vocab
    doc = Doc(vocab, words=["Old", "Oster", "Mail", "closes"], ents=["B-ORG", "I-ORG", "I-ORG", "O"])
    alone = Doc(vocab, words=["Old"])
    found = grafted(doc, [Graft(words=(Shown(text="Old", i=0),), parse=list(alone))], [])
    assert [(ent.text, ent.label_) for ent in found.ents] == [("Oster Mail", "ORG")]
