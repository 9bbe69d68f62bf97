//! The part of a long text that asks: people tell what happened first, and end with the question.

use std::ops::Range;

use super::ParsedQuery;
use crate::search::text::{Lexicon, Separator};

/// Least words of a text that is looked through.
const LONG: usize = 18;
/// Least content words of the part that asks; a question such as "which one" says nothing by itself.
const LEAST_CONTENT: usize = 2;
/// Words before the one that asks, in a sentence with a question mark.
const BEFORE_ASKING: usize = 2;

/// Returns the words of the last sentence of a long text that asks, from the first clause that does; nothing where no
/// sentence asks, or where the part says too little by itself.
pub(super) fn asked(query: &ParsedQuery, text: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let words = &query.words;
    if words.len() < LONG {
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
        if let Some(from) = asking_clause(query, start..end, marked, lexicon) {
            let part = from..end;
            let slots = words.get(part.clone()).unwrap_or_default().iter();
            let content =
                slots.filter(|(slot, _)| query.slot(*slot).is_some_and(|one| one.content > 0.0));
            return (content.count() >= LEAST_CONTENT && part.len() < words.len()).then_some(part);
        }
        end = start;
    }
    None
}

/// Returns where the first clause of a sentence that asks begins; a sentence with a question mark asks in any case.
fn asking_clause(
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
            (at..sentence.end).take_while(|at| questions.connectors.contains(surface(*at)));
        let first = at + skipped.count();
        let last = if marked { first + BEFORE_ASKING } else { first };
        (first..=last).any(|at| questions.ask.contains(surface(at)))
    };
    let mut clauses = sentence.clone().filter(begins);
    clauses
        .find(|at| asks(*at))
        .or(marked.then_some(sentence.start))
}

/// Returns whether what stands between two words ends a sentence.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['?', '!', '\n', '。', '？', '！', '…'])
        || (gap.contains('.') && gap.contains(char::is_whitespace))
}
