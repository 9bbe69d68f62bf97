//! `guidepost import`: makes knowledge files of what a community already has.

mod report;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::builder::PossibleValuesParser;
use guidepost_import::{
    ColumnMap, Format, Limits, Manifest, Plan, ReadOptions, Settle, Taken, key,
};

use crate::config::Settings;
use crate::knowledge::{self, LoadError, LoadOptions, Loaded, Problem, Rule, Severity};
use crate::serve;

/// Rounds in which refused files are left out, as leaving out one may break a reference of another.
const MAX_ROUNDS: usize = 4;
/// Time between two lines of progress.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(1);

#[derive(clap::Args)]
pub(super) struct ImportArgs {
    /// Files, folders or zip archives of one format
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Folder of knowledge files to write into; a second run updates what the first one wrote
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Format; guessed from the names of the files if not given
    #[arg(long, value_parser = PossibleValuesParser::new(Format::ALL.map(Format::as_str)))]
    format: Option<String>,
    /// Report what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Columns of a table, such as question=Q,answer=Reply,topic=Area; also term, definition, also, url, kind
    #[arg(long, value_name = "COLUMNS")]
    map: Option<String>,
    /// Also replace files that a person edited, deleted or wrote
    #[arg(long)]
    force: bool,
    /// Role whose members answer in a chat; may be given several times
    #[arg(long, value_name = "ROLE")]
    mentor: Vec<String>,
    /// Address of the site that a folder of pages is of; sources then name its pages
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Maximum number of rows of all tables
    #[arg(long, value_name = "ROWS")]
    max_rows: Option<usize>,
}

pub(super) fn run(args: &ImportArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let format = format(args)?;
    let mut limits = Limits::default();
    limits.rows = args.max_rows.unwrap_or(limits.rows);
    let options = ReadOptions {
        limits,
        columns: match &args.map {
            Some(map) => ColumnMap::parse(map).map_err(anyhow::Error::msg)?,
            None => ColumnMap::default(),
        },
        mentors: args.mentor.clone(),
        base_url: args.base_url.clone(),
    };
    let mut told = Instant::now();
    let mut progress = |what: &str| {
        if told.elapsed() >= PROGRESS_INTERVAL {
            told = Instant::now();
            super::say(&format!("reading {what} …"));
        }
    };
    let imported = guidepost_import::read(format, &args.sources, &options, &mut progress)?;
    let notes = imported.notes.clone();
    let taken = taken(args, settings)?;
    let manifest = Manifest::read(&args.into)?;
    let known = manifest.paths();
    let conditions = Settle {
        taken: &taken,
        known: &known,
    };
    let (files, skipped) = imported.into_files(&conditions);
    for one in &skipped {
        report::skipped(one);
    }
    if files.is_empty() {
        bail!("nothing in it can be imported");
    }
    let sources: Vec<String> = args
        .sources
        .iter()
        .map(|source| source.display().to_string())
        .collect();
    let mut plan = Plan::new(&args.into, &files, &sources, super::today(), args.force)?;
    super::say(&format!("checking {} files …", plan.files.len()));
    let mut refused = 0;
    for round in 0..=MAX_ROUNDS {
        let fresh = plan.stage()?;
        let problems = problems(&args.into, fresh.path(), format, settings)?;
        if problems.is_empty() {
            report::plan(&plan, &notes, args.dry_run);
            report::counts(&plan, skipped.len(), refused);
            if !args.dry_run && !plan.is_empty() {
                plan.replace(fresh)?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let written: HashSet<String> = problems
            .iter()
            .map(|problem| problem.file.clone())
            .filter(|file| plan.writes(file))
            .collect();
        for problem in &problems {
            super::print(&format!("{problem}"));
        }
        if written.is_empty() || round == MAX_ROUNDS {
            break;
        }
        refused += written.len();
        plan.leave_out(&written);
        if plan.files.is_empty() {
            break;
        }
    }
    super::say(
        "guidepost: nothing is written, as the folder would not pass `guidepost check`; mend what is named above at its source",
    );
    Ok(ExitCode::from(1))
}

/// Returns the format that was named, or the one that all sources look like.
fn format(args: &ImportArgs) -> anyhow::Result<Format> {
    if let Some(missing) = args.sources.iter().find(|source| !source.exists()) {
        bail!("there is no file or folder at {}", missing.display());
    }
    if let Some(name) = &args.format {
        let known = Format::ALL.into_iter().find(|one| one.as_str() == name);
        return known.context("unknown format");
    }
    let mut guessed = args
        .sources
        .iter()
        .map(|source| (source, Format::guess(source)));
    let Some((first, Some(format))) = guessed.next() else {
        let first = args
            .sources
            .first()
            .map(|source| source.display().to_string());
        bail!(
            "the format of {} cannot be guessed; name it with --format",
            first.unwrap_or_default()
        );
    };
    if let Some((other, _)) = guessed.find(|(_, other)| *other != Some(format)) {
        bail!(
            "{} looks like {}, and {} does not; import one format at a time, or name it with --format",
            first.display(),
            format.as_str(),
            other.display()
        );
    }
    Ok(format)
}

/// Returns the folders of all collections but the one that is written.
fn others<'a>(into: &Path, settings: &'a Settings) -> Vec<&'a Path> {
    let same = |one: &Path| match (one.canonicalize(), into.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == into,
    };
    let all = settings.collections_of(None).into_iter();
    let all = all.map(|(_, folder)| folder);
    all.filter(|folder| folder.exists() && !same(folder))
        .collect()
}

