//! Reasons for a hit, and the words of a text that match a question.

use std::ops::Range;

use super::features::Features;
use crate::search::analysis::Lexicon;
use crate::search::index::{Field, Forward, Vocabulary};
use crate::search::query::{MatchKind, ParsedQuery};
use crate::search::result::Reason;

/// Cosine from which on the meanings are said to be near.
const NEAR: f32 = 0.55;
/// The same of the senses of the words, which are nearer to each other to begin with.
const ALIKE: f32 = 0.75;

/// The reasons for a passage, the strongest kinds first.
pub(crate) fn reasons(
    question: &ParsedQuery,
    forward: &Forward,
    passage: usize,
    row: &Features,
) -> Vec<Reason> {
    let heads = std::iter::once(forward.question(passage))
        .chain(forward.names(passage).iter().copied())
        .chain(forward.wordings(passage).iter().copied());
    let mut in_heads = vec![false; question.slots.len()];
    for field in heads {
        mark(question, forward, field, &mut in_heads);
    }
    let mut in_text = vec![false; question.slots.len()];
    mark(question, forward, forward.body(passage), &mut in_text);
    let words = |met: &dyn Fn(usize) -> bool| -> Vec<String> {
        let slots = question.slots.iter().enumerate();
        slots
            .filter(|(at, slot)| slot.content > 0.0 && met(*at))
            .map(|(_, slot)| slot.surface.clone())
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
    if row.meaning >= NEAR || row.vectors >= ALIKE {
        found.push(Reason::Meaning);
    }
    for (at, slot) in question.slots.iter().enumerate() {
        if let Some(read) = &slot.corrected
            && (is(&in_heads, at) || is(&in_text, at))
        {
            found.push(Reason::Typo(slot.surface.clone(), read.clone()));
        }
    }
    found
}

/// Marks the slots of which a stretch of text has a word.
fn mark(question: &ParsedQuery, forward: &Forward, field: Field, marks: &mut [bool]) {
    for &term in forward.terms(field) {
        for alternative in question.matches(term) {
            if let Some(mark) = marks.get_mut(alternative.slot as usize) {
                *mark = true;
            }
        }
    }
}

/// Knows the words that say what a question says.
pub(crate) struct Marker<'a> {
    pub question: ParsedQuery,
    pub lexicon: &'a Lexicon,
    pub vocabulary: &'a Vocabulary,
}

impl Marker<'_> {
    /// The bytes of `text` that say what the question says, word by word: through endings,
    /// spellings, synonyms and typing mistakes, without function words.
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.lexicon.words(text).into_iter();
        words
            .filter(|word| self.says(&word.surface))
            .map(|word| word.range)
            .collect()
    }

    fn says(&self, surface: &str) -> bool {
        let Some(term) = self.vocabulary.term(surface, self.lexicon) else {
            return false;
        };
        let telling = |slot: u8| {
            self.question
                .slot(slot)
                .is_some_and(|slot| slot.content > 0.0)
        };
        self.question
            .matches(term)
            .iter()
            .filter(|one| one.kind != MatchKind::Compound || one.trust >= 1.0)
            .any(|one| telling(one.slot))
    }
}
