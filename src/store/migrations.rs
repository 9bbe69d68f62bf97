//! The schema migrations of `migrations/`, for sqlx. sqlx compares each file's checksum with the one
//! recorded in the database, so a released file must not change, comments included.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// All migrations: version, description, SQL.
const MIGRATIONS: [(i64, &str, &str); 4] = [
    (1, "begin", include_str!("../../migrations/0001_begin.sql")),
    (
        2,
        "personal settings",
        include_str!("../../migrations/0002_personal_settings.sql"),
    ),
    (
        3,
        "learning loop",
        include_str!("../../migrations/0003_learning_loop.sql"),
    ),
    (
        4,
        "roadmap progress",
        include_str!("../../migrations/0004_roadmap_progress.sql"),
    ),
];

/// Returns the migrator that applies the missing migrations.
pub(super) fn migrator() -> Migrator {
    let migrations = MIGRATIONS.map(|(version, description, sql)| {
        let sql = sql.into_sql_str();
        Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            sql,
            false,
        )
    });
    Migrator::with_migrations(migrations.to_vec())
}

/// Returns the schema version that this program writes.
pub(super) fn version() -> i64 {
    MIGRATIONS
        .iter()
        .map(|(version, ..)| *version)
        .max()
        .unwrap_or(0)
}
