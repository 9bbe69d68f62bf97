//! What keeps the store in order: what has to be done from time to time, and figures about it.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::values;
use super::{gap_questions, migrations};

/// A day, in milliseconds.
pub(super) const DAY: i64 = 24 * 60 * 60 * 1_000;
/// For how long a delivery is remembered: Slack's last retry comes after five minutes.
const DELIVERIES: i64 = DAY;
/// Over how many days it is counted which entries are popular.
const POPULAR: i64 = 30;
/// For how long it is known that a message was being sent when its replica ended.
const SENDING: i64 = DAY;

/// How much is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Each table, and how many rows it has.
    pub rows: Vec<(&'static str, i64)>,
    /// Bytes on the disk.
    pub bytes: u64,
    /// The number of the last step of the tables' form.
    pub version: i64,
}

impl Store {
    /// Does what has to be done from time to time: counts what was unsure and stayed so, forgets what
    /// has expired, hears what other replicas were told.
    ///
    /// # Errors
    /// The database does not answer; it is done the next time.
    pub async fn run_maintenance(&self, now: Timestamp) -> Result<(), StoreError> {
        let tended = self.maintain(now.as_millisecond()).await;
        match &tended {
            // A change that changes nothing goes well on a full disk, too.
            Ok(wrote) if *wrote => self.inner().works(),
            Ok(_) => {}
            Err(problem) => self.inner().fails(problem, 0),
        }
        tended.map(|_| ())
    }

    /// Whether something was written.
    async fn maintain(&self, now: i64) -> Result<bool, StoreError> {
        let keep = i64::from(self.inner().keep_questions) * DAY;
        let mut change = self.change().await?;
        gap_questions::settle(&mut change, now).await?;
        for (sql, before) in [
            (
                "DELETE FROM questions WHERE at < $1 AND gap <> 0",
                now - keep,
            ),
            ("DELETE FROM deliveries WHERE at < $1", now - DELIVERIES),
            ("DELETE FROM outbox WHERE expires_at < $1", now),
            (
                "DELETE FROM outbox WHERE state = 'sending' AND claimed_until < $1",
                now - SENDING,
            ),
            (
                "DELETE FROM popularity WHERE day < $1",
                now / DAY - 12 * POPULAR,
            ),
        ] {
            change.run(sql, values![before]).await?;
        }
        let fails = !self.state().works;
        if fails {
            // Whether it keeps something again shows when it is given something to keep.
            let sql = "INSERT INTO facts (name, value) VALUES ('tended', $1) \
                       ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            change.run(sql, values![&now.to_string()]).await?;
        }
        change.commit().await?;
        // Whatever was deleted since the last time, by whomever.
        self.inner().database().await?.settle_log().await?;
        let sql = "SELECT entry, CAST(sum(count) AS BIGINT) AS count FROM popularity \
                   WHERE day > $1 GROUP BY entry ORDER BY 2 DESC, 1 LIMIT 100";
        let popular: Vec<(String, i64)> = self.rows(sql, values![now / DAY - POPULAR]).await?;
        let popular = popular.into_iter().map(|(entry, _)| entry).collect();
        self.inner().set_popular(popular);
        self.refresh_settings().await?;
        Ok(fails)
    }

    /// How much is kept.
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
        ] {
            let counted: Vec<(i64,)> = self.rows(sql, &[]).await?;
            rows.push((table, counted.first().map_or(0, |(count,)| *count)));
        }
        Ok(Stats {
            rows,
            bytes: self.inner().database().await?.size().await?,
            version: migrations::version(),
        })
    }

    /// What is wrong with the database file; nothing where it is sound.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn problems(&self) -> Result<Vec<String>, StoreError> {
        self.inner().database().await?.problems().await
    }
}
