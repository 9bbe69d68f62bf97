//! Evaluation of the search: ranking, verdict and calibration metrics over banks of judged questions, and
//! over the golden questions of a library.
//!
//! A bank is evaluated with the same library, index, ranking and verdict as the product's own knowledge.
//! This module reads the clock to measure response times; it does not depend on any platform.

mod bank;
mod calibration;
mod changes;
mod files;
mod golden;
mod measure;
mod memory;
mod metrics;
mod outcome;
mod questions;
mod report;

pub use bank::{Bank, Query};
pub(crate) use changes::{Changes, Effect, GoldenAnswer, read_baseline, write_baseline};
pub use golden::golden;
pub(crate) use golden::{GoldenResults, Miss, ask_again};
pub use measure::{Measured, measure};
pub use memory::memory;
pub use metrics::BankMetrics;
pub(crate) use questions::ask_questions;
pub use questions::{LabelledQuestion, labelled_questions};
pub use report::{json, table};
