//! A transaction of either database.

use sqlx::{AssertSqlSafe, Postgres, Row as _, Sqlite};

use super::error::StoreError;
use super::sql_value::{PortableRow, SqlValue, bind_all};

/// A transaction; rolled back when dropped without a commit.
pub(super) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Executes a statement; returns the number of changed rows.
    pub(super) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(transaction) => {
                let query = bind_all!(sqlx::query(sql), values);
                query.execute(&mut **transaction).await?.rows_affected()
            }
            Self::Postgres(transaction) => {
                let query = bind_all!(sqlx::query(sql), values);
                query.execute(&mut **transaction).await?.rows_affected()
            }
        })
    }

    /// Executes a statement; returns its rows.
    pub(super) async fn fetch<T: PortableRow>(
        &mut self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        Ok(match self {
            Self::Sqlite(transaction) => {
                let query = bind_all!(sqlx::query_as(sql), values);
                query.fetch_all(&mut **transaction).await?
            }
            Self::Postgres(transaction) => {
                let query = bind_all!(sqlx::query_as(sql), values);
                query.fetch_all(&mut **transaction).await?
            }
        })
    }

    /// Executes a generated statement, which is built of names of tables and columns; returns the number of changed rows.
    pub(super) async fn execute_generated(
        &mut self,
        sql: String,
        values: &[SqlValue],
    ) -> Result<(), StoreError> {
        let sql = AssertSqlSafe(sql);
        match self {
            Self::Sqlite(transaction) => {
                let query = bind_all!(sqlx::query(sql), values);
                query.execute(&mut **transaction).await?;
            }
            Self::Postgres(transaction) => {
                let query = bind_all!(sqlx::query(sql), values);
                query.execute(&mut **transaction).await?;
            }
        }
        Ok(())
    }

    /// Executes a generated statement; returns its rows, whose columns are `texts` texts, followed by integers.
    pub(super) async fn fetch_generated(
        &mut self,
        sql: String,
        texts: usize,
        integers: usize,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        macro_rules! values_of {
            ($rows:expr) => {{
                let mut all = Vec::new();
                for row in $rows {
                    let mut values = Vec::with_capacity(texts + integers);
                    for at in 0..texts {
                        values.push(SqlValue::Text(row.try_get(at)?));
                    }
                    for at in texts..texts + integers {
                        values.push(SqlValue::Integer(row.try_get(at)?));
                    }
                    all.push(values);
                }
                Ok(all)
            }};
        }
        let sql = AssertSqlSafe(sql);
        match self {
            Self::Sqlite(transaction) => {
                values_of!(sqlx::query(sql).fetch_all(&mut **transaction).await?)
            }
            Self::Postgres(transaction) => {
                values_of!(sqlx::query(sql).fetch_all(&mut **transaction).await?)
            }
        }
    }

    /// Commits; on return the changes are on disk.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
