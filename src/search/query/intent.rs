//! Intent detection by the words of the lexicon: a definition, a comparison, a section of an entry, a move from one role
//! to another, small talk, or an occupation that the library does not cover.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::ParsedQuery;
use super::names::EntityNames;
use crate::knowledge::{EntryKind, Facet};
use crate::search::result::SmallTalk;
use crate::search::text::{Lexicon, MAX_PHRASE_WORDS, Phrase, Separator};

/// Most words between `from` and the first name of a move, and between its two names.
const MOVE_GAP: usize = 3;
/// Maximum number of words of a phrase of small talk.
const MAX_SMALL_TALK_WORDS: usize = 7;
/// Minimum number of words of such a phrase where it does not begin the message.
const MIN_INNER_SMALL_TALK: usize = 3;

/// The kind of answer that a question asks for.
#[derive(Clone, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the flags are independent of each other"
)]
pub(crate) struct Intent {
    /// The facet that a phrase of the lexicon asks for.
    pub facet: Option<Facet>,
    /// [`Self::facet`], or else the facet that a single word hints at.
    pub likely_facet: Option<Facet>,
    /// True if it asks for a definition: by a word such as `mean`, by `what is`, or with nothing but a name.
    pub asks_definition: bool,
    /// True if its first question word asks for more than a definition: `how`, `help`.
    pub beyond_definition: bool,
    /// True if it names a current and a wanted role.
    pub role_change: bool,
    /// True if it consists of names and words that ask, so that it can be answered without ranking.
    pub only_names: bool,
    /// True if it names no entry, and its only content word is the noun of several roles: *what does a manager do*.
    pub only_role_noun: bool,
    /// True if it has a word that may refer to something said before, such as `it`.
    pub anaphoric: bool,
    /// True if it is anaphoric, asks for a section, names no entry, and says nothing else.
    pub lacks_topic: bool,
    /// True if it requests a task, such as a repair, instead of information.
    pub task_request: bool,
    /// The kind of small talk, if it is some.
    pub small_talk: Option<SmallTalk>,
    /// The occupation that it is about, if the library does not cover it.
    pub other_trade: Option<String>,
}

/// Returns for each word whether it is background, which describes the asker or their situation: the words outside of the
/// question clause of a long text, and clauses that begin like a self-description (`I am a …`) and have no question word,
/// where another clause is none.
pub(super) fn background_words(query: &ParsedQuery, lexicon: &Lexicon) -> Vec<bool> {
    let questions = &lexicon.questions;
    let words = &query.words;
    let mut background = vec![false; words.len()];
    let starts = words.iter().enumerate().filter(|(at, (_, word))| {
        let joins = matches!(word.surface.as_str(), "and" | "but" | "so");
        let next = words.get(at + 1);
        let asks = |word: &str| questions.ask.contains(word) && !matches!(word, "am" | "do");
        *at == 0
            || word.separator == Separator::Stop
            || (joins && next.is_some_and(|(_, next)| asks(&next.surface)))
    });
    let mut bounds: Vec<usize> = starts.map(|(at, _)| at).collect();
    bounds.push(words.len());
    let clauses: Vec<Range<usize>> = bounds
        .windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
        .collect();
    let describes = |clause: &Range<usize>| {
        let surfaces: Vec<String> = words
            .get(clause.clone())
            .unwrap_or_default()
            .iter()
            .map(|(_, word)| word.surface.clone())
            .collect();
        let begins = |skipped: usize| {
            (1..=2).any(|length| {
                let phrase = surfaces.get(skipped..skipped + length);
                phrase.is_some_and(|phrase| questions.about_oneself.contains(phrase))
            })
        };
        let asks = surfaces.iter().any(|word| {
            questions.ask.contains(word) && !matches!(word.as_str(), "am" | "do" | "did" | "any")
        });
        !asks && (begins(0) || begins(1))
    };
    let descriptions: Vec<bool> = clauses.iter().map(describes).collect();
    if let Some(clause) = &query.question_clause {
        for (at, word) in background.iter_mut().enumerate() {
            *word = !clause.contains(&at);
        }
    }
    if descriptions.iter().all(|one| *one) {
        return background;
    }
    for (clause, described) in clauses.into_iter().zip(descriptions) {
        for word in background.get_mut(clause).into_iter().flatten() {
            *word |= described;
        }
    }
    background
}

