//! The career graph: roles, the skills that they need, and how far one skill carries over to another.
//!
//! Comparisons, switch plans, nearest roles and the role quiz are pure functions over a [`CareerGraph`] that borrows a
//! library. `docs/career-graph.md` gives each formula.
//!
//! **Invariant:** the same library and question give the same result, in the same order, on every machine.

mod compare;
mod coverage;
mod fit;
mod graph;
mod plan;
mod quiz;

pub use coverage::Profile;
pub(crate) use coverage::{CoverReason, Covered};
pub(crate) use fit::Fit;
pub use graph::CareerGraph;
pub(crate) use graph::{Requirement, is_first_job};
pub(crate) use plan::SwitchPlan;
pub(crate) use quiz::QuizMatch;
pub use quiz::{QuizAnswer, QuizAnswers};

#[cfg(test)]
mod tests;
