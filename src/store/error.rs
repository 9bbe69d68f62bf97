//! What can go wrong with the store, as sentences for who runs the bot.

use std::io;
use std::path::PathBuf;

/// Why something was not kept or not found.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder cannot be used.
    #[error(
        "{path} cannot be used: {error}; set store.path (GUIDEPOST_STORE_PATH) to a file in a folder that \
         the program may write to", path = .path.display()
    )]
    Path {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A newer program has migrated the database.
    #[error(
        "the database is of a newer Guidepost (step {0}); nothing in it was touched. Use that version, or \
         a backup from before it"
    )]
    Newer(i64),
    /// The database's tables are not as they should be.
    #[error("the database's tables cannot be brought up to date: {0}")]
    Migrate(String),
    /// `DATABASE_URL` cannot be read.
    #[error("DATABASE_URL is wrong: write postgres://USER:PASSWORD@HOST/DATABASE")]
    Address,
    /// Several bots share a database, and this one has no key.
    #[error(
        "GUIDEPOST_PEOPLE_KEY is not set: with DATABASE_URL, every bot that shares the database needs the \
         same key, any 16 characters or more that nobody guesses"
    )]
    NoKey,
    /// A key that is easy to guess.
    #[error(
        "the key for people's ids (GUIDEPOST_PEOPLE_KEY or the .key file beside the database) has fewer than 16 characters"
    )]
    ShortKey,
    /// Another key was used before.
    #[error(
        "the key for people's ids is not the one this database was begun with, so nobody's votes would be \
         found again; put that key back (GUIDEPOST_PEOPLE_KEY or the .key file beside the database)"
    )]
    OtherKey,
    /// The database did not answer in time; what was asked for may still be done.
    #[error("the database did not answer in time")]
    Late,
    /// More waits to be written than is kept in memory.
    #[error("too much waits to be written")]
    Busy,
    /// The store has ended.
    #[error("the store has ended")]
    Ended,
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(String),
    /// The database cannot be reached or opened.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A value of the settings that cannot be.
    #[error("{0}")]
    Setting(String),
}

impl StoreError {
    /// Whether it may go well later without anybody's doing.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Late | Self::Busy | Self::Database(_) | Self::Unreachable(_)
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            // PostgreSQL's DETAIL would quote values; its message does not.
            sqlx::Error::Database(error) => Self::Database(error.message().to_owned()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error.to_string()),
            error => Self::Database(error.to_string()),
        }
    }
}
