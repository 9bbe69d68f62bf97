//! Fits the weights of ranking and confidence, and writes them as the file that the program is built with.
//!
//! ```sh
//! cargo run --release -p train -- --model models/bge-small-en-v1.5 --out src/search/rank/model.json \
//!     --questions tests/questions/strangers.tsv --questions tests/questions/people.tsv BANK…
//! cargo run --release -p train -- --multilingual models/multilingual-e5-small --out src/search/rank/model.json \
//!     --questions tests/questions/strangers.tsv --questions tests/questions/people.tsv \
//!     --translated tests/questions/other-languages.tsv
//! ```
//!
//! The first fits the weights for words alone and for embeddings, the second those for questions in other languages; what
//! is not fitted stays as it is built in.
//!
//! Ranking is fitted by a listwise softmax loss over the candidates of each question, confidence by logistic
//! regression over the same questions and their copies with the right passages removed. Kinds of questions (the golden
//! ones, each file, each bank) have the same weight; each is left out in turn to evaluate the weights on a kind that they
//! were not fitted on.

#![allow(
    clippy::pedantic,
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    clippy::print_stdout,
    reason = "numerical code that a maintainer runs by hand and reads the output of"
)]

mod confidence;
mod data;
mod ranking;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Parser;
use guidepost::testing::search::training::{
    Evidence, FEATURES, RankingModelFile, SIGNALS, Weights,
};

use data::{GOLDEN, Group, load};

#[derive(Parser)]
struct Args {
    /// Banks of judged questions
    banks: Vec<PathBuf>,
    /// Folder of the embedding model
    #[arg(long, required_unless_present = "multilingual")]
    model: Option<PathBuf>,
    /// Folder of the embedding model for other languages than English
    #[arg(long)]
    multilingual: Option<PathBuf>,
    /// Files of questions in other languages, each question in six of them, one after the other
    #[arg(long)]
    translated: Vec<PathBuf>,
    /// Files of questions: question, expected passages, kind
    #[arg(long)]
    questions: Vec<PathBuf>,
    /// Files of questions that no weight is fitted on
    #[arg(long)]
    unseen: Vec<PathBuf>,
    /// Folder of the knowledge
    #[arg(long, default_value = "knowledge")]
    knowledge: PathBuf,
    /// File to write
    #[arg(long)]
    out: PathBuf,
    /// Features that do not take part
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// Leaves each feature out in turn, too
    #[arg(long)]
    ablation: bool,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let mut file = RankingModelFile::built_in()?;
    let weights = |evidence: Evidence| -> anyhow::Result<Weights> {
        println!("\n== {evidence:?}");
        Ok(fit(&load(&args, evidence)?, &args, evidence))
    };
    if args.model.is_some() {
        file.without_embeddings = weights(Evidence::Words)?;
        file.with_embeddings = weights(Evidence::Embeddings)?;
    }
    if args.multilingual.is_some() {
        file.multilingual = weights(Evidence::Multilingual)?;
    }
    fs::write(
        &args.out,
        format!("{}\n", serde_json::to_string_pretty(&file)?),
    )?;
    Ok(())
}

/// Features that count for questions in other languages: the others are of words.
const MULTILINGUAL_FEATURES: [&str; 6] = [
    "cosine_question",
    "cosine_wording",
    "cosine",
    "cosine_relative",
    "named",
    "interview_question",
];
/// Signals of confidence that count for them.
const MULTILINGUAL_SIGNALS: [&str; 5] = ["score", "margin", "cosine", "top20_margin", "named"];

/// Signals that count for them alone.
const ONLY_MULTILINGUAL_SIGNALS: [&str; 2] = ["top20_margin", "named"];
/// Features that count for them alone: kinds of English questions that they were not fitted on lose by them.
const ONLY_MULTILINGUAL_FEATURES: [&str; 2] = ["cosine_wording", "named"];

