//! `guidepost check`: problems in knowledge files, golden questions and, on request, dead links.

mod changes;
mod doubles;
mod files;
mod report;
mod revision;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;

use super::{golden, links};
use crate::config::Settings;
use crate::eval;
use crate::knowledge::{self, LoadError, LoadOptions, Loaded, Severity};
use crate::search::Search;
use crate::serve;

use files::CheckedFiles;

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    /// Folders to check, layered; defaults to all collections of the settings. Files are checked together with these,
    /// and their problems listed first
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also request every linked web page; needs network access
    #[arg(long)]
    links: bool,
    /// Also list each golden question whose expected passage is not found first
    #[arg(long)]
    misses: bool,
    /// List all warnings, however many there are, and passages that answer the same question
    #[arg(long)]
    warnings: bool,
    /// Write the answer to each golden question to a file (JSON Lines), to compare with later
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// List the golden questions whose first passage differs from that in a saved file, or from that which the folders
    /// give at a git revision, such as HEAD
    #[arg(long, value_name = "FILE|REVISION")]
    against: Option<String>,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// Plain text
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Annotations for GitHub Actions
    Github,
}

pub(super) async fn run(args: &CheckArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    if let Some(missing) = args.paths.iter().find(|path| !path.exists()) {
        bail!("there is no file or folder at {}", missing.display());
    }
    let files = CheckedFiles::new(&args.paths, settings);
    let folders = files.roots();
    let languages = settings.languages_of_folders();
    let options = LoadOptions {
        languages: &languages,
        limits: serve::limits(settings),
        ..LoadOptions::default()
    };
    let (library, mut problems) = match knowledge::load_with(&folders, &options) {
        Ok(Loaded { library, .. }) => {
            let problems = knowledge::lint(&library, super::today());
            (Some(Arc::new(library)), problems)
        }
        Err(LoadError::Broken(problems)) => (None, problems),
        Err(error) => return Err(error.into()),
    };
    let mut changes = None;
    let golden = match &library {
        Some(library) => {
            let resources = super::search_resources(settings)?;
            super::embeddings::compute(&resources, library);
            let search = Search::build(library.clone(), resources)?;
            // Every wording is compared with every other, which takes minutes in a debug build.
            if args.warnings || files.has_files() {
                problems.extend(doubles::problems(&search, &files));
                problems.sort();
            }
            let golden = eval::golden(&search);
            if let Some(name) = &args.against {
                let answers = &golden.answers;
                let found = changes::against(name, answers, &folders, &search, settings)?;
                changes = Some(found);
            }
            if let Some(file) = &args.save {
                changes::save(&golden.answers, file)?;
            }
            Some(golden)
        }
        None => None,
    };
    let listed = files.sort_first(&mut problems);
    let golden = golden.as_ref();
    let failures = golden.map_or_else(Vec::new, |golden| golden::failures(golden, settings.check));
    match args.format {
        Format::Text => {
            report::text(library.as_deref(), &problems, listed, args.warnings);
            if let Some(golden) = golden {
                golden::text(golden, args.misses);
            }
            if let Some(changes) = &changes {
                changes::text(changes);
            }
        }
        Format::Json => report::json(library.as_deref(), &problems, golden, changes.as_ref()),
        Format::Github => report::github(&folders, &problems),
    }
    for failure in &failures {
        super::say(failure);
    }
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let mut passed = !has_error && failures.is_empty();
    if let (true, Some(library)) = (args.links, &library) {
        let (count, broken) = links::check(library).await?;
        for links::BrokenLink { url, reason, files } in &broken {
            super::say(&format!("{url}: {reason} (in {})", files.join(", ")));
        }
        let failed = broken.len();
        super::say(&format!("{count} pages requested, {failed} failed"));
        passed = passed && broken.is_empty();
    }
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
