//! Reports of the metrics: tables for people, JSON for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::metrics::{BankMetrics, Tally};
use super::outcome::Share;

/// A table column: heading, value for a bank, and number of decimal places.
struct Column {
    heading: &'static str,
    value: fn(&BankMetrics) -> Option<f64>,
    digits: usize,
    /// True if the table shows the mean over the banks.
    averaged: bool,
}

const fn column(heading: &'static str, value: fn(&BankMetrics) -> Option<f64>) -> Column {
    Column {
        heading,
        value,
        digits: 3,
        averaged: true,
    }
}

const fn figure(
    heading: &'static str,
    value: fn(&BankMetrics) -> Option<f64>,
    digits: usize,
) -> Column {
    Column {
        heading,
        value,
        digits,
        averaged: false,
    }
}

const RANKING: [Column; 11] = [
    figure("documents", |one| Some(one.documents as f64), 0),
    figure("questions", |one| Some(one.answerable as f64), 0),
    column("hit@1", |one| Some(one.hit_at_1)),
    column("hit@5", |one| Some(one.hit_at_5)),
    column("MRR@10", |one| Some(one.mrr_at_10)),
    column("nDCG@10", |one| Some(one.ndcg_at_10)),
    column("recall@10", |one| Some(one.recall_at_10)),
    figure("p50 ms", |one| Some(milliseconds(one.p50)), 2),
    figure("p99 ms", |one| Some(milliseconds(one.p99)), 2),
    figure("build ms", |one| Some(milliseconds(one.build)), 0),
    figure("memory MB", |one| Some(megabytes(one.memory?.now)), 0),
];

/// Verdicts on questions with an answer: the share of each, and its precision.
const ANSWERABLE: [Column; 8] = [
    column("Sure", |one| share(one.answered.sure, one.answered)),
    column("right", |one| right(one.answered.sure)),
    column("Likely", |one| share(one.answered.likely, one.answered)),
    column("right", |one| right(one.answered.likely)),
    column("Unsure", |one| share(one.answered.unsure, one.answered)),
    column("right", |one| right(one.answered.unsure)),
    column("Nothing", |one| share(one.answered.nothing, one.answered)),
    column("kept", |one| right(one.kept)),
];

/// Verdicts on questions without an answer, where only `Nothing` is correct, and the quality of the
/// confidence.
const UNANSWERABLE: [Column; 8] = [
    figure("without", |one| Some(one.unanswered.whole() as f64), 0),
    column("Sure", |one| share(one.unanswered.sure, one.unanswered)),
    column("Likely", |one| share(one.unanswered.likely, one.unanswered)),
    column("Unsure", |one| share(one.unanswered.unsure, one.unanswered)),
    column("Nothing", |one| {
        share(one.unanswered.nothing, one.unanswered)
    }),
    column("AUROC", |one| one.calibration.auroc),
    column("near", |one| one.calibration.auroc_near),
    column("ECE", |one| Some(one.calibration.expected_error)),
];

/// Formats the metrics as tables, with a row of means if there are several banks.
#[must_use]
pub fn table(banks: &[BankMetrics]) -> String {
    let mut text = String::new();
    rows(&mut text, "bank", &RANKING, banks);
    text.push('\n');
    rows(&mut text, "with an answer", &ANSWERABLE, banks);
    text.push('\n');
    rows(&mut text, "without one", &UNANSWERABLE, banks);
    text.push('\n');
    curve(&mut text, banks);
    text
}

fn rows(text: &mut String, heading: &str, columns: &[Column], banks: &[BankMetrics]) {
    let names = banks.iter().map(|bank| bank.bank.chars().count());
    let first = names.chain([heading.len(), 4]).max().unwrap_or(0);
    let _ = write!(text, "{heading:<first$}");
    for column in columns {
        let _ = write!(text, "  {:>9}", column.heading);
    }
    text.push('\n');
    for bank in banks {
        let _ = write!(text, "{:<first$}", bank.bank);
        for column in columns {
            cell(text, (column.value)(bank), column.digits);
        }
        text.push('\n');
    }
    if banks.len() > 1 {
        let _ = write!(text, "{:<first$}", "mean");
        for column in columns {
            let mean = column.averaged.then(|| mean(banks, column.value)).flatten();
            cell(text, mean, column.digits);
        }
        text.push('\n');
    }
}

