//! Confidence: logistic regression over the signals of the best passage, and the thresholds of the bands.

use std::collections::BTreeMap;

use guidepost::testing::knowledge::Address;
use guidepost::testing::search::training::{Evidence, RankingModelFile, SIGNALS, Weights};

use crate::data::Group;

/// Steps of gradient descent.
const STEPS: usize = 600;
/// Learning rate of Adam.
const LEARNING_RATE: f64 = 0.1;
/// Factor of the squared weights in the loss.
const L2_PENALTY: f64 = 0.003;
/// Weight of a file of people's questions; that of the golden ones is 1.
const PEOPLE_WEIGHT: f64 = 4.0;
/// Minimum confidence of the bands Sure, Likely and Unsure, chosen by the table that is printed so that at most 3 in 100 are
/// wrong when Sure, and at most 5 in 100 of all in Sure and Likely together.
const fn bands(evidence: Evidence) -> [f64; 3] {
    match evidence {
        Evidence::Words => [0.8, 0.45, 0.1],
        Evidence::Embeddings => [0.75, 0.4, 0.2],
        Evidence::Multilingual => [0.95, 0.33, 0.2],
    }
}

struct Sample {
    signals: Vec<f64>,
    right: bool,
    weight: f64,
    people: bool,
    /// Number of the question: its copy without answers is of the same part.
    question: usize,
    text: String,
    address: String,
}

