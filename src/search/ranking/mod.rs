//! The road by words and meaning: what speaks for a passage, weighed, with a confidence and reasons.

mod confidence;
mod features;
mod measures;
mod rank;
mod reasons;
mod weights;

pub(crate) use confidence::{Sureness, Thresholds};
pub(crate) use rank::{Hit, Ranker};
pub(crate) use reasons::{Marker, reasons};
