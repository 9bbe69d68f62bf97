//! Messages that are owed, sent when they are due: to the mentors' channel, into a thread, or to a person.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::dispatcher::Dispatcher;
use super::error::SlackError;
use super::render::{self, Surface};
use super::workspace::Workspace;
use crate::assistant::{Assistant, DueMessage, Recipient, SendOutcome};
use crate::chat::Door;

/// Interval at which the outbox is looked at.
const INTERVAL: Duration = Duration::from_secs(1);
/// Errors for a message whose `client_msg_id` Slack has seen before
/// (<https://docs.slack.dev/reference/methods/chat.postMessage#errors>).
const SENT_BEFORE: [&str; 2] = ["duplicate_message_not_found", "duplicate_channel_not_found"];

/// Sends messages to all workspaces of the dispatchers as they are due, until stopped.
pub(super) async fn run(
    assistant: Arc<Assistant>,
    dispatchers: Vec<Arc<Dispatcher>>,
    stop: CancellationToken,
) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(INTERVAL) => {}
        }
        for message in assistant.due(Door::Slack, Timestamp::now()).await {
            let mut dispatchers = dispatchers.iter();
            let workspace = dispatchers.find_map(|one| one.workspace(Some(&message.community)));
            // Another process may serve it.
            let Some(workspace) = workspace else {
                let outcome = SendOutcome::Later;
                assistant.sent(&message, outcome, Timestamp::now()).await;
                continue;
            };
            if assistant.may_send(&message, Timestamp::now()).await {
                let outcome = send(workspace, &message).await;
                assistant.sent(&message, outcome, Timestamp::now()).await;
            }
        }
    }
}

/// Sends a message. The thread of a message is its own `ts`.
async fn send(workspace: &Workspace, message: &DueMessage) -> SendOutcome {
    let (to, thread) = match &message.to {
        Recipient::Person(id) => (id, &None),
        Recipient::Channel { channel, thread } => (channel, thread),
    };
    let rendered = render::message(message.reply.clone(), Surface::Message);
    let key = format!(
        "00000000-0000-4000-8000-{:012x}",
        message.id & 0xffff_ffff_ffff
    );
    let fields = [("channel", json!(to)), ("client_msg_id", json!(key))];
    let mut refused = SlackError::Failed("no_body".to_owned());
    for mut body in rendered.bodies(fields) {
        if let (Some(fields), Some(thread)) = (body.as_object_mut(), thread) {
            fields.insert("thread_ts".to_owned(), json!(thread));
        }
        let wait = workspace.api.reserve(to).unwrap_or_default();
        tokio::time::sleep(wait).await;
        match workspace.api.call_once("chat.postMessage", &body).await {
            Ok(posted) => {
                let ts = posted.get("ts").and_then(Value::as_str);
                let ts = ts.unwrap_or_default().to_owned();
                return SendOutcome::Sent {
                    thread: message.thread_title.is_some().then(|| ts.clone()),
                    message: ts,
                };
            }
            Err(error) if error.refuses_blocks() => refused = error,
            Err(error) => {
                refused = error;
                break;
            }
        }
    }
    let code = refused.code();
    if SENT_BEFORE.contains(&code) {
        return SendOutcome::Sent {
            message: String::new(),
            thread: None,
        };
    }
    warn!(code, "a message that is owed could not be sent: {code}");
    match refused {
        // What a second attempt may change; with a wrong token nothing can be sent.
        SlackError::TokenRejected(_) | SlackError::RateLimited(_) | SlackError::Unavailable(_) => {
            SendOutcome::Later
        }
        SlackError::Failed(code) if code == "timeout" || code == "unreachable" => {
            SendOutcome::Later
        }
        SlackError::Failed(_) => SendOutcome::Refused,
    }
}
