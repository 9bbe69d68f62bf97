//! Ranking: a linear model, fitted by the listwise softmax loss (Cao et al. 2007, `ListNet` with one relevant set), with
//! Adam (Kingma & Ba 2015).

use crate::data::{Group, Question};

/// Steps of gradient descent.
const STEPS: usize = 250;
/// Learning rate of Adam.
const LEARNING_RATE: f64 = 0.1;
/// Factor of the squared weights in the loss.
const L2_PENALTY: f64 = 0.000_5;

/// Fits the weights of the features that `mask` includes. Features are scaled to a standard deviation of 1 meanwhile, so that
/// the penalty of large weights does not depend on their ranges.
pub(crate) fn fit(groups: &[&Group], mask: &[bool]) -> Vec<f64> {
    let n = mask.len();
    let deviations = deviations(groups, n);
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
            // `weights` are of the features as they are; those of the scaled ones are `weights * deviations`.
            let scaled = weights[at] * deviations[at];
            let slope =
                gradient[at] / groups.len() as f64 / deviations[at] + 2.0 * L2_PENALTY * scaled;
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.999 * second[at] + 0.001 * slope * slope;
            let power = i32::try_from(step).unwrap_or(i32::MAX);
            let mean = first[at] / (1.0 - 0.9_f64.powi(power));
            let spread = second[at] / (1.0 - 0.999_f64.powi(power));
            let rate = LEARNING_RATE * (1.0 - step as f64 / (STEPS + 1) as f64);
            weights[at] -= rate * mean / (spread.sqrt() + 1e-8) / deviations[at];
        }
    }
    weights
}

/// Returns the standard deviations of the features over all candidates.
fn deviations(groups: &[&Group], n: usize) -> Vec<f64> {
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

/// Returns the score of each candidate.
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

/// Adds the gradient of the loss of a question, times `share`, to `gradient`.
fn add_gradient(question: &Question, weights: &[f64], share: f64, gradient: &mut [f64]) {
    let scores = scores(question, weights);
    let max = scores.iter().copied().fold(f64::MIN, f64::max);
    let exponentials: Vec<f64> = scores.iter().map(|score| (score - max).exp()).collect();
    let all: f64 = exponentials.iter().sum();
    let right: f64 = exponentials
        .iter()
        .zip(&question.right)
        .filter(|(_, right)| **right)
        .map(|(exponential, _)| exponential)
        .sum();
    for ((exponential, is_right), (_, features)) in exponentials
        .iter()
        .zip(&question.right)
        .zip(&question.example.candidates)
    {
        let target = if *is_right {
            exponential / right.max(1e-300)
        } else {
            0.0
        };
        let error = share * (exponential / all - target);
        if error.abs() < 1e-9 {
            continue;
        }
        for (partial, value) in gradient.iter_mut().zip(features) {
            *partial += error * f64::from(*value);
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
