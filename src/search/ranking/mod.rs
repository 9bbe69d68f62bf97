//! The road by words and meaning: what speaks for a passage, weighed, with a confidence and reasons.

mod confidence;
mod features;
mod measures;
mod rank;
mod reasons;
mod weights;

pub use confidence::{Sureness, Thresholds};
pub use rank::{Hit, Ranker};
pub use reasons::{Marker, reasons};
