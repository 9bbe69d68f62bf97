//! Questions without an answer: how they come into groups, and out of them again.
//!
//! Whether two questions are one is told by their gists: what search made of their words. The words
//! themselves stand with the question alone and go with it.

use std::collections::HashSet;

use super::error::StoreError;
use super::pseudonyms::Pseudonym;
use super::sql_value::{new_id, values};
use super::transaction::Transaction;

/// For how long a person may still take one of the suggestions, in milliseconds.
const SETTLING: i64 = 10 * 60 * 1_000;
/// Among how many of the latest questions one in other words is looked for.
const LOOKED_AT: i64 = 500;
/// How much of two gists is common where they ask the same.
const ALIKE: f32 = 0.6;

/// Why a question is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapReason {
    /// Nothing was found.
    Nothing,
    /// Something was suggested; it counts when nothing of it is taken.
    Unsure,
    /// A person did not find the answer helpful.
    Unhelpful,
}

impl GapReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unsure => "unsure",
            Self::Unhelpful => "unhelpful",
        }
    }
}

/// A question, as it is kept.
#[derive(Debug, Clone)]
pub(super) struct GapQuestion {
    pub person: Pseudonym,
    pub community: String,
    pub text: String,
    /// The words that tell it from others, sorted, with blanks between.
    pub gist: String,
    pub reason: GapReason,
    /// The passages that came nearest, with blanks between.
    pub nearest: String,
    pub at: i64,
}

/// Keeps a question, in its group or waiting for one.
pub(super) async fn add(
    change: &mut Transaction,
    question: &GapQuestion,
) -> Result<u64, StoreError> {
    let unsure = question.reason == GapReason::Unsure;
    let gap = if unsure {
        0
    } else {
        group(change, question).await?
    };
    let settle_at = if unsure { question.at + SETTLING } else { 0 };
    let sql = "INSERT INTO questions \
               (id, gap, community, person, text, gist, cause, nearest, at, settle_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = values![
        new_id(),
        gap,
        &question.community,
        &question.person.0,
        &question.text,
        &question.gist,
        question.reason.as_str(),
        &question.nearest,
        question.at,
        settle_at,
    ];
    change.run(sql, values).await
}

/// Counts the question in the group of those that ask the same, which is made where there is none;
/// gives the group.
async fn group(change: &mut Transaction, question: &GapQuestion) -> Result<i64, StoreError> {
    // One group is looked for at a time, whichever replica does, so that two do not make one each.
    let sql = "INSERT INTO facts (name, value) VALUES ('grouping', '') \
               ON CONFLICT (name) DO UPDATE SET value = ''";
    change.run(sql, &[]).await?;
    if let Some(gap) = asked_before(change, question).await? {
        // What is asked again after it was answered is not answered.
        let sql = "UPDATE gaps SET count = count + 1, last_at = $2, nearest = $3, \
                   state = CASE state WHEN 'answered' THEN 'open' ELSE state END WHERE id = $1";
        let values = values![gap, question.at, &question.nearest];
        change.run(sql, values).await?;
        return Ok(gap);
    }
    let gap = new_id();
    let sql = "INSERT INTO gaps (id, community, state, count, first_at, last_at, nearest) \
               VALUES ($1, $2, 'open', 1, $3, $3, $4)";
    let values = values![gap, &question.community, question.at, &question.nearest];
    change.run(sql, values).await?;
    Ok(gap)
}

async fn asked_before(
    change: &mut Transaction,
    question: &GapQuestion,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT gap FROM questions WHERE community = $1 AND gist = $2 AND gap <> 0 LIMIT 1";
    let values = values![&question.community, &question.gist];
    let same: Vec<(i64,)> = change.rows(sql, values).await?;
    if let Some((gap,)) = same.first() {
        return Ok(Some(*gap));
    }
    let sql = "SELECT gap, gist FROM questions WHERE community = $1 AND gap <> 0 \
               ORDER BY at DESC LIMIT $2";
    let values = values![&question.community, LOOKED_AT];
    let others: Vec<(i64, String)> = change.rows(sql, values).await?;
    let likeness = others
        .iter()
        .map(|(gap, gist)| (likeness(gist, &question.gist), *gap));
    let nearest = likeness.max_by(|a, b| a.0.total_cmp(&b.0));
    Ok(nearest
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .map(|(_, gap)| gap))
}

/// How much of two gists is common, from 0 to 1.
fn likeness(one: &str, other: &str) -> f32 {
    let one: HashSet<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let other: HashSet<&str> = other.split(' ').filter(|word| !word.is_empty()).collect();
    let common = one.intersection(&other).count();
    // One word in common may be by chance.
    if common < 2 {
        return 0.0;
    }
    common as f32 / one.union(&other).count() as f32
}

/// The person found the answer among what was suggested: they were not without one.
pub(super) async fn taken(
    change: &mut Transaction,
    person: &Pseudonym,
    passage: &str,
) -> Result<u64, StoreError> {
    let sql = "SELECT id, nearest FROM questions WHERE person = $1 AND gap = 0";
    let waiting: Vec<(i64, String)> = change.rows(sql, values![&person.0]).await?;
    let mut count = 0;
    for (id, nearest) in waiting {
        if nearest.split(' ').any(|one| one == passage) {
            let sql = "DELETE FROM questions WHERE id = $1";
            count += change.run(sql, values![id]).await?;
        }
    }
    Ok(count)
}

/// Takes back that the person found the passage unhelpful.
pub(super) async fn retract(
    change: &mut Transaction,
    person: &Pseudonym,
    passage: &str,
) -> Result<(), StoreError> {
    let sql = "SELECT id, gap FROM questions \
               WHERE person = $1 AND cause = 'unhelpful' AND nearest = $2";
    let kept: Vec<(i64, i64)> = change.rows(sql, values![&person.0, passage]).await?;
    for (id, gap) in kept {
        change
            .run("DELETE FROM questions WHERE id = $1", values![id])
            .await?;
        change
            .run(
                "UPDATE gaps SET count = count - 1 WHERE id = $1",
                values![gap],
            )
            .await?;
        change
            .run("DELETE FROM gaps WHERE id = $1 AND count < 1", values![gap])
            .await?;
    }
    Ok(())
}

/// Counts what was unsure and is settled by now; gives how many.
pub(super) async fn settle(change: &mut Transaction, now: i64) -> Result<u64, StoreError> {
    let sql = "SELECT id, community, gist, nearest, at FROM questions \
               WHERE gap = 0 AND settle_at <= $1 ORDER BY at LIMIT 1000";
    let due: Vec<(i64, String, String, String, i64)> = change.rows(sql, values![now]).await?;
    let mut count = 0;
    for (id, community, gist, nearest, at) in due {
        let question = GapQuestion {
            person: Pseudonym(String::new()),
            community,
            text: String::new(),
            gist,
            reason: GapReason::Unsure,
            nearest,
            at,
        };
        let gap = group(change, &question).await?;
        // Another replica may have been quicker.
        let sql = "UPDATE questions SET gap = $1, settle_at = 0 WHERE id = $2 AND gap = 0";
        count += change.run(sql, values![gap, id]).await?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gists_are_alike_where_most_of_them_is_common() {
        assert!(likeness("german sponsor visa", "compani german sponsor visa") >= ALIKE);
        assert!(likeness("german sponsor visa", "german languag visa") < ALIKE);
        assert!(likeness("visa", "visa") < ALIKE);
        assert!(likeness("", "") < ALIKE);
    }
}
