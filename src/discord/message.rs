//! Decoding of channel messages and direct messages into requests.
//!
//! Only the fields that are used are parsed, so that new kinds of messages cannot break it. Messages of bots and webhooks
//! are ignored, as two bots could answer each other without end; so are edits.

use std::time::Instant;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use serenity::all::{ChannelId, GuildId, MessageId, RoleId, UserId};

use super::controls::PAGE_PREFIX;
use super::decode;
use super::plain_text::plain_text;
use super::visible_text::visible_text;
use crate::chat::{Ask, Asker, Request, line};
use crate::platform::addressing::{Addressee, AddressingSignals, opens_with_other};
use crate::platform::lenient;

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
    #[serde(default, deserialize_with = "lenient::field")]
    pub guild_id: Option<GuildId>,
    author: Author,
    /// The author as a member of the server.
    #[serde(default, deserialize_with = "lenient::field")]
    member: Option<Member>,
    #[serde(rename = "type", default, deserialize_with = "lenient::field")]
    kind: u8,
    /// Empty where the intents do not cover it.
    #[serde(default, deserialize_with = "lenient::field")]
    content: String,
    #[serde(default, deserialize_with = "lenient::list")]
    mentions: Vec<Author>,
    #[serde(default, deserialize_with = "lenient::list")]
    mention_roles: Vec<RoleId>,
    webhook_id: Option<IgnoredAny>,
    /// Action rows.
    #[serde(default, deserialize_with = "lenient::list")]
    components: Vec<Value>,
    /// The message to which this one replies.
    #[serde(
        default,
        rename = "referenced_message",
        deserialize_with = "lenient::field"
    )]
    replied_to: Option<Box<DiscordMessage>>,
    /// The remaining fields of the message, read by [`visible_text`].
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Author {
    id: UserId,
    #[serde(default, deserialize_with = "lenient::field")]
    bot: bool,
}

/// The fields of a server member that are used.
#[derive(Debug, Default, Deserialize)]
struct Member {
    #[serde(default, deserialize_with = "lenient::list")]
    roles: Vec<RoleId>,
}

/// The state and settings on which decoding a message depends.
#[derive(Debug, Clone, Copy)]
pub(super) struct MessageDecoder {
    /// The bot's user id.
    pub bot_id: UserId,
    /// True if the bot receives the text of messages that do not mention it (`discord.message_content`).
    pub reads_all: bool,
    /// The bot's own role in the server, where the message mentions a role.
    pub role: Option<RoleId>,
}

impl DiscordMessage {
    /// Returns the user who wrote it.
    pub(super) fn author(&self) -> UserId {
        self.author.id
    }

    /// Returns the server in which it mentions a role, which may be the bot's own.
    pub(super) fn mentions_role_in(&self) -> Option<GuildId> {
        let person = !self.author.bot && self.webhook_id.is_none();
        let calls = person && USER_MESSAGE_TYPES.contains(&self.kind);
        self.guild_id
            .filter(|_| calls && !self.mention_roles.is_empty())
    }

    /// Returns whether it has no text, as where Discord hides that of a message that mentions a role.
    pub(super) fn is_hidden(&self) -> bool {
        self.content.is_empty() && self.visible_text().is_empty()
    }

    /// Returns the text that people see: the content, or else that of embeds, polls, components and forwarded messages.
    fn visible_text(&self) -> String {
        let content = plain_text(&self.content);
        if !content.is_empty() {
            return content;
        }
        let mut shown = self.rest.clone();
        shown.insert("components".to_owned(), self.components.clone().into());
        visible_text(&Value::Object(shown))
    }

    /// Decodes the message into a request. `None` where it addresses other people, or nobody and the bot does not receive
    /// the text of such messages.
    pub(super) fn request(&self, decoder: MessageDecoder) -> Option<Request> {
        let bot_id = decoder.bot_id;
        let person = !self.author.bot && self.webhook_id.is_none();
        if !person || !USER_MESSAGE_TYPES.contains(&self.kind) {
            return None;
        }
        let replied_to = self.replied_to.as_deref();
        let replies_to_bot = replied_to.is_some_and(|replied_to| replied_to.author.id == bot_id);
        let by_role = decoder
            .role
            .is_some_and(|role| self.mention_roles.contains(&role));
        let mentions_bot = by_role || self.mentions.iter().any(|one| one.id == bot_id);
        let signals = AddressingSignals {
            direct: self.guild_id.is_none(),
            mentions_bot,
            replies_to_bot,
            // `referenced_message` is missing where the message was deleted.
            replies_to_other: self.kind == REPLY && !replies_to_bot,
            mentions_other: self.content.contains("<@"),
            // A mention of a role (`<@&id>`) is not one of somebody else.
            opens_with_other: opens_with_other(&self.content, |id| {
                id.parse().is_ok_and(|id: u64| id == bot_id.get()) || id.starts_with('&')
            }),
        };
        let addressed = match signals.addressee() {
            Addressee::Bot => true,
            Addressee::Nobody if decoder.reads_all => false,
            Addressee::Nobody | Addressee::Others => return None,
        };
        let mut text = self.visible_text();
        if text.is_empty() && !replies_to_bot {
            // A bare mention in a reply asks the bot to answer the message that it replies to.
            text = replied_to.map_or(text, DiscordMessage::visible_text);
        }
        // Discord hides the text of a reply without a mention.
        let unreadable = self.content.is_empty() && !mentions_bot && self.guild_id.is_some();
        if unreadable {
            return None;
        }
        // A message that does not address the bot is neither a command nor a request for an audience.
        let (audience, ask) = if !addressed {
            (None, Ask::Question(text))
        } else if text.is_empty() && self.content.is_empty() && self.guild_id.is_none() {
            // A picture without text gets the notice that a text is needed.
            (None, Ask::Question(text))
        } else {
            line::parse_message(&text)
        };
        Some(Request {
            ask,
            asker: Asker::new(self.author.id.to_string()).with_roles(
                self.member
                    .iter()
                    .flat_map(|member| &member.roles)
                    .map(ToString::to_string),
            ),
            place: decode::place(self.guild_id, self.channel_id, self.guild_id.is_none()),
            addressed,
            delivery_id: Some(self.id.to_string()),
            // The buttons of the bot's message carry the entry that it is about.
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
            received: Instant::now(),
        })
    }
}

impl DiscordMessage {
    /// Returns the asks of the buttons and of the options of selects of the message, in their order.
    fn button_asks(&self) -> impl Iterator<Item = Ask> {
        let mut asks = Vec::new();
        for part in &self.components {
            collect_asks(part, &mut asks);
        }
        asks.into_iter()
    }
}

/// Appends the asks of a component and of those inside it.
fn collect_asks(part: &Value, asks: &mut Vec<Ask>) {
    let text = |key: &str| part.get(key).and_then(Value::as_str);
    let id = text("custom_id").or_else(|| text("value"));
    asks.extend(id.map(|id| Ask::from_button(id.trim_start_matches(PAGE_PREFIX))));
    let inside = ["components", "options", "accessory"];
    for part in inside.into_iter().filter_map(|key| part.get(key)) {
        match part {
            Value::Array(parts) => parts.iter().for_each(|part| collect_asks(part, asks)),
            part => collect_asks(part, asks),
        }
    }
}
