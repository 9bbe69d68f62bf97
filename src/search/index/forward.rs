//! The forward index: for each passage the term ids of its fields. Ranking reads it for the candidates of the
//! inverted index.

use std::ops::Range;

use super::numbering::{Field, Numbering, count};
use super::term_id::TermId;
use super::vocabulary::{Vocabulary, VocabularyBuilder};
use crate::search::document::Document;
use crate::search::text::Lexicon;

/// Offsets of a passage's fields: names, question, wordings, body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldOffsets {
    first: u32,
    names: u32,
    wordings: u32,
}

impl FieldOffsets {
    const fn fields(&self) -> Range<usize> {
        self.first as usize..(self.first + self.names + self.wordings + 2) as usize
    }
}

/// The forward index of all passages.
pub(crate) struct Forward {
    terms: Vec<TermId>,
    fields: Vec<Field>,
    passages: Vec<FieldOffsets>,
    /// Mean number of terms of a passage's title, question and body together.
    pub avg_len: f32,
}

impl Forward {
    /// Indexes the documents, in order.
    pub(crate) fn build(documents: &[Document], lexicon: &Lexicon) -> (Self, Vocabulary) {
        let mut vocabulary = VocabularyBuilder::new(lexicon);
        let mut raw = Numbering::default();
        let mut passages = Vec::with_capacity(documents.len());
        for document in documents {
            let first = count(raw.fields.len());
            for text in document
                .names
                .iter()
                .chain(std::iter::once(&document.question))
                .chain(&document.wordings)
                .chain(std::iter::once(&document.body))
            {
                raw.add(text, &document.language, &mut vocabulary);
            }
            passages.push(FieldOffsets {
                first,
                names: count(document.names.len()),
                wordings: count(document.wordings.len()),
            });
        }
        raw.join(&vocabulary.compounds());
        let mut frequencies = DocumentFrequencies::default();
        for (number, passage) in (1_u32..).zip(&passages) {
            let fields = raw.fields.get(passage.fields()).unwrap_or_default();
            for field in fields {
                for &term in raw.terms.get(field.range()).unwrap_or_default() {
                    frequencies.add(term, number);
                }
            }
        }
        let vocabulary = vocabulary.finish(frequencies.counts, documents.len());
        let mut forward = Self {
            terms: raw.terms,
            fields: raw.fields,
            passages,
            avg_len: 1.0,
        };
        forward.compute_weights(&vocabulary);
        (forward, vocabulary)
    }

    /// Computes the weights of all fields, and the mean length of the passages.
    fn compute_weights(&mut self, vocabulary: &Vocabulary) {
        for field in &mut self.fields {
            let terms = self.terms.get(field.range()).unwrap_or_default().iter();
            let content = terms.filter(|term| !vocabulary.is_function(**term));
            field.content_weight = content.map(|term| vocabulary.idf(*term)).sum();
        }
        let lengths = (0..self.passages.len()).map(|number| self.len(number));
        let length: usize = lengths.sum();
        self.avg_len = (length as f32 / self.passages.len().max(1) as f32).max(1.0);
    }

    /// Returns the number of terms of a passage's title, question and body together.
    pub(crate) fn len(&self, passage: usize) -> usize {
        self.name(passage).len() + self.question(passage).len() + self.body(passage).len()
    }

    /// Returns the number of passages.
    pub(crate) const fn passages(&self) -> usize {
        self.passages.len()
    }

    /// Returns the names of a passage's entry.
    pub(crate) fn names(&self, passage: usize) -> &[Field] {
        self.slice(passage, |p| p.first..p.first + p.names)
    }

    /// Returns the title of a passage's entry.
    pub(crate) fn name(&self, passage: usize) -> Field {
        self.names(passage).first().copied().unwrap_or_default()
    }

    /// Returns a passage's question or heading.
    pub(crate) fn question(&self, passage: usize) -> Field {
        self.slice(passage, |p| p.first + p.names..p.first + p.names + 1)
            .first()
            .copied()
            .unwrap_or_default()
    }

    /// Returns the other wordings of a passage's question.
    pub(crate) fn wordings(&self, passage: usize) -> &[Field] {
        self.slice(passage, |p| {
            p.first + p.names + 1..p.first + p.names + 1 + p.wordings
        })
    }

    /// Returns a passage's body.
    pub(crate) fn body(&self, passage: usize) -> Field {
        self.slice(passage, |p| {
            p.first + p.names + 1 + p.wordings..p.first + p.names + 2 + p.wordings
        })
        .first()
        .copied()
        .unwrap_or_default()
    }

    /// Returns the terms of a field.
    pub(crate) fn terms(&self, field: Field) -> &[TermId] {
        self.terms.get(field.range()).unwrap_or_default()
    }

    fn slice(&self, passage: usize, range: impl Fn(&FieldOffsets) -> Range<u32>) -> &[Field] {
        self.passages
            .get(passage)
            .map(range)
            .and_then(|r| self.fields.get(r.start as usize..r.end as usize))
            .unwrap_or_default()
    }
}

/// Counter of document frequencies.
#[derive(Default)]
struct DocumentFrequencies {
    seen: Vec<u32>,
    counts: Vec<u32>,
}

impl DocumentFrequencies {
    fn add(&mut self, term: TermId, passage: u32) {
        let at = term as usize;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, 0);
            self.counts.resize(at + 1, 0);
        }
        if let (Some(last), Some(count)) = (self.seen.get_mut(at), self.counts.get_mut(at))
            && *last != passage
        {
            *last = passage;
            *count += 1;
        }
    }
}
