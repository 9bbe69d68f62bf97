//! `guidepost store`: migration, integrity check, backup, restore, key and statistics of the database.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::config::Settings;
use crate::store::{OlderSchema, Rekeyed, Store, StoreError};

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
    /// Put a backup in the place of the database; the bot must be stopped
    Restore {
        /// Backup file; a backup of SQLite or PostgreSQL goes into either
        file: PathBuf,
    },
    /// Give the database another key for people's ids, where the old one is lost
    Rekey {
        /// Do it; without this, only what would be lost is said
        #[arg(long)]
        yes: bool,
    },
    /// Print the number of rows by table and the size on disk
    Stats,
}

/// Message about the data that is lost with a key.
const LOST_WITH_KEY: &str = "\
With another key, nobody is recognised as who they were. Votes still count, and unanswered questions stay for
mentors, but without their person: /my-data and /forget-me no longer find them, and whoever voted can vote
again. What people chose for themselves (their country) and their progress on roadmaps are
deleted. Who changed a setting is no longer known.
Settings of communities and messages that are still to be sent stay. Questions to mentors can still be answered, but not
written back to, and blocked names are forgotten.
Stop every bot that uses the database, then run `guidepost store rekey --yes`.";

pub(super) async fn run(args: StoreArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    match &args.command {
        StoreCommand::Restore { file } => return restore(settings, file).await,
        StoreCommand::Rekey { yes: false } => {
            super::print(LOST_WITH_KEY);
            return Ok(ExitCode::from(1));
        }
        StoreCommand::Rekey { yes: true } => return rekey(settings).await,
        _ => {}
    }
    let store = match args.command {
        StoreCommand::Migrate => Store::open(&settings.store).await?,
        StoreCommand::Backup { .. } => {
            ensure_database(settings)?;
            Store::open_with(&settings.store, OlderSchema::KeepFile).await?
        }
        _ => open(settings).await?,
    };
    let done = execute(args.command, &store).await;
    store.close().await;
    Ok(done?)
}

async fn restore(settings: &Settings, file: &Path) -> anyhow::Result<ExitCode> {
    let restored = Store::restore(&settings.store, file).await?;
    super::print(&format!("{} is restored", file.display()));
    if let Some(replaced) = restored.replaced {
        super::print(&format!(
            "the database that was there is kept as {}; delete it when it is no longer needed",
            replaced.display()
        ));
    }
    if !restored.key_fits {
        super::say(
            "the key for people's ids is not the one of this backup; before the bot starts, put that key \
             back (GUIDEPOST_PEOPLE_KEY or the .key file beside the database), or, if it is lost, run \
             `guidepost store rekey`",
        );
    }
    Ok(ExitCode::SUCCESS)
}

async fn rekey(settings: &Settings) -> anyhow::Result<ExitCode> {
    ensure_database(settings)?;
    super::print(&match Store::rekey(&settings.store).await? {
        None => "the key is the one of this database already; nothing was changed".to_owned(),
        Some(Rekeyed {
            votes,
            questions,
            setting_changes,
            personal_settings,
            progress,
        }) => format!(
            "the database has another key; no longer anybody's: {votes} votes, {questions} questions, \
             {setting_changes} changes of settings; deleted: {personal_settings} settings of people, {progress} ticked skills"
        ),
    });
    Ok(ExitCode::SUCCESS)
}

/// Opens the store; fails instead of creating or migrating a database.
pub(super) async fn open(settings: &Settings) -> anyhow::Result<Store> {
    ensure_database(settings)?;
    Ok(Store::open_with(&settings.store, OlderSchema::Refuse).await?)
}

/// Fails if there is no database file.
fn ensure_database(settings: &Settings) -> anyhow::Result<()> {
    let path = &settings.store.path;
    if settings.store.url.is_none() {
        path.metadata().with_context(|| {
            format!(
                "there is no database at {}; `serve` or `store migrate` creates it",
                path.display()
            )
        })?;
    }
    Ok(())
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
        // Both are done without an open store.
        StoreCommand::Restore { .. } | StoreCommand::Rekey { .. } => {}
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
