//! Which section of an entry a question asks for, told by its words.

use crate::knowledge::Facet;

/// Words that ask for a facet, stemmed words apart from each other; the first facet with a word in
/// the question wins, so the more telling ones stand first.
const FACETS: [(Facet, &[&str]); 12] = [
    (Facet::Roadmap, &["roadmap", "path", "order", "stages"]),
    (
        Facet::Start,
        &[
            "become",
            "becoming",
            "start",
            "starting",
            "begin",
            "experience",
            "started",
        ],
    ),
    (Facet::Day, &["day", "daily", "routine"]),
    (
        Facet::Tools,
        &[
            "tool",
            "tools",
            "language",
            "languages",
            "frameworks",
            "software",
            "stack",
        ],
    ),
    (
        Facet::Skills,
        &[
            "skill",
            "skills",
            "required",
            "requirements",
            "needed",
            "qualifications",
        ],
    ),
    (
        Facet::Education,
        &[
            "degree",
            "education",
            "certificate",
            "certificates",
            "university",
        ],
    ),
    (Facet::Pay, &["pay", "salary", "earn", "paid", "wage"]),
    (Facet::Interview, &["interview", "interviews"]),
    (
        Facet::Seniority,
        &[
            "senior",
            "junior",
            "seniority",
            "grow",
            "promotion",
            "progression",
        ],
    ),
    (
        Facet::Responsibilities,
        &[
            "responsibilities",
            "responsibility",
            "duties",
            "tasks",
            "role",
            "job",
            "work",
            "do",
            "does",
        ],
    ),
    (Facet::Learn, &["learn", "learning", "study"]),
    (
        Facet::Why,
        &["why", "important", "matter", "matters", "useful"],
    ),
];

/// The facet that these words ask for, and how many of them do.
pub(super) fn asked(words: &[&str]) -> Option<(Facet, usize)> {
    FACETS.iter().find_map(|(facet, telling)| {
        let hits = words.iter().filter(|word| telling.contains(word)).count();
        (hits > 0).then_some((*facet, hits))
    })
}

/// Whether a word asks for how two things differ.
pub(super) fn compares(word: &str) -> bool {
    [
        "difference",
        "differences",
        "differ",
        "different",
        "vs",
        "versus",
        "compare",
        "compared",
        "comparison",
        "or",
        "better",
    ]
    .contains(&word)
}
