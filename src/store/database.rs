//! SQLite or PostgreSQL behind one face: the same statements, the same rows.
//!
//! Both speak the SQL that this room writes, with `$1` for a value, as long as a value is a number or
//! a text. This file knows nothing of what is kept.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _};

use super::error::StoreError;
use super::migrations;
use super::private_file::{FileId, id, make_private};
use super::sql_value::{PortableRow, SqlValue, bound};
use super::transaction::Transaction;

/// How long a statement waits for somebody else's lock.
const LOCKED: Duration = Duration::from_secs(2);
/// How long one waits for a connection.
const CONNECT: Duration = Duration::from_secs(2);
/// How often SQLite's log is asked to be emptied; each time waits as long as for a lock.
const SETTLING: usize = 3;
/// How many connections read, or on PostgreSQL read and write.
const CONNECTIONS: u32 = 8;

/// What this room's libraries may say in the log, whatever level is set: a server's notices may hold
/// anything, and say at each start that the tables are there.
pub const LOG_LIMITS: [&str; 1] = ["sqlx::postgres::notice=off"];

/// Where the database is.
#[derive(Debug, Clone)]
pub(super) enum Location {
    File(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

/// An open database, migrated.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// One connection writes, the others read.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
        file: PathBuf,
        /// Which file that was when it was opened.
        id: FileId,
    },
    Postgres(PgPool),
}

impl Database {
    /// Opens it, and brings its tables into the form that this program knows. Where a newer program
    /// has been there, nothing is touched.
    pub(super) async fn open(location: &Location) -> Result<Self, StoreError> {
        let database = match location {
            Location::File(file) => Self::open_file(file).await?,
            Location::Postgres(options) => {
                let options = (**options).clone().options([
                    ("statement_timeout", "5s"),
                    ("lock_timeout", "2s"),
                    ("idle_in_transaction_session_timeout", "10s"),
                ]);
                let pool = PgPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(CONNECT)
                    .connect_with(options)
                    .await?;
                Self::Postgres(pool)
            }
        };
        let migrated = database.migrate().await;
        if let Err(problem) = migrated {
            database.close().await;
            return Err(problem);
        }
        Ok(database)
    }

    async fn open_file(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Path {
                path: folder.to_owned(),
                error,
            })?;
        }
        make_private(file)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(LOCKED)
            // What is deleted is overwritten, not only unlinked.
            .pragma("secure_delete", "ON");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(CONNECT + LOCKED)
            // Where SQLite ended a transaction by itself, as it does on a full disk, sqlx does not
            // notice and would never begin another one on that connection.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(!connection.is_in_transaction()) })
            })
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(CONNECT)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self::Sqlite {
            write,
            read,
            file: file.to_owned(),
            id: id(file),
        })
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = migrations::migrator();
        let migrated = match self {
            Self::Sqlite { write, .. } => migrator.run(write).await,
            Self::Postgres(pool) => migrator.run(pool).await,
        };
        migrated.map_err(|error| match error {
            MigrateError::VersionMissing(number) => StoreError::Newer(number),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            error => StoreError::Migrate(error.to_string()),
        })
    }

    /// Begins a change; on SQLite the only one at a time.
    pub(super) async fn change(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                Transaction::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// The rows of a question that changes nothing.
    pub(super) async fn rows<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                bound!(sqlx::query_as(sql), values).fetch_all(read).await?
            }
            Self::Postgres(pool) => bound!(sqlx::query_as(sql), values).fetch_all(pool).await?,
        })
    }

    /// Leaves nothing of what was deleted in SQLite's log of changes. PostgreSQL's own log is its
    /// administrator's.
    pub(super) async fn settle_log(&self) -> Result<(), StoreError> {
        if let Self::Sqlite { write, .. } = self {
            // Somebody who is reading keeps the log for a moment.
            for _ in 0..SETTLING {
                let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .fetch_one(write)
                    .await?;
                if row.try_get(0).is_ok_and(|busy: i64| busy == 0) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// What SQLite finds wrong with its file.
    pub(super) async fn problems(&self) -> Result<Vec<String>, StoreError> {
        let Self::Sqlite { write, .. } = self else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query("PRAGMA integrity_check")
            .fetch_all(write)
            .await?;
        let found = rows.iter().filter_map(|row| row.try_get(0).ok());
        Ok(found.filter(|line: &String| line != "ok").collect())
    }

    /// How many bytes it takes on the disk.
    pub(super) async fn size(&self) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite { file, .. } => {
                let log = file.with_extension("db-wal");
                let length = |path: &Path| path.metadata().map_or(0, |file| file.len());
                Ok(length(file) + length(&log))
            }
            Self::Postgres(_) => {
                let rows: Vec<(i64,)> = self
                    .rows("SELECT pg_database_size(current_database())", &[])
                    .await?;
                Ok(rows
                    .first()
                    .map_or(0, |(size,)| u64::try_from(*size).unwrap_or(0)))
            }
        }
    }

    /// Whether the file that is open is still the one at its path: SQLite goes on writing into a
    /// file that was removed.
    pub(super) fn is_there(&self) -> bool {
        match self {
            Self::Sqlite {
                file, id: opened, ..
            } => id(file) == *opened,
            Self::Postgres(_) => true,
        }
    }

    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