fn fit(groups: &[Group], args: &Args, evidence: Evidence) -> Weights {
    let used = |name: &str| {
        let used = match evidence {
            Evidence::Words => !name.starts_with("cosine") && name != "named",
            Evidence::Embeddings => !ONLY_MULTILINGUAL_FEATURES.contains(&name),
            Evidence::Multilingual => MULTILINGUAL_FEATURES.contains(&name),
        };
        used && !args.without.iter().any(|one| one == name)
    };
    let mask: Vec<bool> = FEATURES.iter().map(|name| used(name)).collect();
    let (all, unseen): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|one| one.fitted);
    let weights = ranking::fit(&all, &mask);
    println!(
        "{:<16} {:>9} {:>9} {:>9}",
        "kind", "hit@1", "hit@3", "left out"
    );
    let mut sum = 0.0;
    for group in &all {
        let others: Vec<&Group> = all
            .iter()
            .copied()
            .filter(|one| one.name != group.name)
            .collect();
        let held_out = ranking::hits(group, &ranking::fit(&others, &mask), 1);
        sum += held_out;
        println!(
            "{:<16} {:>9.3} {:>9.3} {held_out:>9.3}",
            group.name,
            ranking::hits(group, &weights, 1),
            ranking::hits(group, &weights, 3),
        );
    }
    println!("{:<16} {:>29.3}", "mean", sum / all.len() as f64);
    for group in &unseen {
        println!(
            "{:<16} {:>9.3} {:>9.3}    unseen",
            group.name,
            ranking::hits(group, &weights, 1),
            ranking::hits(group, &weights, 3),
        );
    }
    for (name, weight) in FEATURES.iter().zip(&weights) {
        println!("  {name:<20} {weight:>8.3}");
    }
    if args.ablation {
        println!("hit@1 by kind without each feature, weights fitted on the other kinds");
        for (at, name) in FEATURES.iter().enumerate().filter(|(at, _)| mask[*at]) {
            let mut mask = mask.clone();
            mask[at] = false;
            let each = all.iter().map(|group| {
                let others: Vec<&Group> = all
                    .iter()
                    .copied()
                    .filter(|one| one.name != group.name)
                    .collect();
                ranking::hits(group, &ranking::fit(&others, &mask), 1)
            });
            let each: Vec<f64> = each.collect();
            let text: Vec<String> = each.iter().map(|one| format!("{one:.3}")).collect();
            let mean = each.iter().sum::<f64>() / each.len() as f64;
            println!("  {name:<20} {mean:.3}  {}", text.join(" "));
        }
    }
    let mut file = Weights {
        ranking: named(FEATURES, &weights),
        confidence: BTreeMap::new(),
        bands: BTreeMap::new(),
    };
    let signal = |name: &&str| match evidence {
        Evidence::Words | Evidence::Embeddings => !ONLY_MULTILINGUAL_SIGNALS.contains(name),
        Evidence::Multilingual => MULTILINGUAL_SIGNALS.contains(name),
    };
    let signals: Vec<bool> = SIGNALS.iter().map(signal).collect();
    // English questions tell how to rank, but not how sure to be of another language; nor do banks of other knowledge tell how
    // sure to be of this.
    let mut telling = all;
    telling.retain(|group| match evidence {
        Evidence::Words | Evidence::Embeddings => group.people || group.name == GOLDEN,
        Evidence::Multilingual => group.translations > 1,
    });
    let (bias, signals, bands) = confidence::fit(&telling, &unseen, &file, evidence, &signals);
    file.confidence = named(SIGNALS, &signals);
    file.confidence.insert("bias".to_owned(), round(bias));
    file.bands = bands;
    file
}

fn named(names: &[&str], weights: &[f64]) -> BTreeMap<String, f32> {
    let named = names
        .iter()
        .zip(weights)
        .filter(|(_, weight)| **weight != 0.0);
    named
        .map(|(name, weight)| ((*name).to_owned(), round(*weight)))
        .collect()
}

#[allow(clippy::cast_possible_truncation, reason = "weights are small")]
fn round(weight: f64) -> f32 {
    ((weight * 1_000.0).round() / 1_000.0) as f32
}
