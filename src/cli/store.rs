//! `guidepost store`: the database, looked after.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::config::Settings;
use crate::store::{Store, StoreError};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make the database where there is none, and bring its tables up to date
    Migrate,
    /// Look for what is wrong with the database (exit code 1 where something is)
    Check,
    /// Copy everything into a new SQLite file, also while the bot runs
    Backup {
        /// The file, which must not be there yet
        file: PathBuf,
    },
    /// Say how much is kept
    Stats,
}

pub(super) async fn run(arguments: Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let store = match arguments.command {
        Command::Migrate => Store::open(&settings.store).await?,
        _ => open(settings).await?,
    };
    let done = execute(arguments.command, &store).await;
    store.close().await;
    Ok(done?)
}

/// The store, where there is one already.
pub(super) async fn open(settings: &Settings) -> anyhow::Result<Store> {
    let path = &settings.store.path;
    if settings.store.url.is_none() {
        path.metadata().with_context(|| {
            format!(
                "there is no database at {}; `serve` makes it, or `store migrate`",
                path.display()
            )
        })?;
    }
    Ok(Store::open(&settings.store).await?)
}

async fn execute(command: Command, store: &Store) -> Result<ExitCode, StoreError> {
    match command {
        Command::Migrate => {
            let version = store.stats().await?.version;
            super::print(&format!(
                "the database is up to date (schema version {version})"
            ));
        }
        Command::Check => {
            let problems = store.problems().await?;
            for problem in &problems {
                super::print(problem);
            }
            if !problems.is_empty() {
                return Ok(ExitCode::from(1));
            }
            super::print("no problem found");
        }
        Command::Backup { file } => {
            store.backup(&file).await?;
            super::print(&format!("everything is copied to {}", file.display()));
        }
        Command::Stats => {
            let stats = store.stats().await?;
            for (table, count) in stats.rows {
                super::print(&format!("{table:<16} {count:>10}"));
            }
            super::print(&format!("{:<16} {:>10} bytes", "on the disk", stats.bytes));
        }
    }
    Ok(ExitCode::SUCCESS)
}
