//! Payloads that Slack sends, with all the fields that its documentation shows.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::{ShownMessage, Slack, USER};

impl Slack {
    pub fn command_payload(&self, command: &str, text: &str) -> Value {
        json!({
            "token": "legacy", "team_id": self.team, "team_domain": "fake", "channel_id": "C1",
            "channel_name": "careers", "user_id": USER, "user_name": "ada", "command": command,
            "text": text, "api_app_id": "A1", "is_enterprise_install": "false",
            "response_url": self.fake.response_url(), "trigger_id": self.trigger(),
        })
    }

    pub fn action_payload(&self, on: &ShownMessage, mut action: Value) -> Value {
        action["action_ts"] = json!("1700000002.000300");
        action["block_id"] = json!("made by Slack");
        let thread = &on.body["thread_ts"];
        json!({
            "type": "block_actions", "api_app_id": "A1", "token": "legacy",
            "user": { "id": USER, "username": "ada", "name": "ada", "team_id": self.team },
            "team": { "id": self.team, "domain": "fake" }, "enterprise": null,
            "is_enterprise_install": false, "trigger_id": self.trigger(),
            "channel": { "id": "C1", "name": "careers" },
            "container": {
                "type": "message", "message_ts": "1700000001.000200", "channel_id": "C1",
                "is_ephemeral": on.is_private(), "thread_ts": thread,
            },
            "message": { "type": "message", "ts": "1700000001.000200", "bot_id": "B0BOT" },
            "state": { "values": {} }, "response_url": self.fake.response_url(),
            "actions": [action],
        })
    }

    pub fn mention_payload(&self, text: &str, thread: Option<&str>) -> Value {
        let ts = self.ts();
        let mut event = json!({
            "type": "app_mention", "user": USER, "team": self.team, "channel": "C1",
            "text": text, "ts": ts, "event_ts": ts,
            "client_msg_id": "a-message", "blocks": [{ "type": "rich_text", "elements": [] }],
        });
        if let Some(thread) = thread {
            event["thread_ts"] = json!(thread);
        }
        self.event(&event)
    }

    /// A message in a channel that does not mention the bot.
    pub fn channel_message_payload(&self, text: &str) -> Value {
        let ts = self.ts();
        self.event(&json!({
            "type": "message", "user": USER, "team": self.team, "channel": "C1", "text": text,
            "ts": ts, "event_ts": ts, "client_msg_id": "a-message", "channel_type": "channel",
        }))
    }

    pub fn direct_payload(&self, text: &str) -> Value {
        let ts = self.ts();
        self.event(&json!({
            "type": "message", "user": USER, "team": self.team, "channel": "D1", "text": text,
            "ts": ts, "event_ts": ts, "client_msg_id": "a-message", "channel_type": "im",
        }))
    }

    /// A global shortcut, or a shortcut on a message.
    pub fn shortcut_payload(&self, callback: &str, message: Option<&Value>) -> Value {
        let mut payload = json!({
            "type": "shortcut", "token": "legacy", "callback_id": callback, "action_ts": "1.0",
            "team": { "id": self.team, "domain": "fake" }, "trigger_id": self.trigger(),
            "user": { "id": USER, "username": "ada", "team_id": self.team },
        });
        if let Some(message) = message {
            payload["type"] = json!("message_action");
            payload["channel"] = json!({ "id": "C1", "name": "careers" });
            payload["message"] = message.clone();
            payload["message_ts"] = message["ts"].clone();
            payload["response_url"] = json!(self.fake.response_url());
        }
        payload
    }

    pub fn submission_payload(&self, form: &ShownMessage, written: &str, picked: &str) -> Value {
        let mut view = form.body["view"].clone();
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        view["id"] = json!("V1");
        view["state"] = json!({ "values": {
            "pick": { "pick": { "type": "external_select", "selected_option":
                filled(picked).map(|picked| json!({
                    "text": { "type": "plain_text", "text": picked }, "value": picked,
                })) } },
            "words": { "words": { "type": "plain_text_input", "value": filled(written) } },
        } });
        json!({
            "type": "view_submission", "team": { "id": self.team, "domain": "fake" },
            "user": { "id": USER, "username": "ada", "team_id": self.team },
            "trigger_id": self.trigger(), "view": view, "response_urls": [],
        })
    }

    /// A pressed button of a view.
    pub fn view_action_payload(&self, view: &Value, id: &str, mut action: Value) -> Value {
        action["action_ts"] = json!("1700000002.000300");
        let mut view = view.clone();
        view["id"] = json!(id);
        json!({
            "type": "block_actions", "api_app_id": "A1", "token": "legacy",
            "user": { "id": USER, "username": "ada", "name": "ada", "team_id": self.team },
            "team": { "id": self.team, "domain": "fake" }, "trigger_id": self.trigger(),
            "container": { "type": "view", "view_id": id }, "view": view, "actions": [action],
        })
    }

    /// A submitted settings modal with these values selected by name; other settings keep the values
    /// that the modal shows.
    pub fn settings_payload(&self, view: &Value, chosen: &[(&str, Value)]) -> Value {
        let mut view = view.clone();
        view["id"] = json!("V1");
        let option = |value: &Value| json!({ "value": value });
        let mut values = json!({});
        for block in view["blocks"].as_array().unwrap() {
            let element = &block["element"];
            let Some(name) = element["action_id"].as_str() else {
                continue;
            };
            let new = chosen.iter().find(|(one, _)| *one == name);
            let state = match element["type"].as_str().unwrap() {
                "static_select" => {
                    let new = new.map(|(_, value)| option(value));
                    json!({ "selected_option": new.unwrap_or(element["initial_option"].clone()) })
                }
                "multi_static_select" => {
                    let new = new.map(|(_, values)| {
                        let values = values.as_array().unwrap().iter();
                        json!(values.map(option).collect::<Vec<_>>())
                    });
                    let new = new.unwrap_or(element["initial_options"].clone());
                    json!({ "selected_options": new })
                }
                _ => {
                    let new = new.map(|(_, value)| value.clone());
                    let new = new.unwrap_or(element["initial_conversation"].clone());
                    json!({ "selected_conversation": new })
                }
            };
            values[block["block_id"].as_str().unwrap()][name] = state;
        }
        view["state"] = json!({ "values": values });
        json!({
            "type": "view_submission", "team": { "id": self.team, "domain": "fake" },
            "user": { "id": USER, "username": "ada", "team_id": self.team },
            "trigger_id": self.trigger(), "view": view, "response_urls": [],
        })
    }

    /// An Events API callback with this event.
    pub fn event(&self, event: &Value) -> Value {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        json!({
            "type": "event_callback", "token": "legacy", "team_id": self.team, "api_app_id": "A1",
            "event_id": format!("Ev{number}"), "event_time": 1_700_000_000,
            "event": event, "event_context": "4-abc", "is_ext_shared_channel": false,
            "authorizations": [{ "team_id": self.team, "user_id": "U0BOT", "is_bot": true }],
        })
    }

    /// A new message timestamp.
    pub(super) fn ts(&self) -> String {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        format!("1700000000.{number:06}")
    }

    pub(super) fn trigger(&self) -> String {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        format!("{number}.2.abc")
    }
}
