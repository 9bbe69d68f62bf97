//! What a question asks for, told by the words of the lexicon: a definition, a comparison, a section of an entry, a move
//! from one role to another; or nothing at all, or something that the library does not cover.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::ParsedQuery;
use crate::knowledge::{EntryKind, Facet};
use crate::search::result::SmallTalk;
use crate::search::text::{LONGEST_PHRASE, Lexicon, Phrase, Separator};

/// Most words between `from` and the name that it stands for, and between two names of a move.
const MOVE_GAP: usize = 3;
/// Most words of a phrase of small talk that other words may stand beside.
const LONGEST_SMALL_TALK: usize = 7;
/// Least words of such a phrase that does not begin the message.
const LEAST_INSIDE: usize = 3;

/// The kind of answer that a question asks for.
#[derive(Clone, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is told by itself, and several may hold"
)]
pub(crate) struct Intent {
    /// The facet that it asks for beyond doubt.
    pub facet: Option<Facet>,
    /// The facet that it asks for, perhaps.
    pub likely: Option<Facet>,
    /// True if it asks what something is, or is nothing but a name.
    pub defines: bool,
    /// True if it names the role that somebody has and the one that they want.
    pub moves: bool,
    /// True if it has nothing but names and words that ask.
    pub only_names: bool,
    /// True if it refers to something that was said before.
    pub refers: bool,
    /// True if it refers to something, asks for a section, and says nothing else.
    pub lacks_topic: bool,
    /// True if it asks somebody to do or mend something, which no document can.
    pub chore: bool,
    /// The kind of small talk that it is.
    pub small_talk: Option<SmallTalk>,
    /// The occupation outside of the library that it is about.
    pub other_trade: Option<String>,
}

/// Words of self-descriptions: what a long text tells before it asks, and clauses that begin as the lexicon says and ask
/// nothing, where another clause asks.
pub(super) fn context(query: &ParsedQuery, lexicon: &Lexicon) -> Vec<bool> {
    let questions = &lexicon.questions;
    let words = &query.words;
    let mut context = vec![false; words.len()];
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
    let verdicts: Vec<bool> = clauses.iter().map(describes).collect();
    let told = |at: usize| {
        query
            .asked
            .as_ref()
            .is_some_and(|asked| !asked.contains(&at))
    };
    for (at, context) in context.iter_mut().enumerate() {
        *context = told(at);
    }
    if verdicts.iter().all(|one| *one) {
        return context;
    }
    for (clause, described) in clauses.into_iter().zip(verdicts) {
        for word in context.get_mut(clause).into_iter().flatten() {
            *word |= described;
        }
    }
    context
}

/// Tells what a question asks for, whose entities are known.
pub(super) fn intent(
    query: &ParsedQuery,
    context: &[bool],
    language: &str,
    lexicon: &Lexicon,
) -> Intent {
    let questions = &lexicon.questions;
    let surfaces: Vec<&str> = query.surfaces().collect();
    let named = |at: usize| query.mentions.iter().any(|one| one.words.contains(&at));
    let rest: Vec<&str> = surfaces
        .iter()
        .enumerate()
        .filter(|(at, _)| !named(*at) && !context.get(*at).copied().unwrap_or(false))
        .map(|(_, word)| *word)
        .collect();
    let explicit = explicit(&rest, lexicon);
    let likely = likely(&rest, lexicon);
    let phrase = explicit.as_ref().map_or(0..0, |(_, phrase)| phrase.clone());
    let fills = |word: &str| lexicon.is_function_word_of(language, word);
    let defines = |word: &str| questions.define.contains(word);
    let compares = |word: &str| questions.compare.contains(word);
    let nothing_else = rest.iter().enumerate().all(|(at, word)| {
        phrase.contains(&at)
            || fills(word)
            || defines(word)
            || questions.facet_words.contains_key(*word)
    });
    let only_compares = rest
        .iter()
        .all(|word| fills(word) || compares(word) || *word == "between");
    let contrasts = rest.iter().any(|word| compares(word));
    let mentioned = query.mentions.iter().filter(|one| !one.context).count();
    let what_is = matches!(
        surfaces.as_slice(),
        ["what", "is" | "are" | "s", ..] | ["whats" | "define" | "meaning" | "who", ..]
    );
    // A name alone, or with words that ask what it is: not `is it the same for …`, `what if …`.
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
    let refers = surfaces.iter().any(|word| questions.refer.contains(*word));
    Intent {
        facet: explicit.map(|(facet, _)| facet),
        likely,
        defines: rest.iter().any(|word| defines(word)) || what_is || bare,
        moves: moves(query, &surfaces),
        only_names: (mentioned == 1 && nothing_else)
            || (mentioned == 2 && contrasts && only_compares && !rest.contains(&"should")),
        lacks_topic: refers && query.mentions.is_empty() && nothing_else && likely.is_some(),
        refers,
        chore: longest_of(&questions.chores, &surfaces, |_| true).is_some(),
        small_talk: small_talk(query, &surfaces, &fills, lexicon),
        other_trade: other_trade(query, context, &surfaces, lexicon),
    }
}

