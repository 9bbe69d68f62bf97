//! Unanswered questions, and the gaps in which they are counted.
//!
//! Two questions belong to the same gap if their gists are equal or have a Jaccard index of at least 0.6. A question for
//! which passages were offered is pending for ten minutes; it is counted unless the person opens one of them. The text is
//! stored with the question only and deleted with it.

use std::collections::HashSet;

use super::error::StoreError;
use super::pseudonyms::Pseudonym;
use super::sql_value::{new_id, values};
use super::transaction::Transaction;

/// Time in milliseconds for which a question is pending: the person may still open a suggestion.
pub(super) const PENDING_MS: i64 = 10 * 60 * 1_000;
/// Number of a community's latest questions that are searched for a similar gist.
const COMPARED_QUESTIONS: i64 = 500;
/// Minimum Jaccard index of the gists of questions of the same gap.
const MIN_SIMILARITY: f32 = 0.6;
/// Minimum number of stems that two gists of one gap share: a single one may be a coincidence.
const MIN_SHARED: usize = 2;

/// The reason why a question counts as unanswered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapReason {
    /// Nothing was found.
    Nothing,
    /// Passages were suggested; the question is pending.
    Unsure,
    /// A passage was shown as the closest, or as sure with a confidence below 0.9 and the person asked again in other
    /// words; the question is pending.
    Doubt,
    /// The person voted the answer unhelpful.
    Unhelpful,
}

impl GapReason {
    /// All reasons.
    const ALL: [Self; 4] = [Self::Nothing, Self::Unsure, Self::Doubt, Self::Unhelpful];

    /// Returns the reason of a stored question.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unsure => "unsure",
            // The name under which earlier versions stored it.
            Self::Doubt => "doubt",
            Self::Unhelpful => "unhelpful",
        }
    }
}

