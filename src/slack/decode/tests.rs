use serde_json::json;

use super::*;

fn wish(payload: Payload) -> Option<Wish> {
    match wanted(payload, "") {
        Some(Wanted::Answer(wish)) => Some(wish),
        _ => None,
    }
}

fn asked(text: &str) -> Option<Ask> {
    let event =
        json!({ "type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0", "text": text });
    let payload =
        json!({ "type": "event_callback", "event_id": "E1", "team_id": "T1", "event": event });
    wish(Payload::Event(payload)).map(|wish| wish.ask)
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
    let event = |event: Value| wanted(Payload::Event(json!({ "event": event })), "");
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
    assert_eq!(wanted(Payload::Event(json!({ "event": 7 })), ""), None);
    assert_eq!(wanted(Payload::Event(json!("nonsense")), ""), None);
}

#[test]
fn a_command_that_cannot_be_read_is_unknown_and_still_answered() {
    for payload in [
        json!({}),
        json!(null),
        json!({ "command": 7 }),
        json!({ "command": "/fly" }),
    ] {
        let wish = wish(Payload::Command(payload)).expect("an answer");
        assert_eq!(wish.ask, Ask::Unknown);
    }
}

#[test]
fn a_command_is_known_by_its_name_behind_the_prefix() {
    let ask = |command: &str| {
        let payload = Payload::Command(json!({ "command": command, "text": "sql" }));
        match wanted(payload, "gp-") {
            Some(Wanted::Answer(wish)) => wish.ask,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ask("/gp-what-is"), Ask::WhatIs("sql".to_owned()));
    assert_eq!(ask("/what-is"), Ask::Unknown);
    assert_eq!(ask("/gp-gp-what-is"), Ask::Unknown);
}

#[test]
fn what_was_pressed_or_chosen_is_what_it_carries() {
    let press = |action: Value| {
        let payload = json!({
            "type": "block_actions", "user": { "id": "U1" }, "team": null, "trigger_id": "7.8",
            "container": { "type": "message", "is_ephemeral": true, "thread_ts": "1.0" },
            "response_url": "https://hooks.slack.com/actions/1", "actions": [action], "new": {},
        });
        wish(Payload::Interaction(payload)).expect("an answer")
    };
    let wish = press(json!({ "action_id": "turn-1", "value": "1:roles:1" }));
    assert_eq!(wish.ask, Ask::Roles { page: 1 });
    let expected = Way::Response {
        url: Some("https://hooks.slack.com/actions/1".to_owned()),
        turn: true,
        private: true,
    };
    assert_eq!(wish.way, expected);
    assert_eq!(wish.spot.thread.as_deref(), Some("1.0"));
    let wish = press(json!({ "selected_option": { "value": "1:help" } }));
    assert_eq!(wish.ask, Ask::Help);
    let wish = press(json!({ "value": "0:from-before" }));
    assert_eq!(wish.ask, Ask::Unknown);
}

#[test]
fn a_form_of_another_version_is_nobodys() {
    let view = json!({ "type": "view_submission", "view": { "callback_id": "from-before" } });
    assert_eq!(wanted(Payload::Interaction(view), ""), None);
    let shortcut = json!({ "type": "shortcut", "callback_id": "else", "trigger_id": "1" });
    assert_eq!(wanted(Payload::Interaction(shortcut), ""), None);
}
