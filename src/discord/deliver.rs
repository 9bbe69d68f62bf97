//! How a reply reaches Discord: in the acknowledgement itself, or, where it is late, after it.

use std::future::Future;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{ApplicationId, Http, InteractionId};
use serenity::http::{LightMethod, Request, Route};

use super::call::{Failure, call};
use super::decode::Way;
use super::render;
use crate::chat::{Audience, Reply, Tone};

/// How long a reply may take before it is announced. Discord waits three seconds for a first
/// response (<https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages>);
/// half of them are left for the way.
pub(super) const PATIENCE: Duration = Duration::from_millis(1_500);

/// Kinds of responses
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>).
const MESSAGE: u8 = 4;
const MESSAGE_LATER: u8 = 5;
const UPDATE: u8 = 7;
const COMPLETIONS: u8 = 8;

/// Where the reply to one interaction goes.
pub(super) struct Slip<'a> {
    pub http: &'a Http,
    pub application: ApplicationId,
    pub id: InteractionId,
    pub token: &'a str,
}

/// Delivers the reply as soon as it is there. Where it is not there within `patience`, says that it
/// is coming: to the asker alone, as only an answer may be for everybody, and whether it will be
/// one is not known yet.
pub(super) async fn deliver(
    slip: &Slip<'_>,
    way: Way,
    reply: impl Future<Output = Reply>,
    patience: Duration,
) -> Result<Tone, Failure> {
    tokio::pin!(reply);
    if let Ok(reply) = tokio::time::timeout(patience, &mut reply).await {
        let tone = reply.tone;
        slip.respond(&response(reply, way)).await?;
        return Ok(tone);
    }
    let private = json!({ "type": MESSAGE_LATER, "data": { "flags": render::PRIVATE } });
    slip.respond(&private).await?;
    let reply = reply.await;
    let tone = reply.tone;
    slip.edit(&without_flags(render::message(reply))).await?;
    Ok(tone)
}

/// The body of the response that brings this reply.
pub(super) fn response(mut reply: Reply, way: Way) -> Value {
    let answers = matches!(reply.tone, Tone::Answer | Tone::Info);
    match way {
        // A page that is gone takes nothing away from what is still there to read.
        Way::Turn if answers => {
            json!({ "type": UPDATE, "data": without_flags(render::message(reply)) })
        }
        Way::Aside => {
            reply.audience = Audience::Private;
            json!({ "type": MESSAGE, "data": render::message(reply) })
        }
        Way::Turn | Way::Message => json!({ "type": MESSAGE, "data": render::message(reply) }),
    }
}

/// The body of the response that offers these completions: what is read, and what is sent back.
pub(super) fn completions(offers: Vec<(String, String)>) -> Value {
    let choices: Vec<_> = offers
        .into_iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    json!({ "type": COMPLETIONS, "data": { "choices": choices } })
}

/// The message as an edit takes it: who may read it was settled before.
fn without_flags(mut message: Value) -> Value {
    if let Some(fields) = message.as_object_mut() {
        fields.remove("flags");
    }
    message
}

impl Slip<'_> {
    /// Sends the first response, of which there is one.
    pub(super) async fn respond(&self, body: &Value) -> Result<(), Failure> {
        let sent = self
            .http
            .create_interaction_response(self.id, self.token, body, Vec::new());
        call(sent).await
    }

    /// Fills in what was announced.
    async fn edit(&self, message: &Value) -> Result<(), Failure> {
        let route = Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token: self.token,
        };
        let body = message.to_string().into_bytes();
        let edit = Request::new(route, LightMethod::Patch).body(Some(body));
        call(self.http.request(edit)).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests;
