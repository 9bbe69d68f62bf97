//! Intent detection: the facet of an entry that a question asks for, by phrases and words. *What is a typical day like*
//! asks for the day of a role.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::knowledge::Facet;

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
pub(crate) fn explicit(words: &[&str]) -> Option<(Facet, Range<usize>)> {
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
pub(crate) fn likely(words: &[&str]) -> Option<Facet> {
    let hinted = || {
        let hints = words.iter().filter_map(|word| HINTS.get(word));
        hints
            .min_by_key(|(place, _)| place)
            .map(|(_, facet)| *facet)
    };
    explicit(words).map(|(facet, _)| facet).or_else(hinted)
}
