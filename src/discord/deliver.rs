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

/// What is delivered.
pub(super) struct Parcel {
    message: Message,
    tone: Tone,
    private: bool,
}

impl From<Reply> for Parcel {
    fn from(reply: Reply) -> Self {
        Self {
            tone: reply.tone,
            private: reply.audience == Audience::Private,
            message: render::message(reply),
        }
    }
}

impl Parcel {
    /// A message of the door's own, to the asker alone.
    pub(super) fn of_the_door(message: Value) -> Self {
        let message = Message::from(message);
        Self {
            tone: Tone::Info,
            private: true,
            message,
        }
        .alone()
    }

    /// The same to the asker alone.
    fn alone(mut self) -> Self {
        if let Some(fields) = self.message.body.as_object_mut() {
            fields.insert("flags".to_owned(), render::PRIVATE.into());
        }
        self.private = true;
        self
    }

    /// Whether it may take the place of what was there to read. A page that is gone takes nothing
    /// away.
    fn answers(&self) -> bool {
        matches!(self.tone, Tone::Answer | Tone::Info)
    }
}

/// Delivers the reply as soon as it is there. Where it is not there within `patience`, says that it
/// is coming, to those whom an answer is for: Discord fixes that with the first response.
pub(super) async fn deliver<P: Into<Parcel>>(
    slip: &Slip<'_>,
    way: Way,
    audience: Audience,
    reply: impl Future<Output = P>,
    patience: Duration,
) -> Result<Tone, Failure> {
    tokio::pin!(reply);
    if let Ok(reply) = tokio::time::timeout(patience, &mut reply).await {
        let parcel = reply.into();
        let tone = parcel.tone;
        slip.respond(&response(parcel, way)).await?;
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
    slip.respond(&announcement.into()).await?;
    let parcel: Parcel = reply.await.into();
    let tone = parcel.tone;
    let fits = match way {
        Way::Turn => parcel.answers(),
        Way::Message | Way::Aside => private || !parcel.private,
    };
    if fits {
        slip.edit(&parcel.message.map(in_place)).await?;
        return Ok(tone);
    }
    // What was announced to everybody is for the asker alone after all. Only a message of its own
    // can be, and the first one behind an announcement would stand in for it.
    if way != Way::Turn {
        slip.take_back().await?;
    }
    slip.follow_up(&parcel.alone().message).await?;
    Ok(tone)
}

/// The response that brings it.
pub(super) fn response(parcel: Parcel, way: Way) -> Message {
    let of = |kind: u8| move |message| json!({ "type": kind, "data": message });
    match way {
        Way::Turn if parcel.answers() => parcel.message.map(in_place).map(of(UPDATE)),
        Way::Aside => parcel.alone().message.map(of(MESSAGE)),
        Way::Turn | Way::Message => parcel.message.map(of(MESSAGE)),
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
    /// Sends the first response, of which there is one.
    pub(super) async fn respond(&self, message: &Message) -> Result<(), Failure> {
        let route = || Route::InteractionResponse {
            interaction_id: self.id,
            token: self.token,
        };
        let send = || send(self.http, LightMethod::Post, route(), Some(message));
        match send().await {
            // After so long a wait, Discord waits no more.
            Err(Failure::Late) => Err(Failure::Late),
            Err(failure) if failure.is_mishap() => match send().await {
                // The first one had come through, whatever was said of it.
                Err(Failure::Refused { code, .. }) if code == RESPONDED_BEFORE => Ok(()),
                second => second,
            },
            first => first,
        }
    }

    /// Fills in what was announced.
    async fn edit(&self, message: &Message) -> Result<(), Failure> {
        self.later(LightMethod::Patch, || self.original(), Some(message))
            .await
    }

    /// Takes back what was announced.
    async fn take_back(&self) -> Result<(), Failure> {
        self.later(LightMethod::Delete, || self.original(), None)
            .await
    }

    /// Sends a further message.
    async fn follow_up(&self, message: &Message) -> Result<(), Failure> {
        let route = || Route::WebhookFollowupMessages {
            application_id: self.application,
            token: self.token,
        };
        self.later(LightMethod::Post, route, Some(message)).await
    }

    fn original(&self) -> Route<'_> {
        Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token: self.token,
        }
    }

    /// What comes after the first response; once more where Discord has a mishap, as whoever asked
    /// would wait for ever.
    async fn later<'a>(
        &self,
        method: LightMethod,
        route: impl Fn() -> Route<'a>,
        message: Option<&Message>,
    ) -> Result<(), Failure> {
        match send(self.http, method, route(), message).await {
            Err(failure) if failure.is_mishap() => send(self.http, method, route(), message).await,
            first => first,
        }
    }
}

#[cfg(test)]
mod tests;
