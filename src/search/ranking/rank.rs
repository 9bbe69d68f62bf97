//! Candidates, their scores and their confidences.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use super::confidence::{NullScores, Scale, confidence};
use super::features::{Features, Scorer};
use super::weights;
use crate::search::document::Document;
use crate::search::embedding::{EmbeddingIndex, MissingPolicy, Vector};
use crate::search::index::{Engine, Forward, SearchError, Vocabulary};
use crate::search::query::{self, ParsedQuery};
use crate::search::resources::SearchResources;

/// Passages that the full-text engine proposes for ranking.
const CANDIDATES: usize = 120;
/// With fewer proposals than this the question's function words are looked for too.
const FEW: usize = 50;
/// Passages that meaning proposes besides.
const NEAREST: usize = 50;
/// Own questions of the library that are asked to see what no answer looks like.
const SAMPLES: usize = 100;
/// Wordings of a passage one of which is asked so.
const SAMPLED_WORDINGS: usize = 8;
/// The passage from which the nearest one in meaning should stand apart.
const FAR: usize = 20;

/// One ranked passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Its number, in the library's order.
    pub passage: usize,
    /// Its score, comparable within one question.
    pub score: f32,
    /// The chance, 0 to 1, that it is the answer.
    pub confidence: f32,
    /// What led to the score.
    pub row: Features,
}

/// Candidates in their order.
struct Order {
    /// The best, best first: score, number, what led to the score.
    best: Vec<(f32, usize, Features)>,
    /// How much nearer in meaning the nearest is than the twentieth; none without a model.
    top20_margin: Option<f32>,
}

/// Everything that ranking reads.
pub(crate) struct Ranker {
    resources: Arc<SearchResources>,
    vocabulary: Vocabulary,
    forward: Forward,
    engine: Engine,
    meanings: Option<EmbeddingIndex>,
    scopes: Vec<Option<String>>,
    /// What no answer looks like by words alone, and with meaning.
    null_scores: [NullScores; 2],
}

impl Ranker {
    /// Indexes `documents`; with a model also by meaning, as far as `missing` says.
    pub(crate) fn build(
        documents: &[Document],
        resources: Arc<SearchResources>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let (forward, vocabulary) = Forward::build(documents, &resources.lexicon);
        let engine = Engine::build(documents.len(), &forward, &vocabulary)?;
        let meaning = resources.embeddings.as_ref();
        let (meanings, cache) = meaning.and_then(|m| m.index(documents, missing)).unzip();
        let mut ranker = Self {
            resources,
            vocabulary,
            forward,
            engine,
            meanings,
            scopes: documents.iter().map(|one| one.scope.clone()).collect(),
            null_scores: [NullScores::default(); 2],
        };
        let by_words = ranker.estimate_null(documents, |_| None);
        let known = |text: &str| cache.as_ref()?.get(text).cloned();
        let by_meaning = ranker.meanings.is_some().then(|| {
            ranker.estimate_null(documents, |text| {
                known(text).or_else(|| ranker.meaning(text))
            })
        });
        ranker.null_scores = [by_words, by_meaning.unwrap_or(by_words)];
        Ok(ranker)
    }

    /// A question as the library understands it.
    pub(crate) fn read(&self, text: &str) -> ParsedQuery {
        query::parse(text, &self.resources.lexicon, &self.vocabulary)
    }

    /// What a text means, where there is a model.
    pub(crate) fn meaning(&self, text: &str) -> Option<Vector> {
        self.meanings.as_ref()?;
        self.resources.embeddings.as_ref()?.encode(text)
    }

    /// The `limit` best passages that fit, best first, within a collection if one is given; by words alone where
    /// no `meaning` is given. `section` says of a passage that is a section of the sort that is asked for how much
    /// of the question names its entry.
    pub(crate) fn rank(
        &self,
        question: &ParsedQuery,
        meaning: Option<&Vector>,
        scope: Option<&str>,
        limit: usize,
        fits: impl Fn(usize) -> bool,
        section: impl Fn(usize) -> Option<f32>,
    ) -> Vec<Hit> {
        let order = self.order(question, meaning, scope, limit, fits, section);
        let [by_words, by_meaning] = self.null_scores;
        let scale = Scale {
            null_scores: order.top20_margin.map_or(by_words, |_| by_meaning),
            rarest: self.vocabulary.unknown_idf(),
            top20_margin: order.top20_margin,
        };
        order
            .best
            .into_iter()
            .map(|(score, passage, row)| Hit {
                passage,
                score,
                row,
                confidence: confidence(&row, score, question, scale),
            })
            .collect()
    }

    /// Whether there are meanings that it does without, as they were never computed.
    pub(crate) fn lacks_embeddings(&self) -> bool {
        self.resources.embeddings.is_some() && self.meanings.is_none()
    }

    /// The library's words.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The library's passages as numbers.
    pub(crate) const fn forward(&self) -> &Forward {
        &self.forward
    }