/// Returns the names and ids of the other collections. Where they do not load, `guidepost check` says so later.
fn taken(args: &ImportArgs, settings: &Settings) -> anyhow::Result<Taken> {
    let folders = others(&args.into, settings);
    let mut taken = Taken::default();
    if folders.is_empty() {
        return Ok(taken);
    }
    let languages = settings.languages_of_folders();
    let options = LoadOptions {
        languages: &languages,
        limits: serve::limits(settings),
        leave_out_broken: true,
        ..LoadOptions::default()
    };
    let Loaded { library, .. } = knowledge::load_with(&folders, &options)?;
    for entry in library.entries() {
        taken.ids.insert(entry.id.to_string());
        let names = std::iter::once(&entry.title).chain(&entry.aliases);
        taken.names.extend(names.map(|name| key(name)));
    }
    Ok(taken)
}

/// Returns the errors that `guidepost check` finds in a staged folder beside the other collections, with the paths of
/// files below the folder. Style is the author's: only what keeps an entry from being used counts, but for drafts not that
/// a person has yet to write something.
fn problems(
    into: &Path,
    staged: &Path,
    format: Format,
    settings: &Settings,
) -> Result<Vec<Problem>, anyhow::Error> {
    let mut folders = others(into, settings);
    folders.push(staged);
    let languages = settings.languages_of_folders();
    let options = LoadOptions {
        languages: &languages,
        limits: serve::limits(settings),
        ..LoadOptions::default()
    };
    let found = match knowledge::load_with(&folders, &options) {
        Ok(Loaded { library, .. }) => knowledge::lint(&library, super::today()),
        Err(LoadError::Broken(problems)) => problems,
        Err(error) => return Err(error.into()),
    };
    let several = folders.len() > 1;
    let prefix = format!("{}/", staged.display());
    let mut own = Vec::new();
    for problem in found {
        let unwritten = format.makes_drafts() && problem.rule == Rule::Unwritten;
        if problem.severity != Severity::Error || unwritten {
            continue;
        }
        let file = match problem.file.strip_prefix(&prefix) {
            Some(file) => file.to_owned(),
            None if several => continue,
            None => problem.file.clone(),
        };
        own.push(Problem { file, ..problem });
    }
    Ok(own)
}
