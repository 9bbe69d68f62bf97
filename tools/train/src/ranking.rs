//! Ranking: a linear model, fitted by the listwise softmax loss (Cao et al. 2007, `ListNet` with one relevant set), with
//! Adam (Kingma & Ba 2015).

use crate::data::{Group, Question};

const STEPS: usize = 250;
const RATE: f64 = 0.1;
/// Weight of the squared weights in the loss.
const L2: f64 = 0.000_5;

/// Fits the weights of the features that take part. Features are scaled to a standard deviation of 1 meanwhile, so that
/// the penalty of large weights does not depend on their ranges.
pub(crate) fn fit(groups: &[&Group], mask: &[bool]) -> Vec<f64> {
    let n = mask.len();
    let spreads = spreads(groups, n);
    let mut weights = vec![0.0; n];
    let (mut first, mut second) = (vec![0.0; n], vec![0.0; n]);
    for step in 1..=STEPS {
        let mut gradient = vec![0.0; n];
        for group in groups {
            let asked = group
                .questions
                .iter()
                .filter(|one| one.right.iter().any(|right| *right));
            let count = asked.clone().count().max(1) as f64;
            for question in asked {
                add_gradient(question, &weights, 1.0 / count, &mut gradient);
            }
        }
        for at in 0..n {
            if !mask[at] {
                continue;
            }
            // `weights` are of the features as they are; those of the scaled ones are `weights * spreads`.
            let scaled = weights[at] * spreads[at];
            let slope = gradient[at] / groups.len() as f64 / spreads[at] + 2.0 * L2 * scaled;
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.999 * second[at] + 0.001 * slope * slope;
            let power = i32::try_from(step).unwrap_or(i32::MAX);
            let mean = first[at] / (1.0 - 0.9_f64.powi(power));
            let spread = second[at] / (1.0 - 0.999_f64.powi(power));
            let rate = RATE * (1.0 - step as f64 / (STEPS + 1) as f64);
            weights[at] -= rate * mean / (spread.sqrt() + 1e-8) / spreads[at];
        }
    }
    weights
}

/// Standard deviations of the features over all candidates.
fn spreads(groups: &[&Group], n: usize) -> Vec<f64> {
    let (mut count, mut sums, mut squares) = (0.0, vec![0.0; n], vec![0.0; n]);
    let questions = groups.iter().flat_map(|group| &group.questions);
    for (_, features) in questions.flat_map(|question| &question.example.candidates) {
        count += 1.0;
        for ((sum, square), value) in sums.iter_mut().zip(&mut squares).zip(features) {
            *sum += f64::from(*value);
            *square += f64::from(*value) * f64::from(*value);
        }
    }
    let spread = |at: usize| (squares[at] / count - (sums[at] / count).powi(2)).sqrt();
    (0..n).map(|at| spread(at).max(1e-3)).collect()
}

fn scores(question: &Question, weights: &[f64]) -> Vec<f64> {
    let candidates = question.example.candidates.iter();
    let score = |features: &[f32]| -> f64 {
        features
            .iter()
            .zip(weights)
            .map(|(value, weight)| f64::from(*value) * weight)
            .sum()
    };
    candidates.map(|(_, features)| score(features)).collect()
}

fn add_gradient(question: &Question, weights: &[f64], share: f64, gradient: &mut [f64]) {
    let scores = scores(question, weights);
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f64 = odds.iter().sum();
    let right: f64 = odds
        .iter()
        .zip(&question.right)
        .filter(|(_, right)| **right)
        .map(|(odd, _)| odd)
        .sum();
    for ((odd, is_right), (_, features)) in odds
        .iter()
        .zip(&question.right)
        .zip(&question.example.candidates)
    {
        let target = if *is_right {
            odd / right.max(1e-300)
        } else {
            0.0
        };
        let push = share * (odd / all - target);
        if push.abs() < 1e-9 {
            continue;
        }
        for (slope, value) in gradient.iter_mut().zip(features) {
            *slope += push * f64::from(*value);
        }
    }
}

/// Returns the share of questions with an answer one of whose answers is among the first `depth`.
pub(crate) fn hits(group: &Group, weights: &[f64], depth: usize) -> f64 {
    let asked = group
        .questions
        .iter()
        .filter(|one| one.right.iter().any(|right| *right));
    let (mut found, mut count) = (0, 0);
    for question in asked {
        count += 1;
        let scores = scores(question, weights);
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        found += usize::from(order.iter().take(depth).any(|at| question.right[*at]));
    }
    f64::from(found as u32) / f64::from(count.max(1))
}
