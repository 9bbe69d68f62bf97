//! How an answer gets to where it was asked, whichever way that is.
//!
//! What cannot go by the way it should, as a `response_url` that has expired, goes as a message of
//! its own; where that fails, too, it is logged once and given up.

use serde_json::{Value, json};
use tracing::{debug, error};

use super::decode::{Spot, Way};
use super::form;
use super::patience::PATIENCE;
use super::render::{Message, Surface};
use super::trouble::Trouble;
use super::workspace::Workspace;
use crate::language::Language;

impl Workspace {
    /// Sends an answer.
    pub(super) async fn deliver(&self, message: Message, way: Way, spot: &Spot) {
        let passage = message.passage.clone().filter(|_| !message.private);
        let talk = matches!(way, Way::Post | Way::Response { .. });
        // Before it is sent: who reads it may go on at once.
        if let (true, Some(passage)) = (talk, passage) {
            self.threads.showed(spot, passage);
        }
        let (method, sent) = match way {
            Way::Acknowledgement { later } => {
                let body = response(message.clone(), false, false, spot);
                self.respond(later, &body, message, spot).await
            }
            Way::Response { url, turn, private } => {
                let body = response(message.clone(), turn, private, spot);
                self.respond(url, &body, message, spot).await
            }
            Way::Post => self.post(message, spot).await,
            Way::Submission { view: Some(id) } | Way::View { id } => {
                let body = json!({ "view_id": id, "view": form::answer(&message) });
                ("views.update", self.update(&body).await)
            }
            Way::Submission { view: None } => ("views.update", Ok(())),
            Way::Modal { trigger } => {
                let opened = self.open(&trigger, &form::answer(&message)).await;
                ("views.open", opened.map(|_| ()))
            }
        };
        if let Err(trouble) = sent {
            let code = trouble.code();
            error!(code, method, "an answer could not be sent to Slack: {code}");
        }
    }

    /// Opens a modal, and gives its id (<https://docs.slack.dev/reference/methods/views.open>).
    pub(super) async fn open(&self, trigger: &str, view: &Value) -> Result<String, Trouble> {
        let body = json!({ "trigger_id": trigger, "view": view });
        let opened = self.web.call_now("views.open", &body).await?;
        let id = opened.pointer("/view/id").and_then(Value::as_str);
        Ok(id.unwrap_or_default().to_owned())
    }

    /// Says that an answer is coming, where that can be said, and by which way it then goes.
    pub(super) async fn wait(&self, way: Way, spot: &Spot) -> Way {
        let language = self.people.language(spot.user.as_deref());
        match way {
            Way::Post => self.working(language, spot).await,
            // What allows to open a modal is good for three seconds.
            Way::Modal { trigger } => {
                return match self.open(&trigger, &form::waiting(language)).await {
                    Ok(id) => Way::View { id },
                    Err(_) => Way::Modal { trigger },
                };
            }
            _ => {}
        }
        way
    }

    /// Says in the thread that an answer is on its way; the answer takes it away again
    /// (<https://docs.slack.dev/reference/methods/assistant.threads.setStatus>).
    pub(super) async fn working(&self, language: Language, spot: &Spot) {
        let thread = spot.thread.as_ref().or(spot.begins.as_ref());
        let (Some(channel), Some(thread)) = (&spot.channel, thread) else {
            return;
        };
        let status = language.text("working", &[]);
        let body = json!({ "channel_id": channel, "thread_ts": thread, "status": status });
        if let Err(trouble) = self
            .web
            .call_now("assistant.threads.setStatus", &body)
            .await
        {
            debug!(
                code = trouble.code(),
                "Slack was not told that an answer is coming"
            );
        }
    }

    /// Shows something in a modal's place.
    pub(super) async fn show(&self, id: Option<String>, view: &Value) {
        let Some(id) = id else {
            return;
        };
        let body = json!({ "view_id": id, "view": view });
        if let Err(trouble) = self.update(&body).await {
            let code = trouble.code();
            error!(code, "a form could not be shown: {code}");
        }
    }

