//! The question clause of a long text: people often describe their situation first and ask at the end.

use std::ops::Range;

use super::ParsedQuery;
use crate::search::text::{Lexicon, Separator};

/// Minimum number of words of a text in which a question clause is looked for.
const MIN_WORDS: usize = 18;
/// Minimum number of content words of a question clause; one such as `which one` says too little by itself.
const MIN_CONTENT_WORDS: usize = 2;
/// Words of a clause that may precede its question word, in a sentence with a question mark.
const MAX_BEFORE_QUESTION_WORD: usize = 2;

/// Returns the range of words of the last sentence that asks, from its first clause that does. `None` where the text has
/// fewer than 18 words, no sentence asks, the clause has fewer than two content words, or it is the whole text.
pub(super) fn question_clause(
    query: &ParsedQuery,
    text: &str,
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    let words = &query.words;
    if words.len() < MIN_WORDS {
        return None;
    }
    let end_of = |at: usize| words.get(at).map_or(text.len(), |(_, word)| word.range.end);
    let start_of = |at: usize| {
        words
            .get(at)
            .map_or(text.len(), |(_, word)| word.range.start)
    };
    let gap = |before: usize| text.get(end_of(before)..start_of(before + 1)).unwrap_or("");
    let mut end = words.len();
    while end > 0 {
        let start = (1..end)
            .rev()
            .find(|at| ends_sentence(gap(at - 1)))
            .unwrap_or(0);
        let marked = gap(end - 1).contains(['?', '？']);
        if let Some(from) = clause_start(query, start..end, marked, lexicon) {
            let clause = from..end;
            let terms = words.get(clause.clone()).unwrap_or_default().iter();
            let content = terms.filter(|(number, _)| {
                query
                    .term(*number)
                    .is_some_and(|one| one.content_weight > 0.0)
            });
            return (content.count() >= MIN_CONTENT_WORDS && clause.len() < words.len())
                .then_some(clause);
        }
        end = start;
    }
    None
}

/// Returns the number of the word with which the first clause that asks begins. In a sentence with a question mark
/// (`marked`) that is the first word where no clause has a question word.
fn clause_start(
    query: &ParsedQuery,
    sentence: Range<usize>,
    marked: bool,
    lexicon: &Lexicon,
) -> Option<usize> {
    let questions = &lexicon.questions;
    let surface = |at: usize| {
        let word = query.words.get(at).filter(|_| at < sentence.end);
        word.map_or("", |(_, word)| word.surface.as_str())
    };
    let begins = |at: &usize| {
        let Some((_, word)) = query.words.get(*at) else {
            return false;
        };
        *at == sentence.start || word.separator == Separator::Stop
    };
    let asks = |at: usize| {
        let skipped =
            (at..sentence.end).take_while(|at| questions.discourse_markers.contains(surface(*at)));
        let first = at + skipped.count();
        let last = if marked {
            first + MAX_BEFORE_QUESTION_WORD
        } else {
            first
        };
        (first..=last).any(|at| questions.ask.contains(surface(at)))
    };
    let mut clauses = sentence.clone().filter(begins);
    clauses
        .find(|at| asks(*at))
        .or(marked.then_some(sentence.start))
}

/// Returns whether the text between two words ends a sentence.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['?', '!', '\n', '。', '？', '！', '…'])
        || (gap.contains('.') && gap.contains(char::is_whitespace))
}
