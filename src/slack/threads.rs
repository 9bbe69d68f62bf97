//! What each thread is about: the passage of the bot's last answer in it, so that “and the skills?”
//! needs no name.
//!
//! It is remembered for a bounded number of threads. What is not, as after a restart, is read from
//! the thread itself where the token may read it: the buttons of an answer tell its passage.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tracing::debug;

use super::decode::Spot;
use super::web::Web;
use crate::chat::Ask;

/// How long an answer waits to hear what its thread is about.
const PATIENCE: Duration = Duration::from_millis(700);
/// How many threads are remembered.
const REMEMBERED: usize = 4_096;
/// How many messages of a thread are read, as text for the call.
const READ: &str = "200";

/// The threads of one workspace.
pub(super) struct Threads {
    /// Whether threads in channels may be read, as those of direct messages may.
    channels: bool,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    threads: HashMap<String, About>,
    order: VecDeque<String>,
}

/// What a thread is about; nothing where it holds no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct About(Option<Ask>);

impl Threads {
    pub(super) fn new(channels: bool) -> Self {
        Self {
            channels,
            known: Mutex::default(),
        }
    }

    /// The passage that a spot is about, as what would open it.
    pub(super) async fn about(&self, web: &Web, spot: &Spot) -> Option<Ask> {
        let (Some(channel), Some(thread)) = (&spot.channel, &spot.thread) else {
            // A direct message that begins no thread goes on below the one before.
            let goes_on = spot.begins.is_none();
            return self.remembered(&place(spot).filter(|_| goes_on)?)?.0;
        };
        let place = place(spot)?;
        if let Some(known) = self.remembered(&place) {
            return known.0;
        }
        if !self.channels && !spot.is_direct() {
            return None;
        }
        let fields = [
            ("channel", channel.as_str()),
            ("ts", thread),
            ("limit", READ),
        ];
        let read = tokio::time::timeout(PATIENCE, web.look_up("conversations.replies", &fields));
        let found = match read.await {
            Ok(Ok(read)) => last_passage(&read),
            Ok(Err(trouble)) => {
                debug!(code = trouble.code(), "a thread could not be read");
                None
            }
            Err(_) => return None,
        };
        self.remember(place, found.clone());
        found
    }

    /// Keeps what was shown at a spot.
    pub(super) fn showed(&self, spot: &Spot, passage: Ask) {
        if let Some(place) = place(spot) {
            self.remember(place, Some(passage));
        }
    }

    fn remembered(&self, place: &str) -> Option<About> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.threads.get(place).cloned()
    }

    fn remember(&self, place: String, passage: Option<Ask>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { threads, order } = &mut *known;
        let about = About(passage);
        if threads.insert(place.clone(), about).is_none() {
            order.push_back(place);
        }
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            threads.remove(&oldest);
        }
    }
}

/// The thread in which an answer for all stands, or the direct messages as a whole.
fn place(spot: &Spot) -> Option<String> {
    let channel = spot.channel.as_ref()?;
    match spot.thread.as_ref().or(spot.begins.as_ref()) {
        Some(thread) => Some(format!("{channel}:{thread}")),
        None => spot.is_direct().then(|| channel.clone()),
    }
}

/// What stands on the last answer among messages, the oldest of which comes first, and tells what it
/// is about. Only bots have buttons.
fn last_passage(read: &Value) -> Option<Ask> {
    let messages = read.get("messages")?.as_array()?;
    let answers = messages.iter().rev();
    answers
        .filter(|message| message.get("bot_id").is_some())
        .filter_map(|message| message.get("blocks")?.as_array())
        .find_map(|blocks| {
            let elements = blocks.iter().filter_map(|block| block.get("elements"));
            let buttons = elements.filter_map(Value::as_array).flatten();
            let values = buttons.filter_map(|button| {
                // Of two opinions side by side either tells it.
                let value = button.get("value");
                value
                    .or_else(|| button.pointer("/positive_button/value"))?
                    .as_str()
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
    fn the_last_answer_says_what_a_thread_is_about() {
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

    #[test]
    fn so_many_threads_are_remembered() {
        let threads = Threads::new(false);
        for number in 0..9_000 {
            threads.remember(number.to_string(), None);
        }
        let known = threads.known.lock().expect("no poison");
        assert_eq!((known.threads.len(), known.order.len()), (4_096, 4_096));
    }
}
