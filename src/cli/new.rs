//! `guidepost new`: the beginning of a new knowledge file.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;

use crate::config::Settings;
use crate::knowledge::{self, EntryKind};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What sort of entry it is
    #[arg(value_parser = PossibleValuesParser::new(EntryKind::ALL.map(EntryKind::as_str)))]
    kind: String,
    /// Its title, as a person would write it
    title: String,
    /// The folder; without it the one of the settings
    #[arg(long)]
    path: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let folder = arguments.path.as_ref().unwrap_or(&settings.knowledge.path);
    let Arguments { kind, title, .. } = arguments;
    let kind = EntryKind::parse(kind).context("that is no kind of entry")?;
    let (file, text) = knowledge::template(kind, title, super::today())
        .with_context(|| format!("no file name can be made of `{title}`"))?;
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("the folder {} cannot be made", parent.display()))?;
    }
    let name = path.display();
    let mut file = fs::File::create_new(&path)
        .with_context(|| format!("{name} cannot be written; is it there already?"))?;
    file.write_all(text.as_bytes())
        .with_context(|| format!("{name} cannot be written"))?;
    super::print(&format!(
        "{name} is begun: write over what begins with “Write here”, then run `guidepost check`"
    ));
    Ok(ExitCode::SUCCESS)
}
