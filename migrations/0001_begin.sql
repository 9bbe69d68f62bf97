-- One set for SQLite and PostgreSQL: BIGINT and TEXT alone, which mean the same in both.
-- People are keyed hashes; times are milliseconds since 1970; an empty text is none.

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE votes (
    person TEXT NOT NULL,
    passage TEXT NOT NULL,
    helpful BIGINT NOT NULL,
    community TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, passage)
);
CREATE INDEX votes_by_passage ON votes (passage);

-- Questions that the library does not answer, grouped. Their words stand in "questions" alone, so
-- that a group outlives them as a count.
CREATE TABLE gaps (
    id BIGINT PRIMARY KEY,
    community TEXT NOT NULL,
    state TEXT NOT NULL,
    count BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    nearest TEXT NOT NULL
);
CREATE INDEX gaps_by_community ON gaps (community, state, last_at);

-- A question in a person's words, until it expires. One that was unsure waits without a group (gap 0)
-- until settle_at, in case the person finds the answer among what was suggested.
CREATE TABLE questions (
    id BIGINT PRIMARY KEY,
    gap BIGINT NOT NULL,
    community TEXT NOT NULL,
    person TEXT NOT NULL,
    text TEXT NOT NULL,
    gist TEXT NOT NULL,
    cause TEXT NOT NULL,
    nearest TEXT NOT NULL,
    at BIGINT NOT NULL,
    settle_at BIGINT NOT NULL
);
CREATE INDEX questions_by_gap ON questions (gap, at);
CREATE INDEX questions_by_person ON questions (person);
CREATE INDEX questions_by_gist ON questions (community, gist);
CREATE INDEX questions_by_community ON questions (community, at);
CREATE INDEX questions_by_time ON questions (at);

CREATE TABLE settings (
    community TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (community, channel, name)
);

CREATE TABLE setting_changes (
    id BIGINT PRIMARY KEY,
    community TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX setting_changes_by_place ON setting_changes (community, channel, at);

-- What a platform delivered, so that its retry is not answered again.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX deliveries_by_time ON deliveries (at);

-- How often an entry was shown on a day; without people.
CREATE TABLE popularity (
    entry TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (entry, day)
);

-- Messages owed to somebody. The only place where a platform's own id of a person stands, for as
-- long as the message is owed.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    door TEXT NOT NULL,
    community TEXT NOT NULL,
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    claimed_by TEXT NOT NULL,
    claimed_until BIGINT NOT NULL
);
CREATE INDEX outbox_by_time ON outbox (door, state, due_at);
CREATE INDEX outbox_by_person ON outbox (person);
