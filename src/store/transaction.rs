//! A transaction of either database.

use sqlx::{Postgres, Sqlite};

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

    /// Commits; on return the changes are on disk.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
