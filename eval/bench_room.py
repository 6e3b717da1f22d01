"""How long the reading room takes to answer, on a corpus of made reports: no network, no browser.

    .venv/bin/python eval/bench_room.py [--reports 10000] [--decisions 2000] [--corpus FILE]

Every address is asked for a few times; the median is printed, and the first answer beside it. --corpus keeps the
file, and takes it as it is where it is there already.
"""

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import replace
from itertools import batched
from pathlib import Path

from starlette.testclient import TestClient

from made_corpus import Truth, made_reports
from reportedly.commands.corpus_group import group_store
from reportedly.corpus.store import Store, open_store
from reportedly.corpus.stored import ClaimFilter, OccurrenceFilter
from reportedly.model.claim import Read
from reportedly.model.review import Decision, Verdict
from reportedly.model.wire import to_json
from reportedly.own_process import settle
from reportedly.view.web.server import room

GOAL_MS = 200
TIMES = 3
LOT = 500  # reports a transaction


def fill(corpus: Path, n_reports: int, n_decisions: int) -> None:
    """Makes the corpus, groups it, and decides on claims of it by chance."""
    chance = random.Random(1)
    with open_store(corpus, create=True) as store:
        for lot in batched(made_reports(n_reports, 1, Truth()), LOT):
            store.add(to_json(_placed(read, chance), rules_digest="made") for read in lot)
        group_store(store, jobs=1)
        for page in range(n_decisions // LOT):
            for claim in store.claims(offset=page * LOT, limit=LOT).items:
                verdict = chance.choice((Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REJECT))
                store.decide(Decision(claim_id=claim.id, verdict=verdict, who="made", at="2026-01-01T00:00:00+00:00"))


def _placed(read: Read, chance: random.Random) -> Read:
    """With points for its places, which the made reports do not have."""
    claims = []
    for claim in read.claims:
        lat, lon = round(chance.uniform(-60, 70), 2), round(chance.uniform(-180, 180), 2)
        claims.append(replace(claim, places=tuple(replace(place, lat=lat, lon=lon) for place in claim.places)))
    return replace(read, claims=tuple(claims))


def addresses(store: Store) -> list[str]:
    """Pages and filters: what a day of work asks for, and the widest of them."""
    largest = store.occurrences(OccurrenceFilter(), limit=1, by_origins=True).items[0]
    report = store.reports(limit=1).items[0]
    claims = store.claims(ClaimFilter(report_id=report.id), limit=1).items
    word = claims[0].sentence.split()[0]
    filters = (
        "",
        "type=COERCE",
        "country=AL",
        "min_origins=3",
        "differ=true",
        "since=2024-02&until=2024-03",
        f"q={word}",
    )
    lists = [f"{path}?{query}".rstrip("?") for path in ("/", "/timeline", "/map") for query in filters]
    reports = ["/reports", "/reports?offset=9000", f"/reports?q={word}", f"/reports?outlet={report.outlet}"]
    return [*lists, *reports, f"/reports/{report.id}", f"/occurrences/{largest.id}", "/sources", "/review"]


def timed(client: TestClient, address: str) -> tuple[float, float]:
    """(ms of the first answer, median ms of the next)."""
    taken = []
    for _ in range(TIMES + 1):
        started = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - started) * 1e3)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code} {answer.text[:200]}")
    return taken[0], statistics.median(taken[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=2000)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    settle()
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus or Path(folder, "corpus.db")
        if not corpus.exists():
            started = time.perf_counter()
            fill(corpus, options.reports, options.decisions)
            print(f"filled and grouped in {time.perf_counter() - started:.0f} s, {corpus.stat().st_size / 1e6:.0f} MB")
        app = room(corpus, lambda name, content: iter(()), lambda store: None, "made")
        client = TestClient(app, base_url="http://127.0.0.1:8808")
        with open_store(corpus, read_only=True) as store:
            asked, totals = addresses(store), store.totals()
        print(f"{totals.reports:,} reports, {totals.claims:,} claims, {totals.occurrences:,} occurrences")
        slow = 0
        for address in asked:
            first, median = timed(client, address)
            slow += median > GOAL_MS
            print(f"{median:7.0f} ms {first:7.0f} first {'SLOW' if median > GOAL_MS else '    '} {address[:90]}")
        print(f"{slow} of {len(asked)} over {GOAL_MS} ms")


if __name__ == "__main__":
    main()
