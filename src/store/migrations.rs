//! The steps that bring a database's tables into the form that this program knows.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Every step of the tables' form, by its number, with its words.
const MIGRATIONS: [(i64, &str, &str); 1] =
    [(1, "begin", include_str!("../../migrations/0001_begin.sql"))];

/// What takes the steps that have not been taken.
pub(super) fn migrator() -> Migrator {
    let steps = MIGRATIONS.map(|(number, words, sql)| {
        let sql = sql.into_sql_str();
        Migration::new(number, words.into(), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(steps.to_vec())
}

/// The number of the last step of the tables' form.
pub(super) fn version() -> i64 {
    MIGRATIONS
        .iter()
        .map(|(number, ..)| *number)
        .max()
        .unwrap_or(0)
}
