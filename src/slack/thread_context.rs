//! The passage of the bot's last answer in each thread, which a follow-up such as `and the skills?` is about.
//!
//! Cached for a bounded number of threads. A thread that is not cached, as after a restart, is read if the token allows it:
//! the buttons of an answer carry its passage.

use std::time::{Duration, Instant};

use serde_json::Value;
use tracing::debug;

use super::api::SlackApi;
use super::decode::{Location, SlackRequest};
use crate::chat::Ask;
use crate::platform::cache::Cache;
use crate::platform::deadline::LOOKUP_DEADLINE;

/// Number of cached threads.
const CACHE_SIZE: usize = 4_096;
/// Maximum number of messages of a thread that are read (`limit` of the call).
const MAX_REPLIES: &str = "200";

/// The threads of one workspace.
pub(super) struct ThreadContext {
    /// True if threads in channels may be read (`slack.threads`); those of direct messages always may.
    reads_channels: bool,
    /// Passages by thread; none where a thread holds no answer.
    cache: Cache<String, Option<Ask>>,
}

impl ThreadContext {
    pub(super) fn new(reads_channels: bool) -> Self {
        Self {
            reads_channels,
            cache: Cache::new(CACHE_SIZE, Duration::MAX),
        }
    }

    /// Returns the passage that a question in a thread follows up on; `None` for other asks.
    pub(super) async fn followed_up(&self, api: &SlackApi, request: &SlackRequest) -> Option<Ask> {
        match request.ask {
            Ask::Question(_) => self.passage(api, &request.location).await,
            _ => None,
        }
    }

    /// Returns the passage of the last answer at a location, as the [`Ask`] that opens it.
    pub(super) async fn passage(&self, api: &SlackApi, location: &Location) -> Option<Ask> {
        let (Some(channel), Some(thread)) = (&location.channel, &location.thread) else {
            // A direct message outside a thread follows up on the one before.
            let follows_up = location.thread_root.is_none();
            return self.cached(&thread_key(location).filter(|_| follows_up)?)?;
        };
        let key = thread_key(location)?;
        if let Some(passage) = self.cached(&key) {
            return passage;
        }
        if !self.reads_channels && !location.is_direct() {
            return None;
        }
        let fields = [
            ("channel", channel.as_str()),
            ("ts", thread),
            ("limit", MAX_REPLIES),
        ];
        let read = api.get("conversations.replies", &fields);
        let passage = match tokio::time::timeout(LOOKUP_DEADLINE, read).await {
            Ok(Ok(replies)) => last_passage(&replies),
            // A failure is not cached.
            Ok(Err(error)) => {
                debug!(code = error.code(), "a thread could not be read");
                return None;
            }
            Err(_) => return None,
        };
        self.store(key, passage.clone());
        passage
    }

    /// Records the passage of an answer that is being sent.
    pub(super) fn record(&self, location: &Location, passage: Ask) {
        if let Some(key) = thread_key(location) {
            self.store(key, Some(passage));
        }
    }

    /// Returns the cached passage of a thread: `None` where the thread is not cached, `Some(None)` where it has no answer.
    #[allow(
        clippy::option_option,
        reason = "a thread without an answer is cached, too"
    )]
    fn cached(&self, key: &str) -> Option<Option<Ask>> {
        self.cache.get(key, Instant::now())
    }

    fn store(&self, key: String, passage: Option<Ask>) {
        self.cache.insert(key, passage, Instant::now());
    }
}

/// Returns the cache key of the thread in which a public answer appears, or of a direct message
/// channel outside threads.
fn thread_key(location: &Location) -> Option<String> {
    let channel = location.channel.as_ref()?;
    match location.thread.as_ref().or(location.thread_root.as_ref()) {
        Some(thread) => Some(format!("{channel}:{thread}")),
        None => location.is_direct().then(|| channel.clone()),
    }
}

/// Returns the ask of a control of the last answer among a thread's messages, which are sorted, oldest first. Only messages
/// of bots count.
fn last_passage(replies: &Value) -> Option<Ask> {
    let messages = replies.get("messages")?.as_array()?;
    let answers = messages.iter().rev();
    answers
        .filter(|message| message.get("bot_id").is_some())
        .filter_map(|message| message.get("blocks")?.as_array())
        .find_map(|blocks| {
            let elements = blocks.iter().filter_map(|block| block.get("elements"));
            let buttons = elements.filter_map(Value::as_array).flatten();
            let values = buttons.flat_map(|element| {
                // Both feedback buttons carry the passage.
                let own = ["/value", "/positive_button/value"].into_iter();
                let own = own.filter_map(|path| element.pointer(path));
                let options = element.get("options").and_then(Value::as_array);
                let options = options.into_iter().flatten();
                own.chain(options.filter_map(|option| option.get("value")))
                    .filter_map(Value::as_str)
            });
            let mut asks = values.map(Ask::from_button);
            asks.find(|ask| ask.about().is_some())
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_passage_of_the_last_answer_is_read_from_its_controls() {
        let blocks = |value: &str| {
            let section = json!({ "type": "section", "text": {} });
            let button = json!({ "type": "button", "value": value });
            json!([section, { "type": "actions", "elements": [7, button] }])
        };
        let answer = |value: &str| json!({ "bot_id": "B1", "blocks": blocks(value) });
        let opinion = json!({ "value": "1:vote:+:backend-developer#skills" });
        let feedback = json!({ "type": "feedback_buttons", "positive_button": opinion });
        let feedback = json!({ "type": "context_actions", "elements": [feedback] });
        let feedback = json!({ "bot_id": "B1", "blocks": [feedback] });
        let thread = [
            answer("1:vote:+:sql"),
            feedback,
            answer("1:open:0:sql"),
            json!({ "user": "U1", "blocks": blocks("1:vote:+:faked") }),
            json!({ "bot_id": "B1" }),
        ];
        let found = last_passage(&json!({ "messages": thread }));
        let expected = Ask::from_button("1:vote:+:backend-developer#skills");
        assert_eq!(found, Some(expected));
        assert_eq!(last_passage(&json!({ "messages": 7 })), None);
    }
}
