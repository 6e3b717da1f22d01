"""The tables of a corpus file, its views for people, and how an older file is brought up to date.

What the record (`reportedly read --format jsonl`) says is in `records`, whole and byte for byte. The other tables of
reports and claims only make it searchable: they can be made anew from the records at any time. What grouping finds
(origins, occurrences, disagreements) is in tables of its own, made anew by `reportedly group`.
"""

from reportedly.corpus.engine import Migration

FIRST = """
CREATE TABLE reports (
    n INTEGER PRIMARY KEY,  -- the search index refers to it
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT,  -- ISO 8601
    title TEXT,
    text TEXT NOT NULL,
    url TEXT,
    path TEXT,
    language TEXT NOT NULL,
    rests_on TEXT,  -- the agency or outlet that the whole report rests on
    n_claims INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    rules TEXT NOT NULL  -- digest of the rules it was read with
);
CREATE INDEX reports_in_time ON reports (published, id);
CREATE INDEX reports_of_outlet ON reports (outlet, published);

CREATE TABLE records (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    json TEXT NOT NULL
);

CREATE TABLE entities (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    id TEXT NOT NULL,  -- "e1", unique inside its report only
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT,
    country TEXT,
    PRIMARY KEY (report_id, id)
) WITHOUT ROWID;
CREATE INDEX entities_by_name ON entities (name);

CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,  -- place in its report, from 0
    type TEXT NOT NULL,
    mode TEXT,
    cameo TEXT,
    lemma TEXT NOT NULL,
    status TEXT NOT NULL,
    negated INTEGER NOT NULL,
    trigger_words TEXT NOT NULL,
    sentence TEXT NOT NULL,
    actors TEXT,  -- names joined by "; ", as those below
    recipients TEXT,
    place TEXT,
    country TEXT,  -- ISO 3166-1 alpha-2 of where it is said to be done
    since TEXT,  -- half-open [since, until), ISO 8601
    until TEXT,
    grain TEXT NOT NULL,
    basis TEXT NOT NULL,
    voice TEXT,  -- the voice nearest the event; NULL: the report itself, or one that is not named
    voice_kind TEXT NOT NULL,
    n_voices INTEGER NOT NULL,  -- the report included
    hedges TEXT,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL
);
CREATE INDEX claims_of_report ON claims (report_id, n);
CREATE INDEX claims_by_type ON claims (type, status, since);
CREATE INDEX claims_by_country ON claims (country, since);

CREATE TABLE parties (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,  -- as written
    full_name TEXT,  -- of its entity
    type TEXT,
    kind TEXT,
    country TEXT,
    PRIMARY KEY (claim_id, n)
) WITHOUT ROWID;
CREATE INDEX parties_by_name ON parties (full_name);

CREATE TABLE voices (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,  -- from 1; the report itself, which would be 0, has no row; the last is nearest the event
    name TEXT,
    full_name TEXT,
    kind TEXT NOT NULL,
    named INTEGER NOT NULL,
    stance TEXT NOT NULL,
    speech TEXT NOT NULL,
    PRIMARY KEY (claim_id, n)
) WITHOUT ROWID;
CREATE INDEX voices_by_name ON voices (full_name);

CREATE TABLE places (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    geonames INTEGER,
    lat REAL,
    lon REAL,
    precision TEXT NOT NULL,
    PRIMARY KEY (claim_id, n)
) WITHOUT ROWID;
CREATE INDEX places_by_country ON places (country);

CREATE TABLE counts (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    counted TEXT NOT NULL,  -- "killed", "detained"
    unit TEXT,
    at_least INTEGER,
    at_most INTEGER,
    PRIMARY KEY (claim_id, n)
) WITHOUT ROWID;

CREATE TABLE origins (
    id TEXT PRIMARY KEY,
    kinship TEXT NOT NULL,
    first_report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    name TEXT,
    overlap REAL NOT NULL
);
CREATE INDEX origins_by_first ON origins (first_report_id);

CREATE TABLE origin_reports (
    origin_id TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    PRIMARY KEY (origin_id, report_id)
) WITHOUT ROWID;
CREATE INDEX origins_of_report ON origin_reports (report_id);

CREATE TABLE passages (
    origin_id TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    other_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    other_start INTEGER NOT NULL,
    other_end INTEGER NOT NULL,
    PRIMARY KEY (origin_id, n)
) WITHOUT ROWID;
CREATE INDEX passages_of_report ON passages (report_id);
CREATE INDEX passages_of_other ON passages (other_id);

CREATE TABLE claim_origins (
    claim_id TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    origin_id TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE
);
CREATE INDEX claims_of_origin ON claim_origins (origin_id);

CREATE TABLE occurrences (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT,
    until TEXT,
    country TEXT,
    n_claims INTEGER NOT NULL,
    n_reports INTEGER NOT NULL,
    n_origins INTEGER NOT NULL,
    n_disagreements INTEGER NOT NULL
);
CREATE INDEX occurrences_in_time ON occurrences (COALESCE(since, until), id);
CREATE INDEX occurrences_by_type ON occurrences (type, since);
CREATE INDEX occurrences_by_origins ON occurrences (n_origins DESC, n_reports DESC, COALESCE(since, until), id);

CREATE TABLE occurrence_claims (
    claim_id TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE
);
CREATE INDEX claims_of_occurrence ON occurrence_claims (occurrence_id);

CREATE TABLE occurrence_origins (
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    origin_id TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
    PRIMARY KEY (occurrence_id, origin_id)
) WITHOUT ROWID;
CREATE INDEX occurrences_of_origin ON occurrence_origins (origin_id);

CREATE TABLE stages (
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    PRIMARY KEY (occurrence_id, other_id)
) WITHOUT ROWID;
CREATE INDEX stages_of_other ON stages (other_id);

CREATE TABLE positions (
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    field TEXT NOT NULL,  -- "counts.killed", "when"
    difference TEXT NOT NULL,
    n INTEGER NOT NULL,  -- place among the values of the field, from 0
    value TEXT NOT NULL,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (occurrence_id, field, difference, n, claim_id)
) WITHOUT ROWID;
CREATE INDEX positions_of_claim ON positions (claim_id);

CREATE TABLE likenesses (
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,  -- a JSON list
    PRIMARY KEY (claim_id, other_id)
) WITHOUT ROWID;
CREATE INDEX likenesses_of_occurrence ON likenesses (occurrence_id);
CREATE INDEX likenesses_of_other ON likenesses (other_id);

CREATE TABLE former_occurrences (
    id TEXT NOT NULL,
    became TEXT NOT NULL,  -- an occurrence that claims of it went to; '': its reports are gone
    PRIMARY KEY (id, became)
) WITHOUT ROWID;

CREATE VIEW claims_on_whose_word AS
SELECT c.id AS claim_id, r.outlet, r.published, c.status, CASE c.negated WHEN 0 THEN '' ELSE 'not' END AS negated,
    c.type, c.actors, c.trigger_words, c.recipients, c.place, c.country, c.since, c.until,
    COALESCE(c.voice, CASE WHEN c.n_voices = 1 THEN 'the report itself' ELSE 'not named' END) AS on_the_word_of,
    c.hedges, c.sentence, c.report_id
FROM claims AS c JOIN reports AS r ON r.id = c.report_id;

CREATE VIEW occurrences_by_independent_origins AS
SELECT id AS occurrence_id, n_origins AS independent_origins, n_reports AS reports, n_claims AS claims,
    n_disagreements AS disagreements, type, status, country, since, until
FROM occurrences;

CREATE VIEW what_each_report_says_of_an_occurrence AS
SELECT oc.occurrence_id, o.origin_id, r.outlet, r.published, c.status,
    CASE c.negated WHEN 0 THEN '' ELSE 'not' END AS negated, c.actors, c.recipients, c.place, c.since, c.until,
    COALESCE(c.voice, CASE WHEN c.n_voices = 1 THEN 'the report itself' ELSE 'not named' END) AS on_the_word_of,
    c.sentence, c.id AS claim_id, r.id AS report_id
FROM occurrence_claims AS oc
JOIN claims AS c ON c.id = oc.claim_id
JOIN reports AS r ON r.id = c.report_id
LEFT JOIN claim_origins AS o ON o.claim_id = c.id;

CREATE VIEW disagreements_and_who_says_what AS
SELECT p.occurrence_id, p.field, p.difference, p.value, r.outlet, r.published, c.status, c.sentence,
    c.id AS claim_id, r.id AS report_id
FROM positions AS p
JOIN claims AS c ON c.id = p.claim_id
JOIN reports AS r ON r.id = c.report_id;

CREATE VIEW reports_that_share_an_origin AS
SELECT o.id AS origin_id, o.kinship, o.name AS credited, o.overlap, r.outlet, r.published, r.title,
    CASE WHEN r.id = o.first_report_id THEN 'earliest known' ELSE '' END AS earliest, r.id AS report_id
FROM origins AS o
JOIN origin_reports AS m ON m.origin_id = o.id
JOIN reports AS r ON r.id = m.report_id;
"""

