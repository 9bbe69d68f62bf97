//! What people write in channels and to the bot alone, as what they want.
//!
//! It reads no more of a message than it needs, so that nothing new in messages is in its way. What
//! bots and webhooks write is passed over, as two bots that answer each other would never end; so is
//! what was edited, and whatever does not call the bot.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serenity::all::{ChannelId, GuildId, MessageId, UserId};

use super::decode;
use super::render::TURN;
use crate::chat::{Ask, Asker, Request, line};

/// Kinds of messages that people write
/// (<https://discord.com/developers/docs/resources/message#message-object-message-types>).
const WRITTEN: [u8; 2] = [0, 19];

/// A message, as far as it matters here
/// (<https://discord.com/developers/docs/resources/message#message-object>).
#[derive(Debug, Deserialize)]
pub(super) struct Message {
    pub id: MessageId,
    pub channel_id: ChannelId,
    pub guild_id: Option<GuildId>,
    author: Author,
    #[serde(rename = "type")]
    kind: u8,
    /// Empty where Discord does not let the bot read it.
    #[serde(default)]
    content: String,
    #[serde(default)]
    mentions: Vec<Author>,
    webhook_id: Option<IgnoredAny>,
    /// Rows of buttons and selects.
    #[serde(default)]
    components: Vec<Value>,
    /// What it replies to.
    #[serde(rename = "referenced_message")]
    replied_to: Option<Box<Message>>,
}

#[derive(Debug, Deserialize)]
struct Author {
    id: UserId,
    #[serde(default)]
    bot: bool,
}

/// Why a message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// It speaks to the bot.
    Yes,
    /// It was said where everything may be answered; only an answer is worth a reply.
    No,
}

impl Message {
    /// What the message wants of the bot, and whether it speaks to it; nothing where it is no
    /// business of the bot's. Where the bot `listens`, what nobody is spoken to with is its business.
    pub(super) fn request(&self, me: UserId, listens: bool) -> Option<(Request, Called)> {
        let person = !self.author.bot && self.webhook_id.is_none();
        if !person || !WRITTEN.contains(&self.kind) {
            return None;
        }
        let said = self.replied_to.as_deref();
        let to_me = said.is_some_and(|said| said.author.id == me);
        let named = self.mentions.iter().any(|one| one.id == me);
        let called = self.guild_id.is_none() || named || to_me;
        // What people reply to each other is their own talk.
        if !called && (!listens || said.is_some()) {
            return None;
        }
        let mut text = without_name(&self.content, me);
        if text.is_empty() && !to_me {
            // To call the bot under a message asks it to answer that message, if it may read it.
            text = said.map_or(text, |said| without_name(&said.content, me));
        }
        // A reply that Discord does not let the bot read, as it does not name it.
        let unreadable = self.content.is_empty() && !named && self.guild_id.is_some();
        if unreadable {
            return None;
        }
        let (audience, text) = line::audience(&text);
        let request = Request {
            ask: line::spoken(text),
            asker: Asker::new(self.author.id.to_string()),
            place: decode::place(self.guild_id, self.channel_id),
            // What the bot said is about what its buttons are about.
            about: said
                .filter(|_| to_me)
                .and_then(|said| said.asks().find_map(|ask| ask.about().cloned())),
            audience,
            locale: None,
            at: Timestamp::now(),
        };
        let called = if called { Called::Yes } else { Called::No };
        Some((request, called))
    }
}

impl Message {
    /// What its buttons ask for.
    fn asks(&self) -> impl Iterator<Item = Ask> {
        let rows = self.components.iter();
        let parts = rows.filter_map(|row| row.get("components")?.as_array());
        parts.flatten().filter_map(|part| {
            let id = part.get("custom_id")?.as_str()?;
            Some(Ask::from_button(id.trim_start_matches(TURN)))
        })
    }
}

/// The text without the bot's name in it.
fn without_name(text: &str, me: UserId) -> String {
    let text = text.replace(&format!("<@{me}>"), " ");
    let text = text.replace(&format!("<@!{me}>"), " ");
    text.trim().to_owned()
}
