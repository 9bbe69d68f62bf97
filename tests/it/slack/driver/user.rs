//! Actions of a user: commands, mentions, messages, buttons and modals.

use serde_json::{Value, json};

use super::{ShownMessage, Slack, USER};
use crate::slack::check;

impl Slack {
    /// Runs a slash command and returns its acknowledgement.
    pub async fn command(&mut self, command: &str, text: &str) -> ShownMessage {
        let payload = self.command_payload(command, text);
        let body = self.send("slash_commands", &payload).await;
        let body = body.expect("the acknowledgement is the answer");
        let problems = check::message(&body, &["response_type"]);
        assert_eq!(problems, Vec::<String>::new());
        ShownMessage {
            method: "acknowledgement",
            body,
        }
    }

    /// Presses a button or selects an option of a message, and waits for the reply.
    pub async fn press(&mut self, on: &ShownMessage, action: Value) -> ShownMessage {
        let payload = self.action_payload(on, action);
        let acknowledgement = self.send("interactive", &payload).await;
        assert_eq!(acknowledgement, None, "Slack would ignore it");
        self.next().await
    }

    /// Mentions the bot in a channel and waits for the reply.
    pub async fn mention(&mut self, text: &str) -> ShownMessage {
        let event = self.mention_payload(text, None);
        self.send_event(&event).await;
        self.next().await
    }

    /// Sends a direct message and waits for the reply.
    pub async fn write(&mut self, text: &str) -> ShownMessage {
        let event = self.direct_payload(text);
        self.send_event(&event).await;
        self.next().await
    }

    /// Opens a tab of the app; `shown` is the view that the user sees already.
    pub async fn open_tab(&mut self, tab: &str, shown: Option<&Value>) {
        let mut event = json!({
            "type": "app_home_opened", "user": USER, "channel": "D1", "tab": tab, "event_ts": "1.0",
        });
        if let Some(view) = shown {
            event["view"] = view.clone();
        }
        let event = self.event(&event);
        self.send_event(&event).await;
    }

    /// Submits an open question form and returns the acknowledgement.
    pub async fn submit(
        &mut self,
        form: &ShownMessage,
        written: &str,
        picked: &str,
    ) -> Option<Value> {
        let payload = self.submission_payload(form, written, picked);
        self.send("interactive", &payload).await
    }
}
