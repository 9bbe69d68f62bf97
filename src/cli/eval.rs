//! `guidepost eval`: quality of search over banks of judged questions, and over files of people's questions about the
//! knowledge.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::config::Settings;
use crate::eval::{self, Bank, BankMetrics};
use crate::knowledge;
use crate::search::{Search, SearchResources};

#[derive(clap::Args)]
pub(super) struct EvalArgs {
    /// Folders with `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` and optionally `aliases.jsonl`; or files of questions
    /// about the knowledge, a line each: the question, a tab, the passages that answer it (`entry#heading`, alternatives
    /// separated by `|`, `NONE` where none does)
    #[arg(required = true, value_name = "BANK")]
    banks: Vec<PathBuf>,
    /// Write the rankings as a TREC run with the confidence as a seventh column; with several banks,
    /// one file per bank, with the bank's name before the extension
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Print the figures as one JSON object: those of a single file, or else `files` of several files, and `banks` and
    /// `mean` of folders
    #[arg(long)]
    json: bool,
    /// Remove the answers of about a third of each bank's questions, which yields on-topic questions
    /// without an answer
    #[arg(long)]
    leave_out: bool,
    /// List each question of a file: verdict, confidence, result, question, passage
    #[arg(long)]
    list: bool,
}

pub(super) fn run(args: &EvalArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let resources = super::search_resources(settings)?;
    let mut metrics = Vec::with_capacity(args.banks.len());
    let (files, folders): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.banks.iter().partition(|path| path.is_file());
    let mut of_files = Vec::new();
    if !files.is_empty() {
        of_files = measure_files(args, &files, settings, resources.clone())?;
    }
    for folder in folders {
        let bank = Bank::load(folder, args.leave_out)?;
        super::embeddings::compute(&resources, &bank.library);
        let measured = eval::measure(&bank, resources.clone())?;
        if let Some(file) = &args.run {
            let file = match args.banks.len() {
                1 => file.clone(),
                _ => with_bank_name(file, &bank.name),
            };
            fs::write(&file, measured.run())
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        metrics.push(measured.metrics);
    }
    if args.json {
        super::print(&format!("{:#}", json(of_files, &metrics)));
    } else if !metrics.is_empty() {
        super::print(eval::table(&metrics).trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// Joins the metrics of files and banks to one object.
fn json(mut files: Vec<Value>, metrics: &[BankMetrics]) -> Value {
    if let ([_], []) = (files.as_slice(), metrics) {
        return files.remove(0);
    }
    let mut object = if metrics.is_empty() {
        json!({})
    } else {
        eval::json(metrics)
    };
    if let (false, Some(object)) = (files.is_empty(), object.as_object_mut()) {
        object.insert("files".to_owned(), Value::Array(files));
    }
    object
}

/// Asks the questions of each file; returns the metrics of each as JSON.
fn measure_files(
    args: &EvalArgs,
    files: &[&PathBuf],
    settings: &Settings,
    resources: Arc<SearchResources>,
) -> anyhow::Result<Vec<Value>> {
    let library = Arc::new(knowledge::load(&settings.knowledge.path)?);
    super::embeddings::compute(&resources, &library);
    let search = Search::build(library, resources)?;
    let mut objects = Vec::with_capacity(files.len());
    for file in files {
        let text = fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let questions = eval::labelled_questions(&text)
            .map_err(|problem| anyhow::anyhow!("{}: {problem}", file.display()))?;
        let results = eval::ask_questions(&search, &questions);
        if args.list {
            for line in &results.lines {
                super::print(line);
            }
        }
        if !args.json {
            super::print(&format!("{}: {}", file.display(), results.table()));
        }
        let mut json = results.json();
        if let Some(json) = json.as_object_mut() {
            json.insert("file".to_owned(), file.display().to_string().into());
        }
        objects.push(json);
    }
    Ok(objects)
}

/// Inserts a bank's name before the extension: `run.trec` becomes `run.faq.trec`.
fn with_bank_name(file: &Path, bank: &str) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let extension = match extension.as_ref() {
        "" => bank.to_owned(),
        extension => format!("{bank}.{extension}"),
    };
    file.with_extension(extension)
}
