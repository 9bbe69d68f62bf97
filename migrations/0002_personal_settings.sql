-- What a person chose for themselves, such as their country. Only what they asked to have kept.
CREATE TABLE personal_settings (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, name)
);
