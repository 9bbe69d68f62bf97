//! Ranking: the features of a question and a passage, their weighted sum, and the confidence in the best passage.
//! Weights and thresholds are read from `model.json`, which `tools/train` writes.

mod confidence;
mod explain;
mod features;
mod model;

pub(crate) use confidence::{ConfidenceSignals, signals};
pub(crate) use explain::{Marker, reasons};
pub(crate) use features::{Features, PassageView, Scorer, compare, refers_to_entry};
pub(crate) use model::{Band, RankingModel};
pub use model::{ModelFile, Weights};

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

/// Sorts hits by score, best first, ties in the order of the library.
pub(crate) fn sort(hits: &mut [Hit]) {
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
}
