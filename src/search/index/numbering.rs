//! Texts as sequences of term ids. Compounds get the joined form as an additional term, so that `back-end`,
//! `back end` and `backend` share one.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::term_id::TermId;
use super::vocabulary::VocabularyBuilder;
use crate::search::text::{Separator, joinable, scan};

/// A field of a document: a name, a question, a wording or a body, with sums over its terms.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Field {
    start: u32,
    end: u32,
    /// Sum of the idf of its terms without function words.
    pub content_weight: f32,
}

impl Field {
    /// Number of terms.
    pub(crate) const fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns whether it has no terms.
    pub(crate) const fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// Range of its terms among all.
    pub(crate) const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Builds the sequences of term ids.
#[derive(Default)]
pub(crate) struct Numbering {
    /// Terms of all fields.
    pub terms: Vec<TermId>,
    joints: Vec<Adjacency>,
    /// The fields.
    pub fields: Vec<Field>,
}

/// The relation of a term to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Adjacency {
    Free,
    Space,
    /// With the term of the joined form.
    Tight(TermId),
}

impl Numbering {
    /// Adds a field.
    pub(crate) fn add(
        &mut self,
        text: &str,
        language: &str,
        vocabulary: &mut VocabularyBuilder<'_>,
    ) {
        let start = count(self.terms.len());
        let lexicon = vocabulary.lexicon();
        let mut before = String::new();
        scan(text, |word, range, separator| {
            let word = lexicon.name(word, text, &range, separator).unwrap_or(word);
            let term = vocabulary.intern(word, language);
            let joint = match separator {
                Separator::Tight if joinable(&before, word) => {
                    before.push_str(word);
                    Adjacency::Tight(vocabulary.intern(&before, language))
                }
                Separator::Tight | Separator::Space => Adjacency::Space,
                Separator::Stop => Adjacency::Free,
            };
            self.terms.push(term);
            self.joints.push(joint);
            before.clear();
            before.push_str(word);
        });
        self.fields.push(Field {
            start,
            end: count(self.terms.len()),
            ..Field::default()
        });
    }

    /// Inserts the joined form after each pair of terms that is also written as one word.
    pub(crate) fn join(&mut self, compounds: &FxHashMap<(TermId, TermId), TermId>) {
        let mut terms = Vec::with_capacity(self.terms.len());
        for field in &mut self.fields {
            let start = count(terms.len());
            let mut before = None;
            let words = self.terms.get(field.range()).unwrap_or_default();
            let joints = self.joints.get(field.range()).unwrap_or_default();
            for (&term, &joint) in words.iter().zip(joints) {
                terms.push(term);
                match (joint, before) {
                    (Adjacency::Tight(joined), _) => terms.push(joined),
                    (Adjacency::Space, Some(b)) => terms.extend(compounds.get(&(b, term))),
                    _ => {}
                }
                before = Some(term);
            }
            field.start = start;
            field.end = count(terms.len());
        }
        self.terms = terms;
        self.joints = Vec::new();
    }
}

/// Converts a count to 32 bits; larger ones saturate.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
