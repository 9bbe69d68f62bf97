//! The features of a question and a passage, each between 0 and about 1 for a library of any size.

use crate::knowledge::{Facet, PassageKind};
use crate::search::embedding::Similarity;
use crate::search::index::{B, Field, Forward, K1, TermId};
use crate::search::query::{MAX_QUERY_TERMS, ParsedQuery, TermSet};

/// Value of [`Features::facet`] where only a single word hints at the facet.
const LIKELY_FACET: f32 = 0.5;

/// The features of a question and a passage. A wording is its own question or heading, or another wording of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Features {
    /// BM25 of title, question and body together, divided by the supremum over all texts. Not ranked by.
    pub bm25: f32,
    /// [`Self::bm25`] divided by the largest of all candidates.
    pub bm25_relative: f32,
    /// Match of the best wording, both ways: geometric mean of the share of the question that the wording covers and
    /// of the share of the wording that the question covers, by idf, without function words.
    pub heading: f32,
    /// Share of the question's content weight that the passage contains in any field.
    pub coverage: f32,
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
    /// Share of the question's content weight in words that name its entry.
    pub named: f32,
    /// Share of the content weight of the words that name entries that the passage does not contain.
    pub unnamed: f32,
    /// 1 for the section that a phrase asks for, 0.5 where a word hints at it.
    pub facet: f32,
    /// 1 for a definition where one is asked for.
    pub definition: f32,
    /// 1 for a definition where none is asked for.
    pub unasked_definition: f32,
    /// 1 for a passage that answers a question.
    pub answer: f32,
    /// 1 for a question of job interviews.
    pub interview_question: f32,
    /// Share of the question's content weight that the best wording covers, together with the entry's name. Not ranked by.
    pub wording_coverage: f32,
    /// Share of the question's content weight that its body alone contains, no name or wording. Not ranked by.
    pub only_in_body: f32,
}

/// Number of features.
pub(crate) const FEATURES: usize = 15;

impl Features {
    /// Names of the features, as `model.json` has them, in the order of [`Self::values`].
    pub(crate) const NAMES: [&str; FEATURES] = [
        "bm25_relative",
        "heading",
        "coverage",
        "cosine_question",
        "cosine_wording",
        "cosine_body",
        "cosine",
        "cosine_relative",
        "named",
        "unnamed",
        "facet",
        "definition",
        "unasked_definition",
        "answer",
        "interview_question",
    ];

    /// Returns the values in the order of [`Self::NAMES`].
    pub(crate) const fn values(&self) -> [f32; FEATURES] {
        [
            self.bm25_relative,
            self.heading,
            self.coverage,
            self.cosine_question,
            self.cosine_wording,
            self.cosine_body,
            self.cosine,
            self.cosine_relative,
            self.named,
            self.unnamed,
            self.facet,
            self.definition,
            self.unasked_definition,
            self.answer,
            self.interview_question,
        ]
    }
}

/// The properties of a passage that scoring reads, besides its terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PassageView {
    /// Its number.
    pub number: usize,
    /// Its kind.
    pub kind: PassageKind,
    /// The query terms that name its entry.
    pub named: TermSet,
}

/// Sets [`Features::bm25_relative`] and [`Features::cosine_relative`] of all candidates.
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

/// For each query term the sum of the weights of its matches in a field.
type TermCounts = [f32; MAX_QUERY_TERMS];

/// Matches of a question in a field.
struct FieldMatch {
    counts: TermCounts,
    /// Sum of the idf of the field's content words, each times its best match; at most the field's content weight.
    matched_idf: f32,
}

/// Computes the features of passages for one question.
pub(crate) struct Scorer<'a> {
    forward: &'a Forward,
    query: &'a ParsedQuery,
    content_idf: &'a dyn Fn(TermId) -> f32,
}

impl<'a> Scorer<'a> {
    /// Makes a scorer; `content_idf` returns the idf of an index term, and 0 for a function word.
    pub(crate) const fn new(
        forward: &'a Forward,
        query: &'a ParsedQuery,
        content_idf: &'a dyn Fn(TermId) -> f32,
    ) -> Self {
        Self {
            forward,
            query,
            content_idf,
        }
    }

