//! Numbers the words of texts, and adds the joined form where two words are also one: `back-end`,
//! `back end` and `backend` have a word in common.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::term::Term;
use super::vocabulary::VocabularyBuilder;
use crate::search::analysis::{Glue, joinable, scan};

/// One stretch of text: a name, a question, a wording or a body.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unit {
    start: u32,
    end: u32,
    /// Sum of the weights (idf) of its words.
    pub weight: f32,
    /// The same without function words.
    pub content: f32,
    /// The same of all words, by how rare they are among questions, names and wordings.
    pub rare: f32,
    /// Length of its vector of letters.
    pub letters: f32,
    /// Length of its vector of sense.
    pub sense: f32,
}

impl Unit {
    /// Its length in words.
    pub(crate) const fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it has no words.
    pub(crate) const fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// Where its words are among all.
    pub(crate) const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Texts as numbers.
#[derive(Default)]
pub(crate) struct Numbering {
    /// All words, text after text.
    pub terms: Vec<Term>,
    joints: Vec<Joint>,
    /// The texts.
    pub units: Vec<Unit>,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Free,
    Space,
    /// With the term of the joined form.
    Tight(Term),
}

impl Numbering {
    /// Numbers the words of one text.
    pub(crate) fn add(&mut self, text: &str, vocabulary: &mut VocabularyBuilder<'_>) {
        let start = count(self.terms.len());
        let lexicon = vocabulary.lexicon();
        let mut before = String::new();
        scan(text, |word, range, glue| {
            let word = lexicon.name(word, text, &range, glue).unwrap_or(word);
            let term = vocabulary.intern(word);
            let joint = match glue {
                Glue::Tight if joinable(&before, word) => {
                    before.push_str(word);
                    Joint::Tight(vocabulary.intern(&before))
                }
                Glue::Tight | Glue::Space => Joint::Space,
                Glue::Stop => Joint::Free,
            };
            self.terms.push(term);
            self.joints.push(joint);
            before.clear();
            before.push_str(word);
        });
        self.units.push(Unit {
            start,
            end: count(self.terms.len()),
            ..Unit::default()
        });
    }

    /// Adds the joined form after each pair that is also written as one word.
    pub(crate) fn join(&mut self, compounds: &FxHashMap<(Term, Term), Term>) {
        let mut terms = Vec::with_capacity(self.terms.len());
        for unit in &mut self.units {
            let start = count(terms.len());
            let mut before = None;
            let words = self.terms.get(unit.range()).unwrap_or_default();
            let joints = self.joints.get(unit.range()).unwrap_or_default();
            for (&term, &joint) in words.iter().zip(joints) {
                terms.push(term);
                match (joint, before) {
                    (Joint::Tight(joined), _) => terms.push(joined),
                    (Joint::Space, Some(b)) => terms.extend(compounds.get(&(b, term))),
                    _ => {}
                }
                before = Some(term);
            }
            unit.start = start;
            unit.end = count(terms.len());
        }
        self.terms = terms;
        self.joints = Vec::new();
    }
}

/// A count as a number of four bytes.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
