//! Direct messages, shortcuts, the question form and the app's tabs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::check;
use super::driver::{Mode, Setup, ShownMessage, Slack, USER, soon};

/// Returns the view with which an acknowledgement replaces a modal.
fn shown(acknowledgement: Option<Value>) -> ShownMessage {
    let answer = acknowledgement.expect("the answer in the form's place");
    assert_eq!(answer["response_action"], "update");
    let body = json!({ "view": answer["view"], "view_id": "V1" });
    assert_eq!(check::view(&body, &["view_id"]), Vec::<String>::new());
    ShownMessage {
        method: "acknowledgement",
        body,
    }
}

async fn form(slack: &mut Slack) -> ShownMessage {
    let payload = slack.shortcut_payload("ask", None);
    assert_eq!(slack.send("interactive", &payload).await, None);
    let form = slack.next().await;
    assert_eq!(form.method, "views.open");
    assert_eq!(form.body["trigger_id"], payload["trigger_id"]);
    form
}

#[tokio::test]
async fn a_direct_message_is_answered_in_direct_messages() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let event = slack.direct_payload("what is a backend developer?");
        slack.send_event(&event).await;
        let seen = slack.next().await;
        assert_eq!(seen.method, "chat.postMessage");
        assert_eq!(seen.body["channel"], "D1");
        assert_eq!(seen.body["thread_ts"], event["event"]["ts"]);
        assert_eq!(seen.title(), "Backend developer");
        // A miss in direct messages is not ephemeral.
        let miss = slack.write("what is the capital of France?").await;
        assert_eq!(miss.method, "chat.postMessage");
        assert_eq!(miss.title(), "I do not know that");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_direct_message_without_the_agent_view_is_answered_below_it() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_AGENT", "false")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let seen = slack.write("skills backend").await;
        assert!(seen.body.get("thread_ts").is_none());
        assert_eq!(seen.title(), "Backend developer: Skills");
        // Votes have ordinary buttons.
        assert!(!seen.body.to_string().contains("feedback_buttons"));
        let thanks = slack.press(&seen, seen.button("Solved it")).await;
        assert_eq!(thanks.title(), "Thank you");
        // The next message goes on about the same entry.
        let next = slack.write("and the roadmap?").await;
        assert_eq!(next.title(), "Backend developer: Roadmap");
        // No prompts are set.
        slack.open_tab("messages", None).await;
        slack.finish().await;
    }
}

#[tokio::test]
async fn edits_joins_and_messages_of_bots_are_not_answered() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for (field, value) in [
            ("subtype", json!("message_changed")),
            ("subtype", json!("channel_join")),
            ("bot_id", json!("B0BOT")),
            ("channel", json!("C1")),
            ("user", json!(null)),
        ] {
            let mut event = slack.direct_payload("what is SQL?");
            if field == "channel" {
                event["event"]["channel_type"] = json!("channel");
            }
            event["event"][field] = value;
            slack.send_event(&event).await;
        }
        assert_eq!(slack.write("what is SQL?").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_direct_message_without_words_is_told_what_to_do() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        assert_eq!(slack.write("").await.title(), "Something is missing");
        assert_eq!(slack.write("<@U0BOT>").await.title(), "What I can do");
        slack.finish().await;
    }
}

