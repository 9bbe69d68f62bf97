//! Delivery of rendered replies by their [`ReplyRoute`].
//!
//! A reply whose `response_url` has expired is posted as a message. Where that fails too, the person
//! gets it in a direct message; only where that fails is the reply dropped, and logged. A message or view that Slack refuses
//! for its blocks is sent again in a simpler form, at last as text.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tracing::{debug, error, warn};

use super::decode::{Location, ReplyRoute};
use super::error::SlackError;
use super::render::{SlackMessage, Surface};
use super::votes::VotedMessage;
use super::workspace::Workspace;
use super::{modals, render};
use crate::assistant::Phrases;
use crate::chat::Door;
use crate::language::Language;
use crate::platform::deadline::RESPONSE_DEADLINE;

/// Wait because of a channel's rate limit from which on the person gets a notice.
const NOTICE_WAIT: Duration = Duration::from_secs(4);

impl Workspace {
    /// Sends a message by its route, and ends the sign that it is coming.
    pub(super) async fn deliver(
        &self,
        message: SlackMessage,
        route: ReplyRoute,
        location: &Location,
    ) {
        let language = message.language;
        self.deliver_by_route(message, route, location).await;
        self.status.clear(&self.api, language, location).await;
    }

    async fn deliver_by_route(
        &self,
        message: SlackMessage,
        route: ReplyRoute,
        location: &Location,
    ) {
        let passage = message.passage.clone().filter(|_| !message.private);
        let in_channel = matches!(route, ReplyRoute::Message | ReplyRoute::ResponseUrl { .. });
        // Recorded before it is sent, as a reader may follow up at once.
        if let (true, Some(passage)) = (in_channel, passage) {
            self.threads.record(location, passage);
        }
        let undelivered = message.clone();
        let (method, sent) = match route {
            ReplyRoute::Acknowledgement { response_url } => {
                let bodies = response_bodies(message.clone(), false, false, location);
                self.respond(response_url, &bodies, message, location).await
            }
            ReplyRoute::ResponseUrl {
                url,
                turns_page,
                on_ephemeral,
            } => {
                let bodies = response_bodies(message.clone(), turns_page, on_ephemeral, location);
                self.respond(url, &bodies, message, location).await
            }
            ReplyRoute::Message => self.post(message, location).await,
            ReplyRoute::Submission {
                view_id: Some(view_id),
            }
            | ReplyRoute::UpdateModal { view_id } => {
                let mut updated = self.update_modal(&view_id, &modals::answer(&message)).await;
                if is_refused(&updated) {
                    let view = modals::answer_as_text(&message);
                    updated = self.update_modal(&view_id, &view).await;
                }
                ("views.update", updated)
            }
            ReplyRoute::Submission { view_id: None } => ("views.update", Ok(())),
            ReplyRoute::OpenModal { trigger_id } => {
                let view = modals::answer(&message);
                let mut opened = self.open_modal(&trigger_id, &view).await.map(|_| ());
                if is_refused(&opened) {
                    let view = modals::answer_as_text(&message);
                    opened = self.open_modal(&trigger_id, &view).await.map(|_| ());
                }
                ("views.open", opened)
            }
        };
        let posted = method.starts_with("chat.");
        let Err(error) = sent else {
            if posted {
                self.health.delivered(self.api.variable());
            }
            return;
        };
        let code = error.code();
        // After a timeout Slack may have posted the message; a failed direct message has no alternative.
        let user = location.user.as_ref().filter(|_| !location.is_direct());
        let (Some(user), true) = (user, code != "timeout") else {
            if posted {
                self.health.undelivered(self.api.variable(), code);
            }
            return error!(code, method, "an answer could not be sent to Slack: {code}");
        };
        warn!(
            code,
            method,
            "an answer could not be sent where it was asked for ({code}); the person gets it"
        );
        match self.send_direct(user, undelivered).await {
            Ok(()) => self.health.delivered(self.api.variable()),
            Err(error) => {
                let code = error.code();
                self.health.undelivered(self.api.variable(), code);
                error!(code, method, "an answer could not be sent to Slack: {code}");
            }
        }
    }

    /// Sends a direct message, which appears in the Messages tab of the app and needs no membership
    /// (<https://docs.slack.dev/reference/methods/chat.postMessage#app_home>).
    pub(super) async fn send_direct(
        &self,
        user: &str,
        message: SlackMessage,
    ) -> Result<(), SlackError> {
        let bodies = message.bodies([("channel", json!(user))]);
        let wait = self.api.reserve(user).unwrap_or_default();
        tokio::time::sleep(wait).await;
        self.api
            .post_message("chat.postMessage", user, &bodies)
            .await
    }

