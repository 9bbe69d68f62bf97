//! Messages and views whose blocks Slack refuses: the answer comes in a simpler form. The sign that an answer is coming, where
//! Slack refuses it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::driver::{Mode, ShownMessage, Slack, USER};
use super::slow::{alone, busy};

/// The errors by which Slack refuses blocks.
const CODES: [&str; 3] = [
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
];

fn refusal(code: &str) -> Value {
    json!({ "ok": false, "error": code })
}

/// Asserts that a message is the answer about SQL as text alone, with its source.
fn assert_is_text(seen: &ShownMessage) {
    assert!(seen.body.get("blocks").is_none(), "{:#}", seen.body);
    for part in [
        "SQL\nSQL is the language in which one asks relational databases for data.",
        "From SQL · reviewed 2026-11",
        "Sources: <https://example.org/sql|Example: SQL>",
    ] {
        assert!(seen.text().contains(part), "{}", seen.text());
    }
}

#[tokio::test]
async fn a_message_whose_blocks_are_refused_is_posted_as_text() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for code in CODES {
            slack
                .fake
                .fail_next("chat.postMessage", StatusCode::OK, refusal(code));
            let seen = slack.write("what is SQL?").await;
            assert_eq!(seen.method, "chat.postMessage");
            assert_eq!(seen.body["channel"], "D1");
            assert_is_text(&seen);
        }
        slack
            .fake
            .fail_next("chat.postEphemeral", StatusCode::OK, refusal(CODES[0]));
        let seen = slack.mention("<@U0BOT> private: what is SQL?").await;
        assert_eq!(seen.method, "chat.postEphemeral");
        assert_eq!(seen.body["user"], USER);
        assert_is_text(&seen);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_response_whose_blocks_are_refused_is_sent_as_text() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let asked = json!({ "type": "message", "text": "what is SQL?", "ts": "1.5" });
        for status in [StatusCode::OK, StatusCode::BAD_REQUEST] {
            slack
                .fake
                .fail_next("response_url", status, refusal("invalid_blocks"));
            let shortcut = slack.shortcut_payload("answer", Some(&asked));
            slack.send("interactive", &shortcut).await;
            let seen = slack.next().await;
            assert_eq!(seen.method, "response_url");
            assert_is_text(&seen);
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_form_whose_blocks_are_refused_shows_text() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        let refused = refusal("invalid_arguments");
        slack.fake.fail_next("views.open", StatusCode::OK, refused);
        let read = slack.view_action_payload(&home.body["view"], "V0", home.button("Read"));
        slack.send("interactive", &read).await;
        let seen = slack.next().await;
        assert_eq!(seen.method, "views.open");
        let blocks = seen.body["view"]["blocks"].as_array().unwrap();
        assert!(blocks.iter().all(|block| block["type"] == "section"));
        let text = blocks[0]["text"]["text"].as_str().unwrap();
        assert!(text.contains("reviewed 2026-11"), "{text}");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_table_that_is_refused_comes_in_columns_and_these_as_text() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let types = |seen: &ShownMessage| -> Vec<String> {
            let blocks = seen.body["blocks"].as_array().into_iter().flatten();
            blocks
                .map(|block| block["type"].as_str().unwrap().to_owned())
                .collect()
        };
        for refusals in 0..3 {
            for _ in 0..refusals {
                slack
                    .fake
                    .fail_next("chat.postMessage", StatusCode::OK, refusal(CODES[0]));
            }
            let seen = slack.mention("<@U0BOT> /skills backend developer").await;
            if refusals == 0 {
                crate::preview::keep_slack("skills-in-a-table", &seen.body);
            }
            let types = types(&seen);
            assert_eq!(
                types.contains(&"data_table".to_owned()),
                refusals == 0,
                "{types:?}"
            );
            assert_eq!(types.is_empty(), refusals == 2);
            for skill in ["HTTP", "SQL"] {
                assert!(seen.text().contains(skill), "{}", seen.text());
                let blocks = seen.body["blocks"].to_string();
                assert!(refusals == 2 || blocks.contains(skill), "{blocks}");
            }
        }
        // An acknowledgement cannot be sent again, and private messages may not know tables.
        for text in ["backend developer", "private: backend developer"] {
            let seen = slack.command("/skills", text).await;
            assert!(!types(&seen).contains(&"data_table".to_owned()));
        }
        slack.finish().await;
    }
}

#[test]
fn without_agent_sessions_the_older_sign_is_shown() {
    alone(async {
        let mut slack = Slack::start(Mode::Socket).await;
        let unknown = refusal("unknown_method");
        slack
            .fake
            .fail_next("agents.sessions.setStatus", StatusCode::OK, unknown);
        for term in ["an API", "SQL"] {
            let release = busy();
            let mention = slack.mention_payload(&format!("<@U0BOT> what is {term}?"), None);
            slack.send_event(&mention).await;
            let status = slack.next().await;
            assert_eq!(status.method, "assistant.threads.setStatus");
            assert_eq!(status.body["status"], "is looking that up …");
            assert_eq!(status.body["thread_ts"], mention["event"]["ts"]);
            release.send(()).unwrap();
            assert_eq!(slack.next().await.method, "chat.postMessage");
        }
        slack.finish().await;
    });
}
