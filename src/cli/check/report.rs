//! Output of `guidepost check`: problems as text, JSON or annotations, and a summary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::changes;
use crate::cli::{self, golden};
use crate::eval;
use crate::knowledge::{EntryKind, Library, Problem, Severity};

/// Maximum number of warnings that are listed without `--warnings`; more are counted by rule.
const MAX_WARNINGS: usize = 20;

/// Prints problems and a summary. The first `listed` problems and all errors are always printed; other warnings only if
/// there are at most [`MAX_WARNINGS`] or `all_warnings` is true.
pub(super) fn text(
    library: Option<&Library>,
    problems: &[Problem],
    listed: usize,
    all_warnings: bool,
) {
    let is_warning = |problem: &&Problem| problem.severity == Severity::Warning;
    let (warnings, errors): (Vec<_>, Vec<_>) = problems.iter().partition(is_warning);
    let unlisted: Vec<_> = problems.iter().skip(listed).filter(is_warning).collect();
    let lists_warnings = all_warnings || unlisted.len() <= MAX_WARNINGS;
    for (at, problem) in problems.iter().enumerate() {
        if lists_warnings || at < listed || problem.severity == Severity::Error {
            cli::print(&problem.to_string());
        }
    }
    if !lists_warnings {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for warning in &unlisted {
            *counts.entry(warning.rule.as_str()).or_default() += 1;
        }
        let counts: Vec<_> = counts
            .iter()
            .map(|(rule, count)| format!("{count} of {rule}"))
            .collect();
        let counts = counts.join(", ");
        cli::print(&format!("warnings: {counts}; `--warnings` lists them"));
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
        return cli::print(&found);
    };
    let kinds: Vec<_> = EntryKind::ALL
        .iter()
        .map(|kind| format!("{} {kind}", library.of_kind(*kind).count()))
        .collect();
    let entries = library.entries().len();
    let questions = question_count(library);
    let kinds = kinds.join(", ");
    cli::print(&format!(
        "{entries} entries ({kinds}), {questions} questions, {found}"
    ));
}

/// Prints everything as one JSON object.
pub(super) fn json(
    library: Option<&Library>,
    problems: &[Problem],
    golden: Option<&eval::GoldenResults>,
    changes: Option<&eval::Changes>,
) {
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
    let mut object = json!({
        "entries": library.map(|library| library.entries().len()),
        "kinds": kinds,
        "questions": library.map(question_count),
        "problems": problems,
        "golden": golden.map(golden::json),
    });
    if let (Some(changes), Some(object)) = (changes, object.as_object_mut()) {
        object.insert("changes".to_owned(), changes::json(changes));
    }
    cli::print(&format!("{object:#}"));
}

/// Prints problems as workflow commands of GitHub Actions
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).
pub(super) fn github(folders: &[&Path], problems: &[Problem]) {
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
        cli::print(&format!(
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

/// Counts the questions of all entries.
fn question_count(library: &Library) -> usize {
    let entries = library.entries().iter();
    entries.map(|entry| entry.questions().count()).sum()
}
