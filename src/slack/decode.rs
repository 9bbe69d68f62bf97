//! From what Slack sends to what a person wants, the same for both receivers.
//!
//! Only the fields that are needed are read, and a payload that lacks them or has others is no
//! failure: Slack adds fields at any time.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{render, text};
use crate::chat::{Ask, Asker, Audience, Door, Place, Request, catalog};

/// What Slack sent, in the form that both receivers bring it into.
#[derive(Debug, Clone)]
pub(super) enum Payload {
    /// A slash command.
    Command(Value),
    /// Something was pressed or chosen.
    Interaction(Value),
    /// Something happened: a mention.
    Event(Value),
}

/// By which way the answer goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// In the acknowledgement; later only by this address.
    Acknowledgement {
        /// The command's `response_url`.
        later: Option<String>,
    },
    /// By the `response_url` of what was pressed.
    Response {
        /// The `response_url`.
        url: Option<String>,
        /// Whether a page is turned, so that the new page takes the place of the old one.
        turn: bool,
        /// Whether only the presser sees the message it stands on.
        private: bool,
        /// The thread in which that message stands.
        thread: Option<String>,
    },
    /// As a message in a thread.
    Thread {
        /// The event, which Slack may send again.
        event: Option<String>,
        /// The channel.
        channel: String,
        /// The person, for an answer that nobody else may read.
        user: String,
        /// The message that asked.
        message: String,
        /// The thread in which it stands; none where it stands in the channel itself.
        thread: Option<String>,
    },
}

/// Who wants what, and how the answer gets there; nothing where there is nothing to answer.
pub(super) fn request(payload: Payload, at: Timestamp) -> Option<(Request, Way)> {
    let (wish, way) = match payload {
        Payload::Command(payload) => command(payload),
        Payload::Interaction(payload) => interaction(payload)?,
        Payload::Event(payload) => mention(payload)?,
    };
    let request = Request {
        ask: wish.ask,
        asker: Asker::new(wish.user.unwrap_or_default()),
        place: Place {
            door: Door::Slack,
            community: wish.team,
            channel: wish.channel,
        },
        about: None,
        audience: wish.audience,
        // Slack tells a person's language only to those who ask for their profile.
        locale: None,
        at,
    };
    Some((request, way))
}

struct Wish {
    ask: Ask,
    audience: Option<Audience>,
    user: Option<String>,
    team: Option<String>,
    channel: Option<String>,
}

/// <https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    command: Option<String>,
    text: Option<String>,
    user_id: Option<String>,
    team_id: Option<String>,
    channel_id: Option<String>,
    response_url: Option<String>,
}

fn command(payload: Value) -> (Wish, Way) {
    let payload: Typed = serde_json::from_value(payload).unwrap_or_default();
    let written = text::written(&payload.text.unwrap_or_default());
    let name = payload.command.unwrap_or_default();
    let command = catalog::command(name.trim_start_matches('/'));
    let (audience, written) = catalog::audience(&written);
    let wish = Wish {
        ask: command.map_or(Ask::Unknown, |command| command.ask_text(written)),
        audience,
        user: payload.user_id,
        team: payload.team_id,
        channel: payload.channel_id,
    };
    let later = payload.response_url;
    (wish, Way::Acknowledgement { later })
}

/// <https://docs.slack.dev/reference/interaction-payloads/block_actions-payload>
#[derive(Deserialize)]
struct Interaction {
    #[serde(rename = "type")]
    kind: String,
    user: Option<Id>,
    team: Option<Id>,
    channel: Option<Id>,
    container: Option<Container>,
    message: Option<Original>,
    response_url: Option<String>,
    actions: Option<Vec<Pressed>>,
}

#[derive(Deserialize)]
struct Id {
    id: Option<String>,
}

#[derive(Deserialize)]
struct Container {
    is_ephemeral: Option<bool>,
    thread_ts: Option<String>,
}

#[derive(Deserialize)]
struct Original {
    thread_ts: Option<String>,
}

#[derive(Deserialize)]
struct Pressed {
    action_id: Option<String>,
    value: Option<String>,
    selected_option: Option<Chosen>,
}

#[derive(Deserialize)]
struct Chosen {
    value: Option<String>,
}

fn interaction(payload: Value) -> Option<(Wish, Way)> {
    let payload: Interaction = serde_json::from_value(payload).ok()?;
    if payload.kind != "block_actions" {
        return None;
    }
    let action = payload.actions?.into_iter().next()?;
    let chosen = action.selected_option.and_then(|chosen| chosen.value);
    let value = action.value.or(chosen).unwrap_or_default();
    let id = |of: Option<Id>| of.and_then(|of| of.id);
    let wish = Wish {
        ask: Ask::from_button(&value),
        audience: None,
        user: id(payload.user),
        team: id(payload.team),
        channel: id(payload.channel),
    };
    let container = payload.container;
    let private = container.as_ref().and_then(|it| it.is_ephemeral);
    let thread = container.and_then(|container| container.thread_ts);
    let name = action.action_id.unwrap_or_default();
    let way = Way::Response {
        url: payload.response_url,
        turn: name.starts_with(render::TURN),
        private: private.unwrap_or_default(),
        thread: thread.or_else(|| payload.message.and_then(|message| message.thread_ts)),
    };
    Some((wish, way))
}

