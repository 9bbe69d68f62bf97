//! `guidepost check`: problems in knowledge files, golden questions and, on request, dead links.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::{golden, links};
use crate::config::Settings;
use crate::eval;
use crate::knowledge::{
    self, EntryKind, Library, LoadError, LoadOptions, Loaded, Problem, Severity,
};
use crate::search::Search;
use crate::serve;

/// The most warnings that are listed unless `--warnings` asks for all.
const MAX_WARNINGS: usize = 20;

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    /// Folder to check; defaults to all collections of the settings, layered
    path: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also request every linked web page; needs network access
    #[arg(long)]
    links: bool,
    /// Also list each golden question whose expected passage is not found first
    #[arg(long)]
    misses: bool,
    /// List all warnings, however many there are
    #[arg(long)]
    warnings: bool,
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
    let collections = settings.collections_of(None);
    let folders: Vec<&Path> = match &args.path {
        Some(path) => vec![path],
        None => collections.iter().map(|(_, folder)| *folder).collect(),
    };
    let options = LoadOptions {
        limits: serve::limits(settings),
        ..LoadOptions::default()
    };
    let (library, problems) = match knowledge::load_with(&folders, &options) {
        Ok(Loaded { library, .. }) => {
            let problems = knowledge::lint(&library, super::today());
            (Some(Arc::new(library)), problems)
        }
        Err(LoadError::Broken(problems)) => (None, problems),
        Err(error) => return Err(error.into()),
    };
    let golden = match &library {
        Some(library) => {
            let resources = super::search_resources(settings)?;
            super::embeddings::compute(&resources, library);
            let search = Search::build(library.clone(), resources)?;
            Some(eval::golden(&search))
        }
        None => None,
    };
    let golden = golden.as_ref();
    let failures = golden.map_or_else(Vec::new, |golden| golden::failures(golden, settings.check));
    match args.format {
        Format::Text => {
            text(library.as_deref(), &problems, args.warnings);
            if let Some(golden) = golden {
                golden::text(golden, args.misses);
            }
        }
        Format::Json => json(library.as_deref(), &problems, golden),
        Format::Github => github(&folders, &problems),
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

fn text(library: Option<&Library>, problems: &[Problem], all_warnings: bool) {
    let (warnings, errors): (Vec<_>, Vec<_>) = problems
        .iter()
        .partition(|problem| problem.severity == Severity::Warning);
    let lists_warnings = all_warnings || warnings.len() <= MAX_WARNINGS;
    for problem in problems {
        if lists_warnings || problem.severity == Severity::Error {
            super::print(&problem.to_string());
        }
    }
    if !lists_warnings {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for warning in &warnings {
            *counts.entry(warning.rule.as_str()).or_default() += 1;
        }
        let counts: Vec<_> = counts
            .iter()
            .map(|(rule, count)| format!("{count} of {rule}"))
            .collect();
        let counts = counts.join(", ");
        super::print(&format!("warnings: {counts}; `--warnings` lists them"));
    }
    let mut found = match errors.len() {
        0 => "no problem found".to_owned(),
        1 => "1 problem found".to_owned(),
        many => format!("{many} problems found"),
    };
    match warnings.len() {
        0 => {}
        1 => found.push_str(", 1 warning"),
        many => found = format!("{found}, {many} warnings"),
    }
    let Some(library) = library else {
        return super::print(&found);
    };
    let kinds: Vec<_> = EntryKind::ALL
        .iter()
        .map(|kind| format!("{} {kind}", library.of_kind(*kind).count()))
        .collect();
    let entries = library.entries().len();
    let questions = questions(library);
    let kinds = kinds.join(", ");
    super::print(&format!(
        "{entries} entries ({kinds}), {questions} questions, {found}"
    ));
}

fn json(library: Option<&Library>, problems: &[Problem], golden: Option<&eval::Golden>) {
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| {
            json!({
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "rule": problem.rule.as_str(),
                "severity": problem.severity.as_str(),
                "message": problem.message,
                "hint": problem.hint,
            })
        })
        .collect();
    let kinds: serde_json::Map<_, _> = library
        .into_iter()
        .flat_map(|library| {
            EntryKind::ALL.map(|kind| (kind.to_string(), json!(library.of_kind(kind).count())))
        })
        .collect();
    let object = json!({
        "entries": library.map(|library| library.entries().len()),
        "kinds": kinds,
        "questions": library.map(questions),
        "problems": problems,
        "golden": golden.map(golden::json),
    });
    super::print(&format!("{object:#}"));
}

/// Prints problems as workflow commands of GitHub Actions
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).
fn github(folders: &[&Path], problems: &[Problem]) {
    let data = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    for problem in problems {
        // With several folders, the file of a problem already contains its folder.
        let file = match folders {
            [only] => only.join(&problem.file),
            _ => PathBuf::from(&problem.file),
        };
        let hint = problem.hint.as_ref().map(|hint| format!("\n{hint}"));
        super::print(&format!(
            "::{} file={},line={},col={},title={}::{}",
            problem.severity.as_str(),
            property(&file.to_string_lossy()),
            problem.line,
            problem.column,
            problem.rule,
            data(&format!("{}{}", problem.message, hint.unwrap_or_default())),
        ));
    }
}

fn questions(library: &Library) -> usize {
    let entries = library.entries().iter();
    entries.map(|entry| entry.questions().count()).sum()
}
