//! Words that ask: which section of an entry a question wants, whether it wants a comparison, and
//! which words say nothing of what it is about.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

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

/// What asks for a facet.
struct Asks {
    facet: Facet,
    /// Phrases that ask for it beyond doubt, as they stand in a question without its names.
    phrases: &'static [&'static str],
    /// Words that may.
    words: &'static str,
}

/// What asks for which facet. The longest phrase decides; where none stands there, the first facet with
/// a word in the question does, so the more telling ones stand first.
const FACETS: [Asks; 12] = [
    Asks {
        facet: Facet::Roadmap,
        phrases: &[
            "roadmap",
            "learning path",
            "what order",
            "which order",
            "right order",
            "learning order",
            "order to learn",
            "study plan",
            "steps to learn",
            "syllabus",
            "curriculum",
        ],
        words: "roadmap path order stages syllabus curriculum",
    },
    Asks {
        facet: Facet::Start,
        phrases: &[
            "how do i become",
            "how do you become",
            "how to become",
            "how can i become",
            "how become",
            "how do i get into",
            "how do you get into",
            "how to get into",
            "how can i get into",
            "break into",
            "way in",
            "where do i start",
            "where to start",
            "how do i start",
            "how to start",
            "where do i begin",
            "where to begin",
            "how to begin",
            "start as",
            "start a career",
            "first step",
            "first steps",
            "from zero",
            "from scratch",
            "never coded",
            "no experience",
            "zero experience",
            "without experience",
            "no background",
            "zero background",
            "without background",
        ],
        words: "become becoming start starting begin beginning experience started scratch",
    },
    Asks {
        facet: Facet::Day,
        phrases: &[
            "typical day",
            "normal day",
            "average day",
            "working day",
            "workday",
            "daily routine",
            "day in the life",
            "day like",
            "day look like",
            "day go",
            "what is it like",
            "whats it like",
            "how is it to be",
            "like to be",
            "like being",
            "like to work",
            "like working",
        ],
        words: "day daily routine everyday workday",
    },
    Asks {
        facet: Facet::Tools,
        phrases: &[
            "which tools",
            "what tools",
            "tools do",
            "tech stack",
            "what software",
            "which software",
            "what programs",
            "which programs",
        ],
        words: "tool tools language languages frameworks software stack",
    },
    Asks {
        facet: Facet::Skills,
        phrases: &[
            "skill",
            "skills",
            "requirements",
            "qualifications",
            "prerequisites",
            "what to know",
            "what should i know",
            "what must i know",
            "what knowledge",
            "which knowledge",
            "what do i need",
            "what do you need",
            "need to know to",
            "what is needed",
            "what is required",
            "be good at",
            "able to do",
            "must haves",
            "what do they want",
        ],
        words: "skill skills required requirements needed qualifications knowledge prerequisites",
    },
    Asks {
        facet: Facet::Education,
        phrases: &[],
        words: "degree degrees education certificate certificates certification certifications university",
    },
    Asks {
        facet: Facet::Pay,
        phrases: &[
            "salary",
            "salaries",
            "pay",
            "paid",
            "earn",
            "earnings",
            "income",
            "wage",
            "wages",
            "how much do make",
            "how much does make",
            "does make",
            "does a make",
            "how much does an make",
            "how much can make",
            "how much money",
            "make a year",
            "make per year",
        ],
        words: "pay salary salaries earn earnings paid wage wages income",
    },
    Asks {
        facet: Facet::Interview,
        phrases: &[
            "interview questions",
            "interview topics",
            "ask in the interview",
            "ask in an interview",
            "ask in interviews",
            "asked in the interview",
            "asked in interviews",
            "will they ask",
            "do they ask",
            "be asked",
            "get asked",
            "gets asked",
            "they quiz",
            "quiz me",
            "grill",
            "technical round",
            "prepare for the interview",
        ],
        words: "interview interviews",
    },
    Asks {
        facet: Facet::Seniority,
        phrases: &[
            "career path",
            "career progression",
            "what comes after",
            "next level",
            "move up",
            "become senior",
            "get promoted",
            "how to grow",
        ],
        words: "senior junior seniority grow promotion progression",
    },
    Asks {
        facet: Facet::Responsibilities,
        phrases: &[
            "responsibilities",
            "responsibility",
            "duties",
            "duty",
            "tasks",
            "job description",
            "what does do",
            "what does a do",
            "what does an do",
            "what do do",
            "what do they do",
            "do all day",
            "actual job",
            "actually do",
            "really do",
            "busy with",
            "job about",
            "work on",
        ],
        words: "responsibilities responsibility duties duty tasks role job work do does",
    },
    Asks {
        facet: Facet::Learn,
        phrases: &[
            "how to learn",
            "how do i learn",
            "how can i learn",
            "best way to learn",
            "where to learn",
            "learn it",
        ],
        words: "learn learning study",
    },
    Asks {
        facet: Facet::Why,
        phrases: &[],
        words: "why important matter matters useful",
    },
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

/// A phrase that asks for a facet, by its words; the place of its facet decides between two as long.
struct Phrase {
    words: Vec<&'static str>,
    place: usize,
    facet: Facet,
}

/// The phrases of [`FACETS`] by their first word.
static PHRASES: LazyLock<FxHashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for (place, asks) in FACETS.iter().enumerate() {
        for phrase in asks.phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            let facet = asks.facet;
            if let Some(&first) = words.first() {
                let among = phrases.entry(first).or_default();
                among.push(Phrase {
                    words,
                    place,
                    facet,
                });
            }
        }
    }
    phrases
});

