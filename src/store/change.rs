//! A change of the database: several statements that hold together or not at all.

use sqlx::{Postgres, Sqlite, Transaction};

use super::error::StoreError;
use super::value::{Rows, Value, bound};

/// A change that is whole or not at all.
pub(super) enum Change {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Change {
    /// Does it; gives how many rows it touched.
    pub(super) async fn run(
        &mut self,
        sql: &'static str,
        values: &[Value],
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
    pub(super) async fn rows<T: Rows>(
        &mut self,
        sql: &'static str,
        values: &[Value],
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