    /// The collection of a passage.
    pub(crate) fn scope(&self, passage: usize) -> Option<&str> {
        self.scopes.get(passage)?.as_deref()
    }

    /// Scores every candidate; the `limit` best, best first, ties in the library's order.
    fn order(
        &self,
        question: &ParsedQuery,
        meaning: Option<&Vector>,
        scope: Option<&str>,
        limit: usize,
        fits: impl Fn(usize) -> bool,
        section: impl Fn(usize) -> Option<f32>,
    ) -> Order {
        let mut candidates = self.proposed(question, scope, false);
        if candidates.len() < FEW {
            candidates = self.proposed(question, scope, true);
        }
        let near = self.meanings.as_ref().zip(meaning);
        if let Some((meanings, vector)) = near {
            let inside = |passage: usize| scope.is_none() || self.scope(passage) == scope;
            candidates.extend(meanings.nearest(vector, NEAREST, inside));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let word_vectors = near.is_none().then(|| self.vocabulary.word_vectors());
        let mut scorer = Scorer::new(&self.forward, question, word_vectors);
        let rows: Vec<(usize, Features)> = candidates
            .into_iter()
            .filter(|&passage| fits(passage))
            .map(|passage| {
                let mut row = scorer.row(passage);
                if let Some(named) = section(passage) {
                    row.facet = 1.0;
                    row.section = named;
                }
                if let Some((meanings, vector)) = near {
                    let near = meanings.similarity(passage, vector);
                    row.meaning_question = near.question;
                    row.meaning_body = near.body;
                    row.meaning_wording = near.wording;
                    row.meaning = near.max();
                }
                (passage, row)
            })
            .collect();
        let top20_margin = near.map(|_| top20_margin(rows.iter().map(|(_, row)| row.meaning)));
        // Rows are wide: their numbers are sorted instead. Candidates come in the library's order.
        let mut order: Vec<(f32, usize)> = rows
            .iter()
            .enumerate()
            .map(|(at, (_, row))| (weights::score(row, near.is_some()), at))
            .collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = order.into_iter().take(limit);
        let best = best
            .filter_map(|(score, at)| rows.get(at).map(|&(passage, row)| (score, passage, row)));
        Order {
            best: best.collect(),
            top20_margin,
        }
    }

    /// What the full-text engine proposes.
    fn proposed(&self, question: &ParsedQuery, scope: Option<&str>, functions: bool) -> Vec<usize> {
        let wanted = question.wanted(&self.vocabulary, functions);
        let inside = |passage: usize| scope.is_none() || self.scope(passage) == scope;
        self.engine
            .candidates(&wanted, CANDIDATES, &self.vocabulary, inside)
    }

    /// Asks the library some of its own questions with their own passages held out.
    fn estimate_null(
        &self,
        documents: &[Document],
        meaning: impl Fn(&str) -> Option<Vector> + Sync,
    ) -> NullScores {
        let step = (documents.len() / SAMPLES).max(1);
        let asked: Vec<usize> = (0..documents.len()).step_by(step).collect();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let sample = |&number: &usize| self.sample(number, documents, &meaning);
        let samples: Vec<f32> = thread::scope(|scope| {
            let shares = asked.chunks(asked.len().div_ceil(threads).max(1));
            let work = |share: &[usize]| -> Vec<f32> { share.iter().filter_map(sample).collect() };
            let workers: Vec<_> = shares
                .map(|share| scope.spawn(move || work(share)))
                .collect();
            let done = workers.into_iter().map(ScopedJoinHandle::join);
            done.flat_map(|samples| samples.unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        });
        NullScores::of(&samples)
    }

    /// The best score of a passage's own question, or of one of its other wordings, without the passage.
    fn sample(
        &self,
        number: usize,
        documents: &[Document],
        meaning: impl Fn(&str) -> Option<Vector>,
    ) -> Option<f32> {
        let document = documents.get(number)?;
        let count = document.wordings.len().min(SAMPLED_WORDINGS);
        let asked = number
            .checked_rem(count)
            .and_then(|at| document.wordings.get(at))
            .unwrap_or(&document.question);
        if asked.is_empty() {
            return None;
        }
        let meaning = meaning(asked);
        let other = |passage: usize| {
            passage != number
                && documents.get(passage).is_none_or(|other| {
                    other.question != document.question || other.names != document.names
                })
        };
        let question = self.read(asked);
        let scope = document.scope.as_deref();
        let order = self.order(&question, meaning.as_ref(), scope, 1, other, |_| None);
        order.best.first().map(|best| best.0)
    }
}

/// How much nearer the nearest is than the twentieth, or the last of fewer.
fn top20_margin(near: impl Iterator<Item = f32>) -> f32 {
    let mut near: Vec<f32> = near.collect();
    near.sort_unstable_by(|a, b| b.total_cmp(a));
    let far = near.get(FAR - 1).or(near.last());
    match (near.first(), far) {
        (Some(nearest), Some(far)) => nearest - far,
        _ => 0.0,
    }
}
