//! How good the result is, in figures: over banks of questions with judged answers, and over the
//! golden questions of the knowledge itself.
//!
//! A bank takes the road of the product's own knowledge: the same library, index, ranking and
//! verdict. This room reads the clock, as time is one of its figures; it knows of no platform.

mod bank;
mod figures;
mod files;
mod golden;
mod measure;
mod memory;
mod outcome;
mod report;
mod trust;

pub use bank::{Bank, Query};
pub use figures::Figures;
pub use golden::golden;
pub(crate) use golden::{Golden, Miss};
pub use measure::{Measured, measure};
pub use memory::memory;
pub use report::{json, table};