SEARCH = """
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'reports', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""

SKETCHES = """
CREATE TABLE sketches (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,  -- of what made it
    sketch BLOB NOT NULL  -- what grouping needs of the report: reportedly/corpus/sketch_bytes.py
);
"""

# What people decided about claims. Nothing here is edited; it goes with its report when that is forgotten.
DECISIONS = """
CREATE TABLE decisions (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,  -- ACCEPT, CORRECT, REJECT, UNDO
    who TEXT NOT NULL,
    at TEXT NOT NULL,  -- ISO 8601, UTC
    field TEXT,  -- of a CORRECT
    value TEXT,
    why TEXT NOT NULL,
    undoes INTEGER  -- n of the decision that an UNDO takes back
);
CREATE INDEX decisions_of_claim ON decisions (claim_id, n);
"""

NOT_EDITED = """
CREATE TRIGGER decisions_are_not_edited BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never edited'); END;
"""

# Who published, and which agency is credited or cited, for each occurrence: what lists are filtered and counted by.
SOURCES = """
CREATE TABLE occurrence_sources (
    kind TEXT NOT NULL,  -- "outlet", "agency"
    name TEXT NOT NULL,
    occurrence_id TEXT NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name, occurrence_id)
) WITHOUT ROWID;
CREATE INDEX sources_of_occurrence ON occurrence_sources (occurrence_id, kind, name);
CREATE INDEX occurrences_that_differ ON occurrences (n_disagreements) WHERE n_disagreements > 0;
"""
FILL_SOURCES = (
    """
