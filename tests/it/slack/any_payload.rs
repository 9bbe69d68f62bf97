//! Whoever addresses the bot gets a reply, whatever form the payload has.

use serde_json::json;

use super::driver::{Mode, Setup, Slack};
use crate::fixtures::mutations;

/// Starts the product without a limit of questions per person.
async fn start() -> Slack {
    let setup = Setup {
        more: vec![("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "0")],
        ..Setup::default()
    };
    Slack::start_with(Mode::Socket, setup).await
}

#[tokio::test]
async fn every_command_is_answered_in_its_acknowledgement_whatever_its_form() {
    let mut slack = start().await;
    let whole = slack.command_payload("/what-is", "sql");
    for change in mutations(&whole, &[]) {
        let mut changed = slack.command_payload("/what-is", "sql");
        change.apply(&mut changed);
        let body = slack.send("slash_commands", &changed).await;
        assert!(
            body.is_some_and(|body| body["text"].is_string()),
            "{change:?}"
        );
    }
    for payload in [json!({}), json!(null), json!([]), json!("x")] {
        assert!(slack.send("slash_commands", &payload).await.is_some());
    }
    slack.finish().await;
}

#[tokio::test]
async fn every_interaction_is_replied_to_whatever_its_form() {
    let mut slack = start().await;
    let shown = slack.command("/what-is", "backend").await;
    let message = json!({ "text": "what is sql?", "ts": "1700000009.000100", "user": "U1" });
    let press = |slack: &Slack| slack.action_payload(&shown, shown.button("Roadmap"));
    let shortcut = |slack: &Slack| slack.shortcut_payload("answer", Some(&message));
    let makes: [&dyn Fn(&Slack) -> serde_json::Value; 2] = [&press, &shortcut];
    for make in makes {
        let whole = make(&slack);
        // Without an address there is nowhere to reply to.
        for change in mutations(&whole, &["/response_url"]) {
            let mut changed = make(&slack);
            change.apply(&mut changed);
            slack.send("interactive", &changed).await;
            let seen = slack.next().await;
            assert!(seen.body["text"].is_string(), "{change:?}");
        }
    }
    slack.finish().await;
}

#[tokio::test]
async fn every_direct_message_is_replied_to_whatever_its_form() {
    let mut slack = start().await;
    let whole = slack.direct_payload("what is sql?");
    // An event of nobody, of a bot, of another kind or in a channel does not address the bot.
    let needed = [
        "/event/user",
        "/event/type",
        "/event/channel",
        "/event/channel_type",
        "/event/ts",
        "/type",
    ];
    let changes = mutations(&whole, &needed);
    let of_parts = changes.iter().filter(|change| !change.is_of("/event"));
    for (number, change) in of_parts.enumerate() {
        let mut payload = slack.direct_payload("what is sql?");
        // Each channel has a rate limit of its own.
        let number = number.to_string();
        payload["event"]["channel"] = json!(format!("D{number}"));
        change.apply(&mut payload);
        slack.send_event(&payload).await;
        let seen = slack.next().await;
        assert_eq!(seen.method, "chat.postMessage", "{change:?}");
    }
    slack.finish().await;
}
