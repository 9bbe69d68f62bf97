-- The skills that a person ticked as done, by id. A renamed or removed skill keeps its row.
CREATE TABLE roadmap_progress (
    person TEXT NOT NULL,
    skill TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, skill)
);
