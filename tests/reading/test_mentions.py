"""Who is named, and what stands for whom. Invented people and bodies beside real countries."""

import csv
from importlib import resources

import pytest

from reportedly.model.claim import EntityType
from reportedly.reading import read
from reportedly.reading.reading import Reading
from reportedly.workbench.sentence import report_of

pytestmark = pytest.mark.parser


def reading_of(text: str) -> Reading:
    return read(report_of(text))


def entity(reading: Reading, name: str):
    found = [e for e in reading.entities if name in e.names]
    assert len(found) == 1, [e.names for e in reading.entities]
    return found[0]


def mentions(reading: Reading, name: str) -> list[str]:
    return [span.of(reading.report.text) for span in entity(reading, name).mentions]


def stands_for(reading: Reading, word: str) -> str | None:
    """The name of the entity that the last such word is joined to; None where it is left open."""
    i = max(t.i for t in reading.doc if t.text == word)
    return next((e.name for e in reading.entities if e.id == reading.entity_of_token.get(i)), None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("The Harbour Front (HF) met. HF left Oster.", {"Harbour Front", "HF"}, id="brackets"),
        pytest.param(
            "HF left. The Harbour Front met in Oster.", {"Harbour Front", "HF"}, id="initials-before-the-name"
        ),
        pytest.param(
            "The Tolan-e-Karsh terror organization left. The TKO denied it.", {"Tolan-e-Karsh", "TKO"}, id="kind-word"
        ),
        pytest.param("Jon Varga left Oster. Varga denied it.", {"Jon Varga", "Varga"}, id="surname"),
        pytest.param("Varga left Oster. Jon Varga denied it.", {"Jon Varga", "Varga"}, id="surname-first"),
        pytest.param("The US left. The United States denied it.", {"US", "United States"}, id="alias-of-a-country"),
        pytest.param("Tasnim denied it. Tasnim News Agency left.", {"Tasnim", "Tasnim News Agency"}, id="outlet"),
    ],
)
def test_namings_of_the_same_are_one_entity(text, names):
    reading = reading_of(text)
    assert names <= set(entity(reading, min(names)).names)


def test_the_fullest_name_is_the_entitys_name():
    assert entity(reading_of("HF left. The Harbour Front (HF) met in Oster."), "HF").name == "Harbour Front"


def test_two_people_of_one_surname_stay_two():
    reading = reading_of("Mr Varga resigned. His wife Ida Varga denied it.")
    assert entity(reading, "Varga").id != entity(reading, "Ida Varga").id


@pytest.mark.parametrize(
    ("text", "name", "type_", "kind", "country"),
    [
        pytest.param("Tasnim denied it.", "Tasnim", EntityType.OUTLET, "agency", "IR", id="agency-is-no-person"),
        pytest.param("He told German network Spiegel.", "Spiegel", EntityType.OUTLET, "magazine", "DE", id="magazine"),
        pytest.param(
            "Radio Oster denied it.", "Radio Oster", EntityType.OUTLET, "broadcaster", None, id="by-its-words"
        ),
        pytest.param("France denied it.", "France", EntityType.COUNTRY, "state", "FR", id="country"),
        pytest.param("They raided Karsh 3.", "Karsh 3", EntityType.PLACE, None, None, id="numbered"),
        pytest.param("Camp 3 was closed.", "Camp 3", EntityType.PLACE, None, None, id="numbered-by-place-word"),
        pytest.param("Albanian police left.", "Albanian police", EntityType.ORGANISATION, "police", "AL", id="police"),
        pytest.param(
            "The government of Albania left.",
            "government of Albania",
            EntityType.ORGANISATION,
            "government",
            "AL",
            id="of",
        ),
        pytest.param(
            "Albanian Prime Minister Edi Bren left.",
            "Edi Bren",
            EntityType.PERSON,
            "government",
            "AL",
            id="title-and-demonym",
        ),
        pytest.param("Jordan Vale left Oster.", "Jordan Vale", EntityType.PERSON, None, None, id="name-like-a-country"),
        pytest.param("Three Palestinians left.", "Palestinians", EntityType.GROUP, None, "PS", id="people"),
    ],
)
def test_type_kind_and_country_are_what_the_words_say(text, name, type_, kind, country):
    found = entity(reading_of(text), name)
    assert (found.type, found.kind, found.country) == (type_, kind, country)


