//! Visible text and addressee of messages, and notices to people who address the bot.

use axum::http::StatusCode;
use serde_json::json;

use super::driver::{Mode, Setup, Slack, USER, soon};

/// Markup in which people ask for SQL.
const ASKED: [&str; 8] = [
    "what is sql <@U0OTHER>",
    "what is sql <#C1|career-chat>",
    "what is sql <#C1>",
    "what is sql :thinking_face:",
    "what is sql <https://example.org/sql>",
    "what is <https://example.org|sql>?",
    "what is *sql*",
    "<!date^1^{date}|today> what is sql",
];

#[tokio::test]
async fn chat_markup_is_not_read_as_words_at_any_entry() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "0")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        for (number, text) in ASKED.into_iter().enumerate() {
            assert_eq!(slack.command("/ask", text).await.title(), "SQL", "{text}");
            let message = json!({ "user": "U1", "text": text, "ts": "1700000009.000100" });
            let payload = slack.shortcut_payload("answer", Some(&message));
            slack.send("interactive", &payload).await;
            assert_eq!(slack.next().await.title(), "SQL", "{text}");
            // Each channel has a rate limit of its own.
            let mut event = slack.direct_payload(text);
            event["event"]["channel"] = json!(format!("D{number}"));
            slack.send_event(&event).await;
            assert_eq!(slack.next().await.title(), "SQL", "{text}");
        }
        let typed = "what is sql @other #career-chat https://example.org";
        assert_eq!(slack.command("/ask", typed).await.title(), "SQL");
        let seen = slack.mention(&format!("<@U0BOT> {}", ASKED[1])).await;
        assert_eq!(seen.title(), "SQL");
        let form = slack.shortcut_payload("ask", None);
        slack.send("interactive", &form).await;
        let form = slack.next().await;
        let answer = slack.submit(&form, "what is sql :wave:", "").await.unwrap();
        assert!(answer.to_string().contains("\"SQL\""), "{answer}");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_text_of_blocks_and_attachments_is_read_where_a_message_has_none() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let section =
            json!({ "type": "section", "text": { "type": "mrkdwn", "text": "what is sql?" } });
        for (field, value) in [
            ("blocks", json!([section])),
            (
                "attachments",
                json!([{ "fallback": "x", "text": "what is sql?" }]),
            ),
            ("attachments", json!([{ "blocks": [section] }])),
        ] {
            let mut message = json!({ "bot_id": "B9", "text": "", "ts": "1700000009.000100" });
            message[field] = value.clone();
            let payload = slack.shortcut_payload("answer", Some(&message));
            slack.send("interactive", &payload).await;
            assert_eq!(slack.next().await.title(), "SQL", "{message}");
            // A forwarded message has its text there, too.
            let mut event = slack.direct_payload("");
            event["event"][field] = value;
            slack.send_event(&event).await;
            assert_eq!(slack.next().await.title(), "SQL", "{message}");
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn messages_addressed_to_other_people_are_ignored() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for text in [
            "<@U0OTHER> ask <@U0BOT> what sql is",
            " <@U0OTHER|ada> did you see <@U0BOT>?",
        ] {
            let event = slack.mention_payload(text, None);
            slack.send_event(&event).await;
        }
        let seen = slack.mention("<@U0BOT> what is sql, <@U0OTHER>?").await;
        assert_eq!(seen.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_sent_where_it_was_asked_for_comes_to_the_person_alone() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for (method, text, title, error) in [
            ("chat.postMessage", "what is SQL?", "SQL", "not_in_channel"),
            (
                "chat.postMessage",
                "what is SQL?",
                "SQL",
                "restricted_action",
            ),
            (
                "chat.postEphemeral",
                "/fly",
                "I do not know that command or button",
                "user_not_in_channel",
            ),
        ] {
            let refused = json!({ "ok": false, "error": error });
            slack.fake.fail_next(method, StatusCode::OK, refused);
            let event = slack.mention_payload(&format!("<@U0BOT> {text}"), None);
            slack.send_event(&event).await;
            let seen = slack.next().await;
            assert_eq!(seen.method, "chat.postMessage");
            assert_eq!(seen.body["channel"], USER);
            assert_eq!(seen.title(), title);
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_queued_answer_gets_one_private_notice() {
    let mut slack = Slack::start(Mode::Socket).await;
    let asked = 8;
    for _ in 0..asked {
        let event = slack.mention_payload("<@U0BOT> what is SQL?", None);
        slack.send_event(&event).await;
    }
    let (mut answers, mut notes) = (0, 0);
    while answers < asked {
        let seen = soon("an answer", slack.next()).await;
        match seen.method {
            "chat.postMessage" => answers += 1,
            "chat.postEphemeral" => {
                assert_eq!(seen.title(), "Many ask here at once");
                assert_eq!(seen.body["user"], USER);
                notes += 1;
            }
            status => assert_eq!(status, "agents.sessions.setStatus"),
        }
    }
    assert_eq!(notes, 1);
    slack.finish().await;
}