INSERT INTO occurrence_sources SELECT DISTINCT 'outlet', r.outlet, oc.occurrence_id
FROM occurrence_claims AS oc JOIN claims AS c ON c.id = oc.claim_id JOIN reports AS r ON r.id = c.report_id
WHERE r.outlet IS NOT NULL;
""",
    """
INSERT INTO occurrence_sources SELECT DISTINCT 'agency', r.rests_on, oc.occurrence_id
FROM occurrence_claims AS oc JOIN claims AS c ON c.id = oc.claim_id JOIN reports AS r ON r.id = c.report_id
WHERE r.rests_on IS NOT NULL
UNION SELECT 'agency', COALESCE(v.full_name, v.name), oc.occurrence_id
FROM voices AS v JOIN occurrence_claims AS oc ON oc.claim_id = v.claim_id
WHERE v.kind = 'AGENCY' AND v.named = 1 AND v.name IS NOT NULL;
""",
)

# What people said of which claims are about one thing. Nothing here is edited; a forgotten claim leaves it.
REGROUPINGS = """
CREATE TABLE regroupings (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL,  -- MERGE, SPLIT, UNDO
    who TEXT NOT NULL,
    at TEXT NOT NULL,  -- ISO 8601, UTC
    why TEXT NOT NULL,
    undoes INTEGER  -- n of the statement that an UNDO takes back
);
CREATE TABLE regrouping_claims (
    n INTEGER NOT NULL REFERENCES regroupings (n) ON DELETE CASCADE,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (n, claim_id)
) WITHOUT ROWID;
CREATE INDEX regroupings_of_claim ON regrouping_claims (claim_id);
"""

REGROUPINGS_NOT_EDITED = """
CREATE TRIGGER regroupings_are_not_edited BEFORE UPDATE ON regroupings
BEGIN SELECT RAISE(ABORT, 'a decision is never edited'); END;
"""

# One entry a version of the file, in order; a released entry is never edited, a change is a new one at the end.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(both=FIRST, sqlite=SEARCH),
    Migration(both=SKETCHES),
    Migration(both=DECISIONS, sqlite=NOT_EDITED),
    Migration(both=SOURCES + "".join(FILL_SOURCES)),
    Migration(both=REGROUPINGS, sqlite=REGROUPINGS_NOT_EDITED),
)