    async fn respond(
        &self,
        url: Option<String>,
        body: &Value,
        message: Message,
        spot: &Spot,
    ) -> (&'static str, Result<(), Trouble>) {
        let sent = match url {
            Some(url) => self.web.respond(&url, body).await,
            None => Err(Trouble::Passing("no_response_url".to_owned())),
        };
        match sent {
            Err(trouble) if trouble.code() != "timeout" && spot.channel.is_some() => {
                let code = trouble.code();
                debug!(
                    code,
                    "an answer comes as a message, as its response_url fails: {code}"
                );
                self.post(message, spot).await
            }
            sent => ("response_url", sent),
        }
    }

    /// Sends a message of its own, when it is the channel's turn.
    async fn post(&self, message: Message, spot: &Spot) -> (&'static str, Result<(), Trouble>) {
        let language = message.language;
        let (method, body) = posted(message, spot);
        let channel = spot.channel.as_deref().unwrap_or_default();
        let wait = match self.web.place(channel) {
            Ok(wait) => wait,
            Err(trouble) => return (method, Err(trouble)),
        };
        if wait > PATIENCE {
            self.working(language, spot).await;
        }
        tokio::time::sleep(wait).await;
        (method, self.web.chat(method, channel, &body).await)
    }

    /// Puts something into a modal's place. One that was closed meanwhile needs nothing more.
    async fn update(&self, body: &Value) -> Result<(), Trouble> {
        match self.web.call("views.update", body).await {
            Err(trouble) if trouble.code() == "not_found" => {
                debug!("a modal was closed before its answer came");
                Ok(())
            }
            called => called.map(|_| ()),
        }
    }
}

/// The answer by a `response_url`.
///
/// A turned page takes the place of the page before, as in a book: a channel is not filled with one
/// passage cut in slices, and “Back” leads to what stood there. Anything else is a new message, so
/// that nobody's answer vanishes under another one. What only the presser may read, such as a
/// notice, never replaces what others read.
fn response(message: Message, turn: bool, on_private: bool, spot: &Spot) -> Value {
    let replace = turn && (on_private || !message.private);
    // A message that one person sees cannot become one for all; and between two, all is private.
    let private = !spot.is_direct() && (message.private || (replace && on_private));
    let kind = if private { "ephemeral" } else { "in_channel" };
    let mut body = message.with([
        ("response_type", json!(kind)),
        ("replace_original", json!(replace)),
    ]);
    into_thread(&mut body, spot, private);
    body
}

/// The answer as a message of its own.
fn posted(message: Message, spot: &Spot) -> (&'static str, Value) {
    let private = message.private && !spot.is_direct();
    let mut body = message.with([("channel", json!(spot.channel))]);
    into_thread(&mut body, spot, private);
    if !private {
        return ("chat.postMessage", body);
    }
    if let Some(body) = body.as_object_mut() {
        body.insert("user".to_owned(), json!(spot.user));
    }
    ("chat.postEphemeral", body)
}

/// What only the asker may read stays out of a thread that does not exist yet: Slack shows it only
/// where a thread has begun (<https://docs.slack.dev/reference/methods/chat.postEphemeral>).
fn into_thread(body: &mut Value, spot: &Spot, private: bool) {
    let begins = spot.begins.as_ref().filter(|_| !private);
    if let (Some(body), Some(thread)) = (body.as_object_mut(), spot.thread.as_ref().or(begins)) {
        body.insert("thread_ts".to_owned(), json!(thread));
    }
}

impl Way {
    /// Where an answer is shown that goes by it; `agent` is whether the app has the agent view.
    pub(super) const fn surface(&self, agent: bool) -> Surface {
        match self {
            Self::Acknowledgement { .. } | Self::Response { .. } | Self::Post if agent => {
                Surface::Agent
            }
            Self::Acknowledgement { .. } | Self::Response { .. } | Self::Post => Surface::Message,
            Self::Submission { .. } | Self::View { .. } | Self::Modal { .. } => Surface::Modal,
        }
    }
}
