//! Copies all rows between two databases of either kind, each in one transaction.

use super::database::Database;
use super::error::StoreError;
use super::sql_value::SqlValue;
use super::transaction::Transaction;

/// All tables: name, text columns, integer columns.
const TABLES: [(&str, &[&str], &[&str]); 16] = [
    ("facts", &["name", "value"], &[]),
    (
        "votes",
        &["person", "passage", "community", "reason"],
        &["helpful", "at"],
    ),
    (
        "gaps",
        &["community", "state", "nearest"],
        &["id", "count", "first_at", "last_at"],
    ),
    (
        "questions",
        &["community", "person", "text", "gist", "cause", "nearest"],
        &["id", "gap", "at", "settle_at"],
    ),
    ("gap_merges", &[], &["id", "gap", "at"]),
    (
        "contributions",
        &["community", "kind", "state", "target", "text", "person"],
        &["id", "gap", "at"],
    ),
    (
        "tickets",
        &[
            "door",
            "community",
            "channel",
            "message",
            "thread",
            "state",
            "person",
            "address",
            "handle",
            "locale",
            "mentor",
        ],
        &["id", "at", "touched_at"],
    ),
    ("ticket_messages", &["text"], &["id", "ticket", "at"]),
    ("ticket_blocks", &["community", "handle"], &["at"]),
    ("settings", &["community", "channel", "name", "value"], &[]),
    (
        "setting_changes",
        &["community", "channel", "name", "value", "person"],
        &["id", "at"],
    ),
    ("personal_settings", &["person", "name", "value"], &["at"]),
    ("roadmap_progress", &["person", "skill"], &["at"]),
    ("deliveries", &["id"], &["at"]),
    ("popularity", &["entry"], &["day", "count"]),
    (
        "outbox",
        &[
            "door",
            "community",
            "person",
            "address",
            "body",
            "state",
            "claimed_by",
        ],
        &["id", "due_at", "expires_at", "claimed_until"],
    ),
];

/// Replaces all rows of `into` with those of `from`: a snapshot, written in one transaction.
pub(super) async fn copy_all(from: &Database, into: &Database) -> Result<(), StoreError> {
    let mut from = from.begin_snapshot().await?;
    let mut into = into.begin().await?;
    for (table, texts, integers) in TABLES {
        into.execute_generated(format!("DELETE FROM {table}"), &[])
            .await?;
        copy_table(&mut from, &mut into, table, texts, integers).await?;
    }
    into.commit().await
}

async fn copy_table(
    from: &mut Transaction,
    into: &mut Transaction,
    table: &str,
    texts: &[&str],
    integers: &[&str],
) -> Result<(), StoreError> {
    let columns: Vec<&str> = texts.iter().chain(integers).copied().collect();
    let columns = columns.join(", ");
    let placeholders: Vec<String> = (1..=texts.len() + integers.len())
        .map(|at| format!("${at}"))
        .collect();
    let placeholders = placeholders.join(", ");
    let select = format!("SELECT {columns} FROM {table}");
    let insert = format!("INSERT INTO {table} ({columns}) VALUES ({placeholders})");
    for row in from
        .fetch_generated(select, texts.len(), integers.len())
        .await?
    {
        let values: Vec<SqlValue> = row;
        into.execute_generated(insert.clone(), &values).await?;
    }
    Ok(())
}
