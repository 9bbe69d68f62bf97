//! How a reply reaches Discord: in the acknowledgement itself, or, where it is late, after it.

use std::future::Future;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{ApplicationId, Http, InteractionId};
use serenity::http::{LightMethod, Route};

use super::call::{Failure, send};
use super::decode::Way;
use super::render::{self, Message};
use crate::chat::{Audience, Reply, Tone};

/// How long a reply may take before it is announced. Discord waits three seconds for a first
/// response (<https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages>);
/// half of them are left for the way.
pub(super) const PATIENCE: Duration = Duration::from_millis(1_500);

/// Kinds of responses
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>).
const MESSAGE: u8 = 4;
const MESSAGE_LATER: u8 = 5;
const UPDATE_LATER: u8 = 6;
const UPDATE: u8 = 7;
const COMPLETIONS: u8 = 8;

/// What Discord says where a first response was sent before
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
const RESPONDED_BEFORE: isize = 40_060;

/// Where the reply to one interaction goes.
pub(super) struct Slip<'a> {
    pub http: &'a Http,
    pub application: ApplicationId,
    pub id: InteractionId,
    pub token: &'a str,
}

/// Delivers the reply as soon as it is there. Where it is not there within `patience`, says that it
/// is coming, to those whom an answer is for: Discord fixes that with the first response.
pub(super) async fn deliver(
    slip: &Slip<'_>,
    way: Way,
    audience: Audience,
    reply: impl Future<Output = Reply>,
    patience: Duration,
) -> Result<Tone, Failure> {
    tokio::pin!(reply);
    if let Ok(reply) = tokio::time::timeout(patience, &mut reply).await {
        let tone = reply.tone;
        slip.respond(response(reply, way)).await?;
        return Ok(tone);
    }
    let private = way == Way::Aside || audience == Audience::Private;
    let announcement = match way {
        Way::Turn => json!({ "type": UPDATE_LATER }),
        Way::Message | Way::Aside if private => {
            json!({ "type": MESSAGE_LATER, "data": { "flags": render::PRIVATE } })
        }
        Way::Message | Way::Aside => json!({ "type": MESSAGE_LATER }),
    };
    slip.respond(announcement.into()).await?;
    let reply = reply.await;
    let tone = reply.tone;
    let fits = match way {
        Way::Turn => answers(tone),
        Way::Message | Way::Aside => private || reply.audience == Audience::Public,
    };
    if fits {
        slip.edit(render::message(reply).map(in_place)).await?;
        return Ok(tone);
    }
    // What was announced to everybody is for the asker alone after all. Only a message of its own
    // can be, and the first one behind an announcement would stand in for it.
    if way != Way::Turn {
        slip.take_back().await?;
    }
    slip.follow_up(alone(reply)).await?;
    Ok(tone)
}

/// The response that brings this reply.
pub(super) fn response(reply: Reply, way: Way) -> Message {
    let of = |kind: u8| move |message| json!({ "type": kind, "data": message });
    match way {
        // A page that is gone takes nothing away from what is still there to read.
        Way::Turn if answers(reply.tone) => render::message(reply).map(in_place).map(of(UPDATE)),
        Way::Aside => alone(reply).map(of(MESSAGE)),
        Way::Turn | Way::Message => render::message(reply).map(of(MESSAGE)),
    }
}

fn answers(tone: Tone) -> bool {
    matches!(tone, Tone::Answer | Tone::Info)
}

/// The reply as a message to the asker alone.
fn alone(mut reply: Reply) -> Message {
    reply.audience = Audience::Private;
    render::message(reply)
}

/// The response that shows a message of the door's own, or says why not: to the asker alone, or in
/// the place of the message that was pressed.
pub(super) fn shown(message: Result<Value, Box<Reply>>, way: Way) -> Message {
    match (message, way) {
        (Err(reply), _) => alone(*reply).map(|alone| json!({ "type": MESSAGE, "data": alone })),
        (Ok(message), Way::Turn) => json!({ "type": UPDATE, "data": message }).into(),
        (Ok(mut message), Way::Message | Way::Aside) => {
            if let Some(fields) = message.as_object_mut() {
                fields.insert("flags".to_owned(), render::PRIVATE.into());
            }
            json!({ "type": MESSAGE, "data": message }).into()
        }
    }
}

/// The body of the response that offers these completions: what is read, and what is sent back.
pub(super) fn completions(offers: Vec<(String, String)>) -> Message {
    let choices: Vec<_> = offers
        .into_iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    json!({ "type": COMPLETIONS, "data": { "choices": choices } }).into()
}

/// The message as it takes the place of another one: who may read it was settled before, and no
/// file of the other one stays.
fn in_place(mut message: Value) -> Value {
    if let Some(fields) = message.as_object_mut() {
        fields.remove("flags");
        fields.entry("attachments").or_insert_with(|| json!([]));
    }
    message
}

impl Slip<'_> {
    /// Sends the first response, of which there is one; once more where Discord has a mishap.
    pub(super) async fn respond(&self, message: Message) -> Result<(), Failure> {
        let send = || {
            let route = Route::InteractionResponse {
                interaction_id: self.id,
                token: self.token,
            };
            send(self.http, LightMethod::Post, route, Some(&message))
        };
        match send().await {
            // After so long a wait, Discord waits no more.
            Err(Failure::Late) => Err(Failure::Late),
            Err(failure) if failure.may_pass() => match send().await {
                // The first one had come through, whatever was said of it.
                Err(Failure::Refused { code, .. }) if code == RESPONDED_BEFORE => Ok(()),
                second => second,
            },
            first => first,
        }
    }

    /// Fills in what was announced.
    async fn edit(&self, message: Message) -> Result<(), Failure> {
        let route = self.original();
        send(self.http, LightMethod::Patch, route, Some(&message)).await
    }

    /// Takes back what was announced.
    async fn take_back(&self) -> Result<(), Failure> {
        send(self.http, LightMethod::Delete, self.original(), None).await
    }

    /// Sends a further message.
    async fn follow_up(&self, message: Message) -> Result<(), Failure> {
        let route = Route::WebhookFollowupMessages {
            application_id: self.application,
            token: self.token,
        };
        send(self.http, LightMethod::Post, route, Some(&message)).await
    }

    fn original(&self) -> Route<'_> {
        Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token: self.token,
        }
    }
}

#[cfg(test)]
mod tests;
