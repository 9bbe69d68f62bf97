//! Replies to messages in channels and direct messages.
//!
//! Everybody in the channel reads them, as Discord has private replies only to interactions. So a reply without an answer
//! is cut to its first paragraph, and a private answer becomes a button that opens it.

use serde_json::{Value, json};
use serenity::all::Http;
use serenity::http::{LightMethod, Route};

use super::api::{self, ApiError};
use super::message::DiscordMessage;
use super::{direct, plain_message, render};
use crate::assistant::Phrases;
use crate::chat::{Ask, Audience, Reply, ReplyKind};

/// Posts the reply. A transient error is retried once; the nonce prevents a second copy.
pub(super) async fn reply(
    http: &Http,
    to: &DiscordMessage,
    ask: &Ask,
    reply: Reply,
    phrases: Phrases,
) -> Result<(), ApiError> {
    let reply = if to.guild_id.is_some() {
        for_channel(ask, reply, phrases)
    } else {
        reply
    };
    let message = render::message(reply).map(|message| as_reply(to, message));
    let send = || {
        let route = Route::ChannelMessages {
            channel_id: to.channel_id,
        };
        api::send(http, LightMethod::Post, route, Some(&message))
    };
    let outcome = match send().await {
        Err(error) if error.is_retryable_now() => send().await,
        first => first,
    };
    match outcome {
        // Where the bot may not write, the answer goes to a direct message.
        Err(ApiError::Refused { status: 403, .. }) if to.guild_id.is_some() => {
            let alone = plain_message::without_reference(message.clone());
            direct::send_direct(http, to.author(), &alone).await
        }
        outcome => outcome,
    }
}

/// Sends a notice as a direct message, or as a short reply in the channel where that is refused.
pub(super) async fn send_privately(
    http: &Http,
    to: &DiscordMessage,
    ask: &Ask,
    notice: Reply,
    phrases: Phrases,
) -> Result<(), ApiError> {
    if to.guild_id.is_none() {
        return reply(http, to, ask, notice, phrases).await;
    }
    let alone = render::message(notice.clone()).map(without_privacy);
    match direct::send_direct(http, to.author(), &alone).await {
        Ok(()) => Ok(()),
        Err(_) => reply(http, to, ask, notice, phrases).await,
    }
}

/// Removes the flag of a message that only one person sees, which exists in responses to interactions alone.
pub(super) fn without_privacy(mut message: Value) -> Value {
    let flags = render::flags(&message) & !render::EPHEMERAL;
    render::set_flags(&mut message, flags);
    message
}

/// Adds the reply reference and the nonce.
fn as_reply(to: &DiscordMessage, message: Value) -> Value {
    let mut message = without_privacy(message);
    if let Some(fields) = message.as_object_mut() {
        fields.insert(
            "allowed_mentions".to_owned(),
            json!({ "parse": [], "replied_user": false }),
        );
        fields.insert(
            "message_reference".to_owned(),
            // The answer may help others also where the message was deleted.
            json!({ "message_id": to.id, "fail_if_not_exists": false }),
        );
        // The nonce is unique per message that is answered
        // (<https://discord.com/developers/docs/resources/message#create-message>).
        fields.insert("nonce".to_owned(), to.id.to_string().into());
        fields.insert("enforce_nonce".to_owned(), true.into());
    }
    message
}

/// Replaces passages to choose from by a button that offers them privately, where answers are private.
/// Choices that are no passages, such as the roles that may be meant, are questions and stay.
pub(super) fn offers_kept_private(reply: Reply, audience: Audience, phrases: Phrases) -> Reply {
    if (reply.kind, audience) != (ReplyKind::Unsure, Audience::Private) {
        return reply;
    }
    let addresses = reply.choices.iter().map(|choice| match &choice.ask {
        Ask::Open { address, page: 0 } => Some(address.clone()),
        _ => None,
    });
    let offers = addresses.collect::<Option<Vec<_>>>().map(Ask::Offers);
    match offers.filter(|offers| offers.to_button().is_some()) {
        Some(offers) => Reply {
            // The line itself is for all.
            audience: Audience::Public,
            ..phrases.likely_private(Some(offers))
        },
        None => reply,
    }
}

/// Reduces a reply to its public part.
fn for_channel(ask: &Ask, mut reply: Reply, phrases: Phrases) -> Reply {
    match (reply.kind, reply.audience) {
        (ReplyKind::Info, Audience::Private) => {
            // Small talk has no button; its button opens the help.
            let open = if ask.to_button().is_some() {
                ask.clone()
            } else {
                Ask::Help
            };
            Reply {
                title: reply.title,
                ..phrases.kept_private(Some(open))
            }
        }
        (ReplyKind::Answer, Audience::Private) => {
            let citation = reply.parts.iter().find_map(|part| part.citation.as_ref());
            phrases.kept_private(citation.map(|citation| Ask::Open {
                address: citation.address.clone(),
                page: 0,
            }))
        }
        (ReplyKind::Likely, Audience::Private) => {
            let citation = reply.parts.iter().find_map(|part| part.citation.as_ref());
            phrases.likely_private(citation.map(|citation| Ask::Open {
                address: citation.address.clone(),
                page: 0,
            }))
        }
        (ReplyKind::Nothing | ReplyKind::Notice | ReplyKind::Wait | ReplyKind::Silent, _) => {
            for part in &mut reply.parts {
                part.body.blocks.truncate(1);
            }
            reply.parts.truncate(1);
            reply
        }
        _ => reply,
    }
}
