//! Errors of the store, with messages for the bot's operator.

use std::io;
use std::path::PathBuf;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder cannot be used.
    #[error(
        "{path} cannot be used: {error}; set store.path (GUIDEPOST_STORE_PATH) to a file in a folder that \
         the program may write to", path = .path.display()
    )]
    Path {
        /// The path.
        path: PathBuf,
        /// The cause.
        error: io::Error,
    },
    /// A backup would overwrite a file.
    #[error("{} exists already; name a file that does not exist yet", .0.display())]
    BackupExists(PathBuf),
    /// The schema is of a newer version of the program.
    #[error(
        "the database was written by a newer Guidepost (schema version {0}); nothing in it was changed. Use \
         that version, or a backup made before the upgrade"
    )]
    NewerSchema(i64),
    /// The schema is of an older version of the program, and the command only reads.
    #[error(
        "the database has schema version {found}, and this program reads {expected}; nothing in it was changed. \
         `guidepost store backup FILE` copies it as it is, `guidepost store migrate` and the next start of \
         `serve` bring it to version {expected}"
    )]
    OlderSchema {
        /// Its schema version.
        found: i64,
        /// The schema version of the program.
        expected: i64,
    },
    /// The migrations cannot be applied.
    #[error("the database schema cannot be migrated: {0}")]
    Migrate(String),
    /// `DATABASE_URL` is not a valid address.
    #[error("DATABASE_URL is invalid: write postgres://USER:PASSWORD@HOST/DATABASE")]
    InvalidUrl,
    /// A shared database needs a key, and none is set.
    #[error(
        "GUIDEPOST_PEOPLE_KEY is not set: with DATABASE_URL, every bot that shares the database needs the \
         same secret key of at least 16 characters"
    )]
    MissingKey,
    /// The key is shorter than 16 characters.
    #[error(
        "the key for people's ids (GUIDEPOST_PEOPLE_KEY or the .key file beside the database) has fewer than 16 characters"
    )]
    ShortKey,
    /// The database was created with another key.
    #[error(
        "the key for people's ids is not the one this database was created with, so nobody's votes would be \
         found again; restore that key (GUIDEPOST_PEOPLE_KEY or the .key file beside the database), or, if it \
         is lost, run `guidepost store rekey`"
    )]
    KeyMismatch,
    /// There is a database, but no key beside it.
    #[error(
        "{} is missing, which holds the key for people's ids of the database beside it; put it back (or set \
         GUIDEPOST_PEOPLE_KEY), or, if it is lost, run `guidepost store rekey`", .0.display()
    )]
    LostKey(PathBuf),
    /// A file is not a valid backup.
    #[error("{file} cannot be restored: {reason}; nothing was changed", file = .file.display())]
    NotABackup {
        /// The file.
        file: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The database cannot be replaced, as a process uses it.
    #[error("{} is in use; stop the bot first. Nothing was changed", .0.display())]
    InUse(PathBuf),
    /// The database did not answer within a second; the operation may still complete.
    #[error("the database did not answer in time")]
    Timeout,
    /// The write queue is full.
    #[error("the write queue is full")]
    QueueFull,
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// The database reported an error.
    #[error("the database failed: {0}")]
    Database(String),
    /// The database cannot be reached or opened.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The value of a setting is invalid.
    #[error("{0}")]
    Setting(String),
}

impl StoreError {
    /// Returns whether a later attempt may succeed without a change by the operator.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::QueueFull | Self::Database(_) | Self::Unreachable(_)
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            // Only the message, as DETAIL of PostgreSQL quotes values.
            sqlx::Error::Database(error) => {
                let message = error.message();
                let remedy = error.code().and_then(|code| remedy(&code));
                Self::Database(remedy.map_or_else(
                    || message.to_owned(),
                    |remedy| format!("{message}; {remedy}"),
                ))
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error.to_string()),
            error => Self::Database(error.to_string()),
        }
    }
}

/// Returns the remedy for an error by SQLite's result code (<https://www.sqlite.org/rescode.html>) or
/// PostgreSQL's SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
fn remedy(code: &str) -> Option<&'static str> {
    // SQLite's extended codes have the primary one in their lowest byte; a SQLSTATE has five characters.
    let primary = (code.len() < 5)
        .then(|| code.parse::<u32>().ok())
        .flatten()
        .map(|code| code & 0xFF);
    Some(match (primary, code) {
        (Some(11 | 26), _) => {
            "the file is damaged: stop the bot and put a backup in its place (`guidepost store restore FILE`)"
        }
        (Some(3 | 8 | 10 | 14 | 23), _) => "let the program read and write the file and its folder",
        (Some(13), _) | (None, "53100") => "make room on the disk",
        (None, "28P01" | "28000") => "check the user and the password in DATABASE_URL",
        (None, "3D000") => "create that database, or name another one in DATABASE_URL",
        (None, "42501") => {
            "give the role in DATABASE_URL the right to create tables in the schema and to change them"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_error_codes_have_a_remedy() {
        for (code, says) in [
            ("11", "store restore"),
            ("26", "store restore"),
            ("779", "store restore"),
            ("1032", "read and write"),
            ("13", "room on the disk"),
            ("28P01", "password"),
            ("42501", "right to create tables"),
        ] {
            assert!(
                remedy(code).is_some_and(|text| text.contains(says)),
                "{code}"
            );
        }
        assert_eq!(remedy("5"), None);
        assert_eq!(remedy("23505"), None);
    }
}
