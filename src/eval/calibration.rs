//! Quality of the confidence: the effect of each threshold, the discrimination between questions with and
//! without an answer (AUROC), and the calibration as a probability (ECE).

use super::outcome::{Outcome, Share};

/// Distance of the curve's thresholds, in hundredths: 5, 10, … 95.
const STEP: usize = 5;
/// Number of equal-width bins of confidence for the calibration error.
const BINS: usize = 10;

/// Quality of the confidence over one bank.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// The effect of each threshold from 0.05 to 0.95.
    pub curve: Vec<CurvePoint>,
    /// AUROC of the confidence between questions with an answer and off-topic ones: 0.5 is chance, 1 is
    /// perfect. None if there are no questions of one sort.
    pub auroc: Option<f64>,
    /// AUROC between questions with an answer and those whose answers were removed.
    pub auroc_near: Option<f64>,
    /// Expected calibration error (Naeini et al. 2015) over all questions, in ten bins: weighted mean
    /// difference between the confidence and the share of relevant first documents; 0 is best.
    pub expected_error: f64,
}

/// The effect of a threshold at or above which the first document is shown.
#[derive(Debug, Clone, Copy)]
pub struct CurvePoint {
    /// Minimum confidence, 0 to 1.
    pub threshold: f64,
    /// Questions shown a document, of those with a relevant one among the first five.
    pub kept: Share,
    /// Questions shown a document, of the off-topic ones.
    pub other: Share,
    /// Questions shown a document, of those whose answers were removed.
    pub near: Share,
    /// Relevant first documents, of all that are shown (precision).
    pub right: Share,
}

impl Calibration {
    /// Computes the quality of the confidence from the outcomes of all questions.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Self {
        let of = |fits: &dyn Fn(&Outcome) -> bool| -> Vec<f32> {
            let fitting = outcomes.iter().filter(|outcome| fits(outcome));
            fitting.map(|outcome| outcome.confidence).collect()
        };
        let with = of(&|outcome| !outcome.relevant.is_empty());
        let other = of(&|outcome| outcome.relevant.is_empty() && !outcome.left_out);
        let near = of(&|outcome| outcome.relevant.is_empty() && outcome.left_out);
        let found = of(&|outcome| outcome.first().is_some_and(|rank| rank < 5));
        let right = of(&|outcome| outcome.first() == Some(0));
        let all = of(&|_| true);
        let curve = (STEP..100)
            .step_by(STEP)
            .map(|hundredths| {
                let threshold = hundredths as f64 / 100.0;
                let shown = |confidences: &[f32]| {
                    let shown = confidences.iter();
                    shown.filter(|one| f64::from(**one) >= threshold).count()
                };
                let share = |confidences: &[f32]| Share {
                    part: shown(confidences),
                    whole: confidences.len(),
                };
                CurvePoint {
                    threshold,
                    kept: share(&found),
                    other: share(&other),
                    near: share(&near),
                    right: Share {
                        part: shown(&right),
                        whole: shown(&all),
                    },
                }
            })
            .collect();
        Self {
            curve,
            auroc: auroc(&with, &other),
            auroc_near: auroc(&with, &near),
            expected_error: calibration_error(outcomes),
        }
    }
}

/// Returns the area under the ROC curve: the probability that a value of `with` is above one of `without`,
/// ties counted as half (Hanley and `McNeil`, 1982). None if either is empty.
fn auroc(with: &[f32], without: &[f32]) -> Option<f64> {
    if with.is_empty() || without.is_empty() {
        return None;
    }
    let mut sorted = without.to_vec();
    sorted.sort_by(f32::total_cmp);
    let sum: f64 = with
        .iter()
        .map(|one| {
            let less = sorted.partition_point(|other| other < one);
            let most = sorted.partition_point(|other| other <= one);
            (less + most) as f64 / 2.0
        })
        .sum();
    Some(sum / (with.len() * without.len()) as f64)
}

fn calibration_error(outcomes: &[Outcome]) -> f64 {
    let mut classes = [(0.0_f64, 0.0_f64); BINS];
    for outcome in outcomes {
        let class = (1..BINS)
            .take_while(|class| outcome.confidence >= *class as f32 / BINS as f32)
            .count();
        if let Some((sum, right)) = classes.get_mut(class) {
            *sum += f64::from(outcome.confidence);
            *right += f64::from(u8::from(outcome.first() == Some(0)));
        }
    }
    let error: f64 = classes.iter().map(|(sum, right)| (sum - right).abs()).sum();
    error / outcomes.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::eval::outcome::VerdictKind;

    fn outcome(confidence: f32, answers: bool, right: bool) -> Outcome {
        Outcome {
            grades: vec![f64::from(u8::from(right))],
            relevant: if answers { vec![1.0] } else { Vec::new() },
            left_out: false,
            confidence,
            verdict: VerdictKind::Sure,
            response_time: Duration::ZERO,
        }
    }

    #[test]
    fn calibrated_confidence_has_no_calibration_error() {
        let sure = outcome(1.0, true, true);
        let none = outcome(0.0, false, false);
        let half = [outcome(0.5, true, true), outcome(0.5, true, false)];
        let [one, other] = half;
        let calibration = Calibration::of(&[sure, none, one, other]);
        assert!(calibration.expected_error < 1e-6, "{calibration:?}");
        assert_eq!(calibration.auroc, Some(1.0));
        assert_eq!(calibration.auroc_near, None);
        let half = &calibration.curve[9];
        assert_eq!((half.kept.part, half.kept.whole), (2, 2));
        assert_eq!((half.other.part, half.other.whole), (0, 1));
        assert_eq!((half.right.part, half.right.whole), (2, 3));
    }

    #[test]
    fn overconfidence_has_a_calibration_error() {
        let calibration = Calibration::of(&[outcome(0.9, true, false), outcome(0.9, false, false)]);
        assert!((calibration.expected_error - 0.9).abs() < 1e-6);
        assert_eq!(calibration.auroc, Some(0.5));
    }
}
