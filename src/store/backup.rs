//! Backup of either database into a SQLite file, as a consistent snapshot.

use std::path::Path;

use super::copy::copy_all;
use super::database::{Database, DatabaseTarget, OlderSchema};
use super::error::StoreError;
use super::handle::Store;

impl Store {
    /// Copies the database into a new SQLite file, which [`Store::restore`] can restore into either kind of database.
    ///
    /// # Errors
    /// The file exists or cannot be written, or the database does not answer.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        if file.exists() {
            return Err(StoreError::BackupExists(file.to_owned()));
        }
        match self.inner().database().await? {
            Database::Sqlite { write, .. } => {
                super::private_file::create_private(file)?;
                let name = file.to_string_lossy().into_owned();
                let copied = sqlx::query("VACUUM INTO $1")
                    .bind(name)
                    .execute(&write)
                    .await;
                copied?;
                Ok(())
            }
            database @ Database::Postgres(_) => {
                let copy =
                    Database::open(&DatabaseTarget::File(file.to_owned()), OlderSchema::Migrate)
                        .await?;
                let copied = copy_all(&database, &copy).await;
                copy.truncate_wal().await?;
                copy.close().await;
                copied
            }
        }
    }
}
