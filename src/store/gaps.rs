//! Gaps, which are groups of unanswered questions: listing, reading, closing.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{time, values};

/// A group of unanswered questions that ask the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Row id.
    pub id: i64,
    /// The text of the latest question; `None` where all texts have expired or were deleted.
    pub question: Option<String>,
    /// Number of times it was asked.
    pub count: i64,
    /// Time of the first question.
    pub first: Timestamp,
    /// Time of the latest question.
    pub last: Timestamp,
    /// Id of the server or workspace; none for direct messages.
    pub community: Option<String>,
    /// Addresses of the passages that matched the latest question best.
    pub nearest: Vec<String>,
    /// Number of its kept questions that were answered with doubt.
    pub doubts: i64,
}

/// A selection of gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapFilter<'a> {
    /// All gaps.
    All,
    /// Those of one community; with `None`, those of direct messages.
    Community(Option<&'a str>),
}

/// The reason why a gap is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapResolution {
    /// The library answers the question now.
    Answered,
    /// The question is out of scope for this bot.
    NotForUs,
}

/// A row of [`LIST`].
type GapRow = (i64, String, i64, i64, i64, String, String, i64);

/// Lists open gaps: $1 = 1 for all communities, else those of $2; $5 = 0 for all ids, else that one, or the one with which it
/// was joined.
const LIST: &str = "\
    SELECT g.id, coalesce((SELECT q.text FROM questions q WHERE q.gap = g.id \
                           ORDER BY q.at DESC, q.id LIMIT 1), '') AS question, \
           g.count, g.first_at, g.last_at, g.community, g.nearest, \
           (SELECT count(*) FROM questions q WHERE q.gap = g.id AND q.cause = 'doubt') AS doubts \
    FROM gaps g WHERE g.state = 'open' AND ($1 = 1 OR g.community = $2) AND ($5 = 0 OR g.id = $5 \
    OR g.id = (SELECT m.gap FROM gap_merges m WHERE m.id = $5)) \
    ORDER BY g.count DESC, g.last_at DESC, g.id LIMIT $3 OFFSET $4";

impl Store {
    /// Returns a page of the open gaps, most asked first, and the number of all of them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gaps(
        &self,
        filter: GapFilter<'_>,
        page: usize,
        per_page: usize,
    ) -> Result<(Vec<Gap>, usize), StoreError> {
        let (all, community) = match filter {
            GapFilter::All => (1, ""),
            GapFilter::Community(community) => (0, community.unwrap_or_default()),
        };
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let offset = number(page.saturating_mul(per_page));
        let sql = "SELECT count(*) FROM gaps WHERE state = 'open' AND ($1 = 1 OR community = $2)";
        let counted: Vec<(i64,)> = self.fetch(sql, values![all, community]).await?;
        let count = counted.first().map_or(0, |(count,)| *count);
        let values = values![all, community, number(per_page), offset, 0];
        let rows: Vec<GapRow> = self.fetch(LIST, values).await?;
        let gaps = rows.into_iter().map(to_gap).collect();
        Ok((gaps, usize::try_from(count).unwrap_or(0)))
    }

    /// Returns an open gap of this community by its id, or by that of a gap that was joined with it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gap(&self, id: i64, community: Option<&str>) -> Result<Option<Gap>, StoreError> {
        let values = values![0, community.unwrap_or_default(), 1, 0, id];
        let rows: Vec<GapRow> = self.fetch(LIST, values).await?;
        Ok(rows.into_iter().map(to_gap).next())
    }

    /// Returns an open gap of any community, by the ids of [`Store::gap`].
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gap_of_any(&self, id: i64) -> Result<Option<Gap>, StoreError> {
        let rows: Vec<GapRow> = self.fetch(LIST, values![1, "", 1, 0, id]).await?;
        Ok(rows.into_iter().map(to_gap).next())
    }

    /// Closes a gap of this community; returns whether it was open.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn close_gap(
        &self,
        id: i64,
        community: Option<&str>,
        resolution: GapResolution,
    ) -> Result<bool, StoreError> {
        let state = match resolution {
            GapResolution::Answered => "answered",
            GapResolution::NotForUs => "not-for-us",
        };
        let sql = "UPDATE gaps SET state = $3 WHERE id = $1 AND community = $2 AND state = 'open'";
        let values = values![id, community.unwrap_or_default(), state];
        Ok(self.execute(sql, values).await? > 0)
    }
}

fn to_gap(row: GapRow) -> Gap {
    let (id, question, count, first, last, community, nearest, doubts) = row;
    Gap {
        id,
        question: Some(question).filter(|question| !question.is_empty()),
        count,
        first: time(first),
        last: time(last),
        community: Some(community).filter(|community| !community.is_empty()),
        nearest: nearest.split_whitespace().map(str::to_owned).collect(),
        doubts,
    }
}