/// <https://docs.slack.dev/apis/events-api#callback-field>
#[derive(Deserialize)]
struct Callback {
    event_id: Option<String>,
    team_id: Option<String>,
    event: Event,
}

/// <https://docs.slack.dev/reference/events/app_mention>
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    subtype: Option<String>,
    bot_id: Option<String>,
    user: Option<String>,
    text: Option<String>,
    channel: Option<String>,
    ts: Option<String>,
    thread_ts: Option<String>,
}

fn mention(payload: Value) -> Option<(Wish, Way)> {
    let payload: Callback = serde_json::from_value(payload).ok()?;
    let event = payload.event;
    // Two bots that mention each other would never end; and this bot quotes people who mention it.
    if event.kind != "app_mention" || event.bot_id.is_some() || event.subtype.is_some() {
        return None;
    }
    let (user, channel, message) = (event.user?, event.channel?, event.ts?);
    let written = text::written(&event.text.unwrap_or_default());
    let (audience, written) = catalog::audience(&written);
    let wish = Wish {
        ask: catalog::read_spoken(written),
        audience,
        user: Some(user.clone()),
        team: payload.team_id,
        channel: Some(channel.clone()),
    };
    let way = Way::Thread {
        event: payload.event_id,
        channel,
        user,
        message,
        thread: event.thread_ts,
    };
    Some((wish, way))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn decoded(payload: Payload) -> Option<(Request, Way)> {
        request(payload, Timestamp::UNIX_EPOCH)
    }

    fn asked(text: &str) -> Option<Ask> {
        let event = json!({ "type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0", "text": text });
        let payload =
            json!({ "type": "event_callback", "event_id": "E1", "team_id": "T1", "event": event });
        decoded(Payload::Event(payload)).map(|(request, _)| request.ask)
    }

    #[test]
    fn a_mention_is_a_command_or_a_question() {
        let question = |text: &str| Some(Ask::Question(text.to_owned()));
        assert_eq!(
            asked("<@U9> do I need a degree?"),
            question("do I need a degree?")
        );
        assert_eq!(
            asked("do I need a degree, <@U9>"),
            question("do I need a degree,")
        );
        assert_eq!(asked("<@U9>"), Some(Ask::Help));
        assert_eq!(
            asked("<@U9> what-is R&amp;D"),
            Some(Ask::WhatIs("R&D".to_owned()))
        );
        assert_eq!(
            asked("<@U9> /skills backend"),
            Some(Ask::Skills("backend".to_owned()))
        );
        assert_eq!(asked("<@U9> /fly"), Some(Ask::Unknown));
        assert_eq!(asked("<@U9> help"), Some(Ask::Help));
        assert_eq!(
            asked("<@U9> help me find a job"),
            question("help me find a job")
        );
    }

    #[test]
    fn bots_and_other_events_are_not_answered() {
        let event = |event: Value| decoded(Payload::Event(json!({ "event": event })));
        let mention = json!({ "type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0" });
        assert!(event(mention.clone()).is_some());
        for (field, value) in [
            ("bot_id", "B1"),
            ("subtype", "bot_message"),
            ("type", "message"),
        ] {
            let mut other = mention.clone();
            other[field] = json!(value);
            assert_eq!(event(other), None, "{field}");
        }
        assert_eq!(decoded(Payload::Event(json!({ "event": 7 }))), None);
        assert_eq!(decoded(Payload::Event(json!("nonsense"))), None);
    }

    #[test]
    fn a_command_that_cannot_be_read_is_unknown_and_still_answered() {
        for payload in [
            json!({}),
            json!(null),
            json!({ "command": 7 }),
            json!({ "command": "/fly" }),
        ] {
            let (request, _) = decoded(Payload::Command(payload)).expect("an answer");
            assert_eq!(request.ask, Ask::Unknown);
        }
    }

    #[test]
    fn what_was_pressed_or_chosen_is_what_it_carries() {
        let press = |action: Value| {
            let payload = json!({
                "type": "block_actions", "user": { "id": "U1" }, "team": null,
                "container": { "type": "message", "is_ephemeral": true, "thread_ts": "1.0" },
                "response_url": "https://hooks.slack.com/actions/1", "actions": [action], "new": {},
            });
            decoded(Payload::Interaction(payload)).expect("an answer")
        };
        let (request, way) = press(json!({ "action_id": "turn-1", "value": "1:roles:1" }));
        assert_eq!(request.ask, Ask::Roles { page: 1 });
        let expected = Way::Response {
            url: Some("https://hooks.slack.com/actions/1".to_owned()),
            turn: true,
            private: true,
            thread: Some("1.0".to_owned()),
        };
        assert_eq!(way, expected);
        let (request, _) = press(json!({ "selected_option": { "value": "1:help" } }));
        assert_eq!(request.ask, Ask::Help);
        let (request, _) = press(json!({ "value": "0:from-before" }));
        assert_eq!(request.ask, Ask::Unknown);
        let view = json!({ "type": "view_submission", "view": {} });
        assert_eq!(decoded(Payload::Interaction(view)), None);
    }
}
