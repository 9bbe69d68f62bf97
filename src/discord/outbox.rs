//! Messages that are owed, sent when they are due: to the mentors' channel, into a thread, or to a person.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::all::{ChannelId, Http, MessageId, UserId};
use serenity::http::{LightMethod, Request, Route};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::api::{ApiError, call};
use super::direct;
use super::limits::THREAD_NAME;
use super::post::without_privacy;
use super::render::{self, MessagePayload};
use crate::assistant::{Assistant, DueMessage, Recipient, SendOutcome};
use crate::chat::Door;
use crate::platform::text::single_line;

/// Interval at which the outbox is looked at.
const INTERVAL: Duration = Duration::from_secs(1);

/// The field of a message or thread that is used.
#[derive(Deserialize)]
struct Created {
    id: String,
}

/// Sends messages as they are due, until stopped.
pub(super) async fn run(assistant: Arc<Assistant>, http: Arc<Http>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(INTERVAL) => {}
        }
        for message in assistant.due(Door::Discord, Timestamp::now()).await {
            if !assistant.may_send(&message, Timestamp::now()).await {
                continue;
            }
            let outcome = match send(&http, &message).await {
                Ok(outcome) => outcome,
                Err(error) => {
                    warn!(code = %error, "a message that is owed could not be sent: {error}");
                    // With a wrong token nothing can be sent, and the recipient is not to blame.
                    if error.is_transient() || error.is_unauthorized() {
                        SendOutcome::Later
                    } else {
                        SendOutcome::Refused
                    }
                }
            };
            assistant.sent(&message, outcome, Timestamp::now()).await;
        }
    }
}

/// Sends a message, and opens its thread. A thread that cannot be opened is no failure, and where one cannot be written
/// into, its channel gets the message.
async fn send(http: &Http, message: &DueMessage) -> Result<SendOutcome, ApiError> {
    let payload = render::message(message.reply.clone()).map(without_privacy);
    let payload = payload.map(|body| with_nonce(body, message.id));
    let channel = match &message.to {
        Recipient::Person(id) => direct::open(http, UserId::new(number(id)?)).await?,
        Recipient::Channel { channel, thread } => {
            let channel = ChannelId::new(number(channel)?);
            let thread = thread.as_deref().and_then(|thread| number(thread).ok());
            if let Some(thread) = thread {
                match post(http, ChannelId::new(thread), &payload).await {
                    Err(error) if !error.is_transient() && !error.is_unauthorized() => {}
                    posted => return posted.map(|posted| sent(posted, None)),
                }
            }
            channel
        }
    };
    let posted = post(http, channel, &payload).await?;
    let thread = match &message.thread_title {
        Some(title) => open_thread(http, channel, &posted, title).await,
        None => None,
    };
    Ok(sent(posted, thread))
}

fn sent(posted: Created, thread: Option<String>) -> SendOutcome {
    let message = posted.id;
    SendOutcome::Sent { message, thread }
}

/// Posts a message: its components, or the fallback where Discord refuses them.
async fn post(
    http: &Http,
    channel_id: ChannelId,
    payload: &MessagePayload,
) -> Result<Created, ApiError> {
    let fire = |body: &Value| {
        let route = Route::ChannelMessages { channel_id };
        let request = Request::new(route, LightMethod::Post);
        call(http.fire(request.body(Some(body.to_string().into_bytes()))))
    };
    match (fire(&payload.body).await, &payload.fallback) {
        (Err(ApiError::Refused { status: 400, .. }), Some(fallback)) => fire(fallback).await,
        (posted, _) => posted,
    }
}

/// Opens a thread from a message and returns its id
/// (<https://discord.com/developers/docs/resources/channel#start-thread-from-message>).
async fn open_thread(
    http: &Http,
    channel_id: ChannelId,
    posted: &Created,
    title: &str,
) -> Option<String> {
    let message_id = MessageId::new(number(&posted.id).ok()?);
    let route = Route::ChannelMessageThreads {
        channel_id,
        message_id,
    };
    let name = single_line(title, THREAD_NAME)?;
    let body = json!({ "name": name }).to_string().into_bytes();
    let request = Request::new(route, LightMethod::Post).body(Some(body));
    let opened: Result<Created, ApiError> = call(http.fire(request)).await;
    match opened {
        Ok(thread) => Some(thread.id),
        Err(error) => {
            warn!(code = %error, "no thread could be opened in the mentors' channel: {error}");
            None
        }
    }
}

/// Adds the id in the outbox, by which Discord recognises a second attempt within a few minutes
/// (<https://discord.com/developers/docs/resources/message#create-message>).
fn with_nonce(mut body: Value, id: i64) -> Value {
    if let Some(fields) = body.as_object_mut() {
        fields.insert("nonce".to_owned(), id.to_string().into());
        fields.insert("enforce_nonce".to_owned(), true.into());
    }
    body
}

/// Parses an id, which is not 0.
fn number(id: &str) -> Result<u64, ApiError> {
    let number = id.parse().ok().filter(|id| *id > 0);
    number.ok_or(ApiError::UnexpectedBody)
}
