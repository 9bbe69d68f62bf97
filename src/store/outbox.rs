//! Messages owed to somebody: kept until a door has sent them, by one replica each.
//!
//! A door claims what is due, says of each message that it sends it now, sends it, and says that it is
//! sent. What a replica claimed and did not begin to send is free again when its claim ends. What it
//! began to send is never sent again, as nobody can tell whether it arrived.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{new_id, values};
use crate::chat::{Door, Request};

/// For how long a claim holds, in milliseconds: a door sends within seconds.
pub const CLAIM_MS: i64 = 60 * 1_000;

/// A message that this replica may send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Its number.
    pub id: i64,
    /// The platform's id of who gets it.
    pub address: String,
    /// What to send.
    pub body: String,
}

impl Store {
    /// Keeps that the asker of this request is owed a message, until then at most; gives its number.
    ///
    /// # Errors
    /// It could not be kept.
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
        self.run(sql, values).await?;
        Ok(id)
    }

    /// Claims messages of this door that are due, the oldest first.
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
        // Where two replicas choose the same message, the second waits for the first and then finds
        // that the outer condition no longer holds.
        let sql = "UPDATE outbox SET claimed_by = $1, claimed_until = $2 \
                   WHERE door = $3 AND state = 'waiting' AND claimed_until <= $4 AND id IN \
                   (SELECT id FROM outbox WHERE door = $3 AND state = 'waiting' \
                    AND claimed_until <= $4 AND due_at <= $4 AND expires_at > $4 \
                    ORDER BY due_at, id LIMIT $5) \
                   RETURNING id, address, body";
        let values = values![
            self.name(),
            now + CLAIM_MS,
            door.as_str(),
            now,
            i64::from(limit)
        ];
        let rows: Vec<(i64, String, String)> = self.run_rows(sql, values).await?;
        let owed = rows
            .into_iter()
            .map(|(id, address, body)| OutboxMessage { id, address, body });
        Ok(owed.collect())
    }

    /// Says that the message is being sent from now on; whether it may be: not where the claim has
    /// ended, or the person had it forgotten.
    ///
    /// # Errors
    /// It could not be kept, so it must not be sent.
    pub async fn mark_sending(&self, id: i64, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET state = 'sending' WHERE id = $1 AND state = 'waiting' \
                   AND claimed_by = $2 AND claimed_until > $3";
        let values = values![id, self.name(), now.as_millisecond()];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Says that the message was sent: nothing of it stays.
    ///
    /// # Errors
    /// It could not be kept; the message is not sent again all the same.
    pub async fn mark_sent(&self, id: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE id = $1";
        self.run(sql, values![id]).await.map(|_| ())
    }

    /// Gives a claimed message back: the platform refused it for now, and it is due again then.
    ///
    /// # Errors
    /// It could not be kept; the message is not sent again.
    pub async fn release_message(&self, id: i64, due: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', claimed_by = '', claimed_until = 0, due_at = $2 \
                   WHERE id = $1 AND claimed_by = $3";
        let values = values![id, due.as_millisecond(), self.name()];
        self.run(sql, values).await.map(|_| ())
    }
}
