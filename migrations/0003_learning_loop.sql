-- Why an answer did not help, where the person said it; an empty text where they did not.
ALTER TABLE votes ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- Gaps that were joined with another one ("gap"), to which older buttons of theirs lead.
CREATE TABLE gap_merges (
    id BIGINT PRIMARY KEY,
    gap BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX gap_merges_by_gap ON gap_merges (gap);
CREATE INDEX gap_merges_by_time ON gap_merges (at);

-- What the mentors of a community added to its library: a wording that leads to a passage ("target" is its address).
-- The gap from which it came is 0 where there is none.
CREATE TABLE contributions (
    id BIGINT PRIMARY KEY,
    community TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    target TEXT NOT NULL,
    text TEXT NOT NULL,
    gap BIGINT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX contributions_by_state ON contributions (state, community);
CREATE INDEX contributions_by_gap ON contributions (gap);
CREATE INDEX contributions_by_person ON contributions (person);

-- Questions that people sent to the mentors of their community. The asker's own id ("address") stands here for as long as an
-- answer may come; the ids of the mentors' channel, of the message in it and of its thread are empty where there are none.
CREATE TABLE tickets (
    id BIGINT PRIMARY KEY,
    door TEXT NOT NULL,
    community TEXT NOT NULL,
    channel TEXT NOT NULL,
    message TEXT NOT NULL,
    thread TEXT NOT NULL,
    state TEXT NOT NULL,
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    handle TEXT NOT NULL,
    locale TEXT NOT NULL,
    mentor TEXT NOT NULL,
    at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL
);
CREATE INDEX tickets_by_person ON tickets (person, at);
CREATE INDEX tickets_by_mentor ON tickets (mentor);
CREATE INDEX tickets_by_time ON tickets (touched_at);

-- What was written in a ticket: the question, answers of mentors, and what the asker wrote back.
CREATE TABLE ticket_messages (
    id BIGINT PRIMARY KEY,
    ticket BIGINT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX ticket_messages_by_ticket ON ticket_messages (ticket, at);

-- Handles whose questions a community no longer takes.
CREATE TABLE ticket_blocks (
    community TEXT NOT NULL,
    handle TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, handle)
);
CREATE INDEX ticket_blocks_by_time ON ticket_blocks (at);
