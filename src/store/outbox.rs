//! The outbox: messages to people and to mentors' channels, with at-most-once delivery across replicas.
//!
//! A door claims due messages, marks each as being sent, sends it, and deletes it. A claimed message that was not marked can
//! be claimed again when the claim ends. One that was marked is never sent again, as it may have arrived.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::maintenance::DAY_MS;
use super::sql_value::{new_id, values};
use super::transaction::Transaction;
use crate::chat::{Door, Request};

/// Duration of a claim in milliseconds; a door sends a message within seconds.
pub const CLAIM_MS: i64 = 60 * 1_000;

/// Time in milliseconds for which it is tried to send a message about a ticket.
const EXPIRY_MS: i64 = 14 * DAY_MS;

/// A message that this replica has claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Row id.
    pub id: i64,
    /// The platform's id of the recipient: a person, or a channel.
    pub address: String,
    /// The text to send.
    pub body: String,
}

/// The recipient of a message: a person, or a channel, for which there is no pseudonym.
pub(super) struct OwedTo<'a> {
    pub door: &'a str,
    pub community: &'a str,
    pub person: &'a str,
    pub address: &'a str,
}

/// Stores a message that is due at once, for 14 days.
pub(super) async fn insert(
    transaction: &mut Transaction,
    to: &OwedTo<'_>,
    body: &str,
    at: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO outbox (id, door, community, person, address, body, due_at, expires_at, \
               state, claimed_by, claimed_until) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', 0)";
    let values = values![
        new_id(),
        to.door,
        to.community,
        to.person,
        to.address,
        body,
        at,
        at + EXPIRY_MS,
    ];
    transaction.execute(sql, values).await.map(|_| ())
}

impl Store {
    /// Stores a message to the person who sent the request, to be sent between `due` and `expires`;
    /// returns its id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn enqueue_message(
        &self,
        request: &Request,
        body: &str,
        due: Timestamp,
        expires: Timestamp,
    ) -> Result<i64, StoreError> {
        let id = new_id();
        let sql = "INSERT INTO outbox (id, door, community, person, address, body, due_at, expires_at, \
                   state, claimed_by, claimed_until) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', 0)";
        let values = values![
            id,
            request.place.door.as_str(),
            request.place.community.as_deref().unwrap_or_default(),
            &self.person(request).0,
            request.asker.id(),
            body,
            due.as_millisecond(),
            expires.as_millisecond(),
        ];
        self.execute(sql, values).await?;
        Ok(id)
    }

    /// Claims up to `limit` due messages of this door, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_messages(
        &self,
        door: Door,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<OutboxMessage>, StoreError> {
        let now = now.as_millisecond();
        // Without this read, each look would take the lock of writers.
        let sql = "SELECT id FROM outbox WHERE door = $1 AND state = 'waiting' \
                   AND claimed_until <= $2 AND due_at <= $2 LIMIT 1";
        let any: Vec<(i64,)> = self.fetch(sql, values![door.as_str(), now]).await?;
        if any.is_empty() {
            return Ok(Vec::new());
        }
        // Where two replicas select the same row, the second waits for the first one's commit and
        // then checks the outer condition again, which no longer holds.
        let sql = "UPDATE outbox SET claimed_by = $1, claimed_until = $2 \
                   WHERE door = $3 AND state = 'waiting' AND claimed_until <= $4 AND id IN \
                   (SELECT id FROM outbox WHERE door = $3 AND state = 'waiting' \
                    AND claimed_until <= $4 AND due_at <= $4 AND expires_at > $4 \
                    ORDER BY due_at, id LIMIT $5) \
                   RETURNING id, address, body";
        let values = values![
            self.replica(),
            now + CLAIM_MS,
            door.as_str(),
            now,
            i64::from(limit)
        ];
        let rows: Vec<(i64, String, String)> = self.execute_returning(sql, values).await?;
        let messages =
            rows.into_iter()
                .map(|(id, address, body)| OutboxMessage { id, address, body });
        Ok(messages.collect())
    }

    /// Marks a claimed message as being sent. Returns false, and the message must not be sent, where
    /// the claim has ended or the person's data was deleted.
    ///
    /// # Errors
    /// The database does not answer; the message must not be sent.
    pub async fn mark_sending(&self, id: i64, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET state = 'sending' WHERE id = $1 AND state = 'waiting' \
                   AND claimed_by = $2 AND claimed_until > $3";
        let values = values![id, self.replica(), now.as_millisecond()];
        Ok(self.execute(sql, values).await? > 0)
    }

    /// Deletes a message that was sent.
    ///
    /// # Errors
    /// The database does not answer; the message is not sent again all the same.
    pub async fn mark_sent(&self, id: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE id = $1";
        self.execute(sql, values![id]).await.map(|_| ())
    }

    /// Releases a claimed message that the platform refused for now; it is due again at `due`.
    ///
    /// # Errors
    /// The database does not answer; the message is not sent again.
    pub async fn release_message(&self, id: i64, due: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', claimed_by = '', claimed_until = 0, due_at = $2 \
                   WHERE id = $1 AND claimed_by = $3";
        let values = values![id, due.as_millisecond(), self.replica()];
        self.execute(sql, values).await.map(|_| ())
    }
}