fn cell(text: &mut String, value: Option<f64>, digits: usize) {
    let _ = match value {
        Some(value) => write!(text, "  {value:>9.digits$}"),
        None => write!(text, "  {:>9}", "-"),
    };
}

/// Appends the table of confidence thresholds, with means over the banks.
fn curve(text: &mut String, banks: &[BankMetrics]) {
    text.push_str("threshold       kept  elsewhere       near  precision\n");
    let points = banks.first().map_or(0, |bank| bank.calibration.curve.len());
    for at in 0..points {
        let threshold = mean(banks, |bank| {
            Some(bank.calibration.curve.get(at)?.threshold)
        });
        let _ = write!(text, "{:>9.2}", threshold.unwrap_or_default());
        cell(
            text,
            mean(banks, |one| right(one.calibration.curve.get(at)?.kept)),
            3,
        );
        cell(
            text,
            mean(banks, |one| right(one.calibration.curve.get(at)?.other)),
            3,
        );
        cell(
            text,
            mean(banks, |one| right(one.calibration.curve.get(at)?.near)),
            3,
        );
        cell(
            text,
            mean(banks, |one| right(one.calibration.curve.get(at)?.right)),
            3,
        );
        text.push('\n');
    }
}

/// Formats the metrics as one JSON object: each bank, and the means over the banks.
#[must_use]
pub fn json(banks: &[BankMetrics]) -> Value {
    let mean = |value: fn(&BankMetrics) -> Option<f64>| mean(banks, value);
    json!({
        "banks": banks.iter().map(bank).collect::<Vec<_>>(),
        "mean": {
            "hit_at_1": mean(|one| Some(one.hit_at_1)),
            "hit_at_5": mean(|one| Some(one.hit_at_5)),
            "mrr_at_10": mean(|one| Some(one.mrr_at_10)),
            "ndcg_at_10": mean(|one| Some(one.ndcg_at_10)),
            "recall_at_10": mean(|one| Some(one.recall_at_10)),
            "kept": mean(|one| right(one.kept)),
            "auroc": mean(|one| one.calibration.auroc),
            "auroc_near": mean(|one| one.calibration.auroc_near),
            "calibration_error": mean(|one| Some(one.calibration.expected_error)),
        },
    })
}

fn bank(one: &BankMetrics) -> Value {
    let share = |share: Share| json!({ "right": share.part, "given": share.whole });
    let tally = |tally: Tally| {
        json!({
            "questions": tally.whole(),
            "sure": share(tally.sure),
            "likely": share(tally.likely),
            "unsure": share(tally.unsure),
            "nothing": share(tally.nothing),
        })
    };
    let curve = one.calibration.curve.iter().map(|point| {
        json!({
            "threshold": point.threshold,
            "kept": right(point.kept),
            "elsewhere": right(point.other),
            "near": right(point.near),
            "precision": right(point.right),
        })
    });
    json!({
        "bank": one.bank,
        "documents": one.documents,
        "questions": one.answerable,
        "hit_at_1": one.hit_at_1,
        "hit_at_5": one.hit_at_5,
        "mrr_at_10": one.mrr_at_10,
        "ndcg_at_10": one.ndcg_at_10,
        "recall_at_10": one.recall_at_10,
        "answerable": tally(one.answered),
        "unanswerable": tally(one.unanswered),
        "kept": right(one.kept),
        "auroc": one.calibration.auroc,
        "auroc_near": one.calibration.auroc_near,
        "calibration_error": one.calibration.expected_error,
        "curve": curve.collect::<Vec<_>>(),
        "build_ms": milliseconds(one.build),
        "p50_ms": milliseconds(one.p50),
        "p99_ms": milliseconds(one.p99),
        "memory_bytes": one.memory.map(|memory| memory.now),
        "peak_memory_bytes": one.memory.map(|memory| memory.most),
    })
}

/// Returns the share of one verdict among all; none if there are none.
fn share(part: Share, of: Tally) -> Option<f64> {
    let whole = of.whole();
    (whole > 0).then(|| part.whole as f64 / whole as f64)
}

/// Returns the proportion; none for a total of 0.
fn right(share: Share) -> Option<f64> {
    (share.whole > 0).then(|| share.value())
}

fn mean(banks: &[BankMetrics], value: impl Fn(&BankMetrics) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = banks.iter().filter_map(value).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}
