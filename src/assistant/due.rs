//! Messages that are owed: a door asks for those that are due, sends them, and says what came of each.
//!
//! **Invariant:** a message is sent at most once, on however many replicas; what cannot be sent is told to the other side.

use jiff::{SignedDuration, Timestamp};

use super::Assistant;
use super::phrases::Phrases;
use super::tickets::{answer_button, button};
use crate::chat::{Audience, ButtonStyle, Door, Place, Reply, ReplyKind, ReplyPart, TicketAction};
use crate::language::MessageArg;
use crate::markup::Markup;
use crate::store::{Owed, Setting, Store, StoreError, Ticket};

/// Maximum number of messages that a door claims at a time; it sends them within the minute of the claim.
const MAX_CLAIMED: u16 = 8;
/// Time until a message is tried again that the platform refused for now.
const RETRY_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// Maximum length of a thread's title, in characters; Discord takes 100.
const THREAD_TITLE_CHARS: usize = 80;

/// A message that is due.
#[derive(Debug, Clone)]
pub(crate) struct DueMessage {
    /// Id in the outbox; the same at each attempt.
    pub id: i64,
    /// The server or workspace.
    pub community: String,
    /// Its recipient.
    pub to: Recipient,
    /// The message.
    pub reply: Reply,
    /// The title of the thread that begins with it, if one does.
    pub thread_title: Option<String>,
    ticket: i64,
    owed: Owed,
}

/// The recipient of a message, by the platform's ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Recipient {
    /// A person, by direct message.
    Person(String),
    /// A channel, or a thread in it.
    Channel {
        /// The channel.
        channel: String,
        /// The thread.
        thread: Option<String>,
    },
}

/// Result of sending a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SendOutcome {
    /// It was sent; with its id, and that of its thread.
    Sent {
        /// The platform's id of the message.
        message: String,
        /// The platform's id of the thread that begins with it.
        thread: Option<String>,
    },
    /// The platform refuses it for good: the recipient is gone, blocks the bot, or lets it not write.
    Refused,
    /// It was not sent; it is tried again.
    Later,
}

impl Assistant {
    /// Claims the messages that are due at a door. Where the store fails there are none.
    pub(crate) async fn due(&self, door: Door, now: Timestamp) -> Vec<DueMessage> {
        let Some(context) = &self.store_context else {
            return Vec::new();
        };
        let store = &context.store;
        let claimed = store.claim_messages(door, now, MAX_CLAIMED).await;
        let mut due = Vec::new();
        // The store logs its failures.
        for message in claimed.unwrap_or_default() {
            let built = match Owed::parse(&message.body) {
                Some((ticket, owed)) => {
                    self.build(store, door, &message.address, message.id, ticket, owed)
                        .await
                }
                None => Ok(None),
            };
            match built {
                Ok(Some(built)) => due.push(built),
                // What it is about was deleted, or it is of a newer version.
                Ok(None) => drop(store.mark_sent(message.id).await),
                Err(_logged) => {}
            }
        }
        due
    }

    /// Returns whether a claimed message may be sent now; marks it as being sent.
    pub(crate) async fn may_send(&self, message: &DueMessage, now: Timestamp) -> bool {
        match &self.store_context {
            Some(context) => {
                let marked = context.store.mark_sending(message.id, now).await;
                marked.unwrap_or(false)
            }
            None => false,
        }
    }

    /// Records what came of a message.
    pub(crate) async fn sent(&self, message: &DueMessage, outcome: SendOutcome, now: Timestamp) {
        let Some(context) = &self.store_context else {
            return;
        };
        // The store logs its failures; a message that is marked as being sent is not sent again.
        let _ = record(&context.store, message, outcome, now).await;
    }