/// Fits the weights of the signals on some groups and prints their quality on those and on the unseen ones; returns
/// the bias, the weights and the bands.
pub(crate) fn fit(
    groups: &[&Group],
    unseen: &[&Group],
    ranking: &Weights,
    evidence: Evidence,
    mask: &[bool],
) -> (f64, Vec<f64>, BTreeMap<String, f32>) {
    let samples = samples(groups, ranking, evidence);
    let (bias, weights) = regress(&samples.iter().collect::<Vec<_>>(), mask);
    println!("  confidence: bias {bias:.3}");
    for (name, weight) in SIGNALS.iter().zip(&weights) {
        println!("  {name:<20} {weight:>8.3}");
    }
    let mut unseen_judged = Vec::new();
    // Five-fold cross-validation.
    let mut judged: Vec<(f64, bool)> = Vec::new();
    for part in 0..5 {
        let (held, kept): (Vec<&Sample>, Vec<&Sample>) =
            samples.iter().partition(|one| one.question % 5 == part);
        let (bias, weights) = regress(&kept, mask);
        for one in held.into_iter().filter(|one| one.people) {
            let chance = probability(bias, &weights, &one.signals);
            judged.push((chance, one.right));
            if chance > 0.8 && !one.right {
                println!("    {chance:.2} {} -> {}", one.text, one.address);
            }
        }
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("  confidence of people's questions, held out: least, shown, right");
    for least in [
        0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0,
    ] {
        let (shown, right) = count_between(&judged, least, 2.0);
        println!(
            "    {least:.2} {shown:>5} {:.3}",
            f64::from(right) / f64::from(shown.max(1))
        );
    }
    print_parts(&judged);
    for sample in self::samples(unseen, ranking, evidence)
        .iter()
        .filter(|one| one.people)
    {
        unseen_judged.push((probability(bias, &weights, &sample.signals), sample.right));
    }
    if !unseen.is_empty() {
        println!("  confidence of unseen questions");
        print_parts(&unseen_judged);
    }
    let names = ["sure", "likely", "unsure"].map(str::to_owned);
    let bands = names.into_iter().zip(bands(evidence).map(crate::round));
    (bias, weights, bands.collect())
}

/// The samples of some groups: each question that is decided by ranking, and a third of them again without their answers,
/// as questions near the topic that the library does not answer.
fn samples(groups: &[&Group], ranking: &Weights, evidence: Evidence) -> Vec<Sample> {
    let file = RankingModelFile {
        without_embeddings: ranking.clone(),
        with_embeddings: ranking.clone(),
        multilingual: ranking.clone(),
    };
    let mut samples = Vec::new();
    let mut number = 0;
    for group in groups {
        let from = samples.len();
        for (at, question) in group.questions.iter().enumerate() {
            let exact = question.example.exact;
            number += usize::from(match group.translations {
                1 => !exact,
                languages => at % languages == 0,
            });
            if exact {
                continue;
            }
            let place = |address: &Address| {
                let mut candidates = question.example.candidates.iter();
                candidates.position(|(one, _)| one == address)
            };
            let is_right = |address: &Address| place(address).is_some_and(|at| question.right[at]);
            let mut add = |keep: bool| {
                let found = question
                    .example
                    .signals(&file, evidence, |address| keep || !is_right(address));
                if let Some((address, signals)) = found {
                    samples.push(Sample {
                        signals: signals.iter().map(|one| f64::from(*one)).collect(),
                        right: keep && is_right(address),
                        weight: 1.0,
                        people: group.people && keep,
                        question: number,
                        text: question.text.clone(),
                        address: address.to_string(),
                    });
                }
            };
            add(true);
            let hash = question.text.bytes().fold(7_u32, |hash, byte| {
                hash.wrapping_mul(31).wrapping_add(byte.into())
            });
            if hash % 3 == 0 && question.right.iter().any(|right| *right) {
                add(false);
            }
        }
        let weight =
            if group.people { PEOPLE_WEIGHT } else { 1.0 } / (samples.len() - from).max(1) as f64;
        for sample in samples.iter_mut().skip(from) {
            sample.weight = weight;
        }
    }
    samples
}

/// Prints the share of right answers by tenths of confidence.
fn print_parts(judged: &[(f64, bool)]) {
    for tenth in (0..10).rev() {
        let least = f64::from(tenth) / 10.0;
        let most = if tenth == 9 { 2.0 } else { least + 0.1 };
        let (shown, right) = count_between(judged, least, most);
        println!(
            "    {least:.1} to {:.1}: {shown:>4} {:.3}",
            least + 0.1,
            f64::from(right) / f64::from(shown.max(1))
        );
    }
}

/// Returns the number of all answers and of the right ones with a confidence from `least` to below `most`.
fn count_between(judged: &[(f64, bool)], least: f64, most: f64) -> (u32, u32) {
    let between = judged
        .iter()
        .filter(|(confidence, _)| *confidence >= least && *confidence < most);
    between.fold((0, 0), |(all, right), (_, is_right)| {
        (all + 1, right + u32::from(*is_right))
    })
}

/// Returns the estimated probability of signals under given weights.
fn probability(bias: f64, weights: &[f64], signals: &[f64]) -> f64 {
    let linear: f64 = bias + weights.iter().zip(signals).map(|(a, b)| a * b).sum::<f64>();
    1.0 / (1.0 + (-linear).exp())
}

/// Logistic regression with Adam over the signals that take part, scaled to a standard deviation of 1 meanwhile.
fn regress(samples: &[&Sample], mask: &[bool]) -> (f64, Vec<f64>) {
    let n = SIGNALS.len();
    let whole: f64 = samples.iter().map(|one| one.weight).sum();
    let mean = |of: &dyn Fn(&Sample) -> f64| {
        samples.iter().map(|one| one.weight * of(one)).sum::<f64>() / whole
    };
    let means: Vec<f64> = (0..n).map(|at| mean(&|one| one.signals[at])).collect();
    let spreads: Vec<f64> = (0..n)
        .map(|at| {
            mean(&|one| (one.signals[at] - means[at]).powi(2))
                .sqrt()
                .max(1e-6)
        })
        .collect();
    let mut weights = vec![0.0; n + 1];
    let (mut first, mut second) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    for step in 1..=STEPS {
        let mut gradient = vec![0.0; n + 1];
        for one in samples {
            let scaled = |at: usize| (one.signals[at] - means[at]) / spreads[at];
            let linear = weights[n] + (0..n).map(|at| weights[at] * scaled(at)).sum::<f64>();
            let push = one.weight / whole
                * (1.0 / (1.0 + (-linear).exp()) - f64::from(u8::from(one.right)));
            for at in 0..n {
                gradient[at] += push * scaled(at);
            }
            gradient[n] += push;
        }
        for at in (0..=n).filter(|at| mask.get(*at).copied().unwrap_or(true)) {
            let slope = gradient[at]
                + if at < n {
                    2.0 * L2_PENALTY * weights[at]
                } else {
                    0.0
                };
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.999 * second[at] + 0.001 * slope * slope;
            let power = i32::try_from(step).unwrap_or(i32::MAX);
            let rate = LEARNING_RATE * (1.0 - step as f64 / (STEPS + 1) as f64);
            let spread = (second[at] / (1.0 - 0.999_f64.powi(power))).sqrt() + 1e-8;
            weights[at] -= rate * first[at] / (1.0 - 0.9_f64.powi(power)) / spread;
        }
    }
    let bias = weights[n]
        - (0..n)
            .map(|at| weights[at] * means[at] / spreads[at])
            .sum::<f64>();
    (bias, (0..n).map(|at| weights[at] / spreads[at]).collect())
}
