"""On whose word: sources, cues, contents, and the chains they make."""

import pytest

from reportedly.claims.attribution import attributions_of, chains_at
from reportedly.model.claim import Speech, Stance, VoiceKind
from reportedly.model.values import Span
from reportedly.reading import read
from reportedly.report.annotated import every_line
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser


def reading_of(text):
    """Every line a paragraph of the body."""
    return read(every_line("r-0", text))


def found_in(text):
    """(source, cue, content) in words, in the order of the contents."""
    attributions = attributions_of(reading_of(text), load_rules())
    words = lambda spans: " ... ".join(s.of(text) for s in spans)  # noqa: E731
    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]


def chains_on(text, word):
    """The chains over a word: for each the names and stances of its voices."""
    reading = reading_of(text)
    attributions = attributions_of(reading, load_rules())
    start = text.index(word)
    chains = chains_at(reading, attributions, Span(start, start + len(word)))
    return [[(a.voice.name, a.voice.stance) for a in chain] for chain in chains]


def only_voice(text):
    (attribution,) = attributions_of(reading_of(text), load_rules())
    return attribution.voice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The mayor said that the bridge had been closed.",
            ("The mayor", "said", "that the bridge had been closed"),
            id="clause",
        ),
        pytest.param(
            "The bridge had been closed, the mayor said.",
            ("the mayor", "said", "The bridge had been closed"),
            id="verb-at-the-end",
        ),
        pytest.param(
            "According to the mayor, the bridge was closed.",
            ("the mayor", "According to", "the bridge was closed"),
            id="according-to-in-front",
        ),
        pytest.param(
            "The bridge was closed, according to Radio Oster.",
            ("Radio Oster", "according to", "The bridge was closed"),
            id="according-to-behind",
        ),
        pytest.param("Israel denied attacking Syria.", ("Israel", "denied", "attacking Syria"), id="gerund"),
        pytest.param(
            "The mayor was quoted as saying that the port was shut.",
            ("The mayor", "was quoted as saying", "that the port was shut"),
            id="quoted-as-saying",
        ),
        pytest.param(
            "The union has expressed concerns that the port might be sold.",
            ("The union", "has expressed concerns", "that the port might be sold"),
            id="noun-with-a-light-verb",
        ),
        pytest.param(
            "Velmark accused Syria of shelling the port.",
            ("Velmark", "accused", "Syria of shelling the port"),
            id="accusation",
        ),
        pytest.param(
            "“The port is shut,” said Ana Doru, a teacher.",
            ("Ana Doru, a teacher", "said", "“The port is shut,”"),
            id="inverted",
        ),
        pytest.param(
            "“The port is shut. We wait. It is long,” Doru said. “We are patient.”",
            ("Doru", "said", "“The port is shut. We wait. It is long,” ... “We are patient.”"),
            id="quotation-of-several-sentences",
        ),
        pytest.param(
            "Officials say the ship left at noon; the mayor did not comment.",
            ("Officials", "say", "the ship left at noon"),
            id="up-to-a-semicolon",
        ),
        pytest.param("The mayor declined to say whether guards had fired.", None, id="declined-to-say"),
        pytest.param("The army refused to confirm that the ship was hit.", None, id="refused-to-confirm"),
        pytest.param("The union plans to march on Monday.", None, id="a-plan-is-no-voice"),
        pytest.param(
            "The ship reportedly left the port.", ("", "reportedly", "The ship ... left the port"), id="hearsay-adverb"
        ),
    ],
)
def test_source_cue_and_content(text, expected):
    assert found_in(text) == ([expected] if expected else [])


def test_a_participle_goes_on_with_the_same_speaker():
    found = found_in("Ana Doru said the port was shut, adding that the ships had left.")
    assert found == [
        ("Ana Doru", "said", "the port was shut"),
        ("Ana Doru", "adding", "that the ships had left"),
    ]


def test_no_source_from_another_paragraph():
    text = "The mayor arrived on Monday.\n“The port has been shut for a week.”"
    assert found_in(text) == [("", "", "“The port has been shut for a week.”")]


def test_a_quotation_runs_on_into_the_next_paragraph():
    text = "“The port is shut,” said Ana Doru. “We wait.\n“The ships have left.”"
    ((source, _, content),) = found_in(text)
    assert source == "Ana Doru" and content.endswith("“The ships have left.”")


