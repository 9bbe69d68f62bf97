//! Where what Slack sent is answered, whichever receiver it came by.
//!
//! A slash command is answered in its acknowledgement. Anything else is acknowledged at once and
//! answered by a call of its own, as Slack shows nothing of what such an acknowledgement holds.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info};

use super::decode::{self, Payload, Way};
use super::render::{self, Message};
use super::seen::Seen;
use super::web::{Trouble, Web};
use crate::assistant::Assistant;
use crate::chat::{Reply, Request, Tone};

/// How long an acknowledgement waits for the answer: half of what Slack allows
/// (<https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response>).
const PATIENCE: Duration = Duration::from_millis(1_500);

/// A reply on its way.
type Awaited = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Answers payloads.
pub(super) struct Desk {
    assistant: Arc<Assistant>,
    web: Web,
    seen: Seen,
    tasks: TaskTracker,
}

impl Desk {
    pub(super) fn new(assistant: Arc<Assistant>, web: Web) -> Arc<Self> {
        Arc::new(Self {
            assistant,
            web,
            seen: Seen::default(),
            tasks: TaskTracker::new(),
        })
    }

    pub(super) fn web(&self) -> &Web {
        &self.web
    }

    /// Takes a payload and gives what the acknowledgement holds; nothing for a bare one.
    pub(super) async fn take(self: &Arc<Self>, payload: Payload) -> Option<Value> {
        let Some((request, way)) = decode::request(payload, Timestamp::now()) else {
            debug!("Slack sent something that needs no answer");
            return None;
        };
        if let Way::Thread {
            event: Some(event), ..
        } = &way
            && !self.seen.first(event)
        {
            debug!("Slack sent an event again, which is answered already");
            return None;
        }
        let reply = self.respond(request);
        let Way::Acknowledgement { .. } = way else {
            self.send_later(reply, way);
            return None;
        };
        match within(PATIENCE, reply).await {
            Ok(reply) => Some(render::message(reply).response()),
            Err(reply) => {
                info!("an answer takes long and comes after its acknowledgement");
                self.send_later(reply, way);
                None
            }
        }
    }

    /// Waits until everything that was taken is answered.
    pub(super) async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    fn respond(&self, request: Request) -> Awaited {
        let assistant = self.assistant.clone();
        Box::pin(async move {
            let started = Instant::now();
            let reply = assistant.respond(&request).await;
            let duration_ms = started.elapsed().as_millis();
            let entry = reply.parts.iter().find_map(|part| part.receipt.as_ref());
            let entry = entry.map(|receipt| receipt.address.entry.to_string());
            let tone = tone(reply.tone);
            info!(
                entry.id = entry.as_deref(),
                duration_ms, "a request was answered: {tone}"
            );
            reply
        })
    }

    fn send_later(self: &Arc<Self>, reply: Awaited, way: Way) {
        let desk = self.clone();
        self.tasks.spawn(async move {
            let message = render::message(reply.await);
            desk.send(message, way).await;
        });
    }

    async fn send(&self, message: Message, way: Way) {
        let (method, sent) = match way {
            Way::Acknowledgement { later } => (
                "response_url",
                self.to_url(later, &message.response()).await,
            ),
            Way::Response {
                url,
                turn,
                private,
                thread,
            } => {
                let body = response(message, turn, private, thread);
                ("response_url", self.to_url(url, &body).await)
            }
            Way::Thread {
                event: _,
                channel,
                user,
                message: asked,
                thread,
            } => {
                let (method, body) = posted(message, &channel, &user, &asked, thread.as_deref());
                (method, self.web.chat(method, &body).await)
            }
        };
        if let Err(trouble) = sent {
            let code = trouble.code();
            error!(code, method, "an answer could not be sent to Slack: {code}");
        }
    }

    async fn to_url(&self, url: Option<String>, body: &Value) -> Result<(), Trouble> {
        match url {
            Some(url) => self.web.respond(&url, body).await,
            None => Err(Trouble::Passing("no_response_url".to_owned())),
        }
    }
}

/// The answer to something pressed.
///
/// A turned page takes the place of the page before, as in a book: a channel is not filled with one
/// passage cut in slices, and “Back” leads to what stood there. Anything else is a new message, so
/// that nobody's answer vanishes under another one. What only the presser may read, such as a
/// notice, never replaces what others read.
fn response(message: Message, turn: bool, on_private: bool, thread: Option<String>) -> Value {
    let replace = turn && (on_private || !message.private);
    let fields = [("replace_original", json!(replace))];
    let mut body = if replace && on_private {
        // A message that one person sees cannot become one for all.
        message.with([("response_type", json!("ephemeral"))])
    } else {
        message.response()
    };
    if let Some(body) = body.as_object_mut() {
        body.extend(fields.map(|(name, value)| (name.to_owned(), value)));
        if let Some(thread) = thread {
            body.insert("thread_ts".to_owned(), json!(thread));
        }
    }
    body
}

/// The answer to a mention: in the thread of the message that asked.
///
/// What only the asker may read stays out of a thread that does not exist yet: Slack shows it only
/// where a thread has begun (<https://docs.slack.dev/reference/methods/chat.postEphemeral>).
fn posted(
    message: Message,
    channel: &str,
    user: &str,
    asked: &str,
    thread: Option<&str>,
) -> (&'static str, Value) {
    if !message.private {
        let thread = thread.unwrap_or(asked);
        let fields = [("channel", json!(channel)), ("thread_ts", json!(thread))];
        return ("chat.postMessage", message.with(fields));
    }
    let mut body = message.with([("channel", json!(channel)), ("user", json!(user))]);
    if let (Some(body), Some(thread)) = (body.as_object_mut(), thread) {
        body.insert("thread_ts".to_owned(), json!(thread));
    }
    ("chat.postEphemeral", body)
}

/// The output where it comes in time, or else what still has to be awaited.
async fn within<F: Future + Unpin>(patience: Duration, mut awaited: F) -> Result<F::Output, F> {
    let in_time = tokio::time::timeout(patience, &mut awaited).await;
    in_time.map_err(|_| awaited)
}

const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Answer => "with a passage",
        Tone::Unsure => "with suggestions",
        Tone::Nothing => "with nothing found",
        Tone::Info => "with a list",
        Tone::Notice => "with a notice",
        Tone::Wait => "with a wait",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_that_takes_long_is_handed_on_and_still_comes() {
        let (release, held) = std::sync::mpsc::channel::<()>();
        let task = tokio::task::spawn_blocking(move || held.recv().is_ok());
        let task = within(Duration::from_millis(1), task).await;
        release.send(()).expect("somebody waits");
        let late = task.expect_err("it takes long").await;
        assert!(late.expect("an answer"));
        let quick = within(Duration::from_mins(1), std::future::ready(7)).await;
        assert_eq!(quick.expect("it is quick"), 7);
    }
}
