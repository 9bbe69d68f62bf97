//! Words that ask: which section of an entry a question wants, whether it wants a comparison, and
//! which words say nothing of what it is about.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::knowledge::Facet;

/// Words that a question has because it is one.
static FILLERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "a about actually all also an and any anyone are as ask at be been being but by can could did do \
     does doing don dont explain for from get give gonna has have having he her hey hi him his hello how hows i \
     id if im in into is isnt it its ive just know let like may me mean means might more much must my need of \
     on one or our please pls really say she should show so some somebody someone tell than that thats the \
     their them then there these they thing things this those to too u ur us very wanna want was way we well \
     were what whats when where whether which who whos whom whose why will with would ya you your youre"
        .split_whitespace()
        .collect()
});

/// Words that ask for a facet; the first facet with a word in the question wins, so the more telling
/// ones stand first.
const FACETS: [(Facet, &str); 12] = [
    (
        Facet::Roadmap,
        "roadmap path order stages syllabus curriculum",
    ),
    (
        Facet::Start,
        "become becoming start starting begin beginning experience started scratch",
    ),
    (Facet::Day, "day daily routine everyday workday"),
    (
        Facet::Tools,
        "tool tools language languages frameworks software stack",
    ),
    (
        Facet::Skills,
        "skill skills required requirements needed qualifications knowledge prerequisites",
    ),
    (
        Facet::Education,
        "degree degrees education certificate certificates certification certifications university",
    ),
    (
        Facet::Pay,
        "pay salary salaries earn earnings paid wage wages income",
    ),
    (Facet::Interview, "interview interviews"),
    (
        Facet::Seniority,
        "senior junior seniority grow promotion progression",
    ),
    (
        Facet::Responsibilities,
        "responsibilities responsibility duties duty tasks role job work do does",
    ),
    (Facet::Learn, "learn learning study"),
    (Facet::Why, "why important matter matters useful"),
];

/// Words that ask for how two things differ.
const COMPARING: &str =
    "difference differences differ different vs versus compare compared comparison or better";

/// Words that ask what a name means, or what its letters stand for.
const DEFINING: &str = "stand stands mean means meaning definition define abbreviation acronym";

/// Whether a word says nothing of what a question is about.
pub fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// The facet that these words ask for.
pub fn facet(words: &[&str]) -> Option<Facet> {
    FACETS.iter().find_map(|(facet, telling)| {
        let asks = |word: &&str| telling.split(' ').any(|one| one == *word);
        words.iter().any(asks).then_some(*facet)
    })
}

/// Whether a word asks what a name means.
pub fn defines(word: &str) -> bool {
    DEFINING.split(' ').any(|one| one == word)
}

/// Whether a word asks for how two things differ.
pub fn compares(word: &str) -> bool {
    COMPARING.split(' ').any(|one| one == word)
}
