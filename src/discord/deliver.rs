//! Delivery of replies to interactions: as the first response, or by editing a deferred one.

use std::future::Future;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{ApplicationId, Http, InteractionId};
use serenity::http::{LightMethod, Route};

use super::api::{ALREADY_ACKNOWLEDGED, ApiError, send};
use super::decode::ReplyTarget;
use super::render::{self, MessagePayload};
use super::votes::VotedMessage;
use crate::chat::{Audience, Reply, ReplyKind};

/// Interaction callback types
///
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>).
const CHANNEL_MESSAGE: u8 = 4;
const DEFERRED_MESSAGE: u8 = 5;
const DEFERRED_UPDATE: u8 = 6;
const UPDATE_MESSAGE: u8 = 7;
const AUTOCOMPLETE_RESULT: u8 = 8;

/// The ids and the token of an interaction, with which it is answered.
pub(super) struct InteractionHandle<'a> {
    pub http: &'a Http,
    pub application: ApplicationId,
    pub id: InteractionId,
    pub token: &'a str,
}

/// A rendered reply.
pub(super) struct Outgoing {
    message: MessagePayload,
    kind: ReplyKind,
    private: bool,
    /// True if it may replace the message with the component; notices and replies without an answer do not.
    replaces: bool,
}

impl From<Reply> for Outgoing {
    fn from(reply: Reply) -> Self {
        Self {
            kind: reply.kind,
            replaces: matches!(reply.kind, ReplyKind::Answer | ReplyKind::Info),
            private: reply.audience == Audience::Private,
            message: render::message(reply),
        }
    }
}

impl Outgoing {
    /// Makes a private message from a payload of the door itself.
    pub(super) fn ephemeral(message: impl Into<MessagePayload>) -> Self {
        let message = message.into();
        Self {
            kind: ReplyKind::Info,
            private: true,
            replaces: true,
            message,
        }
        .into_ephemeral()
    }

    /// Makes the message private.
    fn into_ephemeral(mut self) -> Self {
        self.message = self.message.map(|mut body| {
            let flags = render::flags(&body) | render::EPHEMERAL;
            render::set_flags(&mut body, flags);
            body
        });
        self.private = true;
        self
    }

    /// Makes the reply to a vote: the message with the vote, which says what was kept; or a message of its own.
    pub(super) fn vote(reply: Reply, on: VotedMessage) -> Self {
        match on.replaced(&reply) {
            Some(message) => Self {
                kind: reply.kind,
                private: true,
                replaces: true,
                message,
            },
            None => Self {
                replaces: false,
                ..Self::from(reply)
            },
        }
    }
}

/// Awaits the reply and delivers it. After `defer_after` the response is deferred, private or public by `audience`, as
/// Discord fixes that with the first response. Returns the kind of the reply.
pub(super) async fn deliver<P: Into<Outgoing>>(
    handle: &InteractionHandle<'_>,
    target: ReplyTarget,
    audience: Audience,
    reply: impl Future<Output = P>,
    defer_after: Duration,
) -> Result<ReplyKind, ApiError> {
    tokio::pin!(reply);
    if let Ok(reply) = tokio::time::timeout(defer_after, &mut reply).await {
        let outgoing = reply.into();
        let kind = outgoing.kind;
        handle.respond(&response(outgoing, target)).await?;
        return Ok(kind);
    }
    let alone = matches!(
        target,
        ReplyTarget::Ephemeral | ReplyTarget::UpdateIfRequester
    );
    let private = alone || audience == Audience::Private;
    let deferral = match target {
        _ if target.is_update() => json!({ "type": DEFERRED_UPDATE }),
        _ if private => {
            json!({ "type": DEFERRED_MESSAGE, "data": { "flags": render::EPHEMERAL } })
        }
        _ => json!({ "type": DEFERRED_MESSAGE }),
    };
    handle.respond(&deferral.into()).await?;
    let outgoing: Outgoing = reply.await.into();
    let kind = outgoing.kind;
    let fits = if target.is_update() {
        outgoing.replaces
    } else {
        private || !outgoing.private
    };
    if fits {
        handle.edit(&edited(outgoing, target)).await?;
        return Ok(kind);
    }
    // A private reply to a public deferral needs a message of its own. The deferred response is
    // deleted first, because the first follow-up would replace it.
    if !target.is_update() {
        handle.delete_original().await?;
    }
    handle.follow_up(&outgoing.into_ephemeral().message).await?;
    Ok(kind)
}

