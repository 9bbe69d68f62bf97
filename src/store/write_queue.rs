//! What is waiting to be written, and the task that writes it: many changes in one transaction, so that
//! one wait for the disk serves them all.
//!
//! Who waits for an acknowledgement gets it after the commit and never before. What nobody waits for is
//! dropped and counted where it cannot be written: an answer is never delayed for it.

use std::pin::pin;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::error::StoreError;
use super::gap_questions::{self, GapQuestion};
use super::pseudonyms::Pseudonym;
use super::sql_value::values;
use super::state::{Inner, PATIENCE};
use super::transaction::Transaction;

/// How much may wait to be written.
pub(super) const QUEUE: usize = 1_024;
/// How much is written at once.
const BATCH: usize = 256;

/// A change.
#[derive(Debug, Clone)]
pub(super) enum WriteOp {
    /// A person's opinion of a passage, and the question behind a bad one.
    Vote {
        person: Pseudonym,
        passage: String,
        helpful: Option<bool>,
        community: String,
        at: i64,
        question: Option<GapQuestion>,
    },
    Unanswered(GapQuestion),
    /// A suggestion was taken: what the person was unsure about is answered.
    Taken {
        person: Pseudonym,
        passage: String,
    },
    Shown {
        entry: String,
        day: i64,
    },
    Delivery {
        id: String,
        at: i64,
    },
    Setting {
        id: i64,
        community: String,
        channel: String,
        name: &'static str,
        /// Nothing takes the setting back.
        value: Option<String>,
        person: Pseudonym,
        at: i64,
    },
    Forget(Pseudonym),
    /// Waits for what was sent before.
    Nothing,
}

/// A change with whom it is to be acknowledged to, where somebody waits.
pub(super) struct QueuedWrite {
    write: WriteOp,
    told: Option<oneshot::Sender<Result<u64, StoreError>>>,
}

/// The way to the writing task.
#[derive(Clone)]
pub(super) struct WriteQueue(mpsc::Sender<QueuedWrite>);

impl WriteQueue {
    pub(super) fn new() -> (Self, mpsc::Receiver<QueuedWrite>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        (Self(queue), waiting)
    }

    /// Has it written some time; whether there was room.
    pub(super) fn later(&self, write: WriteOp) -> bool {
        self.0.try_send(QueuedWrite { write, told: None }).is_ok()
    }

    /// Writes it; gives how much it changed when it is there to stay.
    pub(super) async fn now(&self, write: WriteOp) -> Result<u64, StoreError> {
        let (told, done) = oneshot::channel();
        let waiting = QueuedWrite {
            write,
            told: Some(told),
        };
        let written = async {
            self.0.send(waiting).await.map_err(|_| StoreError::Ended)?;
            done.await.map_err(|_| StoreError::Ended)?
        };
        let in_time = tokio::time::timeout(PATIENCE, written).await;
        in_time.unwrap_or(Err(StoreError::Late))
    }
}

/// Writes until nobody can send any more and all is written.
pub(super) async fn run(store: Arc<Inner>, mut waiting: mpsc::Receiver<QueuedWrite>) {
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        let writes: Vec<_> = batch.iter().map(|one| one.write.clone()).collect();
        let mut task = pin!(together(&store, &writes));
        let in_time = tokio::time::timeout(PATIENCE, &mut task).await.ok();
        let quick = in_time.is_some();
        let written = if let Some(written) = in_time {
            written
        } else {
            store.fails(&StoreError::Late, 0);
            task.await
        };
        match written {
            Ok(counts) => {
                // Where more waits than is written, or nothing was, it is not yet as it should be.
                if quick && waiting.is_empty() && counts.iter().any(|count| *count > 0) {
                    store.works();
                }
                for (one, count) in batch.drain(..).zip(counts) {
                    one.tell(Ok(count));
                }
            }
            // One bad change must not take the others with it.
            Err(StoreError::Database(_)) if batch.len() > 1 => {
                for one in batch.drain(..) {
                    let written = together(&store, std::slice::from_ref(&one.write)).await;
                    if let Err(problem) = &written {
                        store.fails(problem, 1);
                    }
                    one.tell(written.map(|counts| counts.iter().sum()));
                }
            }
            Err(problem) => {
                let lost = writes.iter().filter(|one| !matches!(one, WriteOp::Nothing));
                store.fails(&problem, lost.count() as u64);
                let words = problem.to_string();
                for one in batch.drain(..) {
                    one.tell(Err(StoreError::Unreachable(words.clone())));
                }
            }
        }
    }
    store.close().await;
}

