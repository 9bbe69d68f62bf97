//! Decoding of payloads: what each becomes, and that unreadable ones do no harm.

use serde_json::json;

use super::*;
use crate::chat::Ask;

fn request(payload: SlackPayload) -> Option<SlackRequest> {
    match action(payload, "") {
        Some(Action::Answer(request)) => Some(request),
        _ => None,
    }
}

fn mention(text: &str) -> Option<Ask> {
    let event =
        json!({ "type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0", "text": text });
    let payload =
        json!({ "type": "event_callback", "event_id": "E1", "team_id": "T1", "event": event });
    request(SlackPayload::Event(payload)).map(|request| request.ask)
}

#[test]
fn a_mention_is_a_command_or_a_question() {
    let question = |text: &str| Some(Ask::Question(text.to_owned()));
    assert_eq!(
        mention("<@U9> do I need a degree?"),
        question("do I need a degree?")
    );
    assert_eq!(
        mention("do I need a degree, <@U9>"),
        question("do I need a degree,")
    );
    assert_eq!(mention("<@U9>"), Some(Ask::Help));
    assert_eq!(
        mention("<@U9> what-is R&amp;D"),
        Some(Ask::WhatIs("R&D".to_owned()))
    );
    assert_eq!(
        mention("<@U9> /skills backend"),
        Some(Ask::Skills("backend".to_owned()))
    );
    assert_eq!(mention("<@U9> /fly"), Some(Ask::Unknown));
    assert_eq!(mention("<@U9> help"), Some(Ask::Help));
    assert_eq!(
        mention("<@U9> help me find a job"),
        question("help me find a job")
    );
}

#[test]
fn messages_of_bots_and_unused_events_need_no_action() {
    let event = |event: Value| action(SlackPayload::Event(json!({ "event": event })), "");
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
    assert_eq!(event(json!(7)), None);
    assert_eq!(action(SlackPayload::Event(json!("nonsense")), ""), None);
}

#[test]
fn an_unreadable_command_is_unknown_and_still_answered() {
    for payload in [
        json!({}),
        json!(null),
        json!({ "command": 7 }),
        json!({ "command": "/fly" }),
    ] {
        let request = request(SlackPayload::Command(payload)).expect("an answer");
        assert_eq!(request.ask, Ask::Unknown);
    }
}

#[test]
fn a_command_is_recognised_by_its_name_after_the_prefix() {
    let ask = |command: &str| {
        let payload = SlackPayload::Command(json!({ "command": command, "text": "sql" }));
        match action(payload, "gp-") {
            Some(Action::Answer(request)) => request.ask,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ask("/gp-what-is"), Ask::WhatIs("sql".to_owned()));
    assert_eq!(ask("/what-is"), Ask::Unknown);
    assert_eq!(ask("/gp-gp-what-is"), Ask::Unknown);
}

#[test]
fn a_pressed_or_selected_control_asks_for_its_value() {
    let press = |action: Value| {
        let payload = json!({
            "type": "block_actions", "user": { "id": "U1" }, "team": null, "trigger_id": "7.8",
            "container": { "type": "message", "is_ephemeral": true, "thread_ts": "1.0" },
            "response_url": "https://hooks.slack.com/actions/1", "actions": [action], "new": {},
        });
        request(SlackPayload::Interaction(payload)).expect("an answer")
    };
    let pressed = press(json!({ "action_id": "turn-1", "value": "1:roles:1" }));
    assert_eq!(pressed.ask, Ask::Roles { page: 1 });
    let expected = ReplyRoute::ResponseUrl {
        url: Some("https://hooks.slack.com/actions/1".to_owned()),
        turns_page: true,
        on_ephemeral: true,
    };
    assert_eq!(pressed.route, expected);
    assert_eq!(pressed.location.thread.as_deref(), Some("1.0"));
    let selected = press(json!({ "selected_option": { "value": "1:help" } }));
    assert_eq!(selected.ask, Ask::Help);
    let old = press(json!({ "value": "0:from-before" }));
    assert_eq!(old.ask, Ask::Unknown);
}

#[test]
fn modals_and_shortcuts_of_another_version_are_answered_as_unknown() {
    let view = json!({ "type": "view_submission", "view": { "callback_id": "from-before" } });
    let shortcut = json!({ "type": "shortcut", "callback_id": "else", "trigger_id": "1" });
    let menu = json!({ "type": "interactive_message", "response_url": "https://a.example" });
    for payload in [view, shortcut, menu, json!({}), json!(7)] {
        let request = request(SlackPayload::Interaction(payload)).expect("a request");
        assert_eq!(request.ask, Ask::Unknown);
    }
    let closed = json!({ "type": "view_closed", "view": { "callback_id": "ask" } });
    assert_eq!(action(SlackPayload::Interaction(closed), ""), None);
}

#[test]
fn messages_with_files_are_read_and_system_messages_are_not() {
    let direct = |subtype: &str| {
        let event = json!({
            "type": "message", "subtype": subtype, "channel_type": "im", "user": "U1", "channel": "D1",
            "ts": "1.0", "text": "what is sql?",
        });
        let payload =
            json!({ "type": "event_callback", "event_id": "E1", "team_id": "T1", "event": event });
        request(SlackPayload::Event(payload)).map(|request| request.ask)
    };
    let question = Some(Ask::Question("what is sql?".to_owned()));
    for written in ["file_share", "thread_broadcast", "me_message"] {
        assert_eq!(direct(written), question, "{written}");
    }
    for other in ["message_changed", "channel_join", "bot_message"] {
        assert_eq!(direct(other), None, "{other}");
    }
}