/// Awaits the reply to a vote on a message that others see, and the number of people whom the answer helped. The number comes
/// into the message, the reply to the person alone; only the reply where the number changes nothing, comes late or is refused.
pub(super) async fn deliver_public_vote(
    handle: &InteractionHandle<'_>,
    voted: &VotedMessage,
    reply: impl Future<Output = (Reply, Option<u64>)>,
    defer_after: Duration,
) -> Result<ReplyKind, ApiError> {
    tokio::pin!(reply);
    let Ok((reply, solved)) = tokio::time::timeout(defer_after, &mut reply).await else {
        let reply = async { reply.await.0 };
        let (target, audience) = (ReplyTarget::Ephemeral, Audience::Private);
        return deliver(handle, target, audience, reply, Duration::ZERO).await;
    };
    let outgoing = Outgoing::from(reply).into_ephemeral();
    let kind = outgoing.kind;
    if let Some(counted) = solved.and_then(|people| voted.counted(people)) {
        let update = counted.map(|message| json!({ "type": UPDATE_MESSAGE, "data": message }));
        match handle.respond(&update).await {
            Ok(()) => {
                handle.follow_up(&outgoing.message).await?;
                return Ok(kind);
            }
            Err(error) if error.refuses_body() => {}
            Err(error) => return Err(error),
        }
    }
    let alone = response(outgoing, ReplyTarget::Ephemeral);
    handle.respond(&alone).await?;
    Ok(kind)
}

/// Builds the first response with a message.
pub(super) fn response(outgoing: Outgoing, target: ReplyTarget) -> MessagePayload {
    let typed = |kind: u8| move |message| json!({ "type": kind, "data": message });
    match target {
        ReplyTarget::Update | ReplyTarget::UpdateEmbed if outgoing.replaces => {
            edited(outgoing, target).map(typed(UPDATE_MESSAGE))
        }
        ReplyTarget::Ephemeral | ReplyTarget::UpdateIfRequester => outgoing
            .into_ephemeral()
            .message
            .map(typed(CHANNEL_MESSAGE)),
        ReplyTarget::Update | ReplyTarget::UpdateEmbed | ReplyTarget::NewMessage => {
            outgoing.message.map(typed(CHANNEL_MESSAGE))
        }
    }
}

/// Builds the response to an autocomplete interaction from pairs of name and value.
pub(super) fn autocomplete(completions: Vec<(String, String)>) -> MessagePayload {
    let choices: Vec<_> = completions
        .into_iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    json!({ "type": AUTOCOMPLETE_RESULT, "data": { "choices": choices } }).into()
}

/// Returns the edit of the message that has the component, or of a deferred response.
fn edited(outgoing: Outgoing, target: ReplyTarget) -> MessagePayload {
    let message = match target {
        ReplyTarget::UpdateEmbed => outgoing.message.into_fallback(),
        _ => outgoing.message,
    };
    message.map(as_edit)
}

/// Converts a message to an edit: without the flags that cannot change, and without the attachments of the edited message.
fn as_edit(mut message: Value) -> Value {
    let flags = render::flags(&message) & render::COMPONENTS_V2;
    render::set_flags(&mut message, flags);
    if let Some(fields) = message.as_object_mut() {
        fields.entry("attachments").or_insert_with(|| json!([]));
    }
    message
}

impl InteractionHandle<'_> {
    /// Sends the first response; a server error is retried once.
    pub(super) async fn respond(&self, message: &MessagePayload) -> Result<(), ApiError> {
        let route = || Route::InteractionResponse {
            interaction_id: self.id,
            token: self.token,
        };
        let send = || send(self.http, LightMethod::Post, route(), Some(message));
        match send().await {
            // No retry, as Discord's deadline of 3 s is over after 5 s.
            Err(ApiError::TimedOut) => Err(ApiError::TimedOut),
            Err(error) if error.is_retryable_now() => match send().await {
                // The first attempt was accepted although it returned an error.
                Err(ApiError::Refused { code, .. }) if code == ALREADY_ACKNOWLEDGED => Ok(()),
                second => second,
            },
            first => first,
        }
    }

    /// Edits the deferred response.
    async fn edit(&self, message: &MessagePayload) -> Result<(), ApiError> {
        self.send_after_response(LightMethod::Patch, || self.original(), Some(message))
            .await
    }

    /// Deletes the deferred response.
    async fn delete_original(&self) -> Result<(), ApiError> {
        self.send_after_response(LightMethod::Delete, || self.original(), None)
            .await
    }

    /// Sends a follow-up message.
    async fn follow_up(&self, message: &MessagePayload) -> Result<(), ApiError> {
        let route = || Route::WebhookFollowupMessages {
            application_id: self.application,
            token: self.token,
        };
        self.send_after_response(LightMethod::Post, route, Some(message))
            .await
    }

    fn original(&self) -> Route<'_> {
        Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token: self.token,
        }
    }

    /// Sends a request after the first response; a transient error is retried once.
    async fn send_after_response<'a>(
        &self,
        method: LightMethod,
        route: impl Fn() -> Route<'a>,
        message: Option<&MessagePayload>,
    ) -> Result<(), ApiError> {
        match send(self.http, method, route(), message).await {
            Err(error) if error.is_retryable_now() => {
                send(self.http, method, route(), message).await
            }
            first => first,
        }
    }
}

#[cfg(test)]
mod tests;
