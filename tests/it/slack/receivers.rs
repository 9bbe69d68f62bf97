//! Socket Mode and signed HTTP: signatures, unreadable input, outages.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;

use super::driver::{Mode, SIGNING_SECRET, Setup, Slack, soon};
use super::fake::FakeSlack;
use super::wire;

/// From <https://docs.slack.dev/authentication/verifying-requests-from-slack>.
const PUBLISHED: [&str; 4] = [
    "8f742231b10e8888abcd99yyyzzz85a5",
    "1531420618",
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
     &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
     &command=%2Fwebhook-collect&text=\
     &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
     &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
];

#[tokio::test]
async fn a_forged_stale_or_unsigned_request_gets_401_and_does_nothing() {
    let mut slack = Slack::start(Mode::Http).await;
    let shown = slack.command("/what-is", "backend").await;
    let press = slack.action_payload(&shown, shown.button("Roadmap"));
    let bodies = [
        (
            "/slack/commands",
            wire::form(&slack.command_payload("/what-is", "backend")),
        ),
        (
            "/slack/interactivity",
            wire::form(&json!({ "payload": press.to_string() })),
        ),
        (
            "/slack/events",
            slack
                .mention_payload("<@U0BOT> what is SQL?", None)
                .to_string(),
        ),
        (
            "/slack/events",
            json!({ "type": "url_verification", "challenge": "abc" }).to_string(),
        ),
    ];
    let now = wire::now();
    let old = (now.parse::<u64>().unwrap() - 301).to_string();
    for (path, body) in &bodies {
        let good = wire::signed(SIGNING_SECRET, &now, body);
        let mut later = good.clone();
        later[1].1 = (now.parse::<u64>().unwrap() + 1).to_string();
        let sign = |secret, time, body| wire::signed(secret, time, body).to_vec();
        let forgeries = [
            ("another secret", sign("x", &now, body), body.as_str()),
            ("too old", sign(SIGNING_SECRET, &old, body), body),
            ("another body", sign(SIGNING_SECRET, &now, "x"), body),
            ("another time", later.to_vec(), body),
            ("no time", vec![good[0].clone()], body),
            ("no signature", vec![good[1].clone()], body),
            ("no body", good.to_vec(), ""),
        ];
        for (what, headers, body) in forgeries {
            let answer = slack.post_with(path, &headers, body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}: {what}");
            assert_eq!(answer.body, "", "{path}: {what}");
        }
    }
    slack.finish().await;
}

#[tokio::test]
async fn an_unsigned_request_is_refused_before_its_body_is_read() {
    let slack = Slack::start(Mode::Http).await;
    for path in ["/slack/commands", "/slack/interactivity", "/slack/events"] {
        // Of the body that is announced, nothing is sent.
        let answer = soon(
            "an answer",
            wire::announce(slack.address(), path, 1_700_000),
        );
        assert_eq!(answer.await, StatusCode::UNAUTHORIZED, "{path}");
    }
    slack.finish().await;
}

#[tokio::test]
async fn the_published_signature_is_refused_as_stale() {
    let [secret, timestamp, signature, body] = PUBLISHED;
    assert_eq!(wire::signature(secret, timestamp, body), signature);
    let setup = Setup {
        signing_secret: secret,
        ..Setup::default()
    };
    let slack = Slack::start_with(Mode::Http, setup).await;
    let headers = wire::signed(secret, timestamp, body);
    let answer = slack.post_with("/slack/commands", &headers, body).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    // The same body, signed now, is an unknown command.
    let headers = wire::signed(secret, &wire::now(), body);
    let answer = slack.post_with("/slack/commands", &headers, body).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("I do not know that command"));
    slack.finish().await;
}

