//! Log of the running door.

use axum::http::StatusCode;
use serde_json::json;

use super::driver::{Mode, SIGNING_SECRET, Setup, Slack, USER, soon};
use super::fake::{APP_TOKEN, BOT_TOKEN, FakeSlack};
use super::wire;
use crate::log::Log;

#[tokio::test]
async fn the_log_holds_no_token_text_user_id_or_address() {
    let log = Log::of_everything();
    for mode in Mode::BOTH {
        let (fake, deliveries) = FakeSlack::start().await;
        fake.grant("app_mentions:read,chat:write,commands,im:history,users:read");
        let mut slack = Slack::start_over(mode, Setup::default(), (fake, deliveries)).await;
        slack.wait_for_introduction().await;
        let text = "where does a platypus sleep?";
        let shown = slack.command("/ask", text).await;
        slack.press(&shown, shown.button("What can you do?")).await;
        slack.mention(&format!("<@U0BOT> {text}")).await;
        let failure = json!({ "ok": false, "error": "not_in_channel" });
        let fake = &slack.fake;
        fake.fail_next("chat.postEphemeral", StatusCode::OK, failure);
        let event = slack.mention_payload(&format!("<@U0BOT> {text}"), None);
        slack.send_event(&event).await;
        soon("a failure", slack.fake.failed("chat.postEphemeral", 1)).await;
        assert_eq!(slack.next().await.body["channel"], USER);
        let body = slack.command_payload("/ask", text);
        let forged = wire::signed("x", &wire::now(), "x");
        slack
            .post_with("/slack/commands", &forged, &wire::form(&body))
            .await;
        slack.finish().await;
    }
    let log = log.text();
    for said in [
        "a request was answered",
        "an answer could not be sent where it was asked for (not_in_channel)",
        "a request was refused: its signature is wrong",
        "a socket to Slack is open",
        "SLACK_BOT_TOKEN: the token lacks assistant:write (to suggest prompts (slack.agent)), \
         usergroups:read (to",
    ] {
        assert!(log.contains(said), "{said:?} is missing in {log}");
    }
    for kept in [
        BOT_TOKEN,
        APP_TOKEN,
        SIGNING_SECRET,
        USER,
        "platypus",
        "ticket=",
        "/respond/",
        "v0=",
    ] {
        assert!(!log.contains(kept), "{kept:?} is told in {log}");
    }
}
