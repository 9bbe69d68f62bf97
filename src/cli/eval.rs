//! `guidepost eval`: retrieval quality over banks of judged questions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;

use crate::config::Settings;
use crate::eval::{self, Bank};
use crate::search::SearchResources;

#[derive(clap::Args)]
pub(super) struct EvalArgs {
    /// Folders with `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` and optionally `aliases.jsonl`
    #[arg(required = true, value_name = "BANK")]
    banks: Vec<PathBuf>,
    /// Write the rankings as a TREC run with the confidence as a seventh column; with several banks,
    /// one file per bank, with the bank's name before the extension
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
    /// Remove the answers of about a third of each bank's questions, which yields on-topic questions
    /// without an answer
    #[arg(long)]
    leave_out: bool,
}

pub(super) fn run(args: &EvalArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let resources = Arc::new(SearchResources::load(
        search.lexicon.as_deref(),
        search.model.as_deref(),
    )?);
    let mut figures = Vec::with_capacity(args.banks.len());
    for folder in &args.banks {
        let bank = Bank::load(folder, args.leave_out)?;
        let measured = eval::measure(&bank, resources.clone())?;
        if let Some(file) = &args.run {
            let file = match args.banks.len() {
                1 => file.clone(),
                _ => named(file, &bank.name),
            };
            fs::write(&file, measured.run())
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        figures.push(measured.figures);
    }
    if args.json {
        super::print(&format!("{:#}", eval::json(&figures)));
    } else {
        super::print(eval::table(&figures).trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// Inserts a bank's name before the extension: `run.trec` becomes `run.faq.trec`.
fn named(file: &Path, bank: &str) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let extension = match extension.as_ref() {
        "" => bank.to_owned(),
        extension => format!("{bank}.{extension}"),
    };
    file.with_extension(extension)
}
