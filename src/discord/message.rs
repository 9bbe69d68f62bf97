//! Decoding of channel messages and direct messages into requests.
//!
//! Only the fields that are used are parsed, so that new message features cannot break it. Messages
//! of bots and webhooks are ignored, because two bots that answer each other never end; so are
//! edits.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serenity::all::{ChannelId, GuildId, MessageId, UserId};

use super::decode;
use super::plain_text::plain_text;
use super::render::PAGE_PREFIX;
use crate::chat::{Ask, Asker, Request, line};
use crate::platform::addressing::{Addressing, Signals};

/// Message types that users write: default and reply
/// (<https://discord.com/developers/docs/resources/message#message-object-message-types>).
const USER_MESSAGE_TYPES: [u8; 2] = [0, REPLY];
/// The message type of a reply.
const REPLY: u8 = 19;

/// The fields of a message that are used
/// (<https://discord.com/developers/docs/resources/message#message-object>).
#[derive(Debug, Deserialize)]
pub(super) struct DiscordMessage {
    pub id: MessageId,
    pub channel_id: ChannelId,
    pub guild_id: Option<GuildId>,
    author: Author,
    #[serde(rename = "type")]
    kind: u8,
    /// Empty where the intents do not cover it.
    #[serde(default)]
    content: String,
    #[serde(default)]
    mentions: Vec<Author>,
    webhook_id: Option<IgnoredAny>,
    /// Action rows.
    #[serde(default)]
    components: Vec<Value>,
    /// The message to which this one replies.
    #[serde(rename = "referenced_message")]
    replied_to: Option<Box<DiscordMessage>>,
}

#[derive(Debug, Deserialize)]
struct Author {
    id: UserId,
    #[serde(default)]
    bot: bool,
}

impl DiscordMessage {
    /// Decodes the message into a request. `None` where the message is not for the bot. With
    /// `reads_all`, messages that address nobody are decoded as well.
    pub(super) fn request(&self, bot_id: UserId, reads_all: bool) -> Option<Request> {
        let person = !self.author.bot && self.webhook_id.is_none();
        if !person || !USER_MESSAGE_TYPES.contains(&self.kind) {
            return None;
        }
        let replied_to = self.replied_to.as_deref();
        let replies_to_bot = replied_to.is_some_and(|replied_to| replied_to.author.id == bot_id);
        let mentions_bot = self.mentions.iter().any(|one| one.id == bot_id);
        let signals = Signals {
            direct: self.guild_id.is_none(),
            mentions_bot,
            replies_to_bot,
            // What a reply was to is missing where that was deleted.
            replies_to_other: self.kind == REPLY && !replies_to_bot,
            mentions_other: self.content.contains("<@"),
        };
        let addressed = match signals.addressing() {
            Addressing::Addressed => true,
            Addressing::Overheard if reads_all => false,
            Addressing::Overheard | Addressing::Elsewhere => return None,
        };
        let mut text = plain_text(&self.content);
        if text.is_empty() && !replies_to_bot {
            // A bare mention in a reply asks the bot to answer the message that it replies to.
            text = replied_to.map_or(text, |replied_to| plain_text(&replied_to.content));
        }
        // A reply without a mention: Discord hides its text.
        let unreadable = self.content.is_empty() && !mentions_bot && self.guild_id.is_some();
        if unreadable {
            return None;
        }
        // What is said to nobody is no command, and its first word no wish.
        let (audience, ask) = if addressed {
            line::spoken(&text)
        } else {
            (None, Ask::Question(text))
        };
        Some(Request {
            ask,
            asker: Asker::new(self.author.id.to_string()),
            place: decode::place(self.guild_id, self.channel_id),
            addressed,
            delivery_id: Some(self.id.to_string()),
            // The buttons of the bot's message tell the entry that it was about.
            about: replied_to
                .filter(|_| replies_to_bot)
                .and_then(|replied_to| {
                    replied_to
                        .button_asks()
                        .find_map(|ask| ask.about().cloned())
                }),
            audience,
            locale: None,
            at: Timestamp::now(),
        })
    }
}

impl DiscordMessage {
    /// The asks that the buttons and selects of the message carry.
    fn button_asks(&self) -> impl Iterator<Item = Ask> {
        let rows = self.components.iter();
        let parts = rows.filter_map(|row| row.get("components")?.as_array());
        parts.flatten().filter_map(|part| {
            let id = part.get("custom_id")?.as_str()?;
            Some(Ask::from_button(id.trim_start_matches(PAGE_PREFIX)))
        })
    }
}
