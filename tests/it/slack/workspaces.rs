//! Several workspaces in one process, languages and scopes.

use std::fs;

use axum::http::StatusCode;
use serde_json::json;

use super::driver::{Mode, SIGNING_SECRET, Setup, Slack, USER, soon};
use super::fake::{FakeSlack, OTHER_APP_TOKEN, OTHER_BOT_TOKEN};
use super::wire;
use crate::fixtures::{entry, folder};

#[tokio::test]
async fn each_workspace_is_answered_by_its_own_token_from_its_own_collections() {
    let club = folder(&[(
        "terms/zither.md",
        &entry("Zither", "term", "", "What only the club knows."),
    )]);
    let settings = club.path().join("settings.toml");
    let path = club.path().join("terms");
    fs::write(
        &settings,
        format!(
            "[collections]\nclub = {:?}\n[communities]\nT1 = [\"shipped\"]\nT2 = [\"shipped\", \"club\"]\n",
            path.to_str().unwrap()
        ),
    )
    .unwrap();
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![
                ("SLACK_BOT_TOKEN_2", OTHER_BOT_TOKEN),
                ("GUIDEPOST_CONFIG", settings.to_str().unwrap()),
            ],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.wait_for_introduction().await;
        let here = slack.command("/what-is", "zither").await;
        assert_eq!(here.title(), "I do not know that");
        slack.team = "T2";
        let there = slack.command("/what-is", "zither").await;
        assert_eq!(there.title(), "Zither");
        let answer = slack.mention("<@U0BOT> what is a zither?").await;
        assert_eq!(answer.title(), "Zither");
        assert_eq!(slack.fake.senders(), ["T2"]);
        slack.team = "T1";
        slack.mention("<@U0BOT> what is SQL?").await;
        assert_eq!(slack.fake.senders(), ["T2", "T1"]);
        // People of a workspace without a token are told so.
        slack.team = "T3";
        let stranger = slack.command("/what-is", "sql").await;
        assert!(stranger.is_private());
        assert_eq!(stranger.title(), "This workspace is not connected");
        let refused = slack.press(&answer, answer.button("Why this?")).await;
        assert_eq!(refused.title(), "This workspace is not connected");
        slack.team = "T1";
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_press_without_a_workspace_is_answered_for_the_workspace_of_the_user() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_BOT_TOKEN_2", OTHER_BOT_TOKEN)],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.wait_for_introduction().await;
        let shown = slack.command("/what-is", "backend").await;
        // In an Enterprise Grid, `team` is null for an app of the organisation.
        for keep in ["user", "none"] {
            let mut payload = slack.action_payload(&shown, shown.button("Roadmap"));
            payload["team"] = json!(null);
            payload["enterprise"] = json!({ "id": "E1", "name": "Grid" });
            if keep == "none" {
                payload["user"]["team_id"] = json!(null);
            }
            slack.send("interactive", &payload).await;
            let seen = slack.next().await;
            assert!(seen.is_private());
            let roadmap = seen.title() == "Backend developer: Roadmap";
            assert_eq!(roadmap, keep == "user", "{}", seen.title());
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_workspace_with_a_revoked_token_does_not_stop_the_others() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_BOT_TOKEN_2", "xoxb-revoked")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.wait_for_introduction().await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_users_language_is_requested_once() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.speaks(USER, "de-DE");
        for _ in 0..3 {
            slack.command("/what-is", "sql").await;
        }
        assert_eq!(slack.fake.looked_up("users.info"), 1);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_token_that_lacks_scopes_answers_as_far_as_it_can() {
    for mode in Mode::BOTH {
        let (fake, deliveries) = FakeSlack::start().await;
        fake.grant("app_mentions:read,chat:write,commands");
        let mut slack = Slack::start_over(mode, Setup::default(), (fake, deliveries)).await;
        slack.wait_for_introduction().await;
        let readiness = slack.readiness().await;
        let told = "slack: 1 workspaces whose token lacks scopes";
        assert!(readiness.body.contains(told), "{}", readiness.body);
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn two_apps_each_serve_their_workspace_with_their_own_secrets() {
    const OTHER_SECRET: &str = "the-signing-secret-of-the-other-app";
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![
                ("SLACK_BOT_TOKEN_2", OTHER_BOT_TOKEN),
                ("SLACK_APP_TOKEN_2", OTHER_APP_TOKEN),
                ("SLACK_SIGNING_SECRET_2", OTHER_SECRET),
            ],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.wait_for_introduction().await;
        if mode == Mode::Socket {
            soon("all sockets", slack.fake.greeted(4)).await;
        }
        for (team, app) in [("T1", ("A1", SIGNING_SECRET)), ("T2", ("A2", OTHER_SECRET))] {
            (slack.team, slack.app) = (team, app);
            assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
            let answer = slack.mention("<@U0BOT> what is an API?").await;
            assert_eq!(answer.title(), "API");
            assert_eq!(slack.fake.senders().pop(), Some(team));
        }
        if mode == Mode::Http {
            let command = slack.command_payload("/what-is", "sql");
            let body = wire::form(&command);
            let signed = wire::signed("of no app", &wire::now(), &body);
            let answer = slack.post_with("/slack/commands", &signed, &body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        // Settings of a workspace do not affect others.
        slack.fake.administers(USER, true);
        let command = slack.command_payload("/guidepost", "settings");
        slack.send("slash_commands", &command).await;
        let form = slack.next().await;
        let chosen = [("audience", json!("private"))];
        let sent = slack.settings_payload(&form.body["view"], &chosen);
        assert_eq!(slack.send("interactive", &sent).await, None);
        assert!(slack.command("/what-is", "sql").await.is_private());
        (slack.team, slack.app) = ("T1", ("A1", SIGNING_SECRET));
        assert!(!slack.command("/what-is", "sql").await.is_private());
        slack.finish().await;
    }
}

#[tokio::test]
async fn messages_are_in_the_language_of_the_asker() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.speaks(USER, "de-DE");
        let miss = "Das weiß ich nicht";
        let seen = slack
            .command("/ask", "what is the capital of France?")
            .await;
        assert_eq!(seen.title(), miss);
        let seen = slack
            .mention("<@U0BOT> what is the capital of France?")
            .await;
        assert_eq!(seen.title(), miss);
        let seen = slack.write("what is the capital of France?").await;
        assert_eq!(seen.title(), miss);
        // Quoted passages stay as written; the words around them are German.
        let seen = slack.command("/what-is", "backend").await;
        assert_eq!(seen.title(), "Backend developer");
        let thanks = slack.press(&seen, seen.button("Gelöst")).await;
        assert_eq!(thanks.title(), "Danke");
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        let form =
            slack.view_action_payload(&home.body["view"], "V0", home.button("Frage stellen"));
        slack.send("interactive", &form).await;
        let form = slack.next().await;
        assert_eq!(form.body["view"]["submit"]["text"], "Fragen");
        let empty = slack.submit(&form, "", "").await.unwrap();
        assert!(empty.to_string().contains("Schreib"), "{empty}");
        // Other users get their own language.
        let mut other = slack.command_payload("/ask", "what is the capital of France?");
        other["user_id"] = json!("U0GRACEHOPPER");
        let other = slack.send("slash_commands", &other).await.unwrap();
        assert!(
            other["text"]
                .as_str()
                .unwrap()
                .starts_with("I do not know that")
        );
        slack.finish().await;
    }
}
