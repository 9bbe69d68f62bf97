//! A change of the database: several statements that hold together or not at all.

use sqlx::{Postgres, Sqlite};

use super::error::StoreError;
use super::sql_value::{PortableRow, SqlValue, bound};

/// A change that is whole or not at all.
pub(super) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Does it; gives how many rows it touched.
    pub(super) async fn run(
        &mut self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(change) => {
                let query = bound!(sqlx::query(sql), values);
                query.execute(&mut **change).await?.rows_affected()
            }
            Self::Postgres(change) => {
                let query = bound!(sqlx::query(sql), values);
                query.execute(&mut **change).await?.rows_affected()
            }
        })
    }

    /// Does it, and gives its rows.
    pub(super) async fn rows<T: PortableRow>(
        &mut self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        Ok(match self {
            Self::Sqlite(change) => {
                let query = bound!(sqlx::query_as(sql), values);
                query.fetch_all(&mut **change).await?
            }
            Self::Postgres(change) => {
                let query = bound!(sqlx::query_as(sql), values);
                query.fetch_all(&mut **change).await?
            }
        })
    }

    /// Makes it last.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(change) => change.commit().await?,
            Self::Postgres(change) => change.commit().await?,
        }
        Ok(())
    }
}
