//! Overload: more events at once than the bot can answer, as its only search thread is blocked.

use serde_json::json;

use super::addressed::role_mention;
use super::deferred::{block_thread, with_one_blocking_thread};
use super::driver::{Discord, in_time};
use super::fake::FakeOptions;
use super::payload::{self, ASKER, BOT, BOT_ROLE, IN_SERVER, OTHER, Sender};

/// Events that are accepted at a time.
const ACCEPTED: u64 = 1_000;
/// More interactions than notices are sent at a time.
const MANY: usize = SENT_AT_A_TIME + 16;
/// Notices that are sent at a time.
const SENT_AT_A_TIME: usize = 64;
/// More responses than a test sends.
const ENOUGH: usize = 10_000;

/// Sends as many mentions as are accepted at a time, and waits until they are.
async fn fill(discord: &Discord) {
    for number in 0..ACCEPTED {
        let person = (2_000_000_000_000_000_000 + number).to_string();
        let from = Sender {
            person: &person,
            ..IN_SERVER
        };
        let id = discord.fake.next_id();
        let asked = payload::user_message(from, &id, &format!("<@{BOT}> help"));
        discord.fake.dispatch("MESSAGE_CREATE", asked);
    }
    discord.fake.dispatch("LAST_OF_THEM", json!({}));
    counts(discord, "discord: 1 events of an unknown kind").await;
}

/// Waits until `/readyz` has this line.
pub async fn counts(discord: &Discord, line: &str) {
    let counted = async {
        while !discord.readiness().await.contains(line) {
            tokio::task::yield_now().await;
        }
    };
    in_time(line, counted).await;
}

#[test]
fn above_the_limit_askers_get_a_busy_notice_and_the_next_question_is_answered() {
    with_one_blocking_thread(async {
        let options = FakeOptions {
            // Long enough for an acknowledgement that arrives behind the whole burst.
            heartbeat: Some(2_000),
            ..FakeOptions::default()
        };
        let mut discord = Discord::start_with(options).await;
        let blocked = block_thread();
        fill(&discord).await;
        let seen = discord.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), "Many ask at once");
        assert!(seen.is_private());
        // Who mentions the bot is told once, in direct messages.
        let from = Sender {
            person: OTHER,
            ..IN_SERVER
        };
        for _ in 0..2 {
            let id = discord.fake.next_id();
            discord.write(payload::user_message(from, &id, &format!("<@{BOT}> api")));
        }
        assert_eq!(
            discord.direct_message(OTHER).await.title(),
            "Many ask at once"
        );
        // Who mentions the bot's role means the bot.
        let asked = role_mention(&discord, BOT_ROLE, "api");
        discord.write(asked);
        assert_eq!(
            discord.direct_message(ASKER).await.title(),
            "Many ask at once"
        );
        counts(
            &discord,
            "discord: 4 events answered with a request to ask again",
        )
        .await;
        // The shard is not held up by events.
        let beats = discord.fake.heartbeats.get();
        in_time("a heartbeat", discord.fake.heartbeats.reaches(beats + 1)).await;

        drop(blocked);
        for _ in 0..ACCEPTED {
            discord.wait_for_post().await;
        }
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn more_interactions_than_notices_are_sent_at_a_time_all_get_one() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let blocked = block_thread();
        fill(&discord).await;
        discord.fake.hold_responses();
        for _ in 0..MANY {
            let id = discord.fake.next_interaction();
            let command = payload::command(IN_SERVER, id, "what-is", &[("term", "api")]);
            discord.fake.dispatch("INTERACTION_CREATE", command);
        }
        for _ in 0..SENT_AT_A_TIME {
            discord.response_held().await;
        }
        discord.fake.response_permits.add_permits(ENOUGH);
        for _ in 0..MANY {
            let seen = discord.next_response().await;
            assert_eq!(seen.title(), "Many ask at once");
            assert!(seen.is_private());
        }
        let ready = discord.readiness().await;
        let counted = format!("discord: {MANY} events answered with a request to ask again");
        assert!(ready.contains(&counted), "{ready}");
        assert!(!ready.contains("dropped"), "{ready}");

        drop(blocked);
        for _ in 0..ACCEPTED {
            discord.wait_for_post().await;
        }
        discord.answers().await;
        discord.finish().await;
    });
}

#[tokio::test]
async fn an_interaction_to_which_discord_accepts_no_response_any_more_is_counted() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_interaction();
    discord.fake.expire(id);
    let command = payload::command(IN_SERVER, id, "what-is", &[("term", "api")]);
    discord.fake.dispatch("INTERACTION_CREATE", command);
    in_time("a late response", discord.fake.expired.reaches(1)).await;
    counts(
        &discord,
        "discord: 1 events not answered within the platform's three seconds",
    )
    .await;
    discord.answers().await;
    discord.finish().await;
}