/// A question as it is stored.
#[derive(Debug, Clone)]
pub(super) struct GapQuestion {
    /// Row id.
    pub id: i64,
    pub person: Pseudonym,
    /// The community's id; empty for a direct message.
    pub community: String,
    pub text: String,
    /// Distinctive word stems, sorted, separated by spaces.
    pub gist: String,
    pub reason: GapReason,
    /// Addresses of the best matching passages, separated by spaces.
    pub nearest: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Stores a question: in its gap, or without one while it is pending.
pub(super) async fn insert(
    transaction: &mut Transaction,
    question: &GapQuestion,
) -> Result<u64, StoreError> {
    let is_pending = matches!(question.reason, GapReason::Unsure | GapReason::Doubt);
    let gap = if is_pending {
        0
    } else {
        count_in_gap(transaction, question).await?
    };
    let settle_at = if is_pending {
        question.at + PENDING_MS
    } else {
        0
    };
    let sql = "INSERT INTO questions \
               (id, gap, community, person, text, gist, cause, nearest, at, settle_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = values![
        question.id,
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
    transaction.execute(sql, values).await
}

/// Counts a question in its gap, which is created if there is none; returns the gap's id.
async fn count_in_gap(
    transaction: &mut Transaction,
    question: &GapQuestion,
) -> Result<i64, StoreError> {
    // The lock on this row serialises replicas, of which each could otherwise create a gap.
    let sql = "INSERT INTO facts (name, value) VALUES ('grouping', '') \
               ON CONFLICT (name) DO UPDATE SET value = ''";
    transaction.execute(sql, &[]).await?;
    if let Some(gap) = find_gap(transaction, question).await? {
        // An answered gap whose question is asked again is open again.
        let sql = "UPDATE gaps SET count = count + 1, last_at = $2, nearest = $3, \
                   state = CASE state WHEN 'answered' THEN 'open' ELSE state END WHERE id = $1";
        let values = values![gap, question.at, &question.nearest];
        transaction.execute(sql, values).await?;
        return Ok(gap);
    }
    let gap = new_id();
    let sql = "INSERT INTO gaps (id, community, state, count, first_at, last_at, nearest) \
               VALUES ($1, $2, 'open', 1, $3, $3, $4)";
    let values = values![gap, &question.community, question.at, &question.nearest];
    transaction.execute(sql, values).await?;
    Ok(gap)
}

/// Finds the gap of a question: one with an equal gist, or else the one with the most similar gist.
async fn find_gap(
    transaction: &mut Transaction,
    question: &GapQuestion,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT gap FROM questions WHERE community = $1 AND gist = $2 AND gap <> 0 LIMIT 1";
    let values = values![&question.community, &question.gist];
    let equal: Vec<(i64,)> = transaction.fetch(sql, values).await?;
    if let Some((gap,)) = equal.first() {
        return Ok(Some(*gap));
    }
    let sql = "SELECT gap, gist FROM questions WHERE community = $1 AND gap <> 0 \
               ORDER BY at DESC LIMIT $2";
    let values = values![&question.community, COMPARED_QUESTIONS];
    let latest: Vec<(i64, String)> = transaction.fetch(sql, values).await?;
    let similarities = latest
        .iter()
        .map(|(gap, gist)| (jaccard(gist, &question.gist, MIN_SHARED), *gap));
    let most_similar = similarities.max_by(|a, b| a.0.total_cmp(&b.0));
    Ok(most_similar
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .map(|(_, gap)| gap))
}

/// Returns the Jaccard index of the word sets of two gists, 0 to 1; 0 if they share fewer than `min_shared` words.
pub(super) fn jaccard(one: &str, other: &str, min_shared: usize) -> f32 {
    let one: HashSet<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let other: HashSet<&str> = other.split(' ').filter(|word| !word.is_empty()).collect();
    let common = one.intersection(&other).count();
    if common < min_shared {
        return 0.0;
    }
    common as f32 / one.union(&other).count() as f32
}

/// Deletes a person's pending questions for which an opened passage was offered; returns their number.
pub(super) async fn delete_resolved(
    transaction: &mut Transaction,
    person: &Pseudonym,
    passage: &str,
) -> Result<u64, StoreError> {
    let sql = "SELECT id, nearest FROM questions WHERE person = $1 AND gap = 0";
    let pending: Vec<(i64, String)> = transaction.fetch(sql, values![&person.0]).await?;
    let mut count = 0;
    for (id, nearest) in pending {
        if nearest.split(' ').any(|suggested| suggested == passage) {
            let sql = "DELETE FROM questions WHERE id = $1";
            count += transaction.execute(sql, values![id]).await?;
        }
    }
    Ok(count)
}

/// Deletes the questions that a person's unhelpful vote on a passage stored, and subtracts them from their gaps.
pub(super) async fn delete_unhelpful(
    transaction: &mut Transaction,
    person: &Pseudonym,
    passage: &str,
) -> Result<(), StoreError> {
    let sql = "SELECT id, gap FROM questions \
               WHERE person = $1 AND cause = 'unhelpful' AND nearest = $2";
    let values = values![&person.0, passage];
    let stored: Vec<(i64, i64)> = transaction.fetch(sql, values).await?;
    for (id, gap) in stored {
        for (sql, id) in [
            ("DELETE FROM questions WHERE id = $1", id),
            ("UPDATE gaps SET count = count - 1 WHERE id = $1", gap),
            ("DELETE FROM gaps WHERE id = $1 AND count < 1", gap),
        ] {
            transaction.execute(sql, values![id]).await?;
        }
    }
    Ok(())
}

/// Counts up to 1,000 questions that are pending no longer in their gaps.
pub(super) async fn count_due(transaction: &mut Transaction, now: i64) -> Result<(), StoreError> {
    let sql = "SELECT id, community, gist, nearest, at FROM questions \
               WHERE gap = 0 AND settle_at <= $1 ORDER BY at LIMIT 1000";
    let due: Vec<(i64, String, String, String, i64)> = transaction.fetch(sql, values![now]).await?;
    for (id, community, gist, nearest, at) in due {
        // Only the replica that claims the question counts it.
        let sql = "UPDATE questions SET settle_at = 0 WHERE id = $1 AND gap = 0 AND settle_at > 0";
        if transaction.execute(sql, values![id]).await? == 0 {
            continue;
        }
        let question = GapQuestion {
            id,
            person: Pseudonym(String::new()),
            community,
            text: String::new(),
            gist,
            reason: GapReason::Unsure,
            nearest,
            at,
        };
        let gap = count_in_gap(transaction, &question).await?;
        let sql = "UPDATE questions SET gap = $1 WHERE id = $2";
        transaction.execute(sql, values![gap, id]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gists_are_similar_where_most_words_are_shared() {
        assert!(
            jaccard(
                "german sponsor visa",
                "compani german sponsor visa",
                MIN_SHARED
            ) >= MIN_SIMILARITY
        );
        assert!(jaccard("german sponsor visa", "german languag visa", MIN_SHARED) < MIN_SIMILARITY);
        assert!(jaccard("visa", "visa", MIN_SHARED) < MIN_SIMILARITY);
        assert!(jaccard("", "", MIN_SHARED) < MIN_SIMILARITY);
    }
}