/// Detects the intent of a question; its terms and mentions must be set.
pub(super) fn intent(
    query: &ParsedQuery,
    background: &[bool],
    language: &str,
    lexicon: &Lexicon,
    names: &EntityNames,
) -> Intent {
    let questions = &lexicon.questions;
    let surfaces: Vec<&str> = query.surfaces().collect();
    let is_mentioned = |at: usize| query.mentions.iter().any(|one| one.words.contains(&at));
    let rest: Vec<&str> = surfaces
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_mentioned(*at) && !background.get(*at).copied().unwrap_or(false))
        .map(|(_, word)| *word)
        .collect();
    let explicit = explicit_facet(&rest, lexicon);
    let likely_facet = likely_facet(&rest, lexicon);
    let phrase = explicit.as_ref().map_or(0..0, |(_, phrase)| phrase.clone());
    let fills = |word: &str| lexicon.is_function_word_of(language, word);
    let defines = |word: &str| questions.define.contains(word);
    let compares = |word: &str| questions.compare.contains(word);
    let others = rest.iter().enumerate().filter(|(at, word)| {
        let asks = fills(word) || defines(word) || questions.facet_words.contains_key(**word);
        !phrase.contains(at) && !asks
    });
    let others: Vec<&str> = others.map(|(_, word)| *word).collect();
    let nothing_else = others.is_empty();
    let only_compares = rest
        .iter()
        .all(|word| fills(word) || compares(word) || *word == "between");
    let contrasts = rest.iter().any(|word| compares(word));
    // Letters that stand for several entries are one name.
    let mut names_at: Vec<usize> = query
        .mentions
        .iter()
        .filter(|one| !one.background)
        .map(|one| one.words.start)
        .collect();
    names_at.dedup();
    let mentioned = names_at.len();
    let what_is = matches!(
        surfaces.as_slice(),
        ["what", "is" | "are" | "s", ..] | ["whats" | "define" | "meaning" | "who", ..]
    );
    // A name alone or after `what is`, but not after other question words (`is it the same for …`) or `if`.
    let asking: Vec<&str> = rest
        .iter()
        .copied()
        .filter(|word| questions.ask.contains(*word))
        .collect();
    let only_what = asking
        .first()
        .is_some_and(|word| matches!(*word, "what" | "whats" | "who" | "explain" | "tell"))
        && asking
            .iter()
            .skip(1)
            .all(|word| matches!(*word, "is" | "are"))
        && !rest.contains(&"if");
    let bare =
        mentioned == 1 && rest.iter().all(|word| fills(word)) && (asking.is_empty() || only_what);
    let first_asking = asking.first();
    let anaphoric = surfaces.iter().any(|word| questions.refer.contains(*word));
    Intent {
        facet: explicit.map(|(facet, _)| facet),
        likely_facet,
        asks_definition: rest.iter().any(|word| defines(word)) || what_is || bare,
        beyond_definition: first_asking
            .is_some_and(|word| questions.beyond_definition.contains(*word)),
        role_change: is_role_change(query, &surfaces),
        only_names: (mentioned == 1 && nothing_else)
            || (mentioned == 2 && contrasts && only_compares && !rest.contains(&"should")),
        only_role_noun: query.mentions.is_empty()
            && matches!(others.as_slice(), [only] if names.is_role_noun(only)),
        lacks_topic: anaphoric
            && query.mentions.is_empty()
            && nothing_else
            && rest.len() == surfaces.len()
            && likely_facet.is_some(),
        anaphoric,
        task_request: longest_of(&questions.task_requests, &surfaces, |_| true).is_some(),
        small_talk: small_talk(query, &surfaces, &fills, lexicon),
        other_trade: other_trade(query, background, &surfaces, lexicon),
    }
}

/// Returns the kind of small talk of a message that consists of phrases of the lexicon, function words and polite words
/// (`hey, good morning all, I hope everyone has a lovely week`); of several kinds the one that asks most. The first
/// phrase begins the message or has at least three words; an agreement has no other words beside it.
fn small_talk(
    query: &ParsedQuery,
    surfaces: &[&str],
    fills: &dyn Fn(&str) -> bool,
    lexicon: &Lexicon,
) -> Option<SmallTalk> {
    let questions = &lexicon.questions;
    let phrase_at = |at: usize| {
        let rest = surfaces.get(at..).unwrap_or_default();
        let longest = MAX_SMALL_TALK_WORDS.min(rest.len());
        (1..=longest).rev().find_map(|length| {
            let phrase = rest.get(..length)?.join(" ");
            Some((length, *questions.small_talk.get(&phrase)?))
        })
    };
    let adds_nothing = |word: &str| {
        questions.polite.contains(word) || (fills(word) && !questions.ask.contains(word))
    };
    let mut kinds = Vec::new();
    let mut others = 0;
    let mut at = 0;
    while let Some(word) = surfaces.get(at) {
        let first = kinds.is_empty();
        match phrase_at(at) {
            Some((length, kind)) if !first || at == 0 || length >= MIN_INNER_SMALL_TALK => {
                kinds.push(kind);
                at += length;
            }
            _ if adds_nothing(word) => {
                others += 1;
                at += 1;
            }
            _ => return None,
        }
    }
    let whole = others == 0 && kinds.len() == 1;
    if !whole && !query.mentions.is_empty() {
        return None;
    }
    let kind = kinds.into_iter().max()?;
    (others == 0 || kind != SmallTalk::Agreement).then_some(kind)
}

