//! How a reply to a message that somebody wrote reaches its channel: as a reply to it.
//!
//! Everybody in the channel reads it, as Discord knows private replies to commands and buttons
//! alone. So a miss is said in a line or two, and where answers are private, a button opens them.

use serde_json::{Value, json};
use serenity::all::Http;
use serenity::http::{LightMethod, Route};

use super::call::{self, Failure};
use super::render;
use super::written::Message;
use crate::assistant::Words;
use crate::chat::{Ask, Audience, Reply, Tone};

/// Sends the reply. It is sent again once where Discord has a mishap: the nonce keeps it from
/// standing there twice.
pub(super) async fn reply(
    http: &Http,
    to: &Message,
    reply: Reply,
    words: Words,
) -> Result<(), Failure> {
    let reply = if to.guild_id.is_some() {
        public(reply, words)
    } else {
        reply
    };
    let message = render::message(reply).map(|message| body(to, message));
    let send = || {
        let route = Route::ChannelMessages {
            channel_id: to.channel_id,
        };
        call::send(http, LightMethod::Post, route, Some(&message))
    };
    match send().await {
        Err(failure) if failure.is_mishap() => send().await,
        first => first,
    }
}

/// The message as a reply.
fn body(to: &Message, mut message: Value) -> Value {
    if let Some(fields) = message.as_object_mut() {
        fields.remove("flags");
        fields.insert(
            "allowed_mentions".to_owned(),
            json!({ "parse": [], "replied_user": false }),
        );
        fields.insert(
            "message_reference".to_owned(),
            // Whoever took the message back is not waiting any more, but others may be.
            json!({ "message_id": to.id, "fail_if_not_exists": false }),
        );
        // <https://discord.com/developers/docs/resources/message#create-message>
        fields.insert("nonce".to_owned(), to.id.to_string().into());
        fields.insert("enforce_nonce".to_owned(), true.into());
    }
    message
}

/// The reply as everybody may read it.
fn public(mut reply: Reply, words: Words) -> Reply {
    match (reply.tone, reply.audience) {
        (Tone::Answer | Tone::Info, Audience::Private) => {
            let receipt = reply.parts.iter().find_map(|part| part.receipt.as_ref());
            words.kept_private(receipt.map(|receipt| Ask::Open {
                address: receipt.address.clone(),
                page: 0,
            }))
        }
        (Tone::Nothing | Tone::Notice | Tone::Wait, _) => {
            for part in &mut reply.parts {
                part.body.blocks.truncate(1);
            }
            reply.parts.truncate(1);
            reply
        }
        _ => reply,
    }
}
