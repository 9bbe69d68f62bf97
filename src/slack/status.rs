//! The sign in a thread that an answer is coming: the only file that knows how Slack shows it.
//!
//! Apps with the agent view use Agent Sessions (<https://docs.slack.dev/ai/agent-sessions>), whose `processing` no message ends.
//! Other apps, and where Slack refuses these, use `assistant.threads.setStatus`, which the next message clears
//! (<https://docs.slack.dev/reference/methods/assistant.threads.setStatus>). There is no stop button, as the manifest does not
//! subscribe to `agent_session_stopped`: an answer takes seconds.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;
use tracing::debug;

use super::api::SlackApi;
use super::decode::Location;
use super::error::SlackError;
use crate::language::Language;

/// Sets the status of an Agent Session (<https://docs.slack.dev/reference/methods/agents.sessions.setStatus>).
const SESSIONS: &str = "agents.sessions.setStatus";
/// Sets the status of a thread, in words.
const THREADS: &str = "assistant.threads.setStatus";

/// Threads in which a workspace's sign is shown by Agent Sessions.
pub(super) struct WorkingStatus {
    /// False from the start without the agent view, and once Slack does not know the method or refuses the token.
    uses_sessions: AtomicBool,
    /// Channel and thread of each session that is `processing`.
    processing: Mutex<HashSet<(String, String)>>,
}

impl WorkingStatus {
    /// Creates the state for an app; `agent` is whether it has the agent view.
    pub(super) fn new(agent: bool) -> Self {
        Self {
            uses_sessions: AtomicBool::new(agent),
            processing: Mutex::default(),
        }
    }

    /// Shows in the location's thread that an answer is coming. A failure is logged and has no other effect.
    pub(super) async fn show(&self, api: &SlackApi, language: Language, location: &Location) {
        let Some((channel, thread)) = thread(location) else {
            return;
        };
        if self.uses_sessions.load(Ordering::Relaxed) {
            let body =
                json!({ "channel_id": channel, "thread_ts": thread, "status": "processing" });
            match api.call_once(SESSIONS, &body).await {
                // The limit holds for either method.
                Err(SlackError::RateLimited(_) | SlackError::Unavailable(_)) => return,
                // After a timeout the sign is probably shown.
                Err(error) if error.code() != "timeout" => {
                    let unusable = matches!(error, SlackError::TokenRejected(_))
                        || error.code() == "unknown_method";
                    if unusable {
                        self.uses_sessions.store(false, Ordering::Relaxed);
                    }
                    debug!(code = error.code(), "Agent Sessions are refused");
                }
                Ok(_) | Err(_) => {
                    let key = (channel.to_owned(), thread.to_owned());
                    self.processing().insert(key);
                    return;
                }
            }
        }
        let status = language.text("working", &[]);
        let body = json!({ "channel_id": channel, "thread_ts": thread, "status": status });
        if let Err(error) = api.call_once(THREADS, &body).await {
            let code = error.code();
            debug!(code, "Slack was not told that an answer is coming");
        }
    }

    /// Ends the sign in the location's thread, where a message does not end it by itself.
    pub(super) async fn clear(&self, api: &SlackApi, location: &Location) {
        let Some((channel, thread)) = thread(location) else {
            return;
        };
        let key = (channel.to_owned(), thread.to_owned());
        if !self.processing().remove(&key) {
            return;
        }
        let body = json!({ "channel_id": channel, "thread_ts": thread, "status": "active" });
        if let Err(error) = api.call(SESSIONS, &body).await {
            let code = error.code();
            debug!(code, "the sign that an answer is coming was not ended");
        }
    }

    fn processing(&self) -> MutexGuard<'_, HashSet<(String, String)>> {
        self.processing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the channel and thread in which the sign is shown.
fn thread(location: &Location) -> Option<(&str, &str)> {
    let thread = location.thread.as_ref().or(location.thread_root.as_ref())?;
    Some((location.channel.as_deref()?, thread))
}
