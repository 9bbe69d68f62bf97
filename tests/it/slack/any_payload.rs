//! Every payload that addresses the bot gets a reply, whatever its form.

use serde_json::{Value, json};

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
    let makes: [&dyn Fn(&Slack) -> Value; 2] = [&press, &shortcut];
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

/// Messages of unusual kinds: each with its text and further fields.
fn odd_messages() -> Vec<(&'static str, String, Value)> {
    let file = json!([{ "id": "F1", "name": "cv.pdf", "mimetype": "application/pdf" }]);
    let shared = json!([{
        "is_share": true, "from_url": "https://fake.slack.com/archives/C1/p1", "author_id": "U2",
        "text": "what is sql?", "fallback": "what is sql?",
    }]);
    let none = || json!({});
    vec![
        (
            "an edited message",
            "what is sql?".to_owned(),
            json!({ "edited": { "user": "U1", "ts": "1.0" } }),
        ),
        (
            "a forwarded message",
            String::new(),
            json!({ "attachments": shared }),
        ),
        (
            "a forwarded file",
            String::new(),
            json!({ "attachments": [{ "is_share": true, "files": file }] }),
        ),
        ("nothing", String::new(), none()),
        ("blanks", " \u{200b}\n\u{2800} ".to_owned(), none()),
        (
            "a file",
            String::new(),
            json!({ "subtype": "file_share", "files": file }),
        ),
        (
            "a voice clip",
            String::new(),
            json!({ "subtype": "file_share", "files": [{ "id": "F2", "subtype": "slack_audio" }] }),
        ),
        (
            "a first message of a thread",
            "what is sql?".to_owned(),
            json!({ "reply_count": 2 }),
        ),
        (
            "a reply shown in the channel, too",
            "what is sql?".to_owned(),
            json!({ "subtype": "thread_broadcast", "thread_ts": "1.0" }),
        ),
        (
            "an action of /me",
            "what is sql?".to_owned(),
            json!({ "subtype": "me_message" }),
        ),
        ("a long text", "what is sql? ".repeat(900), none()),
        ("one long word", "ab".repeat(2_000), none()),
        (
            "right to left",
            "\u{202e}?lqs si tahw\u{202c} ما هو SQL؟".to_owned(),
            none(),
        ),
        ("2,000 emoji", ":thinking_face:".repeat(2_000), none()),
        ("2,000 emoji as characters", "🧑🏽‍💻".repeat(2_000), none()),
        ("a code block", "```SELECT 1;```".to_owned(), none()),
        ("a link", "<https://example.org/sql>".to_owned(), none()),
        (
            "control characters",
            "\u{0}\u{7}\u{1b}[31msql\u{feff}".to_owned(),
            none(),
        ),
        ("marks without a letter", "\u{301}".repeat(1_000), none()),
        (
            "another mention",
            "what is sql <@U2> <!channel>".to_owned(),
            none(),
        ),
        (
            "a list of a workflow",
            "what is sql?".to_owned(),
            json!({ "blocks": [{ "type": "table", "rows": [] }] }),
        ),
    ]
}

#[tokio::test]
async fn every_odd_message_that_addresses_the_bot_is_replied_to() {
    let mut slack = start().await;
    let mut number = 0;
    for (name, text, fields) in odd_messages() {
        for kind in ["direct", "mention", "mention at the end"] {
            let mut payload = match kind {
                "direct" => slack.direct_payload(&text),
                "mention" => slack.mention_payload(&format!("<@U0BOT> {text}"), None),
                _ => slack.mention_payload(&format!("{text} <@U0BOT>"), None),
            };
            // Each channel has a rate limit of its own.
            number += 1;
            let first = if kind == "direct" { "D" } else { "C" };
            payload["event"]["channel"] = json!(format!("{first}{number}"));
            for (field, value) in fields.as_object().unwrap() {
                payload["event"][field] = value.clone();
            }
            slack.send_event(&payload).await;
            let seen = slack.next().await;
            let channel = &payload["event"]["channel"];
            assert_eq!(seen.body["channel"], *channel, "{name} ({kind})");
            assert!(seen.method.starts_with("chat.post"), "{name} ({kind})");
        }
    }
    slack.finish().await;
}
