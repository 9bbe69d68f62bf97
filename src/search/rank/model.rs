//! The fitted model of ranking: weights of the features, weights of the confidence signals, thresholds of the bands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::confidence::ConfidenceSignals;
use super::features::Features;

/// The model that is built in; `tools/train` writes it.
const BUILT_IN: &str = include_str!("model.json");

/// The bands of confidence, each of which leads to the [`Verdict`](super::super::Verdict) of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ConfidenceBand {
    /// No passage is shown.
    Nothing,
    /// Several passages are offered.
    Unsure,
    /// The best passage is shown as the closest.
    Likely,
    /// The best passage answers.
    Sure,
}

/// The evidence by which passages are ranked, which chooses the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Words alone.
    Words,
    /// Words and the embeddings of the model for English.
    Embeddings,
    /// For a question in another language: the embeddings of the multilingual model, and names of entries.
    Multilingual,
}

/// The content of `model.json`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RankingModelFile {
    /// For a search by words alone.
    #[serde(rename = "words")]
    pub without_embeddings: Weights,
    /// For a search by words and embeddings.
    #[serde(rename = "meaning")]
    pub with_embeddings: Weights,
    /// For a question in another language than English, by the embeddings of the multilingual model.
    pub multilingual: Weights,
}

impl RankingModelFile {
    /// Parses the model that is built in.
    ///
    /// # Errors
    /// It is malformed, which a test rules out.
    pub fn built_in() -> Result<Self, serde_json::Error> {
        serde_json::from_str(BUILT_IN)
    }
}

/// The weights and thresholds of one kind of search.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Weights of the features by name; 0 for a feature that is absent.
    pub ranking: BTreeMap<String, f32>,
    /// Weights of the signals of confidence by name, with `bias`.
    pub confidence: BTreeMap<String, f32>,
    /// Minimum confidence of the bands `sure`, `likely` and `unsure`, 0 to 1.
    pub bands: BTreeMap<String, f32>,
}

/// The model as ranking uses it: a linear model and a logistic regression for each evidence.
#[derive(Clone, Debug)]
pub(crate) struct RankingModel {
    without_embeddings: OrderedWeights,
    with_embeddings: OrderedWeights,
    multilingual: OrderedWeights,
}

/// Weights as vectors, in the order of [`Features::NAMES`] and [`ConfidenceSignals::NAMES`], and the least confidence of
/// each band.
#[derive(Clone, Debug)]
struct OrderedWeights {
    ranking: Vec<f32>,
    bias: f32,
    confidence: Vec<f32>,
    sure: f32,
    likely: f32,
    unsure: f32,
}

impl RankingModel {
    /// Loads the built-in model.
    ///
    /// # Errors
    /// It is malformed, which a test rules out.
    pub(crate) fn built_in() -> Result<Self, serde_json::Error> {
        Ok(Self::of(&RankingModelFile::built_in()?))
    }

    /// Makes a model from a model file.
    pub(crate) fn of(file: &RankingModelFile) -> Self {
        Self {
            without_embeddings: OrderedWeights::of(&file.without_embeddings),
            with_embeddings: OrderedWeights::of(&file.with_embeddings),
            multilingual: OrderedWeights::of(&file.multilingual),
        }
    }

    const fn ordered(&self, evidence: Evidence) -> &OrderedWeights {
        match evidence {
            Evidence::Words => &self.without_embeddings,
            Evidence::Embeddings => &self.with_embeddings,
            Evidence::Multilingual => &self.multilingual,
        }
    }

    /// Returns the score of a passage.
    pub(crate) fn score(&self, features: &Features, evidence: Evidence) -> f32 {
        dot(&self.ordered(evidence).ranking, &features.values())
    }

    /// Returns the estimated probability, 0 to 1 in steps of 0.0001, that the best passage answers.
    pub(crate) fn confidence(&self, signals: &ConfidenceSignals, evidence: Evidence) -> f32 {
        let weights = self.ordered(evidence);
        let linear = weights.bias + dot(&weights.confidence, &signals.values());
        let probability = 1.0 / (1.0 + libm::expf(-linear));
        (probability * 10_000.0).round() / 10_000.0
    }

    /// Returns the band of a confidence.
    pub(crate) fn band(&self, confidence: f32, evidence: Evidence) -> ConfidenceBand {
        let bands = self.ordered(evidence);
        if confidence >= bands.sure {
            ConfidenceBand::Sure
        } else if confidence >= bands.likely {
            ConfidenceBand::Likely
        } else if confidence >= bands.unsure {
            ConfidenceBand::Unsure
        } else {
            ConfidenceBand::Nothing
        }
    }

    /// Returns the minimum confidence of a suggestion.
    pub(crate) const fn min_suggestion(&self, evidence: Evidence) -> f32 {
        self.ordered(evidence).unsure
    }
}

impl OrderedWeights {
    fn of(weights: &Weights) -> Self {
        let of = |among: &BTreeMap<String, f32>, names: &[&str]| {
            let weight = |name: &&str| among.get(*name).copied().unwrap_or(0.0);
            names.iter().map(weight).collect::<Vec<f32>>()
        };
        let band = |name: &str| weights.bands.get(name).copied().unwrap_or(1.0);
        Self {
            ranking: of(&weights.ranking, &Features::NAMES),
            bias: weights.confidence.get("bias").copied().unwrap_or(0.0),
            confidence: of(&weights.confidence, &ConfidenceSignals::NAMES),
            sure: band("sure"),
            likely: band("likely"),
            unsure: band("unsure"),
        }
    }
}

fn dot(weights: &[f32], values: &[f32]) -> f32 {
    weights
        .iter()
        .zip(values)
        .map(|(weight, value)| weight * value)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_has_known_names_and_rising_bands() {
        let file = RankingModelFile::built_in().expect("the built-in model");
        for weights in [
            file.without_embeddings,
            file.with_embeddings,
            file.multilingual,
        ] {
            for name in weights.ranking.keys() {
                assert!(Features::NAMES.contains(&name.as_str()), "{name}");
            }
            let signals = weights.confidence.keys().filter(|name| *name != "bias");
            for name in signals {
                assert!(ConfidenceSignals::NAMES.contains(&name.as_str()), "{name}");
            }
            let bands: Vec<f32> = ["unsure", "likely", "sure"]
                .map(|name| weights.bands[name])
                .to_vec();
            assert!(bands.is_sorted() && bands[0] > 0.0, "{bands:?}");
        }
    }
}
