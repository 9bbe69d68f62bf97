//! Periodic maintenance (expiry, due questions, popular entries), statistics and integrity checks.

use jiff::Timestamp;
use tracing::warn;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::values;
use super::transaction::Transaction;
use super::{gap_questions, migrations};

/// Milliseconds of an hour.
pub(super) const HOUR_MS: i64 = 60 * 60 * 1_000;
/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Time for which a delivery id is kept; Slack's last retry comes after five minutes.
const DELIVERY_RETENTION_MS: i64 = DAY_MS;
/// Maximum number of rows of one kind that a run deletes, so that a wrong clock does not delete all at once.
const MAX_DELETED: u64 = 200;
/// Maximum number of delivery ids that a run deletes; those of an hour expire together.
const MAX_DELETED_DELIVERIES: u64 = 10_000;
/// Number of days over which popular entries are counted.
const POPULARITY_DAYS: i64 = 30;
/// Number of days for which the daily counts of shown entries are kept.
const POPULARITY_RETENTION_DAYS: i64 = 12 * POPULARITY_DAYS;
/// Time for which buttons of a gap lead to the gap with which it was joined.
const GAP_MERGE_RETENTION_MS: i64 = 90 * DAY_MS;
/// Time for which a handle stays blocked.
const BLOCK_RETENTION_MS: i64 = 90 * DAY_MS;
/// Time without a message after which a ticket ends, and the asker's own id is deleted.
const TICKET_ADDRESS_MS: i64 = 14 * DAY_MS;
/// Time for which a message is kept whose replica stopped while sending it.
const SENDING_RETENTION_MS: i64 = DAY_MS;

/// Size of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Number of rows by table.
    pub rows: Vec<(&'static str, i64)>,
    /// Size on disk in bytes.
    pub bytes: u64,
    /// Schema version.
    pub version: i64,
}

impl Store {
    /// Counts questions that are pending no longer, deletes expired rows, truncates SQLite's
    /// write-ahead log, and refreshes popular entries and settings.
    ///
    /// # Errors
    /// The database does not answer; the next run catches up.
    pub async fn run_maintenance(&self, now: Timestamp) -> Result<(), StoreError> {
        self.run(now, true).await
    }

    /// Runs maintenance without deleting expired rows, for a `now` that may be wrong.
    ///
    /// # Errors
    /// As [`Store::run_maintenance`].
    pub(crate) async fn run_maintenance_without_expiry(
        &self,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(now, false).await
    }

    async fn run(&self, now: Timestamp, expires: bool) -> Result<(), StoreError> {
        let maintained = self.maintain(now.as_millisecond(), expires).await;
        match &maintained {
            // Without a write, a run also succeeds on a full disk.
            Ok(wrote) if *wrote => self.inner().record_success(),
            Ok(_) => {}
            Err(error) => self.inner().record_failure(error, 0),
        }
        maintained.map(|_| ())
    }