/// The words of [`FACETS`], each with the place of the first facet that has it.
static HINTS: LazyLock<FxHashMap<&str, (usize, Facet)>> = LazyLock::new(|| {
    let mut hints = FxHashMap::default();
    for (place, asks) in FACETS.iter().enumerate() {
        for word in asks.words.split(' ') {
            hints.entry(word).or_insert((place, asks.facet));
        }
    }
    hints
});

/// The facet that these words ask for beyond doubt, and which of them do.
pub fn told(words: &[&str]) -> Option<(Facet, Range<usize>)> {
    let stand = (0..words.len()).flat_map(|at| {
        let rest = words.get(at..).unwrap_or_default();
        let begun = rest.first().and_then(|first| PHRASES.get(first));
        let begun = begun.into_iter().flatten();
        begun.filter_map(move |phrase| rest.starts_with(&phrase.words).then_some((at, phrase)))
    });
    let best = stand.min_by_key(|(at, phrase)| (Reverse(phrase.words.len()), phrase.place, *at));
    best.map(|(at, phrase)| (phrase.facet, at..at + phrase.words.len()))
}

/// The facet that these words ask for.
pub fn facet(words: &[&str]) -> Option<Facet> {
    let hinted = || {
        let hints = words.iter().filter_map(|word| HINTS.get(word));
        hints
            .min_by_key(|(place, _)| place)
            .map(|(_, facet)| *facet)
    };
    told(words).map(|(facet, _)| facet).or_else(hinted)
}

/// Whether these words say nothing but that a facet, or what a name means, is asked for.
pub fn only_asks(words: &[&str]) -> bool {
    let phrase = told(words).map_or(0..0, |(_, phrase)| phrase);
    let asks = |word: &str| is_filler(word) || defines(word) || facet(&[word]).is_some();
    let mut all = words.iter().enumerate();
    all.all(|(at, word)| phrase.contains(&at) || asks(word))
}

/// Whether a word may ask for something and tell nothing of what it is about.
pub fn asks(word: &str) -> bool {
    is_filler(word) || compares(word) || facet(&[word]).is_some()
}

/// Whether a word asks what a name means.
pub fn defines(word: &str) -> bool {
    DEFINING.split(' ').any(|one| one == word)
}

/// Whether a word asks for how two things differ.
pub fn compares(word: &str) -> bool {
    COMPARING.split(' ').any(|one| one == word)
}
