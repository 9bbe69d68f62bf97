//! The fitted model: weights of the features, of the signals of confidence, and the thresholds of the verdicts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::confidence::ConfidenceSignals;
use super::features::Features;

/// The model that is built in; `tools/train` writes it.
const BUILT_IN: &str = include_str!("model.json");

/// The bands of confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// Say that there is nothing.
    Nothing,
    /// Offer it among others.
    Unsure,
    /// Show it as the closest.
    Likely,
    /// Answer with it.
    Sure,
}

/// The fitted numbers, with and without embeddings.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// With words alone.
    pub words: Weights,
    /// With embeddings.
    pub meaning: Weights,
}

/// The fitted numbers of one way of searching.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Weights of the features by name; a feature that is absent does not count.
    pub ranking: BTreeMap<String, f32>,
    /// Weights of the signals of confidence by name, with `bias`.
    pub confidence: BTreeMap<String, f32>,
    /// Least confidence of the bands `sure`, `likely` and `unsure`.
    pub bands: BTreeMap<String, f32>,
}

/// The model, with its weights in order.
#[derive(Clone, Debug)]
pub(crate) struct RankingModel {
    words: Ordered,
    meaning: Ordered,
}

#[derive(Clone, Debug)]
struct Ordered {
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
        Ok(Self::of(&serde_json::from_str(BUILT_IN)?))
    }

    /// Takes the numbers of a model file.
    pub(crate) fn of(file: &ModelFile) -> Self {
        Self {
            words: Ordered::of(&file.words),
            meaning: Ordered::of(&file.meaning),
        }
    }

    const fn ordered(&self, meaning: bool) -> &Ordered {
        if meaning { &self.meaning } else { &self.words }
    }

    /// Returns the score of a passage; `meaning` says whether embeddings were compared.
    pub(crate) fn score(&self, features: &Features, meaning: bool) -> f32 {
        dot(&self.ordered(meaning).ranking, &features.values())
    }

    /// Returns the probability, 0 to 1, that the best passage answers.
    pub(crate) fn confidence(&self, signals: &ConfidenceSignals, meaning: bool) -> f32 {
        let weights = self.ordered(meaning);
        let linear = weights.bias + dot(&weights.confidence, &signals.values());
        let probability = 1.0 / (1.0 + libm::expf(-linear));
        (probability * 10_000.0).round() / 10_000.0
    }

    /// Returns the band of a confidence.
    pub(crate) fn band(&self, confidence: f32, meaning: bool) -> Band {
        let bands = self.ordered(meaning);
        if confidence >= bands.sure {
            Band::Sure
        } else if confidence >= bands.likely {
            Band::Likely
        } else if confidence >= bands.unsure {
            Band::Unsure
        } else {
            Band::Nothing
        }
    }

    /// Returns the least confidence of an offer.
    pub(crate) const fn least_offer(&self, meaning: bool) -> f32 {
        self.ordered(meaning).unsure
    }
}

impl Ordered {
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
        let file: ModelFile = serde_json::from_str(BUILT_IN).expect("the built-in model");
        for weights in [file.words, file.meaning] {
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