    /// Runs maintenance; returns whether a row was written for certain.
    async fn maintain(&self, now: i64, expires: bool) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        gap_questions::count_due(&mut transaction, now).await?;
        if expires {
            self.delete_expired(&mut transaction, now).await?;
        }
        let failing = !self.state().healthy;
        if failing {
            // This write shows whether the store works again.
            let sql = "INSERT INTO facts (name, value) VALUES ('tended', $1) \
                       ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            transaction.execute(sql, values![&now.to_string()]).await?;
        }
        transaction.commit().await?;
        // Rows deleted since the last run must not stay readable in the log.
        self.inner().database().await?.truncate_wal().await?;
        let sql = "SELECT entry, CAST(sum(count) AS BIGINT) AS count FROM popularity \
                   WHERE day > $1 GROUP BY entry ORDER BY 2 DESC, 1 LIMIT 100";
        let popular: Vec<(String, i64)> = self
            .fetch(sql, values![now / DAY_MS - POPULARITY_DAYS])
            .await?;
        let popular = popular.into_iter().map(|(entry, _)| entry).collect();
        self.inner().set_popular(popular);
        self.refresh().await?;
        Ok(failing)
    }

    /// Deletes expired rows of each kind, oldest first and up to a limit, and logs where more are left.
    async fn delete_expired(
        &self,
        transaction: &mut Transaction,
        now: i64,
    ) -> Result<(), StoreError> {
        let days = self.inner().keep_questions;
        let mut more = Vec::new();
        for (rows, step, before, sql) in [
            (
                "questions",
                MAX_DELETED,
                now - i64::from(days) * DAY_MS,
                "DELETE FROM questions WHERE id IN \
                 (SELECT id FROM questions WHERE at < $1 AND gap <> 0 ORDER BY at LIMIT $2)",
            ),
            (
                "delivery ids",
                MAX_DELETED_DELIVERIES,
                now - DELIVERY_RETENTION_MS,
                "DELETE FROM deliveries WHERE id IN \
                 (SELECT id FROM deliveries WHERE at < $1 ORDER BY at LIMIT $2)",
            ),
            (
                "messages to send",
                MAX_DELETED,
                now,
                "DELETE FROM outbox WHERE id IN \
                 (SELECT id FROM outbox WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
            ),
            (
                "messages half sent",
                MAX_DELETED,
                now - SENDING_RETENTION_MS,
                "DELETE FROM outbox WHERE id IN \
                 (SELECT id FROM outbox WHERE state = 'sending' AND claimed_until < $1 \
                  ORDER BY claimed_until LIMIT $2)",
            ),
            (
                "joined gaps",
                MAX_DELETED,
                now - GAP_MERGE_RETENTION_MS,
                "DELETE FROM gap_merges WHERE id IN \
                 (SELECT id FROM gap_merges WHERE at < $1 ORDER BY at LIMIT $2)",
            ),
            (
                "handles that are blocked",
                MAX_DELETED,
                now - BLOCK_RETENTION_MS,
                "DELETE FROM ticket_blocks WHERE (community, handle) IN \
                 (SELECT community, handle FROM ticket_blocks WHERE at < $1 ORDER BY at LIMIT $2)",
            ),
            (
                "texts of tickets",
                MAX_DELETED,
                now - i64::from(days) * DAY_MS,
                "DELETE FROM ticket_messages WHERE id IN \
                 (SELECT m.id FROM ticket_messages m JOIN tickets t ON t.id = m.ticket \
                  WHERE t.touched_at < $1 ORDER BY m.at LIMIT $2)",
            ),
            (
                "tickets",
                MAX_DELETED,
                now - i64::from(days) * DAY_MS,
                "DELETE FROM tickets WHERE id IN (SELECT t.id FROM tickets t WHERE t.touched_at < $1 \
                 AND NOT EXISTS (SELECT 1 FROM ticket_messages m WHERE m.ticket = t.id) \
                 ORDER BY t.touched_at LIMIT $2)",
            ),
            (
                "ids of people with tickets",
                MAX_DELETED,
                now - TICKET_ADDRESS_MS,
                "UPDATE tickets SET address = '', state = 'closed' WHERE id IN \
                 (SELECT id FROM tickets WHERE address <> '' AND touched_at < $1 \
                  ORDER BY touched_at LIMIT $2)",
            ),
            (
                "daily counts",
                MAX_DELETED,
                now / DAY_MS - POPULARITY_RETENTION_DAYS,
                "DELETE FROM popularity WHERE (entry, day) IN \
                 (SELECT entry, day FROM popularity WHERE day < $1 ORDER BY day LIMIT $2)",
            ),
        ] {
            let limits = values![before, step.cast_signed()];
            if transaction.execute(sql, limits).await? >= step {
                more.push(rows);
            }
        }
        let repeats = &self.inner().many_deleted;
        if more.is_empty() {
            repeats.reset();
        } else if repeats.count().is_some() {
            let more = more.join(", ");
            warn!(
                rows = more,
                "more has expired than one run deletes ({more}), so that it is deleted in steps; questions \
                 are kept for {days} days (store.keep_questions). If so much is not expected, check this \
                 machine's clock"
            );
        }
        Ok(())
    }

    /// Returns the number of rows by table, and the size on disk.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn stats(&self) -> Result<Stats, StoreError> {
        let mut rows = Vec::new();
        for (table, sql) in [
            ("votes", "SELECT count(*) FROM votes"),
            ("gaps", "SELECT count(*) FROM gaps"),
            ("questions", "SELECT count(*) FROM questions"),
            ("settings", "SELECT count(*) FROM settings"),
            ("setting changes", "SELECT count(*) FROM setting_changes"),
            ("deliveries", "SELECT count(*) FROM deliveries"),
            ("popularity", "SELECT count(*) FROM popularity"),
            ("messages owed", "SELECT count(*) FROM outbox"),
            ("own settings", "SELECT count(*) FROM personal_settings"),
            ("contributions", "SELECT count(*) FROM contributions"),
            ("tickets", "SELECT count(*) FROM tickets"),
            ("ticked skills", "SELECT count(*) FROM roadmap_progress"),
        ] {
            let counted: Vec<(i64,)> = self.fetch(sql, &[]).await?;
            rows.push((table, counted.first().map_or(0, |(count,)| *count)));
        }
        Ok(Stats {
            rows,
            bytes: self.inner().database().await?.size_bytes().await?,
            version: migrations::version(),
        })
    }

    /// Returns the findings of SQLite's integrity check; empty for a sound file and for PostgreSQL.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn problems(&self) -> Result<Vec<String>, StoreError> {
        self.inner().database().await?.integrity_problems().await
    }
}
