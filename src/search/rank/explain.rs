//! Explains a match: the reasons for a hit, and the words of a text that match a question.

use std::ops::Range;

use super::features::Features;
use crate::search::index::{Field, Forward, Vocabulary};
use crate::search::query::{MatchKind, ParsedQuery};
use crate::search::result::Reason;
use crate::search::text::Lexicon;

/// Minimum cosine for [`Reason::Embedding`]; with the shipped model unrelated texts have about 0.5.
const MIN_COSINE: f32 = 0.7;

/// Returns the reasons for a passage, the strongest kinds first.
pub(crate) fn reasons(
    question: &ParsedQuery,
    forward: &Forward,
    passage: usize,
    features: &Features,
) -> Vec<Reason> {
    let heads = std::iter::once(forward.question(passage))
        .chain(forward.names(passage).iter().copied())
        .chain(forward.wordings(passage).iter().copied());
    let mut in_heads = vec![false; question.terms.len()];
    for field in heads {
        mark(question, forward, field, &mut in_heads);
    }
    let mut in_text = vec![false; question.terms.len()];
    mark(question, forward, forward.body(passage), &mut in_text);
    let words = |met: &dyn Fn(usize) -> bool| -> Vec<String> {
        let terms = question.terms.iter().enumerate();
        terms
            .filter(|(at, term)| term.content_weight > 0.0 && met(*at))
            .map(|(_, term)| term.surface.clone())
            .collect()
    };
    let is = |marks: &[bool], at: usize| marks.get(at).copied().unwrap_or(false);
    let heading = words(&|at| is(&in_heads, at));
    let text = words(&|at| is(&in_text, at) && !is(&in_heads, at));
    let mut found = Vec::new();
    if !heading.is_empty() {
        found.push(Reason::Heading(heading));
    }
    if !text.is_empty() {
        found.push(Reason::Text(text));
    }
    if features.cosine >= MIN_COSINE {
        found.push(Reason::Embedding);
    }
    for (at, term) in question.terms.iter().enumerate() {
        if let Some(read) = &term.corrected
            && (is(&in_heads, at) || is(&in_text, at))
        {
            found.push(Reason::Typo(term.surface.clone(), read.clone()));
        }
    }
    found
}

/// Sets the mark of each query term that a field matches.
fn mark(question: &ParsedQuery, forward: &Forward, field: Field, marks: &mut [bool]) {
    for &term_id in forward.terms(field) {
        for alternative in question.matches(term_id) {
            if let Some(mark) = marks.get_mut(alternative.query_term as usize) {
                *mark = true;
            }
        }
    }
}

/// Finds the words of a text that match a question.
pub(crate) struct Marker<'a> {
    /// The question.
    pub question: ParsedQuery,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The words of the library.
    pub vocabulary: &'a Vocabulary,
}

impl Marker<'_> {
    /// Returns the byte ranges of the words of `text` that match the question: by stem, spelling, synonym or typo
    /// correction, without function words. They are in order and do not overlap.
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.lexicon.words(text).into_iter();
        let matching = words.filter(|word| self.matches(&word.surface));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for Range { start, end } in matching.map(|word| word.range) {
            // Tokens of scripts without spaces are overlapping pairs of characters.
            match ranges.last_mut() {
                Some(last) if last.end > start => last.end = end,
                _ => ranges.push(start..end),
            }
        }
        ranges
    }

    /// Returns whether a word matches a content word of the question; half of a compound does not.
    fn matches(&self, surface: &str) -> bool {
        let Some(term_id) = self.vocabulary.term(surface, self.lexicon) else {
            return false;
        };
        let has_content = |number: u8| {
            self.question
                .term(number)
                .is_some_and(|term| term.content_weight > 0.0)
        };
        self.question
            .matches(term_id)
            .iter()
            .filter(|one| one.kind != MatchKind::Compound || one.weight >= 1.0)
            .any(|one| has_content(one.query_term))
    }
}
