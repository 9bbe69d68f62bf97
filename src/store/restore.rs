//! Restores a backup.
//!
//! An SQLite file is replaced with its write-ahead log, which SQLite would otherwise replay into the backup. Tables in
//! PostgreSQL are replaced in one transaction.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteLockingMode};
use sqlx::{ConnectOptions as _, Connection as _};

use super::copy::copy_all;
use super::database::{Database, DatabaseTarget, OlderSchema};
use super::error::StoreError;
use super::handle::Store;
use super::private_file::{create_private, file_id, sibling};
use super::pseudonyms::Pseudonyms;
use super::state::STORED_KEY;

/// First bytes of an SQLite database (<https://www.sqlite.org/fileformat.html#magic_header_string>).
const SQLITE_HEADER: &[u8] = b"SQLite format 3\0";
/// SQLite's result code where another connection holds a lock.
const SQLITE_BUSY: &str = "5";

/// The result of a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Path at which the replaced SQLite file is kept; `None` where there was none.
    pub replaced: Option<PathBuf>,
    /// True if the key for people's ids is that of the backup.
    pub key_fits: bool,
}

impl Store {
    /// Replaces the database of the settings with a backup, an SQLite file of this or an older version. A replaced SQLite file
    /// is kept beside it.
    ///
    /// # Errors
    /// The file is not a valid backup, or the database is in use or cannot be written; then nothing has changed.
    pub async fn restore(
        settings: &crate::config::StoreSettings,
        file: &Path,
    ) -> Result<Restored, StoreError> {
        let location = DatabaseTarget::of(settings)?;
        let key = Pseudonyms::existing(settings)?;
        if file_id(file).is_some() && file_id(file) == file_id(&settings.path) {
            return Err(not_a_backup(file, "it is the database itself"));
        }
        let staged = settings.path.with_extension("restoring");
        let prepared = prepare(file, &staged, key.as_ref()).await;
        let put = match prepared {
            Ok(key_fits) => put_in_place(&location, &staged)
                .await
                .map(|replaced| Restored { replaced, key_fits }),
            Err(error) => Err(error),
        };
        remove_database(&staged);
        put
    }
}

fn not_a_backup(file: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::NotABackup {
        file: file.to_owned(),
        reason: reason.into(),
    }
}

/// Copies the backup beside the database, checks and migrates the copy; returns whether the key is that of the backup.
async fn prepare(file: &Path, staged: &Path, key: Option<&Pseudonyms>) -> Result<bool, StoreError> {
    let mut header = Vec::new();
    let read = fs::File::open(file).and_then(|open| {
        open.take(SQLITE_HEADER.len() as u64)
            .read_to_end(&mut header)
    });
    read.map_err(|error| not_a_backup(file, error.to_string()))?;
    if header != SQLITE_HEADER {
        return Err(not_a_backup(file, "it is no SQLite database"));
    }
    remove_database(staged);
    copy_private(file, staged)?;
    // A file that was copied by hand may have a write-ahead log with the latest changes.
    let log = sibling(file, "-wal");
    if log.exists() {
        copy_private(&log, &sibling(staged, "-wal"))?;
    }
    let failed = |error: StoreError| match error {
        StoreError::Database(reason) | StoreError::Unreachable(reason) => {
            not_a_backup(file, reason)
        }
        error => error,
    };
    let database = Database::open_file(staged).await.map_err(failed)?;
    let checked = check(&database, file, key).await.map_err(failed);
    // Without this, the log of the copy would not move into it.
    let closed = database.truncate_wal().await;
    database.close().await;
    let fits = checked?;
    closed?;
    Ok(fits)
}

async fn check(
    database: &Database,
    file: &Path,
    key: Option<&Pseudonyms>,
) -> Result<bool, StoreError> {
    let tables: Vec<(i64,)> = database
        .fetch(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('facts', '_sqlx_migrations')",
            &[],
        )
        .await?;
    if tables != [(2,)] {
        return Err(not_a_backup(file, "it is no database of Guidepost"));
    }
    if let Some(problem) = database.integrity_problems().await?.first() {
        return Err(not_a_backup(file, format!("it is damaged ({problem})")));
    }
    database.migrate().await?;
    let stored: Vec<(String,)> = database.fetch(STORED_KEY, &[]).await?;
    Ok(key.is_some_and(|key| stored == [(key.fingerprint(),)]))
}

/// Moves or copies the checked backup to the place of the database; returns the path at which the replaced file is kept.
async fn put_in_place(
    location: &DatabaseTarget,
    staged: &Path,
) -> Result<Option<PathBuf>, StoreError> {
    match location {
        DatabaseTarget::Postgres(_) => {
            let from = Database::open_file(staged).await?;
            let into = Database::open(location, OlderSchema::Migrate).await?;
            let copied = copy_all(&from, &into).await;
            from.close().await;
            into.close().await;
            copied.map(|()| None)
        }
        DatabaseTarget::File(target) => {
            ensure_unused(target).await?;
            replace(target, staged).map_err(|error| StoreError::Path {
                path: target.clone(),
                error,
            })
        }
    }
}

/// Checks that no other process uses the SQLite file; a damaged file counts as unused.
pub(super) async fn ensure_unused(file: &Path) -> Result<(), StoreError> {
    if !file.exists() {
        return Ok(());
    }
    let options = SqliteConnectOptions::new()
        .filename(file)
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(Duration::from_secs(1));
    let locked = async {
        let mut connection = options.connect().await?;
        sqlx::query("BEGIN EXCLUSIVE")
            .execute(&mut connection)
            .await?;
        sqlx::query("ROLLBACK").execute(&mut connection).await?;
        connection.close().await
    };
    match locked.await {
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(SQLITE_BUSY) => {
            Err(StoreError::InUse(file.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Keeps the file at `target` under another name, and moves `staged` there.
fn replace(target: &Path, staged: &Path) -> std::io::Result<Option<PathBuf>> {
    let kept = sibling(target, ".replaced");
    let had = target.exists();
    if had {
        remove_database(&kept);
        fs::rename(target, &kept)?;
    }
    let log = sibling(target, "-wal");
    if log.exists() {
        fs::rename(&log, sibling(&kept, "-wal"))?;
    }
    let _ = fs::remove_file(sibling(target, "-shm"));
    fs::rename(staged, target)?;
    Ok(had.then_some(kept))
}

fn copy_private(from: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::Path {
        path: to.to_owned(),
        error,
    };
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    create_private(to)?;
    let mut source = fs::File::open(from).map_err(|error| StoreError::Path {
        path: from.to_owned(),
        error,
    })?;
    let mut copy = fs::OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(to)
        .map_err(failed)?;
    std::io::copy(&mut source, &mut copy).map_err(failed)?;
    copy.sync_all().map_err(failed)
}

/// Removes an SQLite file with its log, if there is one.
fn remove_database(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(sibling(file, end));
    }
}