#[tokio::test]
async fn the_url_verification_challenge_is_answered() {
    let slack = Slack::start(Mode::Http).await;
    let challenge =
        json!({ "type": "url_verification", "token": "legacy", "challenge": "3eZbrw1a" });
    let answer = slack.post("/slack/events", challenge.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, r#"{"challenge":"3eZbrw1a"}"#);
    let check = "ssl_check=1&token=legacy";
    let answer = slack.post_with("/slack/commands", &[], check).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
    slack.finish().await;
}

#[tokio::test]
async fn unreadable_bodies_are_refused_and_the_next_question_is_answered() {
    let mut slack = Slack::start(Mode::Http).await;
    for (path, body) in [
        ("/slack/events", "{".to_owned()),
        ("/slack/interactivity", "payload=%7B".to_owned()),
        ("/slack/interactivity", String::new()),
    ] {
        let answer = slack.post(path, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    let huge = "x".repeat(3_000_000);
    let answer = slack.post("/slack/events", huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let seen = slack.command("/what-is", "SQL").await;
    assert_eq!(seen.title(), "SQL");
    slack.finish().await;

    let mut slack = Slack::start(Mode::Socket).await;
    slack.fake.say(&json!("no envelope"));
    slack.fake.say(&json!({ "type": "something_new" }));
    let unknown = slack.send("something_new", &json!({ "x": 1 })).await;
    assert_eq!(unknown, None);
    assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
    slack.finish().await;
}

#[tokio::test]
async fn unused_payloads_are_acknowledged_without_effect() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for payload in [
            json!({ "type": "view_closed", "user": { "id": "U1" }, "view": { "id": "V1" } }),
            json!({ "type": "block_actions", "actions": [] }),
            json!({ "type": "block_actions", "actions": 7, "user": 7 }),
            json!({ "unheard": "of" }),
        ] {
            assert_eq!(slack.send("interactive", &payload).await, None);
        }
        // A user waits for a reply to these.
        let shortcut = json!({ "type": "shortcut", "callback_id": "x", "user": { "id": "U1" } });
        assert_eq!(slack.send("interactive", &shortcut).await, None);
        assert_eq!(slack.next().await.body["channel"], "U1");
        let submitted =
            json!({ "type": "view_submission", "user": { "id": "U1" }, "view": { "id": "V1" } });
        let shown = slack.send("interactive", &submitted).await.unwrap();
        assert_eq!(shown["response_action"], "update");
        for event in [
            json!({ "type": "event_callback", "event": { "type": "reaction_added" } }),
            json!({ "type": "event_callback", "event": { "type": "app_mention" } }),
            json!({ "type": "event_callback", "event": null }),
            json!({ "type": "app_rate_limited", "minute_rate_limited": 1 }),
        ] {
            slack.send_event(&event).await;
        }
        assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_rejected_token_ends_the_program_with_advice() {
    let wrong = |bot_token, app_token| Setup {
        bot_token,
        app_token,
        ..Setup::default()
    };
    let good = Setup::default();
    for mode in Mode::BOTH {
        let ended = wrong("xoxb-wrong", good.app_token).ends_with(mode).await;
        insta::assert_snapshot!("a_wrong_bot_token", ended);
    }
    let ended = wrong(good.bot_token, "xapp-wrong")
        .ends_with(Mode::Socket)
        .await;
    insta::assert_snapshot!("a_wrong_app_token", ended);
}

#[tokio::test]
async fn readyz_reports_that_slack_is_unreachable_until_it_is_reached() {
    for mode in Mode::BOTH {
        let (fake, deliveries) = FakeSlack::start().await;
        let (reached, unavailable) = (fake.clone(), StatusCode::SERVICE_UNAVAILABLE);
        fake.fail_next("auth.test", unavailable, json!({}));
        let mut slack = Slack::start_over(mode, Setup::default(), (fake, deliveries)).await;
        soon("a failure", reached.failed("auth.test", 1)).await;
        let readiness = soon("the reason", async {
            loop {
                let readiness = slack.readiness().await;
                if readiness.body.contains("http_503") {
                    return readiness;
                }
            }
        });
        let readiness = readiness.await;
        assert_eq!(readiness.status, unavailable);
        let said = "slack: Slack cannot be reached (http_503); it is tried again\nlibrary: ";
        assert!(readiness.body.starts_with(said), "{}", readiness.body);
        soon("readiness", async {
            while slack.readiness().await.status != StatusCode::OK {
                tokio::task::yield_now().await;
            }
        })
        .await;
        assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_socket_that_slack_renews_or_drops_is_opened_again() {
    let mut slack = Slack::start(Mode::Socket).await;
    soon("both sockets", slack.fake.greeted(2)).await;
    assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
    slack.fake.renew_sockets();
    soon("a new socket", slack.fake.greeted(3)).await;
    assert_eq!(slack.command("/what-is", "API").await.title(), "API");
    soon("both new sockets", slack.fake.greeted(4)).await;
    slack.fake.cut_sockets();
    soon("another socket", slack.fake.greeted(5)).await;
    assert_eq!(slack.command("/what-is", "HTTP").await.title(), "HTTP");
    slack.finish().await;
}

#[tokio::test]
async fn a_rate_limited_socket_is_opened_when_slack_allows_it() {
    let (fake, deliveries) = FakeSlack::start().await;
    // The fake reports calls before the end of the Retry-After.
    fake.limit_next("apps.connections.open", 1);
    let mut slack = Slack::start_over(Mode::Socket, Setup::default(), (fake, deliveries)).await;
    soon("both sockets", slack.fake.greeted(2)).await;
    assert_eq!(slack.command("/what-is", "SQL").await.title(), "SQL");
    slack.finish().await;
}

#[tokio::test]
async fn the_program_stops_while_slack_cannot_be_reached() {
    for mode in Mode::BOTH {
        let (fake, deliveries) = FakeSlack::start().await;
        for _ in 0..9 {
            fake.fail_next("auth.test", StatusCode::BAD_GATEWAY, json!({}));
        }
        let slack = Slack::start_over(mode, Setup::default(), (fake, deliveries)).await;
        soon("a failure", slack.fake.failed("auth.test", 1)).await;
        tokio::time::timeout(Duration::from_secs(5), slack.finish())
            .await
            .expect("it does not wait for Slack");
    }
}
