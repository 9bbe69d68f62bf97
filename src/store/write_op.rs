//! Queued writes and the statements that each of them executes.

use super::error::StoreError;
use super::gap_questions::{self, GapQuestion};
use super::pseudonyms::Pseudonym;
use super::sql_value::values;
use super::transaction::Transaction;

/// A write. Times are milliseconds since 1970; an empty community stands for direct messages.
#[derive(Debug, Clone)]
pub(super) enum WriteOp {
    /// A person's vote on a passage; `None` deletes it.
    Vote {
        person: Pseudonym,
        passage: String,
        helpful: Option<bool>,
        community: String,
        at: i64,
        /// The question whose answer was voted unhelpful.
        question: Option<GapQuestion>,
    },
    /// A question that the library did not answer.
    Unanswered(GapQuestion),
    /// A passage was opened; pending questions of the person for which it was offered are deleted.
    Opened { person: Pseudonym, passage: String },
    /// An entry was shown on a day, counted from 1970.
    Shown { entry: String, day: i64 },
    /// A delivery of a platform; changes no row if the id is stored already.
    Delivery { id: String, at: i64 },
    /// A setting of a community or, with a channel, of a channel; no value deletes it.
    Setting {
        id: i64,
        community: String,
        channel: String,
        name: &'static str,
        value: Option<String>,
        person: Pseudonym,
        at: i64,
    },
    /// A setting that a person chose for themselves; no value deletes it.
    PersonalSetting {
        person: Pseudonym,
        name: &'static str,
        value: Option<String>,
        at: i64,
    },
    /// A skill that a person ticked as done, or took back.
    Progress {
        person: Pseudonym,
        skill: String,
        done: bool,
        at: i64,
    },
    /// Deletes the data of a person.
    Forget(Pseudonym),
    /// Writes nothing; acknowledged once all earlier writes are committed.
    Flush,
}

impl WriteOp {
    /// Executes the write; returns the number of changed rows.
    pub(super) async fn apply(&self, transaction: &mut Transaction) -> Result<u64, StoreError> {
        match self {
            Self::Vote {
                person,
                passage,
                helpful,
                community,
                at,
                question,
            } => {
                gap_questions::delete_unhelpful(transaction, person, passage).await?;
                if let Some(question) = question {
                    gap_questions::insert(transaction, question).await?;
                }
                let Some(helpful) = helpful else {
                    let sql = "DELETE FROM votes WHERE person = $1 AND passage = $2";
                    return transaction.execute(sql, values![&person.0, passage]).await;
                };
                let sql = "INSERT INTO votes (person, passage, helpful, community, at) \
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, passage) DO UPDATE \
                           SET helpful = excluded.helpful, community = excluded.community, at = excluded.at, \
                           reason = ''";
                let helpful = i64::from(*helpful);
                let values = values![&person.0, passage, helpful, community, *at];
                transaction.execute(sql, values).await
            }
            Self::Unanswered(question) => gap_questions::insert(transaction, question).await,
            Self::Opened { person, passage } => {
                gap_questions::delete_resolved(transaction, person, passage).await
            }
            Self::Shown { entry, day } => {
                let sql = "INSERT INTO popularity (entry, day, count) VALUES ($1, $2, 1) \
                           ON CONFLICT (entry, day) DO UPDATE SET count = popularity.count + 1";
                transaction.execute(sql, values![entry, *day]).await
            }
            Self::Delivery { id, at } => {
                let sql =
                    "INSERT INTO deliveries (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
                transaction.execute(sql, values![id, *at]).await
            }
            Self::Setting {
                id,
                community,
                channel,
                name,
                value,
                person,
                at,
            } => {
                let place = values![community, channel, *name];
                let sql =
                    "DELETE FROM settings WHERE community = $1 AND channel = $2 AND name = $3";
                transaction.execute(sql, place).await?;
                if let Some(value) = value {
                    let sql = "INSERT INTO settings (community, channel, name, value) \
                               VALUES ($1, $2, $3, $4)";
                    let values = values![community, channel, *name, value];
                    transaction.execute(sql, values).await?;
                }
                let sql = "INSERT INTO setting_changes (id, community, channel, name, value, person, at) \
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
                let value = value.as_deref().unwrap_or_default();
                let values = values![*id, community, channel, *name, value, &person.0, *at];
                transaction.execute(sql, values).await
            }
            Self::PersonalSetting {
                person,
                name,
                value,
                at,
            } => {
                let Some(value) = value else {
                    let sql = "DELETE FROM personal_settings WHERE person = $1 AND name = $2";
                    return transaction.execute(sql, values![&person.0, *name]).await;
                };
                let sql = "INSERT INTO personal_settings (person, name, value, at) \
                           VALUES ($1, $2, $3, $4) ON CONFLICT (person, name) DO UPDATE \
                           SET value = excluded.value, at = excluded.at";
                let values = values![&person.0, *name, value, *at];
                transaction.execute(sql, values).await
            }
            Self::Progress {
                person,
                skill,
                done,
                at,
            } => tick(transaction, person, skill, *done, *at).await,
            Self::Forget(person) => forget(transaction, person).await,
            Self::Flush => Ok(0),
        }
    }
}

/// Deletes what is stored of a person, and their pseudonym from what stays; returns the number of changed rows.
async fn forget(transaction: &mut Transaction, person: &Pseudonym) -> Result<u64, StoreError> {
    let mut count = 0;
    for sql in [
        "DELETE FROM votes WHERE person = $1",
        "DELETE FROM questions WHERE person = $1",
        "DELETE FROM personal_settings WHERE person = $1",
        "DELETE FROM roadmap_progress WHERE person = $1",
        "DELETE FROM outbox WHERE person = $1",
        "UPDATE setting_changes SET person = '' WHERE person = $1",
        "UPDATE contributions SET person = '' WHERE person = $1",
        "DELETE FROM ticket_messages WHERE ticket IN \
                     (SELECT id FROM tickets WHERE person = $1)",
        "DELETE FROM tickets WHERE person = $1",
        "UPDATE tickets SET mentor = '' WHERE mentor = $1",
    ] {
        count += transaction.execute(sql, values![&person.0]).await?;
    }
    Ok(count)
}

/// Stores or deletes a tick; an earlier day stays.
async fn tick(
    transaction: &mut Transaction,
    person: &Pseudonym,
    skill: &str,
    done: bool,
    at: i64,
) -> Result<u64, StoreError> {
    if done {
        let sql = "INSERT INTO roadmap_progress (person, skill, at) VALUES ($1, $2, $3) \
                   ON CONFLICT (person, skill) DO NOTHING";
        return transaction
            .execute(sql, values![&person.0, skill, at])
            .await;
    }
    let sql = "DELETE FROM roadmap_progress WHERE person = $1 AND skill = $2";
    transaction.execute(sql, values![&person.0, skill]).await
}