#[tokio::test]
async fn commands_are_recognised_and_named_with_their_prefix() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_PREFIX", "gp-")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let seen = slack.command("/gp-what-is", "sql").await;
        assert_eq!(seen.title(), "SQL");
        let other = slack.command("/what-is", "sql").await;
        assert_eq!(other.title(), "I do not know that command or button");
        // Replies name commands with the prefix.
        let help = slack.command("/gp-help", "").await;
        for name in ["ask", "what-is", "my-data"] {
            assert!(
                help.text().contains(&format!("/gp-{name}")),
                "{}",
                help.text()
            );
            assert!(
                !help.text().contains(&format!("/{name}")),
                "{}",
                help.text()
            );
        }
        let miss = slack.command("/gp-what-is", "").await;
        assert!(
            miss.text().contains("/gp-what-is backend"),
            "{}",
            miss.text()
        );
        // Messages to the bot need no prefix.
        assert_eq!(slack.write("what-is sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_message_shortcut_answers_in_the_thread_of_the_message() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let message = |text: &str, thread: Option<&str>| {
            json!({
                "type": "message", "user": "U0SOMEBODY", "text": text, "ts": "1700000009.000100",
                "thread_ts": thread,
            })
        };
        let asked = message("hi all &amp; <@U0SOMEBODY>, what is an API?", None);
        let payload = slack.shortcut_payload("answer", Some(&asked));
        assert_eq!(slack.send("interactive", &payload).await, None);
        let seen = slack.next().await;
        assert_eq!(seen.method, "response_url");
        assert_eq!(seen.body["thread_ts"], "1700000009.000100");
        assert_eq!(seen.title(), "API");
        assert!(!seen.is_private());

        // A miss is ephemeral.
        let unknown = message("what is the capital of France?", None);
        let payload = slack.shortcut_payload("answer", Some(&unknown));
        slack.send("interactive", &payload).await;
        let seen = slack.next().await;
        assert!(seen.is_private() && seen.body.get("thread_ts").is_none());

        let inside = message("what is SQL?", Some("1600000000.000001"));
        let payload = slack.shortcut_payload("answer", Some(&inside));
        slack.send("interactive", &payload).await;
        assert_eq!(slack.next().await.body["thread_ts"], "1600000000.000001");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_question_form_suggests_questions_and_takes_typed_text() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let form = form(&mut slack).await;
        insta::assert_json_snapshot!("the_form", form.body["view"]);

        let ask = |text: &str| {
            json!({
                "type": "block_suggestion", "action_id": "pick", "block_id": "pick",
                "value": text, "team": { "id": "T1" }, "user": { "id": USER },
                "container": { "type": "view", "view_id": "V1" }, "view": form.body["view"],
            })
        };
        let offered = slack.send("interactive", &ask("back")).await.unwrap();
        let texts: Vec<_> = offered["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|option| option["text"]["text"].as_str().unwrap().to_owned())
            .collect();
        assert!(texts.contains(&"Backend developer".to_owned()), "{texts:?}");
        let nothing = slack.send("interactive", &ask("zzzzqq")).await;
        assert_eq!(nothing, Some(json!({ "options": [] })));
        let first = slack.send("interactive", &ask("")).await.unwrap();
        let first = first["options"].as_array().unwrap();
        assert!(!first.is_empty() && first.len() <= 100);

        let picked = shown(slack.submit(&form, "", "Backend developer").await);
        assert_eq!(picked.title(), "Backend developer");
        let own = shown(
            slack
                .submit(&form, "what is SQL?", "Backend developer")
                .await,
        );
        assert_eq!(own.title(), "SQL");
        let empty = slack.submit(&form, "  ", "").await.unwrap();
        insta::assert_json_snapshot!("an_empty_form", empty);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_button_of_an_answer_in_a_modal_answers_in_its_place() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let form = form(&mut slack).await;
        let answer = shown(
            slack
                .submit(&form, "what is a backend developer?", "")
                .await,
        );
        let roadmap = answer.button("Roadmap");
        let payload = slack.view_action_payload(&answer.body["view"], "V1", roadmap.clone());
        assert_eq!(slack.send("interactive", &payload).await, None);
        let seen = slack.next().await;
        assert_eq!(seen.method, "views.update");
        assert_eq!(seen.body["view_id"], "V1");
        assert_eq!(seen.title(), "Backend developer: Roadmap");

        // The user has closed the modal.
        slack.fake.close_views();
        let payload = slack.view_action_payload(&answer.body["view"], "V1", roadmap);
        slack.send("interactive", &payload).await;
        soon("a closed view", slack.fake.failed("views.update", 1)).await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_controls_of_the_home_tab_work_and_it_is_published_only_when_it_changes() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        assert_eq!(
            (home.method, &home.body["user_id"]),
            ("views.publish", &json!(USER))
        );
        insta::assert_json_snapshot!("the_home_tab", home.body["view"]["blocks"]);
        crate::preview::keep_slack("home", &home.body);

        // The user sees the current view already.
        slack.open_tab("home", Some(&home.body["view"])).await;
        let old = json!({ "type": "home", "private_metadata": "of another day" });
        slack.open_tab("home", Some(&old)).await;
        assert_eq!(slack.next().await, home);

        let view = &home.body["view"];
        let payload = slack.view_action_payload(view, "V0", home.button("Ask a question"));
        slack.send("interactive", &payload).await;
        let form = slack.next().await;
        assert_eq!(form.body["view"]["callback_id"], "ask");

        for action in [home.button("Read"), home.choice("First job")] {
            let payload = slack.view_action_payload(view, "V0", action);
            slack.send("interactive", &payload).await;
            let seen = slack.next().await;
            assert_eq!(seen.method, "views.open");
            assert_eq!(seen.body["trigger_id"], payload["trigger_id"]);
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_messages_tab_suggests_what_to_ask() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.open_tab("messages", None).await;
        let prompts = slack.next().await;
        assert_eq!(prompts.method, "assistant.threads.setSuggestedPrompts");
        assert!(prompts.body.get("thread_ts").is_none());
        let prompts = prompts.body["prompts"].as_array().unwrap().clone();
        assert!((1..=4).contains(&prompts.len()));
        let message = prompts[0]["message"].as_str().unwrap();
        assert_eq!(slack.write(message).await.title(), message);
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_home_tab_begins_with_the_most_viewed_questions() {
    for mode in Mode::BOTH {
        let setup = Setup::default();
        let kept = setup.kept.clone();
        let mut slack = Slack::start_with(mode, setup).await;
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        let often = |home: &ShownMessage| {
            let blocks = home.body["view"]["blocks"].as_array().unwrap().clone();
            let texts = blocks.iter().map(|block| block["text"]["text"].clone());
            let mut texts = texts.skip_while(|text| text != "Often asked");
            texts.nth(1).unwrap().as_str().unwrap().to_owned()
        };
        let first = often(&home);
        assert!(!first.contains("SQL"), "{first}");
        slack.command("/ask", "is SQL hard to learn?").await;
        let again = Setup {
            kept,
            ..Setup::default()
        };
        let mut slack = slack.restart(again).await;
        // Views are counted by the maintenance of the store, which runs at the start.
        let seen = async {
            loop {
                slack.open_tab("home", None).await;
                let home = slack.next().await;
                if often(&home).contains("SQL") {
                    return home;
                }
            }
        };
        let home = soon("what people look at", seen).await;
        // The user sees the current view already.
        slack.open_tab("home", Some(&home.body["view"])).await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_fallback_text_matches_its_snapshot() {
    let mut told = String::new();
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let mut heard = String::new();
        for (command, text) in [
            ("/what-is", "backend"),
            ("/ask", "do I need a degree?"),
            ("/ask", "how long until i can work as a programmer"),
            ("/compare", "frontend vs backend"),
            ("/roadmap", "backend"),
            ("/faq", "first job"),
            ("/ask", "what is the capital of France?"),
        ] {
            let seen = slack.command(command, text).await;
            write!(heard, "{command} {text}\n{}\n\n", seen.text()).unwrap();
        }
        assert!(told.is_empty() || told == heard);
        told = heard;
        slack.finish().await;
    }
    insta::assert_snapshot!("notifications", told);
}
