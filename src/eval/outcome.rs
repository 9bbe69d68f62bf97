//! The outcome of one question of a bank, and a counter of outcomes.

use std::time::Duration;

/// The outcome of one question: its ranking, compared with the judgements, and its verdict.
pub struct Outcome {
    /// Grade of each ranked document, best-ranked first; 0 for one that is not relevant.
    pub grades: Vec<f64>,
    /// Grades of all relevant documents, in no order; empty if there are none.
    pub relevant: Vec<f64>,
    /// True if the relevant documents were removed from the bank.
    pub left_out: bool,
    /// Confidence of the first document, 0 to 1.
    pub confidence: f32,
    /// The verdict.
    pub verdict: VerdictKind,
    /// Response time.
    pub response_time: Duration,
}

/// A verdict without its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// One document was shown as the answer.
    Sure,
    /// One document was shown as the closest.
    Likely,
    /// This number of documents was suggested.
    Unsure(usize),
    /// No document was shown.
    Nothing,
}

/// A proportion: a count out of a total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The count.
    pub part: usize,
    /// The total.
    pub whole: usize,
}

impl Share {
    /// Returns the proportion, 0 to 1; 0 for a total of 0.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.whole == 0 {
            0.0
        } else {
            self.part as f64 / self.whole as f64
        }
    }

    /// Adds one to the total, and to the count if `met`.
    pub(super) fn count(&mut self, met: bool) {
        self.whole += 1;
        self.part += usize::from(met);
    }
}
