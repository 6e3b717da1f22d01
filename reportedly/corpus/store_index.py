"""A record as the rows of the tables that make it searchable."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.model.values import record

Row = tuple[Any, ...]
Json = Mapping[str, Any]
MAX_INTEGER = 2**63 - 1  # what a column holds; a larger number in a text is kept in the record only


@record
class Rows:
    """One report, table by table; each row in the order of its columns in COLUMNS."""

    reports: tuple[Row, ...]
    records: tuple[Row, ...]
    entities: tuple[Row, ...]
    claims: tuple[Row, ...]
    parties: tuple[Row, ...]
    voices: tuple[Row, ...]
    places: tuple[Row, ...]
    counts: tuple[Row, ...]

    @property
    def report_id(self) -> str:
        return str(self.records[0][0])


COLUMNS: dict[str, tuple[str, ...]] = {
    "reports": (
        *("id", "outlet", "published", "title", "text", "url", "path", "language", "rests_on", "n_claims"),
        *("text_sha256", "rules"),
    ),
    "records": ("report_id", "json"),
    "entities": ("report_id", "id", "name", "type", "kind", "country"),
    "claims": (
        *("id", "report_id", "n", "type", "mode", "cameo", "lemma", "status", "negated", "trigger_words", "sentence"),
        *("actors", "recipients", "place", "country", "since", "until", "grain", "basis", "voice", "voice_kind"),
        *("n_voices", "hedges", "trigger_start", "trigger_end"),
    ),
    "parties": ("claim_id", "n", "role", "name", "full_name", "type", "kind", "country"),
    "voices": ("claim_id", "n", "name", "full_name", "kind", "named", "stance", "speech"),
    "places": ("claim_id", "n", "role", "name", "country", "geonames", "lat", "lon", "precision"),
    "counts": ("claim_id", "n", "counted", "unit", "at_least", "at_most"),
}  # in the order in which they can be filled


def rows_of(found: Json, line: str) -> Rows:
    """The rows of one record. found: the parsed line."""
    report, claims = found["report"], found["claims"]
    entities = {e["id"]: e for e in found["entities"]}
    rests_on = found.get("rests_on")
    return Rows(
        reports=(
            _row(
                report["id"],
                report["outlet"],
                report["published"],
                report["title"] and report["title"]["quote"],
                report["text"],
                report["url"],
                report["path"],
                report["language"],
                rests_on and rests_on["name"],
                len(claims),
                report["text_sha256"],
                found["made_by"]["rules"],
            ),
        ),
        records=((report["id"], line),),
        entities=tuple(
            _row(report["id"], e["id"], e["name"], e["type"], e["kind"], e["country"]) for e in entities.values()
        ),
        claims=tuple(_claim(n, claim, report["id"]) for n, claim in enumerate(claims)),
        parties=tuple(
            _row(claim["id"], n, party["role"], party["name"], *_entity(entities.get(party["entity"])))
            for claim in claims
            for n, party in enumerate(claim["parties"])
        ),
        voices=tuple(row for claim in claims for row in _voices(claim, entities)),
        places=tuple(
            _row(claim["id"], n, *(place[key] for key in COLUMNS["places"][2:]))
            for claim in claims
            for n, place in enumerate(claim["places"])
        ),
        counts=tuple(
            _row(claim["id"], n, count["of"], count["unit"], count["at_least"], count["at_most"])
            for claim in claims
            for n, count in enumerate(claim["counts"])
        ),
    )


def _claim(n: int, claim: Json, report_id: str) -> Row:
    event, when, chain = claim["event"], claim["when"], claim["chain"]
    last = chain[-1]
    place = _place_of(claim["places"])
    return _row(
        claim["id"],
        report_id,
        n,
        event["type"],
        event["mode"],
        event["cameo"],
        event["lemma"],
        claim["status"],
        int(claim["negated"]),
        claim["trigger"]["quote"],
        claim["sentence"]["quote"],
        _names(claim["parties"], "ACTOR"),
        _names(claim["parties"], "RECIPIENT"),
        place and place["name"],
        place and place["country"],
        when["start"],
        when["end"],
        when["grain"],
        when["basis"],
        last["name"],
        last["kind"],
        len(chain),
        "; ".join(span["quote"] for span in claim["hedges"]) or None,
        claim["trigger"]["start"],
        claim["trigger"]["end"],
    )


def _place_of(places: list[Json]) -> Json | None:
    """Where it is said to be done: the first place that it is AT, else the first of any role."""
    return next((p for p in places if p["role"] == "AT"), places[0] if places else None)


def _names(parties: list[Json], role: str) -> str | None:
    return "; ".join(party["name"] for party in parties if party["role"] == role) or None


def _entity(entity: Json | None) -> Row:
    """Name, type, kind and country of the entity behind a naming; None where it is joined to none."""
    if entity is None:
        return (None, None, None, None)
    return (entity["name"], entity["type"], entity["kind"], entity["country"])


def _voices(claim: Json, entities: Mapping[str, Json]) -> Iterator[Row]:
    for n, voice in enumerate(claim["chain"][1:], 1):
        entity = entities.get(voice["entity"])
        full_name = entity["name"] if entity is not None else None
        speech = (voice["kind"], int(voice["named"]), voice["stance"], voice["speech"])
        yield _row(claim["id"], n, voice["name"], full_name, *speech)


def _row(*values: Any) -> Row:
    """The values as columns can hold them."""
    return tuple(_fitting(value) for value in values)


def _fitting(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        return None
    return value


def storable(text: str) -> str:
    """Half a surrogate pair (in the name of a file) has no UTF-8 form: "?" stands for it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def asked(value: Any) -> Any:
    """A value as a column can be compared to it: the nearest number that it holds, text that has a UTF-8 form."""
    if isinstance(value, int):
        return max(-MAX_INTEGER, min(value, MAX_INTEGER))
    return storable(value) if isinstance(value, str) else value