    /// Opens a modal and returns its id (<https://docs.slack.dev/reference/methods/views.open>).
    pub(super) async fn open_modal(
        &self,
        trigger_id: &str,
        view: &Value,
    ) -> Result<String, SlackError> {
        let body = json!({ "trigger_id": trigger_id, "view": view });
        let opened = self.api.call_once("views.open", &body).await?;
        let id = opened.pointer("/view/id").and_then(Value::as_str);
        Ok(id.unwrap_or_default().to_owned())
    }

    /// Replaces the view of a modal, and logs a failure.
    pub(super) async fn show_in_modal(&self, view_id: &str, view: &Value) {
        if let Err(error) = self.update_modal(view_id, view).await {
            let code = error.code();
            error!(code, "a form could not be shown: {code}");
        }
    }

    /// Writes the number of people whom an answer helped onto its message. A failure is logged and has no other effect.
    pub(super) async fn count_votes(&self, voted: &VotedMessage, people: Option<u64>) {
        let Some(body) = people.and_then(|people| voted.counted(people)) else {
            return;
        };
        if let Err(error) = self.api.respond(&voted.url, &[body]).await {
            let code = error.code();
            debug!(code, "the number of votes could not be shown: {code}");
        }
    }

    /// Announces a late reply where the route allows it, and returns the route of the reply.
    pub(super) async fn announce_reply(
        &self,
        route: ReplyRoute,
        location: &Location,
    ) -> ReplyRoute {
        let language = self.users.cached_language(location.user.as_deref());
        match route {
            ReplyRoute::Message => {
                self.status.show(&self.api, language, location).await;
                route
            }
            // A `trigger_id` expires after 3 s, so the modal is opened now and filled later.
            ReplyRoute::OpenModal { trigger_id } => {
                match self
                    .open_modal(&trigger_id, &modals::loading(language))
                    .await
                {
                    Ok(view_id) => ReplyRoute::UpdateModal { view_id },
                    Err(_) => ReplyRoute::OpenModal { trigger_id },
                }
            }
            route => route,
        }
    }

    /// Sends the first accepted body to a `response_url`, or posts the message where that fails. A timeout is not
    /// followed by a post, as Slack may have shown the message already.
    async fn respond(
        &self,
        url: Option<String>,
        bodies: &[Value],
        message: SlackMessage,
        location: &Location,
    ) -> (&'static str, Result<(), SlackError>) {
        let sent = match url {
            Some(url) => self.api.respond(&url, bodies).await,
            None => Err(SlackError::Failed("no_response_url".to_owned())),
        };
        match sent {
            Err(error) if error.code() != "timeout" && location.channel.is_some() => {
                let code = error.code();
                debug!(
                    code,
                    "an answer comes as a message, as its response_url fails: {code}"
                );
                self.post(message, location).await
            }
            sent => ("response_url", sent),
        }
    }

    /// Posts a message within the channel's rate limit. After a wait of more than 4 s the person gets a private notice; where
    /// the queue is full, the answer is posted as an ephemeral message.
    async fn post(
        &self,
        message: SlackMessage,
        location: &Location,
    ) -> (&'static str, Result<(), SlackError>) {
        let language = message.language;
        let Some(channel) = location.channel.as_deref() else {
            let none = SlackError::Failed("no_channel".to_owned());
            return ("chat.postMessage", Err(none));
        };
        let (mut method, mut bodies) = post_calls(message.clone(), location);
        // The rate limit of channels does not apply to ephemeral messages.
        if method == "chat.postMessage" {
            match self.api.reserve(channel) {
                Ok(wait) => {
                    if wait > RESPONSE_DEADLINE {
                        self.status.show(&self.api, language, location).await;
                    }
                    if wait > NOTICE_WAIT {
                        self.announce_wait(language, wait, location).await;
                    }
                    tokio::time::sleep(wait).await;
                }
                Err(error) if location.is_direct() => return (method, Err(error)),
                Err(_) => {
                    let private = SlackMessage {
                        private: true,
                        ..message
                    };
                    (method, bodies) = post_calls(private, location);
                }
            }
        }
        let posted = self.api.post_message(method, channel, &bodies).await;
        (method, posted)
    }

