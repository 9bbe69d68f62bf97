//! Metrics of a bank, computed from the outcomes of its questions.

use std::time::Duration;

use super::calibration::Calibration;
use super::memory::{PeakMemory, memory};
use super::outcome::{Outcome, Share, VerdictKind};

/// Cut-off rank of MRR, nDCG and recall.
const DEPTH: usize = 10;

/// Number of each verdict and of the correct ones among them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// `Sure`; correct if the first document is relevant.
    pub sure: Share,
    /// Documents shown as the closest.
    pub likely: Share,
    /// `Unsure`; correct if a suggested document is relevant.
    pub unsure: Share,
    /// `Nothing`; correct if no document is relevant.
    pub nothing: Share,
}

/// Metrics of one bank.
#[derive(Debug, Clone)]
pub struct BankMetrics {
    /// Name of the bank.
    pub bank: String,
    /// Number of documents.
    pub documents: usize,
    /// Number of questions with a relevant document; the next five metrics are means over these.
    pub answerable: usize,
    /// Share of questions whose first document is relevant, 0 to 1.
    pub hit_at_1: f64,
    /// Share of questions with a relevant document among the first five, 0 to 1.
    pub hit_at_5: f64,
    /// Mean reciprocal rank of the first relevant document, cut off at rank 10; 0 to 1.
    pub mrr_at_10: f64,
    /// Normalised discounted cumulative gain, cut off at rank 10, 0 to 1 (Järvelin & Kekäläinen 2002, with
    /// gain 2^grade - 1).
    pub ndcg_at_10: f64,
    /// Share of the relevant documents that are among the first ten, 0 to 1.
    pub recall_at_10: f64,
    /// Verdicts on questions with a relevant document.
    pub answered: Tally,
    /// Verdicts on questions without a relevant document.
    pub unanswered: Tally,
    /// Questions with the verdict `Sure` or `Unsure`, of those with a relevant document among the first five.
    pub kept: Share,
    /// Discrimination and calibration of the confidence.
    pub calibration: Calibration,
    /// Time to build the index.
    pub build: Duration,
    /// Median response time of a question.
    pub p50: Duration,
    /// 99th percentile of the response time.
    pub p99: Duration,
    /// Resident memory of the process; none where the system does not report it.
    pub memory: Option<PeakMemory>,
}

impl BankMetrics {
    /// Computes the metrics of these outcomes; `build` is the time to build the index.
    #[must_use]
    pub fn of(bank: &str, documents: usize, build: Duration, outcomes: &[Outcome]) -> Self {
        let mut metrics = Self {
            bank: bank.to_owned(),
            documents,
            answerable: 0,
            hit_at_1: 0.0,
            hit_at_5: 0.0,
            mrr_at_10: 0.0,
            ndcg_at_10: 0.0,
            recall_at_10: 0.0,
            answered: Tally::default(),
            unanswered: Tally::default(),
            kept: Share::default(),
            calibration: Calibration::of(outcomes),
            build,
            p50: Duration::ZERO,
            p99: Duration::ZERO,
            memory: memory(),
        };
        for outcome in outcomes {
            if outcome.relevant.is_empty() {
                metrics.unanswered.count(outcome);
            } else {
                metrics.add(outcome);
            }
        }
        let count = metrics.answerable.max(1) as f64;
        for sum in [
            &mut metrics.hit_at_1,
            &mut metrics.hit_at_5,
            &mut metrics.mrr_at_10,
            &mut metrics.ndcg_at_10,
            &mut metrics.recall_at_10,
        ] {
            *sum /= count;
        }
        let mut response_times: Vec<Duration> = outcomes
            .iter()
            .map(|outcome| outcome.response_time)
            .collect();
        response_times.sort_unstable();
        let at = |hundredth: usize| response_times.get(response_times.len() * hundredth / 100);
        metrics.p50 = at(50).copied().unwrap_or_default();
        metrics.p99 = at(99).copied().unwrap_or_default();
        metrics
    }

    fn add(&mut self, outcome: &Outcome) {
        let rank = outcome.first();
        self.answerable += 1;
        self.hit_at_1 += f64::from(u8::from(rank == Some(0)));
        let among_five = rank.is_some_and(|rank| rank < 5);
        self.hit_at_5 += f64::from(u8::from(among_five));
        if among_five {
            self.kept.count(outcome.verdict != VerdictKind::Nothing);
        }
        if let Some(rank) = rank.filter(|rank| *rank < DEPTH) {
            self.mrr_at_10 += 1.0 / (rank + 1) as f64;
        }
        let mut ideal = outcome.relevant.clone();
        ideal.sort_by(|a, b| b.total_cmp(a));
        self.ndcg_at_10 += gain(&outcome.grades) / gain(&ideal);
        let found = outcome.grades.iter().take(DEPTH);
        let found = found.filter(|grade| **grade > 0.0).count();
        self.recall_at_10 += found as f64 / outcome.relevant.len() as f64;
        self.answered.count(outcome);
    }
}

impl Outcome {
    /// Returns the rank, counted from 0, of the first relevant document.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.grades.iter().position(|grade| *grade > 0.0)
    }
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        let first = outcome.first();
        let (given, right) = match outcome.verdict {
            VerdictKind::Sure => (&mut self.sure, first == Some(0)),
            VerdictKind::Likely => (&mut self.likely, first == Some(0)),
            VerdictKind::Unsure(offered) => {
                (&mut self.unsure, first.is_some_and(|first| first < offered))
            }
            VerdictKind::Nothing => (&mut self.nothing, outcome.relevant.is_empty()),
        };
        given.count(right);
    }

    /// Returns the number of verdicts.
    #[must_use]
    pub const fn whole(&self) -> usize {
        self.sure.whole + self.likely.whole + self.unsure.whole + self.nothing.whole
    }
}

/// Returns the discounted cumulative gain of the first ten grades: sum of (2^grade - 1) / log2(rank + 1),
/// ranks counted from 1.
fn gain(grades: &[f64]) -> f64 {
    let ranked = grades.iter().take(DEPTH).zip(2_u32..);
    ranked
        .map(|(grade, place)| (grade.exp2() - 1.0) / f64::from(place).log2())
        .sum()
}
