//! `guidepost check`: what is wrong with knowledge files, and what their authors should look at.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::{golden, links};
use crate::config::Settings;
use crate::eval;
use crate::knowledge::{self, EntryKind, Library, LoadError, Problem};
use crate::search::{Kit, Search};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder; without it those of the settings, laid over each other
    path: Option<PathBuf>,
    /// How to print what was found: for people, for programs, or as annotations on a code host
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also ask for every web page that is named; needs a network
    #[arg(long)]
    links: bool,
    /// Also list each golden question whose passage is not first, with what is
    #[arg(long)]
    misses: bool,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let collections = settings.collections_of(None);
    let folders: Vec<&Path> = match &arguments.path {
        Some(path) => vec![path],
        None => collections.iter().map(|(_, folder)| *folder).collect(),
    };
    let (library, problems) = match knowledge::load_collections(&folders, &[]) {
        Ok(library) => {
            let problems = knowledge::lint(&library, super::today());
            (Some(Arc::new(library)), problems)
        }
        Err(LoadError::Broken(problems)) => (None, problems),
        Err(error) => return Err(error.into()),
    };
    let golden = match &library {
        Some(library) => {
            let kit = Kit::load(
                settings.search.lexicon.as_deref(),
                settings.search.model.as_deref(),
            )?;
            let search = Search::build(library.clone(), Arc::new(kit))?;
            Some(eval::golden(&search))
        }
        None => None,
    };
    let golden = golden.as_ref();
    let short = golden.map_or_else(Vec::new, |golden| golden::under(golden, settings.check));
    match arguments.format {
        Format::Text => {
            text(library.as_deref(), &problems);
            if let Some(golden) = golden {
                golden::text(golden, arguments.misses);
            }
        }
        Format::Json => json(library.as_deref(), &problems, golden),
        Format::Github => github(&folders, &problems),
    }
    for floor in &short {
        super::say(floor);
    }
    let mut sound = problems.is_empty() && short.is_empty();
    if let (true, Some(library)) = (arguments.links, &library) {
        let (count, broken) = links::check(library).await?;
        for links::Broken { url, reason, files } in &broken {
            super::say(&format!("{url}: {reason} (in {})", files.join(", ")));
        }
        let unopened = broken.len();
        super::say(&format!(
            "{count} pages asked for, {unopened} cannot be opened"
        ));
        sound = sound && broken.is_empty();
    }
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn text(library: Option<&Library>, problems: &[Problem]) {
    for problem in problems {
        super::print(&problem.to_string());
    }
    let found = match problems.len() {
        0 => "no problem found".to_owned(),
        1 => "1 problem found".to_owned(),
        many => format!("{many} problems found"),
    };
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

/// Annotations as GitHub Actions reads them
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).
fn github(folders: &[&Path], problems: &[Problem]) {
    let data = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    for problem in problems {
        // With several folders, a file is named with its own.
        let file = match folders {
            [only] => only.join(&problem.file),
            _ => PathBuf::from(&problem.file),
        };
        let hint = problem.hint.as_ref().map(|hint| format!("\n{hint}"));
        super::print(&format!(
            "::error file={},line={},col={},title={}::{}",
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