/// Returns the kind of small talk of a message: a phrase of the lexicon alone, or beside words that add nothing (`good
/// morning all, I hope everyone has a lovely week`). Such a phrase begins the message, or has three words or more.
fn small_talk(
    query: &ParsedQuery,
    surfaces: &[&str],
    fills: &dyn Fn(&str) -> bool,
    lexicon: &Lexicon,
) -> Option<SmallTalk> {
    let questions = &lexicon.questions;
    let phrases = &questions.small_talk;
    if let Some(kind) = phrases.get(&surfaces.join(" ")) {
        return Some(*kind);
    }
    if !query.mentions.is_empty() {
        return None;
    }
    let adds_nothing = |word: &&str| {
        questions.polite.contains(*word) || (fills(word) && !questions.ask.contains(*word))
    };
    let longest = LONGEST_SMALL_TALK.min(surfaces.len());
    (1..=longest).rev().find_map(|length| {
        let runs = surfaces.windows(length).enumerate();
        let mut runs = runs.take_while(|(at, _)| *at == 0 || length >= LEAST_INSIDE);
        runs.find_map(|(at, run)| {
            let kind = *phrases.get(&run.join(" "))?;
            let (before, rest) = surfaces.split_at(at);
            let mut others = before.iter().chain(rest.iter().skip(length));
            (kind != SmallTalk::Agreement && others.all(adds_nothing)).then_some(kind)
        })
    })
}

/// Returns the facet that these words ask for beyond doubt, and which of them do: the longest phrase decides.
pub(super) fn explicit(words: &[&str], lexicon: &Lexicon) -> Option<(Facet, Range<usize>)> {
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

/// Returns the facet that these words ask for, perhaps: beyond doubt, else by a single word; by one that also begins
/// questions (`do`) only after `what`.
pub(super) fn likely(words: &[&str], lexicon: &Lexicon) -> Option<Facet> {
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
    explicit(words, lexicon)
        .map(|(facet, _)| facet)
        .or_else(hinted)
}

/// Returns whether two roles are named as the one that somebody has and the one that they want: `from A to B`, `A →
/// B`, or one in a self-description and one in the question.
fn moves(query: &ParsedQuery, surfaces: &[&str]) -> bool {
    let roles = query
        .mentions
        .iter()
        .filter(|one| one.kind == EntryKind::Role);
    let roles: Vec<_> = roles.collect();
    roles.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        if one.context && !other.context {
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

/// Returns the occupation outside of the library that a question is about: it has one of the lexicon's, names no entry,
/// and has no word of what the library covers; or it asks how to become what no passage mentions.
fn other_trade(
    query: &ParsedQuery,
    context: &[bool],
    surfaces: &[&str],
    lexicon: &Lexicon,
) -> Option<String> {
    let questions = &lexicon.questions;
    if query.mentions.iter().any(|one| !one.context) {
        return None;
    }
    let asked = |at: usize| !context.get(at).copied().unwrap_or(false);
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
            let (slot, _) = query.words.get(at + 2)?;
            let unknown = query.slot(*slot).is_some_and(|slot| !slot.known);
            unknown.then(|| (*what).to_owned())
        })
    })
}

/// Returns where the longest of some phrases stands that begins at an `allowed` word.
fn longest_of(
    phrases: &FxHashSet<Phrase>,
    surfaces: &[&str],
    allowed: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    (1..=LONGEST_PHRASE).rev().find_map(|length| {
        let runs = surfaces.windows(length).enumerate();
        let mut runs = runs.filter(|(at, run)| {
            let phrase: Phrase = run.iter().map(|word| (*word).to_owned()).collect();
            allowed(*at) && phrases.contains(&phrase)
        });
        runs.next().map(|(at, _)| at..at + length)
    })
}