/// Returns the facet that a phrase among these words asks for, and the range of that phrase: the longest one counts.
pub(super) fn explicit_facet(words: &[&str], lexicon: &Lexicon) -> Option<(Facet, Range<usize>)> {
    let phrases = &lexicon.questions.facet_phrases;
    let found = (0..words.len()).flat_map(|at| {
        let rest = words.get(at..).unwrap_or_default();
        let begun = rest.first().and_then(|first| phrases.get(*first));
        let begun = begun.into_iter().flatten();
        begun.filter_map(move |phrase| {
            let fits = rest.len() >= phrase.words.len()
                && phrase
                    .words
                    .iter()
                    .zip(rest)
                    .all(|(one, other)| one == other);
            fits.then_some((at, phrase))
        })
    });
    let best = found.min_by_key(|(at, phrase)| (Reverse(phrase.words.len()), phrase.place, *at));
    best.map(|(at, phrase)| (phrase.facet, at..at + phrase.words.len()))
}

/// Returns the facet that a phrase among these words asks for, or else the one that a single word hints at. A word that
/// also begins questions (`do`) is a hint only after `what`.
pub(super) fn likely_facet(words: &[&str], lexicon: &Lexicon) -> Option<Facet> {
    let questions = &lexicon.questions;
    let mut asking = words.iter().filter(|word| questions.ask.contains(**word));
    let asks_what = asking
        .next()
        .is_none_or(|word| matches!(*word, "what" | "whats" | "who"));
    let hinted = || {
        let words = words.iter();
        let words = words.filter(|word| asks_what || !questions.ask.contains(**word));
        let hints = words.filter_map(|word| questions.facet_words.get(*word));
        hints
            .min_by_key(|(place, _)| place)
            .map(|(_, facet)| *facet)
    };
    explicit_facet(words, lexicon)
        .map(|(facet, _)| facet)
        .or_else(hinted)
}

/// Returns whether two roles are named as the current and the wanted one: `from A to B`, `A →
/// B`, or one in background and one in the question.
fn is_role_change(query: &ParsedQuery, surfaces: &[&str]) -> bool {
    let roles = query
        .mentions
        .iter()
        .filter(|one| one.kind == EntryKind::Role);
    let roles: Vec<_> = roles.collect();
    roles.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        if one.background && !other.background {
            return true;
        }
        let before = one.words.start.saturating_sub(MOVE_GAP)..one.words.start;
        let from = surfaces.get(before).unwrap_or_default().contains(&"from");
        let between = surfaces
            .get(one.words.end..other.words.start)
            .unwrap_or_default();
        let to = between.len() <= MOVE_GAP
            && between
                .iter()
                .any(|word| matches!(*word, "to" | "into" | "become"));
        to && (from || between.len() == 1)
    })
}

/// Returns the occupation that a question is about, if the library does not cover it: one that the lexicon lists, where the
/// question names no entry and has no word of the covered fields; or an unknown word after `become a`.
fn other_trade(
    query: &ParsedQuery,
    background: &[bool],
    surfaces: &[&str],
    lexicon: &Lexicon,
) -> Option<String> {
    let questions = &lexicon.questions;
    if query.mentions.iter().any(|one| !one.background) {
        return None;
    }
    let asked = |at: usize| !background.get(at).copied().unwrap_or(false);
    let covers = |word: &&str| questions.covered.contains(*word);
    let listed = longest_of(&questions.other_trades, surfaces, asked).map(|trade| {
        let name = surfaces.get(trade.clone()).unwrap_or_default().join(" ");
        (trade, name)
    });
    // `engineer` is covered, and `civil engineer` is not.
    let (trade, listed) = listed.unzip();
    let others = surfaces.iter().enumerate();
    let mut others =
        others.filter(|(at, _)| !trade.as_ref().is_some_and(|trade| trade.contains(at)));
    if others.any(|(_, word)| covers(word)) {
        return None;
    }
    listed.or_else(|| {
        surfaces.windows(3).enumerate().find_map(|(at, run)| {
            let ["become", "a" | "an", what] = run else {
                return None;
            };
            let (number, _) = query.words.get(at + 2)?;
            let unknown = query.term(*number).is_some_and(|term| !term.known);
            unknown.then(|| (*what).to_owned())
        })
    })
}

/// Returns the range of the longest of some phrases that begins at an `allowed` word; of equal ones the first.
fn longest_of(
    phrases: &FxHashSet<Phrase>,
    surfaces: &[&str],
    allowed: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    (1..=MAX_PHRASE_WORDS).rev().find_map(|length| {
        let runs = surfaces.windows(length).enumerate();
        let mut runs = runs.filter(|(at, run)| {
            let phrase: Phrase = run.iter().map(|word| (*word).to_owned()).collect();
            allowed(*at) && phrases.contains(&phrase)
        });
        runs.next().map(|(at, _)| at..at + length)
    })
}
