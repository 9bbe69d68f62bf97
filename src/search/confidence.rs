//! How sure a ranking is: one calibrated number from 0 to 1, and the verdict it leads to.
//!
//! A fixed logistic over what the best passage explains of the question and how its score stands
//! out against the scores that the library's own questions reach when their own passage is held out
//! (that is what a question without an answer looks like in this library, without any judgement).

use super::features::Row;
use super::question::Question;
use super::vocabulary::Vocabulary;

/// Scores of questions whose answer is not there: the library's own, their own passage held out.
#[derive(Clone, Copy, Debug)]
pub struct Background {
    /// Mean of the best score.
    pub score: f32,
    /// Its standard deviation.
    pub spread: f32,
}

impl Default for Background {
    /// What several libraries have on average; for one too small to say.
    fn default() -> Self {
        Self {
            score: 6.0,
            spread: 2.5,
        }
    }
}

/// Added to the spread, so that a library of look-alikes makes nothing infinitely sure.
const SPREAD_FLOOR: f32 = 0.3;
/// Fewest own questions that say something about a library.
const FEWEST: usize = 8;

impl Background {
    /// From the best score of each held-out question.
    pub fn of(samples: &[f32]) -> Self {
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
pub enum Sureness {
    /// Answer with it.
    Sure,
    /// Offer it among others.
    Unsure,
    /// Say that there is nothing.
    Nothing,
}

/// From which confidence on a verdict is what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// At least this is `Sure`.
    pub sure: f32,
    /// At least this is `Unsure`.
    pub unsure: f32,
}

impl Thresholds {
    /// The shipped thresholds: on average over banks of several kinds, of questions about
    /// something else at most 2 in 100 are `Sure` and at most 10 `Unsure`.
    pub const fn shipped(with_meaning: bool) -> Self {
        if with_meaning {
            Self {
                sure: 0.38,
                unsure: 0.15,
            }
        } else {
            Self {
                sure: 0.53,
                unsure: 0.26,
            }
        }
    }

    /// The verdict for a confidence.
    pub fn verdict(self, confidence: f32) -> Sureness {
        if confidence >= self.sure {
            Sureness::Sure
        } else if confidence >= self.unsure {
            Sureness::Unsure
        } else {
            Sureness::Nothing
        }
    }
}

/// How much each sign counts.
struct Logistic {
    bias: f32,
    /// Per point of the first hit's score.
    score: f32,
    /// Per standard deviation above the background.
    above: f32,
    /// Share of the question found in the passage.
    cover: f32,
    /// Likeness by letters.
    letters: f32,
    /// Short questions say little, so their matches do.
    brevity: f32,
    /// Nearness in meaning.
    meaning: f32,
}

// Fitted by logistic regression across banks of several kinds, answerable questions, questions
// whose answers were taken away and questions about something else in equal weight.
const WORDS: Logistic = Logistic {
    bias: -1.43,
    score: 0.24,
    above: 0.55,
    cover: 0.97,
    letters: 0.58,
    brevity: -2.78,
    meaning: 0.0,
};
const WORDS_AND_MEANING: Logistic = Logistic {
    bias: -2.96,
    score: 0.07,
    above: 0.58,
    cover: 1.08,
    letters: 0.34,
    brevity: -1.47,
    meaning: 3.13,
};

/// The chance that the answer is among the first hits, from the first hit's features and score.
pub fn confidence(
    row: &Row,
    score: f32,
    question: &Question,
    vocabulary: &Vocabulary,
    background: Background,
    with_meaning: bool,
) -> f32 {
    let signs = if with_meaning {
        &WORDS_AND_MEANING
    } else {
        &WORDS
    };
    // Length of the question, counted in words that occur nowhere else.
    let telling = question.content / vocabulary.unknown_idf().max(f32::MIN_POSITIVE);
    let above = (score - background.score) / (background.spread + SPREAD_FLOOR);
    let linear = signs.bias
        + signs.score * score
        + signs.above * above
        + signs.cover * row.cover
        + signs.letters * row.letters_whole
        + signs.brevity / (telling + 0.5)
        + signs.meaning * row.meaning;
    let chance = 1.0 / (1.0 + (-linear).exp());
    (chance * 10_000.0).round() / 10_000.0
}
