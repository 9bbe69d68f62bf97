//! The features of a question and a passage, each between 0 and about 1, whatever the size of the library.

use crate::knowledge::{Facet, PassageKind};
use crate::search::embedding::Similarity;
use crate::search::index::{B, Field, Forward, K1};
use crate::search::query::{MAX_QUERY_TERMS, ParsedQuery};

/// Value of the facet feature where only a single word asks for the facet.
const LIKELY_FACET: f32 = 0.5;

/// The features of a question and a passage. A wording is its own question or heading, or another wording of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Features {
    /// BM25 of its title, question and body together, over the most that any text could reach.
    pub bm25: f32,
    /// [`Self::bm25`] over the largest of all candidates.
    pub bm25_relative: f32,
    /// Match of the best wording, both ways: geometric mean of the share of the question that the wording covers and
    /// of the share of the wording that the question covers, by idf, without function words.
    pub heading: f32,
    /// Share of the question's content that is anywhere in the passage.
    pub coverage: f32,
    /// Cosine by character n-grams of question and body together.
    pub ngrams: f32,
    /// Cosine by character n-grams of the best wording.
    pub ngrams_heading: f32,
    /// Cosine of the embeddings of the question and of its own question.
    pub cosine_question: f32,
    /// Cosine of the embeddings of the question and of the nearest of its other wordings.
    pub cosine_wording: f32,
    /// Cosine of the embeddings of the question and of the beginning of its body.
    pub cosine_body: f32,
    /// The largest of the three cosines.
    pub cosine: f32,
    /// [`Self::cosine`], scaled to 0 for the smallest of all candidates and 1 for the largest.
    pub cosine_relative: f32,
    /// Share of the question's content that names its entry.
    pub named: f32,
    /// Share of what names an entry in the question that the passage does not have.
    pub unnamed: f32,
    /// 1 for the section that is asked for; less where only a word asks for it.
    pub facet: f32,
    /// 1 for another section of the named entry than the one that is asked for.
    pub other_facet: f32,
    /// 1 for a definition where one is asked for.
    pub definition: f32,
    /// 1 for a definition where something else is asked for.
    pub unasked_definition: f32,
    /// 1 for the answer to a question.
    pub answer: f32,
    /// 1 for a question of job interviews.
    pub interview_question: f32,
}

/// Number of features.
pub(crate) const FEATURES: usize = 19;

impl Features {
    /// Names of the features, as `model.json` has them, in the order of [`Self::values`].
    pub(crate) const NAMES: [&str; FEATURES] = [
        "bm25",
        "bm25_relative",
        "heading",
        "coverage",
        "ngrams",
        "ngrams_heading",
        "cosine_question",
        "cosine_wording",
        "cosine_body",
        "cosine",
        "cosine_relative",
        "named",
        "unnamed",
        "facet",
        "other_facet",
        "definition",
        "unasked_definition",
        "answer",
        "interview_question",
    ];

    /// Returns the values.
    pub(crate) const fn values(&self) -> [f32; FEATURES] {
        [
            self.bm25,
            self.bm25_relative,
            self.heading,
            self.coverage,
            self.ngrams,
            self.ngrams_heading,
            self.cosine_question,
            self.cosine_wording,
            self.cosine_body,
            self.cosine,
            self.cosine_relative,
            self.named,
            self.unnamed,
            self.facet,
            self.other_facet,
            self.definition,
            self.unasked_definition,
            self.answer,
            self.interview_question,
        ]
    }
}

/// A passage without its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PassageView {
    /// Its number.
    pub number: usize,
    /// Which part of its entry it is.
    pub kind: PassageKind,
    /// The slots that name its entry, a bit each.
    pub named: u64,
}

/// Sets the features that compare each candidate with the others.
pub(crate) fn compare(candidates: &mut [Features]) {
    let most = |of: fn(&Features) -> f32, candidates: &[Features]| {
        candidates.iter().map(of).fold(0.0, f32::max)
    };
    let bm25 = most(|one| one.bm25, candidates);
    let largest = most(|one| one.cosine, candidates);
    let cosines = candidates.iter().map(|one| one.cosine);
    let smallest = cosines.fold(largest, f32::min);
    for one in candidates {
        one.bm25_relative = share(one.bm25, bm25);
        one.cosine_relative = share(one.cosine - smallest, largest - smallest);
    }
}

/// Counts of each slot, weighted by trust.
type Counts = [f32; MAX_QUERY_TERMS];

/// Matches of a question in a field.
struct Found {
    counts: Counts,
    /// Sum of the idf of the field's content terms that the question has.
    explained: f32,
}

/// Computes the features of passages for one question.
pub(crate) struct Scorer<'a> {
    forward: &'a Forward,
    query: &'a ParsedQuery,
    idf: &'a dyn Fn(u32) -> f32,
}

impl<'a> Scorer<'a> {
    /// Makes a scorer; `idf` gives the idf of a content term, and 0 for a function word.
    pub(crate) const fn new(
        forward: &'a Forward,
        query: &'a ParsedQuery,
        idf: &'a dyn Fn(u32) -> f32,
    ) -> Self {
        Self {
            forward,
            query,
            idf,
        }
    }

