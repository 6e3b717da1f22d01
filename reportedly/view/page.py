"""One report as a page: its text in blocks, who speaks where, and a panel for each claim. Drawing data, no HTML."""

from collections import Counter

from reportedly.model.claim import Claim, Read
from reportedly.model.values import record
from reportedly.view.marks import Block, blocks_of
from reportedly.view.panels import Panel, panels_of, voice_name
from reportedly.view.phrases import moment_phrase
from reportedly.view.stretches import Chain, Stretch, speaker_key, stretches_of
from reportedly.view.words import load_words, shown


@record
class Key:
    """A voice in the legend."""

    letter: str
    number: int
    name: str | None  # None: not named
    n_claims: int  # on its word


@record
class ReportPage:
    """All that a page of one report shows."""

    report_id: str
    title: str
    outlet: str | None
    published: str | None  # in words; None: not found
    file_name: str | None
    url: str | None
    rests_on: str | None
    language: str
    blocks: tuple[Block, ...]
    panels: tuple[Panel, ...]
    voices: tuple[Key, ...]
    n_own_word: int  # claims on the report's own word
    notes: tuple[str, ...]


def page_of(read: Read, language: str = "en") -> ReportPage:
    """The page of a report. Claims are numbered from 1 in order of their triggers."""
    words = load_words(language)
    report = read.report
    claims = tuple(sorted(read.claims, key=lambda claim: claim.trigger))
    stretches = stretches_of(read)
    entities = {entity.id: entity for entity in read.entities}
    page_words = load_words(language, "pages")

    def names(chain: Chain) -> tuple[str, ...]:
        return tuple(voice_name(voice, entities, words, page_words) for voice in chain)

    return ReportPage(
        report_id=report.id,
        title=shown(report.title.of(report.text)) if report.title else words["no_title"],
        outlet=shown(report.outlet) if report.outlet else None,
        published=moment_phrase(report.published, words) if report.published else None,
        file_name=shown(report.path) if report.path else None,
        url=shown(report.url) if report.url else None,
        rests_on=shown(read.rests_on.name) if read.rests_on is not None else None,
        language=report.language,
        blocks=blocks_of(read, claims, stretches, words, names),
        panels=panels_of(read, claims, language),
        voices=_legend(claims, stretches),
        n_own_word=sum(1 for claim in claims if len(claim.chain) == 1),
        notes=tuple(shown(note) for note in report.notes),
    )


def _legend(claims: tuple[Claim, ...], stretches: tuple[Stretch, ...]) -> tuple[Key, ...]:
    """The voices in order of their first words."""
    n_claims = Counter(speaker_key(claim.chain[-1]) for claim in claims)
    found: dict[int, Key] = {}
    for stretch in stretches:
        speaker = stretch.speaker
        found.setdefault(
            speaker.number,
            Key(
                letter=speaker.letter,
                number=speaker.number,
                name=shown(speaker.name) if speaker.name else None,
                n_claims=n_claims[speaker_key(stretch.chain[-1])],
            ),
        )
    return tuple(found.values())
