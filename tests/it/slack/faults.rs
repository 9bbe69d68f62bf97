//! Failures and repetitions; after each the next question is answered.

use axum::http::StatusCode;
use serde_json::json;

use super::driver::{Mode, Setup, Slack, USER, soon};

/// Asks two questions, each of which must get its own answer as the next message.
async fn answers_two_questions(mut slack: Slack) {
    for (question, title) in [("what is SQL?", "SQL"), ("what is an API?", "API")] {
        let seen = slack.mention(&format!("<@U0BOT> {question}")).await;
        assert_eq!(seen.title(), title);
    }
    slack.finish().await;
}

#[tokio::test]
async fn a_message_is_retried_after_a_rate_limit_or_a_server_error() {
    for mode in Mode::BOTH {
        let slack = Slack::start(mode).await;
        slack.fake.limit_next("chat.postMessage", 1);
        let busy = StatusCode::SERVICE_UNAVAILABLE;
        slack.fake.fail_next("chat.postMessage", busy, json!({}));
        answers_two_questions(slack).await;
    }
}

#[tokio::test]
async fn a_message_that_was_posted_although_the_call_failed_is_not_posted_again() {
    for mode in Mode::BOTH {
        let slack = Slack::start(mode).await;
        slack.fake.fail_after_next_post();
        answers_two_questions(slack).await;
    }
}

#[tokio::test]
async fn a_message_that_slack_refuses_comes_to_the_person_and_the_next_one_is_sent() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        // Slack is down for more attempts than are made, then for those in direct messages, too.
        for _ in 0..6 {
            let busy = StatusCode::BAD_GATEWAY;
            slack.fake.fail_next("chat.postMessage", busy, json!({}));
        }
        let event = slack.mention_payload("<@U0BOT> what is SQL?", None);
        slack.send_event(&event).await;
        soon("all failures", slack.fake.failed("chat.postMessage", 6)).await;
        assert_eq!(
            slack.mention("<@U0BOT> what is an API?").await.title(),
            "API"
        );
        slack.finish().await;
    }
}

