//! An open SQLite or PostgreSQL database: connection pools, migration, queries, checkpoints.
//!
//! Both execute the same SQL with `$1` placeholders; values are integers and texts.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _};

use super::error::StoreError;
use super::migrations;
use super::private_file::{FileId, create_private, file_id, sibling};
use super::sql_value::{PortableRow, SqlValue, bind_all};
use super::transaction::Transaction;
use crate::config::{ExposeSecret as _, StoreSettings};

/// Maximum time that a statement waits for the lock of another connection.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);
/// Maximum time that an operation waits for a connection of the pool.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Maximum number of attempts to truncate the write-ahead log; each waits up to the lock timeout for readers.
const CHECKPOINT_ATTEMPTS: usize = 3;
/// Size of the pool: readers on SQLite, readers and writers on PostgreSQL.
const MAX_CONNECTIONS: u32 = 8;

/// Maximum log levels of the libraries of this room: notices of a PostgreSQL server may quote values.
pub const LOG_LIMITS: [&str; 1] = ["sqlx::postgres::notice=off"];

/// The location of the database.
#[derive(Debug, Clone)]
pub(super) enum DatabaseTarget {
    File(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl DatabaseTarget {
    /// Reads the location from the settings.
    pub(super) fn of(settings: &StoreSettings) -> Result<Self, StoreError> {
        let Some(url) = &settings.url else {
            return Ok(Self::File(settings.path.clone()));
        };
        let options = PgConnectOptions::from_str(url.expose_secret());
        Ok(Self::Postgres(Box::new(
            options.map_err(|_| StoreError::InvalidUrl)?,
        )))
    }
}

impl fmt::Display for DatabaseTarget {
    /// Formats the address of the database without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Postgres(options) => {
                let (user, host) = (options.get_username(), options.get_host());
                let port = options.get_port();
                let database = options.get_database().unwrap_or(user);
                write!(f, "postgres://{user}@{host}:{port}/{database}")
            }
        }
    }
}

/// Treatment of a database with an older schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OlderSchema {
    /// Missing migrations are applied.
    Migrate,
    /// It is refused, and nothing in it is changed.
    Refuse,
    /// An SQLite file stays as it is, and any other database is refused.
    KeepFile,
}

/// An open database with the current schema, unless [`OlderSchema::KeepFile`] keeps an older one.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// SQLite: a connection for writes and a pool for reads.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
        file: PathBuf,
        /// Identity of the file when it was opened.
        id: FileId,
    },
    Postgres(PgPool),
}

impl Database {
    /// Connects, and treats an older schema as `older` says. A database with a newer schema is refused and left as it is.
    pub(super) async fn open(
        location: &DatabaseTarget,
        older: OlderSchema,
    ) -> Result<Self, StoreError> {
        let database = match location {
            DatabaseTarget::File(file) => Self::open_file(file).await?,
            DatabaseTarget::Postgres(options) => {
                let options = (**options).clone().options([
                    ("statement_timeout", "5s"),
                    ("lock_timeout", "2s"),
                    ("idle_in_transaction_session_timeout", "10s"),
                ]);
                let pool = PgPoolOptions::new()
                    .max_connections(MAX_CONNECTIONS)
                    .acquire_timeout(CONNECT_TIMEOUT)
                    .connect_with(options)
                    .await?;
                Self::Postgres(pool)
            }
        };
        let migrated = match older {
            OlderSchema::Migrate => database.migrate().await,
            OlderSchema::Refuse | OlderSchema::KeepFile => database.check_version(older).await,
        };
        if let Err(error) = migrated {
            database.close().await;
            return Err(error);
        }
        Ok(database)
    }