def test_an_outlets_name_can_be_a_mans():
    reading = reading_of("Michael Bloomberg visited Oster. Bloomberg said the port was shut.")
    assert entity(reading, "Bloomberg").type is EntityType.PERSON


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        pytest.param("The Harbour Front met. The group left.", "group", "Harbour Front", id="the-group"),
        pytest.param(
            "Radio Oster left. The broadcaster denied it.", "broadcaster", "Radio Oster", id="the-broadcaster"
        ),
        pytest.param("France closed a port. The country had warned.", "country", "France", id="the-country"),
        pytest.param("Albanian police met. Police left.", "Police", "Albanian police", id="bare-police"),
        pytest.param(
            "Prime Minister Ana Doru met the clerks. 'No,' added the prime minister.",
            "minister",
            "Ana Doru",
            id="title",
        ),
        pytest.param("Ana Doru arrived in Oster. She met the clerks.", "She", "Ana Doru", id="she"),
        pytest.param("The Harbour Front closed its office.", "its", "Harbour Front", id="its"),
        pytest.param("Ana Doru, who left Oster, resigned.", "who", "Ana Doru", id="who"),
    ],
)
def test_what_stands_for_a_name_is_joined_to_it(text, word, name):
    reading = reading_of(text)
    assert stands_for(reading, word) == name
    i = max(t.i for t in reading.doc if t.text == word)
    assert name.endswith(reading.antecedent_of_token[i].of(text).removeprefix("The "))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Hamas and Hezbollah met. The group left.", "group", id="two-bodies"),
        pytest.param("Ana Doru met Ida Lund. She left.", "She", id="two-people"),
        pytest.param("The Harbour Front met. The rival group left.", "group", id="another-group"),
        pytest.param("The Harbour Front met. A group of boys left.", "group", id="indefinite"),
        pytest.param("The Harbour Front met. It seems that Oster is quiet.", "It", id="empty-it"),
        pytest.param("Ana Doru met her.", "her", id="not-herself"),
        pytest.param("Two men left. Police said they were armed.", "they", id="people-or-police"),
        pytest.param("The Harbour Front denied it.", "it", id="what-was-denied"),
    ],
)
def test_what_could_mean_two_stays_open(text, word):
    assert stands_for(reading_of(text), word) is None


def test_a_pronoun_may_stand_for_people_without_a_name():
    text = "Some dockers left Oster. They blamed the mayor."
    reading = reading_of(text)
    i = next(t.i for t in reading.doc if t.text == "They")
    assert i not in reading.entity_of_token
    assert reading.antecedent_of_token[i].of(text) == "Some dockers"


def test_entities_are_numbered_in_order_of_first_mention():
    reading = reading_of("Jon Varga left Oster for France. Ana Doru met Varga.")
    assert [e.id for e in reading.entities] == [f"e{n}" for n in range(1, len(reading.entities) + 1)]
    firsts = [e.mentions[0] for e in reading.entities]
    assert firsts == sorted(firsts)


def test_the_same_text_gives_the_same_entities():
    text = (
        "The Harbour Front (HF) told Radio Oster that Ana Doru left Albania. HF said she fled. The country denied it."
    )
    assert reading_of(text).entities == reading_of(text).entities


def test_odd_text_does_no_harm():
    for text in ("(HF)", "- - -", "3", "The the the.", "“", "Mr. Mr. Mr.", "HF HF (HF) HF", "Ana-e-", "U.S.-led U.N."):
        reading_of(text)


@pytest.mark.parametrize(("name", "at_least"), [("outlets.csv", 150), ("countries.csv", 195)])
def test_world_lists_are_whole(name, at_least):
    text = (resources.files("reportedly") / "resources" / "world" / name).read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) >= at_least
    assert all(None not in row and None not in row.values() for row in rows)
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
