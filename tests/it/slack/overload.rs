//! More payloads at once than the bot can answer, or than a channel takes.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::driver::{Mode, Setup, Slack, soon};
use super::slow::{alone, busy};

/// Payloads that are accepted at a time.
const ACCEPTED: usize = 1_000;
/// More people than notices are sent at a time.
const MANY: usize = 100;

#[test]
fn payloads_above_the_limit_are_acknowledged_and_get_a_busy_notice() {
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
            let mut asked = slack.channel_message_payload("help");
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
        // So are more people than notices are sent at a time.
        slack.fake.hold_notices(true);
        for number in 0..MANY {
            let mut mention = slack.mention_payload("<@U0BOT> what is SQL?", None);
            mention["event"]["user"] = json!(format!("UMANY{number}"));
            slack.send_event(&mention).await;
        }
        slack.fake.hold_notices(false);
        let mut told = HashSet::new();
        while told.len() < MANY {
            let seen = slack.next().await;
            assert_eq!(seen.title(), "Many ask at once");
            assert!(told.insert(seen.body["user"].as_str().unwrap().to_owned()));
        }
        // Who types into the form is offered questions all the same.
        let typing = json!({
            "type": "block_suggestion", "action_id": "pick", "block_id": "pick",
            "value": "back", "team": { "id": "T1" }, "user": { "id": "U1" },
        });
        let offered = slack.send("interactive", &typing).await.unwrap();
        assert!(!offered["options"].as_array().unwrap().is_empty());
        let ready = slack.readiness().await.body;
        let counted = "slack: 202 events answered with a request to ask again";
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

#[tokio::test]
async fn one_person_who_mentions_the_bot_fifty_times_is_told_once_to_wait() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "2")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        for _ in 0..50 {
            let mention = slack.mention_payload("<@U0BOT> what is SQL?", None);
            slack.send_event(&mention).await;
        }
        let (mut answers, mut notes) = (0, 0);
        while answers < 2 || notes < 1 {
            let seen = slack.next().await;
            match seen.title() {
                "SQL" => answers += 1,
                title => {
                    assert_eq!((title, seen.is_private()), ("One moment, please", true));
                    notes += 1;
                }
            }
        }
        // Where nobody else reads it, each message gets its note.
        for _ in 0..2 {
            assert_eq!(
                slack.write("what is SQL?").await.title(),
                "One moment, please"
            );
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn each_of_50_simultaneous_mentions_gets_an_answer_or_one_wait_notice() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let mut people = HashMap::new();
        for number in 0..50 {
            let mut mention = slack.mention_payload("<@U0BOT> what is SQL?", None);
            let person = format!("U{number}");
            mention["event"]["user"] = json!(person);
            people.insert(mention["event"]["ts"].clone(), person);
            slack.send_event(&mention).await;
        }
        let mut reached = HashSet::new();
        let mut told = HashSet::new();
        // A channel takes one message a second, so that most answers come later.
        while reached.len() < people.len() {
            let seen = slack.next().await;
            match seen.method {
                "chat.postMessage" => {
                    assert_eq!(seen.title(), "SQL");
                    reached.insert(people[&seen.body["thread_ts"]].clone());
                }
                "chat.postEphemeral" => {
                    assert_eq!(seen.title(), "Many ask here at once");
                    let person = seen.body["user"].as_str().unwrap().to_owned();
                    assert!(told.insert(person.clone()), "{person} was told twice");
                    reached.insert(person);
                }
                "agents.sessions.setStatus" => {}
                other => panic!("{other}"),
            }
        }
        assert!((1..50).contains(&told.len()), "{} were told", told.len());
        assert_eq!(slack.fake.problems(), Vec::<String>::new());
    }
}
