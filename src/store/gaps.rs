//! The groups of questions without an answer, as mentors see them.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{time, values};

/// A group of questions that ask the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its number.
    pub id: i64,
    /// The latest words it was asked in; none where they have expired or were forgotten.
    pub question: Option<String>,
    /// How often it was asked.
    pub count: i64,
    /// When it was asked first.
    pub first: Timestamp,
    /// When it was asked last.
    pub last: Timestamp,
    /// The server or workspace; none where it was asked in a direct message.
    pub community: Option<String>,
    /// The passages that came nearest.
    pub nearest: Vec<String>,
}

/// Which gaps to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapFilter<'a> {
    /// Those of everybody.
    All,
    /// Those of one community, or of direct messages.
    Community(Option<&'a str>),
}

/// What became of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapResolution {
    /// The library answers it by now.
    Answered,
    /// It is no question for this bot.
    NotForUs,
}

type Row = (i64, String, i64, i64, i64, String, String);

const LIST: &str = "\
    SELECT g.id, coalesce((SELECT q.text FROM questions q WHERE q.gap = g.id \
                           ORDER BY q.at DESC, q.id LIMIT 1), '') AS question, \
           g.count, g.first_at, g.last_at, g.community, g.nearest \
    FROM gaps g WHERE g.state = 'open' AND ($1 = 1 OR g.community = $2) AND ($5 = 0 OR g.id = $5) \
    ORDER BY g.count DESC, g.last_at DESC, g.id LIMIT $3 OFFSET $4";

impl Store {
    /// Open gaps, most asked first: a page of them, and how many there are.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gaps(
        &self,
        of: GapFilter<'_>,
        page: usize,
        per_page: usize,
    ) -> Result<(Vec<Gap>, usize), StoreError> {
        let (all, community) = match of {
            GapFilter::All => (1, ""),
            GapFilter::Community(community) => (0, community.unwrap_or_default()),
        };
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let skipped = number(page.saturating_mul(per_page));
        let sql = "SELECT count(*) FROM gaps WHERE state = 'open' AND ($1 = 1 OR community = $2)";
        let counted: Vec<(i64,)> = self.rows(sql, values![all, community]).await?;
        let count = counted.first().map_or(0, |(count,)| *count);
        let values = values![all, community, number(per_page), skipped, 0];
        let rows: Vec<Row> = self.rows(LIST, values).await?;
        let gaps = rows.into_iter().map(gap).collect();
        Ok((gaps, usize::try_from(count).unwrap_or(0)))
    }

    /// An open gap of this community.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn gap(&self, id: i64, community: Option<&str>) -> Result<Option<Gap>, StoreError> {
        let values = values![0, community.unwrap_or_default(), 1, 0, id];
        let rows: Vec<Row> = self.rows(LIST, values).await?;
        Ok(rows.into_iter().map(gap).next())
    }

    /// Closes a gap of this community; whether it was open.
    ///
    /// # Errors
    /// It could not be kept.
    pub async fn close_gap(
        &self,
        id: i64,
        community: Option<&str>,
        closed: GapResolution,
    ) -> Result<bool, StoreError> {
        let state = match closed {
            GapResolution::Answered => "answered",
            GapResolution::NotForUs => "not-for-us",
        };
        let sql = "UPDATE gaps SET state = $3 WHERE id = $1 AND community = $2 AND state = 'open'";
        let values = values![id, community.unwrap_or_default(), state];
        Ok(self.run(sql, values).await? > 0)
    }
}

fn gap((id, question, count, first, last, community, nearest): Row) -> Gap {
    Gap {
        id,
        question: Some(question).filter(|question| !question.is_empty()),
        count,
        first: time(first),
        last: time(last),
        community: Some(community).filter(|community| !community.is_empty()),
        nearest: nearest.split_whitespace().map(str::to_owned).collect(),
    }
}
