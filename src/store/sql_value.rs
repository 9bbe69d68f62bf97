//! What stands in a row: numbers and texts, as both databases have them; ids and times are numbers.

use jiff::Timestamp;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

/// A value of a statement.
#[derive(Debug, Clone)]
pub(super) enum SqlValue {
    Number(i64),
    Text(String),
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for SqlValue {
    fn from(text: &str) -> Self {
        // PostgreSQL has no NUL in a text.
        Self::Text(text.replace('\0', ""))
    }
}

impl From<&String> for SqlValue {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// The values of a statement, in order.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$(crate::store::sql_value::SqlValue::from($value)),*] };
}
pub(super) use values;

/// A row of either database, as a tuple of numbers and texts.
pub(super) trait PortableRow:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> PortableRow for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// A query with its values.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                crate::store::sql_value::SqlValue::Number(number) => query.bind(*number),
                crate::store::sql_value::SqlValue::Text(text) => query.bind(text.clone()),
            };
        }
        query
    }};
}
pub(super) use bound;

/// A number that no other row has: 62 bits of chance.
pub(super) fn new_id() -> i64 {
    let mut bytes = [0_u8; 8];
    // Without chance there would be no key and no store.
    let _ = getrandom::fill(&mut bytes);
    (i64::from_le_bytes(bytes) >> 1 & i64::MAX) | 1
}

/// The time that a number of milliseconds stands for.
pub(super) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