def test_mixed_marks_keep_the_speaker():
    text = 'He spoke. "Velmark does not want a war and will not hide anyone who has left it,” added the mayor.'
    assert found_in(text)[-1][0] == "the mayor"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor doubted that the guards had fired.", Stance.DOUBTS),
        ("The mayor did not say that the guards had fired.", Stance.DOUBTS),
        ("The army denied that it had shelled the town.", Stance.DENIES),
        ("The union demanded that the mayor resign.", Stance.DEMANDS),
        ("The court ordered the police to free the baker.", Stance.DEMANDS),
        ("Reporters asked whether the ship had been hit.", Stance.ASKS),
        ("The envoy warned that fighting could resume.", Stance.ASSERTS),
    ],
)
def test_stance(text, stance):
    assert only_voice(text).stance is stance


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("Syria said Israel attacked Lebanon.", VoiceKind.GOVERNMENT, True),
        ("A security source said the port was shut.", VoiceKind.OFFICIAL, False),
        ("Residents said the port was shut.", VoiceKind.WITNESS, False),
        ("A Lebanese official said the port was shut.", VoiceKind.OFFICIAL, False),
        ("Prime Minister Ana Doru said the port was shut.", VoiceKind.OFFICIAL, True),
        ("The statement said the port was shut.", VoiceKind.DOCUMENT, False),
        ("The newspaper Oster Post said the port was shut.", VoiceKind.OUTLET, True),
    ],
)
def test_kind_of_voice(text, kind, named):
    voice = only_voice(text)
    assert (voice.kind, voice.named) == (kind, named)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“The port is shut,” said Ana Doru.", Speech.DIRECT),
        ("Ana Doru said the port was “shut for good” by the army.", Speech.MIXED),
        ("Ana Doru said the port was shut.", Speech.INDIRECT),
    ],
)
def test_speech(text, speech):
    assert only_voice(text).speech is speech


def test_a_report_speaks_for_its_author():
    assert only_voice("A report by Ana Doru says the port was shut.").name == "Ana Doru"


ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Israel attacked Syria.", "attacked", [], id="on-the-report's-own-word"),
        pytest.param(
            "The mayor said that Ana Doru had claimed that guards had fired.",
            "fired",
            [[("The mayor", ASSERTS), ("Ana Doru", ASSERTS)]],
            id="a-voice-within-a-voice",
        ),
        pytest.param(
            "The mayor denied Ana Doru's claim that guards had fired.",
            "fired",
            [[("Ana Doru", ASSERTS)], [("The mayor", DENIES)]],
            id="two-voices-differ",
        ),
        pytest.param(
            "Israel attacked Lebanon, the Syrian agency SANA reported, citing a Lebanese official.",
            "attacked",
            [[("SANA", ASSERTS), ("a Lebanese official", ASSERTS)]],
            id="citing",
        ),
        pytest.param(
            "Ana Doru said in an interview with the newspaper Oster Post that the port was shut.",
            "shut",
            [[("Oster Post", ASSERTS), ("Ana Doru", ASSERTS)]],
            id="interview",
        ),
        pytest.param(
            "Ana Doru told the newspaper Oster Post that the port was shut.",
            "shut",
            [[("Oster Post", ASSERTS), ("Ana Doru", ASSERTS)]],
            id="told-an-outlet",
        ),
        pytest.param(
            "The broadcaster Radio Oster quoted Ana Doru as saying the talks had failed.",
            "failed",
            [[("Radio Oster", ASSERTS), ("Ana Doru", ASSERTS)]],
            id="quoted-by-an-outlet",
        ),
        pytest.param(
            "Syria said Israel had attacked Lebanon, but Israel denied the claim.",
            "attacked",
            [[("Syria", ASSERTS)], [("Israel", DENIES)]],
            id="denied-the-claim-before",
        ),
    ],
)
def test_chains(text, word, expected):
    assert chains_on(text, word) == expected


@pytest.mark.parametrize("text", ["", "\n", '"', "said", "said said said:", "according to", "“” said ” “ by : ‘"])
def test_odd_text_raises_nothing(text):
    attributions_of(reading_of(text), load_rules())