    /// Sends a person a private notice, once a minute, that the answer is queued because of the channel's rate limit.
    async fn announce_wait(&self, language: Language, wait: Duration, location: &Location) {
        let (Some(channel), Some(user)) = (&location.channel, &location.user) else {
            return;
        };
        if location.is_direct() || !self.may_tell_to_wait(user) {
            return;
        }
        let seconds = usize::try_from(wait.as_secs()).unwrap_or(usize::MAX);
        let reply = Phrases::in_locale(Door::Slack, Some(language.tag())).queued(seconds);
        let note = render::message(reply, Surface::Message);
        let (method, bodies) = post_calls(note, location);
        if let Err(error) = self.api.post_message(method, channel, &bodies).await {
            let code = error.code();
            debug!(code, "a person was not told that the answer waits: {code}");
        }
    }

    /// Returns whether a person may get a notice to wait now, and records it: one per person and minute.
    pub(super) fn may_tell_to_wait(&self, user: &str) -> bool {
        let now = Instant::now();
        self.wait_notices.insert_new(user.to_owned(), (), now)
    }

    /// Replaces the view of a modal. A modal that the user has closed is not an error.
    async fn update_modal(&self, view_id: &str, view: &Value) -> Result<(), SlackError> {
        let body = json!({ "view_id": view_id, "view": view });
        match self.api.call("views.update", &body).await {
            Err(error) if error.code() == "not_found" => {
                debug!("a modal was closed before its answer came");
                Ok(())
            }
            called => called.map(|_| ()),
        }
    }
}

/// Builds the bodies for a `response_url`.
///
/// Another page replaces the message; every other reply is a new message. An ephemeral reply, such as a notice, never
/// replaces a public message.
fn response_bodies(
    message: SlackMessage,
    turns_page: bool,
    on_ephemeral: bool,
    location: &Location,
) -> Vec<Value> {
    let replace = turns_page && (on_ephemeral || !message.private);
    // An ephemeral message cannot become public. A private reply stays private also in a channel with the id of a direct
    // message, which may be one between two people.
    let private = message.private || (replace && on_ephemeral);
    let kind = if private { "ephemeral" } else { "in_channel" };
    let mut bodies = message.bodies([
        ("response_type", json!(kind)),
        ("replace_original", json!(replace)),
    ]);
    set_thread(&mut bodies, location, private);
    bodies
}

/// Chooses the method that posts a message, and builds its bodies.
fn post_calls(message: SlackMessage, location: &Location) -> (&'static str, Vec<Value>) {
    let private = message.private && !location.is_direct();
    let mut bodies = message.bodies([("channel", json!(location.channel))]);
    set_thread(&mut bodies, location, private);
    if !private {
        return ("chat.postMessage", bodies);
    }
    for body in bodies.iter_mut().filter_map(Value::as_object_mut) {
        body.insert("user".to_owned(), json!(location.user));
    }
    ("chat.postEphemeral", bodies)
}

/// Returns whether a view was refused because of its blocks, and logs that.
fn is_refused(result: &Result<(), SlackError>) -> bool {
    let code = match result {
        Err(error) if error.refuses_blocks() => error.code(),
        _ => return false,
    };
    warn!(
        code,
        "Slack refused the blocks of an answer, which is shown as text ({code})"
    );
    true
}

/// Sets `thread_ts`. An ephemeral message cannot start a thread
/// (<https://docs.slack.dev/reference/methods/chat.postEphemeral>).
fn set_thread(bodies: &mut [Value], location: &Location, private: bool) {
    let root = location.thread_root.as_ref().filter(|_| !private);
    let Some(thread) = location.thread.as_ref().or(root) else {
        return;
    };
    for body in bodies.iter_mut().filter_map(Value::as_object_mut) {
        body.insert("thread_ts".to_owned(), json!(thread));
    }
}

impl ReplyRoute {
    /// Returns the surface on which a reply appears; `agent` is whether the app has the agent view.
    pub(super) const fn surface(&self, agent: bool) -> Surface {
        match self {
            Self::Acknowledgement { .. } | Self::ResponseUrl { .. } | Self::Message if agent => {
                Surface::Agent
            }
            Self::Acknowledgement { .. } | Self::ResponseUrl { .. } | Self::Message => {
                Surface::Message
            }
            Self::Submission { .. } | Self::UpdateModal { .. } | Self::OpenModal { .. } => {
                Surface::Modal
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_reply_stays_private_in_the_direct_messages_of_two_people() {
        let location = Location {
            channel: Some("D1".to_owned()),
            ..Location::default()
        };
        for (private, kind) in [(true, "ephemeral"), (false, "in_channel")] {
            let message = SlackMessage {
                private,
                ..SlackMessage::default()
            };
            let bodies = response_bodies(message, false, private, &location);
            assert!(bodies.iter().all(|body| body["response_type"] == kind));
        }
    }
}
