"""3. Reading -> claims: asks each question in turn. Read this file first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.claims.actors import ActorReader
from reportedly.claims.attribution import Attribution, attributions_of, chains_at
from reportedly.claims.counts import counts_of
from reportedly.claims.events import EventMention, events_of
from reportedly.claims.factuality import RULE as FACTUALITY
from reportedly.claims.factuality import load_factuality
from reportedly.claims.order import with_order
from reportedly.claims.own_gazetteer import NO_OWN, OwnGazetteer
from reportedly.claims.parties import parties_of
from reportedly.claims.places import places_of
from reportedly.claims.rests_on import rests_on
from reportedly.claims.status import StatusReader, status_of
from reportedly.claims.times import TimeExpression, expressions_of, when_of
from reportedly.claims.toponyms import Toponym, toponyms_of
from reportedly.claims.wording import loaded_of
from reportedly.model.claim import Because, Claim, Loaded, RestsOn, Speech, Stance, Voice, VoiceKind
from reportedly.model.values import record
from reportedly.reading.reading import Reading
from reportedly.rules.load import Rules

if TYPE_CHECKING:
    from reportedly.claims.tagger import Tagger

THE_REPORT = Voice(name=None, kind=VoiceKind.REPORT, named=True, stance=Stance.ASSERTS, speech=Speech.NONE)


@record
class Found:
    """What is found in one reading."""

    claims: tuple[Claim, ...]  # in text order; two where two voices differ on one trigger
    rests_on: RestsOn | None
    toponyms: tuple[Toponym, ...]  # every place name, of claims or not, in text order


def claims_of(reading: Reading, rules: Rules, tagger: "Tagger | None" = None) -> tuple[Claim, ...]:
    """Every claim of the report, as in `found_in`."""
    return found_in(reading, rules, tagger).claims


def found_in(reading: Reading, rules: Rules, tagger: "Tagger | None" = None, gazetteer: OwnGazetteer = NO_OWN) -> Found:
    """Every claim of the report, and the agency that it rests on as a whole.

    `tagger`: the learned tagger of attributions to set beside the rules; None: the rules alone. `gazetteer`: the user's
    own, whose names go before ours.
    """
    attributions = attributions_of(reading, rules, tagger)  # on whose word
    expressions = expressions_of(reading, rules)  # when
    toponyms = toponyms_of(reading, rules, gazetteer)  # where
    loaded = loaded_of(reading, rules)  # in which loaded words
    statuses = StatusReader(reading, attributions, rules)  # did it happen
    actors = ActorReader(reading, rules, toponyms)  # what the parties are
    claims: list[Claim] = []
    for mention in events_of(reading, attributions, rules):  # what
        chains = list(chains_at(reading, attributions, mention.trigger)) or [()]
        claims += [
            _claim(reading, rules, mention, chain, n, expressions, toponyms, loaded, statuses, actors)
            for n, chain in enumerate(chains)
        ]
    ordered = with_order(reading, claims, rules)  # before and after what
    return Found(claims=ordered, rests_on=rests_on(reading, attributions, rules), toponyms=toponyms)


def _claim(
    reading: Reading,
    rules: Rules,
    mention: EventMention,
    chain: tuple[Attribution, ...],
    n: int,
    expressions: tuple[TimeExpression, ...],
    toponyms: tuple[Toponym, ...],
    loaded: tuple[Loaded, ...],
    statuses: StatusReader,
    actors: ActorReader,
) -> Claim:
    token = reading.doc[mention.token_i]
    found = status_of(statuses, token, mention.clause, chain)
    stance = chain[-1].voice.stance.value if chain else ""
    parties, parties_because = parties_of(reading, mention, rules, actors)  # who, to whom
    when, when_because = when_of(reading, expressions, mention.token_i, found.status, mention.clause, rules)
    places, places_because = places_of(reading, toponyms, mention.token_i, mention.clause, rules)  # where
    counts, counts_because = counts_of(reading, mention.token_i, mention.clause, rules)  # how many
    because: Iterable[Because] = (
        Because(field="event", rule=mention.rule, evidence=(mention.trigger,)),
        *(Because(field="chain", rule=r, evidence=a.cue) for a in chain for r in dict.fromkeys((a.rule, a.model)) if r),
        *found.because,
        Because(field="factuality", rule=FACTUALITY, evidence=(mention.trigger,)),
        *parties_because,
        when_because,
        *places_because,
        *counts_because,
    )
    return Claim(
        id=f"c-{reading.report.id.removeprefix('r-')}-{mention.trigger.start}-{mention.trigger.end}-{n}",
        event=mention.event,
        trigger=mention.trigger,
        span=mention.clause,
        sentence=mention.sentence,
        status=found.status,
        negated=found.negated,
        factuality=load_factuality().score(token, found, stance),
        hedges=found.hedges,
        chain=(THE_REPORT, *(a.voice for a in chain)),
        parties=parties,
        when=when,
        places=places,
        counts=counts,
        loaded=tuple(term for term in loaded if term.span in mention.clause),
        because=tuple(because),
    )
