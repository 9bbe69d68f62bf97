//! The forward index: for each passage the numbers of its words, by the part they stand in.
//! Ranking reads it for the few candidates that the full-text engine proposes.

use std::ops::Range;

use super::numbering::{Numbering, Unit, count};
use super::term::Term;
use super::vocabulary::{Vocabulary, VocabularyBuilder};
use crate::search::analysis::Lexicon;
use crate::search::document::Document;

/// Where the parts of one passage are: names, then the question, wordings, then the body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    first: u32,
    names: u32,
    wordings: u32,
}

impl Passage {
    const fn units(&self) -> Range<usize> {
        self.first as usize..(self.first + self.names + self.wordings + 2) as usize
    }
}

/// All passages as numbers.
pub(crate) struct Forward {
    terms: Vec<Term>,
    units: Vec<Unit>,
    passages: Vec<Passage>,
    /// Per passage, length of the vector of letters of its question and body together.
    letters: Vec<f32>,
    /// Per passage, length of the vector of sense of its entry's name and its question together.
    senses: Vec<f32>,
    /// Mean length in words of a passage's question and wordings together.
    pub heads: f32,
}

impl Forward {
    /// Numbers every word of `documents`, in order.
    pub(crate) fn build(documents: &[Document], lexicon: &Lexicon) -> (Self, Vocabulary) {
        let mut vocabulary = VocabularyBuilder::new(lexicon);
        let mut raw = Numbering::default();
        let mut passages = Vec::with_capacity(documents.len());
        for document in documents {
            let first = count(raw.units.len());
            for text in document
                .names
                .iter()
                .chain(std::iter::once(&document.question))
                .chain(&document.wordings)
                .chain(std::iter::once(&document.body))
            {
                raw.add(text, &mut vocabulary);
            }
            passages.push(Passage {
                first,
                names: count(document.names.len()),
                wordings: count(document.wordings.len()),
            });
        }
        raw.join(&vocabulary.compounds());
        let (mut frequencies, mut headings) = (Tally::default(), Tally::default());
        for (number, passage) in (1_u32..).zip(&passages) {
            let units = raw.units.get(passage.units()).unwrap_or_default();
            for (i, unit) in units.iter().enumerate() {
                for &term in raw.terms.get(unit.range()).unwrap_or_default() {
                    if i + 1 < units.len() {
                        headings.add(term, number);
                    }
                    frequencies.add(term, number);
                }
            }
        }
        let vocabulary = vocabulary.finish(frequencies.counts, headings.counts, documents.len());
        let mut forward = Self {
            terms: raw.terms,
            units: raw.units,
            passages,
            letters: Vec::new(),
            senses: Vec::new(),
            heads: 1.0,
        };
        forward.weigh(&vocabulary);
        (forward, vocabulary)
    }

    fn weigh(&mut self, vocabulary: &Vocabulary) {
        let (letters, senses) = (vocabulary.letters(), vocabulary.senses());
        let mut buffer: Vec<Term> = Vec::new();
        for unit in &mut self.units {
            buffer.clear();
            buffer.extend_from_slice(self.terms.get(unit.range()).unwrap_or_default());
            unit.sense = senses.length(&buffer);
            unit.letters = letters.length(&mut buffer);
            for &term in self.terms.get(unit.range()).unwrap_or_default() {
                let idf = vocabulary.idf(term);
                unit.weight += idf;
                unit.rare += vocabulary.head_idf(term);
                if !vocabulary.is_function(term) {
                    unit.content += idf;
                }
            }
        }
        let mut heads = Mean::default();
        for number in 0..self.passages.len() {
            buffer.clear();
            buffer.extend_from_slice(self.terms(self.question(number)));
            buffer.extend_from_slice(self.terms(self.body(number)));
            self.letters.push(letters.length(&mut buffer));
            buffer.clear();
            buffer.extend_from_slice(self.terms(self.name(number)));
            buffer.extend_from_slice(self.terms(self.question(number)));
            self.senses.push(senses.length(&buffer));
            let q = self.question(number).len();
            let others = self.wordings(number).iter().map(Unit::len);
            heads.add((q + others.sum::<usize>()) as f32);
        }
        self.heads = heads.value().max(1.0);
    }

    /// The names of the entry that a passage belongs to.
    pub(crate) fn names(&self, passage: usize) -> &[Unit] {
        self.slice(passage, |p| p.first..p.first + p.names)
    }

    /// The first of them, the entry's title.
    pub(crate) fn name(&self, passage: usize) -> Unit {
        self.names(passage).first().copied().unwrap_or_default()
    }

    /// The passage's question or heading.
    pub(crate) fn question(&self, passage: usize) -> Unit {
        self.slice(passage, |p| p.first + p.names..p.first + p.names + 1)
            .first()
            .copied()
            .unwrap_or_default()
    }

    /// The other wordings of its question.
    pub(crate) fn wordings(&self, passage: usize) -> &[Unit] {
        self.slice(passage, |p| {
            p.first + p.names + 1..p.first + p.names + 1 + p.wordings
        })
    }

    /// The passage's text.
    pub(crate) fn body(&self, passage: usize) -> Unit {
        self.slice(passage, |p| {
            p.first + p.names + 1 + p.wordings..p.first + p.names + 2 + p.wordings
        })
        .first()
        .copied()
        .unwrap_or_default()
    }

    /// Length of the vector of letters of a passage's question and body together.
    pub(crate) fn letters(&self, passage: usize) -> f32 {
        self.letters.get(passage).copied().unwrap_or(0.0)
    }

    /// Length of the vector of sense of a passage's name and question together.
    pub(crate) fn sense(&self, passage: usize) -> f32 {
        self.senses.get(passage).copied().unwrap_or(0.0)
    }

    /// The words of a unit.
    pub(crate) fn terms(&self, unit: Unit) -> &[Term] {
        self.terms.get(unit.range()).unwrap_or_default()
    }

    fn slice(&self, passage: usize, range: impl Fn(&Passage) -> Range<u32>) -> &[Unit] {
        self.passages
            .get(passage)
            .map(range)
            .and_then(|r| self.units.get(r.start as usize..r.end as usize))
            .unwrap_or_default()
    }
}

/// Counts each term once per passage.
#[derive(Default)]
struct Tally {
    seen: Vec<u32>,
    counts: Vec<u32>,
}

impl Tally {
    fn add(&mut self, term: Term, passage: u32) {
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

#[derive(Default)]
struct Mean {
    sum: f32,
    count: f32,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1.0;
    }

    fn value(&self) -> f32 {
        if self.count > 0.0 {
            self.sum / self.count
        } else {
            0.0
        }
    }
}
