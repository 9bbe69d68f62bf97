//! `guidepost check`: what is wrong with knowledge files.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Settings;
use crate::knowledge::{self, Kind, LoadError};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder; without it the one of the settings
    path: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let path = arguments.path.as_ref().unwrap_or(&settings.knowledge.path);
    match knowledge::load(path) {
        Ok(library) => {
            let kinds: Vec<_> = Kind::ALL
                .iter()
                .map(|kind| format!("{} {kind}", library.of_kind(*kind).count()))
                .collect();
            let questions: usize = library
                .entries()
                .iter()
                .map(|entry| entry.questions().count())
                .sum();
            super::print(&format!(
                "{} entries ({}), {questions} questions, no problem found",
                library.entries().len(),
                kinds.join(", ")
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(error @ LoadError::Broken(_)) => {
            super::print(&error.to_string());
            Ok(ExitCode::from(1))
        }
        Err(error) => Err(error.into()),
    }
}
