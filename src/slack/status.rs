//! The sign in a thread that an answer is coming: the only file that knows how Slack shows it.
//!
//! Apps with the agent view use Agent Sessions (<https://docs.slack.dev/ai/agent-sessions>), whose `processing` no message ends.
//! Other apps, and where Slack refuses these, use `assistant.threads.setStatus`, which the next message clears
//! (<https://docs.slack.dev/reference/methods/assistant.threads.setStatus>). There is no stop button, as the manifest does not
//! subscribe to `agent_session_stopped`: an answer takes seconds.

use std::collections::{HashMap, HashSet};
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
    /// The threads that show a sign, by channel and thread.
    shown: Mutex<HashMap<(String, String), Sign>>,
}

/// The sign in one thread.
#[derive(Default)]
struct Sign {
    /// Numbers of the requests that are still answered there.
    requests: HashSet<u64>,
    /// True if Agent Sessions show it.
    is_session: bool,
}

impl WorkingStatus {
    /// Creates the state for an app; `agent` is whether it has the agent view.
    pub(super) fn new(agent: bool) -> Self {
        Self {
            uses_sessions: AtomicBool::new(agent),
            shown: Mutex::default(),
        }
    }

    /// Shows in the location's thread that an answer is coming. A failure is logged and has no other effect.
    pub(super) async fn show(&self, api: &SlackApi, language: Language, location: &Location) {
        let Some((channel, thread)) = thread(location) else {
            return;
        };
        let key = (channel.to_owned(), thread.to_owned());
        // Recorded before the call, so that another request of the thread makes no call of its own.
        let is_shown = {
            let mut shown = self.shown();
            let is_shown = shown.contains_key(&key);
            let sign = shown.entry(key.clone()).or_default();
            sign.requests.insert(location.request);
            is_shown
        };
        if is_shown {
            return;
        }
        match self.set(api, language, channel, thread).await {
            Some(is_session) => {
                if let Some(sign) = self.shown().get_mut(&key) {
                    sign.is_session = is_session;
                }
            }
            None => {
                self.shown().remove(&key);
            }
        }
    }

    /// Sets the sign, and returns whether Agent Sessions show it; `None` where nothing shows it.
    async fn set(
        &self,
        api: &SlackApi,
        language: Language,
        channel: &str,
        thread: &str,
    ) -> Option<bool> {
        if self.uses_sessions.load(Ordering::Relaxed) {
            let body =
                json!({ "channel_id": channel, "thread_ts": thread, "status": "processing" });
            match api.call_once(SESSIONS, &body).await {
                // The limit holds for either method.
                Err(SlackError::RateLimited(_) | SlackError::Unavailable(_)) => return None,
                // After a timeout the sign is probably shown.
                Err(error) if error.code() != "timeout" => {
                    let unusable = matches!(error, SlackError::TokenRejected(_))
                        || error.code() == "unknown_method";
                    if unusable {
                        self.uses_sessions.store(false, Ordering::Relaxed);
                    }
                    debug!(code = error.code(), "Agent Sessions are refused");
                }
                Ok(_) | Err(_) => return Some(true),
            }
        }
        let status = language.text("working", &[]);
        let body = json!({ "channel_id": channel, "thread_ts": thread, "status": status });
        match api.call_once(THREADS, &body).await {
            Ok(_) => Some(false),
            Err(error) => {
                let code = error.code();
                debug!(code, "Slack was not told that an answer is coming");
                None
            }
        }
    }

    /// Ends the sign of the location's request. While other requests of its thread are answered, the thread keeps its sign,
    /// which is set again where a message has cleared it.
    pub(super) async fn clear(&self, api: &SlackApi, language: Language, location: &Location) {
        let Some((channel, thread)) = thread(location) else {
            return;
        };
        let key = (channel.to_owned(), thread.to_owned());
        let (is_last, is_session) = {
            let mut shown = self.shown();
            let Some(sign) = shown.get_mut(&key) else {
                return;
            };
            sign.requests.remove(&location.request);
            let state = (sign.requests.is_empty(), sign.is_session);
            if state.0 {
                shown.remove(&key);
            }
            state
        };
        match (is_last, is_session) {
            (true, true) => {
                let body =
                    json!({ "channel_id": channel, "thread_ts": thread, "status": "active" });
                if let Err(error) = api.call(SESSIONS, &body).await {
                    let code = error.code();
                    debug!(code, "the sign that an answer is coming was not ended");
                }
            }
            (false, false) => {
                self.set(api, language, channel, thread).await;
            }
            // The message has ended it, or it goes on.
            (true, false) | (false, true) => {}
        }
    }

    fn shown(&self) -> MutexGuard<'_, HashMap<(String, String), Sign>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the channel and thread in which the sign is shown.
fn thread(location: &Location) -> Option<(&str, &str)> {
    let thread = location.thread.as_ref().or(location.thread_root.as_ref())?;
    Some((location.channel.as_deref()?, thread))
}
