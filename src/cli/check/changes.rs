//! `guidepost check --save` and `--against`: writes the answers to the golden questions as a baseline, and compares
//! them with one.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::{Value, json};

use super::revision::Revision;
use crate::cli;
use crate::config::Settings;
use crate::eval::{self, Changes, Effect, GoldenAnswer};
use crate::knowledge::{self, Address, Library, LoadOptions};
use crate::search::Search;
use crate::serve;

/// Writes the answers as JSON Lines.
///
/// # Errors
/// The file cannot be written.
pub(super) fn save(answers: &[GoldenAnswer], file: &Path) -> anyhow::Result<()> {
    let failure = || format!("{} cannot be written", file.display());
    let to = File::create(file).with_context(failure)?;
    eval::write_baseline(answers, BufWriter::new(to)).with_context(failure)
}

/// Compares the answers with those of a saved file, or else with those that the folders give at a git revision.
///
/// # Errors
/// The file is malformed, or the revision cannot be read.
pub(super) fn against(
    name: &str,
    answers: &[GoldenAnswer],
    folders: &[&Path],
    search: &Search,
    settings: &Settings,
) -> anyhow::Result<Changes> {
    let before = if Path::new(name).is_file() {
        let text =
            std::fs::read_to_string(name).with_context(|| format!("{name} cannot be read"))?;
        eval::read_baseline(&text).map_err(|problem| {
            anyhow::anyhow!("{name} is no file that `guidepost check --save` wrote: {problem}")
        })?
    } else {
        let old = at_revision(name, folders, settings)?;
        eval::ask_again(&old, answers)
    };
    let library = search.library();
    Ok(Changes::between(&before, answers, |address| {
        current_address(library, address)
    }))
}

/// Indexes the knowledge of a git revision without its broken files.
fn at_revision(revision: &str, folders: &[&Path], settings: &Settings) -> anyhow::Result<Search> {
    // Single files are the change itself, so the revision is read without them.
    let folders: Vec<&Path> = folders.iter().copied().filter(|one| one.is_dir()).collect();
    let revision = Revision::read(&folders, revision)?;
    let known = settings.languages_of_folders();
    let languages = folders
        .iter()
        .zip(&revision.folders)
        .filter_map(|(now, then)| {
            let (_, code) = known.iter().find(|(of, _)| of == now)?;
            Some((then.clone(), code.clone()))
        });
    let languages: Vec<(PathBuf, String)> = languages.collect();
    let options = LoadOptions {
        languages: &languages,
        limits: serve::limits(settings),
        leave_out_broken: true,
        ..LoadOptions::default()
    };
    let folders: Vec<&Path> = revision.folders.iter().map(PathBuf::as_path).collect();
    let library = std::sync::Arc::new(knowledge::load_with(&folders, &options)?.library);
    let resources = cli::search_resources(settings)?;
    cli::embeddings::compute(&resources, &library);
    Ok(Search::build(library, resources)?)
}

/// Returns the current address of a passage whose heading may have been reworded.
fn current_address(library: &Library, address: &str) -> String {
    let parsed = Address::parse(address);
    let found = parsed.as_ref().and_then(|one| library.passage(one));
    found.map_or_else(
        || address.to_owned(),
        |(entry, passage)| entry.address(passage).to_string(),
    )
}

/// Prints the questions whose first passage changed, and the counts.
pub(super) fn text(changes: &Changes) {
    for change in &changes.changed {
        cli::print(&format!(
            "{}: “{}” wants {}: was {}, is {}",
            change.effect.as_str(),
            change.after.question,
            change.after.expected,
            first_passage(&change.before),
            first_passage(&change.after),
        ));
    }
    let count = |effect| changes.count(effect);
    cli::print(&format!(
        "of {} golden questions {} changed hands: {} better, {} worse, {} other; of those answered rightly as before, {} are \
         surer and {} less sure; {} are new, {} are gone",
        changes.compared,
        changes.changed.len(),
        count(Effect::Better),
        count(Effect::Worse),
        count(Effect::Other),
        changes.surer,
        changes.less_sure,
        changes.new,
        changes.gone,
    ));
}

fn first_passage(answer: &GoldenAnswer) -> String {
    let GoldenAnswer { first, verdict, .. } = answer;
    let first = first.as_deref().unwrap_or("no passage");
    format!("{first} ({verdict})")
}

pub(super) fn json(changes: &Changes) -> Value {
    let questions = changes.changed.iter().map(|change| {
        json!({
            "effect": change.effect.as_str(),
            "question": change.after.question,
            "wanted": change.after.expected,
            "was": change.before.first,
            "was_verdict": change.before.verdict,
            "is": change.after.first,
            "is_verdict": change.after.verdict,
        })
    });
    json!({
        "compared": changes.compared,
        "better": changes.count(Effect::Better),
        "worse": changes.count(Effect::Worse),
        "other": changes.count(Effect::Other),
        "surer": changes.surer,
        "less_sure": changes.less_sure,
        "new": changes.new,
        "gone": changes.gone,
        "questions": questions.collect::<Vec<_>>(),
    })
}
