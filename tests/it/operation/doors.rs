//! Two platforms, one of which fails.

use std::sync::Arc;

use axum::http::StatusCode;
use guidepost::testing::config::Settings;
use guidepost::testing::serve;
use tokio::sync::oneshot;

use super::program::in_time;
use crate::discord::fake::{FakeDiscord, FakeOptions, TOKEN};
use crate::slack::fake::{APP_TOKEN, BOT_TOKEN, FakeSlack};
use crate::slack::wire::{self, Answer};
use crate::store::base::TestDatabase;

/// Settings of both platforms.
fn settings(discord: [&str; 2], slack: [&str; 2], base: &TestDatabase) -> Settings {
    let kept = base.variables();
    let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
    let knowledge = crate::fixtures::project("tests/knowledge");
    let variables = [
        ("DISCORD_API_URL", discord[0]),
        ("DISCORD_TOKEN", discord[1]),
        ("SLACK_API_URL", slack[0]),
        ("SLACK_BOT_TOKEN", slack[1]),
        ("SLACK_APP_TOKEN", APP_TOKEN),
        ("GUIDEPOST_LISTEN", "127.0.0.1:0"),
        ("GUIDEPOST_KNOWLEDGE_PATH", knowledge.to_str().unwrap()),
    ];
    Settings::read(None, &variables.into_iter().chain(kept).collect()).unwrap()
}

/// Runs the bot until `/readyz` says so, and stops it; returns how it ended.
async fn until_ready_says(settings: Settings, expected: &[&str]) -> Result<(), String> {
    let running = serve::start(settings).await.unwrap();
    let address = running.address();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(running.until(async move {
        stopped.await.ok();
    }));
    let says = async {
        loop {
            let Answer { status, body } = wire::call(address, "GET", "/readyz", &[], "").await;
            if status == StatusCode::OK && expected.iter().all(|part| body.contains(part)) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    in_time("what /readyz says", says).await;
    stop.send(()).unwrap();
    let ended = in_time("the end", ended).await.unwrap();
    ended.map_err(|error| format!("{error:#}"))
}

#[tokio::test]
async fn a_refused_token_of_discord_leaves_slack_on_and_is_said_at_the_end() {
    let (discord, _events) = FakeDiscord::start(FakeOptions::default()).await;
    let (slack, _deliveries) = FakeSlack::start().await;
    let base = Arc::new(TestDatabase::file());
    let url = format!("http://{}", discord.address);
    let api_url = slack.api_url();
    let settings = settings([&url, "a.wrong.token"], [&api_url, BOT_TOKEN], &base);
    let ended = until_ready_says(
        settings,
        &[
            "ready\n",
            "discord: off until the next start: Discord refuses",
        ],
    );
    let error = ended.await.unwrap_err();
    assert!(error.contains("Discord refuses the token"), "{error}");
}

#[tokio::test]
async fn a_refused_token_of_slack_leaves_discord_on_and_is_said_at_the_end() {
    let (discord, _events) = FakeDiscord::start(FakeOptions::default()).await;
    let (slack, _deliveries) = FakeSlack::start().await;
    let base = Arc::new(TestDatabase::file());
    let url = format!("http://{}", discord.address);
    let api_url = slack.api_url();
    let settings = settings([&url, TOKEN], [&api_url, "xoxb-wrong"], &base);
    let ended = until_ready_says(settings, &["ready\n", "slack: off until the next start"]);
    let error = ended.await.unwrap_err();
    assert!(error.contains("SLACK_BOT_TOKEN"), "{error}");
}

#[tokio::test]
async fn a_platform_that_cannot_be_reached_at_the_start_is_tried_again_while_the_other_answers() {
    let (discord, _events) = FakeDiscord::start(FakeOptions::default()).await;
    let (slack, _deliveries) = FakeSlack::start().await;
    let nowhere = "http://127.0.0.1:1";
    let url = format!("http://{}", discord.address);
    let api_url = slack.api_url();
    let base = Arc::new(TestDatabase::file());
    let without_slack = settings([&url, TOKEN], [nowhere, BOT_TOKEN], &base);
    let says = ["ready\n", "slack: Slack cannot be reached"];
    until_ready_says(without_slack, &says).await.unwrap();
    let without_discord = settings([nowhere, TOKEN], [&api_url, BOT_TOKEN], &base);
    let says = ["ready\n", "discord: Discord cannot be reached"];
    until_ready_says(without_discord, &says).await.unwrap();
}
