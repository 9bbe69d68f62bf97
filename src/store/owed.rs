//! The messages of the outbox that are about a ticket. Their rows hold no words, which stand in the ticket alone.

use super::error::StoreError;
use super::outbox::{self, OwedTo};
use super::sql_value::values;
use super::transaction::Transaction;

/// The subject of a message of the outbox that is about a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// The question, to the mentors' channel.
    Question,
    /// A mentor took it, to its thread.
    Taken,
    /// A mentor gave it back, to its thread.
    HandedBack,
    /// A mentor's answer, to the asker. The number is that of the text.
    Answer(i64),
    /// The same answer, to the thread.
    Answered(i64),
    /// A reply of the asker, to the thread.
    WroteBack(i64),
    /// The asker says that it is solved, to the thread.
    Solved,
    /// The asker cannot be reached, to the thread.
    Unreachable,
    /// The mentors cannot be reached, to the asker.
    NotPosted,
}

impl Owed {
    /// Returns whether it goes to the asker, not to the mentors.
    #[must_use]
    pub const fn is_for_asker(self) -> bool {
        matches!(self, Self::Answer(_) | Self::NotPosted)
    }

    /// Returns the number of its text.
    pub(super) const fn text(self) -> i64 {
        match self {
            Self::Answer(text) | Self::Answered(text) | Self::WroteBack(text) => text,
            _ => 0,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Taken => "taken",
            Self::HandedBack => "handed-back",
            Self::Answer(_) => "answer",
            Self::Answered(_) => "answered",
            Self::WroteBack(_) => "wrote-back",
            Self::Solved => "solved",
            Self::Unreachable => "unreachable",
            Self::NotPosted => "not-posted",
        }
    }

    /// Returns the body of the outbox's row. It holds no words, which stand in the ticket alone.
    fn body(self, ticket: i64) -> String {
        format!("ticket:{ticket}:{}:{}", self.name(), self.text())
    }

    /// Reads a body: the ticket and the subject.
    pub(crate) fn parse(body: &str) -> Option<(i64, Self)> {
        let mut parts = body.strip_prefix("ticket:")?.splitn(3, ':');
        let ticket = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let text = parts.next()?.parse().ok()?;
        let all = [
            Self::Question,
            Self::Taken,
            Self::HandedBack,
            Self::Answer(text),
            Self::Answered(text),
            Self::WroteBack(text),
            Self::Solved,
            Self::Unreachable,
            Self::NotPosted,
        ];
        let owed = all.into_iter().find(|one| one.name() == name)?;
        Some((ticket, owed))
    }
}

/// Puts a message about a ticket into the outbox: to the asker, or to the mentors' channel.
pub(super) async fn owe(
    transaction: &mut Transaction,
    ticket: i64,
    owed: Owed,
    at: i64,
) -> Result<(), StoreError> {
    let sql = "SELECT door, community, person, address, channel FROM tickets WHERE id = $1";
    let rows: Vec<(String, String, String, String, String)> =
        transaction.fetch(sql, values![ticket]).await?;
    let Some((door, community, person, address, channel)) = rows.into_iter().next() else {
        return Ok(());
    };
    let (person, address) = if owed.is_for_asker() {
        (person, address)
    } else {
        (String::new(), channel)
    };
    if address.is_empty() {
        return Ok(());
    }
    let to = OwedTo {
        door: &door,
        community: &community,
        person: &person,
        address: &address,
    };
    outbox::insert(transaction, &to, &owed.body(ticket), at).await
}