    /// Returns the features of a passage.
    pub(crate) fn features(&self, passage: PassageView, cosines: Option<Similarity>) -> Features {
        let (query, forward) = (self.query, self.forward);
        let number = passage.number;
        let question = forward.question(number);
        let body = forward.body(number);
        let mut features = Features::default();
        if let Some(cosines) = cosines {
            features.cosine_question = cosines.question;
            features.cosine_wording = cosines.wording;
            features.cosine_body = cosines.body;
            features.cosine = cosines.max();
        }
        self.kind(passage, &mut features);
        if query.slots.is_empty() {
            return features;
        }
        let names = forward.names(number).iter();
        let name = names
            .map(|&name| (share(self.find(name).explained, name.content), name))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let name = name.map_or_else(Found::new, |(_, name)| self.find(name));
        let own = self.find(question);
        let text = self.find(body);
        let mut all = name.counts;
        add(&mut all, &own.counts);
        add(&mut all, &text.counts);
        features.bm25 = self.bm25(&all, forward.len(number) as f32 / forward.avg_len);
        let wordings = forward.wordings(number).iter().copied();
        for field in std::iter::once(question).chain(wordings) {
            if field.is_empty() {
                continue;
            }
            let found = self.find(field);
            let mut with_name = found.counts;
            add(&mut with_name, &name.counts);
            let covered = self.covered(&with_name, u64::MAX);
            let heading = (covered * share(found.explained, field.content)).sqrt();
            features.heading = features.heading.max(heading);
            let product = query.ngrams.product(forward.terms(field));
            let ngrams = query.ngrams.cosine(product, field.ngram_norm);
            features.ngrams_heading = features.ngrams_heading.max(ngrams);
            for (count, found) in all.iter_mut().zip(&found.counts) {
                *count = count.max(*found);
            }
        }
        let product = query.ngrams.product(forward.terms(question))
            + query.ngrams.product(forward.terms(body));
        features.ngrams = query.ngrams.cosine(product, forward.ngram_norm(number));
        features.coverage = self.covered(&all, u64::MAX);
        if query.named != 0 {
            features.unnamed = 1.0 - self.covered(&all, query.named);
        }
        features
    }

    /// The features of what is asked for.
    fn kind(&self, passage: PassageView, features: &mut Features) {
        let (query, intent) = (self.query, &self.query.intent);
        features.named = query.share(passage.named);
        let meant = passage.named != 0 || query.named == 0;
        let own = passage.named != 0 || !refers_to_entry(passage.kind);
        let is = |facet: Option<Facet>| {
            facet.is_some() && passage.kind == PassageKind::Section(facet) && meant && own
        };
        if is(intent.facet) {
            features.facet = 1.0;
        } else if is(intent.likely) {
            features.facet = LIKELY_FACET;
        } else if intent.facet.is_some()
            && passage.named != 0
            && matches!(
                passage.kind,
                PassageKind::Section(_) | PassageKind::Definition
            )
        {
            features.other_facet = 1.0;
        }
        let asks_definition = intent.defines && intent.facet.is_none();
        match passage.kind {
            PassageKind::Definition if asks_definition => features.definition = 1.0,
            PassageKind::Definition => features.unasked_definition = 1.0,
            PassageKind::Question => features.answer = 1.0,
            PassageKind::InterviewQuestion(_) => features.interview_question = 1.0,
            PassageKind::Section(_) => {}
        }
    }

    fn find(&self, field: Field) -> Found {
        let mut found = Found::new();
        for &term in self.forward.terms(field) {
            let mut best = 0.0_f32;
            for alternative in self.query.matches(term) {
                if let Some(count) = found.counts.get_mut(alternative.slot as usize) {
                    *count += alternative.trust;
                }
                best = best.max(alternative.trust);
            }
            if best > 0.0 {
                found.explained += best * (self.idf)(term);
            }
        }
        found
    }

    /// BM25 of a text, divided by the most that any text could reach, so that it lies in 0 to 1. `relative` is the
    /// length of the text over the mean length.
    fn bm25(&self, counts: &Counts, relative: f32) -> f32 {
        let norm = K1 * (1.0 - B + B * relative);
        let (mut sum, mut most) = (0.0, 0.0);
        for (slot, count) in self.query.slots.iter().zip(counts) {
            most += slot.weight;
            sum += slot.weight * count / (count + norm);
        }
        share(sum, most)
    }

    /// Share of the content of some slots, a bit each, that was found.
    fn covered(&self, counts: &Counts, slots: u64) -> f32 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (at, (slot, count)) in self.query.slots.iter().zip(counts).enumerate() {
            if slots & (1 << at) != 0 {
                whole += slot.content;
                sum += slot.content * count.min(1.0);
            }
        }
        share(sum, whole)
    }
}

impl Found {
    const fn new() -> Self {
        Self {
            counts: [0.0; MAX_QUERY_TERMS],
            explained: 0.0,
        }
    }
}

/// Returns whether the heading of a section refers to its entry by "it": `How to learn it`, `Why it matters`.
pub(crate) const fn refers_to_entry(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Section(Some(Facet::Learn | Facet::Why)))
}

fn add(to: &mut Counts, counts: &Counts) {
    for (to, count) in to.iter_mut().zip(counts) {
        *to += count;
    }
}

/// A part of a whole, 0 to 1.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 {
        (part / whole).min(1.0)
    } else {
        0.0
    }
}
