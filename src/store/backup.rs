//! Backup of either database into a SQLite file, as a consistent snapshot.

use std::path::Path;

use sqlx::postgres::{PgPool, PgRow};
use sqlx::{AssertSqlSafe, Row as _};

use super::database::{Database, Location};
use super::error::StoreError;
use super::handle::Store;

/// All tables with their columns.
const TABLES: [(&str, &[&str]); 9] = [
    ("facts", &["name", "value"]),
    (
        "votes",
        &["person", "passage", "helpful", "community", "at"],
    ),
    (
        "gaps",
        &[
            "id",
            "community",
            "state",
            "count",
            "first_at",
            "last_at",
            "nearest",
        ],
    ),
    (
        "questions",
        &[
            "id",
            "gap",
            "community",
            "person",
            "text",
            "gist",
            "cause",
            "nearest",
            "at",
            "settle_at",
        ],
    ),
    ("settings", &["community", "channel", "name", "value"]),
    (
        "setting_changes",
        &[
            "id",
            "community",
            "channel",
            "name",
            "value",
            "person",
            "at",
        ],
    ),
    ("deliveries", &["id", "at"]),
    ("popularity", &["entry", "day", "count"]),
    (
        "outbox",
        &[
            "id",
            "door",
            "community",
            "person",
            "address",
            "body",
            "due_at",
            "expires_at",
            "state",
            "claimed_by",
            "claimed_until",
        ],
    ),
];

impl Store {
    /// Copies everything into a new SQLite file, which can replace the file at `store.path`.
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
            Database::Postgres(pool) => {
                let copy = Database::open(&Location::File(file.to_owned())).await?;
                let copied = copy_all(&pool, &copy).await;
                copy.truncate_wal().await?;
                copy.close().await;
                copied
            }
        }
    }
}

/// Copies all rows of all tables as text, in one transaction on each side.
async fn copy_all(pool: &PgPool, copy: &Database) -> Result<(), StoreError> {
    let Database::Sqlite { write, .. } = copy else {
        return Ok(());
    };
    // A snapshot across all tables.
    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    let mut from = pool.begin_with(begin).await?;
    let mut into = write.begin_with("BEGIN IMMEDIATE").await?;
    for (table, columns) in TABLES {
        let texts: Vec<String> = columns
            .iter()
            .map(|column| format!("CAST({column} AS TEXT)"))
            .collect();
        let select = format!("SELECT {} FROM {table}", texts.join(", "));
        let placeholders: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let (columns, placeholders) = (columns.join(", "), placeholders.join(", "));
        let insert = format!("INSERT INTO {table} ({columns}) VALUES ({placeholders})");
        let rows: Vec<PgRow> = sqlx::query(AssertSqlSafe(select))
            .fetch_all(&mut *from)
            .await?;
        for row in rows {
            let mut query = sqlx::query(AssertSqlSafe(insert.clone()));
            for at in 0..row.len() {
                // SQLite converts text to a number in a BIGINT column (its type affinity).
                query = query.bind(row.try_get::<String, _>(at)?);
            }
            query.execute(&mut *into).await?;
        }
    }
    into.commit().await?;
    Ok(())
}
