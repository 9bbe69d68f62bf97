//! `guidepost store`: migration, integrity check, backup and statistics of the database.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::config::Settings;
use crate::store::{Store, StoreError};

#[derive(clap::Args)]
pub(super) struct StoreArgs {
    #[command(subcommand)]
    command: StoreCommand,
}

#[derive(clap::Subcommand)]
enum StoreCommand {
    /// Create the database if there is none, and migrate its schema
    Migrate,
    /// Check the integrity of the database file (exit code 1 if there are problems)
    Check,
    /// Copy everything into a new SQLite file; the bot may be running
    Backup {
        /// Target file; must not exist
        file: PathBuf,
    },
    /// Print the number of rows by table and the size on disk
    Stats,
}

pub(super) async fn run(args: StoreArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let store = match args.command {
        StoreCommand::Migrate => Store::open(&settings.store).await?,
        _ => open(settings).await?,
    };
    let done = execute(args.command, &store).await;
    store.close().await;
    Ok(done?)
}

/// Opens the store; fails instead of creating a database.
pub(super) async fn open(settings: &Settings) -> anyhow::Result<Store> {
    let path = &settings.store.path;
    if settings.store.url.is_none() {
        path.metadata().with_context(|| {
            format!(
                "there is no database at {}; `serve` or `store migrate` creates it",
                path.display()
            )
        })?;
    }
    Ok(Store::open(&settings.store).await?)
}

async fn execute(command: StoreCommand, store: &Store) -> Result<ExitCode, StoreError> {
    match command {
        StoreCommand::Migrate => {
            let version = store.stats().await?.version;
            super::print(&format!(
                "the database is up to date (schema version {version})"
            ));
        }
        StoreCommand::Check => {
            let problems = store.problems().await?;
            for problem in &problems {
                super::print(problem);
            }
            if !problems.is_empty() {
                return Ok(ExitCode::from(1));
            }
            super::print("no problem found");
        }
        StoreCommand::Backup { file } => {
            store.backup(&file).await?;
            super::print(&format!("everything is copied to {}", file.display()));
        }
        StoreCommand::Stats => {
            let stats = store.stats().await?;
            for (table, count) in stats.rows {
                super::print(&format!("{table:<16} {count:>10}"));
            }
            super::print(&format!("{:<16} {:>10} bytes", "on disk", stats.bytes));
        }
    }
    Ok(ExitCode::SUCCESS)
}
