//! Tickets: questions that people send to the mentors of their community, and the messages that they owe each other. Each
//! change and the message about it are written in one transaction.

use super::error::StoreError;
use super::handle::Store;
use super::maintenance::DAY_MS;
use super::owed::{Owed, owe};
use super::sql_value::{new_id, values};
use super::ticket::TicketOpened;
use super::transaction::Transaction;
use crate::chat::Request;

/// Maximum number of questions that a person sends to the mentors of a community in 24 hours.
const MAX_PER_DAY: i64 = 3;
/// Maximum number of texts of a ticket, with which what the asker writes back ends.
const MAX_TEXTS: i64 = 30;
/// Number of hexadecimal digits of a handle: 65,536 different ones.
const HANDLE_CHARS: usize = 4;

impl Store {
    /// Returns the words of an unanswered question, if this person asked it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_question(
        &self,
        request: &Request,
        id: i64,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM questions WHERE id = $1 AND person = $2";
        let values = values![id, &self.person(request).0];
        let rows: Vec<(String,)> = self.fetch(sql, values).await?;
        Ok(rows.into_iter().map(|(text,)| text).next())
    }

    /// Sends a question to the mentors' channel of the requester's community.
    ///
    /// # Errors
    /// The database does not answer; nothing is sent.
    pub async fn open_ticket(
        &self,
        request: &Request,
        channel: &str,
        text: &str,
    ) -> Result<TicketOpened, StoreError> {
        let person = self.person(request).0;
        let community = request.place.community.as_deref().unwrap_or_default();
        let handle = self.handle(request, community);
        let at = request.at.as_millisecond();
        let mut transaction = self.begin().await?;
        let sql = "SELECT count(*) FROM ticket_blocks WHERE community = $1 AND handle = $2";
        let blocked: Vec<(i64,)> = transaction.fetch(sql, values![community, &handle]).await?;
        if blocked.first().is_some_and(|(count,)| *count > 0) {
            return Ok(TicketOpened::Blocked);
        }
        let sql = "SELECT count(*) FROM tickets WHERE person = $1 AND community = $2 AND at > $3";
        let values = values![&person, community, at - DAY_MS];
        let sent: Vec<(i64,)> = transaction.fetch(sql, values).await?;
        if sent.first().is_some_and(|(count,)| *count >= MAX_PER_DAY) {
            return Ok(TicketOpened::TooMany);
        }
        let id = new_id();
        let sql = "INSERT INTO tickets (id, door, community, channel, message, thread, state, person, \
                   address, handle, locale, mentor, at, touched_at) \
                   VALUES ($1, $2, $3, $4, '', '', 'open', $5, $6, $7, $8, '', $9, $9)";
        let values = values![
            id,
            request.place.door.as_str(),
            community,
            channel,
            &person,
            request.asker.id(),
            &handle,
            request.locale.as_deref().unwrap_or_default(),
            at,
        ];
        transaction.execute(sql, values).await?;
        add_text(&mut transaction, id, text, at).await?;
        owe(&mut transaction, id, Owed::Question, at).await?;
        transaction.commit().await?;
        Ok(TicketOpened::Sent(handle))
    }

    /// Lets a mentor take an open ticket; returns false where somebody else was quicker, or it has ended.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_ticket(&self, request: &Request, id: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE tickets SET state = 'claimed', mentor = $3, touched_at = $4 \
                   WHERE id = $1 AND community = $2 AND state = 'open'";
        self.change_ticket(request, id, sql, Owed::Taken).await
    }

    /// Lets the mentor who took a ticket give it back; returns false where it is not theirs.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn hand_back_ticket(&self, request: &Request, id: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE tickets SET state = 'open', mentor = '', touched_at = $4 \
                   WHERE id = $1 AND community = $2 AND state = 'claimed' AND mentor = $3";
        self.change_ticket(request, id, sql, Owed::HandedBack).await
    }

    async fn change_ticket(
        &self,
        request: &Request,
        id: i64,
        sql: &'static str,
        owed: Owed,
    ) -> Result<bool, StoreError> {
        let community = request.place.community.as_deref().unwrap_or_default();
        let at = request.at.as_millisecond();
        let mut transaction = self.begin().await?;
        let values = values![id, community, &self.person(request).0, at];
        let changed = transaction.execute(sql, values).await? > 0;
        if changed {
            owe(&mut transaction, id, owed, at).await?;
            transaction.commit().await?;
        }
        Ok(changed)
    }

    /// Sends a mentor's answer to the asker, and shows it in the thread. Returns false where somebody else has taken the
    /// ticket, it has ended, or the asker's id is no longer known.
    ///
    /// # Errors
    /// The database does not answer; nothing is sent.
    pub async fn answer_ticket(
        &self,
        request: &Request,
        id: i64,
        text: &str,
    ) -> Result<bool, StoreError> {
        let community = request.place.community.as_deref().unwrap_or_default();
        let at = request.at.as_millisecond();
        let mut transaction = self.begin().await?;
        let sql = "UPDATE tickets SET state = 'answered', mentor = $3, touched_at = $4 \
                   WHERE id = $1 AND community = $2 AND address <> '' \
                   AND (state IN ('open', 'answered') OR (state = 'claimed' AND mentor = $3))";
        let values = values![id, community, &self.person(request).0, at];
        if transaction.execute(sql, values).await? == 0 {
            return Ok(false);
        }
        let text = add_text(&mut transaction, id, text, at).await?;
        owe(&mut transaction, id, Owed::Answer(text), at).await?;
        owe(&mut transaction, id, Owed::Answered(text), at).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Shows what the asker wrote back in the thread; returns false where the ticket has ended, is another's, or has 30 texts.
    ///
    /// # Errors
    /// The database does not answer; nothing is sent.
    pub async fn write_back(
        &self,
        request: &Request,
        id: i64,
        text: &str,
    ) -> Result<bool, StoreError> {
        let at = request.at.as_millisecond();
        let mut transaction = self.begin().await?;
        let sql = "UPDATE tickets SET touched_at = $3 \
                   WHERE id = $1 AND person = $2 AND state <> 'closed' \
                   AND (SELECT count(*) FROM ticket_messages m WHERE m.ticket = $1) < $4";
        let values = values![id, &self.person(request).0, at, MAX_TEXTS];
        if transaction.execute(sql, values).await? == 0 {
            return Ok(false);
        }
        let text = add_text(&mut transaction, id, text, at).await?;
        owe(&mut transaction, id, Owed::WroteBack(text), at).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends the asker's own ticket as solved, and forgets their id; returns whether it was not ended yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn solve_ticket(&self, request: &Request, id: i64) -> Result<bool, StoreError> {
        let at = request.at.as_millisecond();
        let mut transaction = self.begin().await?;
        let sql = "UPDATE tickets SET state = 'closed', address = '', touched_at = $3 \
                   WHERE id = $1 AND person = $2 AND state <> 'closed'";
        let values = values![id, &self.person(request).0, at];
        let solved = transaction.execute(sql, values).await? > 0;
        if solved {
            owe(&mut transaction, id, Owed::Solved, at).await?;
            transaction.commit().await?;
        }
        Ok(solved)
    }

    /// Ends a ticket of the requester's community, and forgets the asker's id; returns whether it was not ended yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn close_ticket(&self, request: &Request, id: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE tickets SET state = 'closed', address = '', touched_at = $3 \
                   WHERE id = $1 AND community = $2 AND state <> 'closed'";
        let community = request.place.community.as_deref().unwrap_or_default();
        let values = values![id, community, request.at.as_millisecond()];
        Ok(self.execute(sql, values).await? > 0)
    }

    /// Takes no further question of the handle of a ticket, and ends its tickets; returns false where there is no such
    /// ticket in the requester's community. Who it is stays unknown.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn block_asker(&self, request: &Request, id: i64) -> Result<bool, StoreError> {
        let community = request.place.community.as_deref().unwrap_or_default();
        let at = request.at.as_millisecond();
        let Some(ticket) = self.ticket(id, Some(community)).await? else {
            return Ok(false);
        };
        let mut transaction = self.begin().await?;
        let sql = "INSERT INTO ticket_blocks (community, handle, at) VALUES ($1, $2, $3) \
                   ON CONFLICT (community, handle) DO NOTHING";
        let values = values![community, &ticket.handle, at];
        transaction.execute(sql, values).await?;
        let sql = "UPDATE tickets SET state = 'closed', address = '', touched_at = $3 \
                   WHERE community = $1 AND handle = $2 AND state <> 'closed'";
        let values = values![community, &ticket.handle, at];
        transaction.execute(sql, values).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Records the message that a door posted for a ticket, and its thread.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ticket_posted(
        &self,
        id: i64,
        message: &str,
        thread: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE tickets SET message = $2, thread = $3 WHERE id = $1";
        let values = values![id, message, thread];
        self.execute(sql, values).await.map(|_| ())
    }

    /// Tells the other side of a ticket that a message to it could not be sent, and ends the ticket where its question
    /// reached nobody.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ticket_undelivered(
        &self,
        id: i64,
        owed: Owed,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        let at = now.as_millisecond();
        let mut transaction = self.begin().await?;
        match owed {
            Owed::Answer(_) => owe(&mut transaction, id, Owed::Unreachable, at).await?,
            Owed::Question => {
                owe(&mut transaction, id, Owed::NotPosted, at).await?;
                let sql = "UPDATE tickets SET state = 'closed', address = '' WHERE id = $1";
                transaction.execute(sql, values![id]).await?;
            }
            _ => return Ok(()),
        }
        transaction.commit().await
    }

    /// Returns the name under which the mentors of a community know a person: the beginning of a keyed hash, which cannot be
    /// matched with other rows of theirs.
    fn handle(&self, request: &Request, community: &str) -> String {
        let id = format!("handle:{community}:{}", request.asker.id());
        let hash = self.inner().pseudonyms.delivery(request.place.door, &id);
        let handle: String = hash.chars().take(HANDLE_CHARS).collect();
        format!("#{}", handle.to_uppercase())
    }
}

/// Adds a text to a ticket; returns its number.
async fn add_text(
    transaction: &mut Transaction,
    ticket: i64,
    text: &str,
    at: i64,
) -> Result<i64, StoreError> {
    let id = new_id();
    let sql = "INSERT INTO ticket_messages (id, ticket, text, at) VALUES ($1, $2, $3, $4)";
    transaction
        .execute(sql, values![id, ticket, text, at])
        .await?;
    Ok(id)
}