    /// Opens or creates an SQLite file without a migration.
    pub(super) async fn open_file(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::Path {
                path: folder.to_owned(),
                error,
            })?;
        }
        create_private(file)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(LOCK_TIMEOUT)
            // Overwrites deleted rows with zeros instead of only unlinking them.
            .pragma("secure_delete", "ON");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(CONNECT_TIMEOUT + LOCK_TIMEOUT)
            // SQLite rolls back by itself on a full disk. sqlx does not notice and would refuse to
            // begin another transaction, so such a connection is replaced.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(!connection.is_in_transaction()) })
            })
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(MAX_CONNECTIONS)
            .acquire_timeout(CONNECT_TIMEOUT)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self::Sqlite {
            write,
            read,
            file: file.to_owned(),
            id: file_id(file),
        })
    }

    /// Applies missing migrations.
    pub(super) async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = migrations::migrator();
        let migrated = match self {
            Self::Sqlite { write, .. } => migrator.run(write).await,
            Self::Postgres(pool) => migrator.run(pool).await,
        };
        migrated.map_err(|error| match error {
            MigrateError::VersionMissing(number) => StoreError::NewerSchema(number),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            error => StoreError::Migrate(error.to_string()),
        })
    }

    /// Compares the schema version with that of this program, without a change.
    async fn check_version(&self, older: OlderSchema) -> Result<(), StoreError> {
        let sql = "SELECT CAST(COALESCE(max(version), 0) AS BIGINT) FROM _sqlx_migrations";
        let found: Vec<(i64,)> = match self.fetch(sql, &[]).await {
            // There is no such table.
            Err(StoreError::Database(reason)) if reason.contains("_sqlx_migrations") => Vec::new(),
            found => found?,
        };
        let found = found.first().map_or(0, |(version,)| *version);
        let expected = migrations::version();
        let is_kept = older == OlderSchema::KeepFile && matches!(self, Self::Sqlite { .. });
        if found > expected {
            Err(StoreError::NewerSchema(found))
        } else if found < expected && !is_kept {
            Err(StoreError::OlderSchema { found, expected })
        } else {
            Ok(())
        }
    }

    /// Begins a transaction; on SQLite it takes the write lock at once.
    pub(super) async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => {
                Transaction::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that reads one state of all tables.
    pub(super) async fn begin_snapshot(&self) -> Result<Transaction, StoreError> {
        match self {
            Self::Sqlite { .. } => self.begin().await,
            Self::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
                Ok(Transaction::Postgres(pool.begin_with(begin).await?))
            }
        }
    }

    /// Returns the rows of a query that changes nothing.
    pub(super) async fn fetch<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => {
                bind_all!(sqlx::query_as(sql), values)
                    .fetch_all(read)
                    .await?
            }
            Self::Postgres(pool) => {
                bind_all!(sqlx::query_as(sql), values)
                    .fetch_all(pool)
                    .await?
            }
        })
    }

    /// Truncates SQLite's write-ahead log, so that deleted rows do not stay readable in it. Retention of
    /// PostgreSQL's log is up to its administrator.
    pub(super) async fn truncate_wal(&self) -> Result<(), StoreError> {
        if let Self::Sqlite { write, .. } = self {
            // A reader can block the truncation for a moment.
            for _ in 0..CHECKPOINT_ATTEMPTS {
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

    /// Returns the findings of SQLite's integrity check; empty for a sound file and for PostgreSQL.
    pub(super) async fn integrity_problems(&self) -> Result<Vec<String>, StoreError> {
        let Self::Sqlite { write, .. } = self else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query("PRAGMA integrity_check")
            .fetch_all(write)
            .await?;
        let found = rows.iter().filter_map(|row| row.try_get(0).ok());
        Ok(found.filter(|line: &String| line != "ok").collect())
    }

    /// Returns the size on disk in bytes, for SQLite with its write-ahead log.
    pub(super) async fn size_bytes(&self) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite { file, .. } => {
                let log = sibling(file, "-wal");
                let length = |path: &Path| path.metadata().map_or(0, |file| file.len());
                Ok(length(file) + length(&log))
            }
            Self::Postgres(_) => {
                let rows: Vec<(i64,)> = self
                    .fetch("SELECT pg_database_size(current_database())", &[])
                    .await?;
                Ok(rows
                    .first()
                    .map_or(0, |(size,)| u64::try_from(*size).unwrap_or(0)))
            }
        }
    }

    /// Returns whether the open SQLite file is still the one at its path: SQLite goes on writing to a
    /// file that was deleted or replaced.
    pub(super) fn file_is_current(&self) -> bool {
        match self {
            Self::Sqlite {
                file, id: opened, ..
            } => file_id(file) == *opened,
            Self::Postgres(_) => true,
        }
    }

    /// Closes all connections. The last one to an SQLite file moves the write-ahead log into it.
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