    /// Returns the features of a passage, but for the relative ones, which [`compare`] sets.
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
        self.set_intent_features(passage, &mut features);
        if query.terms.is_empty() {
            return features;
        }
        let names = forward.names(number).iter();
        let name = names
            .map(|&name| {
                (
                    share(self.match_field(name).matched_idf, name.content_weight),
                    name,
                )
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let name = name.map_or_else(FieldMatch::new, |(_, name)| self.match_field(name));
        let own = self.match_field(question);
        let text = self.match_field(body);
        let mut all = name.counts;
        add(&mut all, &own.counts);
        add(&mut all, &text.counts);
        features.bm25 = self.bm25(&all, forward.len(number) as f32 / forward.avg_len);
        let mut heads = name.counts;
        let wordings = forward.wordings(number).iter().copied();
        for field in std::iter::once(question).chain(wordings) {
            if field.is_empty() {
                continue;
            }
            let found = self.match_field(field);
            let mut with_name = found.counts;
            add(&mut with_name, &name.counts);
            let covered = self.covered(&with_name, u64::MAX);
            let heading = (covered * share(found.matched_idf, field.content_weight)).sqrt();
            if heading > features.heading {
                features.heading = heading;
                features.wording_coverage = covered;
            }
            for counts in [&mut all, &mut heads] {
                for (count, found) in counts.iter_mut().zip(&found.counts) {
                    *count = count.max(*found);
                }
            }
        }
        features.coverage = self.covered(&all, u64::MAX);
        features.only_in_body = features.coverage - self.covered(&heads, u64::MAX);
        if query.named != 0 {
            features.unnamed = 1.0 - self.covered(&all, query.named);
        }
        features
    }

    /// Sets the features of names, facet and kind of passage.
    fn set_intent_features(&self, passage: PassageView, features: &mut Features) {
        let (query, intent) = (self.query, &self.query.intent);
        features.named = query.share(passage.named);
        let meant = passage.named != 0 || query.named == 0;
        let own = passage.named != 0 || !is_anaphoric_heading(passage.kind);
        let is = |facet: Option<Facet>| {
            facet.is_some() && passage.kind == PassageKind::Section(facet) && meant && own
        };
        if is(intent.facet) {
            features.facet = 1.0;
        } else if is(intent.likely_facet) {
            features.facet = LIKELY_FACET;
        }
        let asks_definition = intent.asks_definition && intent.facet.is_none();
        match passage.kind {
            PassageKind::Definition if asks_definition => features.definition = 1.0,
            PassageKind::Definition => features.unasked_definition = 1.0,
            PassageKind::Question => features.answer = 1.0,
            PassageKind::InterviewQuestion(_) => features.interview_question = 1.0,
            PassageKind::Section(_) => {}
        }
    }

    fn match_field(&self, field: Field) -> FieldMatch {
        let mut found = FieldMatch::new();
        for &term_id in self.forward.terms(field) {
            let mut best = 0.0_f32;
            for alternative in self.query.matches(term_id) {
                if let Some(count) = found.counts.get_mut(alternative.query_term as usize) {
                    *count += alternative.weight;
                }
                best = best.max(alternative.weight);
            }
            if best > 0.0 {
                found.matched_idf += best * (self.content_idf)(term_id);
            }
        }
        found
    }

    /// Returns the BM25 of a text divided by its supremum, the sum of the weights: 0 to 1. `relative` is the length of the
    /// text divided by the mean length.
    fn bm25(&self, counts: &TermCounts, relative: f32) -> f32 {
        let norm = K1 * (1.0 - B + B * relative);
        let (mut sum, mut most) = (0.0, 0.0);
        for (term, count) in self.query.terms.iter().zip(counts) {
            most += term.weight;
            sum += term.weight * count / (count + norm);
        }
        share(sum, most)
    }

    /// Returns the share of the content weight of some query terms that is matched, 0 to 1.
    fn covered(&self, counts: &TermCounts, terms: TermSet) -> f32 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (at, (term, count)) in self.query.terms.iter().zip(counts).enumerate() {
            if terms & (1 << at) != 0 {
                whole += term.content_weight;
                sum += term.content_weight * count.min(1.0);
            }
        }
        share(sum, whole)
    }
}

impl FieldMatch {
    const fn new() -> Self {
        Self {
            counts: [0.0; MAX_QUERY_TERMS],
            matched_idf: 0.0,
        }
    }
}

/// Returns whether the heading of a section refers to its entry by a pronoun: `How to learn it`, `Why it matters`.
pub(crate) const fn is_anaphoric_heading(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Section(Some(Facet::Learn | Facet::Why)))
}

fn add(to: &mut TermCounts, counts: &TermCounts) {
    for (to, count) in to.iter_mut().zip(counts) {
        *to += count;
    }
}

/// Returns `part` divided by `whole`, at most 1; 0 where the whole is not above 0.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 {
        (part / whole).min(1.0)
    } else {
        0.0
    }
}
