//! Ranking: the features of a question and a passage, their weighted sum, and the confidence in the best passage.
//! Weights and thresholds are read from `model.json`, which `tools/train` writes.

mod confidence;
mod direction;
mod explain;
mod features;
mod model;

use std::cmp::Reverse;

pub(crate) use confidence::{ConfidenceSignals, signals};
pub(crate) use direction::Direction;
pub(crate) use explain::{Marker, reasons};
pub(crate) use features::{Features, PassageView, Scorer, compare, is_anaphoric_heading};
pub(crate) use model::{ConfidenceBand, RankingModel};
pub use model::{Evidence, RankingModelFile, Weights};

/// Difference of scores below which two passages match equally: odds of 1.5 to 1 under the softmax that was fitted.
const TIE: f32 = 0.4;

/// A ranked passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Its number, in the order of the library.
    pub passage: usize,
    /// Its score, comparable within one question.
    pub score: f32,
    /// Its features.
    pub features: Features,
}

/// Puts the best passage of a later folder first that matches as well as the best: with a score that is at most
/// [`TIE`] lower and a wording that covers the question as well. `layer` returns the folder of a passage.
pub(crate) fn prefer_later(hits: &mut [Hit], layer: impl Fn(usize) -> usize) {
    let Some(best) = hits.first().copied() else {
        return;
    };
    let least = layer(best.passage);
    let near = hits.iter().take_while(|hit| hit.score >= best.score - TIE);
    let matching = near.enumerate().filter(|(_, hit)| {
        layer(hit.passage) > least && hit.features.heading >= best.features.heading - f32::EPSILON
    });
    let preferred = matching.max_by_key(|(at, hit)| (layer(hit.passage), Reverse(*at)));
    let Some((at, _)) = preferred else {
        return;
    };
    if let Some(hit) = hits.get_mut(at) {
        hit.score = best.score;
    }
    if let Some(ahead) = hits.get_mut(..=at) {
        ahead.rotate_right(1);
    }
}

/// Sorts hits by score, best first, ties in the order of the library.
pub(crate) fn sort(hits: &mut [Hit]) {
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
}
