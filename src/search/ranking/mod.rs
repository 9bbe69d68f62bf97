//! Ranking: features of a question and a passage, a linear score, a calibrated confidence, and reasons.

mod confidence;
mod features;
mod measures;
mod rank;
mod reasons;
mod weights;

pub(crate) use confidence::{ConfidenceLevel, Thresholds};
pub(crate) use rank::{Hit, Ranker};
pub(crate) use reasons::{Marker, reasons};
