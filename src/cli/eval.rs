//! `guidepost eval`: how well banks of judged questions are answered.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;

use crate::config::Settings;
use crate::eval::{self, Bank};
use crate::search::Kit;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folders with `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` and perhaps `aliases.jsonl`
    #[arg(required = true, value_name = "BANK")]
    banks: Vec<PathBuf>,
    /// Write the ranking as a TREC run, with the confidence as a seventh column; of several banks
    /// each into a file of its own, with the bank's name before the file's extension
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,
    /// Take the answers of about a third of the questions out of each bank, which makes questions
    /// near the topic that have no answer
    #[arg(long)]
    leave_out: bool,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let kit = Arc::new(Kit::load(
        search.lexicon.as_deref(),
        search.model.as_deref(),
    )?);
    let mut figures = Vec::with_capacity(arguments.banks.len());
    for folder in &arguments.banks {
        let bank = Bank::load(folder, arguments.leave_out)?;
        let measured = eval::measure(&bank, kit.clone())?;
        if let Some(file) = &arguments.run {
            let file = match arguments.banks.len() {
                1 => file.clone(),
                _ => named(file, &bank.name),
            };
            fs::write(&file, measured.run())
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        figures.push(measured.figures);
    }
    if arguments.json {
        super::print(&format!("{:#}", eval::json(&figures)));
    } else {
        super::print(eval::table(&figures).trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// `run.trec` of the bank `faq` is `run.faq.trec`.
fn named(file: &Path, bank: &str) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let extension = match extension.as_ref() {
        "" => bank.to_owned(),
        extension => format!("{bank}.{extension}"),
    };
    file.with_extension(extension)
}