    async fn build(
        &self,
        store: &Store,
        door: Door,
        address: &str,
        id: i64,
        ticket: i64,
        owed: Owed,
    ) -> Result<Option<DueMessage>, StoreError> {
        let Some(of) = store.ticket_of_any(ticket).await? else {
            return Ok(None);
        };
        let text = match owed {
            Owed::Answer(_) | Owed::Answered(_) | Owed::WroteBack(_) => {
                let Some(text) = store.ticket_text(owed).await? else {
                    return Ok(None);
                };
                text
            }
            _ => String::new(),
        };
        let place = Place {
            door,
            community: Some(of.community.clone()),
            channel: None,
        };
        let own =
            Some(of.locale.as_str()).filter(|locale| owed.is_for_asker() && !locale.is_empty());
        let chosen = self.chosen(&place);
        let phrases = Phrases::at(&place, own).in_language(chosen.value(Setting::Language));
        let to = if owed.is_for_asker() {
            Recipient::Person(address.to_owned())
        } else {
            Recipient::Channel {
                channel: of.channel.clone(),
                thread: Some(of.thread.clone())
                    .filter(|thread| !thread.is_empty() && owed != Owed::Question),
            }
        };
        let title = of.question.chars().take(THREAD_TITLE_CHARS).collect();
        Ok(Some(DueMessage {
            id,
            community: of.community.clone(),
            to,
            reply: reply(phrases, &of, owed, &text),
            thread_title: (owed == Owed::Question).then_some(title),
            ticket,
            owed,
        }))
    }
}

async fn record(
    store: &Store,
    message: &DueMessage,
    outcome: SendOutcome,
    now: Timestamp,
) -> Result<(), StoreError> {
    match outcome {
        SendOutcome::Sent {
            message: posted,
            thread,
        } => {
            if message.owed == Owed::Question {
                let thread = thread.unwrap_or_default();
                store
                    .ticket_posted(message.ticket, &posted, &thread)
                    .await?;
            }
            store.mark_sent(message.id).await
        }
        SendOutcome::Refused => {
            store
                .ticket_undelivered(message.ticket, message.owed, now)
                .await?;
            store.mark_sent(message.id).await
        }
        SendOutcome::Later => {
            let due = now.saturating_add(RETRY_AFTER).unwrap_or(now);
            store.release_message(message.id, due).await
        }
    }
}

/// Builds the message about a ticket.
fn reply(phrases: Phrases, ticket: &Ticket, owed: Owed, text: &str) -> Reply {
    let values = [
        ("handle", MessageArg::from(&ticket.handle)),
        ("question", MessageArg::from(&ticket.question)),
    ];
    let written = |title: String| phrases.plain(ReplyKind::Info, title, Markup::text(text));
    let action = |label, action| button(phrases, label, ticket.id, action);
    let mut reply = match owed {
        Owed::Question => {
            let title = phrases.text("ticket", &[]);
            let mut reply = phrases.plain(ReplyKind::Info, title, Markup::text(&ticket.question));
            reply.parts.push(ReplyPart {
                body: Markup::paragraph(phrases.spans("ticket.text", &values)),
                ..ReplyPart::default()
            });
            reply.buttons = vec![
                answer_button(phrases, ticket.id),
                action("ticket-claim", TicketAction::Claim),
                action("ticket-hand-back", TicketAction::HandBack),
                action("ticket-close", TicketAction::Close),
                action("ticket-block", TicketAction::Block).styled(ButtonStyle::Danger),
            ];
            reply
        }
        Owed::Answer(_) => {
            let mut reply = written(phrases.text("ticket-reply", &[]));
            reply.parts.push(ReplyPart {
                body: Markup::paragraph(phrases.spans("ticket-reply.asked", &values)),
                ..ReplyPart::default()
            });
            reply.buttons = vec![
                action("ticket-back", TicketAction::WriteBack),
                action("solved", TicketAction::Solved),
            ];
            reply
        }
        Owed::NotPosted => phrases.reply(ReplyKind::Notice, "ticket-not-posted", &values),
        Owed::Taken => note(phrases, "taken", &values),
        Owed::HandedBack => note(phrases, "handed-back", &values),
        Owed::Solved => note(phrases, "solved", &values),
        Owed::Unreachable => note(phrases, "unreachable", &values),
        Owed::Answered(_) => {
            let title = note(phrases, "answered", &values).title;
            written(title)
        }
        Owed::WroteBack(_) => {
            let title = note(phrases, "wrote-back", &values).title;
            let mut reply = written(title);
            reply.buttons = vec![answer_button(phrases, ticket.id)];
            reply
        }
    };
    reply.audience = Audience::Public;
    reply
}

/// Builds a note in the thread of a ticket: a title alone.
fn note(phrases: Phrases, what: &str, values: &[(&str, MessageArg<'_>)]) -> Reply {
    let mut values = values.to_vec();
    values.push(("what", MessageArg::Key(what)));
    let title = phrases.text("ticket-note", &values);
    phrases.plain(ReplyKind::Info, title, Markup::default())
}
