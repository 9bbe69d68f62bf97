//! One process that serves several workspaces, and what their tokens may do.

use std::fs;

use super::driver::{Mode, Setup, Slack, USER};
use super::fake::{FakeSlack, OTHER_BOT_TOKEN};
use crate::ground::{entry, folder};

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
        slack.introduced().await;
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
        // A workspace that nobody set up gets nothing, and stops nobody.
        slack.team = "T3";
        let stranger = slack.command_payload("/what-is", "sql");
        assert_eq!(slack.send("slash_commands", &stranger).await, None);
        slack.team = "T1";
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_workspace_that_threw_the_bot_out_does_not_stop_the_others() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_BOT_TOKEN_2", "xoxb-revoked")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.introduced().await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_persons_language_is_asked_for_once() {
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
        fake.grant("commands,chat:write");
        let mut slack = Slack::start_over(mode, Setup::default(), (fake, deliveries)).await;
        slack.ready().await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}