#[tokio::test]
async fn an_answer_with_an_expired_response_url_is_posted() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let shown = slack.command("/what-is", "backend").await;
        let mut payload = slack.action_payload(&shown, shown.button("Roadmap"));
        payload["response_url"] = json!(slack.fake.used_response_url());
        assert_eq!(slack.send("interactive", &payload).await, None);
        let seen = slack.next().await;
        assert_eq!(seen.method, "chat.postEphemeral");
        assert_eq!(seen.title(), "Backend developer: Roadmap");

        // Where the bot is not a member, the answer comes to the person alone.
        let mut payload = slack.action_payload(&shown, shown.button("Roadmap"));
        payload["response_url"] = json!(slack.fake.used_response_url());
        let stranger = json!({ "ok": false, "error": "not_in_channel" });
        slack
            .fake
            .fail_next("chat.postEphemeral", StatusCode::OK, stranger);
        slack.send("interactive", &payload).await;
        soon("a failure", slack.fake.failed("chat.postEphemeral", 1)).await;
        assert_eq!(slack.next().await.body["channel"], USER);
        let seen = slack
            .press(&shown, shown.button("Frontend developer"))
            .await;
        assert_eq!(seen.title(), "Frontend developer");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_revoked_token_and_failing_posts_make_the_door_not_ready() {
    for mode in Mode::BOTH {
        for event in [
            json!({ "type": "app_uninstalled" }),
            json!({ "type": "tokens_revoked", "tokens": { "oauth": [], "bot": ["U0BOT"] } }),
        ] {
            let mut slack = Slack::start(mode).await;
            slack.wait_for_introduction().await;
            let users = json!({ "type": "tokens_revoked", "tokens": { "oauth": ["U1"] } });
            let users = slack.event(&users);
            slack.send_event(&users).await;
            assert_eq!(slack.readiness().await.status, StatusCode::OK);
            let revoked = slack.event(&event);
            slack.send_event(&revoked).await;
            let ready = slack.readiness().await;
            assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(ready.body.contains("was revoked"), "{}", ready.body);
            slack.finish().await;
        }
        let mut slack = Slack::start(mode).await;
        slack.wait_for_introduction().await;
        let refused = json!({ "ok": false, "error": "fatal_error" });
        for number in 0..5 {
            slack
                .fake
                .fail_next("chat.postMessage", StatusCode::OK, refused.clone());
            let mut event = slack.direct_payload("what is SQL?");
            event["event"]["channel"] = json!(format!("D{number}"));
            slack.send_event(&event).await;
            soon(
                "a failure",
                slack.fake.failed("chat.postMessage", number + 1),
            )
            .await;
        }
        soon("the end of readiness", async {
            while slack.readiness().await.status == StatusCode::OK {
                tokio::task::yield_now().await;
            }
        })
        .await;
        assert_eq!(slack.write("what is SQL?").await.title(), "SQL");
        slack.wait_for_introduction().await;
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_response_url_is_retried_after_a_server_error() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let shown = slack.command("/what-is", "backend").await;
        let broken = StatusCode::INTERNAL_SERVER_ERROR;
        slack.fake.fail_next("response_url", broken, json!({}));
        let seen = slack.press(&shown, shown.button("Roadmap")).await;
        assert_eq!(seen.method, "response_url");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_response_url_is_retried_after_a_rate_limit() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let shown = slack.command("/what-is", "backend").await;
        slack.fake.limit_next("response_url", 1);
        let seen = slack.press(&shown, shown.button("Roadmap")).await;
        assert_eq!(seen.method, "response_url");
        // After a longer Retry-After than the limit it is posted.
        slack.fake.limit_next("response_url", 3_600);
        let seen = slack.press(&shown, shown.button("Roadmap")).await;
        assert_eq!(seen.method, "chat.postEphemeral");
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn events_out_of_order_are_answered_once_each() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let terms = ["SQL", "API", "HTTP"];
        let mut events = terms.map(|term| slack.direct_payload(&format!("what is {term}?")));
        events.reverse();
        for event in events.iter().chain(&events) {
            slack.send_event(event).await;
        }
        let mut titles = Vec::new();
        while titles.len() < terms.len() {
            let seen = slack.next().await;
            if seen.method == "chat.postMessage" {
                titles.push(seen.title().to_owned());
            }
        }
        titles.sort();
        assert_eq!(titles, ["API", "HTTP", "SQL"]);
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn rate_limited_messages_set_a_status_while_they_wait() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for term in ["SQL", "API", "HTTP"] {
            let event = slack.mention_payload(&format!("<@U0BOT> what is {term}?"), None);
            slack.send_event(&event).await;
        }
        let mut titles = Vec::new();
        let mut told = 0;
        while titles.len() < 3 {
            let seen = slack.next().await;
            if seen.method == "agents.sessions.setStatus" {
                assert_eq!(seen.body["channel_id"], "C1");
                told += 1;
            } else {
                titles.push(seen.title().to_owned());
            }
        }
        titles.sort();
        assert_eq!(
            (titles, told),
            (["API", "HTTP", "SQL"].map(str::to_owned).to_vec(), 1)
        );
        slack.finish().await;
    }
}

