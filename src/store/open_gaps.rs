//! Upkeep of open gaps: their questions, to compare them and to ask them again, and joining two that ask the same.

use jiff::Timestamp;

use super::error::StoreError;
use super::gap_questions::GapReason;
use super::handle::Store;
use super::sql_value::values;

/// Maximum number of questions that are read, the latest first.
const MAX_ROWS: i64 = 2_000;
/// Maximum number of different questions of a gap.
const MAX_QUESTIONS: usize = 4;

/// An open gap whose words have not all expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenGap {
    /// Row id.
    pub id: i64,
    /// Id of the server or workspace; empty for direct messages.
    pub community: String,
    /// Time of its first question, in milliseconds since 1970.
    pub first_at: i64,
    /// Its latest different questions, at most four.
    pub questions: Vec<OpenQuestion>,
}

/// A question of an open gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The question in a person's words.
    pub text: String,
    /// The reason why it counts as unanswered.
    pub reason: GapReason,
    /// Addresses of the passages that were shown or came nearest.
    pub nearest: Vec<String>,
}

/// Number of open gaps, number of times they were asked, and time of the latest question: differs after a new question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenGapsState(i64, i64, i64);

impl Store {
    /// Returns the state of all open gaps.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_gaps_state(&self) -> Result<OpenGapsState, StoreError> {
        let sql = "SELECT count(*), CAST(coalesce(sum(count), 0) AS BIGINT), coalesce(max(last_at), 0) \
                   FROM gaps WHERE state = 'open'";
        let rows: Vec<(i64, i64, i64)> = self.fetch(sql, &[]).await?;
        let (count, asked, last) = rows.first().copied().unwrap_or_default();
        Ok(OpenGapsState(count, asked, last))
    }

    /// Returns the open gaps of all communities with their questions, the latest first, as far as 2,000 questions go.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_gaps(&self) -> Result<Vec<OpenGap>, StoreError> {
        let sql = "SELECT g.community, q.text, q.cause, q.nearest, g.id, g.first_at \
                   FROM gaps g JOIN questions q ON q.gap = g.id WHERE g.state = 'open' \
                   ORDER BY g.last_at DESC, g.id, q.at DESC, q.id LIMIT $1";
        let rows: Vec<(String, String, String, String, i64, i64)> =
            self.fetch(sql, values![MAX_ROWS]).await?;
        let mut gaps: Vec<OpenGap> = Vec::new();
        for (community, text, reason, nearest, id, first_at) in rows {
            if gaps.last().is_none_or(|last| last.id != id) {
                gaps.push(OpenGap {
                    id,
                    community,
                    first_at,
                    questions: Vec::new(),
                });
            }
            let Some(gap) = gaps.last_mut() else { continue };
            let known = gap.questions.iter().any(|known| known.text == text);
            if known || gap.questions.len() >= MAX_QUESTIONS {
                continue;
            }
            gap.questions.push(OpenQuestion {
                text,
                reason: GapReason::parse(&reason).unwrap_or(GapReason::Nothing),
                nearest: nearest.split_whitespace().map(str::to_owned).collect(),
            });
        }
        Ok(gaps)
    }

    /// Returns up to four different questions of a gap, the latest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gap_examples(&self, gap: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT text, max(at) FROM questions WHERE gap = $1 \
                   GROUP BY text ORDER BY 2 DESC, 1 LIMIT 4";
        let rows: Vec<(String, i64)> = self.fetch(sql, values![gap]).await?;
        Ok(rows.into_iter().map(|(text, _)| text).collect())
    }

    /// Adds the questions and the count of the open gap `other` to the open gap `into` of the same community, in one
    /// transaction; returns false, and changes nothing, where one of them is open no longer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn join_gaps(
        &self,
        into: i64,
        other: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // The lock on this row serialises replicas, and the counting of questions.
        let sql = "INSERT INTO facts (name, value) VALUES ('grouping', '') \
                   ON CONFLICT (name) DO UPDATE SET value = ''";
        transaction.execute(sql, &[]).await?;
        let sql = "SELECT b.count, b.first_at, b.last_at, CASE WHEN b.last_at > a.last_at \
                   THEN b.nearest ELSE a.nearest END FROM gaps a, gaps b \
                   WHERE a.id = $1 AND b.id = $2 AND a.id <> b.id AND a.community = b.community \
                   AND a.state = 'open' AND b.state = 'open'";
        let rows: Vec<(i64, i64, i64, String)> =
            transaction.fetch(sql, values![into, other]).await?;
        let Some((count, first, last, nearest)) = rows.into_iter().next() else {
            return Ok(false);
        };
        let sql = "UPDATE gaps SET count = count + $2, nearest = $5, \
                   first_at = CASE WHEN first_at < $3 THEN first_at ELSE $3 END, \
                   last_at = CASE WHEN last_at > $4 THEN last_at ELSE $4 END WHERE id = $1";
        let values = values![into, count, first, last, &nearest];
        transaction.execute(sql, values).await?;
        for sql in [
            "UPDATE questions SET gap = $1 WHERE gap = $2",
            "UPDATE gap_merges SET gap = $1 WHERE gap = $2",
        ] {
            transaction.execute(sql, values![into, other]).await?;
        }
        let sql = "DELETE FROM gaps WHERE id = $1";
        transaction.execute(sql, values![other]).await?;
        let sql = "INSERT INTO gap_merges (id, gap, at) VALUES ($1, $2, $3)";
        let values = values![other, into, now.as_millisecond()];
        transaction.execute(sql, values).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
