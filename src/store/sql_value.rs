//! Values and rows in the types that SQLite and PostgreSQL share: 64-bit integers and text. Times are
//! milliseconds since 1970.

use jiff::Timestamp;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

/// A bound value of a statement.
#[derive(Debug, Clone)]
pub(super) enum SqlValue {
    Integer(i64),
    Text(String),
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<&str> for SqlValue {
    fn from(text: &str) -> Self {
        // PostgreSQL refuses NUL in TEXT.
        Self::Text(text.replace('\0', ""))
    }
}

impl From<&String> for SqlValue {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// The values of a statement, for `$1`, `$2` and so on.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$(crate::store::sql_value::SqlValue::from($value)),*] };
}
pub(super) use values;

/// A row that decodes from either database, such as a tuple of integers and text.
pub(super) trait PortableRow:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> PortableRow for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// Binds all values to a query. A macro, as the query's type differs by database and by result.
macro_rules! bind_all {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                crate::store::sql_value::SqlValue::Integer(number) => query.bind(*number),
                crate::store::sql_value::SqlValue::Text(text) => query.bind(text.clone()),
            };
        }
        query
    }};
}
pub(super) use bind_all;

/// Returns a random positive row id of 62 bits, so that replicas need no shared counter.
pub(super) fn new_id() -> i64 {
    let mut bytes = [0_u8; 8];
    // Where the system has no randomness, opening the store has failed before this.
    let _ = getrandom::fill(&mut bytes);
    (i64::from_le_bytes(bytes) >> 1 & i64::MAX) | 1
}

/// Converts milliseconds since 1970; a value out of range becomes 1970.
pub(super) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