#[tokio::test]
async fn repeated_payloads_of_every_kind_are_answered_once() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let shown = slack.command("/what-is", "backend").await;
        let press = slack.action_payload(&shown, shown.button("Roadmap"));
        let asked = json!({ "type": "message", "text": "what is SQL?", "ts": "1.5" });
        let shortcut = slack.shortcut_payload("answer", Some(&asked));
        let form = slack.shortcut_payload("ask", None);
        let direct = slack.direct_payload("what is an API?");
        for _ in 0..3 {
            slack.send("interactive", &form).await;
            slack.send_event(&direct).await;
            slack.send("interactive", &shortcut).await;
            slack.send("interactive", &press).await;
        }
        let mut methods = Vec::new();
        for _ in 0..4 {
            methods.push(slack.next().await.method);
        }
        methods.sort_unstable();
        let once = [
            "chat.postMessage",
            "response_url",
            "response_url",
            "views.open",
        ];
        assert_eq!(methods, once);
        // A repeated command is acknowledged twice and answered once.
        let command = slack.command_payload("/what-is", "sql");
        assert!(slack.send("slash_commands", &command).await.is_some());
        assert_eq!(slack.send("slash_commands", &command).await, None);
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn an_event_repeated_after_a_restart_is_not_answered_again() {
    for mode in Mode::BOTH {
        let before = Setup::default();
        let after = Setup {
            kept: before.kept.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, before).await;
        let event = slack.mention_payload("<@U0BOT> what is SQL?", None);
        slack.send_event(&event).await;
        assert_eq!(slack.next().await.title(), "SQL");
        let mut slack = slack.restart(after).await;
        slack.send_event(&event).await;
        let next = slack.mention("<@U0BOT> what is an API?").await;
        assert_eq!(next.title(), "API");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_mention_that_also_arrives_as_a_message_is_answered_once() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for swapped in [false, true] {
            let mention = slack.mention_payload("<@U0BOT> what is SQL?", None);
            let mut message = mention.clone();
            message["event_id"] = json!(format!("Ev-of-the-message-{swapped}"));
            message["event"]["type"] = json!("message");
            message["event"]["channel_type"] = json!("channel");
            let mut both = [mention, message];
            if swapped {
                both.reverse();
            }
            for event in &both {
                slack.send_event(event).await;
            }
            assert_eq!(slack.next().await.title(), "SQL");
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn sockets_are_renewed_on_a_warning_without_a_gap() {
    let mut slack = Slack::start(Mode::Socket).await;
    soon("both sockets", slack.fake.greeted(2)).await;
    slack.fake.warn_sockets();
    // The old sockets still answer.
    assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
    assert_eq!(slack.command("/what-is", "HTTP").await.title(), "HTTP");
    soon("both new sockets", slack.fake.greeted(4)).await;
    slack.fake.close_sockets(2);
    assert_eq!(slack.command("/what-is", "API").await.title(), "API");
    assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
    assert_eq!(slack.fake.gaps(), 0);
    slack.finish().await;
}

#[tokio::test]
async fn a_reply_is_sent_although_its_socket_was_cut() {
    let mut slack = Slack::start(Mode::Socket).await;
    soon("both sockets", slack.fake.greeted(2)).await;
    slack.fake.limit_next("chat.postMessage", 1);
    let event = slack.mention_payload("<@U0BOT> what is SQL?", None);
    slack.send_event(&event).await;
    soon("the limit", slack.fake.failed("chat.postMessage", 1)).await;
    slack.fake.cut_sockets();
    assert_eq!(slack.next().await.title(), "SQL");
    soon("a new socket", slack.fake.greeted(3)).await;
    // Slack repeats deliveries that were not acknowledged.
    slack.send_event(&event).await;
    assert_eq!(slack.command("/what-is", "API").await.title(), "API");
    slack.finish().await;
}

#[tokio::test]
async fn after_an_expired_trigger_the_next_question_is_answered() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let late = json!({ "ok": false, "error": "expired_trigger_id" });
        slack.fake.fail_next("views.open", StatusCode::OK, late);
        let payload = slack.shortcut_payload("ask", None);
        slack.send("interactive", &payload).await;
        soon("a failure", slack.fake.failed("views.open", 1)).await;
        assert_eq!(slack.write("what is SQL?").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn without_users_read_the_default_language_is_used() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, Setup::default()).await;
        let missing = json!({ "ok": false, "error": "missing_scope", "needed": "users:read" });
        slack.fake.fail_next("users.info", StatusCode::OK, missing);
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        // The failed look-up is cached.
        assert_eq!(slack.command("/what-is", "api").await.title(), "API");
        assert_eq!(slack.fake.looked_up("users.info"), 0);
        slack.finish().await;
    }
}
