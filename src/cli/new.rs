//! `guidepost new`: creates a knowledge file from a template.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;

use crate::config::Settings;
use crate::knowledge::{self, EntryKind};

#[derive(clap::Args)]
pub(super) struct NewArgs {
    /// Kind of entry
    #[arg(value_parser = PossibleValuesParser::new(EntryKind::ALL.map(EntryKind::as_str)))]
    kind: String,
    /// Title of the entry
    title: String,
    /// Knowledge folder; defaults to knowledge.path of the settings
    #[arg(long)]
    path: Option<PathBuf>,
}

pub(super) fn run(args: &NewArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let folder = args.path.as_ref().unwrap_or(&settings.knowledge.path);
    let NewArgs { kind, title, .. } = args;
    let kind = EntryKind::parse(kind).context("unknown kind of entry")?;
    let (file, text) = knowledge::template(kind, title, super::today())
        .with_context(|| format!("no file name can be made of `{title}`"))?;
    let name = create(folder, &file, &text)?;
    super::print(&format!(
        "{name} is created: replace what begins with “Write here”, then run `guidepost check`"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Creates a file below the folder, with the folders above it; returns its path. Replaces no file.
pub(super) fn create(folder: &Path, file: &str, text: &str) -> anyhow::Result<String> {
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("the folder {} cannot be created", parent.display()))?;
    }
    let name = path.display().to_string();
    let mut file = fs::File::create_new(&path)
        .with_context(|| format!("{name} cannot be written; is it there already?"))?;
    file.write_all(text.as_bytes())
        .with_context(|| format!("{name} cannot be written"))?;
    Ok(name)
}
