//! Words of questions that are not their topic: fillers, words that ask for a comparison or a definition.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::intent;

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

/// Words that ask for how two things differ.
const COMPARING: &str =
    "difference differences differ different vs versus compare compared comparison or better";

/// Words that ask what a name means, or what its letters stand for.
const DEFINING: &str = "stand stands mean means meaning definition define abbreviation acronym";

/// Whether a word says nothing of what a question is about.
pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// Whether these words say nothing but that a facet, or what a name means, is asked for.
pub(crate) fn only_asks(words: &[&str]) -> bool {
    let phrase = intent::explicit(words).map_or(0..0, |(_, phrase)| phrase);
    let asks = |word: &str| is_filler(word) || defines(word) || intent::likely(&[word]).is_some();
    let mut all = words.iter().enumerate();
    all.all(|(at, word)| phrase.contains(&at) || asks(word))
}

/// Whether a word may ask for something and tell nothing of what it is about.
pub(crate) fn asks(word: &str) -> bool {
    is_filler(word) || compares(word) || intent::likely(&[word]).is_some()
}

/// Whether a word asks what a name means.
pub(crate) fn defines(word: &str) -> bool {
    DEFINING.split(' ').any(|one| one == word)
}

/// Whether a word asks for how two things differ.
pub(crate) fn compares(word: &str) -> bool {
    COMPARING.split(' ').any(|one| one == word)
}