impl QueuedWrite {
    fn tell(self, written: Result<u64, StoreError>) {
        if let Some(told) = self.told {
            // Who no longer waits does not need to know.
            let _ = told.send(written);
        }
    }
}

/// Writes all of it or nothing; gives how much each changed.
async fn together(store: &Inner, writes: &[WriteOp]) -> Result<Vec<u64>, StoreError> {
    let database = store.database().await?;
    if !database.is_there() {
        store.lost_sight().await;
        return Err(StoreError::Unreachable(
            "its file is gone; a new one is made".to_owned(),
        ));
    }
    let begun = database.change().await;
    // Somebody else has the database: none of the writes is at fault.
    let mut change = begun.map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let mut counts = Vec::with_capacity(writes.len());
    for write in writes {
        counts.push(write.apply(&mut change).await?);
    }
    change.commit().await?;
    if writes
        .iter()
        .any(|write| matches!(write, WriteOp::Forget(_)))
    {
        database.settle_log().await?;
    }
    Ok(counts)
}

impl WriteOp {
    async fn apply(&self, change: &mut Transaction) -> Result<u64, StoreError> {
        match self {
            Self::Vote {
                person,
                passage,
                helpful,
                community,
                at,
                question,
            } => {
                gap_questions::retract(change, person, passage).await?;
                if let Some(question) = question {
                    gap_questions::add(change, question).await?;
                }
                let Some(helpful) = helpful else {
                    let sql = "DELETE FROM votes WHERE person = $1 AND passage = $2";
                    return change.run(sql, values![&person.0, passage]).await;
                };
                let sql = "INSERT INTO votes (person, passage, helpful, community, at) \
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, passage) DO UPDATE \
                           SET helpful = excluded.helpful, community = excluded.community, at = excluded.at";
                let helpful = i64::from(*helpful);
                let values = values![&person.0, passage, helpful, community, *at];
                change.run(sql, values).await
            }
            Self::Unanswered(question) => gap_questions::add(change, question).await,
            Self::Taken { person, passage } => gap_questions::taken(change, person, passage).await,
            Self::Shown { entry, day } => {
                let sql = "INSERT INTO popularity (entry, day, count) VALUES ($1, $2, 1) \
                           ON CONFLICT (entry, day) DO UPDATE SET count = popularity.count + 1";
                change.run(sql, values![entry, *day]).await
            }
            Self::Delivery { id, at } => {
                let sql =
                    "INSERT INTO deliveries (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
                change.run(sql, values![id, *at]).await
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
                change.run(sql, place).await?;
                if let Some(value) = value {
                    let sql = "INSERT INTO settings (community, channel, name, value) \
                               VALUES ($1, $2, $3, $4)";
                    let values = values![community, channel, *name, value];
                    change.run(sql, values).await?;
                }
                let sql = "INSERT INTO setting_changes (id, community, channel, name, value, person, at) \
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
                let value = value.as_deref().unwrap_or_default();
                let values = values![*id, community, channel, *name, value, &person.0, *at];
                change.run(sql, values).await
            }
            Self::Nothing => Ok(0),
            Self::Forget(person) => {
                let mut count = 0;
                for sql in [
                    "DELETE FROM votes WHERE person = $1",
                    "DELETE FROM questions WHERE person = $1",
                    "DELETE FROM outbox WHERE person = $1",
                    "UPDATE setting_changes SET person = '' WHERE person = $1",
                ] {
                    count += change.run(sql, values![&person.0]).await?;
                }
                Ok(count)
            }
        }
    }
}
