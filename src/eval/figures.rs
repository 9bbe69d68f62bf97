//! The figures of a bank, from what came of each of its questions.

use std::time::Duration;

use super::memory::{Memory, memory};
use super::outcome::{Outcome, Said, Share};
use super::trust::Trust;

/// How deep a ranking is judged where no other depth is named.
const DEPTH: usize = 10;

/// How often each verdict was given, and how often it was right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Sure; right where the first document answers.
    pub sure: Share,
    /// Unsure; right where one that was offered answers.
    pub unsure: Share,
    /// Nothing; right where nothing answers.
    pub nothing: Share,
}

/// The figures of one bank.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The bank's name.
    pub bank: String,
    /// How many documents it has.
    pub documents: usize,
    /// How many questions that have an answer.
    pub answerable: usize,
    /// Share of those whose first document answers.
    pub hit_at_1: f64,
    /// Share of those with an answer among the first five.
    pub hit_at_5: f64,
    /// Mean of one over the rank of the first answer, down to ten.
    pub mrr_at_10: f64,
    /// Normalised discounted cumulative gain, down to ten (Järvelin & Kekäläinen 2002, with 2^grade - 1).
    pub ndcg_at_10: f64,
    /// Share of the answers found among the first ten.
    pub recall_at_10: f64,
    /// Verdicts on questions that have an answer.
    pub answered: Tally,
    /// Verdicts on questions that have none.
    pub unanswered: Tally,
    /// Of the questions with an answer among the first five, how many got Sure or Unsure.
    pub kept: Share,
    /// What confidence is worth.
    pub trust: Trust,
    /// How long the index took.
    pub build: Duration,
    /// Median time of a question.
    pub p50: Duration,
    /// Time that one question in a hundred exceeds.
    pub p99: Duration,
    /// The program's memory, where the system says.
    pub memory: Option<Memory>,
}

impl Figures {
    /// The figures of these outcomes.
    #[must_use]
    pub fn of(bank: &str, documents: usize, build: Duration, outcomes: &[Outcome]) -> Self {
        let mut figures = Self {
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
            trust: Trust::of(outcomes),
            build,
            p50: Duration::ZERO,
            p99: Duration::ZERO,
            memory: memory(),
        };
        for outcome in outcomes {
            if outcome.relevant.is_empty() {
                figures.unanswered.count(outcome);
            } else {
                figures.add(outcome);
            }
        }
        let count = figures.answerable.max(1) as f64;
        for sum in [
            &mut figures.hit_at_1,
            &mut figures.hit_at_5,
            &mut figures.mrr_at_10,
            &mut figures.ndcg_at_10,
            &mut figures.recall_at_10,
        ] {
            *sum /= count;
        }
        let mut took: Vec<Duration> = outcomes.iter().map(|outcome| outcome.took).collect();
        took.sort_unstable();
        let at = |hundredth: usize| took.get(took.len() * hundredth / 100);
        figures.p50 = at(50).copied().unwrap_or_default();
        figures.p99 = at(99).copied().unwrap_or_default();
        figures
    }

    fn add(&mut self, outcome: &Outcome) {
        let rank = outcome.first();
        self.answerable += 1;
        self.hit_at_1 += f64::from(u8::from(rank == Some(0)));
        let among_five = rank.is_some_and(|rank| rank < 5);
        self.hit_at_5 += f64::from(u8::from(among_five));
        if among_five {
            self.kept.count(outcome.said != Said::Nothing);
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
    /// The rank, from 0, of the first document that answers.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.grades.iter().position(|grade| *grade > 0.0)
    }
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        let first = outcome.first();
        let (given, right) = match outcome.said {
            Said::Sure => (&mut self.sure, first == Some(0)),
            Said::Unsure(offered) => (&mut self.unsure, first.is_some_and(|first| first < offered)),
            Said::Nothing => (&mut self.nothing, outcome.relevant.is_empty()),
        };
        given.count(right);
    }

    /// How many verdicts there were.
    #[must_use]
    pub const fn whole(&self) -> usize {
        self.sure.whole + self.unsure.whole + self.nothing.whole
    }
}

/// Discounted cumulative gain of the first ten grades.
fn gain(grades: &[f64]) -> f64 {
    let ranked = grades.iter().take(DEPTH).zip(2_u32..);
    ranked
        .map(|(grade, place)| (grade.exp2() - 1.0) / f64::from(place).log2())
        .sum()
}
