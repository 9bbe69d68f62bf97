//! The most shown entries are suggested first, and no data about their readers is stored.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use super::base::{TestDatabase, dump};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::ASKER;
use crate::slack::driver::{Mode, Setup, Slack, USER};

/// Time limit until counted entries are offered.
const DEADLINE: Duration = Duration::from_secs(20);

async fn is_without_people(base: &TestDatabase, entry: &str, person: &str) {
    let mut connection = base.connect().await;
    let counted = connection
        .pairs("SELECT entry, count FROM popularity")
        .await;
    connection.close().await;
    assert_eq!(counted[0].0, entry);
    assert!(counted.iter().all(|(_, count)| *count > 0));
    assert!(!dump(base).await.contains(person));
}

#[tokio::test]
async fn on_discord_what_is_shown_most_is_offered_first() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let setup = discord::Setup {
            kept: base.clone(),
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let nothing = [("term", "")];
        let before = discord.autocomplete("what-is", &nothing).await;
        assert_ne!(before[0], "NoSQL");
        for _ in 0..2 {
            let seen = discord.command("what-is", &[("term", "nosql")]).await;
            assert_eq!(seen.title(), "NoSQL");
        }
        is_without_people(&base, "nosql", ASKER).await;
        let mut discord = discord.restart().await;
        let started = Instant::now();
        while discord.autocomplete("what-is", &nothing).await[0] != "NoSQL" {
            assert!(started.elapsed() < DEADLINE, "it is not offered first");
        }
        discord.finish().await;
    }
}

#[tokio::test]
async fn on_slack_what_is_shown_most_is_offered_first() {
    for (base, mode) in TestDatabase::each()
        .into_iter()
        .map(Arc::new)
        .zip(Mode::BOTH)
    {
        let setup = || Setup {
            kept: base.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup()).await;
        for _ in 0..2 {
            let seen = slack.command("/what-is", "nosql").await;
            assert_eq!(seen.title(), "NoSQL");
        }
        is_without_people(&base, "nosql", USER).await;
        let mut slack = slack.restart(setup()).await;
        let asks = json!({
            "type": "block_suggestion", "team": { "id": "T1" }, "user": { "id": USER, "team_id": "T1" },
            "action_id": "pick", "block_id": "pick", "value": "",
            "view": { "id": "V1", "type": "modal", "callback_id": "ask" },
        });
        let started = Instant::now();
        loop {
            let offered = slack.send("interactive", &asks).await.unwrap();
            let options = offered["options"].as_array().unwrap();
            let text = |one: &serde_json::Value| one["text"]["text"].as_str().unwrap().to_owned();
            let names = ["API", "HTTP", "NoSQL", "SQL", "Python"];
            let entries = options
                .iter()
                .map(text)
                .filter(|one| names.contains(&one.as_str()));
            if entries.map(|one| one == "NoSQL").next() == Some(true) {
                break;
            }
            assert!(started.elapsed() < DEADLINE, "{offered}");
        }
        slack.finish().await;
    }
}
