//! What came of one question of a bank, and counting that.

use std::time::Duration;

/// What came of one question.
pub struct Outcome {
    /// The grade of each ranked document, best first; 0 where it does not answer.
    pub grades: Vec<f64>,
    /// The grades of all documents that answer; none where nothing does.
    pub relevant: Vec<f64>,
    /// Whether its answers were left out of the bank.
    pub left_out: bool,
    /// The confidence in the first document.
    pub confidence: f32,
    /// What the verdict was.
    pub said: Said,
    /// How long it took.
    pub took: Duration,
}

/// A verdict, without its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The first document is the answer.
    Sure,
    /// One of so many may be.
    Unsure(usize),
    /// Nothing is.
    Nothing,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: usize,
    /// How many in all.
    pub whole: usize,
}

impl Share {
    /// The share, 0 to 1; 0 of nothing is 0.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.whole == 0 {
            0.0
        } else {
            self.part as f64 / self.whole as f64
        }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, met: bool) {
        self.whole += 1;
        self.part += usize::from(met);
    }
}
