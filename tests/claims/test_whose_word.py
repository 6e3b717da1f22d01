"""On whose word a statement stands, with the rules alone and with the learned tagger beside them."""

import pytest

from reportedly.claims.attribution import Attribution, attributions_of, chains_at
from reportedly.claims.chain import MAX_STEPS, chain_of
from reportedly.claims.tagged import tagger_for
from reportedly.model.claim import Speech, Stance, Voice, VoiceKind
from reportedly.model.values import Span
from reportedly.reading import read
from reportedly.report import read_text
from reportedly.rules.load import load_rules

pytestmark = pytest.mark.parser

BODY = "\n\nThe Observatory called on Velmark to free them. Jon Sellin was there."
SOMEBODY = None  # a voice that is not named


def voices_of(text, word, model):
    """The names of the voices over a word, one list a chain."""
    reading = read(read_text(text, published="2024-03-06"), rules=load_rules())
    attributions = attributions_of(reading, load_rules(), tagger_for(model))
    start = reading.report.text.index(word)
    chains = chains_at(reading, attributions, Span(start, start + len(word)))
    return sorted(([a.voice.name for a in chain] for chain in chains), key=str)


@pytest.mark.parametrize("model", ["none", "default"])
@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(f"Velmark: release detained dockers{BODY}", "release", [], id="a-topic-before-a-colon"),
        pytest.param(f"Police: two held after raid{BODY}", "held", [["Police"]], id="a-speaker-before-a-colon"),
        pytest.param(f"Rebel Sellin said to have fled to Kelma{BODY}", "fled", [[SOMEBODY]], id="bare-passive"),
        pytest.param(f"Harbour Front reportedly preparing to leave{BODY}", "leave", [[SOMEBODY]], id="bare-participle"),
        pytest.param(
            "The minister is said to have offered troops, but the cabinet reportedly turned him down.",
            "turned",
            [[SOMEBODY]],
            id="reportedly-is-nobody's-own-word",
        ),
        pytest.param("None of the guards would say whether they fled.", "fled", [], id="nobody-is-no-voice"),
        pytest.param(
            "She denied that she had met investors in June, as the Harbour Front claims.",
            "met",
            [["She"], ["the Harbour Front"]],
            id="denied-what-another-claims",
        ),
        pytest.param(
            "The operator denied reports of planned cuts.", "cuts", [[SOMEBODY], ["The operator"]], id="denied-reports"
        ),
        pytest.param(
            "Velmark denied a report on Tavrian state television that its soldiers had fled.",
            "fled",
            [["Tavrian state television"], ["Velmark"]],
            id="denied-a-report-on-the-radio",
        ),
        pytest.param(
            "The council asked Ana Doru, who said that the port was shut.", "shut", [["Ana Doru"]], id="who-said"
        ),
        pytest.param(
            "The port was shut, two officials said, according to Radio Oster.",
            "shut",
            [["Radio Oster", "two officials"]],
            id="said-according-to",
        ),
        pytest.param("Velmark put its own dead at six.", "dead", [["Velmark"]], id="a-figure-on-somebody's-word"),
        pytest.param(
            "Speaking to the broadcaster Radio Oster, the mayor said that the port was shut.",
            "shut",
            [["Radio Oster", "the mayor"]],
            id="speaking-to",
        ),
        pytest.param(
            "The mayor said that the port was shut. She was speaking on Radio Oster.",
            "shut",
            [["Radio Oster", "The mayor"]],
            id="was-speaking-on",
        ),
        pytest.param(
            "The port was shut, a guard is quoted as saying by the newspaper Oster Post.",
            "shut",
            [["Oster Post", "a guard"]],
            id="quoted-as-saying-by",
        ),
        pytest.param(
            "The dam was safe, the minister said. That is what he told Reuters on Monday.",
            "dam",
            [["Reuters", "the minister"]],
            id="the-outlet-in-a-sentence-of-its-own",
        ),
        pytest.param(
            "AFP, quoting a docker reached by phone: two piers destroyed.",
            "destroyed",
            [["AFP", "a docker"]],
            id="citing-before-a-colon",
        ),
        pytest.param(
            "The group said that its men were shot. A security source rejected this claim as baseless.",
            "shot",
            [["The group"], ["A security source"]],
            id="rejected-in-the-next-sentence",
        ),
        pytest.param(
            "The mayor refused to confirm that the firm owes money.",
            "owes",
            [],
            id="who-refuses-to-confirm-says-nothing",
        ),
        pytest.param(
            "Jon Sellin left. He did not say how long the repair would take.", "take", [], id="left-open-is-not-said"
        ),
        pytest.param("The pier is safe. So far the mayor has not spoken.", "safe", [], id="so-far-is-no-cue"),
        pytest.param(
            "The captain reportedly told the owners that the pump had failed.",
            "failed",
            [[SOMEBODY, "The captain"]],
            id="reportedly-told",
        ),
        pytest.param(
            "The mayor said that the pier was shut. Buses would take the workers to Kelma. The police are there.",
            "take",
            [["The mayor"]],
            id="would-goes-on",
        ),
        pytest.param(
            "The mayor says that the pier is shut. Buses would take the workers to Kelma.",
            "take",
            [],
            id="would-after-says-does-not",
        ),
        pytest.param(
            "The ministry issued the following statement:\n\nThe raid is a crime.\n\nWe demand a trial.\n\n"
            "Meanwhile, the port opened.",
            "crime",
            [["The ministry"]],
            id="an-announced-statement",
        ),
        pytest.param(
            "The ministry issued the following statement:\n\nThe raid is a crime.\n\nMeanwhile, the port opened.",
            "opened",
            [],
            id="a-turning-word-ends-it",
        ),
        pytest.param(
            "The ministry issued the following statement:\n\nThe raid is a crime.\n\n"
            "The ministry said nothing of a trial. The port opened.",
            "opened",
            [],
            id="the-report-speaks-again",
        ),
        pytest.param(
            "By her own account, the captain had drunk two bottles.", "drunk", [["her"]], id="by-her-own-account"
        ),
    ],
)
def test_chains(text, word, expected, model):
    assert voices_of(text, word, model) == sorted(expected, key=str)


def test_a_chain_that_goes_round_ends():
    """No reading makes one; were one made, the walk must end all the same."""
    voice = Voice(name="X", kind=VoiceKind.OTHER, named=True, stance=Stance.ASSERTS, speech=Speech.INDIRECT)
    one, other = (
        Attribution(source=(), cue=(), content=(Span(0, 9),), voice=voice, rule="r", within=k, is_voice=False)
        for k in (1, 0)
    )
    assert chain_of((one, other), 0) == ()
    assert MAX_STEPS < 100
