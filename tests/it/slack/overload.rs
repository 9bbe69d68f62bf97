//! More payloads at once than the bot can answer: the only thread that searches is busy meanwhile.

use serde_json::json;

use super::driver::{Mode, Setup, Slack, soon};
use super::slow::{alone, busy};

/// Payloads that are accepted at a time.
const ACCEPTED: usize = 1_000;

#[test]
fn payloads_beyond_the_bound_are_acknowledged_and_their_senders_told_that_many_ask() {
    alone(async {
        let setup = Setup {
            // Neither profiles nor announcements are asked of Slack for each of so many people.
            more: vec![("SLACK_PEOPLE", "false"), ("SLACK_AGENT", "false")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(Mode::Socket, setup).await;
        let form = slack.shortcut_payload("ask", None);
        slack.send("interactive", &form).await;
        let form = slack.next().await;

        let release = busy();
        for number in 0..ACCEPTED {
            let mut asked = slack.said_payload("help");
            asked["event"]["channel"] = json!(format!("D{number}"));
            asked["event"]["channel_type"] = json!("im");
            asked["event"]["user"] = json!(format!("U{number}"));
            slack.send_event(&asked).await;
        }

        // An acknowledgement can tell any number of people.
        for _ in 0..100 {
            let told = slack.command("/what-is", "sql").await;
            assert!(told.is_private());
            assert_eq!(told.title(), "Many ask at once");
        }
        let told = slack.submit(&form, "what is HTTP?", "").await.unwrap();
        assert_eq!(told["response_action"], "update");
        let title = &told["view"]["blocks"][0]["text"]["text"];
        assert_eq!(title, "Many ask at once");
        // Who mentions the bot is told once, alone.
        for _ in 0..2 {
            let mention = slack.mention_payload("<@U0BOT> what is SQL?", None);
            slack.send_event(&mention).await;
        }
        let told = slack.next().await;
        assert_eq!(told.method, "chat.postEphemeral");
        assert_eq!(told.title(), "Many ask at once");
        // Who types into the form is offered questions all the same.
        let typing = json!({
            "type": "block_suggestion", "action_id": "pick", "block_id": "pick",
            "value": "back", "team": { "id": "T1" }, "user": { "id": "U1" },
        });
        let offered = slack.send("interactive", &typing).await.unwrap();
        assert!(!offered["options"].as_array().unwrap().is_empty());
        let ready = slack.readiness().await.body;
        let counted = "slack: 102 events answered with a request to ask again";
        assert!(ready.contains(counted), "{ready}");

        release.send(()).unwrap();
        for _ in 0..ACCEPTED {
            slack.next().await;
        }
        soon("room", async {
            while slack.command("/what-is", "sql").await.title() != "SQL" {}
        })
        .await;
        slack.finish().await;
    });
}
