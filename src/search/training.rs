//! Training data for `tools/train`: the features of the candidates for a question, and the confidence signals under
//! given weights. Not used by the bot.

use super::Search;
use super::query::ParsedQuery;
use super::rank::{ConfidenceSignals, Features, Hit, RankingModel, compare, signals, sort};
use crate::knowledge::Address;

pub use super::rank::{Evidence, RankingModelFile, Weights};

/// Names of the features, in the order of [`Example::candidates`].
pub const FEATURES: &[&str] = &Features::NAMES;
/// Names of the signals, in the order of [`Example::signals`].
pub const SIGNALS: &[&str] = &ConfidenceSignals::NAMES;

/// A question with the features of its candidates.
pub struct Example {
    query: ParsedQuery,
    hits: Vec<Hit>,
    /// The candidates with their features.
    pub candidates: Vec<(Address, Vec<f32>)>,
    /// True if it is answered without ranking: by an exact wording, by names alone, as small talk, another trade or without a topic.
    pub exact: bool,
}

impl Search {
    /// Returns the candidates for a question by some evidence.
    #[must_use]
    pub fn example(&self, question: &str, collection: Option<&str>, evidence: Evidence) -> Example {
        let mut query = self.engine.parse(&self.library, question, collection);
        if evidence == Evidence::Multilingual {
            query.keep_exact_names();
        }
        let vector = self.engine.embed(&query, question, evidence);
        let hits = self
            .engine
            .rank(&query, evidence, vector.as_ref(), collection);
        let decision = self.engine.decision(&self.library, &query, &hits, evidence);
        let exact = self.engine.is_wording(question) || decision.without_ranking().is_some();
        let candidates = hits.iter().filter_map(|hit| {
            let passage = self.engine.passage(hit.passage)?;
            Some((passage.address.clone(), hit.features.values().to_vec()))
        });
        Example {
            candidates: candidates.collect(),
            exact,
            query,
            hits,
        }
    }
}

impl Example {
    /// Ranks the candidates that are `allowed` by `model`; returns the first and the signals of confidence in it.
    #[must_use]
    pub fn signals(
        &self,
        model: &RankingModelFile,
        evidence: Evidence,
        allowed: impl Fn(&Address) -> bool,
    ) -> Option<(&Address, Vec<f32>)> {
        let model = RankingModel::of(model);
        let with = self.candidates.iter().zip(&self.hits).zip(0..);
        let kept = with.filter(|(((address, _), _), _)| allowed(address));
        let (numbers, mut features): (Vec<usize>, Vec<Features>) =
            kept.map(|((_, hit), at)| (at, hit.features)).unzip();
        // The rest is ranked again, as if the library did not contain the others.
        compare(&mut features);
        let with = numbers.into_iter().zip(features);
        let mut hits: Vec<Hit> = with
            .map(|(passage, features)| Hit {
                passage,
                score: model.score(&features, evidence),
                features,
            })
            .collect();
        sort(&mut hits);
        let (address, _) = self.candidates.get(hits.first()?.passage)?;
        Some((address, signals(&self.query, &hits).values().to_vec()))
    }
}
