//! Confidence: a calibrated probability from 0 to 1, and the thresholds of the verdicts.
//!
//! A fixed logistic regression over features of the best passage and its score, relative to the null scores: the best
//! scores of the library's own questions with their own passage held out, which need no judgements.

use super::features::Features;
use crate::search::query::ParsedQuery;

/// Scores of questions whose answer is not there: the library's own, their own passage held out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NullScores {
    /// Mean of the best score.
    pub score: f32,
    /// Its standard deviation.
    pub spread: f32,
}

impl Default for NullScores {
    /// What several libraries have on average; for one too small to say.
    fn default() -> Self {
        Self {
            score: 9.6,
            spread: 2.6,
        }
    }
}

/// Added to the spread, so that a library of look-alikes makes nothing infinitely sure.
const SPREAD_FLOOR: f32 = 0.3;
/// Fewest own questions that say something about a library.
const FEWEST: usize = 8;

impl NullScores {
    /// From the best score of each held-out question.
    pub(crate) fn of(samples: &[f32]) -> Self {
        if samples.len() < FEWEST {
            return Self::default();
        }
        let count = samples.len() as f32;
        let score = samples.iter().sum::<f32>() / count;
        let variance = samples
            .iter()
            .map(|s| (s - score) * (s - score))
            .sum::<f32>()
            / count;
        Self {
            score,
            spread: variance.sqrt(),
        }
    }
}

/// What search says about its first hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConfidenceLevel {
    /// Answer with it.
    Sure,
    /// Offer it among others.
    Unsure,
    /// Say that there is nothing.
    Nothing,
}

/// From which confidence on a verdict is what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Thresholds {
    /// At least this is `Sure`.
    pub sure: f32,
    /// At least this is `Unsure`.
    pub unsure: f32,
}

impl Thresholds {
    /// The shipped thresholds: on average over banks of several kinds, of questions about
    /// something else at most 2 in 100 are `Sure` and at most 10 `Unsure`.
    pub(crate) const fn shipped(with_meaning: bool) -> Self {
        if with_meaning {
            Self {
                sure: 0.47,
                unsure: 0.175,
            }
        } else {
            Self {
                sure: 0.51,
                unsure: 0.27,
            }
        }
    }

    /// The verdict for a confidence.
    pub(crate) fn verdict(self, confidence: f32) -> ConfidenceLevel {
        if confidence >= self.sure {
            ConfidenceLevel::Sure
        } else if confidence >= self.unsure {
            ConfidenceLevel::Unsure
        } else {
            ConfidenceLevel::Nothing
        }
    }
}

/// What is left of the chance where only words that ask are found and none of those asked about.
const NO_TOPIC_PENALTY: f32 = 0.5;

/// How much each sign counts.
struct Logistic {
    bias: f32,
    /// Per point of the first hit's score.
    score: f32,
    /// Per standard deviation above the mean of the null scores.
    above: f32,
    /// Per word found that only one passage has; commoner words count for less.
    found: f32,
    /// `NgramSimilarity` by letters.
    ngrams: f32,
    /// Nearness in meaning.
    meaning: f32,
    /// How much nearer the nearest passage is than the twentieth.
    top20_margin: f32,
}

// Fitted by logistic regression across banks of several kinds, answerable questions, questions
// whose answers were taken away and questions about something else in equal weight; then stretched
// to the share of first hits that are right.
const WORDS: Logistic = Logistic {
    bias: -3.059,
    score: 0.213,
    above: 0.499,
    found: 0.627,
    ngrams: 0.448,
    meaning: 0.0,
    top20_margin: 0.0,
};
const WORDS_AND_MEANING: Logistic = Logistic {
    bias: -4.479,
    score: 0.0,
    above: 0.295,
    found: 0.507,
    ngrams: 0.0,
    meaning: 5.071,
    top20_margin: 3.312,
};

/// What confidence is measured against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    /// What no answer looks like in this library.
    pub null_scores: NullScores,
    /// How telling a word is that only one passage has.
    pub rarest: f32,
    /// How much nearer in meaning the nearest passage is than the twentieth; none without a model.
    pub top20_margin: Option<f32>,
}

/// The chance that the answer is among the first hits, from the first hit's features and score.
pub(crate) fn confidence(row: &Features, score: f32, question: &ParsedQuery, scale: Scale) -> f32 {
    let signs = match scale.top20_margin {
        Some(_) => &WORDS_AND_MEANING,
        None => &WORDS,
    };
    let null_scores = scale.null_scores;
    let above = (score - null_scores.score) / (null_scores.spread + SPREAD_FLOOR);
    let found = row.cover_all * question.weight / scale.rarest.max(f32::MIN_POSITIVE);
    let linear = signs.bias
        + signs.score * score
        + signs.above * above
        + signs.found * found
        + signs.ngrams * row.ngrams_whole
        + signs.meaning * row.meaning
        + signs.top20_margin * scale.top20_margin.unwrap_or_default();
    let mut chance = 1.0 / (1.0 + libm::expf(-linear));
    if scale.top20_margin.is_none() && row.topic_coverage <= 0.0 {
        chance *= NO_TOPIC_PENALTY;
    }
    (chance * 10_000.0).round() / 10_000.0
}
