//! A ticket, which is a question to the mentors of a community, as it is read.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::owed::Owed;
use super::sql_value::{SqlValue, time, values};
use crate::chat::Request;

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Row id.
    pub id: i64,
    /// Id of the server or workspace.
    pub community: String,
    /// Id of the mentors' channel.
    pub channel: String,
    /// Id of the message in it; empty until it is sent.
    pub message: String,
    /// Id of the message's thread; empty without one.
    pub thread: String,
    /// The state.
    pub state: TicketState,
    /// The name under which mentors know the asker.
    pub handle: String,
    /// Locale of the asker; empty where it is not known.
    pub locale: String,
    /// The question.
    pub question: String,
}

/// The state of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketState {
    /// Nobody has taken it.
    Open,
    /// A mentor has taken it.
    Claimed,
    /// An answer was sent.
    Answered,
    /// It has ended.
    Closed,
}

impl TicketState {
    const ALL: [Self; 4] = [Self::Open, Self::Claimed, Self::Answered, Self::Closed];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

/// The result of sending a question to the mentors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketOpened {
    /// It is on its way, under this handle.
    Sent(String),
    /// The person has sent too many within a day.
    TooMany,
    /// The community takes no question from this person.
    Blocked,
}

/// Selects tickets with their first text.
const SELECT: &str = "\
    SELECT t.community, t.channel, t.message, t.thread, t.state, t.handle, t.locale, \
           coalesce((SELECT m.text FROM ticket_messages m WHERE m.ticket = t.id \
                     ORDER BY m.at, m.id LIMIT 1), '') \
    FROM tickets t WHERE t.id = $1 AND ($2 = 0 OR t.community = $3) AND ($4 = 0 OR t.person = $5)";

impl Store {
    /// Returns a ticket of a community by its id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ticket(
        &self,
        id: i64,
        community: Option<&str>,
    ) -> Result<Option<Ticket>, StoreError> {
        let values = values![id, 1, community.unwrap_or_default(), 0, ""];
        self.select_ticket(id, values).await
    }

    /// Returns a ticket of any community, for a message about it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ticket_of_any(&self, id: i64) -> Result<Option<Ticket>, StoreError> {
        self.select_ticket(id, values![id, 0, "", 0, ""]).await
    }

    /// Returns a ticket by its id, if this person asked it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_ticket(
        &self,
        request: &Request,
        id: i64,
    ) -> Result<Option<Ticket>, StoreError> {
        let values = values![id, 0, "", 1, &self.person(request).0];
        self.select_ticket(id, values).await
    }

    async fn select_ticket(
        &self,
        id: i64,
        values: &[SqlValue],
    ) -> Result<Option<Ticket>, StoreError> {
        type TicketRow = (
            String,
            String,
            String,
            String,
            String,
            String,
            String,
            String,
        );
        let rows: Vec<TicketRow> = self.fetch(SELECT, values).await?;
        let ticket = rows.into_iter().next();
        Ok(ticket.map(
            |(community, channel, message, thread, state, handle, locale, question)| Ticket {
                id,
                community,
                channel,
                message,
                thread,
                state: TicketState::ALL
                    .into_iter()
                    .find(|one| one.as_str() == state)
                    .unwrap_or(TicketState::Closed),
                handle,
                locale,
                question,
            },
        ))
    }

    /// Returns the number of tickets of a community that have no answer, and the time of the oldest; `None` where there is
    /// none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn waiting_tickets(
        &self,
        community: Option<&str>,
    ) -> Result<Option<(usize, Timestamp)>, StoreError> {
        let sql = "SELECT count(*), coalesce(min(at), 0) FROM tickets \
                   WHERE community = $1 AND state IN ('open', 'claimed')";
        let values = values![community.unwrap_or_default()];
        let rows: Vec<(i64, i64)> = self.fetch(sql, values).await?;
        let waiting = rows.first().filter(|(count, _)| *count > 0);
        Ok(waiting.map(|(count, oldest)| (usize::try_from(*count).unwrap_or(0), time(*oldest))))
    }

    /// Returns a text of a ticket.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ticket_text(&self, owed: Owed) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM ticket_messages WHERE id = $1";
        let rows: Vec<(String,)> = self.fetch(sql, values![owed.text()]).await?;
        Ok(rows.into_iter().map(|(text,)| text).next())
    }
}
